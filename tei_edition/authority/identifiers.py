"""Identifiers of list entries as xml:id: names without colon (Namespaces in XML 1.0, NCName)."""

import re

_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = f"{_START}\\-.0-9\u00b7\u0300-\u036f\u203f-\u2040"
_NCNAME = re.compile(f"[{_START}][{_MORE}]*")
_FOREIGN = re.compile(f"[^{_MORE}]")
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def is_ncname(text: str) -> bool:
    """Tell whether a text may be an xml:id."""
    return _NCNAME.fullmatch(text) is not None


def safe_ncname(text: str) -> str:
    """Make an xml:id of a text: what may not stand in one becomes ``_``.

    Args:
        text: an identifier of any form.
    """
    made = _FOREIGN.sub("_", text)
    return made if is_ncname(made) else f"_{made}"


def legal(text: str) -> str:
    """Return the text without characters that no XML file can hold (XML 1.0, production 2)."""
    return _ILLEGAL.sub("", text)
