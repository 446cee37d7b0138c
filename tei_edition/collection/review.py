"""How far a document has been reviewed: the program's statements, and those of its editors."""

from lxml import etree

from tei_edition.collection.row import Review
from tei_edition.validation.quality import TeiDocument, statements


def review_of(root: etree._Element, status: str) -> Review:
    """Count the statements of a document, as the criterion of quality Q40 does.

    Args:
        root: the element TEI.
        status: the status that its history states.
    """
    by_program, by_editor = statements(TeiDocument(root))
    taken = set(by_editor)
    machine = [e for e in by_program if e not in taken]
    doubtful = sum(e.get("cert") in ("medium", "low") for e in machine)
    return {"status": status, "machine": len(machine), "editor": len(by_editor), "doubtful": doubtful}
