"""Cues: what speaks for and against each of several persons who may be meant by a name.

A cue is a number that can be read off the document and the list; ``linking`` weighs them. All candidates
for a mention get the same cues, so that only their differences count.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from tei_edition.model.authority import Entity
from tei_edition.recognisers.persons.given_names import fit
from tei_edition.recognisers.persons.mention import Mention, forenames_of
from tei_edition.recognisers.persons.office import office_in, offices
from tei_edition.recognisers.persons.title import nobility, titles
from tei_edition.tables import table

_RUNNING = ("paragraph", "cover-paragraph", "endnote")
_FULL = ("full", "initials")
_WORD = re.compile(r"[^\W\d_]{3,}")
MOST_WEIGHED = 40
"""Of more bearers of a name nobody is chosen, unless the document names him in full."""
_APPOSITION = 90
_NEAR = 300
_SIGNS_OF_END = re.compile(r"[;\n()]|\.\s")

Cues = Mapping[str, float]
"""Cues by name; a cue that does not hold is left out."""


@dataclass(frozen=True, slots=True)
class Document:
    """What of a document is known about the persons in it, before any of them is chosen."""

    text: str
    """The transcript."""
    month: str
    """Month of the record, ``YYYY-MM``; empty if it is not known."""
    opening: frozenset[str]
    """Words of its heading and opening lines, in small letters."""
    named: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """For each entry that is named in full, by a form that no other entry has: the offsets where."""
    titled: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """For each entry, where its surname stands with a title that suits it and no namesake of it."""
    principal: frozenset[str] = frozenset()
    """Entries that are named in full in the heading, the opening or closing lines, or a list."""
    mentioned: frozenset[str] = frozenset()
    """Entries that are named by a form, not a forename alone, that no other entry has."""
    company: tuple[tuple[int, frozenset[str]], ...] = ()
    """Where persons are named whose name nobody else bears, in order, with what describes them."""
    addressed: frozenset[str] = frozenset()
    """Entries whose surname, which nobody else bears, stands with a title or an honorific."""

    @classmethod
    def of(cls, text: str, month: str, opening: Sequence[str], found: Sequence[Mention]) -> "Document":
        """Gather what the mentions say.

        Args:
            text: the transcript.
            month: month of the record.
            opening: the texts of heading and opening lines.
            found: all mentions of the document, in order.
        """
        words = frozenset(w.casefold() for part in opening for w in _WORD.findall(part))
        bare = cls(text, month, words)
        named: dict[str, list[int]] = {}
        titled: dict[str, list[int]] = {}
        principal, mentioned, addressed = set[str](), set[str](), set[str]()
        for mention in found:
            ids = [e.id for e in mention.candidates]
            if len(ids) == 1:
                if _is_full(text, mention):
                    named.setdefault(ids[0], []).append(mention.span.start)
                    if mention.block.kind not in _RUNNING:
                        principal.add(ids[0])
                if mention.form != "forename":
                    mentioned.add(ids[0])
                    if whole_title(title_before(bare, mention)):
                        addressed.add(ids[0])
            elif len(ids) <= MOST_WEIGHED:
                suiting = [e.id for e in mention.candidates if title_fit(bare, mention, e) > 0]
                if len(suiting) == 1:
                    titled.setdefault(suiting[0], []).append(mention.span.start)
        return cls(
            text,
            month,
            words,
            {id_: tuple(sorted(places)) for id_, places in named.items()},
            {id_: tuple(sorted(places)) for id_, places in titled.items()},
            frozenset(principal),
            frozenset(mentioned),
            tuple(
                sorted(
                    ((m.span.start, _words(m.candidates[0])) for m in found if len(m.candidates) == 1),
                    key=lambda c: c[0],
                )
            ),
            frozenset(addressed),
        )

    def company_of(self, mention: Mention) -> frozenset[str]:
        """Return the words that describe the persons named beyond doubt near a mention."""
        at = mention.span.start
        first = bisect_left(self.company, at - _NEAR, key=lambda c: c[0])
        last = bisect_right(self.company, at + _NEAR, key=lambda c: c[0])
        return frozenset[str]().union(*(words for _, words in self.company[first:last]))

    def last_named(self, id_: str, before: int) -> int:
        """Return where an entry was last named beyond doubt before a place; -1 if nowhere."""
        return max(_last(self.named.get(id_, ()), before), _last(self.titled.get(id_, ()), before))


def _last(places: Sequence[int], before: int) -> int:
    at = bisect_left(places, before)
    return places[at - 1] if at else -1


def _is_full(text: str, mention: Mention) -> bool:
    """Tell whether a mention names its bearer in full; a variant of one word is too little for that."""
    if mention.form == "variant":
        return " " in text[mention.listed.start : mention.listed.end]
    return mention.form in _FULL or (bool(mention.given) and mention.form != "forename")


def cues(document: Document, mention: Mention, entity: Entity) -> Cues:
    """Read off the cues for one candidate.

    Args:
        document: what is known of the document.
        mention: where somebody is named.
        entity: who may be meant.
    """
    form = mention.forms[mention.candidates.index(entity)]
    others = [e for e in mention.candidates if e is not entity]
    found: dict[str, float] = {
        "given": 0.0 if not mention.given else _given(mention, entity),
        "variant": float(form == "variant"),
        "part": float(form == "surname-part"),
        "forename": float(form == "forename"),
        "rank": rank(entity.description),
        "listed-alone": float(_is_listed_alone(document.text, mention, entity)),
    }
    at = mention.span.start
    last = document.last_named(entity.id, at)
    found["named"] = float(entity.id in document.named)
    found["titled"] = float(entity.id in document.titled)
    found["principal"] = float(entity.id in document.principal)
    found["named-last"] = float(last >= 0 and all(document.last_named(e.id, at) < last for e in others))
    title = title_fit(document, mention, entity)
    found["title"] = float(max(title, 0))
    found["title-against"] = float(title < 0)
    found["apposition"] = _apposition(document, mention, entity, others)
    telling = _telling(entity, others)
    found["opening"] = _share(document.opening, telling)
    found["company"] = float(min(2, len(telling & document.company_of(mention))))
    found["context"] = float(min(2, len(telling & _context(document, mention))))
    return {name: value for name, value in found.items() if value}


def _is_listed_alone(text: str, mention: Mention, entity: Entity) -> bool:
    """Tell whether the list itself says that the entry is called so, though it has given names."""
    written = " ".join(text[mention.listed.start : mention.listed.end].split()).casefold()
    return any(n.text.casefold() == written for n in entity.names[1:])


def _given(mention: Mention, entity: Entity) -> float:
    return float(fit(mention.given, forenames_of(entity)))


def title_fit(document: Document, mention: Mention, entity: Entity) -> int:
    """Tell how the title before a name suits an entry: 2 held then, 1 held, 0 no title, -1 another."""
    title = title_before(document, mention)
    if not title:
        return 0
    office = office_in(title)
    if not office:
        return 1 if title in entity.title.split() else 0
    if office in entity.title or office in _whole_title(entity):
        return 2
    best = -1
    for held in offices(entity.description):
        if office in held.names[:1]:
            best = max(best, 2 if held.covers(document.month) else 1)
        elif office in held.names:
            best = max(best, 1)
    return best


def _whole_title(entity: Entity) -> tuple[str, ...]:
    # A Lieutenant General is addressed as General, a Rear Admiral as Admiral.
    last = entity.title.split()[-1:]
    return tuple(last)


def title_before(document: Document, mention: Mention) -> str:
    """Return the capitalised words before a name that may be a title of its bearer."""
    low = max(mention.block.span.start, mention.span.start - 60)
    before = document.text[low : mention.span.start]
    if mention.block.kind not in ("paragraph", "cover-paragraph", "heading", "opener"):
        before = before.rpartition("\n")[2]
    m = re.search(r"(?:(?:[A-Z][\w’'-]*\.?|of|for|d['’]Affaires)[ \t\n]+)+$", before)
    return " ".join(m[0].split()[-4:]) if m else ""


@lru_cache(maxsize=4096)
def whole_title(words: str) -> str:
    """Return the title with which words end, such as ``Prime Minister``; nothing if they do not."""
    m = _titles_at_end().search(words)
    return m[1] if m else ""


@cache
def _titles_at_end() -> re.Pattern[str]:
    rows = (*titles(), *nobility())
    written = "|".join(map(re.escape, sorted(rows, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)({written})(?: of (?:the )?[A-Z]\w+)?$")


@lru_cache(maxsize=4096)
def rank(description: str) -> float:
    """Tell how high the highest office of a description is, by the table ``linking``: 0 to 3."""
    found = [value for value, pattern in _ranks() if pattern.search(description)]
    return max(found, key=abs, default=0.0)


@cache
def _ranks() -> tuple[tuple[float, re.Pattern[str]], ...]:
    adjectives = "|".join(table("titles")["nationalities"]["adjectives"])
    lead = rf"(?:^|; |thereafter )(?:former )?(?:(?:{adjectives}|U\.S\.) )?"
    return tuple(
        (row["value"], re.compile(f"{lead}(?:{'|'.join(map(re.escape, row['offices']))})", re.IGNORECASE))
        for row in table("linking")["rank"]
    )


def _context(document: Document, mention: Mention) -> frozenset[str]:
    """Return the words about a mention, within its block."""
    start = max(mention.block.span.start, mention.span.start - _NEAR)
    end = min(mention.block.span.end, mention.span.end + _NEAR)
    return frozenset(w.casefold() for w in _WORD.findall(document.text[start:end]))


def _apposition(document: Document, mention: Mention, entity: Entity, others: Sequence[Entity]) -> float:
    """Count the words about the name that the description has and those of the others have not."""
    telling = _telling(entity, others)
    if not telling:
        return 0.0
    text, block = document.text, mention.block
    before = text[max(block.span.start, mention.span.start - _APPOSITION) : mention.span.start]
    after = text[mention.span.end : min(block.span.end, mention.span.end + _APPOSITION)]
    if before.rstrip().endswith("("):
        after = ""
        before = re.split(r"\bto the\b|\bFrom\b|\bfrom\b", before)[-1]
    else:
        before = ""
        after = _SIGNS_OF_END.split(after)[0] if after[:2] in (", ", " (") else ""
    words = {w.casefold() for w in _WORD.findall(before + " " + after)}
    return float(min(3, len(words & telling)))


def _telling(entity: Entity, others: Sequence[Entity]) -> frozenset[str]:
    own = _words(entity)
    theirs = frozenset[str]().union(*map(_words, others))
    names = {w.casefold() for e in (entity, *others) for n in e.names for w in _WORD.findall(n.text)}
    return own - theirs - names


def _words(entity: Entity) -> frozenset[str]:
    stop = table("linking")["words"]["telling_nothing"]
    return frozenset[str]().union(*(o.words for o in offices(entity.description))) - frozenset(stop)


def _share(opening: frozenset[str], telling: frozenset[str]) -> float:
    return len(telling & opening) / len(telling) if telling else 0.0
