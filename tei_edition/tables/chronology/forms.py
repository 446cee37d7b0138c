"""The forms of one date that names its month, as regular expressions.

A form may hold brackets, because editors complete dates: ``[19]56``, ``15 Dec. [1983]``, ``[November] 3``.
"""

import re
from functools import cache

from tei_edition.tables.chronology import vocabulary as words
from tei_edition.tables.chronology.expression import Relation
from tei_edition.tables.chronology.vocabulary import BLANK, NTH

_DAY = r"\[?[0-9]{1,2}\]?(?![0-9])"
_OTHER_DAY = rf"\[?(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])\]?{NTH}(?![:.][0-9]|[ ]?[ap]\.?[ ]?m\b)"
YEAR = r"\[?\[?(?:1[5-9]|20)\]?\[?[0-9][0-9]\]?(?![0-9])"
_SHORT_YEAR = r"[\['’]?[0-9][0-9]\]?(?![0-9\w])"
_RECENT = r"[\['’]?(?:1[7-9]|[2-9][0-9])"
_JOINT = rf"(?:{BLANK})?[-–—/](?:{BLANK})?|{BLANK}(?:to|and|or|through|until|till){BLANK}"
_LIST = rf"(?:,{BLANK}{_OTHER_DAY})*,{BLANK}and{BLANK}"
# As some typewriters write: "13" June. The opening mark may be lost.
_QUOTED_DAY = rf"(?:[“\"](?=[0-9]{{1,2}}[”\"]))?{_DAY}[”\"]?{NTH}"
DAYS = rf"(?P<days>{_QUOTED_DAY}(?:(?:{_JOINT}|{_LIST}){_OTHER_DAY})*)"
_QUERY = r"(?P<query>[ ]?(?:\(\?\)|\[\?\]|\?(?=[,\]])|\[[0-9]{1,2}\??\]))?"
_GROUP_DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
_GROUP_TIME = r"(?:[01][0-9]|2[0-3])[0-5][0-9]Z"
_NO_AMOUNT = r"(?![0-9]|[:.][0-9]|,[0-9]{3}(?![0-9])|[ ]?[%°])"
BOUNDARY = re.compile(r"(?<![\w./])(?:(?<!\w-)|(?=[^\W\d_]))|(?<=\bON/)")
"""What begins a date is not the end of a number or shelfmark; ``ON/26/27/X/62`` is of a register."""


@cache
def forms(begins_with_capital: bool) -> tuple[re.Pattern[str], ...]:
    """Return the forms of a date.

    Args:
        begins_with_capital: those that begin with a month or another word with a capital; else those that
            begin with figures or in small letters.
    """
    month = rf"\[?(?P<month>{words.months()})\]?"
    full = rf"(?P<month>{words.full_months()})(?!\w)"
    compact = rf"(?P<month>{words.one_of(words.named('abbreviated-months')).upper()})"
    roman = rf"\[?(?P<month>{words.roman()})\]?(?![^\W\d_])"
    ordinals = words.one_of(words.named("ordinals"))
    year = rf"(?P<year>{YEAR})"
    two = rf"(?P<short>{_SHORT_YEAR})"
    behind = rf"(?:(?:,?{BLANK}(?:of{BLANK})?|[-/,.]){year})"
    # Two figures are a year where nothing is counted by them.
    plain = words.one_of(words.listed("after-day"))
    opened = words.behind_opening_year()
    counted = rf"(?![:.%][0-9]|{BLANK}(?!(?:{plain})(?!\w))[a-z])"
    two_behind = rf"(?:(?:{BLANK}|[-/.,])(?={_RECENT}){two}{counted})"
    # the first of May 1963; the Fourth of July
    of_ordinal = rf"(?P<ordinal>{ordinals_in_words()}){BLANK}(?:day{BLANK})?of{BLANK}{month}{behind}?"
    sep = rf"(?:(?:{BLANK})?[./-](?:{BLANK})?|{BLANK})"
    day_first = (
        # 13 February 1963; the 19th of May; 25-Oct-62; 22–23 February
        rf"{DAYS}(?:\.?{BLANK}(?:day{BLANK})?(?:of{BLANK})?|[-/.]){month}(?:{behind}|{two_behind})?",
        # 27/X/62; 31.X 1962; 29. III. 57; 26/27/X/62; 26.X. [19]56
        rf"{DAYS}{sep}{roman}{sep}(?:{year}|{two}(?![:.][0-9]))",
        # 18.XI; 5/XII
        rf"{DAYS}[./]{roman}(?![\w/-])(?!\.\w)",
        # 1961 October 5
        rf"(?P<year>{YEAR}),?{BLANK}{month}{BLANK}{DAYS}{_NO_AMOUNT}",
        # 051200Z May 70: a military group of day and time
        rf"(?P<days>{_GROUP_DAY})(?P<clock>{_GROUP_TIME})[ ]?{month}(?:(?:{BLANK})?(?:{year}|{two}))?",
        # 25OCT62
        rf"(?P<days>[0-9]{{1,2}}){compact}[ ]?{two}",
        of_ordinal,
    )  # fmt: skip
    month_first = (
        # March 23, 1963; Dec 24/62; August 16–17, 1971; June 14 [15?], 1963
        rf"{month}(?:{BLANK}|(?<=\.)){DAYS}{_NO_AMOUNT}{_QUERY}"
        rf"(?:(?:,?{BLANK}|,|\.{BLANK}(?!{YEAR}{opened})){year}"
        rf"|(?:/|,{BLANK})(?P<short>['’]?[3-9][0-9])(?![\w:]|[ ][a-z]))?",
        # November twenty-seventh
        rf"{month}{BLANK}(?P<ordinal>{ordinals})(?![\w-])(?:,?{BLANK}{year})?",
        # January 1963; January, 1963; January of 1963; March [1984]
        rf"{month}(?:,?{BLANK}(?:of{BLANK})?|[-/]){year}",
        # January '63; August 61
        rf"{month}{BLANK}(?:['’]|(?=[3-9][2-9]|[4-9][0-9]))(?P<short>[0-9][0-9])(?!\w){counted}",
        # January: a month alone
        rf"{full}",
        of_ordinal,
    )  # fmt: skip
    return tuple(re.compile(form) for form in (month_first if begins_with_capital else day_first))


@cache
def ordinals_in_words() -> str:
    """Return a pattern of the days of the month in words, with small letters or capitals."""
    return words.one_of(form for w in words.named("ordinals") for form in (w, w.capitalize(), w.title()))


def relation(joint: str) -> Relation:
    """Return what the words or marks between two days say of them."""
    return "alternatives" if "/" in joint or re.search(r"\bor\b", joint) else "span"
