"""Declaring delimiters: every string that markup stands for becomes a rendition, once (TEI HD57-1)."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Literal

from tei_edition.model.annotation import Annotation
from tei_edition.model.characters import NOT_XML
from tei_edition.model.whitespace import BLANKS, level_a
from tei_edition.tables import table
from tei_edition.weaver import markup

Scope = Literal["before", "after"]
_NONE = ("", "")


class Renditions:
    """The rendition declarations of one edition, in the order of their first use."""

    def __init__(self) -> None:
        self._ids: dict[tuple[Scope, str], str] = {}
        self._serials: Counter[Scope] = Counter()

    def pointers(self, a: Annotation, default: tuple[str, str], *, block: bool = False) -> str | None:
        """Return the value of ``@rendition`` for an annotation; None if it has the delimiters of its element.

        Args:
            a: the annotation with its delimiters.
            default: what the selectors of the declarations give its element where it stands.
            block: whether the string stands in lines of its own.
        """
        if a.markers == default == _NONE and not block:
            return None  # most have none
        before, after = (_folded(m) for m in a.markers)
        if (before, after) == default and not block:
            return None
        number = a.attributes.get("n", "")
        found = []
        if before:
            found.append(self._id("before", _content(before, number) + (" display: block;" if block else "")))
        if after:
            found.append(self._id("after", _content(after, number)))
        if not found:
            # Nothing stands there in the transcript, and a declaration that says so replaces the default.
            found.append(self._id("before", _content("", "")))
        return " ".join(f"#{id_}" for id_ in found)

    def character(self, character: str) -> str:
        """Return the pointer to a declaration for a character that XML cannot hold."""
        return f"#{self._id('before', _content(character, ''))}"

    def _id(self, scope: Scope, content: str) -> str:
        known = self._ids.get((scope, content))
        if known is None:
            self._serials[scope] += 1
            known = _named(scope).get(content) or f"r-{scope}-{self._serials[scope]}"
            self._ids[(scope, content)] = known
        return known

    def declarations(self) -> tuple[str, ...]:
        """Write the ``rendition`` elements: the defaults, then those that instances point to."""
        written, done = [], set()
        for row in table("delimiters")["default"]:
            for scope, string in zip(("before", "after"), row["delimiters"], strict=True):
                id_ = table("delimiters")[scope][string]
                written.append(_declaration(id_, scope, _content(string, ""), row["selector"]))
                done.add(id_)
        for (scope, content), id_ in self._ids.items():
            if id_ not in done:
                written.append(_declaration(id_, scope, content, None))
        return tuple(written)


@cache
def _named(scope: Scope) -> Mapping[str, str]:
    """Return the ids that the table gives to declarations, by their content."""
    named: Mapping[str, str] = table("delimiters")[scope]
    return {_content(string, ""): id_ for string, id_ in named.items()}


def _declaration(id_: str, scope: str, content: str, selector: str | None) -> str:
    values = {"xml:id": id_, "scheme": "css", "scope": scope, "selector": selector}
    return markup.element("rendition", values, markup.text(content))


def _folded(marker: str) -> str:
    # A delimiter is compared and generated with single spaces, but its own edges count.
    if not any(b in marker for b in "\t\n\r\v\f") and "  " not in marker:
        return marker
    lead = " " if marker[0] in BLANKS else ""
    tail = " " if marker[-1] in BLANKS else ""
    return f"{lead}{level_a(marker)}{tail}"


def _content(string: str, number: str) -> str:
    if number and string.count(number) == 1:
        head, _, tail = string.partition(number)
        return f"content: {_string(head)} attr(n) {_string(tail)};"
    return f"content: {_string(string)};"


def _string(string: str) -> str:
    # A character that XML cannot hold is written as a CSS escape, which the decoder undoes. The space ends
    # the escape; without it a space of the string would be taken for that end.
    escaped = string.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + NOT_XML.sub(lambda m: f"\\{ord(m[0]):06x} ", escaped) + '"'
