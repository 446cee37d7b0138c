"""Signs that nobody has identified (T34): white squares, replacement characters, private use.

They are kept, and marked as unidentified, so that neither a reader nor a search takes them for text.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from lxml import etree

from tei_edition.model.problem import Problem
from tei_edition.tables import table
from tei_edition.validation.document import Document, Rule, breach
from tei_edition.validation.place import short, tei

_LEADING = tuple({chr(code).encode()[:1] for code in (0xE000, 0xF000, 0xF0000, 0x100000)})
_MARKING = {
    **dict.fromkeys(map(tei, ("metamark", "unclear", "fw", "desc"))),
    tei("ab"): ("separator",),
    tei("seg"): ("unresolvedBracket", "artefact"),
}
"""The elements that mark what stands in them: their names, and the types if not all do."""
_CHARACTERS = etree.XPath("string()", smart_strings=False)


@cache
def _pattern() -> re.Pattern[str]:
    signs = re.escape(table("validation")["signs"]["unidentified"])
    return re.compile(f"[{signs}\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def _may_hold(words: str) -> bool:
    """Tell, much quicker than the pattern, whether words may hold such a sign.

    Private use lies, in UTF-8, behind four leading bytes that hardly any other text has.
    """
    if any(sign in words for sign in table("validation")["signs"]["unidentified"]):
        return True
    encoded = words.encode("utf-8", "replace")
    return any(byte in encoded for byte in _LEADING)


def _marks(element: etree._Element) -> bool:
    if element.tag not in _MARKING:
        return False
    types = _MARKING[str(element.tag)]
    return types is None or element.get("type") in types


def _marked(document: Document) -> Iterator[str]:
    """Iterate over the characters that stand in elements which mark them; each occurs once."""
    for name in _MARKING:
        for element in document.within_text(name):
            if _marks(element) and not any(map(_marks, element.iterancestors())):
                yield str(_CHARACTERS(element))


def unidentified(document: Document) -> Iterator[Problem]:
    """T34: an unidentified sign stands in metamark or unclear."""
    if not _may_hold(document.words):
        return
    pattern = _pattern()
    signs = len(pattern.findall(document.words))
    if sum(len(pattern.findall(words)) for words in _marked(document)) == signs:
        return
    for element in document.in_order(document.text.difference(document.outermost_texts)):
        if any(map(_marks, (element, *element.iterancestors()))):
            continue
        texts = (element.text, *(child.tail for child in element))
        found = next((match for text in texts if text and (match := pattern.search(text))), None)
        if found is not None:
            sign = f"U+{ord(found[0]):04X} ({unicodedata.name(found[0], 'private use')})"
            said = f'The unidentified sign {sign} stands in "{short(element.tag)}" as a character.'
            yield breach("T34", element, said)


RULES: dict[str, Rule] = {"T34": unidentified}
"""The rules of this module, by number."""
