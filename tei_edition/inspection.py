"""What the program sees in a transcript: the layout, and every block with its role and rule."""

from collections.abc import Iterator

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem
from tei_edition.model.whitespace import level_a
from tei_edition.pipeline import Context, annotate
from tei_edition.readers import READERS, best, encoding
from tei_edition.tables.kinds import kinds
from tei_edition.validation.report import problem_lines

_WIDTH = 60


def inspection(raw: bytes, *, name: str, context: Context) -> str:
    """Render what is seen in a transcript.

    Args:
        raw: the bytes of its file.
        name: the name of the file.
        context: authority lists and settings.

    Returns:
        Lines of text: encoding, layouts with their scores, blocks in the order of the text (place, role,
        first words, rule), problems.
    """
    started = encoding.read(raw, name=name)
    if isinstance(started, Problem):
        return "\n".join([name, *problem_lines(started, file="")])
    edition = annotate(started, context)
    lines = [f"{name}: {started.transcript.size} bytes, {started.transcript.encoding}"]
    lines += ["", "Layouts", *_layouts(edition), "", "Blocks", *_blocks(edition)]
    for problem in edition.problems:
        lines += ["", *problem_lines(problem, file="")]
    return "\n".join(lines)


def _layouts(edition: Edition) -> Iterator[str]:
    chosen = best(edition.transcript)
    scored = [(reader.score(edition.transcript), reader) for reader in READERS]
    for score, reader in sorted(scored, key=lambda pair: -pair[0]):
        layout = reader.__name__.rsplit(".", 1)[-1].replace("_", " ")
        yield f"  {score:4.2f}  {layout}{'  ← taken: the highest score' if reader is chosen else ''}"


def _blocks(edition: Edition) -> Iterator[str]:
    table = kinds()
    open_: list[Annotation] = []
    for a in sorted(edition.annotations, key=lambda a: (a.span.start, -a.span.end, table[a.kind].rank)):
        if table[a.kind].layer not in ("container", "block", "point"):
            continue
        while open_ and not (open_[-1].span.covers(a.span) and open_[-1] is not a):
            open_.pop()
        place = edition.transcript.place(a.span, width=_WIDTH)
        words = level_a(edition.transcript.of_span(a.span))
        words = f"{words[:_WIDTH]}…" if len(words) > _WIDTH else words
        shown = "" if table[a.kind].layer == "container" else f'"{words}"'
        told = (v for k, v in a.attributes.items() if k in ("type", "subtype", "n"))
        role = "  " * len(open_) + " ".join((a.kind, *told))
        yield f"  {place.line:5}  {role:34} {shown}  [{a.rule}]".rstrip()
        if table[a.kind].layer == "container":
            open_.append(a)
