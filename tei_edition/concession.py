"""Concessions: what is given up, step by step, so that a text is never refused for what is said of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.review import Statements
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.readers import plain
from tei_edition.tables.kinds import kinds


@dataclass(frozen=True, slots=True)
class Concession:
    """A step down: what remains of an edition, and what its editor is told."""

    reduced: Callable[[Edition], Edition]
    """Returns what remains."""
    code: str
    """Code of the problem."""
    severity: Severity
    """Of the problem: what an editor has stated is not given up without an error."""
    message: str
    """What is lost."""
    hint: str
    """What to do."""

    def report(self, fault: Problem) -> Problem:
        """Return the problem for an editor.

        Args:
            fault: what the validation of the fuller edition found.
        """
        return Problem(self.code, self.severity, f"{self.message} {_cause(fault)}", self.hint)


def _layout(edition: Edition) -> Edition:
    """Return the edition with its divisions, blocks and page breaks, and nothing else in them."""
    layers = {kind.name for kind in kinds().values() if kind.layer in ("container", "block", "point")}
    return replace(edition, annotations=tuple(a for a in edition.annotations if a.kind in layers))


def _bare(edition: Edition) -> Edition:
    """Return the edition with nothing in it but plain paragraphs."""
    return replace(edition, annotations=plain.paragraphs(edition.transcript).annotations)


def _unstated(edition: Edition) -> Edition:
    """Return the edition with plain paragraphs and without the editor's statements."""
    return replace(_bare(edition), statements=Statements())


LADDER: tuple[Concession, ...] = (
    Concession(
        _layout,
        "WV08",
        Severity.WARNING,
        "Names, dates and brackets could not be encoded; the layout stands.",
        "Look at what was tagged last in the decisions file, or report the transcript to the developers.",
    ),
    Concession(
        _bare,
        "WV05",
        Severity.WARNING,
        "The layout could not be encoded, and the text stands as plain paragraphs.",
        "Report the transcript to the developers.",
    ),
    Concession(
        _unstated,
        "RV04",
        Severity.ERROR,
        "The notes and statements of the decisions file could not be encoded; the text stands without them.",
        "Correct the notes, their ids or their pointers.",
    ),
)
"""The steps, in the order in which they are tried."""


def literal_block(transcript: Transcript, at: int, fault: Problem) -> Problem:
    """Report that a block stands without markup.

    Args:
        transcript: the transcript.
        at: where the block begins, in characters.
        fault: what the validation found in it.
    """
    return Problem(
        "WV06",
        Severity.WARNING,
        f"The markup of this block was unsafe; its text stands without any {_cause(fault)}",
        "Mark it up in the decisions file, or report the transcript to the developers.",
        place=transcript.place(Span(at, at)),
    )


def plain_entries(fault: Problem) -> Problem:
    """Report that the entries of the authority lists are given by name only."""
    return Problem(
        "ED27",
        Severity.WARNING,
        "An entry of the authority lists does not fit the schema; entries are given by name only. "
        f"{fault.message}",
        "Correct the entry in the list.",
    )


def _cause(fault: Problem) -> str:
    return f"({fault.code}: {fault.message})"
