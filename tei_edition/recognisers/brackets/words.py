"""Words of the language and words of the original (B02, B05, B08, B09b; TEI PHOM, COHQHF)."""

import re
from difflib import SequenceMatcher
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.model.whitespace import BLANKS, level_a
from tei_edition.recognisers.brackets.context import MARKS, WORD, Context, bare, listed
from tei_edition.recognisers.lexicon import is_english, is_foreign, is_latin
from tei_edition.tables import table
from tei_edition.tables.calendar import dates

_QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")
_MOST_WORDS = 3
_MOST_FOREIGN_WORDS = 6
_ALIKE = 0.6
_STATEMENT = 4


def within_word(c: Context) -> list[Annotation] | None:
    """B05: a letter touches the bracket from outside, and no possessive."""
    text, content = c.document.text, c.content
    left = re.search(r"[^\W\d_]+\Z", c.before)
    right = re.match(r"[^\W\d_]+", c.after)
    if not (left or right) or " " in content or not re.fullmatch(r"[^\W\d_]['’\w-]*|-[\w-]+", content):
        return None
    if _blank_is_lost(left[0] if left else "", content, right[0] if right else ""):
        return None
    if text[c.span.start + 1] in " \t" and not right:
        return None
    return [c.whole("supplied", "within-word", reason="subaudible")]


def _blank_is_lost(left: str, content: str, right: str) -> bool:
    """Tell whether two words touch that make none together: "the[Soviet] delegation"."""
    joined = left + content + right
    parts = [p for p in (left, content, right) if p]
    return (
        not is_english(joined)
        and all(len(p) > 2 and is_english(p) for p in parts)
        and (content[:1].isupper() or (bool(left) and left.casefold() in listed("grammar", "open")))
    )


def is_statement(content: str) -> bool:
    """Tell whether words are a statement: they have a verb, and not only behind "who" or "which"."""
    words = [w.casefold() for w in WORD.findall(content)]
    if len(words) < _STATEMENT:
        return False
    finite = [i for i, w in enumerate(words) if w in listed("grammar", "finite")]
    states = any(i > 0 and words[i - 1] not in listed("grammar", "relatives") for i in finite)
    return states or content.endswith(".")


def closed_list(c: Context) -> list[Annotation] | None:
    """B02: nothing but pronouns, articles, forms of be and have, prepositions."""
    words = WORD.findall(c.content.casefold())
    if not words or not all(w in listed("supplied") for w in words):
        return None
    if "".join(words) != re.sub(r"\W", "", c.content.casefold()).replace("'", ""):
        return None
    return [c.whole("supplied", "closed-list", reason="subaudible")]


def discussion(c: Context) -> list[Annotation] | None:
    """B09b: a word of the original, and what else it could be called; B09a if it is only spoken of."""
    folded = c.content.casefold()
    if _about_a_word().match(folded):
        return [c.remark("translators-note", subtype="comment")]
    if not any(re.search(rf"(?<!\w){re.escape(w)}", folded) for w in listed("discussion")):
        return None
    term = _leading_term(c) or _trailing_term(c)
    if term is None:
        return None
    found = original(c, term, "alternative", "other-rendering")
    m = _QUOTED.search(c.document.text, c.span.start, c.span.end)
    if m is not None and not Span(m.start(1), m.end(1)).touches(term):
        gloss = Span(m.start(1), m.end(1))
        values = {"target": f"#or{c.serial}"}
        found.append(Annotation(gloss, "gloss", "bracket.other-rendering", values))
    return found


@cache
def _about_a_word() -> re.Pattern[str]:
    named = "|".join(re.escape(name.casefold()) for name in table("languages")["language"])
    word = "(?:word|term|expression|phrase)s?"
    return re.compile(rf"(?:the |a )?(?:{named}) {word} (?:is |was )?(?:used|in)\b")


def _leading_term(c: Context) -> Span | None:
    """Return the words before a comma; where their meaning is discussed, no dictionary is needed."""
    said = re.compile(r"[^\W\d_][\w'’ -]*(?=,[ \n](?:which (?:could|can|may)|or [\"“]))").match(
        c.document.text, c.interior.start, c.interior.end
    )
    if said is not None:
        return Span(said.start(), said.end())
    m = re.compile(r"[^,;:()]+(?=,|;|:| \()").match(c.document.text, c.interior.start, c.interior.end)
    return _as_term(c, m)


def _trailing_term(c: Context) -> Span | None:
    m = re.compile(r"[;,(:][ ]*([^,;:()]+?)\)?$").search(c.document.text[: c.interior.end], c.interior.start)
    return None if m is None else _as_term(c, m, 1)


def _as_term(c: Context, m: re.Match[str] | None, group: int = 0) -> Span | None:
    if m is None:
        return None
    words = WORD.findall(m[group])
    if not 1 <= len(words) <= _MOST_WORDS or not is_foreign(m[group]):
        return None
    return Span(m.start(group), m.end(group))


def explanation(c: Context) -> list[Annotation] | None:
    """B03: what is meant, announced as such."""
    if not c.content.casefold().startswith(tuple(table("brackets")["explanation"]["words"])):
        return None
    return [c.remark("explanation", subtype="identification")]


def original_word(c: Context) -> list[Annotation] | None:
    """B08: words that are not of the text's language, after one that is."""
    content = c.content
    words = WORD.findall(content)
    if not words or not 1 <= len(words) <= _MOST_FOREIGN_WORDS or re.search(r"[^\w'’ ,.!-]|\d", content):
        return None
    before = c.word_before
    if not re.search(r"\w[\"”’)]*[ \t\n\r]+$", c.before):
        return None
    if not (content.islower() or _capitals_of_the_original(c, before)) or not is_foreign(content):
        return None
    tokens = content.split(" ")
    doubtful = len(tokens) > _MOST_WORDS or not all(is_foreign(w) for w in tokens)
    return original(c, c.interior, "original", "original-word", low=doubtful and content.isascii())


def _capitals_of_the_original(c: Context, before: Span | None) -> bool:
    """Tell whether words in capitals are a word of the original: as the word before, or very like it."""
    if before is None:
        return False
    word = c.document.text[before.start : before.end]
    if c.content.isupper() and word.isupper() and len(word) > 3 and len(c.content) > 3:
        return is_english(word)
    if not is_latin(c.content):
        return True
    return is_english(word) and alike(word, c.content) >= _ALIKE and " " not in c.content


def alike(one: str, other: str) -> float:
    """Say how like two strings are, from 0 to 1, without regard to case, accents and signs."""
    return SequenceMatcher(None, bare(one), bare(other), autojunk=False).ratio()


def _rendered(c: Context) -> Span | None:
    """Return the word before, unless it is part of a name or a date, which hold no renderings."""
    word = c.word_before
    if word is None or any(span.touches(word) for span, _ in c.names()):
        return None
    if any(d.end > len(c.before.rstrip(BLANKS)) - len(word) for d in dates(c.before)):
        return None
    return word


def original(c: Context, term: Span, subtype: str, rule: str, *, low: bool = False) -> list[Annotation]:
    """Return note, word of the original and, if one word stands before, the word rendered."""
    n = c.serial
    before = _rendered(c)
    linked = {"target": f"#tr{n}"} if before else {}
    written = level_a(c.document.text[term.start : term.end])
    language = c.document.latin_tag if is_latin(written) else c.document.own_tag
    found = [
        Annotation(
            c.span,
            "translation-note",
            f"bracket.{rule}",
            {"subtype": subtype, **linked},
            MARKS,
            "translator",
            "low" if low else None,
            id=f"tn{n}",
        ),
        Annotation(
            term,
            "original-term",
            f"bracket.{rule}",
            {"xml:lang": language} | ({"corresp": f"#tr{n}"} if before else {}),
            id=f"or{n}",
        ),
    ]
    if before is not None:
        one_for_one = " " not in written
        found.append(
            Annotation(
                before,
                "rendering",
                f"bracket.{rule}",
                {},
                ("", ""),
                "program",
                "medium" if one_for_one or subtype == "alternative" else "low",
                id=f"tr{n}",
            )
        )
    return found
