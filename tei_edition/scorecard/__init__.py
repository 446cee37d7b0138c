"""The scorecard: TEI files, whoever made them, held against the criteria of a digital edition."""

from tei_edition.scorecard.appraisal import score_files
from tei_edition.scorecard.page import as_html
from tei_edition.scorecard.records import as_csv, as_json
from tei_edition.scorecard.score import Scorecard, falls_short
from tei_edition.scorecard.table import as_table

__all__ = ["Scorecard", "as_csv", "as_html", "as_json", "as_table", "falls_short", "score_files"]
