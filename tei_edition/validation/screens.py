"""Which patterns of the project's Schematron have to be asked of a document at all.

Schematron is run by XSLT, which walks the whole document once for every pattern; nearly all documents break
none. A screen looks cheaply for anything that may break the rules of its pattern. It may be wrong in one
direction only: what it lets pass breaks nothing. What it does not let pass, the Schematron itself judges, so
that the rules and their messages stand in one place. A pattern without a screen is always asked.
"""

from collections.abc import Callable, Mapping

from tei_edition.validation import screens_header, screens_phenomena, screens_text
from tei_edition.validation.document import Document

Screen = Callable[[Document], bool]
"""Tells whether anything in a document may break the rules of a pattern."""

SCREENS: Mapping[str, Screen] = {
    **screens_header.SCREENS,
    **screens_phenomena.SCREENS,
    **screens_text.SCREENS,
}
"""The screens by the ids of the patterns in ``tei_edition.sch``."""
