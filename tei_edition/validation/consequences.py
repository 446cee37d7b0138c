"""One message for one cause: what only follows from something that is told already is left out.

A house rule reads a document that the grammar accepts; where the grammar refuses an element, a rule about it
would blame what is right. And a text of which the grammar refuses a part decodes to something else.
"""

import re
from collections.abc import Iterable

from lxml import etree

from tei_edition.model.problem import Problem
from tei_edition.tables import table
from tei_edition.validation.place import XML_ID, elements_at

_OF_ELEMENTS = frozenset({"XM02", "XM06", "XM07"})
_OF_ATTRIBUTES = frozenset({"XM03", "XM04", "XM05"})
_TEXT = "/TEI/text"
_QUOTED = re.compile(r'"([^"]+)"')
_MISSING = re.compile(r'((?:"[^"]+"(?:, | or )?)+)(?: is| are) missing')
_MEANT = re.compile(r'Did you mean "([^"]+)"')
_EXPECTED = re.compile(r"Expected: ([^.]+)\.")
_LISTED = re.compile(r", | or ")
_ATTRIBUTE = re.compile(r'he attribute "([^"]+)"')
_STRANGE = re.compile(r'^"([^"]+)" in .* not (?:an element )?of the profile')


def causes(root: etree._Element, refused: Iterable[Problem], house: Iterable[Problem]) -> list[Problem]:
    """Leave out breaches of house rules that follow from what the grammar refuses.

    Args:
        root: the root element of the document.
        refused: what the grammar says.
        house: what the house rules say.

    Returns:
        The breaches that have causes of their own.
    """
    grammar = list(refused)
    if not grammar:
        return list(house)
    at = {p.xml.xpath for p in grammar if p.xml is not None}
    within = tuple(f"{p.xml.xpath}/" for p in grammar if p.xml is not None and p.code == "XM02")
    concerned = _concerned(grammar)
    strange = {found[1] for p in grammar if (found := _STRANGE.match(p.message))}
    misnamed, misplaced = _identifiers(root, grammar, "XM04"), _identifiers(root, grammar, "XM02")

    def follows(problem: Problem) -> bool:
        path = problem.xml.xpath if problem.xml is not None else ""
        if path and (path in at or path.startswith(within)):
            return True
        if problem.code == "P01" and any(f'"#{name}"?' in problem.message for name in misnamed):
            return True
        if any(f'"#{name}", which is a "' in problem.message for name in misplaced):
            return True
        if any(w.startswith((f"{path}/", *read)) for w in within if (read := _read_by(problem)) is not None):
            return True
        return _rests_on(problem, concerned) or bool(strange & set(_QUOTED.findall(problem.message)))

    return [problem for problem in house if not follows(problem)]


def _identifiers(root: etree._Element, grammar: Iterable[Problem], code: str) -> list[str]:
    """Return the identifiers of the elements of which the grammar says one thing."""
    elements = elements_at(root, [p for p in grammar if p.code == code])
    return [name for e in elements if e is not None and (name := e.get(XML_ID))]


def doublets(found: Iterable[Problem], refused: Iterable[Problem]) -> list[Problem]:
    """Leave out identifiers that occur again in what the grammar refuses: mostly that is a copy.

    Args:
        found: identifiers that occur again (XM08).
        refused: what the grammar says.
    """
    at = tuple(f"{p.xml.xpath}/" for p in refused if p.xml is not None and p.code == "XM02")
    return [p for p in found if p.xml is None or not f"{p.xml.xpath}/".startswith(at)]


def proofs(found: Iterable[Problem], others: Iterable[Problem]) -> list[Problem]:
    """Leave out what the proof says where that follows from something told already.

    Args:
        found: what the proof says.
        others: all other problems of the file.

    Returns:
        Nothing of a missing digest if that is told (H09) or the place for it is missing, and nothing of a
        text that differs if the grammar refuses elements of it, or attributes by which renditions are chosen.
    """
    told = list(others)
    grammar = [p for p in told if p.code in _OF_ELEMENTS | _OF_ATTRIBUTES]
    concerned = _concerned(grammar)
    selecting = {f"@{name}" for name in table("validation")["order"]["selecting"]}
    in_text = any(
        p.xml is not None
        and p.xml.xpath.startswith(_TEXT)
        and (p.code in _OF_ELEMENTS or not selecting.isdisjoint(_concerned([p])))
        for p in grammar
    )
    h09 = table("rules")["H09"]["depends"]
    undigested = any(p.code == "H09" for p in told) or bool(concerned & {"teiHeader", "fileDesc", *h09})
    return [
        p
        for p in found
        if not (p.code == "X01" and (in_text or _rests_on(p, concerned)))
        and not (p.code == "WV02" and undigested)
    ]


def _rests_on(problem: Problem, concerned: frozenset[str]) -> bool:
    """Tell whether a rule rests on elements of which the grammar complains."""
    return not concerned.isdisjoint(table("rules").get(problem.code, {}).get("depends", ()))


def _read_by(problem: Problem) -> tuple[str, ...] | None:
    """Return the paths of what a rule reads besides its own element; None if it does not compare words."""
    read = table("rules").get(problem.code, {}).get("reads")
    return None if read is None else tuple(read)


def _concerned(grammar: Iterable[Problem]) -> frozenset[str]:
    """Return what is missing, refused, or was meant by what is refused.

    Returns:
        Names of elements; of attributes as in ``@when`` and ``date/@when``.
    """
    names: set[str] = set()
    for problem in grammar:
        if problem.code == "XM06":
            names.update(n for listed in _MISSING.findall(problem.message) for n in _QUOTED.findall(listed))
        elif problem.code == "XM02" and problem.xml is not None:
            names.add(problem.xml.xpath.rpartition("/")[2].partition("[")[0])
            names.update(_MEANT.findall(problem.message))
            names.update(n for listed in _EXPECTED.findall(problem.message) for n in _LISTED.split(listed))
        elif problem.code in _OF_ATTRIBUTES and problem.xml is not None:
            element = problem.xml.xpath.rpartition("/")[2].partition("[")[0]
            meant = _MEANT.findall(problem.message) if problem.code == "XM03" else []
            for name in (*_ATTRIBUTE.findall(problem.message), *meant):
                names.update({f"@{name}", f"{element}/@{name}"})
    return frozenset(names)
