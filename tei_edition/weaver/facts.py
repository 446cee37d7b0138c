"""The facts that the header states: read from the annotations, each with the place that it is taken from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tei_edition.model.annotation import Annotation
from tei_edition.model.authority import Authority
from tei_edition.model.characters import NOT_XML
from tei_edition.model.edition import Edition
from tei_edition.model.ordered_spans import OrderedSpans
from tei_edition.model.span import Span
from tei_edition.model.whitespace import level_a
from tei_edition.tables import table
from tei_edition.tables.citations import slug_of
from tei_edition.tables.shelfmarks import Archive, archive_named
from tei_edition.weaver.marks import unbroken

_PLACES = ("cover-field", "cover-segment", "source-note")

_OF_TRANSLATION = ("original", "alternative")
"""Notes that speak of words of the original."""
_TRANSLATORS_NOTE = "bracket.translators-note"
_VALUES = ("when", "notBefore", "notAfter", "from", "to")


@dataclass(frozen=True, slots=True)
class Facts:
    """An edition, asked for what the header needs."""

    edition: Edition
    authority: Authority
    ids: Mapping[tuple[str, Span], str]
    """The xml:id of what was woven, by kind and stretch."""

    # ---- general

    def text(self, a: Annotation) -> str:
        """Return the words of an annotation as its element reads.

        That is without delimiters and without characters that XML cannot hold, with blanks folded and with
        words joined that a line end divides.
        """
        return level_a(NOT_XML.sub("", level_a(unbroken(self.edition.transcript.of_span(a.interior)))))

    def first(self, kind: str, within: str = "", **attributes: str) -> Annotation | None:
        """Return the first annotation of a kind, inside one of another kind, with certain values."""
        around = OrderedSpans(a.span for a in self.edition.of_kind(within)) if within else None
        for a in self.edition.of_kind(kind):
            if around is not None and not around.covers(a.span):
                continue
            if all(a.attributes.get(k) == v for k, v in attributes.items()):
                return a
        return None

    def pointer(self, a: Annotation) -> str | None:
        """Return a pointer to an annotation that was woven with an id, or to the nearest around it."""
        if (a.kind, a.span) in self.ids:
            return f"#{self.ids[a.kind, a.span]}"
        best: Span | None = None
        found = None
        for (_, span), id_ in self.ids.items():
            if span.covers(a.span) and (best is None or len(span) < len(best)):
                best, found = span, f"#{id_}"
        return found

    def name_of(self, ref: str | None, otherwise: str) -> str:
        """Return the display name of an entry, or the words given."""
        entries = self.authority.by_id(self.edition.strangers)
        entity = entries.get(ref[1:]) if ref is not None and ref.startswith("#") else None
        return entity.names[0].text if entity is not None and entity.names else otherwise

    @property
    def name(self) -> str:
        """Name of the transcript without its extension; of a name that is blank otherwise, the whole."""
        return self.edition.transcript.stem.strip() or self.edition.transcript.name

    # ---- the cover sheet

    @property
    def has_cover(self) -> bool:
        """Whether the transcript has a cover sheet, and so a digital publication behind it."""
        return any(True for _ in self.edition.of_kind("cover"))

    @property
    def publisher(self) -> Annotation | None:
        """The digital archive, where the citation names it."""
        return self.first("publisher")

    def source_of(self, a: Annotation) -> str | None:
        """Return a pointer to the place of the text from which a fact is taken: its field, or its block."""
        named = a.attributes.get("source", "").removeprefix("#")
        if named and self.is_woven(named):
            return f"#{named}"
        around = [f for f in self.edition.of_kind(*_PLACES) if self.is_woven(f.id) and f.span.covers(a.span)]
        nearest = min(around, key=lambda f: len(f.span), default=None)
        return f"#{nearest.id}" if nearest else self.pointer(a)

    def place_of(self, a: Annotation) -> str | None:
        """Return a pointer to an element that has an id of its own, else to the place in which it stands."""
        return f"#{a.id}" if self.is_woven(a.id) else self.source_of(a)

    def is_woven(self, id_: str | None) -> bool:
        """Tell whether the text has an element of this id: a block that was unsafe stands without any."""
        return id_ is not None and id_ in self.ids.values()

    @property
    def digital_id(self) -> str:
        """The id of the description of the digital publication."""
        name = self.text(self.publisher) if self.publisher else ""
        return f"src-{slug_of(name) or 'digital'}"

    @property
    def repository(self) -> Annotation | None:
        """The name of the archive of the original, as the text has it."""
        return self.first("repository-named")

    @property
    def shelfmark(self) -> Annotation | None:
        """The reference to the original."""
        return self.first("shelfmark")

    @property
    def archive(self) -> Archive | None:
        """The archive of the original, if the tables know it."""
        a = self.repository
        return archive_named(a.attributes.get("archive", ""), self.text(a)) if a else None

    @property
    def original_id(self) -> str:
        """The id of the description of the original."""
        return f"src-{self.archive.slug}" if self.archive else "src-original"

    @property
    def source(self) -> str:
        """Pointer to the source whose text the transcript is."""
        return f"#{self.digital_id}" if self.has_cover else "#src-transcript"

    @property
    def is_translation(self) -> bool:
        """Whether a language, a credit or a translator's words say that the text is a translation."""
        original = self.language("original-language")
        said = original is not None and original[1] != self.main_language
        credited = bool(self.credits("translator") or self.credits("relay"))
        notes = (
            a.attributes.get("subtype") in _OF_TRANSLATION or a.rule == _TRANSLATORS_NOTE
            for a in self.edition.of_kind("translation-note")
        )
        return said or credited or self.first("bracket-convention") is not None or any(notes)

    def credits(self, role: str) -> tuple[Annotation, ...]:
        """Return the persons and bodies credited with a role, each once."""
        found: dict[str, Annotation] = {}
        for a in self.edition.of_kind("credit"):
            if a.attributes["role"] == role:
                found.setdefault(self.text(a).casefold(), a)
        return tuple(found.values())

    @property
    def digital_title(self) -> Annotation | None:
        """The title under which the digital archive published the document."""
        titles = list(self.edition.of_kind("source-title"))
        best = next((t for t in titles if t.id == "cover-title"), titles[0] if titles else None)
        if best is not None and self.text(best).isupper():
            # A page may have its title in capitals, and the citation as it was written.
            same = self.text(best).casefold()
            return next(
                (t for t in titles if self.text(t).casefold() == same and not self.text(t).isupper()), best
            )
        return best

    @property
    def date_assigned(self) -> Annotation | None:
        """The date that the digital archive assigned: that of the page, else that of the citation."""
        dates = [a for a in self.edition.of_kind("date") if self.value_of(a)]
        covers = [c.span for c in self.edition.of_kind("cover")]
        cited = [c.span for c in self.edition.of_kind("bibliographic-reference")]
        assigned = (a for a in dates if a.attributes.get("type") == "assigned")
        in_citation = (
            a for a in dates if any(c.covers(a.span) for c in cited) and any(c.covers(a.span) for c in covers)
        )
        return next(assigned, None) or next(in_citation, None)

    @staticmethod
    def value_of(date: Annotation) -> dict[str, str]:
        """Return the attributes that give the value of a date; of a moment, the day."""
        values = {k: v for k, v in date.attributes.items() if k in _VALUES}
        if "when" not in values and (moment := date.attributes.get("when-iso")):
            values["when"] = moment[:10]
        return values

    # ---- the document

    @property
    def author(self) -> Annotation | None:
        """The person named as writer in the byline, or as signatory."""
        return self.first("person", within="byline") or self.first("person", within="closer")

    @property
    def genres(self) -> tuple[str, ...]:
        """The document types, the chief one first."""
        document = self.first("document")
        chief = document.attributes.get("subtype", "") if document else ""
        found = [chief] if chief and chief in table("taxonomies")["genre"] else []
        if self.first("byline"):
            found.append(table("taxonomies")["extract"]["byline"])
        return tuple(dict.fromkeys(found))

    def dated(self, type_: str) -> Annotation | None:
        """Return the date of the record, of dispatch or the date assigned, if it has a value."""
        a = self.first("date", type=type_)
        return a if a and self.value_of(a) else None

    @property
    def other_records(self) -> tuple[Annotation, ...]:
        """The dates of further documents in the same transcript."""
        found = self.edition.of_kind("date")
        return tuple(a for a in found if (a.id or "").startswith("date-record-") and self.value_of(a))

    @property
    def title(self) -> str:
        """A title for the document: of the cover sheet, else its heading, else its file's name."""
        for a in (self.digital_title, self.first("heading")):
            if a and self.text(a):
                return self.text(a)
        return self.name

    def languages(self, kind: str) -> tuple[tuple[str, str], ...]:
        """Return names and tags of the languages that a field names, in the order in which it names them."""
        found = self.language(kind)
        if found is None:
            return ()
        words = found[2].attributes.get("language") or self.text(found[2])
        rows = table("languages")["language"]
        named = [(m.start(), m[0]) for m in re.finditer(r"[\w-]+", words) if m[0] in rows]
        return tuple((name, rows[name]["tag"]) for _, name in named)

    def language(self, kind: str) -> tuple[str, str, Annotation] | None:
        """Return name and tag of the first language that a field of the cover sheet names, or a citation."""
        rows = table("languages")["language"]
        # A field of its own is worth more than a word of the citation.
        for a in sorted(self.edition.of_kind(kind), key=lambda a: a.rule.startswith("citation.")):
            for m in re.finditer(r"[\w-]+", a.attributes.get("language") or self.text(a)):
                if m[0] in rows:
                    return m[0], rows[m[0]]["tag"], a
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
