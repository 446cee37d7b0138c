r"""White space in a transcript: what is blank, and the two equivalences of the law of reversibility.

Blank are TAB, LF, VT, FF, CR and SPACE, nothing else: NO-BREAK SPACE and U+2028 are characters of the
text. Python's ``str.split``, ``str.splitlines``, ``str.strip`` and ``\s`` take many more characters for
white space and must not be used on a transcript.
"""

import re

BLANKS = " \t\n\r\v\f"

_LINE_END = re.compile(r"\r\n|\r|\v")


def level_a(text: str) -> str:
    """Reduce each run of blanks to one space and strip both ends.

    Args:
        text: a transcript, or what was decoded from TEI.

    Returns:
        The form whose SHA-256 is the editing invariant that every edition carries.
    """
    for blank in BLANKS[1:]:
        text = text.replace(blank, " ")
    return _single_spaced(text).strip(" ")


def level_b(text: str) -> str:
    """Bring a text into the form in which it is compared line for line.

    CR LF, CR and VT are line ends and FF is a blank line; runs of TAB and SPACE are one space and are
    stripped at both ends of a line; runs of blank lines are one, and none stands at either end.

    Args:
        text: a transcript, or what was decoded from TEI.

    Returns:
        The lines joined by LF.
    """
    unified = _LINE_END.sub("\n", text).replace("\f", "\n\n").replace("\t", " ")
    lines: list[str] = []
    for raw in _single_spaced(unified).split("\n"):
        line = raw.strip(" ")
        if line or (lines and lines[-1]):
            lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)


def _single_spaced(text: str) -> str:
    """Reduce runs of spaces to one; several times faster than a regular expression where there are few."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text


_LINE_ENDS = re.compile(r"\r\n|[\n\r\v]")


def line_breaks(gap: str) -> int:
    """Count what a run of blanks means between two words: 0 a space, 1 the next line, 2 a blank line.

    Args:
        gap: blanks, and nothing else.
    """
    if "\f" in gap:
        return 2
    return min(2, sum(1 for _ in _LINE_ENDS.finditer(gap)))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a stretch of a text so that it neither begins nor ends with a blank."""
    while start < end and text[start] in BLANKS:
        start += 1
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return start, end
