"""Strangers: names that the index did not find, told by given names, initials and titles before them.

Some are persons of the lists in another spelling; the others are in no list. What stands in a row of
capitalised words is taken apart: titles first, then given names and initials, then the surname.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tei_edition.authority.personal_name import initial_pattern
from tei_edition.model.annotation import Annotation
from tei_edition.model.ordered_spans import OrderedSpans
from tei_edition.model.span import Span
from tei_edition.recognisers.lexicon import frequency
from tei_edition.recognisers.persons.given_names import is_given_name, is_initial
from tei_edition.recognisers.persons.mention import CAPITALS, RUNNING
from tei_edition.recognisers.persons.no_name import no_surnames
from tei_edition.recognisers.persons.ordinary_words import is_place
from tei_edition.recognisers.persons.title import nobility, title_words, titles
from tei_edition.tables import table

_IN_LINE = r"[ \u00a0]"
_BETWEEN = r"(?:[ \u00a0]|[ ]?\r?\n(?![ \n]))"
_OFTEN = 100_000
_SELDOM = 300
_MOST_SYLLABLES = 3
_SHORTEST = 3
_LONGEST_INITIAL = 2
_POSSESSIVE = ("'", "’", "'s", "’s")


@cache
def _token() -> str:
    """Return the pattern of a word of a name, an initial, or a title that is shortened."""
    shortened = {re.escape(w) for title in titles() for w in title.split() if w.endswith(".")}
    short = "|".join(sorted(shortened, key=lambda w: (-len(w), w)))
    one = initial_pattern()
    return rf"(?:(?:{short})(?!\w)|{one}(?:-?{one})*|[{CAPITALS}][\w’'-]*\w)"


@cache
def _particles() -> str:
    return "|".join(map(re.escape, table("name_forms")["leading"]))


@cache
def _row(between: str) -> re.Pattern[str]:
    token = _token()
    return re.compile(rf"(?<![\w’'.@/-]){token}(?:{between}?(?:(?:{_particles()})[ ])*{token})*")


@cache
def _each() -> re.Pattern[str]:
    return re.compile(rf"{_token()}|(?<=\s)(?:{_particles()})(?=\s)")


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(rf"(?:,|,?[ ]and)[ ]({_token()}(?:[ ]?{_token()})*)")


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name that the index did not find, or a row of unusual words that may be one."""

    span: Span
    """The name, without titles."""
    given: tuple[str, ...]
    """Given names and initials."""
    surname: str
    """Surname with its particles."""
    title: str
    """The titles before it, or of the list in which it stands; empty if there are none."""
    block: Annotation
    """The block in which it stands."""

    @property
    def is_evident(self) -> bool:
        """Whether it is a person's name beyond doubt: a comrade, or a title and given names or initials."""
        initials = [g for g in self.given if is_initial(g)]
        return (
            self.title.rpartition(" ")[2] in _comradely()
            or bool(self.title and self.given)
            or (len(initials) == len(self.given) and sum(g.count(".") for g in initials) > 1)
        )


def strangers(text: str, blocks: Sequence[Annotation], known: Sequence[Span]) -> Iterator[Stranger]:
    """Find names by given names, initials and titles.

    Args:
        text: the transcript.
        blocks: the blocks in which names are looked for, in order.
        known: the stretches that are something else: names that were found, dates, references.
    """
    taken = OrderedSpans(known)
    for block in blocks:
        reach = 0
        for row in _row(_BETWEEN if block.kind in RUNNING else _IN_LINE).finditer(text, *_bounds(block.span)):
            if row.start() < reach:
                continue
            for stranger in _in_row(text, row, block):
                reach = max(reach, stranger.span.end)
                if not taken.touches(stranger.span):
                    yield stranger


def _in_row(text: str, row: re.Match[str], block: Annotation) -> Iterator[Stranger]:
    if row[0].isalpha():
        # Most rows are one word: without given names and title it is a name only if it is an unusual word.
        if row[0] not in title_words() and _is_uncommon(row[0]):
            yield Stranger(Span(*row.span()), (), row[0], "", block)
        return
    words = list(_each().finditer(text, row.start(), row.end()))
    at = next((i for i, w in enumerate(words) if _bare(w[0]) not in title_words()), len(words))
    title = " ".join(w[0] for w in words[:at])
    if title and words[at - 1][0] not in _last_words():
        title = ""
    found = _name(words[at:], title, block)
    for i in range(at + 1, len(words) - 1) if found is None else ():
        # A word with a capital that is no name may stand before: "Today P. V. Frolov spoke".
        if _is_letters(words[i][0]) or _is_forename(words[i][0], ()):
            found = _name(words[i:], "", block)
            break
    if found is None:
        words = words[at:]
        if not title and 0 < len(words) <= _MOST_SYLLABLES and all(_is_uncommon(w[0]) for w in words):
            last = _bare(words[-1][0])
            span = Span(words[0].start(), words[-1].start() + len(last))
            yield Stranger(span, (), " ".join((*(w[0] for w in words[:-1]), last)), "", block)
        return
    yield found
    if title.rpartition(" ")[2] in _comradely():
        end = found.span.end
        while m := _goes_on().match(text, end, block.span.end):
            more = _name(list(_each().finditer(text, m.start(1), m.end(1))), title, block)
            if more is None:
                return
            yield more
            end = more.span.end


def _name(words: list[re.Match[str]], title: str, block: Annotation) -> Stranger | None:
    """Read given names and a surname off the beginning of a row; nothing if it is none of a person."""
    given: list[str] = []
    at = 0
    noble = at < len(words) and words[at][0] in nobility()
    at += noble
    while at < len(words) - 1 and (_is_letters(words[at][0]) or _is_forename(words[at][0], given)):
        given.append(words[at][0])
        at += 1
    start = at
    while at < len(words) - 1 and words[at][0].islower():
        at += 1
    if at >= len(words) or not (given or title or noble):
        return None
    surname = _bare(words[at][0])
    if not _is_surname(surname, bare=not given):
        return None
    if at + 1 < len(words) and not given and not words[at + 1][0].islower():
        return None  # "Ambassador Extraordinary and", "Minister State Security": the row goes on
    span = Span(words[0].start(), words[at].start() + len(surname))
    particles = [w[0] for w in words[start:at]]
    return Stranger(span, tuple(given), " ".join((*particles, surname)), title, block)


def _is_uncommon(word: str) -> bool:
    return not is_initial(word) and frequency(_bare(word)) < _SELDOM and _bare(word) not in no_surnames()


def _is_letters(word: str) -> bool:
    return is_initial(word) and all(len(letter) <= _LONGEST_INITIAL for letter in word.split("."))


def _is_forename(word: str, given: Sequence[str]) -> bool:
    # Behind an initial an unknown word may be a second name, but it may be the surname as well.
    return is_given_name(word) and not word.isupper() and len(given) < _SHORTEST


def _is_surname(word: str, *, bare: bool) -> bool:
    if is_initial(word) or len(word) < _SHORTEST or word in title_words() or word in no_surnames():
        return False
    if bare and is_place(word):
        return False
    return frequency(word) < (_OFTEN // 100 if bare else _OFTEN)


def _bounds(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _bare(word: str) -> str:
    """Take a possessive ending off a word."""
    return word.removesuffix("s")[:-1] if word.endswith(_POSSESSIVE) else word


@cache
def _last_words() -> frozenset[str]:
    return frozenset(title.split(" ")[-1] for title in titles())


@cache
def _comradely() -> frozenset[str]:
    return frozenset(table("titles")["persons"]["comradely"])
