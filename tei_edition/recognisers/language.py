"""The language of a transcript whose cover sheet does not name it: by its script, or its commonest words."""

import re
import string
from collections import Counter

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.problem import Problem, Severity
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import table

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_HITS = 4
_CLEARLY = 2.0


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Find out the language, and say what could not be done if it is not English."""
    document = next(edition.of_kind("document"), None)
    if document is None:
        return Finding()
    language = of(edition.transcript.of_span(document.span))
    if language is None or language == "English":
        return Finding()
    stated = any(True for _ in edition.of_kind("transcript-language"))
    problem = Problem(
        "RD10",
        Severity.WARNING,
        f"The text seems to be in {language}. Structure, brackets, names of the lists and figures were "
        "encoded; English words for dates, offices and brackets do not apply to it.",
        "Look at the dates and brackets, and decide them in the decisions file.",
        file=edition.transcript.name,
        place=edition.transcript.place(document.span),
    )
    if stated:
        return Finding(problems=(problem,))
    fact = Annotation(document.span, "transcript-language", "language.words", {"language": language})
    return Finding((fact,), (problem,))


def of(text: str) -> str | None:
    """Tell the language of a text, by its name in English; None if too little speaks for one.

    Args:
        text: some sentences at least.
    """
    if (language := _by_script(text)) is not None:
        return language
    words = Counter[str]()
    for word, n in Counter(_WORD.findall(text)).items():
        words[word.lower()] += n
    hits = {name: sum(words[w] for w in listed) for name, listed in table("stopwords")["words"].items()}
    ranked = sorted(hits, key=lambda name: -hits[name])
    first, second = hits[ranked[0]], hits[ranked[1]]
    return ranked[0] if first >= _FEWEST_HITS and first >= _CLEARLY * second else None


def _by_script(text: str) -> str | None:
    """Tell the language by the script of most letters; None if it is the Latin one, or none of the table."""
    ascii_ = text.encode("ascii", "ignore")
    in_ascii = len(ascii_) - len(ascii_.translate(None, string.ascii_letters.encode()))
    if 2 * (len(text) - len(ascii_)) <= in_ascii:
        return None  # a look at each character takes much longer
    letters = {c: n for c, n in Counter(text).items() if c.isalpha()}
    most = sum(letters.values()) / 2
    for row in table("stopwords")["script"]:
        if sum(n for c, n in letters.items() if row["first"] <= c <= row["last"]) > most:
            return str(row["language"])
    return None
