"""Many documents: which transcripts to encode, with what, and writing the results."""

from tei_edition.batch.cache import Cache
from tei_edition.batch.document import annotated
from tei_edition.batch.executors import cores
from tei_edition.batch.folder import DECISIONS, NAMES, TABLES
from tei_edition.batch.gathering import Batch, gather, left_over
from tei_edition.batch.lock import CannotBuildError
from tei_edition.batch.outcome import Outcome, State, Tally
from tei_edition.batch.run import build
from tei_edition.batch.task import Companion, Demand, Recorder
from tei_edition.batch.writing import write

__all__ = [
    "DECISIONS",
    "NAMES",
    "TABLES",
    "Batch",
    "Cache",
    "CannotBuildError",
    "Companion",
    "Demand",
    "Outcome",
    "Recorder",
    "State",
    "Tally",
    "annotated",
    "build",
    "cores",
    "gather",
    "left_over",
    "write",
]
