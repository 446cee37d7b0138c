"""One document: its transcript, its decisions, and what comes of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tei_edition.batch.folder import DECISIONS, text_of
from tei_edition.batch.task import Demand
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem
from tei_edition.pipeline import Context, Encoded, annotate, decided, encode
from tei_edition.readers import encoding
from tei_edition.review.decisions import Decisions
from tei_edition.review.decisions import read as read_decisions


def decisions_file(transcript: Path) -> Path:
    """Return the path of the file with the decisions on a transcript, whether there is one or not."""
    return transcript.parent / DECISIONS / f"{transcript.stem}.toml"


@dataclass(frozen=True, slots=True)
class Source:
    """What an editor has written of a document."""

    name: str
    """Name of the file of the transcript."""
    raw: bytes
    """Its bytes."""
    file: str
    """Name of the file of decisions, for problems."""
    decided: str | None
    """What that file holds; None if there is none, or it cannot be read."""
    problems: tuple[Problem, ...]
    """What is wrong with the file of decisions before anybody has read it."""

    @classmethod
    def of(cls, transcript: Path) -> "Source":
        """Read a transcript and its decisions.

        Raises:
            OSError: if the transcript cannot be read.
        """
        problems: list[Problem] = []
        file = decisions_file(transcript)
        text = text_of(file, problems)
        return cls(transcript.name, transcript.read_bytes(), str(file), text, tuple(problems))


@dataclass(frozen=True, slots=True)
class Made:
    """A document, encoded."""

    encoded: Encoded
    """The edition, the TEI file and the problems."""
    decisions: Decisions
    """The decisions on it."""


def made(source: Source, context: Context) -> Made:
    """Encode a document.

    Args:
        source: transcript and decisions.
        context: what holds in its folder.
    """
    decisions = Decisions()
    wrong: tuple[Problem, ...] = ()
    if source.decided is not None:
        decisions, wrong = read_decisions(source.decided, file=source.file)
    encoded = encode(
        source.raw, name=source.name, context=context, decisions=decisions, decided_in=source.file
    )
    problems = (*source.problems, *wrong, *encoded.problems)
    return Made(Encoded(encoded.edition, encoded.tei, problems), decisions)


def meeting(encoded: Encoded, demands: Sequence[Demand]) -> Encoded:
    """Return an encoded transcript without its TEI file if it does not meet a demand."""
    edition = encoded.edition
    if edition is None or encoded.tei is None:
        return encoded
    against = tuple(p for demand in demands for p in demand(edition))
    if not against:
        return encoded
    places = {p.place for p in against}
    # What is demanded takes the place of what was said of the same words.
    others = tuple(p for p in encoded.problems if p.place is None or p.place not in places)
    return Encoded(edition, None, (*others, *against))


def annotated(transcript: Path, context: Context) -> Edition | None:
    """Return a transcript with all that is said of it, and the editor's decisions applied.

    Args:
        transcript: its file.
        context: what holds in its folder.

    Returns:
        The edition, its transcript under the name of the whole path; None if the file cannot be read or is no
        transcript.
    """
    try:
        started = encoding.read(transcript.read_bytes(), name=str(transcript))
    except OSError:
        return None
    if isinstance(started, Problem):
        return None
    edition = annotate(started, context)
    file = decisions_file(transcript)
    if not file.is_file():
        return edition
    decisions, _ = read_decisions(file.read_text(encoding="utf-8", errors="replace"), file=str(file))
    return decided(edition, decisions, context, file=str(file))
