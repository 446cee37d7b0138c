"""The names in the label of an event."""

import re

from tei_edition.authority.personal_name import one_line

_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")
_LONGEST_IN_PARENTHESES = 5


def label_names(label: str) -> tuple[str, ...]:
    """Take the names out of an event's label.

    Args:
        label: such as ``Caribbean Crisis (Cuban missile crisis)``.

    Returns:
        The text without the parenthesis, and the text in it unless that is a remark of more than five words.
    """
    within = [one_line(text) for text in _PARENTHESIS.findall(label)]
    names = [one_line(_PARENTHESIS.sub(" ", label))]
    names += [text for text in within if len(text.split()) <= _LONGEST_IN_PARENTHESES]
    return tuple(name for name in names if name)
