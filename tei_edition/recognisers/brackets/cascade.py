"""The cascade: the classes in the order in which they are tried; the first that fits wins.

English words say nothing of a text in another language: of it only what is written with signs, figures and
formulas, touches a word, or is a matter of names, is classed.
"""

from collections.abc import Callable

from tei_edition.model.annotation import Annotation
from tei_edition.recognisers.brackets import (
    abbreviation,
    doubt,
    figures,
    formulas,
    names,
    own_formula,
    page_features,
    position,
    speech,
    words,
)
from tei_edition.recognisers.brackets.context import Context

Test = Callable[[Context], list[Annotation] | None]

ANY_LANGUAGE: tuple[Test, ...] = (
    own_formula.of_edition,
    formulas.residue,  # step 0
    figures.doubled,  # 2
    formulas.note_mark,
    figures.date,
    figures.punctuation,
    doubt.doubt,
    page_features.signature,  # 3, what stands in closing lines before what may stand anywhere
    formulas.source,
    formulas.note,
    formulas.omission_or_illegible,
    doubt.sic,
    doubt.sic_with_remark,
    page_features.feature,
    formulas.page,
    formulas.extract,
    speech.label,
    speech.action,
    doubt.conjecture,  # 4
    words.within_word,  # 5
)
ENGLISH: tuple[Test, ...] = (
    names.within_name,
    words.discussion,  # 6
    words.explanation,
    words.closed_list,  # 7
    figures.other_date,
    abbreviation.expansion,  # 8
    names.other_form,
    names.cover_name,
    names.completed,
    words.original_word,  # 9
    position.by_position,  # 10
)
OTHER_LANGUAGE: tuple[Test, ...] = (
    abbreviation.expansion,
    names.other_form,
    names.cover_name,
)


def classify(c: Context) -> list[Annotation] | None:
    """Try the classes one after another.

    Returns:
        What the bracket is; None if no class fits (step 11).
    """
    for test in (*ANY_LANGUAGE, *(ENGLISH if c.document.english else OTHER_LANGUAGE)):
        found = test(c)
        if found is not None:
            return found
    return None
