"""Reading the terms of a TEI list: abbreviations, each with what it stands for (TEI COLI, COHTG)."""

import re
from collections.abc import Iterator

from lxml import etree

from tei_edition.authority.personal_name import one_line
from tei_edition.authority.tei_person import TEI
from tei_edition.authority.term_list import term
from tei_edition.model.authority import Entity

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TYPES = ("gloss", "terms", "abbreviations")
_PUNCTUATION = re.compile(r"^[\s,:;=–—-]+")


def terms_of(root: etree._Element) -> Iterator[tuple[etree._Element, Entity]]:
    """Yield the terms of the lists of type gloss, terms or abbreviations, each with its element.

    An entry is an ``item`` that holds a ``term``, with its ``gloss`` or other words behind it; or a
    ``label`` before an ``item``. The id is that of the term, the label or the item; without one an entry is
    passed over.
    """
    for item in root.iter(f"{{{TEI}}}item"):
        parent = item.getparent()
        if parent is None or parent.tag != f"{{{TEI}}}list" or parent.get("type") not in _TYPES:
            continue
        named = next(item.iter(f"{{{TEI}}}term"), None)
        if named is None:
            before = item.getprevious()
            named = before if before is not None and before.tag == f"{{{TEI}}}label" else None
        if named is None:
            continue
        id_ = next((e.get(_ID) for e in (named, item) if e.get(_ID)), None)
        form = _words(named)
        if id_ and form:
            yield item, term(id_, (form,), _expansion(item, form))


def _expansion(item: etree._Element, form: str) -> str:
    gloss = next(item.iter(f"{{{TEI}}}gloss"), None)
    words = _words(item if gloss is None else gloss)
    return _PUNCTUATION.sub("", words.removeprefix(form) if gloss is None else words)


def _words(element: etree._Element) -> str:
    return one_line("".join(str(piece) for piece in element.itertext()))
