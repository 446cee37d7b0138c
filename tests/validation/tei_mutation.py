"""Changes to a TEI document, as the tables of broken files declare them."""

import random
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from damage import damage
from lxml import etree

from tei_edition.validation.place import NS, XML


def damaged(source: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    root = etree.fromstring(source)
    for _ in range(chance.randint(1, 6)):
        damage(root, chance)
    return etree.tostring(root, encoding="UTF-8")


def mutated(source: bytes, row: Mapping[str, Any]) -> bytes:
    root = etree.fromstring(source)
    found = root.xpath(row["xpath"], namespaces=NS)
    assert found, f"nothing to change: {row['xpath']}"
    for element in found if row.get("every") else found[:1]:
        _ACTIONS[row["action"]](element, row)
    changed = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    assert changed != etree.tostring(etree.fromstring(source), encoding="UTF-8", xml_declaration=True)
    return changed


def _key(row: Mapping[str, Any]) -> str:
    name: str = row["attribute" if "attribute" in row else "name"]
    return f"{{{XML}}}{name[4:]}" if name.startswith("xml:") else name


def _fragment(row: Mapping[str, Any]) -> etree._Element:
    return etree.fromstring(f'<x xmlns="{NS["tei"]}">{row["value"]}</x>')


def _append_text(parent: etree._Element, before: int, text: str | None) -> None:
    if not text:
        return
    if before == 0:
        parent.text = (parent.text or "") + text
    else:
        parent[before - 1].tail = (parent[before - 1].tail or "") + text


def _insert(parent: etree._Element, index: int, row: Mapping[str, Any]) -> None:
    fragment = _fragment(row)
    following = None
    if index > 0 and index <= len(parent) and row["action"] in ("insert-after", "replace"):
        following, parent[index - 1].tail = parent[index - 1].tail, None
    _append_text(parent, index, fragment.text)
    pieces = list(fragment)
    for offset, piece in enumerate(pieces):
        parent.insert(index + offset, piece)
    _append_text(parent, index + len(pieces), following)


def _remove(element: etree._Element, row: Mapping[str, Any]) -> None:
    parent = element.getparent()
    index, tail = parent.index(element), element.tail
    parent.remove(element)
    _append_text(parent, index, tail)


def _replace(element: etree._Element, row: Mapping[str, Any]) -> None:
    fragment = _fragment(row)
    fragment[0].tail = element.tail
    element.getparent().replace(element, fragment[0])


def _replace_text(element: etree._Element, row: Mapping[str, Any]) -> None:
    for child in list(element):
        element.remove(child)
    element.text = row["value"]


def _swap(element: etree._Element, row: Mapping[str, Any]) -> None:
    other = element.getnext()
    copies = deepcopy(other), deepcopy(element)
    copies[0].tail, copies[1].tail = element.tail, other.tail
    parent = element.getparent()
    parent.replace(element, copies[0])
    parent.replace(other, copies[1])


def _unwrap(element: etree._Element, row: Mapping[str, Any]) -> None:
    parent = element.getparent()
    index, words, tail = parent.index(element), element.text, element.tail
    parent.remove(element)
    _append_text(parent, index, (words or "") + (tail or ""))


def _rename(element: etree._Element, row: Mapping[str, Any]) -> None:
    element.tag = f"{{{NS['tei']}}}{row['value']}"


def _rename_attribute(element: etree._Element, row: Mapping[str, Any]) -> None:
    element.set(row["value"], element.attrib.pop(_key(row)))


def _move(element: etree._Element, row: Mapping[str, Any]) -> None:
    target = element.getroottree().xpath(row["value"], namespaces=NS)[0]
    _remove(element, row)
    element.tail = None
    target.append(element)


def _wrap_content(element: etree._Element, row: Mapping[str, Any]) -> None:
    inner = etree.Element(f"{{{NS['tei']}}}{row['value']}")
    inner.text, element.text = element.text, None
    inner.extend(list(element))
    element.append(inner)


_ACTIONS: dict[str, Callable[[etree._Element, Mapping[str, Any]], None]] = {
    "set-attribute": lambda element, row: element.set(_key(row), row["value"]),
    "remove-attribute": lambda element, row: element.attrib.__delitem__(_key(row)),
    "remove": _remove,
    "rename": _rename,
    "rename-attribute": _rename_attribute,
    "move": _move,
    "wrap-content": _wrap_content,
    "replace": _replace,
    "replace-text": _replace_text,
    "insert-before": lambda element, row: _insert(
        element.getparent(), element.getparent().index(element), row
    ),
    "insert-after": lambda element, row: _insert(
        element.getparent(), element.getparent().index(element) + 1, row
    ),
    "insert-first": lambda element, row: _insert(element, 0, row),
    "insert-last": lambda element, row: _insert(element, len(element), row),
    "swap": _swap,
    "unwrap": _unwrap,
}
