"""The editor's word on names: for the words of a name, in one line, which entry they mean."""

import difflib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from tei_edition.model.annotation import ACCEPTED, DECISION, Annotation
from tei_edition.model.authority import Authority, Entity
from tei_edition.model.edition import Edition
from tei_edition.model.keyword_in_context import CLOSE, OPEN
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.whitespace import level_a
from tei_edition.review.tagged_names import NAMES, Meant, TaggedNames
from tei_edition.tables import table

NO_NAME = "no name"
"""What an editor writes for the id where a tag is to be taken back."""

_PARTS = ("role", "forename", "surname")


@dataclass(frozen=True, slots=True)
class NameLine:
    """A line of the section ``[names]``."""

    key: str
    """The words as they are tagged; or words between « and » in their context, for one place."""
    value: str
    """Id of the entry; empty for no pointer; one of the kinds of names, to tag without a pointer; or
    ``no name``."""


@dataclass(frozen=True, slots=True)
class _Ruling:
    """What a line says of its places."""

    is_name: bool
    entry: str = ""
    kind: str = ""
    """What sort of name it is; empty for the sort that stands there."""


def decide(
    edition: Edition, lines: Sequence[NameLine], authority: Authority, *, file: str
) -> tuple[tuple[Annotation, ...], tuple[Problem, ...]]:
    """Apply the lines of ``[names]``.

    Args:
        edition: with its names tagged, and all other decisions applied.
        lines: the lines; one with context goes before one without.
        authority: the lists with the entries that may be meant.
        file: name of the file of decisions, for problems.

    Returns:
        The annotations of the edition as they are then, and a problem for each line that does not fit.
    """
    if not lines:
        return edition.annotations, ()
    known = authority.by_id(edition.strangers)
    tagged = TaggedNames(edition.transcript.text, edition.annotations)
    stands = {a.span for a in edition.annotations if a.kind in NAMES}
    rulings: dict[Span, _Ruling] = {}
    problems: list[Problem] = []
    found = [(line, tagged.meant(line.key)) for line in lines]
    for line, meant in sorted(found, key=lambda f: f[1].in_context):
        ruling = _ruling(line, known, file)
        problem = ruling if isinstance(ruling, Problem) else _unfit(line, ruling, meant, stands, file)
        if problem is not None:
            problems.append(problem)
        elif not isinstance(ruling, Problem):
            for span in meant.spans:
                rulings.pop(span, None)  # the order is that in which they hold
                rulings[span] = ruling
            stands.update(meant.spans)
    return tuple(_ruled(edition.annotations, rulings)), tuple(problems)


def _ruling(line: NameLine, known: Mapping[str, Entity], file: str) -> _Ruling | Problem:
    value = line.value.strip().removeprefix("#")
    if value == NO_NAME:
        return _Ruling(False)
    if value in ("", *NAMES):
        return _Ruling(True, "", value)
    prefixes = (prefix for entry in ("person", "place", "org", "event") for prefix in _prefixes(entry))
    found = next((known[id_] for id_ in (value, *(p + value for p in prefixes)) if id_ in known), None)
    if found is not None and found.kind in NAMES:
        return _Ruling(True, found.id, found.kind)
    if found is not None:
        said = f'"{value}" is the entry of a {found.kind}, and no name can point to it.'
    else:
        near = difflib.get_close_matches(value, [*known, NO_NAME, *NAMES], n=1)
        guess = f' Did you mean "{near[0]}"?' if near else ""
        said = f'There is no entry "{value}" in the lists.{guess}'
    return Problem(
        "RV05",
        Severity.WARNING,
        f"The line for the name {_quoted(line)} was not applied. {said}",
        f'Write the id of an entry, "" for a name without a pointer, or "{NO_NAME}" to take the tag back.',
        file=file,
    )


def _prefixes(element: str) -> Sequence[str]:
    return table("entries")[element]["prefixes"]  # type: ignore[no-any-return]


def _quoted(line: NameLine) -> str:
    words = level_a(line.key)
    return words if OPEN in words and CLOSE in words else f"{OPEN}{words}{CLOSE}"


def _unfit(line: NameLine, ruling: _Ruling, meant: Meant, stands: Set[Span], file: str) -> Problem | None:
    if not meant.spans:
        what = "nothing that agrees with" if meant.in_context else "no name tagged that has just the words"
        hint = "Correct the words, or remove the line."
        if not meant.in_context:
            hint = "Correct the words, add some of those around them to tag a name, or remove the line."
        message = f"The line for a name no longer fits: the transcript has {what} {_quoted(line)}."
        return Problem("RV01", Severity.WARNING, message, hint, file=file)
    if meant.in_context and len(meant.spans) > 1:
        message = f"The line for a name fits {len(meant.spans)} places: {_quoted(line)}."
        hint = "Write more of the words that stand before or after it."
        return Problem("RV02", Severity.WARNING, message, hint, file=file)
    if meant.spans[0] not in stands and not (ruling.is_name and ruling.kind):
        message = f"No name is tagged at the place {_quoted(line)}, so that there is nothing to decide."
        hint = "To tag one, write the id of its entry, or person, place, organisation or event."
        return Problem("RV06", Severity.WARNING, message, hint, file=file)
    return None


def _ruled(annotations: Sequence[Annotation], rulings: Mapping[Span, _Ruling]) -> Iterator[Annotation]:
    """Yield the annotations with one for each place where there is a name, and none where there is none."""
    names: dict[Span, list[Annotation]] = {span: [] for span in rulings}
    for a in annotations:
        if a.kind in NAMES and a.span in names:
            names[a.span].append(a)
    made = {span: _made(span, names[span], ruling) for span, ruling in rulings.items()}
    _give_way(made, [span for span, own in names.items() if not own])
    added = [new for span, own in names.items() if not own and (new := made[span]) is not None]
    gone = {a.span for a in annotations if a.kind in NAMES and any(_gives_way(a, new) for new in added)}
    gone |= {span for span, new in made.items() if new is None or new.kind != "person"}
    yielded: set[Span] = set()
    for a in annotations:
        if a.kind in NAMES and a.span in made:
            new = made[a.span]
            if new is not None and a.span not in yielded:
                yielded.add(a.span)
                yield new
        elif not (a.kind in NAMES and a.span in gone) and not (a.kind in _PARTS and _is_in(a, gone)):
            yield a
    yield from added


def _made(span: Span, own: Sequence[Annotation], ruling: _Ruling) -> Annotation | None:
    """Return the name that stands at a place once it is decided."""
    if not ruling.is_name:
        return None
    values = {"ref": f"#{ruling.entry}"} if ruling.entry else {}
    if not own:
        return Annotation(span, ruling.kind, DECISION, values, responsibility="editor")
    a = next((a for a in own if a.kind == ruling.kind), own[0])
    kept = {k: v for k, v in a.attributes.items() if k != "ref"} if a.kind == ruling.kind else {}
    same = a.entry == ruling.entry and ruling.kind in ("", a.kind)
    return replace(
        a,
        kind=ruling.kind or a.kind,
        attributes={**(a.attributes if same else kept), **values},
        responsibility="editor" if a.responsibility in (None, "program") else a.responsibility,
        certainty=None,
        rule=f"{a.rule.removesuffix(ACCEPTED)}{ACCEPTED}" if a.rule != DECISION else a.rule,
        evidence=a.evidence if same else (),
    )


def _give_way(made: dict[Span, Annotation | None], added: Sequence[Span]) -> None:
    """Take back what a later line does not leave room for, where a line tags what was not tagged."""
    order = list(made)
    for span in added:
        at = order.index(span)
        for number, other in enumerate(order):
            earlier, later = (other, span) if number < at else (span, other)
            first, second = made[earlier], made[later]
            if number != at and first is not None and second is not None and _gives_way(first, second):
                made[earlier] = None


def _gives_way(a: Annotation, new: Annotation) -> bool:
    """Tell whether a name gives way to one that an editor tags there; that of a body or event may hold it."""
    holds = a.kind in ("organisation", "event") and new.kind in ("person", "place")
    return a.span.touches(new.span) and not (holds and a.span.covers(new.span))


def _is_in(part: Annotation, gone: set[Span]) -> bool:
    """Tell whether a part of a person's name lies in one that is none any more."""
    return any(span.covers(part.span) for span in gone)
