"""The reader for a transcript without a cover sheet. It accepts everything."""

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Finding
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.readers.anatomy import document
from tei_edition.readers.blocks import blocks


def score(transcript: Transcript) -> float:
    """Return 0.1: any reader that knows the layout is better."""
    return 0.1


def read(transcript: Transcript) -> Finding:
    """Structure the whole transcript as one document."""
    return document(transcript, Span(0, len(transcript.text)))


def paragraphs(transcript: Transcript) -> Finding:
    """Lay a transcript out as paragraphs and nothing else: what every text allows."""
    parts = blocks(transcript)
    whole = Span(parts[0].span.start, parts[-1].span.end)
    division = Annotation(whole, "document", "plain.document")
    return Finding((division, *(Annotation(b.span, "paragraph", "plain.paragraph") for b in parts)))
