"""The header of a collection: what the editor states for all documents, and nothing else (TEI HD, CC)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tei_edition.tables import table
from tei_edition.tables.settings import Settings
from tei_edition.weaver.file_desc import publication_statement, responsible
from tei_edition.weaver.markup import element, indented, text

_RIGHTS: Final = frozenset(("status", "statement", "licence"))
_STATED: Final = ("title", "authority", *sorted(_RIGHTS))


def title_of(settings: Settings) -> str:
    """Return the title of a collection, or that none is stated."""
    return settings.title or str(table("header")["collection"]["title-unknown"])


def header(title: str, sources: str, settings: Settings, *, project: str = "") -> str:
    """Write the ``teiHeader`` of a file of a collection.

    Args:
        title: the main title.
        sources: what it was made from.
        settings: what the editor states of the edition.
        project: how the file is to be used; empty to say nothing.
    """
    # Nothing points to the responsible here, and in the corpus their ids would be those of its documents.
    people = responsible(settings, identified=False)
    description = indented(
        "fileDesc",
        {},
        indented("titleStmt", {}, element("title", {"type": "main"}, text(title)), *people),
        publication_statement("", settings),
        indented("sourceDesc", {}, element("p", {}, text(sources))),
    )
    use = indented("projectDesc", {}, element("p", {}, text(project))) if project else ""
    return indented("teiHeader", {"xml:lang": "en"}, description, indented("encodingDesc", {}, use))


def common(settings: Sequence[Settings]) -> tuple[Settings, tuple[str, ...]]:
    """Return what holds for all documents where they were built with several settings.

    Args:
        settings: those of each folder.

    Returns:
        The settings as far as all agree, and the names of what they do not agree in, of which nothing is
        stated.
    """
    first, *others = dict.fromkeys(settings)
    differing = [n for n in _STATED if any(getattr(o, n) != getattr(first, n) for o in others)]
    people = tuple(p for p in first.responsible if all(p in o.responsible for o in others))
    shared = replace(
        first,
        title="" if "title" in differing else first.title,
        authority="" if "authority" in differing else first.authority,
        responsible=people,
    )
    if not _RIGHTS.isdisjoint(differing):
        rights = table("header")["collection"]["rights-differ"]
        shared = replace(shared, status="unknown", statement=rights, licence="")
    return shared, (*differing, *(["responsible"] if len(people) < len(first.responsible) else []))
