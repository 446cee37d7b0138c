"""``msDesc``: the archival original, described from what the text says of it (TEI msid, msco, msad)."""

import re
from collections.abc import Iterator, Sequence

from tei_edition.model.annotation import Annotation
from tei_edition.tables import table
from tei_edition.weaver.digital_desc import record_number
from tei_edition.weaver.facts import Facts
from tei_edition.weaver.markup import element, indented, text

_LEAVES = re.compile(r"(\d+\w*)(?:[ ]?[-–—][ ]?(\d+\w*))?")
_LEAF_LEVELS = ("listy", "blatt", "leaves", "strony", "pages")
_ORDER = {
    "fond": 0, "opis": 1, "papka": 2, "delo": 2, "listy": 3,
    "recordGroup": 0, "series": 1, "box": 2, "file": 3, "folder": 3, "item": 3,
}  # fmt: skip
"""Levels of description from the largest to the smallest (house rule H11)."""


def archival_record(facts: Facts) -> str:
    """Write ``msDesc``."""
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
    archive, named, mark = facts.archive, facts.repository, facts.shelfmark
    written = []
    if archive:
        written.append(element("country", {}, text(archive.country)))
        written.append(element("settlement", {}, text(archive.settlement)) if archive.settlement else "")
    elif settlement := facts.first("settlement"):
        written.append(element("settlement", {}, text(facts.text(settlement))))
    written.append(_repository(facts, named))
    if mark:
        written += _reference(facts, mark)
    prose = table("header")["source"]
    for a in facts.edition.of_kind("number"):
        type_ = a.attributes["type"]
        copy = type_ == "copy"
        number = element("idno", {"type": type_, "source": _document(facts)}, text(facts.text(a)))
        values = {"type": "editorial", "subtype": "reference"}
        note = element("note", values, text(prose.get("copy-number" if copy else type_, prose["number"])))
        written.append(indented("altIdentifier", {"type": "copy" if copy else "registration"}, number, note))
    first = mark or named
    return indented("msIdentifier", {"source": facts.source_of(first) if first else None}, *written)


def _document(facts: Facts) -> str | None:
    document = facts.first("document")
    return facts.pointer(document) if document else None


def _repository(facts: Facts, named: Annotation | None) -> str:
    if named is None:
        return element("repository", {}, text(table("header")["source"]["repository-unknown"]))
    name, archive = text(facts.text(named)), facts.archive
    tagged = next((a for a in facts.edition.of_kind("repository") if a.span == named.span), None)
    if archive and archive.abbreviated:
        values = {"xml:lang": archive.language, "resp": "#resp-program", "cert": "high"}
        long = element("expan", values, text(archive.expansion))
        name = element("choice", {}, element("abbr", {"type": "acronym"}, name), long)
    return element("repository", {"ref": tagged.attributes.get("ref") if tagged else None}, name)


# ---- the reference


def _reference(facts: Facts, mark: Annotation) -> Iterator[str]:
    """Write the shelfmark, and behind it the parts whose order there is not that of the levels."""
    witnesses = list(facts.edition.of_kind("witness"))
    parts = _parts(facts, mark)
    if witnesses:
        written, at = [], mark.span.start
        for witness in witnesses:
            here = [p for p in parts if witness.span.covers(p.span)]
            written.append(_between(facts, at, witness.span.start))
            inside = _divided(facts, witness, here if _in_order(here) else [])
            written.append(element("idno", {"type": "archivalReference"}, inside))
            at = witness.span.end
        yield element("idno", {"type": "archivalReference"}, *written, _between(facts, at, mark.span.end))
    elif _in_order(parts):
        yield element("idno", {"type": "archivalReference"}, _divided(facts, mark, parts))
    else:
        yield element("idno", {"type": "archivalReference"}, text(facts.text(mark)))
        for part in sorted(parts, key=lambda p: _ORDER.get(p.attributes["type"], 9)):
            yield element("idno", {"type": part.attributes["type"]}, text(facts.text(part)))


def _parts(facts: Facts, mark: Annotation) -> list[Annotation]:
    return [p for p in facts.edition.of_kind("shelfmark-part") if mark.span.covers(p.span)]


def _in_order(parts: Sequence[Annotation]) -> bool:
    ranks = [_ORDER[p.attributes["type"]] for p in parts if p.attributes["type"] in _ORDER]
    return ranks == sorted(ranks)


def _divided(facts: Facts, mark: Annotation, parts: Sequence[Annotation]) -> str:
    """Write a reference with its parts; the string is that of the text."""
    written, at = [], mark.span.start
    for part in parts:
        if part.span.start >= at:
            written.append(_between(facts, at, part.span.start))
            written.append(element("idno", {"type": part.attributes["type"]}, text(facts.text(part))))
            at = part.span.end
    return "".join([*written, _between(facts, at, mark.span.end)])


def _between(facts: Facts, start: int, end: int) -> str:
    return _folded(facts.edition.transcript.text[start:end])


def _folded(string: str) -> str:
    return text(re.sub(r"[ \t\n\r\v\f]+", " ", string))


# ---- contents and extent


def _leaves(facts: Facts) -> Annotation | None:
    """Return the part of the shelfmark that says on which leaves or pages the record stands."""
    mark = facts.shelfmark
    parts = _parts(facts, mark) if mark else []
    found = {p.attributes["type"]: p for p in reversed(parts)}
    return next((found[level] for level in _LEAF_LEVELS if level in found), None)


def _contents(facts: Facts) -> str:
    written = []
    part, mark, language = _leaves(facts), facts.shelfmark, facts.first("original-language")
    if part and mark:
        m = _LEAVES.fullmatch(facts.text(part))
        values = {"from": m[1], "to": m[2] or m[1]} if m else {}
        before = facts.edition.transcript.text[mark.span.start : part.span.start]
        label = re.search(r"[^\W\d]+\.?[ \t\n\r]*$", before)
        words = _folded((label[0] if label else "") + facts.edition.transcript.of_span(part.span))
        written.append(element("locus", {**values, "source": facts.source_of(part)}, words))
    if facts.author:
        ref = facts.author.attributes.get("ref")
        written.append(element("author", {"ref": ref}, text(facts.name_of(ref, facts.text(facts.author)))))
    if title := facts.edition.statements.header.get("item-title"):
        written.append(element("title", {"type": "supplied"}, text(title)))
    if language:
        written.append(_language(facts, language))
    if len(written) == bool(part and mark):
        return ""  # TEI wants more of an item than the leaves on which it stands
    return indented("msContents", {}, indented("msItem", {}, *written))


def _language(facts: Facts, field: Annotation) -> str:
    found = facts.language("original-language")
    if found is None:
        values = {"mainLang": "und", "source": facts.source_of(field)}
        return element("textLang", values, text(facts.text(field)))
    name, tag, a = found
    several = facts.languages("original-language")
    words = facts.text(a) if len(several) > 1 else name
    return element("textLang", {"mainLang": tag, "source": facts.source_of(a)}, text(words))


def _extent(facts: Facts) -> str:
    part = _leaves(facts)
    m = re.fullmatch(r"(\d+)(?:[ ]?[-–—][ ]?(\d+))?", facts.text(part)) if part else None
    if part is None or m is None or part.attributes["type"] != "listy" or int(m[2] or m[1]) < int(m[1]):
        return ""
    n = int(m[2] or m[1]) - int(m[1]) + 1
    words = f"{n} leaf" if n == 1 else f"{n} leaves"
    measure = element("measure", {"type": "count", "unit": "leaf", "quantity": str(n)}, words)
    extent = element("extent", {}, measure)
    return indented("physDesc", {}, indented("objectDesc", {}, indented("supportDesc", {}, extent)))


# ---- history, copies, rights


def _history(facts: Facts) -> str:
    record, sent, place = facts.dated("record"), facts.dated("dispatch"), facts.place_of_writing
    if record is None:
        return ""
    prose = table("header")["source"]
    date = element("origDate", facts.value_of(record), text(facts.text(record)))
    written = _filled(prose["origin"], "date", date)
    if sent:
        when = element("date", facts.value_of(sent), text(facts.text(sent)))
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
    cited = facts.shelfmark or facts.repository or facts.first("bibliographic-reference")
    if cited:
        citation = element(
            "ref", {"target": facts.source_of(cited)}, text(prose[_kind_of_source(facts, cited)])
        )
        said = "description" if facts.is_translation else "description-text"
        described = _filled(prose[said], "citation", citation)
    else:
        described = text(prose["description-bare"])
    history = indented("recordHist", {}, indented("source", {}, element("p", {}, described)))
    rights = indented("availability", {"status": "unknown"}, element("p", {}, text(prose["rights-original"])))
    return indented("additional", {}, indented("adminInfo", {}, history, rights), _copy(facts))


def _kind_of_source(facts: Facts, cited: Annotation) -> str:
    covered = any(c.span.covers(cited.span) for c in facts.edition.of_kind("cover"))
    return "citation-name" if covered else "source-line-name"


def _copy(facts: Facts) -> str:
    prose = table("header")["source"]
    written = []
    obtained = facts.credits("obtained")
    if obtained and facts.has_cover:
        by = ", ".join(facts.text(a) for a in obtained)
        name = facts.text(facts.publisher) if facts.publisher else "digital publication"
        if number := record_number(facts):
            name = f"{name}, {number}"
        digital = element("ref", {"target": f"#{facts.digital_id}"}, text(name))
        sentence = prose["copy"].replace("{obtained}", by)
        written.append(_filled(sentence, "digital", digital))
    written += [text(prose["copy-on-file"].format(place=facts.text(a))) for a in facts.credits("copy")]
    return element("surrogates", {}, " ".join(written)) if written else ""
