"""What the tests of brackets must know of the document as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from tei_edition.model.annotation import Annotation, Responsibility
from tei_edition.model.edition import Edition
from tei_edition.model.ordered_spans import OrderedSpans
from tei_edition.model.whitespace import level_a
from tei_edition.recognisers.note_mark import numbers
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import table
from tei_edition.tables.kinds import kinds


@dataclass(frozen=True, slots=True)
class Document:
    """The transcript, and what was found out about it before its brackets."""

    text: str
    """The transcript."""
    resources: Resources
    """The authority lists."""
    by: Responsibility
    """Whose its brackets are, outside a cover sheet."""
    english: bool
    """Whether English words say anything about it."""
    latin_tag: str
    """Tag of the original's language in Latin letters, such as ``ru-Latn``."""
    own_tag: str
    """Tag of the original's language in its own letters."""
    notes: Mapping[str, str]
    """The numbers of its notes, and the pointer to each."""
    covers: tuple[Annotation, ...]
    """Its cover sheets."""
    closing: OrderedSpans
    """Its signatures."""
    names: OrderedSpans
    """Names that were found before, such as that of the archive in the citation."""
    has_turns: bool
    """Whether speakers take turns in it."""

    @classmethod
    def of(cls, edition: Edition, resources: Resources) -> "Document":
        """Collect what is known of an edition."""
        latin, own = _original(edition)
        return cls(
            edition.transcript.text,
            resources,
            _whose(edition),
            is_in_english(edition),
            latin,
            own,
            numbers(edition),
            tuple(edition.of_kind("cover")),
            OrderedSpans(a.span for a in edition.of_kind("closer", "signature")),
            OrderedSpans(a.span for a in edition.of_kind(*_names())),
            any(True for _ in edition.of_kind("speech")),
        )


def _names() -> tuple[str, ...]:
    return tuple(k.name for k in kinds().values() if k.layer == "phrase" and k.content == "name")


def _original(edition: Edition) -> tuple[str, str]:
    languages = table("languages")["language"]
    for a in edition.of_kind("original-language"):
        row = languages.get(level_a(edition.transcript.of_span(a.span)))
        if row:
            return str(row["latin"] or row["tag"]), str(row["tag"])
    return "und", "und"


def _whose(edition: Edition) -> Responsibility:
    """Return whose the brackets are: as the document declares, else the translator's."""
    declared = next(edition.of_kind("bracket-convention"), None)
    return "relay" if declared is not None and declared.attributes.get("by") == "relay" else "translator"


def is_in_english(edition: Edition) -> bool:
    """Tell whether the transcript is in English: yes, unless another language is named, and not English."""
    others = {name for name in table("languages")["language"] if name != "English"}
    for a in edition.of_kind("transcript-language"):
        named = a.attributes.get("language") or level_a(edition.transcript.of_span(a.span))
        if "English" not in named and any(name in named for name in others):
            return False
    return True
