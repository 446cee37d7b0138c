"""What a line says by its words: marking, number, routing, date, salutation, heading (TEI DSOC, DSHD)."""

import re
from collections.abc import Sequence
from functools import cache

from tei_edition.model.whitespace import BLANKS
from tei_edition.tables import table
from tei_edition.tables.calendar import dates
from tei_edition.tables.chronology.clock import clock_at

_LONGEST_HEADING = 120
_LONGEST_SALUTATION = 120
_NUMBERED_HEADING = re.compile(r"\d{1,4}\.[ ](?=[A-Z])")
_SPACED = re.compile(r"(?:[^\W\d_][ ]){3,}[^\W\d_](?![^\W\d_])")
_BEFORE_TIME = re.compile(r"[\s,;.\]()—–-]*(?:(?:at|about|approximately|after|before)[ ])?")
_BEHIND_TIME = re.compile(
    r"(?:[ ,]+(?:[A-Z]{1,4}|[A-Z][a-z]+day))?[\s,.\])\"”]*(?:\[\^?\w+\]\.?)*",
)
_IN_FIGURES = re.compile(
    r"(?<![\w./])(?:ON/)?(?:\d{1,2}[./-]){2}(?:\d{4}|\d{2})(?![\w/])"
    r"|(?<![\w./])ON(?:/\d{1,2}){1,2}/[IVX]{1,4}/\d{2,4}(?!\w)"
)
_FIGURE_AND_MARK = re.compile(r"\d[./-]")
_UNDATED = re.compile(r"(?:[A-Z][\w .'’-]{2,40},?\]?[ ])?[Uu]ndated\.?|[Dd]ate unknown\.?")
_FILING_CODE = re.compile(r"(?=[^ ]*[A-Z])[A-Z\d][\w.()…-]*(?:/[\w.()…-]+){2,}[ –-]*")
_SENDING_TIME = re.compile(r"\d{1,5}[ ]?[–—-][ ]?[^\W\d_]+day[ ]?[–—-].{0,30}", re.IGNORECASE)
_INDICATOR = re.compile(r"-[A-Z]{1,5}-")
_ITEM_OF_PROTOCOL = re.compile(
    r"To[ ](?:p|para|pt|item|point)\b\.?[ ]?(?:No\.?[ ]?)?\w+[ ]?(?:\([\w ]+\))?(?:$|[ ,]of[ ])"
)


def despaced(line: str) -> str:
    """Close up words that are set in spaced letters, such as ``N o t e``; the others stay."""
    return _SPACED.sub(lambda m: m[0].replace(" ", ""), line)


def is_spaced(line: str) -> bool:
    """Tell whether a line begins with a word in spaced letters."""
    return _SPACED.match(line) is not None


# ---- headings


def is_heading(lines: Sequence[str]) -> bool:
    """Tell whether the lines of a block are a heading: by its genre, in capitals, or in spaced letters."""
    first = lines[0]
    if len(lines) > 7 or is_classification(first) or _is_marking(first):
        return False
    if any(is_classification(x) or is_number(x) for x in lines[1:]):
        return False
    spaced = is_spaced(first) and not is_dateline(first)
    if spaced or _ITEM_OF_PROTOCOL.match(first) or is_enclosure_label(first):
        return True
    short = len(first) <= _LONGEST_HEADING or _in_capitalised_words(first)
    if short and genre_of(first) and not first.endswith((".", ";", ",", ":")):
        return True
    letters = [c for c in first if c.isalpha()]
    capitals = len(letters) >= 4 and all(c.isupper() for c in letters)
    capitals = capitals and not is_number(first) and not is_routing(first)
    return capitals and first[0] not in "([/" and ":" not in first[:25] and not first.endswith(".")


def is_remark_on_title(lines: Sequence[str]) -> bool:
    """Tell whether a block says of the document above it that it is an excerpt: ``(Excerpts)``."""
    if len(lines) != 1:
        return False
    line = lines[0]
    inner = line[1:-1].strip().casefold().rstrip(".")
    within = (line[0], line[-1]) in (("(", ")"), ("[", "]"))
    return within and inner in table("anatomy")["remark-on-title"]["words"]


def is_enclosure_label(line: str) -> bool:
    """Tell whether a line is nothing but the word for an enclosure, with its number."""
    return _enclosure_label().fullmatch(line) is not None


@cache
def _enclosure_label() -> re.Pattern[str]:
    words = "|".join(map(re.escape, table("anatomy")["after-signature"]["enclosure"]))
    sign = "|".join(re.escape(s) for s in table("anatomy")["signs"]["numero"])
    return re.compile(rf"[\[(]?(?:{words})s?(?:[ ](?:{sign})?[ ]?[\dA-Z]{{1,3}})?[:.]?[\])]?", re.IGNORECASE)


def is_numbered_title(line: str) -> bool:
    """Tell whether a line is a title with the number that an edition gave it, in capitalised words."""
    return _NUMBERED_HEADING.match(line) is not None and _in_capitalised_words(line)


def _in_capitalised_words(line: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_]{4,}", line)]
    return bool(words) and sum(w[0].isupper() for w in words) >= 0.7 * len(words)


def genre_of(line: str) -> str | None:
    """Return the genre that the first line of a heading names."""
    folded = despaced(_NUMBERED_HEADING.sub("", line)).casefold().lstrip('*"“(')
    if not folded.startswith(_words_of_genres()):
        return None
    found = ((len(words), str(subtype)) for words, subtype in _genres() if _begins_with(folded, words))
    return max(found, default=(0, None))[1]


@cache
def _genres() -> tuple[tuple[str, str], ...]:
    return tuple((words, row["subtype"]) for row in table("anatomy")["heading"] for words in row["opening"])


@cache
def _words_of_genres() -> tuple[str, ...]:
    return tuple(words for words, _ in _genres())


def _begins_with(folded: str, words: str) -> bool:
    return folded.startswith(words) and not folded[len(words) : len(words) + 1].isalpha()


# ---- dates


def is_dateline(line: str) -> bool:
    """Tell whether a line is a date, with at most a place before it and a time behind it.

    In brackets it may say when the document was received.
    """
    line = (_receipt().sub("", line) if "[" in line else line).strip("[]()“” ")
    if _UNDATED.fullmatch(line) or _is_date_in_figures(line):
        return True
    line = line.removeprefix("the ")
    for date in dates(line):
        before, after = line[: date.start].strip(BLANKS + '“”"'), line[date.end :]
        place = not before or (len(before) <= 60 and _is_place(despaced(before).rstrip(" ,-—[]")))
        if place and is_time_behind(after):
            return True
        if not before and re.match(r",[ ][A-ZÀ-Þ]", after) and _is_place(after[2:].strip(" .")):
            return True
    return False


@cache
def _receipt() -> re.Pattern[str]:
    stages: dict[str, str] = table("dates")["stages"]
    words = "|".join(word for word, type_ in stages.items() if type_ == "received")
    return re.compile(rf"(?<=\S)[ \t]*\[(?:{words})(?!\w)[^\[\]]*\]\.?$", re.IGNORECASE)


def _is_date_in_figures(line: str) -> bool:
    """Tell whether a line is a date in figures, whichever is the month, perhaps with place and time."""
    m = _IN_FIGURES.search(line) if _FIGURE_AND_MARK.search(line) else None
    if m is None:
        return False
    before = line[: m.start()].rstrip(" ,-—")
    return (not before or _is_place(despaced(before))) and is_time_behind(line[m.end() :])


def is_time_behind(words: str) -> bool:
    """Tell whether some words are a time of the day, or nothing, as it stands behind a date."""
    before = _BEFORE_TIME.match(words)
    start = before.end() if before else 0
    clock = clock_at(words, start)
    return _BEHIND_TIME.fullmatch(words, clock.end if clock else start) is not None


def _is_place(words: str) -> bool:
    first = words.split(" ")[0].casefold()
    if first in table("anatomy")["unfinished"]["words"]:
        return False
    return len(words) <= 40 and all(
        w[:1].isupper() or w in table("anatomy")["place-names"]["small-words"]
        for w in re.findall(r"[\w'’.]+", words)
    )


# ---- lines of the opener


def is_opener_line(line: str) -> bool:
    """Tell whether a line is a marking, a number, a label of routing, or another line that openers have."""
    return is_classification(line) or is_number(line) or is_routing(line) or _is_marking(line)


@cache
def _classifications() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in table("anatomy")["classification"])
    return re.compile(rf"[*(\[/\"“-]*(?:{words})(?!\w)", re.IGNORECASE)


def is_classification(line: str) -> bool:
    """Tell whether a line is a marking of secrecy, with little else in it."""
    # In running text these are ordinary words: a line of an opener is in capitals, or holds little else.
    m = _classifications().match(line)
    if m is None or (line.endswith(".") and len(line) > 30):
        return False
    return line.isupper() or len(line) - m.end() <= 40 or line[: m.end()].isupper()


@cache
def _numbers() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for row in table("anatomy")["number"] for w in row["words"])
    signs = "|".join(re.escape(s) for s in table("anatomy")["signs"]["numero"])
    return re.compile(
        rf"(?:.{{0,40}}[ ])?(?:{words})[ ]?(?:{signs})[ ]?(?:[\w_]|$)"
        rf"|(?:{signs})[ ]?(?=[\w/-]*[\d_])[\w/-]+\W*$",
        re.IGNORECASE,
    )


def is_number(line: str) -> bool:
    """Tell whether a line gives a number of copy or registry, or how many copies there are."""
    return len(line) <= 80 and (_numbers().match(line) is not None or copies().fullmatch(line) is not None)


@cache
def copies() -> re.Pattern[str]:
    """Return the pattern of a line that says how many copies were made."""
    counts = "|".join(table("anatomy")["copies"]["counts"])
    return re.compile(rf"\W*(?:{counts}|\d{{1,3}})[ ]cop(?:y|ies)(?:[ ]only)?\W*", re.IGNORECASE)


@cache
def _routing() -> re.Pattern[str]:
    labels = sorted(table("anatomy")["routing"]["labels"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, labels))}):(?=[ ]|$)", re.IGNORECASE)


def is_routing(line: str) -> bool:
    """Tell whether a line begins with a label of routing: sender, receiver, subject, time of sending."""
    return _routing().match(line) is not None


@cache
def _markings() -> re.Pattern[str]:
    row = table("anatomy")["marking"]
    urgency = "|".join(re.escape(w) for w in (*table("anatomy")["precedence"], *row["whole"]))
    opening = "|".join(map(re.escape, row["opening"]))
    return re.compile(rf"\W*(?:{urgency})\W*|(?:{opening})(?!\w).*", re.IGNORECASE)


def _is_marking(line: str) -> bool:
    patterns = (_markings(), _FILING_CODE, _SENDING_TIME, _INDICATOR)
    known = len(line) <= 120 and any(p.fullmatch(line) for p in patterns)
    return known and not _is_date_in_figures(line)


def is_letterhead(lines: Sequence[str]) -> bool:
    """Tell whether a block is a letterhead and a stamp beside it, interleaved line by line."""
    broken = [line.count("[") != line.count("]") for line in lines]
    return len(lines) > 1 and broken[0] and all(len(line) <= 60 for line in lines) and lines[0][:4].isupper()


# ---- salutations and participants


def is_salutation(lines: Sequence[str]) -> bool:
    """Tell whether the lines of a block are a salutation: its words, and a mark at its end."""
    row = table("anatomy")["salutation"]
    whole = " ".join(lines)
    if len(lines) > 2 or len(whole) > _LONGEST_SALUTATION or not whole.endswith(tuple(row["marks"])):
        return False
    folded = whole.casefold()
    words = next((w for w in row["opening"] if _begins_with(folded, w)), None)
    # "Comrade Orlov:" speaks, but "Comrades:" is spoken to.
    speaks = whole.endswith(":") and words in row["titles"] and len(folded.rstrip(":")) > len(words or "")
    return (
        words is not None and not speaks and not re.search(r"[.?;][ ]+\w{2,}[ ]", whole.removeprefix("Mr."))
    )


def is_participants(lines: Sequence[str]) -> bool:
    """Tell whether a block is a list with a label in a line of its own: participants, subject."""
    row = table("anatomy")["participants"]
    return len(lines) >= 2 and label_of_list(lines[0]) in (*row["labels"], *row["subject"])


def label_of_list(line: str) -> str:
    """Return the words of the label of a list, without its marks."""
    return line.strip("[]: ").casefold()
