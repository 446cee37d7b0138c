"""Renditions (H23, H24): what the decoder needs to write brackets and asterisks back.

TEI Guidelines, HD57-1 (Rendition). The decoder is no CSS engine: it reads ``content`` with strings and
``attr()``, and selectors of names, attributes, descendants and children.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from tei_edition.model.css_string import LONGEST
from tei_edition.model.problem import Problem
from tei_edition.validation.document import Document, Rule, breach, is_tei
from tei_edition.validation.place import short
from tei_edition.validation.wording import excerpt

_PIECE = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|attr\(\s*[\w:.-]+\s*\))"""
_CONTENT = re.compile(
    rf"\s*content:\s*{_PIECE}(?:\s*{_PIECE})*\s*(?:;\s*display:\s*block\s*)?;?\s*", re.DOTALL
)
_STEP = r"""[A-Za-z][\w.-]*(?:\[\s*[\w:.-]+\s*=\s*(?:'[^']*'|"[^"]*")\s*\])*"""
_PATH = rf"{_STEP}(?:(?:\s*>\s*|\s+){_STEP})*"
_SCOPES = ("before", "after")
_SELECTOR = re.compile(rf"\s*{_PATH}(?:\s*,\s*{_PATH})*\s*")


@lru_cache(maxsize=256)
def _has_form(form: re.Pattern[str], words: str) -> bool:
    """Remembered, because the files of an edition have their renditions in common."""
    return form.fullmatch(words) is not None


def _can_be_printed(words: str) -> bool:
    return len(words) <= LONGEST and _has_form(_CONTENT, words)


def _is_simple(selector: str) -> bool:
    return len(selector) <= LONGEST and _has_form(_SELECTOR, selector)


def declared_and_selected(document: Document) -> Iterator[Problem]:
    """H23: a rendition has a scope, and content that can be printed. H24: selectors and pointers are right.

    A selector is of the simple kind, and a pointer of ``rendition`` leads to a rendition.
    """
    for rendition in document.under("tagsDecl/rendition"):
        words = "".join(rendition.itertext()) if len(rendition) else rendition.text or ""
        selector = rendition.get("selector")
        if rendition.get("scope") not in _SCOPES:
            yield breach(
                "H23", rendition, "A rendition does not say whether it stands before or after (scope)."
            )
        elif not _can_be_printed(words):
            yield breach(
                "H23", rendition, f'The rendition "{excerpt(document.reading(rendition))}" cannot be printed.'
            )
        if selector is not None and not _is_simple(selector):
            said = f'The selector "{excerpt(selector)}" is not one that the decoder knows.'
            yield breach("H24", rendition, said)
    misleading = {
        value: wrong
        for value in document.values("rendition")
        if (wrong := [(p, t) for p, t in document.led_to(value) if not is_tei(t, "rendition")])
    }
    for element, value in document.bearing("rendition") if misleading else ():
        for pointer, target in misleading.get(value, ()):
            said = f'rendition points to "{pointer}", which is a "{short(target.tag)}".'
            yield breach("H24", element, said)


RULES: dict[str, Rule] = {"H23": declared_and_selected, "H24": declared_and_selected}
"""The rules of this module, by number."""
