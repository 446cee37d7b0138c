"""Decisions of an editor that try to break the laws."""

from hostile import ATTRIBUTES, IDENTIFIERS
from hypothesis import strategies as st

from tei_edition.model.review import Change, DoubtOfMarkup, EditorialNote, Statements
from tei_edition.review.anchor import Quotation
from tei_edition.review.decisions import Decision, Decisions
from tei_edition.review.names import NameLine
from tei_edition.tables.kinds import kinds

_QUOTES = [
    "a", "Castro", "today", "13 February 1963", "[his]", "[u nas]", "0200", "", "nothing of the kind",
    "Citation:",
    "March 23, 1963", "\n", "\x00", ".*", "(", "\\", "□", "in\n\nall", "[page 2]",
]  # fmt: skip


@st.composite
def decisions(draw: st.DrawFn, text: str) -> Decisions:
    """Decisions that fit a text or not, and statements that make sense or not."""
    words = st.sampled_from(_QUOTES)
    if text:
        cut = st.tuples(st.integers(0, len(text)), st.integers(1, 30)).map(lambda p: text[p[0] : p[0] + p[1]])
        words = words | cut
    found = []
    for _ in range(draw(st.integers(0, 5))):
        action = draw(st.sampled_from(["accept", "reject", "tag"]))
        quotation = Quotation(
            *(draw(words | st.just("")) for _ in range(3)), through=draw(st.just("") | words)
        )
        names = draw(st.lists(st.sampled_from(sorted(ATTRIBUTES)), max_size=3, unique=True))
        found.append(
            Decision(
                action,
                draw(st.sampled_from(sorted(kinds()))),
                quotation,
                draw(st.booleans()),
                {name: draw(st.sampled_from(ATTRIBUTES[name])) for name in names},
                draw(st.sampled_from(["", "high", "perhaps"])),
                draw(st.sampled_from(["", *IDENTIFIERS])),
            )
        )
    return Decisions(tuple(found), draw(_statements()), tuple(draw(st.lists(_names(words), max_size=3))))


def _names(words: st.SearchStrategy[str]) -> st.SearchStrategy[NameLine]:
    """Lines for names, with context or without, for entries that there are or not."""
    context = st.tuples(words | st.just(""), words, words | st.just("")).map(lambda c: "{}«{}»{}".format(*c))
    values = ["", "person", "place", "no name", "pers-castro-fidel", "#pl-cuba", "nobody", "\x00"]
    return st.builds(NameLine, words | context, st.sampled_from(values))


@st.composite
def _statements(draw: st.DrawFn) -> Statements:
    if draw(st.booleans()):
        return Statements()
    pointers = st.sampled_from(["#p01", "#text", "#nowhere", "#a1", "#d1", "no pointer", ""])
    words = st.sampled_from(
        ["words", "", "a &amp; b", "<ref target='#p01'>x</ref>", "<p>x</p>", "<nonsense/>"]
    )
    header = {
        "title": "T", "subtitle": "", "status": "published", "item-title": "", "time": "t", "duration": "P",
        "locale": "", "activity": "a",
    }  # fmt: skip
    names = draw(st.lists(st.sampled_from(sorted(header)), max_size=3, unique=True))
    note = st.builds(
        EditorialNote,
        st.sampled_from(["dating", "textual", "gossip"]),
        st.lists(pointers, max_size=2).map(tuple),
        words,
        st.sampled_from(["", *IDENTIFIERS]),
    )
    doubt = st.builds(
        DoubtOfMarkup,
        st.lists(pointers, max_size=2).map(tuple),
        st.just("name"),
        st.just("place"),
        st.sampled_from(["0.5", "much"]),
        words,
    )
    return Statements(
        {name: header[name] for name in names},
        draw(st.lists(st.sampled_from(["Cuba", ""]), max_size=2).map(tuple)),
        draw(st.lists(st.tuples(st.just("seeAlso"), pointers), max_size=1).map(tuple)),
        draw(st.lists(st.builds(Change, st.sampled_from(["2026-11-23", "x"]), words), max_size=1).map(tuple)),
        draw(st.lists(note, max_size=2).map(tuple)),
        draw(st.lists(doubt, max_size=1).map(tuple)),
    )
