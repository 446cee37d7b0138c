"""The facts that the header states: read from the annotations, each with the place that it is taken from."""

from collections.abc import Mapping
from dataclasses import dataclass

from tei_edition.model.annotation import Annotation
from tei_edition.model.authority import Authority
from tei_edition.model.edition import Edition
from tei_edition.model.span import Span
from tei_edition.model.whitespace import level_a
from tei_edition.tables import table
from tei_edition.tables.shelfmarks import Archive, archives
from tei_edition.weaver.marks import unbroken

DIGITAL = "src-{slug}"
ORIGINAL = "src-{slug}"


@dataclass(frozen=True, slots=True)
class Facts:
    """An edition, asked for what the header needs."""

    edition: Edition
    authority: Authority
    ids: Mapping[tuple[str, Span], str]
    """The xml:id of what was woven, by kind and stretch."""

    # ---- general

    def text(self, a: Annotation) -> str:
        """Return the words of an annotation without its delimiters, blanks folded, divided words joined."""
        return level_a(unbroken(self.edition.transcript.of_span(a.interior)))

    def first(self, kind: str, within: str = "", **attributes: str) -> Annotation | None:
        """Return the first annotation of a kind, inside one of another kind, with certain values."""
        around = [a.span for a in self.edition.of_kind(within)] if within else []
        for a in self.edition.of_kind(kind):
            if within and not any(o.covers(a.span) for o in around):
                continue
            if all(a.attributes.get(k) == v for k, v in attributes.items()):
                return a
        return None

    def pointer(self, a: Annotation) -> str | None:
        """Return a pointer to an annotation that was woven with an id, or to the nearest around it."""
        best: Span | None = None
        found = None
        for (kind, span), id_ in self.ids.items():
            exact = kind == a.kind and span == a.span
            if exact:
                return f"#{id_}"
            if span.covers(a.span) and (best is None or len(span) < len(best)):
                best, found = span, f"#{id_}"
        return found

    def name_of(self, ref: str | None, otherwise: str) -> str:
        """Return the display name of an entry, or the words given."""
        for entity in self.authority.entities:
            if ref == f"#{entity.id}" and entity.names:
                return entity.names[0].text
        return otherwise

    # ---- the cover sheet

    @property
    def has_cover(self) -> bool:
        """Whether the transcript has a cover sheet, and so a digital publication behind it."""
        return any(True for _ in self.edition.of_kind("cover"))

    @property
    def publisher(self) -> Annotation | None:
        """The digital archive, where the citation names it."""
        return self.first("publisher")

    @property
    def digital_id(self) -> str:
        """The id of the description of the digital publication."""
        name = self.text(self.publisher) if self.publisher else ""
        slug = next((r["slug"] for r in table("publishers")["publisher"] if r["name"] == name), "digital")
        return f"src-{slug}"

    @property
    def archive(self) -> Archive | None:
        """The archive of the original, if the table knows it."""
        a = self.first("repository")
        return next((r for r in archives() if a and r.name == self.text(a)), None)

    @property
    def original_id(self) -> str:
        """The id of the description of the original."""
        return f"src-{self.archive.slug}" if self.archive else "src-original"

    @property
    def source(self) -> str:
        """Pointer to the source whose text the transcript is."""
        return f"#{self.digital_id}" if self.has_cover else "#src-transcript"

    def credits(self, role: str) -> tuple[Annotation, ...]:
        """Return the persons credited with a role."""
        return tuple(a for a in self.edition.of_kind("credit") if a.attributes["role"] == role)

    # ---- the document

    @property
    def author(self) -> Annotation | None:
        """The person named as writer in the byline, or as signatory."""
        return self.first("person", within="byline") or self.first("person", within="closer")

    @property
    def genres(self) -> tuple[str, ...]:
        """The document types, the chief one first."""
        document = self.first("document")
        chief = document.attributes.get("subtype") if document else None
        found = [chief] if chief else []
        if self.first("byline"):
            found.append(table("taxonomies")["extract"]["byline"])
        return tuple(found)

    def dated(self, type_: str) -> Annotation | None:
        """Return the date of the record, of dispatch or the date assigned, if it has a value."""
        a = self.first("date", type=type_)
        return a if a and "when" in a.attributes else None

    @property
    def title(self) -> str:
        """A title for the document: of the cover sheet, else its heading, else its file's name."""
        for a in (self.first("source-title"), self.first("heading")):
            if a:
                return self.text(a)
        return self.edition.transcript.stem

    def language(self, kind: str) -> tuple[str, str, Annotation] | None:
        """Return name and tag of a language that a field of the cover sheet names."""
        for a in self.edition.of_kind(kind):
            words = self.text(a)
            for name, row in table("languages")["language"].items():
                if name in words:
                    return name, row["tag"], a
        return None

    @property
    def main_language(self) -> str:
        """Tag of the language of the transcript."""
        found = self.language("transcript-language")
        return found[1] if found else "en"

    @property
    def place_of_writing(self) -> Annotation | None:
        """The place that the signatory's office names last: an ambassador writes where he is accredited."""
        role = self.first("role", within="closer")
        places = [p for p in self.edition.of_kind("place") if role and role.span.covers(p.span)]
        return places[-1] if len(places) > 1 else None
