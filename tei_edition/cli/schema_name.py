"""What the commands about schemas say of a name that is none."""

from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table


def not_a_name(written: str) -> Problem:
    """Return the problem XM23.

    Args:
        written: what stands where the name of a schema should.
    """
    words = f'"{written}" is not the name of a schema with its version.'
    return Problem("XM23", Severity.ERROR, words, table("schemas")["next_step"]["XM23"])
