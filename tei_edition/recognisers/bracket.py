"""Square brackets: what each stands for (the cascade of classes; the first that fits wins).

A bracket of which nothing is certain stays as it stands, marked as unresolved, and is reported.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tei_edition.model.annotation import Annotation, Responsibility
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.whitespace import level_a
from tei_edition.recognisers.areas import BLOCKS, inside_any
from tei_edition.recognisers.bracket_scan import Bracket, scan
from tei_edition.recognisers.gap import gap
from tei_edition.recognisers.lexicon import is_english
from tei_edition.recognisers.note_mark import numbers
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import table

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_WORD_BEFORE = re.compile(r"(?<!\w)([^\W\d_][\w'’-]*)[ \t\n\r]+$")
_PAGE = re.compile(r"page[ ]+(\w+)", re.IGNORECASE)
_MARKS = ("[", "]")


@dataclass(frozen=True, slots=True)
class _Context:
    text: str
    bracket: Bracket
    block: Annotation
    by: Responsibility
    term_language: str
    notes: Mapping[str, str]
    serial: int

    @property
    def content(self) -> str:
        """What stands between the brackets, blanks folded."""
        return level_a(self.text[self.bracket.span.start + 1 : self.bracket.span.end - 1])

    @property
    def before(self) -> str:
        low = max(self.block.span.start, self.bracket.span.start - 60)
        return self.text[low : self.bracket.span.start]

    @property
    def after(self) -> str:
        return self.text[self.bracket.span.end : min(self.block.span.end, self.bracket.span.end + 40)]

    def whole(self, kind: str, rule: str, certainty: str | None = None, **attributes: str) -> Annotation:
        """Return the annotation of the whole bracket, whose delimiters the markup stands for."""
        return Annotation(
            self.bracket.span,
            kind,
            rule,
            attributes,
            _MARKS,
            # Whoever explains a word of the original is a translator, also on a cover sheet.
            "translator" if kind == "translation-note" else self.by,
            certainty,  # type: ignore[arg-type]
        )


Test = Callable[[_Context], list[Annotation] | None]


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Classify every square bracket of the transcript."""
    found: list[Annotation] = []
    problems: list[Problem] = []
    covers = tuple(edition.of_kind("cover"))
    notes, language = numbers(edition), _term_language(edition)
    labelled = {a.span.start for a in edition.of_kind("note-label")}
    terms = 0
    for block in _blocks(edition):
        by: Responsibility = "archive" if inside_any(block.span, covers) else "translator"
        for bracket in scan(edition.transcript.text, block.span):
            if bracket.span.start in labelled:
                continue
            context = _Context(edition.transcript.text, bracket, block, by, language, notes, terms + 1)
            annotations = _classify(context)
            terms += any(a.kind == "original-term" for a in annotations)
            found += annotations
            if annotations[0].kind == "unresolved-bracket":
                problems.append(_unresolved(edition, bracket))
    return Finding(tuple(found), tuple(problems))


def _blocks(edition: Edition) -> Iterator[Annotation]:
    yield from edition.of_kind(*BLOCKS, "cover-title", "cover-label", "separator", "running-head")


def _classify(context: _Context) -> list[Annotation]:
    if context.bracket.balanced and context.bracket.depth == 0:
        for test in _CASCADE:
            annotations = test(context)
            if annotations is not None:
                return annotations
    return [_literal(context, "bracket.unresolved")]


def _literal(context: _Context, rule: str) -> Annotation:
    return Annotation(context.bracket.span, "unresolved-bracket", rule, {}, ("", ""), "program", "low")


def _unresolved(edition: Edition, bracket: Bracket) -> Problem:
    what = "The bracket could not be classified" if bracket.balanced else "The bracket has no partner"
    return Problem(
        "BR01",
        Severity.WARNING,
        f"{what}; its characters stand in the edition as they are.",
        'Say in the decisions file what it is, for instance kind = "supplied".',
        file=edition.transcript.name,
        place=edition.transcript.place(bracket.span),
    )


def _term_language(edition: Edition) -> str:
    languages = table("languages")["language"]
    for a in edition.of_kind("original-language"):
        row = languages.get(level_a(edition.transcript.of_span(a.span)))
        if row:
            return str(row["latin"] or row["tag"])
    return "und"


# ---- the tests, in their order


def _residue(c: _Context) -> list[Annotation] | None:
    known = {s.casefold() for s in table("brackets")["residue"]["contents"]}
    if c.content.casefold() not in known:
        return None
    return [Annotation(c.bracket.span, "artefact", "bracket.residue")]


def _note_mark(c: _Context) -> list[Annotation] | None:
    caret = c.content.startswith("^")
    target = c.notes.get(c.content.removeprefix("^"))
    if target is None:
        return None
    markers = ("[^" if caret else "[", "]")
    return [Annotation(c.bracket.span, "note-mark", "bracket.note-mark", {"target": target}, markers)]


def _omission_or_illegible(c: _Context) -> list[Annotation] | None:
    attributes = gap(c.content)
    return None if attributes is None else [c.whole("omission", "bracket.gap", **attributes)]


def _page(c: _Context) -> list[Annotation] | None:
    m = _PAGE.fullmatch(c.content)
    if m is None:
        return None
    written = c.text[c.bracket.span.start : c.bracket.span.end]
    values = {"n": str(table("brackets")["ordinals"].get(m[1].lower(), m[1]))}
    if c.before[-1:].strip() and c.after[:1].strip():
        values["break"] = "no"
    return [Annotation(c.bracket.span, "page-break", "bracket.page", values, (written, ""))]


def _sic(c: _Context) -> list[Annotation] | None:
    if c.content.casefold().rstrip("!") != "sic":
        return None
    m = _WORD_BEFORE.search(c.before)
    if m is None:
        return None
    start = c.bracket.span.start - (len(c.before) - m.start(1))
    marker = c.text[start + len(m[1]) : c.bracket.span.end]
    span = Span(start, c.bracket.span.end)
    return [Annotation(span, "sic", "bracket.sic", {}, ("", marker), c.by)]


def _note(c: _Context) -> list[Annotation] | None:
    folded = c.content.casefold()
    marks = table("brackets")["note"]
    if folded.startswith(tuple(marks["translator"])) or folded.endswith(tuple(marks["translator"])):
        return [c.whole("translation-note", "bracket.translators-note", subtype="comment")]
    if folded.endswith(tuple(f"{dash}{m}" for m in marks["editor"] for dash in (" ", "-", "–", "—"))):
        return [c.whole("archive-note", "bracket.editors-note", "low")]
    return None


def _physical(c: _Context) -> list[Annotation] | None:
    folded = c.content.casefold()
    if c.block.kind == "closer" and folded in table("brackets")["signature"]["words"]:
        return [c.whole("omission", "bracket.signature", reason="editorial")]
    if folded.startswith(tuple(table("brackets")["physical"]["words"])):
        return [_literal(c, "bracket.physical")]
    return None


def _within_word(c: _Context) -> list[Annotation] | None:
    touches = c.before[-1:].isalpha() or (c.after[:1].isalpha() and not c.after.startswith(("'", "’")))
    if not touches or not c.content.replace(" ", "").isalpha() or " " in c.content:
        return None
    return [c.whole("supplied", "bracket.within-word", reason="subaudible")]


def _discussion(c: _Context) -> list[Annotation] | None:
    """A word of the original, and what else it could be called in English."""
    marks = table("brackets")["discussion"]["words"]
    term, comma, rest = c.content.partition(",")
    if not comma or not any(m in rest.casefold() for m in marks) or len(term.split()) > 3:
        return None
    found = _term(c, term, "alternative", "bracket.other-rendering")
    m = re.search(r"[\"“]([^\"”]+)[\"”]", c.text[c.bracket.span.start : c.bracket.span.end])
    if m is not None:
        at = c.bracket.span.start
        gloss = Span(at + m.start(1), at + m.end(1))
        found.append(Annotation(gloss, "gloss", "bracket.other-rendering", {"target": f"#or{c.serial}"}))
    return found


def _explanation(c: _Context) -> list[Annotation] | None:
    if not c.content.casefold().startswith(tuple(table("brackets")["explanation"]["words"])):
        return None
    return [c.whole("translation-note", "bracket.explanation", subtype="identification")]


def _supplied(c: _Context) -> list[Annotation] | None:
    words = _WORD.findall(c.content.casefold())
    closed = set(table("brackets")["supplied"]["words"])
    if (
        not words
        or not all(w in closed for w in words)
        or "".join(words) != re.sub(r"\W", "", c.content.casefold())
    ):
        return None
    return [c.whole("supplied", "bracket.closed-list", reason="subaudible")]


def _expansion(c: _Context) -> list[Annotation] | None:
    m = re.search(r"(?<!\w)([A-Z]{2,8})[ \t\n\r]+$", c.before)
    if m is None or not c.content[:1].isupper():
        return None
    initials = "".join(w[0] for w in _WORD.findall(c.content) if w[0].isupper())
    if initials != m[1]:
        return None
    start = c.bracket.span.start - (len(c.before) - m.start(1))
    rule, id_ = "bracket.expansion", f"ab-{start}"
    inside = Span(c.bracket.span.start + 1, c.bracket.span.end - 1)
    return [
        c.whole("translation-note", rule, subtype="expansion"),
        Annotation(Span(start, start + len(m[1])), "abbreviation", rule, id=id_),
        Annotation(inside, "expansion", rule, {"corresp": f"#{id_}"}),
    ]


def _name_completed(c: _Context) -> list[Annotation] | None:
    follows = re.match(r"[ \t\n\r]+[A-ZÀ-Þ]", c.after)
    if not c.content[:1].isupper() or follows is None:
        return None
    return [c.whole("supplied", "bracket.name-completed", reason="nameCompletion")]


def _original_word(c: _Context) -> list[Annotation] | None:
    words = _WORD.findall(c.content)
    lower = c.content.islower() or c.content.isupper()
    if not 1 <= len(words) <= 3 or not lower or _WORD_BEFORE.search(c.before) is None:
        return None
    if re.sub(r"[\w'’ -]", "", c.content) or all(is_english(w) for w in words):
        return None
    return _term(c, c.content, "original", "bracket.original-word")


def _term(c: _Context, term: str, subtype: str, rule: str) -> list[Annotation]:
    """Return note, word of the original and, if there is one word before, the words rendered."""
    start = c.bracket.span.start + 1
    while c.text[start] in " \t\n\r":
        start += 1
    end = start + len(term)
    if level_a(c.text[start:end]) != term:  # blanks were folded
        end = c.bracket.span.end - 1
    n = c.serial
    before = _WORD_BEFORE.search(c.before)
    linked = {"target": f"#tr{n}"} if before else {}
    found = [
        Annotation(
            c.bracket.span,
            "translation-note",
            rule,
            {"subtype": subtype, **linked},
            _MARKS,
            "translator",
            id=f"tn{n}",
        ),
        Annotation(
            Span(start, end),
            "original-term",
            rule,
            {"xml:lang": c.term_language} | ({"corresp": f"#tr{n}"} if before else {}),
            id=f"or{n}",
        ),
    ]
    if before is not None:
        at = c.bracket.span.start - (len(c.before) - before.start(1))
        words = Span(at, at + len(before[1]))
        found.append(Annotation(words, "rendering", rule, {}, ("", ""), "program", "medium", id=f"tr{n}"))
    return found


_CASCADE: tuple[Test, ...] = (
    _residue,
    _note_mark,
    _omission_or_illegible,
    _sic,
    _physical,
    _page,
    _note,
    _within_word,
    _discussion,
    _explanation,
    _supplied,
    _expansion,
    _name_completed,
    _original_word,
)
