"""Validate TEI files: well-formed, grammar, house rules; and report what was found."""

from tei_edition.validation.check import Proof, validate, validate_files
from tei_edition.validation.report import report
from tei_edition.validation.schema import PROJECT, SchemaSet, schema_file, schema_set

__all__ = ["PROJECT", "Proof", "SchemaSet", "report", "schema_file", "schema_set", "validate", "validate_files"]
