"""The header: derived from the annotations and from what the editor states; nothing in it is invented."""

from tei_edition.tables import table
from tei_edition.tables.settings import Settings
from tei_edition.weaver.encoding_desc import encoding_description
from tei_edition.weaver.facts import Facts
from tei_edition.weaver.file_desc import (
    notes_statement,
    publication_statement,
    series_statement,
    title_statement,
)
from tei_edition.weaver.markup import element, indented, text
from tei_edition.weaver.profile_desc import profile_description
from tei_edition.weaver.source_desc import source_description


def header(facts: Facts, settings: Settings, *, renditions: tuple[str, ...], date: str) -> str:
    """Write the ``teiHeader``.

    Args:
        facts: the edition.
        settings: what the editor decided for all documents.
        renditions: the rendition declarations that the text needs.
        date: the day of the build, for the history of revisions.
    """
    file_description = indented(
        "fileDesc",
        {},
        title_statement(facts, settings),
        publication_statement(facts.name, settings),
        series_statement(settings),
        notes_statement(facts),
        source_description(facts),
    )
    return indented(
        "teiHeader",
        {},
        file_description,
        encoding_description(facts, renditions, settings.policy),
        profile_description(facts),
        _revisions(facts, date),
    )


def _revisions(facts: Facts, date: str) -> str:
    """Write ``revisionDesc``, newest change first (TEI HD6)."""
    said = facts.edition.statements
    status = said.header.get("status", "draft")
    entries = [(date, "program", status, str(table("header")["history"]["encoded"]))]
    entries += [(c.when, "editor", c.status, c.text) for c in said.changes]
    written = [
        element("change", {"when": when, "who": f"#resp-{who}", "status": state}, text(words))
        for when, who, state, words in sorted(entries, key=lambda e: e[0], reverse=True)
    ]
    return indented("revisionDesc", {"status": status}, *written)
