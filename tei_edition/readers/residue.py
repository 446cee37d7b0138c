"""Residue of Markdown and HTML in running text: bold and italic type, and tags (TEI COHQHE).

The asterisks are delimiters that the markup stands for; a tag of HTML is kept as characters and marked as an
artefact of the web page.
"""

import re
from collections.abc import Iterable, Iterator

from tei_edition.model.annotation import Annotation
from tei_edition.model.ordered_spans import OrderedSpans
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript

_BOLD = re.compile(
    r"(?<![*\w\\])\*\*(?=[^\s*])([^*\n\r\v\f]*[^\s*])\*\*(?![*\w])|(?<=\w)\*\*([\w]+)\*\*|\*\*([\w]+)\*\*(?=\w)"
)
_ITALIC = re.compile(r"(?<![*\w\\])\*(?=[^\s*])([^*\n\r\v\f]*[^\s*])\*(?![*\w])")
_TAG = re.compile(
    r"</?(?:br|strong|em|b|i|u|p|span|sup|sub|div|font|strike|s)(?:[ ][^<>\n\r\v\f\[\]]{0,80})?[ ]?/?>",
    re.IGNORECASE,
)


def residue(transcript: Transcript, blocks: Iterable[Annotation]) -> Iterator[Annotation]:
    """Find bold and italic type and tags within blocks.

    Args:
        transcript: the text.
        blocks: the blocks of a document, none within another.
    """
    text = transcript.text
    for block in blocks:
        start, end = block.span.start, block.span.end
        bold: list[Span] = []
        for pattern, kind, marker in ((_BOLD, "bold", "**"), (_ITALIC, "italic", "*")):
            first = text.find(marker, start, end)
            if first < 0:
                continue
            taken = OrderedSpans(bold)
            for m in pattern.finditer(text, first, end):
                span = Span(m.start(), m.end())
                if not taken.touches(span) and _balanced(m[0]):
                    bold.append(span)
                    yield Annotation(span, kind, f"residue.{kind}", {}, (marker, marker))
        for m in _TAG.finditer(text, start, end):
            yield Annotation(Span(m.start(), m.end()), "artefact", "residue.tag")


def _balanced(words: str) -> bool:
    return words.count("[") == words.count("]")
