"""Characters that never stand bare in the text: square brackets, and signs that nobody has identified.

Where no annotation says what they are, the weaver marks them as unresolved, so that whatever is said of the
text, and whatever gives way, no reader takes them for words.
"""

import re
from functools import cache

from tei_edition.model.whitespace import line_breaks
from tei_edition.tables import table
from tei_edition.tables.kinds import Kind

BRACKET, SIGN = "bracket", "sign"

_BLANKS = "[ ]*[\t\n\r\v\f][ \t\n\r\v\f]*|[ ]{2,}"
_WRITTEN_BRACKET = r"\[[^\[\]]*\]|[\[\]]"
_AFTER_HYPHEN = re.compile(r"(?<=[^\W\d_][-\xad\u2010])[ \t\n\r\v\f]+")
_CONTROL = "\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""What XML cannot hold, besides line ends."""
_HOLD_BOTH = frozenset({"unresolved-bracket", "artefact", "omission"})
_HOLD_SIGNS = frozenset({"unidentified-sign", "unidentified-glyph", "doubtful", "separator"})


@cache
def signs() -> re.Pattern[str]:
    """Return the pattern of runs of signs: white squares, replacement characters, private use."""
    return re.compile(f"[{_class_of_signs()}]+")


@cache
def _class_of_signs() -> str:
    known = re.escape(str(table("validation")["signs"]["unidentified"]))
    return f"{known}\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"


def held(kind: Kind) -> frozenset[str]:
    """Tell which of the two an element of a kind marks by standing around them."""
    if kind.name in _HOLD_BOTH:
        return frozenset({BRACKET, SIGN})
    return frozenset({SIGN}) if kind.name in _HOLD_SIGNS else frozenset()


@cache
def special(marked: frozenset[str], not_xml: str) -> re.Pattern[str]:
    """Return the pattern of what cannot be written as it stands.

    Args:
        marked: what an element around it marks already.
        not_xml: pattern of the characters that XML cannot hold.
    """
    bracket = [f"(?P<{BRACKET}>{_WRITTEN_BRACKET})"] if BRACKET not in marked else []
    sign = [f"(?P<{SIGN}>{signs().pattern})"] if SIGN not in marked else []
    return re.compile("|".join([f"(?P<blanks>{_BLANKS})", *bracket, *sign, f"(?P<control>{not_xml})"]))


def is_plain(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is written as it stands, whatever is marked around it: most of them are."""
    return text.find("  ", start, end) < 0 and _of_any_sort().search(text, start, end) is None


@cache
def _of_any_sort() -> re.Pattern[str]:
    # One class of characters, so that the search is as quick as can be.
    return re.compile(f"[\t\n\r\v\f\\[\\]{_class_of_signs()}{_CONTROL}]")


def divides_word(text: str, start: int, end: int) -> bool:
    """Tell whether a run of blanks is a line end within a word: behind a hyphen, before a small letter."""
    here = _AFTER_HYPHEN.match(text, start, end)
    return here is not None and line_breaks(here[0]) == 1 and text[end : end + 1].islower()


def unbroken(text: str) -> str:
    """Take out the line ends that stand within words; the hyphens stay."""
    return _AFTER_HYPHEN.sub(lambda m: "" if divides_word(text, *m.span()) else m[0], text)
