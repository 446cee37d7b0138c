"""``sourceDesc``: the chain from the transcript over the digital publication to the archival original.

TEI HD3, COBIRI, msid. The header derives, and says by ``source`` from which place of the text.
"""

import re

from tei_edition.model.annotation import Annotation
from tei_edition.tables import table
from tei_edition.weaver.facts import Facts
from tei_edition.weaver.markup import element, indented, text

_CITATION = "#cover-citation"
_NOBODY = {"resp": "#resp-program", "cert": "unknown"}  # the transcript does not say it
_LEAVES = re.compile(r"(\d+)(?:[-–](\d+))?")


def source_description(facts: Facts) -> str:
    """Write ``sourceDesc``."""
    digital = _digital(facts) if facts.has_cover else ""
    return indented("sourceDesc", {}, _transcript(facts), digital, _original(facts))


def _transcript(facts: Facts) -> str:
    t = facts.edition.transcript
    of = facts.digital_id if facts.has_cover else facts.original_id
    size = element("measure", {"type": "count", "unit": "byte", "quantity": str(t.size)}, f"{t.size} bytes")
    return element(
        "bibl",
        {"type": "transcript", "xml:id": "src-transcript"},
        "Plain-text transcript, file ",
        element("idno", {"type": "filename"}, text(t.name)),
        f", {text(t.encoding)}, ",
        element("extent", {}, size),
        ", SHA-256 of the file ",
        element("idno", {"type": "sha256"}, t.sha256),
        ", SHA-256 of the text with each run of blanks reduced to one space and none at either end ",
        element("idno", {"type": "sha256", "subtype": "whitespace-normalized"}, t.normalized_sha256),
        ". ",
        element("relatedItem", {"type": "transcriptOf", "target": f"#{of}"}),
    )


# ---- the digital publication


def _digital(facts: Facts) -> str:
    notes = element("relatedItem", {"type": "translationOf", "target": f"#{facts.original_id}"})
    return indented(
        "biblFull",
        {"xml:id": facts.digital_id},
        _digital_titles(facts),
        _digital_publication(facts),
        indented("notesStmt", {}, notes),
    )


def _digital_titles(facts: Facts) -> str:
    on_cover = facts.first("source-title", within="cover-title")
    title = on_cover or facts.first("source-title")
    at = "#cover-title" if on_cover else _CITATION
    said = {"source": at} if title else _NOBODY
    written = [element("title", {"level": "u", **said}, text(facts.title))]
    author = facts.author
    if author and title:
        # The author as the title names him; only where the two agree.
        as_named = _in_title(facts, author)
        if as_named:
            ref = {"ref": author.attributes.get("ref")}
            name = element("persName", ref, text(as_named))
            written.append(element("author", {"source": at}, name))
    for a in facts.edition.of_kind("sponsor"):
        values = {"ref": a.attributes.get("ref"), "source": a.attributes["source"]}
        written.append(element("funder", values, text(facts.text(a))))
    for role in ("obtained", "translator"):
        for i, a in enumerate(facts.credits(role)):
            corresp = f"#resp-{role}" + (f"-{i + 1}" if i else "")
            short = element("resp", {}, text(table("header")["responsibility"][f"{role}-short"]))
            who = element("persName", {}, text(facts.text(a)))
            written.append(
                indented("respStmt", {"corresp": corresp, "source": a.attributes["source"]}, short, who)
            )
    return indented("titleStmt", {}, *written)


def _in_title(facts: Facts, author: Annotation) -> str | None:
    """Find the author's name in the title: the words of the list, with or without spaces, in any case."""
    words = re.findall(r"\w+", facts.name_of(author.attributes.get("ref"), facts.text(author)))
    m = re.search(r"[\W_]{0,2}".join(map(re.escape, words)), facts.title, re.IGNORECASE)
    return m[0] if m else None


def _digital_publication(facts: Facts) -> str:
    publisher, address = facts.publisher, facts.first("resource-address")
    if publisher:
        values = {"ref": publisher.attributes.get("ref"), "source": _CITATION}
        by = element("publisher", values, text(facts.text(publisher)))
    else:
        by = element("publisher", _NOBODY, text(table("header")["publication"]["authority-unknown"]))
    written = [by]
    if address:
        target = address.attributes["target"]
        written.append(element("idno", {"type": "URI", "source": _CITATION}, text(target)))
        if number := _number(address):
            written.append(element("idno", {"type": "document", "source": _CITATION}, number))
    rights = element("p", {}, text(table("header")["source"]["rights-digital"]))
    return indented("publicationStmt", {}, *written, indented("availability", {"status": "unknown"}, rights))


def _number(address: Annotation | None) -> str:
    """Return the number with which the address of a record ends; empty if there is none."""
    m = re.search(r"/(\d+)/?$", address.attributes["target"]) if address else None
    return m[1] if m else ""


# ---- the archival original


def _original(facts: Facts) -> str:
    return indented(
        "msDesc",
        {"xml:id": facts.original_id, "type": "archivalRecord"},
        _identifier(facts),
        _contents(facts),
        _extent(facts),
        _history(facts),
        _additional(facts),
    )


def _identifier(facts: Facts) -> str:
    archive, named, mark = facts.archive, facts.first("repository"), facts.first("archival-reference")
    written = []
    if archive:
        written += [
            element("country", {}, text(archive.country)),
            element("settlement", {}, text(archive.settlement)),
        ]
    written.append(_repository(facts, named))
    if mark:
        written.append(element("idno", {"type": "archivalReference"}, _divided(facts, mark)))
    prose = table("header")["source"]
    for a in facts.edition.of_kind("number"):
        type_ = a.attributes["type"]
        copy = type_ == "copy"
        number = element("idno", {"type": type_, "source": _document(facts)}, text(facts.text(a)))
        values = {"type": "editorial", "subtype": "reference"}
        note = element("note", values, text(prose["copy-number" if copy else type_]))
        written.append(indented("altIdentifier", {"type": "copy" if copy else "registration"}, number, note))
    return indented("msIdentifier", {"source": _CITATION if mark or named else None}, *written)


def _document(facts: Facts) -> str | None:
    document = facts.first("document")
    return facts.pointer(document) if document else None


def _repository(facts: Facts, named: Annotation | None) -> str:
    if named is None:
        return element("repository", {}, text(table("header")["source"]["repository-unknown"]))
    name, archive = text(facts.text(named)), facts.archive
    if archive:
        values = {"xml:lang": archive.language, "resp": "#resp-program", "cert": "high"}
        long = element("expan", values, text(archive.expansion))
        name = element("choice", {}, element("abbr", {"type": "acronym"}, name), long)
    return element("repository", {"ref": named.attributes.get("ref")}, name)


def _divided(facts: Facts, mark: Annotation) -> str:
    """Write the shelfmark with its parts; the string is that of the citation."""
    written, at = [], mark.span.start
    source = facts.edition.transcript.text
    for part in facts.edition.of_kind("shelfmark-part"):
        if mark.span.covers(part.span) and part.span.start >= at:
            written.append(_folded(source[at : part.span.start]))
            written.append(element("idno", {"type": part.attributes["type"]}, text(facts.text(part))))
            at = part.span.end
    return "".join([*written, _folded(source[at : mark.span.end])])


def _folded(string: str) -> str:
    return text(re.sub(r"[ \t\n\r\v\f]+", " ", string))


def _leaves(facts: Facts) -> tuple[str, str, Annotation] | None:
    part = next((a for a in facts.edition.of_kind("shelfmark-part") if a.attributes["type"] == "listy"), None)
    m = _LEAVES.fullmatch(facts.text(part)) if part else None
    return (m[1], m[2] or m[1], part) if m and part else None


def _contents(facts: Facts) -> str:
    written = []
    leaves, language = _leaves(facts), facts.language("original-language")
    if leaves:
        first, last, part = leaves
        values = {"from": first, "to": last, "source": _CITATION}
        mark = facts.first("archival-reference")
        tail = facts.edition.transcript.text[mark.span.start : part.span.end] if mark else ""
        abbreviation = re.search(r"\w+\.[ \t\n]*\S+$", tail)
        written.append(
            element("locus", values, _folded(abbreviation[0] if abbreviation else facts.text(part)))
        )
    if facts.author:
        ref = facts.author.attributes.get("ref")
        written.append(element("author", {"ref": ref}, text(facts.name_of(ref, facts.text(facts.author)))))
    if title := facts.edition.statements.header.get("item-title"):
        written.append(element("title", {"type": "supplied"}, text(title)))
    if language:
        name, tag, a = language
        values = {"mainLang": tag, "source": a.attributes["source"]}
        written.append(element("textLang", values, text(name)))
    if len(written) == bool(leaves):
        return ""  # TEI wants more of an item than the leaves on which it stands
    return indented("msContents", {}, indented("msItem", {}, *written))


def _extent(facts: Facts) -> str:
    leaves = _leaves(facts)
    if leaves is None or int(leaves[1]) < int(leaves[0]):
        return ""
    n = int(leaves[1]) - int(leaves[0]) + 1
    words = f"{n} leaf" if n == 1 else f"{n} leaves"
    measure = element("measure", {"type": "count", "unit": "leaf", "quantity": str(n)}, words)
    extent = element("extent", {}, measure)
    return indented("physDesc", {}, indented("objectDesc", {}, indented("supportDesc", {}, extent)))


def _history(facts: Facts) -> str:
    record, sent, place = facts.dated("record"), facts.dated("dispatch"), facts.place_of_writing
    if record is None:
        return ""
    prose = table("header")["source"]
    date = element("origDate", {"when": record.attributes["when"]}, text(facts.text(record)))
    written = _filled(prose["origin"], "date", date)
    if sent:
        when = element("date", {"when": sent.attributes["when"]}, text(facts.text(sent)))
        written += _filled(prose["origin-dispatch"], "date", when)
    if place:
        written += _filled(prose["origin-place"], "place", place_of_writing(facts, place))
    return indented("history", {}, element("origin", {}, written, "."))


def place_of_writing(facts: Facts, place: Annotation) -> str:
    """Write ``origPlace``, which is always inferred here."""
    values = {
        "ref": place.attributes.get("ref"), "resp": "#resp-program", "evidence": "internal", "cert": "medium"
    }  # fmt: skip
    words = facts.text(place)
    return element(
        "origPlace", values, text(words.title().replace(" Of ", " of ") if words.isupper() else words)
    )


def _filled(sentence: str, name: str, value: str) -> str:
    before, _, after = sentence.partition(f"{{{name}}}")
    return text(before) + value + text(after)


def _additional(facts: Facts) -> str:
    prose = table("header")["source"]
    citation = element("ref", {"target": _CITATION}, "citation")
    cited = facts.first("bibliographic-reference") is not None
    described = (
        _filled(prose["description"], "citation", citation) if cited else text(prose["description-bare"])
    )
    history = indented("recordHist", {}, indented("source", {}, element("p", {}, described)))
    rights = indented("availability", {"status": "unknown"}, element("p", {}, text(prose["rights-original"])))
    return indented("additional", {}, indented("adminInfo", {}, history, rights), _copy(facts))


def _copy(facts: Facts) -> str:
    obtained = facts.credits("obtained")
    if not obtained or not facts.has_cover:
        return ""
    by = ", ".join(facts.text(a) for a in obtained)
    name = facts.text(facts.publisher) if facts.publisher else "digital publication"
    address = facts.first("resource-address")
    if number := _number(address):
        name = f"{name}, {number}"
    digital = element("ref", {"target": f"#{facts.digital_id}"}, text(name))
    sentence = table("header")["source"]["copy"].replace("{obtained}", by)
    return element("surrogates", {}, _filled(sentence, "digital", digital))
