"""Signs that nobody could identify, within a line: the character is kept and marked (TEI PHSK, unclear).

Alone in a block they are the reader's; here are those between words.
"""

import re
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.span import Span
from tei_edition.recognisers.areas import BLOCKS
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import table


@cache
def _signs() -> re.Pattern[str]:
    known = "".join(re.escape(s) for s in table("anatomy")["signs"]["unidentified"])
    return re.compile(f"[{known}\ue000-\uf8ff\U000f0000-\U0010fffd]+")


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Find white squares, replacement characters and characters of the private use areas."""
    found = []
    for block in edition.of_kind(*BLOCKS, "cover-title"):
        for m in _signs().finditer(edition.transcript.text, block.span.start, block.span.end):
            span = Span(m.start(), m.end())
            found.append(
                Annotation(
                    span, "unidentified-glyph", "sign.glyph", responsibility="program", certainty="low"
                )
            )
    return Finding(tuple(found))
