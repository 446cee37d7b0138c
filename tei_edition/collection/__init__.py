"""The documents of an edition together: the corpus, the entries that they share, an index of all.

`record` says in short what a TEI file holds, from the file alone. `write` makes the files of the collection
from records, one after another, so that there may be any number of documents.
"""

from tei_edition.collection.files import FOLDER, write
from tei_edition.collection.members import documents
from tei_edition.collection.record import record
from tei_edition.collection.records import Records
from tei_edition.collection.row import Record
from tei_edition.collection.stored import write_collection

__all__ = ["FOLDER", "Record", "Records", "documents", "record", "write", "write_collection"]
"""Re-exported for callers."""
