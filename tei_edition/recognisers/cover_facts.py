"""What single fields of a cover sheet say besides: the author, the archive, the language of the original."""

from collections.abc import Iterator

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.whitespace import level_a, trimmed
from tei_edition.recognisers.credited_names import is_body
from tei_edition.recognisers.reference import linked, reference
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import table


def fields(edition: Edition, resources: Resources) -> Iterator[Annotation | Problem]:
    """Read the fields that a reader has told apart by their labels."""
    for a in edition.of_kind("author-of-record"):
        yield from _authors(edition, a, resources)
    if not any(True for _ in edition.of_kind("repository")):
        for a in edition.of_kind("original-archive"):
            yield from reference(edition, a.span, a.attributes["source"], resources)
    for a in edition.of_kind("original-language"):
        words = level_a(edition.transcript.of_span(a.span))
        if not any(name in words for name in table("languages")["language"]):
            yield _unknown(edition, a.span)


def _authors(edition: Edition, field: Annotation, resources: Resources) -> Iterator[Annotation]:
    text = edition.transcript.text
    at = field.span.start
    for line in edition.transcript.of_span(field.span).splitlines(keepends=True):
        start, end = trimmed(text, at, at + len(line))
        at += len(line)
        if start < end:
            name = text[start:end]
            kind = "organisation" if is_body(name) and "," not in name else "person"
            ref = resources.named("organisation", name) if kind == "organisation" else None
            yield linked(Span(start, end), kind, "cover.author", ref)
            yield Annotation(
                Span(start, end), "credited-author", "cover.author", {"source": field.attributes["source"]}
            )


def _unknown(edition: Edition, span: Span) -> Problem:
    return Problem(
        "RD07",
        Severity.WARNING,
        "The language of the original is not in the table of languages.",
        "Add its name and its tag to the table languages.toml.",
        file=edition.transcript.name,
        place=edition.transcript.place(span),
    )
