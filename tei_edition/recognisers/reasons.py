"""Why a name was tagged, or linked to an entry, in words that an editor reads."""

from tei_edition.model.annotation import ACCEPTED, DECISION, Annotation
from tei_edition.tables import table


def reasons(a: Annotation) -> tuple[str, ...]:
    """Return the reasons for an annotation of a name, the strongest first.

    Args:
        a: the annotation.

    Returns:
        What an editor decided comes first; then the evidence of the rule, or what the table says of a rule
        that has none.
    """
    decided = (words_of("accepted"),) if a.is_decided and a.rule != DECISION else ()
    own = a.evidence or (() if decided else (words_of(a.rule),))
    return (*decided, *own)


def words_of(rule: str) -> str:
    """Return what a rule says of a name; the name of a rule that the table has not."""
    rule = rule.removesuffix(ACCEPTED)
    return str(table("reasons").get(rule, rule))
