"""The scorecard as an aligned table for the terminal."""

from collections.abc import Iterator, Mapping
from textwrap import wrap

from tei_edition.scorecard.score import Scorecard, Standing
from tei_edition.tables.quality import columns, questions
from tei_edition.validation.quality import Gap

_MOST = 10
_WIDTH = 100
_INDENT = "      "


def as_table(card: Scorecard) -> str:
    """Render a scorecard: a line for each document, what would gain most, and the questions for persons."""
    if not card.documents:
        return "No TEI document was scored.\n"
    lines = [*_documents(card), ""]
    if card.gains:
        lines += [*_gains(card), ""]
    lines += [*_questions(), "", _sum(card)]
    return "\n".join(lines) + "\n"


def points(score: float | None) -> str:
    """Render a score; a hyphen where nothing applies."""
    return "-" if score is None else f"{score:.1f}"


def has_sum(card: Scorecard) -> bool:
    """Tell whether the collection has a line of its own: not if it is one document and scores the same."""
    return len(card.documents) > 1 or card.groups.get("collection") is not None


def shown_columns(card: Scorecard) -> Mapping[str, str]:
    """Return the headings of the groups; that of the collection only if one of its criteria applies."""
    return {g: head for g, head in columns().items() if g != "collection" or card.groups.get(g) is not None}


def place(gap: Gap, *, named: bool = True) -> str:
    """Render where a gap is: document, line and path.

    Args:
        gap: the gap.
        named: whether the document is named.
    """
    steps = [gap.file] if gap.file and named else []
    if gap.place is not None:
        steps.append(f"line {gap.place.line}")
        steps += [gap.place.xpath] if gap.place.xpath else []
    return ", ".join(steps)


def _documents(card: Scorecard) -> Iterator[str]:
    heads = shown_columns(card)
    rows = [["document", "score", *heads.values()]]
    rows += [
        [d.name, points(d.score), *(points(d.groups.get(group)) for group in heads)] for d in card.documents
    ]
    if has_sum(card):
        rows.append(["collection", points(card.score), *(points(card.groups.get(group)) for group in heads)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield "  ".join(cells).rstrip()
    for document in card.documents:
        if document.problem is not None:
            yield f"{document.name} scores 0: {document.problem.code}: {document.problem.message}"
    if card.registers:
        yield f"not scored, since nothing but lists: {', '.join(card.registers)}"


def _gains(card: Scorecard) -> Iterator[str]:
    listed = card.gains[:_MOST]
    yield "What would gain most:"
    several = len(card.documents) > 1
    for standing in listed:
        criterion = standing.criterion
        gained = f"+{standing.gain:.1f}"
        yield f"  {gained:>5}  {criterion.code}  {criterion.title} ({fulfilled(standing, several=several)})"
        for example in standing.examples[:1]:
            quotation = f': "{example.example}"' if example.example else ""
            yield f"{_INDENT}   {example.message}"
            where = place(example, named=several)
            if where or quotation:
                yield f"{_INDENT}   {where}{quotation}"
        yield from wrap(
            f"next: {criterion.gain}",
            _WIDTH,
            initial_indent=f"{_INDENT}   ",
            subsequent_indent=f"{_INDENT}   ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    rest = len(card.gains) - len(listed)
    if rest:
        yield f"  and {rest} more: --format html"


def fulfilled(standing: Standing, *, several: bool) -> str:
    """Say how far a criterion is fulfilled, such as ``40 %; wholly in 2 of 8 documents``.

    Args:
        standing: how the collection stands to it.
        several: whether there are several documents, so that they are worth counting.
    """
    share = f"{100 * (standing.share or 0):.0f} %"
    if not several or standing.criterion.level == "collection":
        return share
    if standing.applies == 1:
        return f"{share}; applies to 1 document"
    return f"{share}; wholly in {standing.wholly} of {standing.applies} documents"


def _questions() -> Iterator[str]:
    yield "What only a person can answer; not scored:"
    for asked in questions():
        yield f"  ? {asked.question}"


def _sum(card: Scorecard) -> str:
    number = len(card.documents)
    several = "document" if number == 1 else "documents"
    more = f" More: tei-edition explain {card.gains[0].criterion.code}" if card.gains else ""
    return f"{number} {several}, {points(card.score)} of 100.{more}"
