"""Strings of TOML, for lines that an editor may paste into a decisions file."""


def toml_string(words: str) -> str:
    """Write a basic string of TOML (TOML 1.0, String).

    Args:
        words: any text without lone surrogates.

    Returns:
        The string with its quotation marks, in one line; what cannot be seen is escaped.
    """
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() or ord(c) > 0xFF else f"\\u{ord(c):04x}" for c in escaped) + '"'
