"""The parts of a personal name, and the titles that belong to it (TEI NDPER)."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from tei_edition.authority.personal_name import initial_pattern, is_initial
from tei_edition.model.annotation import Annotation
from tei_edition.model.authority import Entity
from tei_edition.model.span import Span
from tei_edition.tables import table

_BLANKS = r"[ \t\n\r]+"
_FARTHEST_TITLE = 60


@cache
def _part() -> re.Pattern[str]:
    one = initial_pattern()
    return re.compile(rf"(?<![^\W\d_]){one}(?:-{one})?|[^\W\d_][\w'’-]*")


@cache
def _honorific_before() -> re.Pattern[str]:
    words = "|".join(re.escape(row["written"]) for row in table("titles")["honorific"])
    return re.compile(rf"(?<!\w)({words}){_BLANKS}$")


@cache
def _office() -> str:
    offices = sorted(table("titles")["offices"]["names"], key=len, reverse=True)
    adjectives = "|".join(table("titles")["nationalities"]["adjectives"])
    written = "|".join(re.escape(o).replace(r"\ ", _BLANKS) for o in offices)
    return rf"(?:(?:{adjectives}){_BLANKS})?(?:{written})"


@cache
def _office_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({_office()}){_BLANKS}$")


@cache
def _office_after() -> re.Pattern[str]:
    links = "|".join(table("titles")["offices"]["links"]).replace(" ", _BLANKS)
    words = rf"[A-ZÀ-Þ][\w'’-]*(?:{_BLANKS}(?:of{_BLANKS})?[A-ZÀ-Þ][\w'’-]*)*"
    return re.compile(rf"{_BLANKS}({_office()}(?:{_BLANKS}(?:{links}){_BLANKS}{words})?)")


@cache
def _office_in_signature() -> re.Pattern[str]:
    return re.compile(rf"({_office()}\b[^(/:.\[\]]*?)[ \t]*[\n\r]?[ \t]*[(/]?[ ]*$", re.IGNORECASE)


def around(text: str, span: Span, block: Annotation) -> list[Annotation]:
    """Return the honorific and the office that belong to a name, with the abbreviation of the honorific.

    Args:
        text: the transcript.
        span: the name.
        block: the block in which it stands. After a name offices are looked for in headings, where a
            comma may be missing; in closing lines the office fills the line before.
    """
    low = max(block.span.start, span.start - _FARTHEST_TITLE)
    before = text[low : span.start]
    if block.kind == "closer":
        m = _office_in_signature().search(text[block.span.start : span.start])
        if m is None:
            m = _honorific_before().search(before)
            return _honorific(Span(low + m.start(1), low + m.end(1)), m[1]) if m else []
        at = block.span.start + m.start(1)
        return [_role(Span(at, at + len(m[1])), "office")]
    if m := _honorific_before().search(before):
        return _honorific(Span(low + m.start(1), low + m.end(1)), m[1])
    if m := _office_before().search(before):
        return [_role(Span(low + m.start(1), low + m.end(1)), "office")]
    if block.kind == "heading" and (m := _office_after().match(text, span.end, block.span.end)):
        return [_role(Span(m.start(1), m.end(1)), "office")]
    return []


def _role(span: Span, type_: str) -> Annotation:
    return Annotation(span, "role", f"person.{type_}", {"type": type_})


def _honorific(span: Span, written: str) -> list[Annotation]:
    row = next(r for r in table("titles")["honorific"] if r["written"] == written)
    found = [] if row.get("plural") else [_role(span, "honorific")]
    if "expansion" in row:
        values = {"type": row["type"], "expansion": row["expansion"]}
        rule = "abbreviation.honorific"
        found.append(Annotation(span, "abbreviation", rule, values, ("", ""), "program", "high"))
    return found


def surnames_of(entity: Entity) -> frozenset[str]:
    """Return the surnames of an entry; of one of several words the first may stand alone."""
    forms = (form for name in entity.names for form in (name.surname, name.surname.split(" ")[0]))
    return frozenset(form for form in forms if form)


def parts(
    text: str, span: Span, surnames: Collection[str], form: str, *, titled: bool
) -> Iterator[Annotation]:
    """Yield forenames and surname, where the name has initials or a title, or is a forename alone.

    A name of forename and surname in full needs no parts: the authority list has them.

    Args:
        text: the transcript.
        span: the name, without titles.
        surnames: the surnames that may be in it.
        form: what sort of form it is.
        titled: whether a title belongs to it.
    """
    written = text[span.start : span.end]
    if form == "forename":
        yield Annotation(span, "forename", "person.parts")
        return
    initials = any(is_initial(m[0]) for m in _part().finditer(written))
    if not (titled or initials) or "[" in written or form == "variant":
        return
    surname = _surname(written, surnames)
    if surname is None:
        return
    for m in _part().finditer(written):
        if surname.covers(Span(m.start(), m.end())):
            continue
        values = {"full": "init"} if is_initial(m[0]) else {}
        yield Annotation(
            Span(span.start + m.start(), span.start + m.end()), "forename", "person.parts", values
        )
    yield Annotation(Span(span.start + surname.start, span.start + surname.end), "surname", "person.parts")


def _surname(written: str, surnames: Collection[str]) -> Span | None:
    """Find the longest surname in a written form."""
    for form in sorted(surnames, key=lambda form: (-len(form), form)):
        pattern = re.escape(form).replace(r"\ ", _BLANKS)
        m = re.search(rf"(?<!\w){pattern}(?!\w)", written, re.IGNORECASE)
        if m:
            return Span(m.start(), m.end())
    return None
