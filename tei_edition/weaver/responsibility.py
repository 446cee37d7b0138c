"""Who did what: the statements of responsibility that a citation makes (TEI HD21)."""

from tei_edition.model.annotation import Annotation
from tei_edition.weaver.facts import Facts
from tei_edition.weaver.markup import element, text

ROLES = ("obtained", "notes", "compiler", "relay", "translator", "editor")
"""Roles that a citation credits, in the order of the header."""

_IDS = {"editor": "translation-editor"}  # resp-editor is the editor of this edition


def responsibility_id(role: str, number: int) -> str:
    """Return the xml:id of a statement: that of the first of a role has no number."""
    return f"resp-{_IDS.get(role, role)}" + (f"-{number + 1}" if number else "")


def credited(facts: Facts, a: Annotation) -> str:
    """Write who is credited: a person, or a body."""
    if "body" in a.attributes:
        return element("orgName", {}, text(facts.text(a)))
    return element("persName", {}, text(facts.text(a)))
