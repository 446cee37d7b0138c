"""``profileDesc``: abstract, dates, languages, classes, participants, setting (TEI HD4)."""

from tei_edition.model.annotation import Annotation
from tei_edition.model.ordered_spans import OrderedSpans
from tei_edition.tables import table
from tei_edition.weaver.facts import Facts
from tei_edition.weaver.file_desc import person
from tei_edition.weaver.markup import element, indented, text
from tei_edition.weaver.original_desc import place_of_writing

_CONVERSATION = "conversationRecord"
_CORRESPONDENCE = ("letter", "telegram", "note")


def profile_description(facts: Facts) -> str:
    """Write ``profileDesc``."""
    return indented(
        "profileDesc",
        {},
        _abstract(facts),
        _creation(facts),
        _languages(facts),
        _classes(facts),
        _correspondence(facts),
        _participants(facts),
        _setting(facts),
    )


def _abstract(facts: Facts) -> str:
    """Repeat the summary of the cover sheet as metadata, a paragraph for each of its paragraphs."""
    labels = list(facts.edition.of_kind("label"))
    for field in facts.edition.of_kind("cover-field", "cover-segment"):
        if field.attributes.get("type") != "summary" or not facts.is_woven(field.id):
            continue
        segment = field.kind == "cover-segment"
        written = []
        for block in [field] if segment else facts.edition.of_kind("cover-paragraph"):
            if field.span.covers(block.span):
                words = facts.text(block)
                if label := next((a for a in labels if block.span.covers(a.span)), None):
                    words = words.removeprefix(facts.text(label)).strip(" ")
                written += [element("p", {}, text(words))] if words else []
        if written:
            values = {"xml:id": "abstract", "source": f"#{field.id}", "resp": "#resp-archive"}
            return indented("abstract", values, *written)
    return ""


def _creation(facts: Facts) -> str:
    record, sent, assigned = facts.dated("record"), facts.dated("dispatch"), facts.date_assigned
    written = []
    if record:
        written.append(element("origDate", _dated(facts, record, "record"), text(facts.text(record))))
    else:
        words = table("header")["profile"]["date-unknown"]
        written.append(
            element("origDate", {"type": "record", "resp": "#resp-program", "cert": "unknown"}, text(words))
        )
    for other in facts.other_records:
        written.append(element("origDate", _dated(facts, other, "record"), text(facts.text(other))))
    if talk := conversation(facts):
        time, iso = talk
        values = _inferred("conversation", {"when-iso": iso}, facts.pointer(time))
        written.append(element("date", values, text(_moment(facts, time, iso, "{day}, {hour}"))))
    if sent:
        written.append(element("date", _dated(facts, sent, "dispatch"), text(facts.text(sent))))
    if assigned:
        values = {
            "type": "assigned", **facts.value_of(assigned), "resp": "#resp-archive",
            "source": facts.place_of(assigned), "xml:id": "date-assigned",
        }  # fmt: skip
        written.append(element("date", values, text(facts.text(assigned))))
    if place := facts.place_of_writing:
        written.append(place_of_writing(facts, place))
    return indented("creation", {}, *written)


def conversation(facts: Facts) -> tuple[Annotation, str] | None:
    """Return the time at which a recorded conversation began, and its value: the first that is dated.

    A date line may give it with the day, else it stands in the text.
    """
    if _CONVERSATION not in facts.genres:
        return None
    record = facts.dated("record")
    for time in [*([record] if record else []), *facts.edition.of_kind("time")]:
        if "when-iso" in time.attributes:
            return time, time.attributes["when-iso"]
    return None


def _moment(facts: Facts, time: Annotation, iso: str, words: str) -> str:
    """Say when a conversation began: as the date line has it, or the day of the record and the hour."""
    if time.kind == "date":
        return facts.text(time)
    record = facts.dated("record")
    return words.format(day=facts.text(record) if record else iso[:10], hour=iso[11:])


def _dated(facts: Facts, a: Annotation, type_: str) -> dict[str, str | None]:
    values = _inferred(type_, facts.value_of(a), facts.pointer(a))
    return {**values, "cert": a.certainty} if a.certainty in ("medium", "low") else values


def _inferred(type_: str, value: dict[str, str], source: str | None) -> dict[str, str | None]:
    # That a date is the one of the record, of the dispatch or of the talk is the program's inference.
    said_by = {"resp": "#resp-program", "evidence": "internal", "cert": "high"}
    return {"type": type_, **value, "source": source, **said_by}


def _languages(facts: Facts) -> str:
    words = table("header")["profile"]
    spoken, original = facts.language("transcript-language"), facts.language("original-language")
    name = spoken[0] if spoken else _name_of(facts.main_language)
    values = {"ident": facts.main_language, "source": facts.source_of(spoken[2]) if spoken else None}
    written = [element("language", values, text(words["language"].format(name=name)))]
    declared = {facts.main_language}
    for language, tag in facts.languages("original-language"):
        if original and tag not in declared:
            declared.add(tag)
            values = {"ident": tag, "source": facts.source_of(original[2])}
            written.append(
                element("language", values, text(words["language-original"].format(name=language)))
            )
    for tag, said in _terms(facts):
        if tag not in declared:
            declared.add(tag)
            written.append(element("language", {"ident": tag}, text(words[said])))
    return indented("langUsage", {}, *written)


def _terms(facts: Facts) -> list[tuple[str, str]]:
    terms = facts.edition.of_kind("original-term")
    tags = [(a.attributes["xml:lang"], "language-terms") for a in terms if "xml:lang" in a.attributes]
    for a in facts.edition.of_kind("abbreviation"):
        if tag := a.attributes.get("expansion-language"):
            tags.append((tag, "language-terms" if tag.endswith("-Latn") else "language-expansions"))
    archive = facts.archive
    if archive and archive.abbreviated:
        latin = archive.language.endswith("-Latn")
        tags.append((archive.language, "language-terms" if latin else "language-names"))
    return tags


def _name_of(tag: str) -> str:
    return next((name for name, row in table("languages")["language"].items() if row["tag"] == tag), tag)


def _classes(facts: Facts) -> str:
    genres = " ".join(f"#genre.{g}" for g in facts.genres)
    markings = dict.fromkeys(a.attributes["ana"] for a in facts.edition.of_kind("classification"))
    written = []
    if genres:
        written.append(element("catRef", {"scheme": "#tax-genre", "target": genres}))
    if markings:
        written.append(element("catRef", {"scheme": "#tax-security", "target": " ".join(markings)}))
    terms = [element("term", {}, text(k)) for k in facts.edition.statements.keywords]
    written.append(indented("keywords", {"resp": "#resp-editor"}, *terms))
    return indented("textClass", {}, *written)


def _correspondence(facts: Facts) -> str:
    sent, number = facts.dated("dispatch"), facts.first("number", type="outgoing")
    letter = any(g in _CORRESPONDENCE for g in facts.genres)
    if not (number or letter) or facts.author is None:
        return ""
    date = sent or facts.dated("record")
    values = {**facts.value_of(date), "evidence": "internal"} if date else {}
    when = element("date", values, text(facts.text(date))) if date else ""
    words = table("header")["profile"]["record-sent" if number else "letter-sent"]
    note = element("note", {"type": "editorial", "subtype": "reference"}, text(words))
    action = indented("correspAction", {"type": "sent"}, person(facts, facts.author), when)
    return indented("correspDesc", {"resp": "#resp-program", "cert": "high"}, action, note)


def _interlocutors(facts: Facts) -> list[str]:
    author = facts.author.attributes.get("ref") if facts.author else None
    headings = OrderedSpans(h.span for h in facts.edition.of_kind("heading"))
    refs = dict.fromkeys(
        p.attributes["ref"]
        for p in facts.edition.of_kind("person")
        if "ref" in p.attributes and headings.covers(p.span)
    )
    return [ref for ref in refs if ref != author]


def _participants(facts: Facts) -> str:
    if _CONVERSATION not in facts.genres:
        return ""
    author = facts.author.attributes.get("ref") if facts.author else None
    people = [element("person", {"sameAs": author, "role": "reporter"})] if author else []
    people += [element("person", {"sameAs": ref, "role": "interlocutor"}) for ref in _interlocutors(facts)]
    return indented("particDesc", {}, indented("listPerson", {"type": "participants"}, *people))


def _setting(facts: Facts) -> str:
    talk, said = conversation(facts), facts.edition.statements.header
    if talk is None and "locale" not in said and "activity" not in said:
        return ""
    author = facts.author.attributes.get("ref") if facts.author else None
    who = " ".join([*([author] if author else []), *_interlocutors(facts)]) or None
    written = []
    if talk:
        iso = talk[1]
        lasted = said.get("duration", talk[0].attributes.get("dur"))
        values = {"when-iso": iso, "dur": lasted, "source": facts.pointer(talk[0])}
        said_by = {"resp": "#resp-program", "evidence": "internal", "cert": "high"}
        words = said.get("time", _moment(facts, talk[0], iso, "from {hour} on {day}"))
        written.append(element("time", {**values, **said_by}, text(words)))
    for name in ("locale", "activity"):
        if name in said:
            written.append(element(name, {}, text(said[name])))
    return indented("settingDesc", {}, indented("setting", {"who": who}, *written))
