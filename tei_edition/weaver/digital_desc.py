"""``biblFull``: the digital publication of the translation, as its cover sheet describes it (TEI COBIRI)."""

import re

from tei_edition.model.annotation import Annotation
from tei_edition.tables import table
from tei_edition.weaver.facts import Facts
from tei_edition.weaver.markup import element, indented, text
from tei_edition.weaver.responsibility import ROLES, credited, responsibility_id

NOBODY = {"resp": "#resp-program", "cert": "unknown"}
"""Attributes of a value that the transcript does not give."""


def digital_publication(facts: Facts) -> str:
    """Write ``biblFull``."""
    return indented(
        "biblFull",
        {"xml:id": facts.digital_id},
        _titles(facts),
        _extent(facts),
        _publication(facts),
        _notes(facts),
    )


def _titles(facts: Facts) -> str:
    title = facts.digital_title
    at = facts.place_of(title) if title else None
    said: dict[str, str | None] = {"source": at} if title else {**NOBODY}
    written = [element("title", {"level": "u", **said}, text(facts.title))]
    author = facts.author
    if author and title and (as_named := _in_title(facts, author)):
        # The author as the title names him; only where the two agree.
        name = element("persName", {"ref": author.attributes.get("ref")}, text(as_named))
        written.append(element("author", {"source": at}, name))
    else:
        for a in facts.edition.of_kind("credited-author"):
            written.append(element("author", {"source": facts.source_of(a)}, text(facts.text(a))))
    for a in facts.edition.of_kind("sponsor"):
        values = {"ref": a.attributes.get("ref"), "source": facts.source_of(a)}
        written.append(element("funder", values, text(facts.text(a))))
    for role in ROLES:
        for i, a in enumerate(facts.credits(role)):
            short = element("resp", {}, text(table("header")["responsibility"][f"{role}-short"]))
            values = {"corresp": f"#{responsibility_id(role, i)}", "source": facts.source_of(a)}
            written.append(indented("respStmt", values, short, credited(facts, a)))
    return indented("titleStmt", {}, *written)


def _in_title(facts: Facts, author: Annotation) -> str | None:
    """Find the author's name in the title: the words of the list, with or without spaces, in any case."""
    words = re.findall(r"\w+", facts.name_of(author.attributes.get("ref"), facts.text(author)))
    m = re.search(r"[\W_]{0,2}".join(map(re.escape, words)), facts.title, re.IGNORECASE)
    return m[0] if m else None


def _extent(facts: Facts) -> str:
    """Write how many pages the publication says that it has."""
    a = facts.first("pages-of-publication")
    n = facts.text(a) if a else ""
    if a is None or not n.isdecimal():
        return ""
    measure = element("measure", {"type": "count", "unit": "page", "quantity": n}, f"{n} pages")
    return element("extent", {"source": facts.source_of(a)}, measure)


def _publication(facts: Facts) -> str:
    publisher, address, record = (
        facts.publisher,
        facts.first("resource-address"),
        facts.first("record-number"),
    )
    if publisher:
        values = {"ref": publisher.attributes.get("ref"), "source": facts.source_of(publisher)}
        by = element("publisher", values, text(facts.text(publisher)))
    else:
        by = element("publisher", NOBODY, text(table("header")["publication"]["authority-unknown"]))
    written = [by]
    number = record_number(facts)
    if address:
        at = facts.source_of(address)
        written.append(element("idno", {"type": "URI", "source": at}, text(address.attributes["target"])))
        if number:
            written.append(element("idno", {"type": "document", "source": at}, text(number)))
    elif record and number:
        written.append(element("idno", {"type": "document", "source": facts.source_of(record)}, text(number)))
    rights = element("p", {}, text(table("header")["source"]["rights-digital"]))
    return indented("publicationStmt", {}, *written, indented("availability", {"status": "unknown"}, rights))


def record_number(facts: Facts) -> str:
    """Return the number of the record in the digital archive; empty if there is none."""
    address, record = facts.first("resource-address"), facts.first("record-number")
    if m := re.search(r"/(\d+)/?$", address.attributes["target"]) if address else None:
        return m[1]
    return facts.text(record) if record and not address else ""


def _notes(facts: Facts) -> str:
    written = []
    for a in facts.edition.of_kind("published-in"):
        values = {"type": "editorial", "subtype": "reference", "source": facts.source_of(a)}
        words = table("header")["source"]["published-in"].format(work=facts.text(a))
        written.append(element("note", values, text(words)))
    written.append(element("relatedItem", {"type": "translationOf", "target": f"#{facts.original_id}"}))
    return indented("notesStmt", {}, *written)
