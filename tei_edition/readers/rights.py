"""Standing texts on rights, which digital archives print behind a document: they are no part of it."""

from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.readers.blocks import blocks
from tei_edition.readers.labels import is_furniture, is_rights
from tei_edition.readers.sheet import Field, Item


def without_rights(transcript: Transcript, within: Span) -> tuple[Span, list[Item]]:
    """Cut the end of a document where a text on rights, or the frame of a page, stands behind it.

    Args:
        transcript: the text.
        within: the document with what stands behind it.

    Returns:
        The document, and the parts of the cover sheet that stand behind it.
    """
    parts = list(blocks(transcript, within))
    behind: list[Item] = []
    while len(parts) > 1:
        words = transcript.of_span(parts[-1].span)
        if not is_rights(words) and not all(is_furniture(line) for line in words.splitlines()):
            break
        behind.insert(0, Field("metadata", (parts.pop().span,)))
    return (Span(within.start, parts[-1].span.end), behind) if parts else (within, [])
