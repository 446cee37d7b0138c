"""What stands behind the closing lines: postscript, copies, enclosures, registry (TEI DSAE, DSOC).

A postscript directly behind the signature belongs to the document. Copies, enclosures and the rest are
divisions beside it, for nothing but the bottom of a division may follow its closer.
"""

import re
from collections.abc import Callable, Sequence

from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import level_a
from tei_edition.readers import opening_lines
from tei_edition.readers import signature_lines as line_is
from tei_edition.readers.blocks import Block
from tei_edition.readers.body import Body
from tei_edition.readers.item_labels import Label, label
from tei_edition.readers.pages import Piece

Layout = Callable[[Sequence[Piece]], Body]
"""Lays out pieces as running text."""

_LONGEST_ITEM = 120


def postscript(
    transcript: Transcript, parts: Sequence[Piece], layout: Layout
) -> tuple[list[Annotation], Sequence[Piece]]:
    """Take the postscript that stands directly behind a signature.

    Args:
        transcript: the text.
        parts: what stands behind the closing lines.
        layout: lays out running text.

    Returns:
        The postscript, if there is one, and what stands behind it.
    """
    if not parts or not _is(transcript, parts[0], "postscript"):
        return [], parts
    end = 1
    while end < len(parts) and parts[end].role in ("text", "page-mark", "unseen"):
        if parts[end].role == "text" and _ends_postscript(transcript, parts[end]):
            break
        end += 1
    own, rest = parts[:end], parts[end:]
    signed: list[Annotation] = []
    if len(own) > 1 and own[-1].role == "text" and line_is.is_signature(transcript, own[-1].block):
        last = own[-1].span
        signed = [
            Annotation(last, "closer", "bottom.postscript"),
            Annotation(last, "signature", "bottom.postscript"),
        ]
        own = own[:-1]
    whole = Span(parts[0].span.start, parts[end - 1].span.end)
    division = Annotation(whole, "postscript", "bottom.postscript")
    return [division, *layout(own).annotations, *signed], rest


def _ends_postscript(transcript: Transcript, piece: Piece) -> bool:
    if _is(transcript, piece, "postscript"):
        return False
    return line_is.is_appendage(transcript, piece.block) or line_is.begins_long_appendage(
        transcript, piece.block
    )


def _is(transcript: Transcript, piece: Piece, type_: str) -> bool:
    return piece.role == "text" and line_is.division_type(transcript, piece.block) == type_


def divisions(transcript: Transcript, parts: Sequence[Piece]) -> list[tuple[str, Sequence[Piece]]]:
    """Divide what stands behind the closing lines by its sort.

    Args:
        transcript: the text.
        parts: the pieces behind closing lines and postscript.

    Returns:
        Type and pieces of each division. Numbers and initials of a typist stay with the copies before them,
        the text of an enclosure with its label.
    """
    found: list[tuple[str, list[Piece]]] = []
    for piece in parts:
        type_ = line_is.division_type(transcript, piece.block) if piece.role == "text" else ""
        type_ = "section" if type_ == "postscript" else type_
        goes_on = found and (type_ in ("", "section", found[-1][0]) and found[-1][0] != "section")
        new_enclosure = type_ == "enclosure" and _is_label(transcript, piece)
        if found and not new_enclosure and (goes_on or type_ in ("", found[-1][0])):
            found[-1][1].append(piece)
        else:
            found.append((type_ or "section", [piece]))
    return [(type_, pieces) for type_, pieces in found]


def _is_label(transcript: Transcript, piece: Piece) -> bool:
    return opening_lines.is_enclosure_label(level_a(transcript.of_span(piece.block.lines[0])))


def is_enclosed_text(transcript: Transcript, parts: Sequence[Piece]) -> bool:
    """Tell whether an enclosure is there itself, below its label; else it is only said that there is one."""
    first = parts[0]
    texts = [p for p in parts if p.role == "text"]
    return (
        first.role == "text"
        and _is_label(transcript, first)
        and (len(texts) > 1 or len(first.block.lines) > 1)
    )


# ---- copies


def distribution(transcript: Transcript, parts: Sequence[Piece], layout: Layout) -> list[Annotation]:
    """Encode a list of copies: a heading and items; what is none of these is laid out as text.

    Args:
        transcript: the text.
        parts: the pieces of the division.
        layout: lays out running text.
    """
    first = parts[0]
    if first.role != "text" or label(transcript.text, first.block.lines[0]) is not None:
        return layout(parts).annotations
    lines = list(first.block.lines)
    at = 1
    if len(lines) == 1:
        while at < len(parts) and parts[at].role == "text" and _items(transcript, parts[at].block.lines):
            lines += parts[at].block.lines
            at += 1
    items = _items(transcript, lines[1:])
    if not items:
        return layout(parts).annotations
    found = [Annotation(lines[0], "heading", "bottom.distribution"), *copies(transcript, items)]
    rest = lines[1 + len(items) :]
    if rest:
        found.append(Annotation(Span(rest[0].start, rest[-1].end), "paragraph", "bottom.behind-copies"))
    return [*found, *(layout(parts[at:]).annotations if at < len(parts) else [])]


def _items(transcript: Transcript, lines: Sequence[Span]) -> list[Span]:
    """Return the lines at the beginning that are items of a list of copies."""
    found: list[Span] = []
    for line in lines:
        words = level_a(transcript.of_span(line))
        other = line_is.begins_appendage(transcript, _block(line)) or re.match(r"(?i)re: |reg", words)
        if len(words) > _LONGEST_ITEM or (other and label(transcript.text, line) is None):
            break
        if not found and len(lines) == 1 and label(transcript.text, line) is None and words.endswith("."):
            break
        found.append(line)
    return found


def _block(line: Span) -> Block:
    return Block((line,))


def copies(transcript: Transcript, lines: Sequence[Span]) -> list[Annotation]:
    """Return a list of copies; labels are kept as they are printed, if all items have one."""
    found = [
        Annotation(
            Span(lines[0].start, lines[-1].end), "list", "bottom.distribution", {"type": "distribution"}
        )
    ]
    labels: list[Label | None] = [label(transcript.text, line) for line in lines]
    labelled = all(
        one is not None and one.span.end < line.end for one, line in zip(labels, lines, strict=True)
    )
    for one, line in zip(labels, lines, strict=True):
        start = line.start
        if labelled and one is not None:
            found.append(Annotation(one.span, "item-label", "bottom.distribution"))
            start = one.span.end
            while transcript.text[start] in " \t":
                start += 1
        found.append(Annotation(Span(start, line.end), "item", "bottom.distribution"))
    return found
