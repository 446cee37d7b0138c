"""The order of the stages: from the bytes of a transcript to a TEI file that is proven and valid."""

from dataclasses import dataclass, field, replace

from tei_edition.model.authority import Authority
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.readers import best, encoding, plain
from tei_edition.recognisers import RECOGNISERS, Resources
from tei_edition.review.apply import apply
from tei_edition.review.decisions import Decisions
from tei_edition.tables.settings import Settings
from tei_edition.validation.check import validate
from tei_edition.weaver.decode import decode, parse, verify
from tei_edition.weaver.resolve import resolve
from tei_edition.weaver.tree import covers_all
from tei_edition.weaver.weave import Woven, weave

_MOST_ATTEMPTS = 12


@dataclass(frozen=True, slots=True)
class Context:
    """What all transcripts of an edition have in common."""

    settings: Settings
    """What the editor decided for all documents."""
    date: str
    """The day of the build, ``YYYY-MM-DD``."""
    resources: Resources = field(default_factory=Resources)
    """The authority lists and their index."""

    @property
    def authority(self) -> Authority:
        """The authority lists."""
        return self.resources.authority


@dataclass(frozen=True, slots=True)
class Encoded:
    """What came of a transcript."""

    edition: Edition | None
    """The edition; None if the file is no transcript."""
    tei: bytes | None
    """The TEI file; None if it could not be proven or is not valid."""
    problems: tuple[Problem, ...]
    """Everything that a person should know."""


def encode(
    raw: bytes, *, name: str, context: Context, decisions: Decisions | None = None, decided_in: str = ""
) -> Encoded:
    """Encode a transcript.

    Args:
        raw: the bytes of its file.
        name: the name of the file.
        context: what all transcripts have in common.
        decisions: the editor's decisions on it.
        decided_in: the name of their file, for problems.

    Returns:
        The TEI file, if its text is proven to be that of the transcript and it is valid; and the problems.
    """
    started = encoding.read(raw, name=name)
    if isinstance(started, Problem):
        return Encoded(None, None, (started,))
    edition = annotate(started, context)
    if decisions is not None:
        edition = apply(edition, decisions, file=decided_in)
    return finish(edition, context)


def annotate(edition: Edition, context: Context) -> Edition:
    """Lay a transcript out and say what is in it."""
    edition = edition.with_finding(best(edition.transcript).read(edition.transcript))
    for recognise in RECOGNISERS:
        edition = edition.with_finding(recognise(edition, context.resources))
    return edition


def finish(edition: Edition, context: Context) -> Encoded:
    """Weave an edition, prove it and validate it.

    A block whose markup is unsafe is written without any, and reported; the rest goes on.
    """
    literal: frozenset[int] = frozenset()
    reported: tuple[Problem, ...] = ()
    for attempt in range(_MOST_ATTEMPTS):
        woven = _woven(edition, context, literal)
        faults = _faults(woven, edition)
        if not faults:
            rules = tuple(p for p in woven.checked if p.severity < Severity.ERROR)
            problems = (*edition.problems, *woven.file.problems, *reported, *rules)
            return Encoded(edition, woven.file.source, _of_file(problems, edition))
        unsafe = _blocks_of(faults, woven.file, edition) - literal
        if not unsafe or attempt == _MOST_ATTEMPTS - 2:
            plainer = _plainer(edition)
            if plainer == edition:
                problems = (*edition.problems, *reported, *faults)
                return Encoded(edition, None, _of_file(problems, edition))
            edition, literal = plainer, frozenset()
            continue
        literal |= unsafe
        reported += tuple(_left_literal(edition, at, faults[0]) for at in sorted(unsafe))
    raise AssertionError("every attempt either ends or leaves less markup")


@dataclass(frozen=True, slots=True)
class _Checked:
    file: Woven
    checked: tuple[Problem, ...]
    text: str


def _woven(edition: Edition, context: Context, literal: frozenset[int]) -> _Checked:
    forest = resolve(edition.transcript, edition.annotations)
    if not covers_all(edition.transcript, forest):
        edition = _plainer(edition)
        forest = resolve(edition.transcript, edition.annotations)
    file = weave(
        edition,
        forest,
        authority=context.authority,
        settings=context.settings,
        date=context.date,
        literal=literal,
    )
    # What is proven and validated are the bytes, parsed again, not the tree that they were made of.
    checked = validate(file.source, file=edition.transcript.name)
    root = parse(file.source)
    return _Checked(file, checked, decode(root) if verify(root).holds else "")


def _faults(woven: _Checked, edition: Edition) -> tuple[Problem, ...]:
    wrong = tuple(p for p in woven.checked if p.severity is Severity.ERROR)
    if woven.text == edition.transcript.lines:
        return wrong
    message = "The decoded text differs from the transcript"
    return (Problem("WV01", Severity.ERROR, f"{message}; nothing was written.", place=None), *wrong)
