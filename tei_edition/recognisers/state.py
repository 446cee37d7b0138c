"""States as actors: where the name of a state stands for its government (TEI NDORG)."""

import re
from functools import cache

from tei_edition.model.authority import Entity
from tei_edition.model.span import Span
from tei_edition.tables import table

_COUNTRY = re.compile(r"<place\b[^>]*\btype=[\"']country[\"']")
_REACH = 30


def is_acting_state(text: str, span: Span, entity: Entity) -> bool:
    """Tell whether a state acts where it is named: it is the subject of a verb of saying or doing.

    Args:
        text: the transcript.
        span: the name.
        entity: the entry; a state is a place of type country.
    """
    if entity.kind != "place" or not _COUNTRY.search(entity.tei):
        return False
    return _acts().match(text, span.end, span.end + _REACH) is not None


@cache
def _acts() -> re.Pattern[str]:
    verbs = "|".join(table("titles")["persons"]["acts"])
    return re.compile(rf"[ \t\n]+(?:{verbs}|[a-z]{{3,}}ed)\b")
