"""Surnames that are words: whether ``Home``, ``Begin`` or ``Ball`` is a name where it stands."""

import re
from functools import cache

from tei_edition.recognisers.lexicon import frequency
from tei_edition.recognisers.persons.mention import BLANKS, CAPITALS, Mention
from tei_edition.tables import table

_BEGINS = re.compile(r"(?:^|[.!?:;…][\"”’')\]]*[ \t\n\r]+|[\n\r“\"(—–-]\s*|[A-Za-z0-9]{1,2}[.)][ \t]+)$")
_NEXT = re.compile(rf"[ \t]+([{CAPITALS}][\w’'-]+)")
_PREVIOUS = re.compile(rf"(?<![.!?:;,] )(?<![\w’'-])([{CAPITALS}][\w’'-]*)[ \t]+$")
_PAIR_AFTER = re.compile(rf"[-–][{CAPITALS}]\w")
_PAIR_BEFORE = re.compile(rf"[{CAPITALS}][\w'’]+[-–]$")
_OFTEN = 3000
_REACH = 30


def is_ordinary(word: str) -> bool:
    """Tell whether a surname is also a word that is frequent in English text."""
    return frequency(word) >= _OFTEN


def is_place(word: str) -> bool:
    """Tell whether a surname or given name is also that of a city or state."""
    return word.title() in _places()


def is_located(text: str, mention: Mention) -> bool:
    """Tell whether a preposition of place stands before a name: ``in Washington``."""
    before = text[max(mention.block.span.start, mention.span.start - _REACH) : mention.span.start]
    return _locative().search(before) is not None


@cache
def _locative() -> re.Pattern[str]:
    words = "|".join(table("titles")["places"]["prepositions"])
    return re.compile(rf"(?<![\w.])(?:{words})[ \t\n]+$", re.IGNORECASE)


@cache
def _places() -> frozenset[str]:
    return frozenset(table("titles")["places"]["also_names"]["words"])


def is_named(text: str, mention: Mention, *, introduced: bool) -> bool:
    """Tell whether a surname that is an ordinary word names a person where it stands.

    Args:
        text: the transcript.
        mention: the surname, without given names or title.
        introduced: whether the document elsewhere names its bearer beyond doubt.

    Returns:
        False if it may begin a sentence as a word, or is part of a longer name of something else.
    """
    start, end, block = mention.span.start, mention.span.end, mention.block.span
    before, after = text[max(block.start, start - _REACH) : start], text[end : min(block.end, end + _REACH)]
    if _PAIR_AFTER.match(after) or _PAIR_BEFORE.search(before):
        return True
    following = _NEXT.match(after)
    owner = introduced and following is not None and following[1] in table("titles")["persons"]["belongings"]
    if _determiner().search(before) and not owner:
        return False
    word = text[start:end]
    if word.casefold() in table("titles")["persons"]["never_alone"]:
        return False
    if word.title() in table("titles")["persons"]["institutions"] and not introduced:
        return False
    if _acts().match(after) or _is_alone(text, mention):
        return True
    begins = _is_beginning(before)
    if not begins and _other_acts().match(after) and not following:
        return True
    if (following and not owner) or (after.startswith(":") and mention.block.kind != "speaker"):
        return False
    m = _PREVIOUS.search(before)
    if m and not _is_beginning(before[: m.start()]):
        return False
    return introduced or not begins


def _is_alone(text: str, mention: Mention) -> bool:
    """Tell whether a name fills its block, such as a signature, or a pair of parentheses."""
    block = mention.block.span
    before, after = text[block.start : mention.span.start], text[mention.span.end : block.end]
    if before.endswith("(") and after.startswith(")"):
        return True
    return mention.block.kind != "heading" and not any(map(str.isalpha, before + after))


def _is_beginning(before: str) -> bool:
    return not before.strip() or _BEGINS.search(before) is not None


@cache
def _acts() -> re.Pattern[str]:
    verbs = "|".join(table("titles")["persons"]["acts"])
    return re.compile(rf"(?:['’]s\b|,?{BLANKS}(?:{verbs})\b)")


@cache
def _other_acts() -> re.Pattern[str]:
    verbs = "|".join(table("titles")["persons"]["other_acts"])
    return re.compile(rf"{BLANKS}(?:{verbs}|[a-z]{{3,}}(?:ed|ly))\b")


@cache
def _determiner() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?:{'|'.join(table('titles')['persons']['never_after'])})[ \t\n]+$")
