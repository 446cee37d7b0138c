"""Which characters an XML file can hold, and which its names (XML 1.0; Namespaces in XML 1.0)."""

import re
from functools import cache

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold: C0 controls, surrogates, U+FFFE and U+FFFF."""

_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
OF_NAMES = f"{_START}\\-.0-9\u00b7\u0300-\u036f\u203f-\u2040"
"""The characters of a name without colon, for use within a class of a regular expression."""
_ASCII_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


@cache
def _name() -> re.Pattern[str]:
    # To compile so large a class takes longer than to encode a document, and few names need it.
    return re.compile(f"[{_START}][{OF_NAMES}]*")


def is_ncname(text: str) -> bool:
    """Tell whether a text may be an xml:id (Namespaces in XML 1.0, NCName)."""
    return (_ASCII_NAME if text.isascii() else _name()).fullmatch(text) is not None
