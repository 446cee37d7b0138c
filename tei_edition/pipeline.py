"""The order of the stages: from the bytes of a transcript to a TEI file that is proven and valid."""

from collections import Counter
from dataclasses import dataclass, field, replace

from tei_edition import concession
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.whitespace import level_b
from tei_edition.readers import best, encoding
from tei_edition.recognisers import RECOGNISERS, Resources
from tei_edition.recognisers.persons.asked import CODE as QUESTION
from tei_edition.recognisers.persons.asked import asked
from tei_edition.recognisers.speaker import identified
from tei_edition.review.apply import apply
from tei_edition.review.decisions import Decisions
from tei_edition.tables.settings import Settings
from tei_edition.validation.check import validate
from tei_edition.weaver.admit import admit
from tei_edition.weaver.decode import decode, parse, stored_digest
from tei_edition.weaver.proof import Root
from tei_edition.weaver.resolve import resolve
from tei_edition.weaver.weave import Woven, decode_blocks, weave

_MOST_ATTEMPTS = 12
_NO_VALUE = "T25"
"""The house rule that a date has a value."""
_LISTS = "/TEI/standOff/list"


@dataclass(frozen=True, slots=True)
class Context:
    """What all transcripts of an edition have in common."""

    settings: Settings
    """What the editor decided for all documents."""
    date: str
    """The day of the build, ``YYYY-MM-DD``."""
    resources: Resources = field(default_factory=Resources)
    """The authority lists and their index."""


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
        edition = decided(edition, decisions, context, file=decided_in)
    return finish(edition, context)


def decided(edition: Edition, decisions: Decisions, context: Context, *, file: str) -> Edition:
    """Apply the editor's decisions, and what follows from them.

    Args:
        edition: what the program found.
        decisions: what the editor says of it.
        context: what all transcripts have in common.
        file: the name of the file of decisions, for problems.
    """
    edition = identified(apply(edition, decisions, file=file, authority=context.resources.authority))
    others = tuple(p for p in edition.problems if p.code != QUESTION)
    questions = asked(edition.transcript, edition.annotations)
    return replace(edition, problems=others + questions)


def annotate(edition: Edition, context: Context) -> Edition:
    """Lay a transcript out and say what is in it."""
    edition = edition.with_finding(best(edition.transcript).read(edition.transcript))
    for recognise in RECOGNISERS:
        edition = edition.with_finding(recognise(edition, context.resources))
    return identified(edition)


def finish(edition: Edition, context: Context) -> Encoded:
    """Weave an edition, prove it and validate it.

    A block whose markup is unsafe is written again without any, and reported; the rest goes on. If that
    does not help, less and less is encoded, down to plain paragraphs: a text is never refused for what is
    said of it. What still cannot be proven and valid is not handed on.
    """
    edition = admit(edition)
    literal: frozenset[int] = frozenset()
    left: tuple[Problem, ...] = ()
    plain_entries = False
    for _ in range(_MOST_ATTEMPTS):
        attempt = _attempt(edition, context, literal, plain_entries=plain_entries)
        if not attempt.faults:
            remarks = _unsaid(attempt, edition)
            return _encoded(edition, attempt.woven.source, (*attempt.woven.problems, *left, *remarks))
        unsafe = _unsafe_blocks(attempt, edition) - literal
        foreign = next((p for p in attempt.faults if p.xml and p.xml.xpath.startswith(_LISTS)), None)
        if foreign is not None and not plain_entries:
            plain_entries = True
            left += (concession.plain_entries(foreign),)
        elif not unsafe:
            break
        literal |= unsafe
        fault = attempt.faults[0]
        left += tuple(concession.literal_block(edition.transcript, at, fault) for at in sorted(unsafe))
    for step in concession.LADDER:
        less, fault = step.reduced(edition), attempt.faults[0]
        attempt = _attempt(less, context, frozenset(), plain_entries=True)
        if not attempt.faults:
            problems = (*attempt.woven.problems, step.report(fault), *attempt.remarks)
            return _encoded(less, attempt.woven.source, problems)
    return _encoded(edition, None, (*left, *attempt.faults))


@dataclass(frozen=True, slots=True)
class _Attempt:
    woven: Woven
    faults: tuple[Problem, ...]
    """Why it cannot be handed on."""
    remarks: tuple[Problem, ...]
    """What validation has to say besides."""
    decoded: str | None
    """What the file decodes to; None if it is not even well-formed."""


def _attempt(edition: Edition, context: Context, literal: frozenset[int], *, plain_entries: bool) -> _Attempt:
    forest = resolve(edition.transcript, edition.annotations)
    woven = weave(
        edition,
        forest,
        authority=context.resources.authority,
        settings=context.settings,
        date=context.date,
        literal=literal,
        plain_entries=plain_entries,
    )
    # Proven and validated are the bytes, parsed again, not what they were made of.
    parsed: list[Root] = []

    def keep(root: Root) -> tuple[()]:
        parsed.append(root)
        return ()

    found = validate(woven.source, file="", proof=keep)
    faults = [p for p in found if p.severity is Severity.ERROR]
    remarks = tuple(p for p in found if p.severity is not Severity.ERROR)
    if any(p.code == "XM01" for p in faults):
        return _Attempt(woven, tuple(faults), remarks, None)
    root = parsed[0] if parsed else parse(woven.source)
    decoded, digest = decode(root), stored_digest(root)
    if decoded != edition.transcript.lines or digest != edition.transcript.normalized_sha256:
        message = "The text that decoding gives back differs from the transcript, so nothing was written."
        faults.insert(
            0, Problem("WV01", Severity.ERROR, message, "Report this transcript to the developers.")
        )
    return _Attempt(woven, tuple(faults), remarks, decoded)


def _unsafe_blocks(attempt: _Attempt, edition: Edition) -> frozenset[int]:
    """Tell in which blocks the faults lie: by the line of the file, and by decoding each alone."""
    by_line = dict(attempt.woven.blocks)
    unsafe = {by_line[p.xml.line].start for p in attempt.faults if p.xml and p.xml.line in by_line}
    if attempt.decoded is not None and attempt.decoded != edition.transcript.lines:
        unsafe |= {
            span.start
            for span, decoded in decode_blocks(attempt.woven)
            if decoded != level_b(edition.transcript.of_span(span))
        }
    return frozenset(unsafe)


def _unsaid(attempt: _Attempt, edition: Edition) -> tuple[Problem, ...]:
    """Return the remarks without those on impossible dates, which are reported without a value already.

    In a block that holds other dates without a value too, all remarks stand: they bear no offset.
    """
    by_line = dict(attempt.woven.blocks)
    impossible = [a.span for a in edition.of_kind("date") if a.rule == "date.impossible"]
    lines = Counter(p.xml.line for p in attempt.remarks if p.code == _NO_VALUE and p.xml)
    said = {
        line
        for line, count in lines.items()
        if line in by_line and count == sum(by_line[line].covers(span) for span in impossible)
    }
    return tuple(p for p in attempt.remarks if not (p.code == _NO_VALUE and p.xml and p.xml.line in said))


def _encoded(edition: Edition, tei: bytes | None, problems: tuple[Problem, ...]) -> Encoded:
    named = (replace(p, file=p.file or edition.transcript.name) for p in (*edition.problems, *problems))
    return Encoded(edition, tei, tuple(named))
