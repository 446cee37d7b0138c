"""What a check is."""

from collections.abc import Callable

from tei_edition.validation.quality.tei_document import TeiDocument
from tei_edition.validation.quality.verdict import Verdict

Check = Callable[[TeiDocument], Verdict]
"""A check asks one criterion of a document; whatever the document is, it answers and does not raise."""
