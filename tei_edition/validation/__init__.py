"""Validate TEI files: well-formed, grammar, house rules; and report what was found."""

from tei_edition.validation.check import Proof, validate, validate_files
from tei_edition.validation.report import exit_status, report
from tei_edition.validation.schema import PROJECT, SchemaSet, schema_file, schema_set

__all__ = [
    "PROJECT",
    "Proof",
    "SchemaSet",
    "exit_status",
    "report",
    "schema_file",
    "schema_set",
    "validate",
    "validate_files",
]
