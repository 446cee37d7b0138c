"""The citation of a cover sheet, read from the right (TEI COBI, msid).

Address, digital archive and date are found from the end; what stands before is the title. Behind the
archive's name stand the reference to the original and the statements of responsibility, in either order.
"""

import re
from collections.abc import Iterator

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.whitespace import BLANKS, level_a, line_breaks, trimmed
from tei_edition.recognisers.cover import Place, places
from tei_edition.recognisers.cover_facts import fields
from tei_edition.recognisers.credited_names import is_body
from tei_edition.recognisers.credits import credited, statements
from tei_edition.recognisers.reference import linked, reference
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import table
from tei_edition.tables.citations import Address, addresses, heading, publisher

Found = Annotation | Problem


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Find the parts of the citation, and the persons and bodies that are credited."""
    found: list[Found] = []
    for place in places(edition, "citation"):
        found += _citation(edition, place, resources)
    for place in places(edition, "credits"):
        found += _sponsors(edition, place, resources)
    found += fields(edition, resources)
    annotations = [a for a in found if isinstance(a, Annotation)]
    return Finding(tuple(_once(annotations)), tuple(p for p in found if isinstance(p, Problem)))


def _once(annotations: list[Annotation]) -> Iterator[Annotation]:
    done = set()
    for a in annotations:
        key = (a.kind, a.span, a.attributes.get("role"), a.attributes.get("type"))
        if key not in done:
            done.add(key)
            yield a


def _citation(edition: Edition, place: Place, resources: Resources) -> Iterator[Found]:
    text, span = edition.transcript.text, place.span
    links = list(addresses(text, span.start, span.end))
    for link in links:
        yield _address(link)
    if links and not text[span.start : links[0].start].strip(BLANKS + "<"):
        return
    named = publisher(text, span.start, span.end)
    last = Span(*trimmed(text, span.start, _end(links, span, named[1] if named else span.start)))
    whole = Span(span.start, max(links[-1].end if links else 0, last.end))
    yield Annotation(whole, "bibliographic-reference", "citation.whole")
    if named is None:
        if any(place.label.casefold().startswith(w) for w in table("labels")["archive"]["source-labels"]):
            yield from tail(edition, last, place.source, resources)
        else:
            yield _unread(edition, span)
        return
    at = Span(*named)
    name = level_a(text[at.start : at.end])
    yield linked(at, "publisher", "citation.publisher", resources.named("organisation", name))
    before = heading(text, span.start, at.start)
    if before.title:
        yield Annotation(Span(*before.title), "source-title", "citation.title")
    if before.date:
        yield Annotation(Span(*before.date), "date", "citation.date", before.value)
    yield from tail(edition, Span(at.end, last.end), place.source, resources)


def _end(links: list[Address], span: Span, behind: int) -> int:
    return next((link.start for link in links if link.start >= behind), span.end)


def _address(link: Address) -> Annotation:
    markers = ("<", ">") if link.marked else ("", "")
    target = link.target if ":" in link.target else f"https://{link.target}"
    return Annotation(
        Span(link.start, link.end), "resource-address", "citation.address", {"target": target}, markers
    )


def tail(edition: Edition, span: Span, source: str, resources: Resources) -> Iterator[Found]:
    """Read the reference to the original and the statements of responsibility.

    Args:
        edition: the edition, for its transcript.
        span: what stands behind the name of the digital archive, or a whole source line.
        source: pointer to the place of the text that the header shall name as source.
        resources: the authority lists.
    """
    text = edition.transcript.text
    found = statements(text, span.start, span.end)
    at, referred = span.start, False
    for i, statement in enumerate(found):
        if statement.start < at:
            continue
        if not referred and text[at : statement.start].strip(BLANKS + ".,;:("):
            yield from reference(edition, Span(at, statement.start), source, resources)
            referred = True
        end = found[i + 1].start if i + 1 < len(found) else span.end
        said, at = credited(edition, statement, end, source, resources, leading=not referred)
        yield from said
    if not referred and text[at : span.end].strip(BLANKS + ".,;:()"):
        yield from reference(edition, Span(at, span.end), source, resources)


def _unread(edition: Edition, span: Span) -> Problem:
    return Problem(
        "RD03",
        Severity.WARNING,
        "The citation could not be read: it names no digital archive that the table of publishers has.",
        "The citation stays whole. Add the publisher to the table publishers.toml.",
        file=edition.transcript.name,
        place=edition.transcript.place(span),
    )


def _sponsors(edition: Edition, place: Place, resources: Resources) -> Iterator[Annotation]:
    text = edition.transcript.text
    words = text[place.span.start : place.span.end]
    for formula in table("credits")["sponsor"]["formulas"]:
        at = _found(words, formula)
        if at is None:
            continue
        start, end = trimmed(text, place.span.start + at, place.span.end)
        while end > start and text[end - 1] in BLANKS + ".":
            end -= 1
        for name in _bodies(text, start, end):
            ref = resources.named("organisation", level_a(text[name.start : name.end]))
            yield linked(name, "organisation", "cover.sponsor", ref)
            values = {"source": place.source} | ({"ref": ref} if ref else {})
            yield Annotation(name, "sponsor", "cover.sponsor", values)
        return


def _bodies(text: str, start: int, end: int) -> Iterator[Span]:
    """Divide a list of sponsors, if each of its members is named as a body; else it is one name."""
    pieces, at = [], start
    for m in re.finditer(r",?[ \t\n\r]+and[ \t\n\r]+(?:the[ \t\n\r]+)?|,[ \t\n\r]+", text[start:end]):
        pieces.append(Span(at, start + m.start()))
        at = start + m.end()
    pieces.append(Span(at, end))
    if start < end and line_breaks("".join(c for c in text[start:end] if c in "\n\r")) < 2:
        yield from pieces if all(is_body(text[p.start : p.end]) for p in pieces) else [Span(start, end)]


def _found(words: str, formula: str) -> int | None:
    """Return the offset behind a formula, blanks and letter case aside."""
    pattern = r"[ \t\n\r]+".join(map(re.escape, formula.split(" ")))
    m = re.search(pattern, words, re.IGNORECASE)
    return m.end() if m else None
