"""The house rules that need a program: the families, and one function that asks them all."""

from tei_edition.model.problem import Problem
from tei_edition.validation import cover, dates, pointers, renditions, signs
from tei_edition.validation.document import Document, Rule

RULES: dict[str, Rule] = {
    **pointers.RULES,
    **dates.RULES,
    **cover.RULES,
    **renditions.RULES,
    **signs.RULES,
}
"""Each rule that is a program, by its number."""


def rule_problems(document: Document) -> tuple[Problem, ...]:
    """Ask all rules of a document.

    Args:
        document: the document.
    """
    families = dict.fromkeys(RULES.values())
    return tuple(problem for rule in families for problem in rule(document))
