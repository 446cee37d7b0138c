"""The ledger of brackets: every bracket of a transcript, its class, and how sure that is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from tei_edition.batch import Batch, annotated
from tei_edition.model.annotation import ACCEPTED, DECISION, Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.tabulation import aligned, comma_separated, json_array, shortened
from tei_edition.model.whitespace import level_a
from tei_edition.tables import table
from tei_edition.tables.kinds import kinds

_UNRESOLVED = str(table("brackets")["classes"]["bracket.unresolved"])
_CONTEXT = 30
_COLUMNS = ("place", "class", "kind", "rule", "certainty", "text", "context")


@dataclass(frozen=True, slots=True)
class Entry:
    """A bracket in the ledger."""

    file: str
    """Name of the transcript."""
    line: int
    """Line in which it begins, from 1."""
    column: int
    """Column in characters, from 1."""
    number: str
    """Number of its class, such as ``B02``."""
    name: str
    """What the class is called."""
    kind: str
    """Kind of the annotation, with the reason or subtype."""
    rule: str
    """The rule that decided, or the editor's decision."""
    certainty: str
    """``high`` where a rule fits, ``low`` where the position decided or nobody has."""
    text: str
    """The bracket, blanks folded."""
    context: str
    """Some words on both sides."""

    @property
    def is_decided(self) -> bool:
        """Whether nothing is left to an editor."""
        return self.number != _UNRESOLVED and self.certainty != "low"


def listing(batch: Batch) -> tuple[Entry, ...]:
    """List the brackets of all transcripts of a batch, with the editor's decisions applied."""
    found: list[Entry] = []
    for transcript, context in zip(batch.transcripts, batch.contexts, strict=True):
        edition = annotated(transcript, context)
        found += entries(edition) if edition is not None else ()
    return tuple(found)


def undecided(edition: Edition) -> tuple[Problem, ...]:
    """Return a problem for each bracket that an editor has still to decide."""
    brackets = _brackets(edition.transcript.text)
    return tuple(
        Problem(
            "BR02",
            Severity.ERROR,
            f"Nobody has decided what the bracket is. It is taken for: {entry.name}.",
            "Accept that in the decisions file, or say what it is.",
            file=edition.transcript.name,
            place=edition.transcript.place(span),
        )
        for span, entry in zip(brackets, entries(edition), strict=True)
        if not entry.is_decided
    )


def entries(edition: Edition) -> tuple[Entry, ...]:
    """List the brackets of an edition.

    Args:
        edition: with its brackets classed, and the editor's decisions applied.

    Returns:
        An entry for each bracket of the transcript, in the order of the text. A bracket that nothing is
        said of is listed as unresolved.
    """
    text = edition.transcript.text
    brackets = _brackets(text)
    by_start: dict[int, list[Annotation]] = {}
    by_end: dict[int, list[Annotation]] = {}
    for a in edition.annotations:
        if _is_about_bracket(a):
            by_start.setdefault(a.span.start, []).append(a)
            by_end.setdefault(a.span.end, []).append(a)
    found = []
    for span in brackets:
        stated = _statement(span, by_start.get(span.start, []), by_end.get(span.end, []))
        found.append(_entry(edition, span, stated))
    return tuple(found)


def _is_about_bracket(a: Annotation) -> bool:
    return kinds()[a.kind].layer in ("delimited", "point") or a.markers[0].startswith("[")


def _statement(span: Span, begin: Sequence[Annotation], end: Sequence[Annotation]) -> Annotation | None:
    """Return what is said of a bracket: of just this stretch, else of the word before together with it."""
    same = [a for a in begin if a.span == span and (any(a.markers) or a.kind not in ("completed-date",))]
    if same:
        return next((a for a in same if any(a.markers)), same[0])
    for a in end:
        if a.markers[1].endswith("]"):
            return a
    return next((a for a in begin if a.markers[0].startswith("[")), None) or next(
        (a for a in begin if a.kind == "unresolved-bracket"), None
    )


def _brackets(text: str) -> list[Span]:
    """Find pairs, innermost last, and strays as single characters, in the order of the text."""
    found, open_ = [], []
    for at, c in enumerate(text):
        if c == "[":
            open_.append(at)
        elif c == "]":
            start = open_.pop() if open_ and "\n\n" not in text[open_[-1] : at] else at
            found.append(Span(start, at + 1))
    found += [Span(at, at + 1) for at in open_]
    # A doubled bracket is one.
    edges = {(s.start, s.end) for s in found}
    doubled = {s for s in found if (s.start - 1, s.end + 1) in edges}
    return sorted((s for s in found if s not in doubled), key=lambda s: (s.start, -s.end))


def _entry(edition: Edition, span: Span, a: Annotation | None) -> Entry:
    text = edition.transcript.text
    place = edition.transcript.place(span)
    kind, number = _kind(a), _number(a)
    accepted = a is not None and (a.rule == DECISION or a.rule.endswith(ACCEPTED))
    certainty = (a.certainty if a and a.certainty else "high") if a else "low"
    before = text[max(0, span.start - _CONTEXT) : span.start]
    after = text[span.end : span.end + _CONTEXT]
    return Entry(
        edition.transcript.name,
        place.line,
        place.column,
        number,
        str(table("brackets")["names"][number]),
        kind,
        a.rule if a else "",
        "high" if accepted and number != _UNRESOLVED else certainty,
        level_a(text[span.start : span.end]),
        level_a(f"{before} … {after}"),
    )


def _kind(a: Annotation | None) -> str:
    if a is None:
        return ""
    said = a.attributes.get("reason") or a.attributes.get("subtype") or ""
    return f"{a.kind}.{said}" if said else a.kind


def _number(a: Annotation | None) -> str:
    if a is None:
        return _UNRESOLVED
    classes = table("brackets")["classes"]
    rule = a.rule.removesuffix(ACCEPTED)
    said = a.attributes.get("reason") or a.attributes.get("subtype") or ""
    return str(
        classes.get(rule) or classes.get(f"{a.kind}.{said}") or classes.get(f"{a.kind}.") or _UNRESOLVED
    )


def as_table(listed: Iterable[Entry]) -> str:
    """Render entries as an aligned table with a sum."""
    rows = list(listed)
    if not rows:
        return "No square brackets.\n"
    lines = aligned(_COLUMNS, [_cells(e) for e in rows])
    open_ = sum(not e.is_decided for e in rows)
    several = "bracket" if len(rows) == 1 else "brackets"
    return "\n".join([*lines, "", f"{len(rows)} {several}, {open_} to be decided."]) + "\n"


def _cells(e: Entry) -> tuple[str, ...]:
    flag = e.certainty if e.is_decided else f"{e.certainty} !"
    return (f"{e.file}:{e.line}:{e.column}", e.number, e.name, e.rule, flag, shortened(e.text), e.context)


def as_csv(listed: Iterable[Entry]) -> str:
    """Render entries as CSV (RFC 4180), with a line of headings."""
    return comma_separated([*Entry.__dataclass_fields__, "decided"], _records(listed))


def as_json(listed: Iterable[Entry]) -> str:
    """Render entries as a JSON array, an object a bracket."""
    return json_array(_records(listed))


def _records(listed: Iterable[Entry]) -> Iterator[dict[str, object]]:
    for e in listed:
        yield {**asdict(e), "decided": e.is_decided}
