"""The quality gate: what makes a TEI file an edition, criterion by criterion."""

from tei_edition.validation.quality.appraise import CHECKS, Appraisal, Surveyed, appraise, survey
from tei_edition.validation.quality.collection import CHECKS as COLLECTION_CHECKS
from tei_edition.validation.quality.collection import Collection
from tei_edition.validation.quality.machine import Statements, statements
from tei_edition.validation.quality.register import Entry, is_register
from tei_edition.validation.quality.tei_document import Proof, TeiDocument
from tei_edition.validation.quality.verdict import EXAMPLES, Gap, Verdict

__all__ = [
    "CHECKS",
    "COLLECTION_CHECKS",
    "EXAMPLES",
    "Appraisal",
    "Collection",
    "Entry",
    "Gap",
    "Proof",
    "Statements",
    "Surveyed",
    "TeiDocument",
    "Verdict",
    "appraise",
    "is_register",
    "statements",
    "survey",
]
