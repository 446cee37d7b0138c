"""Signs that nobody has identified (T34): white squares, replacement characters, private use.

They are kept, and marked as unidentified, so that neither a reader nor a search takes them for text.
"""

import unicodedata
from collections.abc import Iterator

from tei_edition.model.problem import Problem
from tei_edition.tables import table
from tei_edition.validation.document import Document, Rule, breach
from tei_edition.validation.place import short

_MARKED = (
    "ancestor-or-self::tei:metamark or ancestor-or-self::tei:unclear or ancestor-or-self::tei:fw"
    " or ancestor-or-self::tei:desc or ancestor-or-self::tei:ab[@type = 'separator']"
    " or ancestor-or-self::tei:seg[@type = 'unresolvedBracket' or @type = 'artefact']"
)


def unidentified(document: Document) -> Iterator[Problem]:
    """T34: an unidentified sign stands in metamark or unclear."""
    signs = table("validation")["signs"]["unidentified"]
    for element in document.find(f"/tei:TEI/tei:text//*[text()][not({_MARKED})]"):
        words = [element.text or "", *(child.tail or "" for child in element)]
        found = next(
            (c for text in words for c in text if c in signs or unicodedata.category(c) == "Co"), None
        )
        if found is not None:
            name = unicodedata.name(found, "private use")
            sign = f"U+{ord(found):04X} ({name})"
            said = f'The unidentified sign {sign} stands in "{short(element.tag)}" as a character.'
            yield breach("T34", element, said)


RULES: dict[str, Rule] = {"T34": unidentified}
"""The rules of this module, by number."""
