"""Step 10 without a grammar: the place decides, with low certainty, or nobody does (B02, B03, B09a)."""

import re

from tei_edition.model.annotation import Annotation
from tei_edition.model.whitespace import BLANKS
from tei_edition.recognisers.brackets.context import WORD, Context, listed
from tei_edition.recognisers.brackets.names import begins_with_title
from tei_edition.recognisers.brackets.words import is_statement

_SENTENCE_END = (".", "!", "?", ":", ";", "--", "—", "–")
_FEW = 3


def by_position(c: Context) -> list[Annotation] | None:
    """Decide by what stands around it: before the word that it qualifies, or behind a whole phrase."""
    judged = _judged(c)
    if judged == "supplied":
        return [c.whole("supplied", "before-its-word", "low", reason="subaudible")]
    if judged == "identification":
        return [c.remark("behind-noun-phrase", "low", subtype="identification")]
    if judged == "comment":
        return [c.remark("remark", "low", subtype="comment")]
    return None


def _judged(c: Context) -> str | None:
    words = [w.casefold() for w in WORD.findall(c.content)]
    if not words:
        return None
    if is_statement(c.content):
        return "comment"
    before = c.before.rstrip(BLANKS)
    last = re.search(r"([\w'’-]+)[\"”’)\]]*$", before)
    if not before or before.endswith(_SENTENCE_END):
        return _at_the_beginning(c, words)
    if last is None:
        return "supplied" if len(words) <= _FEW and before.endswith(",") else None
    word = last[1].casefold()
    if before[-1].isalnum():
        if word in listed("grammar", "demonstratives") and words[0] in listed("grammar", "articles"):
            return "identification"
        if _parts_the_verb(c, word):
            return "identification"
        if word in listed("grammar", "open"):
            return "supplied"
        if word in listed("grammar", "pronouns"):
            return _behind_pronoun(c, words)
        if word in listed("grammar", "numbers") or word.isdigit():
            return "supplied" if len(words) < _FEW and c.content.islower() else "identification"
    return _behind_word(c, words)


def _parts_the_verb(c: Context, word: str) -> bool:
    """Tell whether an office stands within the verb, behind its subject: "Rau will [Minister] give"."""
    verb = re.match(r"[ \t\n\r]+([^\W\d_]+)", c.after)
    office = c.content[:1].isupper() and begins_with_title(c.content)
    return word in listed("grammar", "modals") and office and verb is not None and verb[1].islower()


def _at_the_beginning(c: Context, words: list[str]) -> str | None:
    following = re.match(r"[ \t\n\r]+([^\W\d_])", c.after)
    if len(words) > _FEW or following is None:
        return None
    return "supplied"


def _behind_pronoun(c: Context, words: list[str]) -> str | None:
    if c.content[:1].isupper() or words[0] in listed("grammar", "articles"):
        return "identification"
    if words[0] in listed("grammar", "prepositions"):
        return None
    return "supplied" if len(words) < _FEW else None


def _behind_word(c: Context, words: list[str]) -> str:
    if words[0] in listed("grammar", "prepositions") or words[0] in listed("grammar", "articles"):
        return "identification"
    following = re.match(r"[ \t\n\r]+([^\W\d_][\w'’-]*)", c.after)
    if following is None:
        return "identification"
    word = following[1]
    closes = word.casefold() in listed("grammar", "behind-a-phrase") or word.endswith(("ed", "ing"))
    if closes or len(words) >= _FEW or c.content[:1].isupper():
        return "identification"
    return "supplied"
