"""``sourceDesc``: the chain from the transcript over the digital publication to the archival original.

TEI HD3, COBIRI. The header derives, and says by ``source`` from which place of the text.
"""

from tei_edition.weaver.digital_desc import digital_publication
from tei_edition.weaver.facts import Facts
from tei_edition.weaver.markup import element, indented, text
from tei_edition.weaver.original_desc import archival_record


def source_description(facts: Facts) -> str:
    """Write ``sourceDesc``."""
    digital = digital_publication(facts) if facts.has_cover else ""
    return indented("sourceDesc", {}, _transcript(facts), digital, archival_record(facts))


def _transcript(facts: Facts) -> str:
    t = facts.edition.transcript
    of = facts.digital_id if facts.has_cover else facts.original_id
    size = element("measure", {"type": "count", "unit": "byte", "quantity": str(t.size)}, f"{t.size} bytes")
    return element(
        "bibl",
        {"type": "transcript", "xml:id": "src-transcript"},
        "Plain-text transcript, file ",
        element("idno", {"type": "filename"}, text(t.name)),
        f", {text(t.encoding)}, ",
        element("extent", {}, size),
        ", SHA-256 of the file ",
        element("idno", {"type": "sha256"}, t.sha256),
        ", SHA-256 of the text with each run of blanks reduced to one space and none at either end ",
        element("idno", {"type": "sha256", "subtype": "whitespace-normalized"}, t.normalized_sha256),
        ". ",
        element("relatedItem", {"type": "transcriptOf", "target": f"#{of}"}),
    )
