"""Texts, cover sheets and annotations that try to break the laws."""

from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.pipeline import Context, Encoded, annotate, finish
from tei_edition.readers import encoding
from tei_edition.tables.kinds import kinds
from tei_edition.tables.settings import read

DATE = "2026-11-24"
SETTINGS = read(None, file="edition.toml")[0]
CONTEXT = Context(SETTINGS, DATE)
"""No authority lists, no settings."""

# ---- characters

MARKS = ["\u0301", "\u0308", "\u0483", "\u200d", "\ufe0f"]
SPACES_THAT_ARE_TEXT = ["\u2028", "\u2029", "\x85", "\xa0", "\u3000", "\x1c", "\u200b", "\ufeff"]
NOT_XML = ["\x00", "\x01", "\x08", "\x0e", "\x1b", "\x1f", "\ufffe", "\uffff"]
SURROGATES = ["\ud800", "\udbff", "\udc00", "\udfff"]
FAR = ["\ue000", "\uf8ff", "\U000f0000", "\U0010ffff", "\U0001d11e", "\U0001f600", "\ufdd0", "\x7f", "\x9f"]
SYNTAX = [
    "**", "*", "<", ">", "&", "&amp;", "]]>", "<!--", "-->", "<?x?>", "<p>", "\\", '"', "'", "%", "{",
    "}", "#",
]  # fmt: skip
BRACKETS = [
    "[", "]", "[[", "]]", "[]", "[ ]", "[sic]", " [sic]", "[?]", "[\u2026]", "[...]", "[illegible]",
    "[page 3]", "[page 0]", "[his]", "[u nas]", "[Soviet]", '[mir, or "peace"]', "(", ")",
]  # fmt: skip
WORDS = [
    "a", "The", "word", "Castro", "Fidel CASTRO RUZ", "N. S. Khrushchev", "today", "yesterday", "at 0200",
    "3 p. m.", "13 February 1963", "31 February 1963", "15.III.62", "January 1963", "½", "\u0663", "²",
    "№ 86", "No. 1", "Top Secret", "5 million tons", "CPSU [Communist Party of the Soviet Union]", "Cde.",
    "□", "□□", "https://example.org/1", "-----", "***", "___", "Copy № 1", "Outgoing № 86",
    "RECORD OF A CONVERSATION", "from the journal of", "(A. ALEKSEYEV)", "co-", "well\xad", "oper\u2010",
    "TELEGRAM", "Letter", "\x00 1", "\x01f",
]  # fmt: skip
BLANKS = [
    " ", "  ", "\t", " \t ", "\n", "\r\n", "\r", "\v", "\f", "\n\n", "\r\r", "\n \t\n", "\n\f\n",
    "\n\n\n\n", "-\n", "\v\v",
]  # fmt: skip

_PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(BRACKETS),
    st.sampled_from(BLANKS),
    st.sampled_from(MARKS + SPACES_THAT_ARE_TEXT + FAR),
    st.sampled_from(SYNTAX),
    st.sampled_from(NOT_XML),
    st.text(max_size=6),
)
_GAPS = st.sampled_from([" ", " ", " ", "", *BLANKS])
_LONG = st.builds(
    lambda piece, times: piece * times,
    st.sampled_from(["[", "]", "[a] ", "**", "x", " \t", "<", "a\n", "\x00", "1 ", "(", "«a», "]),
    st.sampled_from([50, 300, 5000]),
)


def _accepted(text: str) -> str:
    """Return a text that the reader accepts; it refuses files that are mostly control characters."""
    assume(isinstance(encoding.read(text.encode("utf-8", "replace"), name="t.txt"), Edition))
    return text


@st.composite
def texts(draw: st.DrawFn, *, surrogates: bool = False, most: int = 14) -> str:
    """Texts that the reader accepts, of pieces with anything between them."""
    pieces = draw(st.lists(st.tuples(_PIECES, _GAPS), min_size=1, max_size=most))
    text = "".join(piece + gap for piece, gap in pieces)
    if draw(st.integers(0, 15)) == 0:
        text += draw(_LONG)
    if surrogates:
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(SURROGATES)) + text[at:]
    else:
        text = text.encode("utf-8", "replace").decode()
    text = text.removeprefix("\ufeff")
    return _accepted(text if text.strip(" \t\n\r\v\f") else f"{text}x")


# ---- cover sheets

FIELDS = [
    ("", "March 23, 1963"),
    ("", "**From the Journal of A.I. Alekseyev, 'Record of a\nConversation with Castro, 15 January 1963'**"),
    (
        "Citation",
        '"From the Journal of A.I. Alekseyev", March 23, 1963, Wilson Center Digital Archive, AVP RF, '
        "f. 0104, op. 19, p. 124, d. 3, ll. 61-65. Obtained by James G. Hershberg and translated by Gary "
        "Goldberg.\n<https://digitalarchive.umd.edu/document/177829>",
    ),
    ("Summary", "Alekseyev describes a [long] conversation with Fidel Castro on 1 May 1962."),
    ("Credits", "This document was made possible with support from Blavatnik Family Foundation"),
    ("Original Language", "Russian"),
    ("Contents", "Translation - English"),
]
DOCUMENT = [
    "Top Secret Copy № 1\n23 March 1963\nOutgoing № 86",
    "from the journal of\nA. I. ALEKSEYEV",
    "RECORD OF A CONVERSATION\nwith Fidel CASTRO RUZ Prime Minister\nof the Republic of Cuba",
    "13 February 1963",
    "At Castro's invitation today at 0200 I visited him at [his] apartment and went on about the economy in",
    "all its entirety, [u nas] [mir, which could also be translated as \"the peace\"] until yesterday.",
    "□□",
    "[page 2]",
    "USSR AMBASSADOR IN THE REPUBLIC OF CUBA (A. ALEKSEYEV)",
    "□",
]  # fmt: skip


@st.composite
def _field(draw: st.DrawFn, label: str, value: str) -> str:
    how = draw(st.integers(0, 9))
    value = value if how else draw(texts(most=4))
    if how == 1:
        value = ""
    if how == 2:
        label = label[: draw(st.integers(0, len(label)))]
    if how == 3:
        value = value[: draw(st.integers(0, len(value)))]
    if how == 4:
        value = value.replace("\n", draw(st.sampled_from(BLANKS)))
    if how == 5:
        value = value.replace(" ", draw(st.sampled_from(BLANKS)), draw(st.integers(1, 9)))
    colon = draw(st.sampled_from([":", ":", ":", "", " :"])) if label else ""
    between = draw(st.sampled_from(["\n\n", "\n\n", "\n", " ", "", "\r\n\r\n", "\f"])) if label else ""
    return f"{label}{colon}{between}{value}"


@st.composite
def covered_texts(draw: st.DrawFn) -> str:
    """Transcripts with a cover sheet, its parts cut, doubled, reordered, run in, emptied or missing."""
    rows = list(FIELDS)
    if draw(st.integers(0, 2)) == 0:
        rows = draw(st.permutations(rows))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(rows) - 1))
        if draw(st.booleans()) and len(rows) > 1:
            del rows[at]
        else:
            rows.insert(at, draw(st.sampled_from(FIELDS)))
    parts = [draw(_field(label, value)) for label, value in rows]
    document = list(DOCUMENT) if draw(st.booleans()) else [draw(texts(most=6))]
    for _ in range(draw(st.integers(0, 4))):
        document.insert(draw(st.integers(0, len(document))), draw(st.sampled_from(DOCUMENT) | texts(most=3)))
    for _ in range(draw(st.integers(0, 4))):
        if len(document) > 1:
            del document[draw(st.integers(0, len(document) - 1))]
    parts = document + parts if draw(st.integers(0, 5)) == 0 else parts + document
    gaps = draw(st.lists(_SEAMS, min_size=len(parts), max_size=len(parts)))
    text = "".join(part + gap for part, gap in zip(parts, gaps, strict=True))
    return _accepted(text if text.strip(" \t\n\r\v\f") else text + "x")


_SEAMS = st.sampled_from(["\n\n"] * 8 + BLANKS)

# ---- annotations

ATTRIBUTES: dict[str, list[str]] = {
    "type": ["record", "dispatch", "outgoing", "copy", "summary", "citation", "office", "person", "x y"],
    "subtype": ["original", "comment", "letter", "conversationRecord", "nonsense"],
    "when": ["1963-02-13", "1963", "--02-13", "02:00:00", "yesterday"],
    "when-iso": ["1963-02-13T02:00", "x"],
    "ref": ["#pers-nobody", "#text", "https://example.org"],
    "target": ["#a1", "#tr1", "#missing", "https://example.org/1", "not a uri %%"],
    "corresp": ["#a1", "#missing"],
    "next": ["#a1", "#a2"],
    "prev": ["#a1", "#a2"],
    "n": ["1", "3", "[", "", "\n"],
    "ana": ["#security.topSecret", "#missing"],
    "xml:lang": ["ru", "und", "ru-Latn", "no language"],
    "reason": ["subaudible", "illegible", "because"],
    "evidence": ["internal", "perhaps"],
    "role": ["translator", "obtained", "nobody"],
    "source": ["#cover-citation", "#missing"],
    "who": ["#a1", "#pers-nobody"],
    "expansion": ["Comrade", "", "<&\x00"],
    "correction": ["word", ""],
    "level": ["u"],
    "quantity": ["1", "many"],
    "a name": ["x"],
    "x:y": ["z"],
    "1": ["\ud800"],
}  # fmt: skip
IDENTIFIERS = [
    "a1", "a1", "a2", "p01", "p02", "c01", "sic1", "text", "src-transcript", "resp-program", "r-sqb-open",
    "d1", "cover", "n01", "abstract", "tax-note", "note.translation", "1x", "a b", "", "\xe9", "a:b", "tr1",
    "doc-x", "transcript",
]  # fmt: skip
MARKER_STRINGS = [
    "", "", "[", "]", "**", "<", ">", " [sic]", "\n[sic]", "[page 3]", "\x00", "\x01 a", "\\", '"', "?]",
]  # fmt: skip


@st.composite
def annotations(draw: st.DrawFn, text: str, *, most: int = 12) -> tuple[Annotation, ...]:
    """Annotations of any kind over any stretches of a text."""
    size = len(text)
    spans = st.tuples(st.integers(0, size), st.integers(0, size)).map(lambda pair: Span(min(pair), max(pair)))
    near = st.tuples(st.integers(0, size), st.integers(0, 8)).map(
        lambda p: Span(p[0], min(size, p[0] + p[1]))
    )
    whole = st.just(Span(0, size))
    found: list[Annotation] = []
    for _ in range(draw(st.integers(0, most))):
        same = [st.sampled_from([a.span for a in found])] if found else []
        span = draw(st.one_of(near, spans, whole, *same))
        found.append(draw(_annotation(text, span)))
    return tuple(draw(st.permutations(found)))


@st.composite
def _annotation(draw: st.DrawFn, text: str, span: Span) -> Annotation:
    kind = draw(st.sampled_from(sorted(kinds())))
    names = draw(st.lists(st.sampled_from(sorted(ATTRIBUTES)), max_size=4, unique=True))
    markers = draw(st.sampled_from(["none", "default", "text", "any"]))
    pair = ("", "")
    if markers == "default":
        pair = kinds()[kind].delimiters
    elif markers == "text":
        words = text[span.start : span.end]
        cut = draw(st.integers(0, min(4, len(words))))
        pair = (words[:cut], words[len(words) - draw(st.integers(0, min(4, len(words) - cut))) :])
        pair = (pair[0], "") if len(pair[0]) + len(pair[1]) > len(words) else pair
    elif markers == "any":
        pair = (draw(st.sampled_from(MARKER_STRINGS)), draw(st.sampled_from(MARKER_STRINGS)))
    return Annotation(
        span,
        kind,
        "hostile",
        {name: draw(st.sampled_from(ATTRIBUTES[name])) for name in names},
        pair,
        draw(st.sampled_from([None, None, "program", "translator", "archive", "editor"])),
        draw(st.sampled_from([None, None, "high", "medium", "low", "unknown"])),
        draw(st.none() | st.sampled_from(IDENTIFIERS)),
    )


# ---- editions

Case = tuple[str, bool, tuple[Annotation, ...]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A text, whether the program's own annotations shall be there too, and hostile ones."""
    text = draw(texts(surrogates=draw(st.integers(0, 4)) == 0) | covered_texts())
    return text, draw(st.booleans()), draw(annotations(text))


def encoded(case: Case, *, context: Context = CONTEXT) -> Encoded:
    """Finish an edition with hostile annotations."""
    text, with_own, further = case
    edition = Edition(Transcript.of(text))
    if with_own:
        edition = annotate(edition, context)
    return finish(replace(edition, annotations=edition.annotations + further), context)
