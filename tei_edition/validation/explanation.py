"""Explain by XML Schema why a file is not valid: which element, which attribute, what was expected.

The schema's complaints are structured (element, child, expected names) except for attributes, whose reasons
are sentences; the few forms they have are matched here, and a test breaks if they change.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from lxml import etree

from tei_edition.model.problem import Problem
from tei_edition.tables import table
from tei_edition.validation.place import XML_ID, short
from tei_edition.validation.wording import complaint, enumeration, excerpt, guess, quoted

if TYPE_CHECKING:
    import xmlschema

_NOT_ALLOWED = re.compile(r"^'([^']+)' attribute not allowed")
_MISSING = re.compile(r"^missing required attribute '([^']+)'")
_VALUE = re.compile(r"^attribute ([^=]+)=")
_ONE_OF = re.compile(r"must be one of (\[.*\])$", re.DOTALL)


def explain(
    root: etree._Element, schema: "xmlschema.XMLSchemaBase", names: frozenset[str]
) -> tuple[Problem, ...]:
    """Tell what a schema finds wrong, one problem for each cause.

    Args:
        root: the root element of the document.
        schema: the XML Schema.
        names: local names of all elements of the profile, to guess what an unknown one was meant to be.

    Returns:
        Problems XM02 to XM07 and XM11, without those that only follow from another.
    """
    validator: Any = schema  # it accepts lxml's elements, and returns them; its annotations do not say so
    errors: list[Any] = list(validator.iter_errors(root))
    refused = {error.invalid_child for error in errors if getattr(error, "invalid_child", None) is not None}
    problems: list[Problem] = []
    sequences: set[etree._Element] = set()
    for error in errors:
        element = error.elem
        if element is None or any(ancestor in refused for ancestor in (element, *element.iterancestors())):
            continue  # what stands in a misplaced element cannot be judged
        if hasattr(error, "expected"):
            child = error.invalid_child
            known = list(dict.fromkeys(short(e.name) for e in _elements(error.validator)))
            if child is not None and short(child.tag) in known and element in sequences:
                continue  # the schema lost count at an earlier child of this element
            sequences.add(element)
            problems.append(_content(error, child, known, names))
        else:
            problems.extend(_rest(error))
    return tuple(dict.fromkeys(problems))


def _elements(group: Any) -> Iterator[Any]:
    """Iterate over the element declarations of a content model, abstract heads replaced by their members."""
    for declaration in group.iter_elements() if hasattr(group, "iter_elements") else ():
        if getattr(declaration, "name", None) is None:
            continue
        if declaration.abstract:
            yield from declaration.iter_substitutes()
        else:
            yield declaration


def _content(error: Any, child: etree._Element | None, known: list[str], names: frozenset[str]) -> Problem:
    """Explain a child too many, too early, or too few."""
    element: etree._Element = error.elem
    wanted = [short(e.name) for e in _elements_of(error.expected or ())]
    if child is None:
        return complaint(
            "XM06", element, f"{quoted(element.tag)} is not complete: {_wanted(wanted)} missing."
        )
    name = short(child.tag)
    inside = f"in {quoted(element.tag)}"
    if name in known:
        before = next((short(s.tag) for s in child.itersiblings("*", preceding=True)), "")
        if before in known and known.index(name) < known.index(before):
            return complaint("XM02", child, f'{quoted(name)} may not stand behind "{before}" {inside}.')
        later = [w for w in wanted if any(short(sibling.tag) == w for sibling in child.itersiblings())]
        if later:
            return complaint("XM02", child, f'{quoted(name)} may not stand before "{later[0]}" {inside}.')
        if any(getattr(declaration, "min_occurs", 0) > 0 for declaration in error.expected or ()):
            message = (
                f"{quoted(element.tag)} is not complete: before {quoted(name)}, {_wanted(wanted)} missing."
            )
            return complaint("XM06", element, message)
        expected = f"; expected here: {enumeration(wanted)}" if wanted else ", or not a second time"
        return complaint("XM02", child, f"{quoted(name)} may not stand at this place {inside}{expected}.")
    if isinstance(child.tag, str) and not child.tag.startswith(f"{{{etree.QName(element).namespace}}}"):
        namespace = etree.QName(child).namespace
        where = f'is in the namespace "{namespace}"' if namespace else "is in no namespace"
        return complaint("XM02", child, f"{quoted(name)} {inside} {where}, and is therefore not TEI.")
    if names and name not in names:
        hint = guess(name, known) or guess(name, names)
        return complaint("XM02", child, f"{quoted(name)} {inside} is not an element of the profile.{hint}")
    expected = f" Expected: {enumeration(wanted or sorted(known))}." if wanted or known else ""
    return complaint("XM02", child, f"{quoted(name)} is not allowed {inside}.{guess(name, known)}{expected}")


def _elements_of(declarations: Iterable[Any]) -> Iterator[Any]:
    for declaration in declarations:
        if hasattr(declaration, "iter_elements"):
            yield from _elements(declaration)
        elif getattr(declaration, "abstract", False):
            yield from declaration.iter_substitutes()
        elif getattr(declaration, "name", None) is not None:
            yield declaration


def _wanted(names: list[str]) -> str:
    listed = enumeration(f'"{name}"' for name in names) if names else "an element"
    return f"{listed} is" if len(names) < 2 else f"one of {listed} is"


def _rest(error: Any) -> Iterator[Problem]:
    """Explain attributes and text."""
    element: etree._Element = error.elem
    reason = str(error.reason or error.message)
    name = quoted(element.tag)
    if found := _NOT_ALLOWED.match(reason):
        attribute = short(found[1])
        known = [short(key) for key in error.validator if isinstance(key, str)]
        allowed = f" Allowed: {enumeration(sorted(known), 'and')}." if known else ""
        message = f'{name} may not have the attribute "{attribute}".{guess(attribute, known)}{allowed}'
        yield complaint("XM03", element, message)
    elif found := _MISSING.match(reason):
        attribute = short(found[1])
        values = list(
            getattr(getattr(error.validator.get(found[1]), "type", None), "enumeration", None) or ()
        )
        listed = f" Its value is {enumeration(map(str, values))}." if values else ""
        yield complaint("XM05", element, f'{name} lacks the attribute "{attribute}".{listed}')
    elif found := _VALUE.match(reason):
        if "duplicated xs:ID" not in reason:  # XM08 has told that already
            yield _value(element, found[1].strip(), reason)
    elif "character data" in reason or ("text" in reason.lower() and "not allowed" in reason):
        yield complaint("XM07", element, f"{name} may not hold text{_text_within(element)}.")
    else:
        yield complaint("XM11", element, f"{name} is not as the schema wants it: {reason.rstrip('.')}.")


def _value(element: etree._Element, key: str, reason: str) -> Problem:
    """Explain a value: the closed list, or in words what the attribute wants."""
    attribute, value = short(key), element.get(key) or ""
    said = f'The attribute "{attribute}" of {quoted(element.tag)} may not be "{excerpt(value)}"'
    if listed := _ONE_OF.search(reason):
        values = [str(v) for v in ast.literal_eval(listed[1])]
        return complaint(
            "XM04", element, f"{said}.{guess(value, values)} It is one of: {enumeration(values)}."
        )
    wanted = table("validation")["value"].get(attribute)
    if key == XML_ID or wanted:
        return complaint("XM04", element, f"{said}; it must be {wanted}.")
    return complaint("XM04", element, f"{said}.")


def _text_within(element: etree._Element) -> str:
    texts = [element.text, *(child.tail for child in element)]
    words = next((excerpt(text) for text in texts if text and text.strip()), "")
    return f' of its own, such as "{words}"' if words else ""
