"""Mentions: the places where a person is named, with what the text says around the name.

The index finds surnames and forms around them; here the name is followed to its ends: given names and
initials that the list writes otherwise or does not have, particles, titles of nobility. Candidates whose
given names contradict those of the text are left out.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from tei_edition.authority.form import FormKind
from tei_edition.authority.index import Match
from tei_edition.authority.personal_name import initial_pattern
from tei_edition.model.annotation import Annotation
from tei_edition.model.authority import Entity
from tei_edition.model.span import Span
from tei_edition.recognisers.persons.family_first import whole_row
from tei_edition.recognisers.persons.given_names import (
    Fit,
    fit,
    is_given_name,
    is_initial,
    same_name,
)
from tei_edition.recognisers.persons.title import nobility, title_words
from tei_edition.tables import table

CAPITALS = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ"
"""Capital letters, for use within a class of a regular expression."""
RUNNING = ("paragraph", "cover-paragraph", "heading", "endnote")
"""Blocks in which a line may end in the midst of a name."""
BLANKS = r"(?:[ \t\u00a0]+|[ \t]*\r?\n)"
"""What may stand between the words of a name; not the indentation of a list."""
_WORD = rf"[{CAPITALS}][\w'’-]*\w"
_LETTERS = rf"[{CAPITALS}]{{1,3}}"
_NICKNAME = r"[\"“][^\"“”\n]{2,20}[\"”]"
_BEHIND = re.compile(r"[ \t\u00a0]+\[?")
_BREAK = re.compile(r"[ \t]*[\r\n]")
_MOST_WORDS = 5
_FARTHEST = 40
_SURNAMES: tuple[FormKind, ...] = ("surname", "surname-part")


@cache
def _initials() -> str:
    return rf"(?:{initial_pattern()}[ ]?-?)*{initial_pattern()}"


@cache
def _before() -> re.Pattern[str]:
    words = rf"{_initials()}|{_WORD}|{_LETTERS}|[a-z]{{1,3}}-?|{_NICKNAME}"
    return re.compile(rf"(?<![\w.'’])({words})(\]?{BLANKS}|(?<=[.-]))$")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"[ \t\u00a0]+({_initials()}|{_WORD})")


@cache
def _runs_on() -> re.Pattern[str]:
    particles = "|".join(map(re.escape, table("name_forms")["leading"]))
    return re.compile(rf"[ \t\u00a0]+(?:(?:{particles})[ -])?(?:[{CAPITALS}][\w'’-]*\w|[{CAPITALS}]\.)")


Sought = Callable[[str], tuple[Match, ...]]
"""Finds names in a text; ``NameIndex.matches``."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where somebody is named."""

    span: Span
    """The name: given names, particles and surname, without titles and offices."""
    listed: Span
    """The part of it that is a form of the authority list."""
    block: Annotation
    """The block in which it stands."""
    candidates: tuple[Entity, ...]
    """The entries that it may name; none if the given names fit no entry."""
    forms: tuple[FormKind, ...]
    """What sort of form it is for each candidate."""
    given: tuple[str, ...]
    """Given names and initials that the text has with it and the list's form has not."""

    surname: str = ""
    """The surname as the text has it, where no entry is known that would tell it."""

    @property
    def form(self) -> FormKind:
        """What sort of form it is for the first candidate; a surname if there is none."""
        return self.forms[0] if self.forms else "surname"


def mentions(
    text: str, placed: Iterable[tuple[Span, Match, Annotation]], sought: Sought
) -> Iterator[Mention]:
    """Follow the names that the index found to their ends.

    Args:
        text: the transcript.
        placed: matches of persons, with their stretch of the transcript and the block.
        sought: finds names in a text.
    """
    followed = [
        _mention(text, *_shortened(text, span, match, block, sought), block) for span, match, block in placed
    ]
    followed = _joined(text, followed)
    for i, mention in enumerate(followed):
        # A given name that the index found by itself may belong to the next name.
        around = followed[max(0, i - _MOST_WORDS) : i] + followed[i + 1 : i + 1 + _MOST_WORDS]
        if not any(other.span.covers(mention.span) and other.span != mention.span for other in around):
            yield mention


def _joined(text: str, found: list[Mention]) -> list[Mention]:
    """Join a surname and the given name behind it; one in brackets completes it and is no name of its own."""
    joined: list[Mention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last is not None and mention.form == "forename" and last.form == "surname":
            both = tuple(e for e in last.candidates if e in mention.candidates)
            between = text[last.span.end : mention.span.start]
            if both and _BEHIND.fullmatch(between):
                if not between.endswith("["):
                    full: list[FormKind] = ["full" for _ in both]
                    whole = Span(last.span.start, mention.span.end)
                    joined[-1] = replace(last, span=whole, candidates=both, forms=tuple(full))
                continue
        joined.append(mention)
    return joined


def _shortened(text: str, span: Span, match: Match, block: Annotation, sought: Sought) -> tuple[Span, Match]:
    """Take a surname alone where what stands behind it begins the next name of a list.

    ``Kennedy, Robert`` is a form of Robert Kennedy's name, but not in ``Kennedy, Robert Komer and others``;
    nor does a name go on in the next line of a list.
    """
    words = text[span.start : span.end]
    if m := _BREAK.search(words):
        divided = block.kind not in RUNNING
        inverted = bool(_after().match(" " + words[m.end() :].lstrip())) and match.form == "initials"
        cut = m.start() if divided or (inverted and words[: m.start()].count(".") == 0) else -1
    elif "," in words and _runs_on().match(text, span.end, block.span.end):
        cut = words.index(",")
    else:
        cut = -1
    if cut < 0:
        return span, match
    for found in sought(words[:cut]):
        if found.start == 0 and found.end == cut:
            return Span(span.start, span.start + cut), found
    return span, match


def forenames_of(entity: Entity) -> tuple[str, ...]:
    """Return the given names of an entry, also where the list has them behind a surname without saying so."""
    found = [n.forename for n in entity.names if n.forename]
    if not found:
        found = [" ".join(n.surname.split()[1:]) for n in entity.names if " " in n.surname]
    return tuple(found)


def _mention(text: str, span: Span, match: Match, block: Annotation) -> Mention:
    forenames = {e.id: forenames_of(e) for e in match.candidates}
    if match.form == "initials" and (shorter := _without_monsieur(text, span, match)):
        span = shorter
    every = [f for fs in forenames.values() for f in fs]
    start, given = _followed_back(text, span.start, block, every)
    if match.form == "forename":
        # A given name with others before it is somebody's surname, or ends a name of its own.
        before = text[start : span.start].split()
        start = start if before and before[0] in nobility() else span.start
    end = span.end
    if match.form in (*_SURNAMES, "full", "variant") and not given:
        row = whole_row(text, span, block, match.candidates)
        if row is not None:
            end, meant = row
            full: list[FormKind] = ["full" for _ in meant]
            return Mention(Span(start, end), span, block, meant, tuple(full), ())
    paired = list(zip(match.candidates, match.forms, strict=True))
    if given:
        paired = _fitting(given, paired, forenames)
    candidates, forms = tuple(e for e, _ in paired), tuple(f for _, f in paired)
    return Mention(Span(start, end), span, block, candidates, forms, tuple(given))


def _fitting(
    given: list[str], paired: list[tuple[Entity, FormKind]], forenames: dict[str, tuple[str, ...]]
) -> list[tuple[Entity, FormKind]]:
    """Leave the candidates whose given names fit those of the text, the best ones if there are better."""

    def how(entity: Entity, form: FormKind) -> Fit:
        if form == "forename":
            return 0  # a given name with others before it is somebody's surname
        return 2 if form in ("full", "variant") else fit(given, forenames[entity.id])

    fits = [(how(e, f), e, f) for e, f in paired]
    strongest = max(n for n, _, _ in fits)
    return [(e, f) for n, e, f in fits if n and (n == strongest or not forenames[e.id])]


def _without_monsieur(text: str, span: Span, match: Match) -> Span | None:
    """Take ``M.`` off a name, if its bearer may be a monsieur: it is then no initial."""
    m = re.match(r"M\.[ \t]+(?=[^\W\d_]{2})", text[span.start : span.end])
    if m is None or not any(
        w in match.candidates[0].description for w in table("titles")["nationalities"]["monsieur"]
    ):
        return None
    return Span(span.start + m.end(), span.end)


def _followed_back(text: str, at: int, block: Annotation, forenames: list[str]) -> tuple[int, list[str]]:
    """Follow a name to its beginning; return the offset, and the given names met, in their order."""
    given: list[str] = []
    for _ in range(_MOST_WORDS):
        low = max(block.span.start, at - _FARTHEST)
        m = _before().search(text[low:at])
        if m is None or ("\n" in m[2] and block.kind not in RUNNING):
            break
        word = m[1]
        if word[0] in '"“':
            if not _is_second(text, low + m.start(1), block, forenames):
                break
            at = low + m.start(1)
            continue
        if word in nobility():
            at = low + m.start(1)
            break
        if word.rstrip("-") in _particles() and not given:
            pass
        elif word in title_words() or not word[0].isupper():
            break
        elif given and is_initial(given[0]) and word.isalpha() and not word.isupper():
            given.insert(0, word)  # whoever has an initial has a name before it
        elif low + m.start(1) == block.span.start and is_initial(word) and not _begins(word, forenames):
            break  # the letter of an item: "C. Kyprianou said"
        elif _is_given(word, forenames) or _is_second(text, low + m.start(1), block, forenames):
            given.insert(0, word)
        else:
            break
        at = low + m.start(1)
    return at, given


def _is_second(text: str, at: int, block: Annotation, forenames: list[str]) -> bool:
    """Tell whether an unknown word is a second name: a given name or an initial stands before it."""
    low = max(block.span.start, at - _FARTHEST)
    m = _before().search(text[low:at])
    return m is not None and "\n" not in m[2] and m[1] not in title_words() and _is_given(m[1], forenames)


def _is_given(word: str, forenames: list[str]) -> bool:
    if any(_is_one_of(word, f) for f in forenames):
        return True
    if word.isalpha() and word.isupper() and len(word) <= 3:
        # Initials without full stops, as telegrams have them.
        return any("".join(w[0] for w in f.split()) == word for f in forenames)
    if is_initial(word):
        return max(map(len, word.split("."))) == 1 or any(f.startswith(word[:-1]) for f in forenames)
    return is_given_name(word) and not word.isupper()


def _begins(initial: str, forenames: list[str]) -> bool:
    return not forenames or any(f.startswith(initial[:1]) for f in forenames)


def _is_one_of(word: str, forename: str) -> bool:
    return any(same_name(word, w) == 2 for w in forename.split())


@cache
def _particles() -> frozenset[str]:
    return frozenset(table("name_forms")["leading"])


def is_womans_title(word: str) -> bool:
    """Tell whether a title is said of women only."""
    return word in _womens_titles()


@cache
def _womens_titles() -> frozenset[str]:
    return frozenset(row["written"] for row in table("titles")["honorific"] if row.get("woman"))
