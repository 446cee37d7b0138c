"""Explain by XML Schema why a file is not valid: which element, which attribute, what was expected.

The schema's complaints are structured (element, child, expected names) except for attributes, whose reasons
are sentences; the few forms they have are matched here, and a test breaks if they change.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from lxml import etree

from tei_edition.model.problem import Problem, XmlPlace
from tei_edition.tables import table
from tei_edition.validation.bound import stopped
from tei_edition.validation.children import Model
from tei_edition.validation.content import Content
from tei_edition.validation.place import XML, short
from tei_edition.validation.values import value_refused
from tei_edition.validation.wording import complaint, enumeration, excerpt, nearest, quoted

if TYPE_CHECKING:
    import xmlschema

_INSTRUCTIONS = "{http://www.w3.org/2001/XMLSchema-instance}"
_NOT_ALLOWED = re.compile(r"^'([^']+)' attribute not allowed")
_MISSING = re.compile(r"^missing required attribute '([^']+)'")
_RENAME = re.compile(r'^(?:Rename the attribute to|The profile has) "([^"]+)"')
_LACKS = re.compile(r'the attribute "[^"]+"')
_VALUE = re.compile(r"^attribute ([^=]+)=")


def explain(
    root: etree._Element, schema: "xmlschema.XMLSchemaBase", names: frozenset[str]
) -> tuple[Problem, ...]:
    """Tell what a schema finds wrong, one problem for each cause.

    Args:
        root: the root element of the document.
        schema: the XML Schema.
        names: local names of all elements of the profile, to guess what an unknown one was meant to be.

    Returns:
        Problems XM02 to XM07 and XM11, without those that only follow from another; XM18 if there are so many
        that the rest is not examined.
    """
    # Where RELAX NG has judged, what tells a validator of XML Schema something is an attribute like others.
    most = table("validation")["limit"]["problems"]
    with _without_instructions(root if names else None) as instructed:
        errors, given_up = _errors(root, schema, most)
    refused = {error.invalid_child for error in errors if getattr(error, "invalid_child", None) is not None}
    problems = [_instruction(element, key) for element, key in instructed]
    if given_up:
        problems.append(complaint("XM11", root, f"The schema cannot judge the file: {given_up}."))
    sequences: set[etree._Element] = set()
    contents: dict[int, Content] = {}
    for error in errors:
        element = error.elem
        if element is None or any(ancestor in refused for ancestor in (element, *element.iterancestors())):
            continue  # what stands in a misplaced element cannot be judged
        if hasattr(error, "expected"):
            group = id(error.validator)
            if group not in contents:
                contents[group] = Content.of(error.validator)
            model = Model.of(contents[group], error.expected)
            child = error.invalid_child
            if child is not None and short(child.tag) in model.known and element in sequences:
                continue  # the schema lost count at an earlier child of this element
            sequences.add(element)
            problems.append(model.refusal(element, child, names))
        else:
            problems.extend(_rest(error))
    meant = _renamed(problems)
    told = [p for p in dict.fromkeys(problems) if not _misspelt(p, meant)]
    return (*told, stopped(most)) if len(errors) > most else tuple(told)


def _errors(root: etree._Element, schema: "xmlschema.XMLSchemaBase", most: int) -> tuple[list[Any], str]:
    """Ask the schema for faults, and for one more than are told; if it gives up, say why."""
    from xmlschema import XMLSchemaException

    validator: Any = schema  # it accepts lxml's elements, and returns them; its annotations do not say so
    errors: list[Any] = []
    try:
        for error in validator.iter_errors(root, use_location_hints=False):
            errors.append(error)
            if len(errors) > most:
                break
    except (XMLSchemaException, LookupError, RecursionError) as error:
        return errors, excerpt(str(error), 80) or type(error).__name__
    return errors, ""


def _instruction(element: etree._Element, key: str) -> Problem:
    name = f"xsi:{short(key)}"
    hint = "Remove it; which schema a file is held against is said with --schema."
    return complaint("XM03", element, f'{quoted(element.tag)} may not have the attribute "{name}".', hint)


@contextmanager
def _without_instructions(root: etree._Element | None) -> Iterator[list[tuple[etree._Element, str]]]:
    """Take from a document the attributes that tell a validator what to do, such as which schema to fetch.

    Yields:
        The elements that have them, each with the name of the attribute.
    """
    taken = [
        (element, str(key), str(value))
        for element in (() if root is None else root.iter("*"))
        for key, value in element.attrib.items()
        if str(key).startswith(_INSTRUCTIONS)
    ]
    for element, key, _ in taken:
        del element.attrib[key]
    try:
        yield [(element, key) for element, key, _ in taken]
    finally:
        for element, key, value in taken:
            element.set(key, value)


def _renamed(problems: Iterable[Problem]) -> frozenset[tuple[XmlPlace | None, str]]:
    """Return the attributes that others were meant to be, each with the place of its element."""
    hints = ((p, _RENAME.search(p.hint)) for p in problems if p.code == "XM03")
    return frozenset((p.xml, f'the attribute "{meant[1]}"') for p, meant in hints if meant is not None)


def _misspelt(missing: Problem, meant: frozenset[tuple[XmlPlace | None, str]]) -> bool:
    """Tell whether an attribute is missing only because its name is misspelt, which is told as well."""
    said = _LACKS.search(missing.message) if missing.code == "XM05" else None
    return said is not None and (missing.xml, said[0]) in meant


def _rest(error: Any) -> Iterator[Problem]:
    """Explain attributes and text."""
    element: etree._Element = error.elem
    reason = str(error.reason or error.message)
    name = quoted(element.tag)
    if found := _NOT_ALLOWED.match(reason):
        yield _attribute_refused(element, found[1], [short(k) for k in error.validator if isinstance(k, str)])
    elif found := _MISSING.match(reason):
        attribute = short(found[1])
        declared = getattr(error.validator.get(found[1]), "type", None)
        values = [str(value) for value in getattr(declared, "enumeration", None) or ()]
        listed = f" Its value is {enumeration(values)}." if values else ""
        wanted = "" if values else table("validation")["value"].get(attribute, "")
        hint = (
            f"Add {attribute}: {wanted}." if wanted else f"Add {attribute} to the tag <{short(element.tag)}>."
        )
        yield complaint("XM05", element, f'{name} lacks the attribute "{attribute}".{listed}', hint)
    elif found := _VALUE.match(reason):
        if "duplicated xs:ID" not in reason:  # XM08 has told that already
            yield value_refused(element, found[1].strip(), reason)
    elif "character data" in reason or ("text" in reason.lower() and "not allowed" in reason):
        yield complaint("XM07", element, f"{name} may not hold text{_text_within(element)}.")
    else:
        yield complaint("XM11", element, f"{name} is not as the schema wants it: {reason.rstrip('.')}.")


def _attribute_refused(element: etree._Element, key: str, known: list[str]) -> Problem:
    attribute = short(key)
    namespace = etree.QName(key).namespace
    message = f'{quoted(element.tag)} may not have the attribute "{attribute}".'
    if namespace and namespace != XML:
        message = f'{message[:-1]} in the namespace "{namespace}".'
        hint = "Remove the attribute."
        if attribute in known:
            hint = f'Write "{attribute}" without a prefix: attributes of TEI have none.'
        return complaint("XM03", element, message, hint)
    meant = table("foreign_names")["instead_of_attributes"].get(attribute)
    near = nearest(attribute, known)
    hint = ""
    if meant in known:
        hint = f'The profile has "{meant}" instead.'
    elif near is not None and near != attribute:
        message += f' Did you mean "{near}"?'
        hint = f'Rename the attribute to "{near}".'
    if known:
        message += f" Allowed: {enumeration(sorted(known), 'and')}."
    return complaint("XM03", element, message, hint)


def _text_within(element: etree._Element) -> str:
    """Quote the first words of an element's own, and say behind what they stand."""
    if element.text and element.text.strip():
        return f' of its own, such as "{excerpt(element.text)}"'
    for child in element:
        if child.tail and child.tail.strip():
            behind = f"{quoted(child.tag)} of line {child.sourceline}"
            return f' of its own, such as "{excerpt(child.tail)}" behind {behind}'
    return ""
