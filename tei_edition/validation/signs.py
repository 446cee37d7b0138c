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
from tei_edition.validation.place import NS, short

_MARKED = (
    "ancestor-or-self::tei:metamark or ancestor-or-self::tei:unclear or ancestor-or-self::tei:fw"
    " or ancestor-or-self::tei:desc or ancestor-or-self::tei:ab[@type = 'separator']"
    " or ancestor-or-self::tei:seg[@type = 'unresolvedBracket' or @type = 'artefact']"
)
_FEW = 8
_LEADING = tuple({chr(code).encode()[:1] for code in (0xE000, 0xF000, 0xF0000, 0x100000)})
_HOLDING = etree.XPath("//tei:text//text()[contains(., $sign)]/..", namespaces=NS)
_IS_MARKED = etree.XPath(f"boolean({_MARKED})", namespaces=NS)


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


def _places(document: Document, sign: str) -> list[etree._Element]:
    found = _HOLDING(document.root, sign=sign)
    return [e for e in found if isinstance(e, etree._Element)] if isinstance(found, list) else []


def _is_marked(element: etree._Element) -> bool:
    found = _IS_MARKED(element)
    return found is True


def unidentified(document: Document) -> Iterator[Problem]:
    """T34: an unidentified sign stands in metamark or unclear."""
    if not _may_hold(document.words):
        return
    pattern = _pattern()
    signs = set(pattern.findall(document.words))
    if len(signs) <= _FEW and all(_is_marked(place) for sign in signs for place in _places(document, sign)):
        return
    for element in document.find(f"/tei:TEI/tei:text//*[text()][not({_MARKED})]"):
        texts = (element.text, *(child.tail for child in element))
        found = next((match for text in texts if text and (match := pattern.search(text))), None)
        if found is not None:
            sign = f"U+{ord(found[0]):04X} ({unicodedata.name(found[0], 'private use')})"
            said = f'The unidentified sign {sign} stands in "{short(element.tag)}" as a character.'
            yield breach("T34", element, said)


RULES: dict[str, Rule] = {"T34": unidentified}
"""The rules of this module, by number."""
