"""The words of dates as regular expressions; the words themselves stand in the table ``dates``."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from tei_edition.tables import table

BLANK = r"[ \t\n\r\v\f\u00a0]+"
"""What separates two words of a date: line ends count as blanks."""
NUMBER = r"[0-9]"
"""Digits of other scripts are no dates."""
NTH = r"(?:(?:st|nd|rd|th|d|ST|ND|RD|TH)(?![^\W_]))?"
DASH = r"[-–—]"
_FIGURES = re.compile(r"[0-9]+")


@lru_cache(maxsize=4)
def figures(text: str) -> tuple[int, ...]:
    """Return where the groups of figures of a text begin: few patterns need be tried anywhere else."""
    return tuple(m.start() for m in _FIGURES.finditer(text))


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, the longest first; a blank stands for any blanks."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", BLANK) for w in ordered)


def named(key: str) -> Mapping[str, int]:
    """Return one of the lists of words that have a number."""
    words: Mapping[str, int] = table("dates")[key]
    return words


@cache
def listed(key: str, name: str = "words") -> tuple[str, ...]:
    """Return one of the plain lists of words."""
    return tuple(table("dates")[key][name])


@cache
def full_months() -> str:
    """Return a pattern of the names of months, as names and titles write them."""
    return one_of(form for m in named("months") for form in (m.capitalize(), m.upper()))


@cache
def months() -> str:
    """Return a pattern of the names of months in full and in short."""
    short = one_of(form for m in named("abbreviated-months") for form in (m.capitalize(), m.upper()))
    stopped = short.replace("|", r"\.?|")
    # All are alternatives of one group, so that the search skips to the letters with which they begin.
    # A word that only begins like a month is none; figures may follow at once: "OCT62".
    return rf"(?:{full_months()}|{stopped}\.?)(?![^\W\d_])"


@cache
def roman() -> str:
    """Return a pattern of the months in Roman figures."""
    return one_of(named("roman"))


@cache
def weekdays() -> str:
    """Return a pattern of the days of the week."""
    return one_of(form for w in named("weekdays") for form in (w.capitalize(), w.upper()))


def month_of(written: str) -> int:
    """Return the number of a month, by its name or Roman figure."""
    word = written.strip("[]. ")
    if word in named("roman"):
        return named("roman")[word]
    folded = word.casefold()
    in_full = named("months")
    return in_full[folded] if folded in in_full else named("abbreviated-months")[folded]


def year_of(written: str) -> int:
    """Return the year that two or four digits mean: two are of the twentieth century."""
    figures = "".join(c for c in written if c in "0123456789")
    return int(figures) if len(figures) == 4 else 1900 + int(figures)


@cache
def _number_before(name: str) -> re.Pattern[str]:
    numbered = one_of(listed("before-number", name))
    signs = "".join(re.escape(s) for s in listed("before-number", "signs"))
    return re.compile(rf"(?:(?<!\w)(?:{numbered})\.?[ \t\u00a0]*|[{signs}][ \t\u00a0]*)$", re.IGNORECASE)


def is_numbered(text: str, start: int, name: str = "words") -> bool:
    """Tell whether figures are a number, by the word or sign before them.

    Args:
        text: any text.
        start: offset of the figures.
        name: the list of words in ``before-number`` of the table.
    """
    return _number_before(name).search(text, max(0, start - 24), start) is not None


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"(?:[ ]?%|{BLANK}(?:{one_of(listed('units'))})(?![\w-]))", re.IGNORECASE)


def is_counted(text: str, end: int) -> bool:
    """Tell whether figures are a quantity, by the word behind them."""
    return _counted().match(text, end) is not None


@cache
def behind_opening_year() -> str:
    """Return a pattern of the words behind a year that opens a sentence: ``1956 saw``."""
    return rf"{BLANK}(?:{one_of(listed('behind-opening-year'))})(?!\w)"


@cache
def _of_a_book() -> re.Pattern[str]:
    return re.compile(rf",?{BLANK}(?:{one_of(listed('of-a-book'))})(?!\w)", re.IGNORECASE)


def is_of_a_book(text: str, end: int) -> bool:
    """Tell whether a year is part of the title of a book or file, by the word behind it."""
    return _of_a_book().match(text, end) is not None


@cache
def _which() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({one_of(named('which'))}){BLANK}$", re.IGNORECASE)


def which(text: str, start: int) -> int | None:
    """Return -1 for a month or day of the week behind ``last``, 1 behind ``next``, 0 behind ``this``."""
    m = _which().search(text, max(0, start - 10), start)
    return named("which")[m[1].casefold()] if m else None


@cache
def _named_after() -> re.Pattern[str]:
    return re.compile(
        rf"(?:th|st|nd|rd)?(?:{BLANK}|-)(?:of{BLANK})?(?:{one_of(listed('named-after'))})(?!\w)"
    )


def is_part_of_name(text: str, end: int) -> bool:
    """Tell whether a date is part of the name of something, by the word behind it: ``1 May Square``."""
    return _named_after().match(text, end) is not None
