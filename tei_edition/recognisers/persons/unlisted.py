"""Names that the lists do not have as they are written: other spellings, and persons in no list."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tei_edition.authority.form import FormKind
from tei_edition.authority.index import NameIndex
from tei_edition.authority.written_name import WrittenName
from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.recognisers.persons.given_names import fit, is_initial
from tei_edition.recognisers.persons.judgement import NOBODY, Judged
from tei_edition.recognisers.persons.linking import Link
from tei_edition.recognisers.persons.mention import Mention, forenames_of, is_womans_title
from tei_edition.recognisers.persons.stranger import Stranger, strangers

_SPELLING = ("the list has this name in another spelling",)
_LONGEST_EVIDENCE = 40
_RECURS = 3
_SHORTEST_BARE = 6


def unlisted(
    text: str,
    blocks: Sequence[Annotation],
    judged: Sequence[Judged],
    others: Sequence[Span],
    index: NameIndex | None,
) -> Iterator[Judged]:
    """Find persons whose names the index does not find.

    Args:
        text: the transcript.
        blocks: the blocks in which names are looked for.
        judged: the mentions that the index found.
        others: the stretches that are something else: places, bodies, dates, references.
        index: the index of names, if there are authority lists.

    Yields:
        Those whom the list has in another spelling, with a link; and those who are in no list, without one,
        where a title and given names, two initials, or a title that recurs with the surname leave no doubt
        that a person is named.
    """
    known = [j.mention.span for j in judged if j.link.rule not in NOBODY]
    found = list(strangers(text, blocks, [*known, *others]))
    times = Counter(s.surname for s in found if s.title or s.given)
    for stranger in found:
        link = _in_another_spelling(stranger, text, index) if index is not None else None
        if link is None and (stranger.is_evident or (stranger.title and times[stranger.surname] >= _RECURS)):
            link = Link(None, "medium", "person.unlisted", tuple(_evidence(stranger)))
        if link is not None:
            yield Judged(_mention(stranger, link), link)


def _in_another_spelling(stranger: Stranger, text: str, index: NameIndex) -> Link | None:
    if is_womans_title(stranger.title.rpartition(" ")[2]):
        return None
    words = " ".join(text[stranger.span.start : stranger.span.end].split())
    ids = index.listed.romanised(words) if " " in words else ()
    name = WrittenName(stranger.surname, stranger.given)
    bare = not (stranger.given or stranger.title)
    if not ids and (not bare or len(stranger.surname) >= _SHORTEST_BARE):
        ids = index.listed.same(name)
    if not ids and (any(not is_initial(g) for g in stranger.given) or _is_sure(stranger)):
        ids = index.listed.near(name)
    entities = tuple(dict.fromkeys(index.entity(id_) for id_ in ids))
    if stranger.given:
        entities = tuple(e for e in entities if fit(stranger.given, forenames_of(e)))
    if len(entities) != 1:
        return None
    return Link(entities[0], "low" if bare else "medium", "person.spelling", _SPELLING)


def _is_sure(stranger: Stranger) -> bool:
    """Tell whether initials or a comradely title leave no doubt that it is a name, perhaps misspelt."""
    return stranger.is_evident and len(stranger.surname) >= _SHORTEST_BARE


def _evidence(stranger: Stranger) -> Iterator[str]:
    yield "is in no list"
    if stranger.title:
        yield f"a title stands before it: {stranger.title[:_LONGEST_EVIDENCE]}"
    if stranger.given:
        yield f"given names or initials belong to it: {' '.join(stranger.given)[:_LONGEST_EVIDENCE]}"


def _mention(stranger: Stranger, link: Link) -> Mention:
    candidates = (link.entity,) if link.entity else ()
    forms: tuple[FormKind, ...] = ("surname",) if link.entity else ()
    span, block = stranger.span, stranger.block
    return Mention(span, span, block, candidates, forms, stranger.given, stranger.surname)
