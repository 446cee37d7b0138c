"""Who obtained, translated or edited a document: statements of responsibility in citations (TEI HD21).

A statement begins with a verb of the table of credits. Behind "by" stand names, one or several, of persons or
bodies; between verb and "by" for whom the work was done and from which language.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.whitespace import BLANKS, level_a, trimmed
from tei_edition.recognisers.credited_names import UPPER, is_body, names, sentence_end
from tei_edition.recognisers.reference import linked
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import table

_RULE = "citation.credit"
_B = r"[ \t\n\r]+"


@dataclass(frozen=True, slots=True)
class Statement:
    """The verbs of a statement, and where they stand."""

    start: int
    end: int
    """Behind the last verb."""
    rows: tuple[Mapping[str, Any], ...]


def statements(text: str, start: int, end: int) -> tuple[Statement, ...]:
    """Find where statements of responsibility begin. Verbs joined by "and" make one statement."""
    found: list[Statement] = []
    for m in _verbs().finditer(text, start, end):
        row = _row(m[0])
        if found and _joined().fullmatch(text, found[-1].end, m.start()):
            last = found.pop()
            found.append(Statement(last.start, m.end(), (*last.rows, row)))
        else:
            found.append(Statement(m.start(), m.end(), (row,)))
    return tuple(found)


@cache
def _joined() -> re.Pattern[str]:
    """Match what stands between verbs that have one "by": "obtained (for somebody) and translated"."""
    return re.compile(
        rf"(?:{_B}(?:for|to|from){_B}(?!by\b)[^,.;()]{{1,40}}?)?{_B}and{_B}|[ ]?[,/&][ ]?(?:and{_B})?",
        re.IGNORECASE,
    )


@cache
def _words() -> Mapping[str, Mapping[str, Any]]:
    return {word: row for row in table("credits")["verb"] for word in row["words"]}


def _row(words: str) -> Mapping[str, Any]:
    folded = level_a(words).casefold()
    return _words()[folded]


@cache
def _verbs() -> re.Pattern[str]:
    pieces = []
    for word in sorted(_words(), key=len, reverse=True):
        row = _words()[word]
        written = re.escape(word).replace(r"\ ", _B)
        if row.get("strict"):
            by = "|".join(re.escape(b).replace(r"\ ", _B) for b in row["by"])
            # The words alone are ordinary ones; with "by", for whom and from what may stand between.
            between = rf"(?:{_B}(?:for|from|into)[ \t\n\r][^,.;()]{{1,60}}?)?" if "by" in row["by"] else ""
            written += rf"(?={between}{_B}(?:{by})\b)"
        pieces.append(written)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(pieces)})(?![\w-])", re.IGNORECASE)


def credited(
    edition: Edition,
    statement: Statement,
    end: int,
    source: str,
    resources: Resources,
    *,
    leading: bool = False,
) -> tuple[tuple[Annotation | Problem, ...], int]:
    """Read one statement.

    Args:
        edition: the edition, for its transcript.
        statement: its verbs.
        end: where the next statement begins, or the citation ends.
        source: pointer to the place of the text that the header shall name as source.
        resources: the authority lists.
        leading: whether a shelfmark may follow, as in "Notes of O. A. Westad, TsKhSD, f. 5".

    Returns:
        Annotations and problems, and where the statement ends.
    """
    text = edition.transcript.text
    stop = sentence_end(text, statement.end, end)
    by = _by(statement.rows).search(text, statement.end, stop)
    found: list[Annotation | Problem] = []
    adjunct_end = by.start() if by else stop
    languages = dict(_languages(text, statement.end, adjunct_end))
    found += _commissioned(text, Span(statement.end, adjunct_end), resources)
    roles = [_role(row["role"], languages) for row in statement.rows]
    if (origin := languages.get("from")) and "translator" in roles:
        found.append(Annotation(origin, "original-language", _RULE, {"source": source}))
    if by is None:
        return tuple(found), stop
    last = stop
    people, stop = names(text, by.end(), last, leading=leading)
    if not people and "publication" not in roles and text[by.end() : last].strip(BLANKS):
        found.append(_unread(edition, Span(statement.start, last)))
    for span, body in people:
        if "publication" in roles:
            continue
        kind = "organisation" if body else "person"
        words = level_a(text[span.start : span.end])
        # A person is linked by the whole name only; surnames of translators are those of others too.
        ref = resources.named("organisation" if body else "person", words) if body or " " in words else None
        found.append(linked(span, kind, _RULE, ref))
        for role in roles:
            values = {"role": role, "source": source} | ({"body": "true"} if body else {})
            found.append(Annotation(span, "credit", _RULE, values))
    if "publication" in roles:
        start, end = trimmed(text, by.end(), last)
        stop = last
        if start < end:
            found.append(Annotation(Span(start, end), "published-in", _RULE, {"source": source}))
    return tuple(found), stop


def _role(role: str, languages: Mapping[str, Span]) -> str:
    return "relay" if role == "translator" and "relay" in languages else role


@cache
def _by_words(words: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(w).replace(r"\ ", _B) for w in words)
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


def _by(rows: Sequence[Mapping[str, Any]]) -> re.Pattern[str]:
    return _by_words(tuple(dict.fromkeys(w for row in rows for w in row["by"])))


def _languages(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    names = table("languages")["language"]
    for m in re.compile(rf"\b(from|into)\b(?:{_B}the)?{_B}([A-Z][\w-]+)", re.IGNORECASE).finditer(
        text, start, end
    ):
        if m[2] in names:
            word = m[1].lower()
            # Into English is the translation that is before us; into another language one on the way to it.
            key = "from" if word == "from" else ("english" if m[2] == "English" else "relay")
            yield key, Span(*m.span(2))


def _commissioned(text: str, span: Span, resources: Resources) -> Iterator[Annotation]:
    """Tag the bodies for which something was done."""
    pattern = re.compile(
        rf"\b(?:for|to|from)\b(?:{_B}the)?{_B}(?P<name>[{UPPER}][^,;.()]*?)"
        rf"(?={_B}(?:for|to|from|into|in|on)\b|[,;.()]|$)"
    )
    for m in pattern.finditer(text, span.start, span.end):
        at = Span(*trimmed(text, *m.span("name")))
        name = level_a(text[at.start : at.end])
        if name not in table("languages")["language"] and is_body(name):
            yield linked(at, "organisation", _RULE, resources.named("organisation", name))


def _unread(edition: Edition, span: Span) -> Problem:
    return Problem(
        "RD06",
        Severity.WARNING,
        "A statement of responsibility could not be read: no name stands behind the verb.",
        "Say in the decisions file who it is, or add the word to the table credits.toml.",
        file=edition.transcript.name,
        place=edition.transcript.place(span),
    )
