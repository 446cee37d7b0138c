"""Decisions proposed to the editor, a file a document, in which nothing counts until its # is taken away."""

from collections.abc import Iterable, Iterator

from tei_edition.model.annotation import Annotation
from tei_edition.model.authority import Authority
from tei_edition.model.edition import Edition
from tei_edition.model.span import Span
from tei_edition.model.toml_string import toml_string
from tei_edition.model.whitespace import level_a
from tei_edition.review.anchor import Quotation, find
from tei_edition.suggestion.mention import Mention
from tei_edition.tables import table

_FIRST_WIDTH = 16


def proposals(edition: Edition, doubtful: Iterable[Mention], authority: Authority) -> str:
    """Write the decisions that a document waits for.

    Args:
        edition: the document, with its names recognised and the decisions applied that there are.
        doubtful: names of which it is doubtful who is meant.
        authority: the lists, for the names of the candidates.

    Returns:
        TOML of decisions, every entry behind ``#``; empty if there is nothing to decide. Each entry, its
        ``#`` taken away, holds for the places that it names and no others.
    """
    waiting = [m for m in doubtful if m.status != "unlisted" and m.candidates]
    if not waiting:
        return ""
    known = {
        e.id: ", ".join(filter(None, (e.names[0].text, e.description))) for e in authority.entities if e.names
    }
    lines = [f"# {line}" for line in str(table("suggestion")["proposals"]["head"]).strip().splitlines()]
    for together in _together(edition, waiting):
        lines += ["", *_entry(edition, together, known)]
    return "\n".join(lines) + "\n"


def _together(edition: Edition, waiting: list[Mention]) -> Iterator[list[Mention]]:
    """Put mentions together that one decision settles: all that have the words, and the same candidates."""
    by_words: dict[tuple[str, str], list[Mention]] = {}
    for m in waiting:
        by_words.setdefault((m.kind, m.quotation), []).append(m)
    for (kind, quotation), own in by_words.items():
        everywhere = {a.span for a in _meant(edition, kind, Quotation(quotation))}
        if everywhere == {m.span for m in own} and len({(m.status, m.candidates) for m in own}) == 1:
            yield own
        else:
            yield from ([m] for m in own)


def _entry(edition: Edition, own: list[Mention], known: dict[str, str]) -> Iterator[str]:
    first = own[0]
    for m in own[:3]:
        yield f"# line {m.line}, column {m.column}: {_comment(m.context)}"
    if len(own) > 3:
        yield f"# and {len(own) - 3} more"
    yield f"# {'; '.join(first.grounds)}"
    yield "#[[accept]]"
    yield f'#kind = "{first.kind}"'
    quotation = Quotation(first.quotation) if len(own) > 1 else _told_apart(edition, first)
    for key, words in (("quote", quotation.words), ("before", quotation.before), ("after", quotation.after)):
        if words:
            yield f"#{key} = {toml_string(words)}"
    if len(own) > 1:
        yield "#every = true"
    for number, id_ in enumerate(first.candidates):
        so_far = "as it is linked now: " if number == 0 and first.status == "uncertain" else ""
        who = f"  # {so_far}{_comment(known.get(id_, 'in no list'))}"
        yield f"#attributes = {{ ref = {toml_string(f'#{id_}')} }}{who}"


def _told_apart(edition: Edition, m: Mention) -> Quotation:
    """Quote as many words around a mention as it needs to be the only one."""
    text = edition.transcript.text
    quotation, width = Quotation(m.quotation), 0
    while [a.span for a in _meant(edition, m.kind, quotation)] != [m.span] and width < 2 * len(text):
        width = max(_FIRST_WIDTH, 2 * width)
        before = level_a(text[max(0, m.span.start - width) : m.span.start])
        after = level_a(text[m.span.end : m.span.end + width])
        whole = width > len(text)
        quotation = Quotation(
            m.quotation, before if whole else _from_word(before), after if whole else _to_word(after)
        )
    return quotation


def _from_word(words: str) -> str:
    return words.partition(" ")[2] or words


def _to_word(words: str) -> str:
    return words.rpartition(" ")[0] or words


def _meant(edition: Edition, kind: str, quotation: Quotation) -> list[Annotation]:
    spans: set[Span] = set(find(edition.transcript.text, quotation))
    return [a for a in edition.of_kind(kind) if a.span in spans]


def _comment(words: str) -> str:
    """Return words that a comment of TOML can hold."""
    return "".join(c if c.isprintable() else " " for c in words)
