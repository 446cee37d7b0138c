"""Taking personal names apart: surname, forenames, and the order in which a text has them."""

import re
import unicodedata
from functools import cache

from tei_edition.model.authority import Name
from tei_edition.tables import table

_GLUED = re.compile(r"(\b[^\W\d_]{1,3}\.)(?=[^\W\d_])")
_NICKNAME = re.compile('["“„]\\s*([^"“”„]+?)\\s*["”]')


@cache
def _plain_letters() -> dict[int, str]:
    return {ord(letter): plain for letter, plain in table("name_forms")["plain_letters"].items()}


@cache
def titles() -> tuple[str, ...]:
    """Return the titles that lists put before forenames, the longest first."""
    return tuple(sorted(table("name_forms")["titles"], key=len, reverse=True))


def unaccented(text: str) -> str:
    """Write a name as a typewriter without accents would: ``Raúl`` as ``Raul``, ``Wałęsa`` as ``Walesa``.

    Args:
        text: any text.

    Returns:
        The text without combining marks and with the table's plain letters.
    """
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text.translate(_plain_letters()))
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def one_line(text: str) -> str:
    """Reduce each run of white space to one space and strip both ends."""
    return " ".join(text.split())


def without_titles(forename: str) -> tuple[str, str]:
    """Part the titles that stand before forenames from the forenames.

    Args:
        forename: such as ``Marshal of the Soviet Union Ivan S.``.

    Returns:
        The titles and the forenames, either of which may be empty.
    """
    rest, found = forename.strip(), []
    by_word = _titles_by_word()
    while (leading := by_word.get(rest.partition(" ")[0])) and (lead := _leading(leading, rest)):
        found.append(lead)
        rest = rest[len(lead) :].strip()
    return " ".join(found), rest


def _leading(titles: list[str], text: str) -> str:
    """Return the first of some titles with which a text begins; nothing if there is none."""
    return next((t for t in titles if text == t or text.startswith(f"{t} ")), "")


@cache
def _titles_by_word() -> dict[str, list[str]]:
    """Return the titles by their first word, of each the longest first."""
    found: dict[str, list[str]] = {}
    for title in titles():
        found.setdefault(title.partition(" ")[0], []).append(title)
    return found


def parted_title(title: str, forename: str) -> tuple[str, str]:
    """Part title and forenames where a list has a column or element for each.

    Args:
        title: what the list has as title; a known one may go on in the forenames (``Marshal``, ``of the
            Soviet Union Ivan S.``).
        forename: what it has as forenames; a known title may lead them.

    Returns:
        The titles and the forenames. A title that is not known is one because the list says so.
    """
    if not title:
        return without_titles(forename)
    found, rest = without_titles(one_line(f"{title} {forename}"))
    if len(rest) <= len(forename):
        return found, rest
    led, rest = without_titles(forename)
    return one_line(f"{title} {led}"), rest


def without_nicknames(text: str) -> tuple[str, tuple[str, ...]]:
    """Part nicknames in double quotation marks from a name: ``Joseph L. “Jody”``.

    Args:
        text: a name or forenames.

    Returns:
        What is left, and the nicknames without their marks and final comma.
    """
    if not ('"' in text or "“" in text or "„" in text):
        return one_line(text), ()
    found = tuple(n.rstrip(", ") for n in _NICKNAME.findall(text))
    return one_line(_NICKNAME.sub(" ", text)), tuple(n for n in found if n)


def _key(text: str) -> str:
    return unaccented(text).casefold().replace("’", "'")


def _find_words(words: str, text: str) -> int:
    """Find words in a text at word boundaries, accents and case aside; -1 if they are not there."""
    if words and text.isascii() and text.endswith(words) and not text[: -len(words)][-1:].isalnum():
        return len(text) - len(words)
    plain, sought = _key(text), _key(words)
    if not sought or len(plain) != len(text):
        return text.find(words) if words else -1
    at = plain.rfind(sought)
    while at >= 0:
        before, after = plain[at - 1 : at], plain[at + len(sought) : at + len(sought) + 1]
        if not before.isalnum() and not after.isalnum():
            return at
        at = plain.rfind(sought, 0, at)
    return -1


def _is_forename(text: str, surname: str, forename: str) -> bool:
    if len(text) > len(forename) and text.isascii() and forename.isascii():
        return False
    key = _key(text)
    return key in (_key(forename), _key(forename.partition(" ")[0])) and key != _key(surname)


def split_name(text: str, surname: str, forename: str = "") -> Name:
    """Find surname and forenames in a form of a known person's name.

    Args:
        text: the form, such as ``P. A. Abrasimov``, ``Abrasimov, Pyotr`` or ``Farkas Károly``.
        surname: the person's surname as the list has it; of a compound one, the form may have the first word.
        forename: the person's forenames, used to tell a forename that stands alone.

    Returns:
        The form with what was recognised. A single word that is not the forename counts as the surname; a
        form in which the surname stands among other words at both sides has only its text.
    """
    text = one_line(text)
    if forename and _is_forename(text, surname, forename):
        return Name(text, forename=text)
    first = surname.split(" ")[0]
    for words in (surname, first) if len(first) > 3 else (surname,):
        at = _find_words(words, text)
        if at < 0:
            continue
        before, after = text[:at].strip(), text[at + len(words) :].strip(" ,")
        found = text[at : at + len(words)]
        if not (before and after):
            return Name(text, surname=found, forename=before or after)
        if is_generation(after):
            return Name(text, surname=found, forename=before)
        return Name(text)
    return Name(text, surname=text) if " " not in text else Name(text)


def is_generation(text: str) -> bool:
    """Tell whether a text is a word such as ``Jr.`` or ``III``."""
    return text.strip(" ,") in table("name_forms")["generations"]


def with_generation(name: str, generation: str) -> str:
    """Write a generation word behind a name: ``Lucius Allen, Jr.``, ``Douglas MacArthur II``.

    Args:
        name: the name.
        generation: the word, or nothing.
    """
    if not generation:
        return name
    return f"{name} {generation}" if generation.isupper() else f"{name}, {generation}"


def initial_words(forename: str) -> tuple[str, ...]:
    """Take forenames apart that are nothing but initials: ``N. S.`` or ``K.C.``.

    Args:
        forename: forenames.

    Returns:
        The initials with their full stops; nothing if there is a word among them.
    """
    words = forename_words(forename)
    return words if words and all(is_initial(w) for w in words) else ()


def forename_words(forename: str) -> tuple[str, ...]:
    """Take forenames apart; glued initials too: ``George K.C.`` is of three words."""
    return tuple(_GLUED.sub(r"\1 ", forename).split())


def is_initial(word: str) -> bool:
    """Tell whether a word is an initial: ``N.``, ``Yu.``, ``H.-D.``."""
    return _initial().fullmatch(word) is not None and word[0].isupper()


@cache
def initial_pattern() -> str:
    """Return the pattern of one initial: a letter or a group such as ``Yu``, with its full stop."""
    groups = "|".join(sorted(table("name_forms")["initial_groups"], key=len, reverse=True))
    return rf"(?:{groups}|Mc[^\W\d_a-z]|[^\W\d_])\."


@cache
def _initial() -> re.Pattern[str]:
    return re.compile(rf"{initial_pattern()}(?:-?{initial_pattern()})?")
