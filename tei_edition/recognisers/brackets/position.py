"""Step 10 without a grammar: the place decides, with low certainty, or nobody does (B02, B03, B09a)."""

import re

from tei_edition.model.annotation import Annotation
from tei_edition.model.whitespace import BLANKS
from tei_edition.recognisers.brackets.context import WORD, Context, listed

_SENTENCE_END = (".", "!", "?", ":", ";", "--", "—", "–")
_FEW = 3
_SENTENCE = 4


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
    if _is_sentence(c.content, words):
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
        if word in listed("grammar", "open"):
            return "supplied"
        if word in listed("grammar", "pronouns"):
            return _behind_pronoun(c, words)
        if word in listed("grammar", "numbers") or word.isdigit():
            return "supplied" if len(words) < _FEW and c.content.islower() else "identification"
    return _behind_word(c, words)


def _is_sentence(content: str, words: list[str]) -> bool:
    """Tell whether the words are a statement: they have a verb, and not only behind "who" or "which"."""
    if len(words) < _SENTENCE:
        return False
    finite = [i for i, w in enumerate(words) if w in listed("grammar", "finite")]
    states = any(i > 0 and words[i - 1] not in ("who", "which", "that", "what", "as") for i in finite)
    return states or content.endswith(".")


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
