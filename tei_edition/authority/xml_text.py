"""Text and values of attributes in XML, escaped (XML 1.0, 2.4).

The standard library has this in ``xml.sax.saxutils``, which loads its network client.
"""

_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_VALUES = _IN_TEXT | str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def escape(text: str) -> str:
    """Return character data of XML."""
    return text.translate(_IN_TEXT)


def quoteattr(value: str) -> str:
    """Return the value of an attribute in quotation marks, single ones if only double ones are in it."""
    escaped = value.translate(_IN_VALUES)
    if '"' not in escaped:
        return f'"{escaped}"'
    return f"'{escaped}'" if "'" not in escaped else '"' + escaped.replace('"', "&quot;") + '"'
