"""Strings of CSS, as ``content`` of a rendition holds them (TEI HD57-1; CSS Syntax, strings).

One extension: a hexadecimal escape yields the very character it names, also those that XML cannot hold.
"""

import re
import sys

STRING = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
"""Pattern of a string with its quotation marks."""

LONGEST = 10_000
"""Characters of a declaration or a selector; a longer one is none: it was made to waste time."""

_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|[\n\r\f])|(.))", re.DOTALL)


def unquoted(string: str) -> str:
    """Return what a string stands for.

    Args:
        string: with its quotation marks and escapes.
    """
    return _ESCAPE.sub(_character, string[1:-1])


def _character(escape: re.Match[str]) -> str:
    if escape[1]:
        number = int(escape[1], 16)
        return chr(number) if number <= sys.maxunicode else "\N{REPLACEMENT CHARACTER}"
    return escape[3] or ""  # a backslash at a line end joins the lines
