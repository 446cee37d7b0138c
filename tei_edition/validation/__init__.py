"""Validate TEI files: well-formed, grammar, house rules; and report what was found."""

from tei_edition.validation.association import Following
from tei_edition.validation.check import Proof, validate, validate_files
from tei_edition.validation.failure import SchemaError, unusable
from tei_edition.validation.report import exit_status, report
from tei_edition.validation.request import requested
from tei_edition.validation.schema import PROJECT, SchemaSet, schema_set

__all__ = [
    "PROJECT",
    "Following",
    "Proof",
    "SchemaError",
    "SchemaSet",
    "exit_status",
    "report",
    "requested",
    "schema_set",
    "unusable",
    "validate",
    "validate_files",
]
