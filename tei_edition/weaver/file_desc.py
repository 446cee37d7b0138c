"""``fileDesc``: title, responsibilities, publication (TEI HD2)."""

from tei_edition.model.annotation import Annotation
from tei_edition.tables import table
from tei_edition.tables.settings import Settings
from tei_edition.weaver.facts import Facts
from tei_edition.weaver.markup import element, indented, text
from tei_edition.weaver.responsibility import ROLES, credited, responsibility_id


def title_statement(facts: Facts, settings: Settings) -> str:
    """Write ``titleStmt``: titles, author, and a statement for every responsibility that is pointed to."""
    said = facts.edition.statements.header
    titles = [element("title", {"type": "main"}, text(said.get("title") or facts.title))]
    if "subtitle" in said:
        titles.append(element("title", {"type": "sub"}, text(said["subtitle"])))
    return indented("titleStmt", {}, *titles, _author(facts), *_responsibilities(facts, settings))


def _author(facts: Facts) -> str:
    a = facts.author
    return element("author", {}, person(facts, a)) if a else ""


def person(facts: Facts, a: Annotation) -> str:
    """Write a person for the header: under the name of the authority list if linked, else as written."""
    ref = a.attributes.get("ref")
    return element("persName", {"ref": ref}, text(facts.name_of(ref, facts.text(a))))


def _responsibilities(facts: Facts, settings: Settings) -> list[str]:
    words = table("header")["responsibility"]
    language = facts.language("original-language")
    written = []
    for role in ROLES:
        for i, a in enumerate(facts.credits(role)):
            saying = words[role] if role != "translator" or language else words["translator-unnamed"]
            saying = saying.format(language=language[0] if language else "")
            id_ = responsibility_id(role, i)
            written.append(_statement(id_, role, saying, credited(facts, a), facts.source_of(a)))
    if facts.publisher:
        values = {"ref": facts.publisher.attributes.get("ref")}
        who = element("orgName", values, text(facts.text(facts.publisher)))
        at = facts.source_of(facts.publisher)
        saying = words["archive" if facts.is_translation else "archive-text"]
        written.append(_statement("resp-archive", "archive", saying, who, at))
    written += _unnamed(facts)
    written += responsible(settings)
    software = element("name", {"type": "software"}, "tei_edition")
    written.append(_statement("resp-program", "program", words["program"], software, None))
    return written


def responsible(settings: Settings, *, identified: bool = True) -> list[str]:
    """Write a ``respStmt`` for each of those whom the settings name as responsible.

    Args:
        settings: what the editor decided.
        identified: whether each has an xml:id, so that statements can point to it.
    """
    words = table("header")["responsibility"]
    written = []
    for r in sorted(settings.responsible, key=lambda r: r.role, reverse=True):
        if r.name:
            who = element("persName", {}, text(r.name))
        elif r.role == "editor":
            who = element("name", {"type": "role"}, text(words["editor-unnamed"]))
        else:
            who = element("name", {}, text(words["unnamed"]))
        id_ = f"resp-{r.role}" if identified else None
        written.append(_statement(id_, r.role, r.statement, who, None))
    return written


def _unnamed(facts: Facts) -> list[str]:
    """State responsibilities that annotations claim and that nobody is credited with."""
    words = table("header")["responsibility"]
    claimed = {a.responsibility for a in facts.edition.annotations}
    written = []
    if "translator" in claimed and not facts.credits("translator"):
        who = element("name", {}, text(words["unnamed"]))
        role, saying = ("translator", "translator-unnamed") if facts.is_translation else ("", "bracketed")
        written.append(_statement("resp-translator", role, words[saying], who, None))
    declared = facts.first("bracket-convention")
    if "relay" in claimed and declared and not facts.credits("relay"):
        who = element("name", {}, text(words["unnamed"]))
        written.append(_statement("resp-relay", "translator", words["relay-brackets"], who, None))
    if ("archive" in claimed or facts.has_cover) and not facts.publisher:
        who = element("name", {}, text(words["unnamed"]))
        written.append(_statement("resp-archive", "archive", words["archive-unnamed"], who, None))
    return written


def _statement(id_: str | None, role: str, saying: str, who: str, source: str | None) -> str:
    relator = table("header")["relators"].get(role) or None
    return indented(
        "respStmt", {"xml:id": id_, "source": source}, element("resp", {"ref": relator}, text(saying)), who
    )


def publication_statement(name: str, settings: Settings) -> str:
    """Write ``publicationStmt``; rights that nobody stated are unknown (TEI HD24).

    Args:
        name: the name of the document; empty for what is no single document.
        settings: what the editor states of authority and rights.
    """
    authority = settings.authority or table("header")["publication"]["authority-unknown"]
    licence = element("licence", {"target": settings.licence}, text(settings.statement))
    statement = licence if settings.licence else element("p", {}, text(settings.statement))
    return indented(
        "publicationStmt",
        {},
        element("authority", {}, text(authority)),
        element("idno", {"type": "document"}, text(name)) if name else "",
        indented("availability", {"status": settings.status}, statement),
    )


def series_statement(settings: Settings) -> str:
    """Write ``seriesStmt`` for the collection that the edition is part of; empty without a title."""
    return (
        indented("seriesStmt", {}, element("title", {"level": "s"}, text(settings.title)))
        if settings.title
        else ""
    )


def notes_statement(facts: Facts) -> str:
    """Write ``notesStmt`` with the related items that the editor names; empty without any."""
    items = [
        element("relatedItem", {"type": type_, "target": target})
        for type_, target in facts.edition.statements.related
    ]
    return indented("notesStmt", {}, *items)
