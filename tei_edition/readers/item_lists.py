"""Lists from items that follow one another: nested by the kind of their labels (TEI COLI).

A list stands within an item of another if its labels are of another kind, and the item announces it or the
other list goes on behind it. Otherwise one list follows the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import trimmed
from tei_edition.readers.item_labels import Label, follows


@dataclass(slots=True)
class Item:
    """An item of a list."""

    label: Label
    span: Span
    """From its label to its last character, without the lists in it."""
    lists: list[list["Item"]] = field(default_factory=list)
    """The lists in it."""

    @property
    def end(self) -> int:
        """Where it ends, with the lists in it."""
        return self.lists[-1][-1].end if self.lists else self.span.end


def encoded(transcript: Transcript, items: Sequence[Item], type_: str = "") -> list[Annotation]:
    """Encode items that follow one another, with nothing but the furniture of the page between them.

    Args:
        transcript: the text.
        items: the items, in their order; their ``lists`` are filled in.
        type_: the type of the outermost list; empty if it has none.

    Returns:
        One list or several, each with its labels and items.
    """
    found: list[Annotation] = []
    for roots in _nested(transcript, items):
        outer, *rest = _list(transcript, roots)
        found += [replace(outer, attributes={"type": type_, **outer.attributes}) if type_ else outer, *rest]
    return found


def _nested(transcript: Transcript, items: Sequence[Item]) -> list[list[Item]]:
    roots: list[list[Item]] = []
    levels: list[list[Item]] = []
    """The open lists, from the outermost to the innermost."""
    for i, item in enumerate(items):
        depth = next(
            (d for d in reversed(range(len(levels))) if follows(levels[d][-1].label, item.label)), None
        )
        if depth is not None:
            del levels[depth + 1 :]
            levels[depth].append(item)
        elif levels and _nests(transcript, items, i, levels):
            inner = [item]
            levels[-1][-1].lists.append(inner)
            levels.append(inner)
        else:
            levels = [[item]]
            roots.append(levels[0])
    return roots


def _nests(transcript: Transcript, items: Sequence[Item], i: int, levels: Sequence[Sequence[Item]]) -> bool:
    item, above = items[i], levels[-1][-1]
    if not follows(None, item.label) or any(level[-1].label.style == item.label.style for level in levels):
        return False
    announced = transcript.text[above.span.end - 1] == ":"
    if announced:
        return True
    return any(follows(above.label, items[k].label) for k in range(i + 1, len(items)))


def _list(transcript: Transcript, items: Sequence[Item]) -> Iterator[Annotation]:
    rend = "bulleted" if items[0].label.style.startswith("bullet") else "numbered"
    yield Annotation(Span(items[0].span.start, items[-1].end), "list", "body.list", {"rend": rend})
    for item in items:
        yield Annotation(item.label.span, "item-label", "body.list")
        start, end = trimmed(transcript.text, item.label.span.end, item.span.end)
        if not item.lists:
            yield Annotation(Span(start, end), "item", "body.list")
            continue
        yield Annotation(Span(start, item.end), "item-of-blocks", "body.list")
        yield Annotation(Span(start, end), "paragraph", "body.list")
        for inner in item.lists:
            yield from _list(transcript, inner)
