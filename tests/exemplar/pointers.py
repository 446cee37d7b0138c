"""What a pointer points at, said without the identifiers of elements of the text."""

from lxml import etree
from places import Places, normalised

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_ROLES = {"trl": "translator", "pbl": "archive", "trc": "transcriber", "mrk": "editor"}
"""MARC relator codes of the roles that an edition of this kind knows."""


def local(element: etree._Element) -> str:
    """Return the local name of an element; nothing for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def role(statement: etree._Element, pointers: "Pointers | None" = None) -> str:
    """Return the role that a statement of responsibility gives: by its relator code, else its first word."""
    if pointers is not None and (other := pointers.element(statement.get("corresp", ""))) is not None:
        return role(other)
    resp = next((c for c in statement if local(c) == "resp"), None)
    if resp is None:
        return local(statement)
    words = normalised("".join(resp.itertext())).split()
    return _ROLES.get(resp.get("ref", "").rpartition("/")[2], words[0] if words else "unstated")


class Pointers:
    """The elements of an edition by their identifiers, and descriptions of them."""

    def __init__(self, root: etree._Element, places: Places) -> None:
        self._by_id = {e.get(_ID, ""): e for e in root.iter(etree.Element) if e.get(_ID)}
        self._places = places

    def element(self, pointer: str) -> etree._Element | None:
        """Return the element of this document that a pointer leads to, if there is one."""
        return self._by_id.get(pointer[1:]) if pointer.startswith("#") else None

    def identifier(self, element: etree._Element) -> str:
        """Return the xml:id of an element that is known by it (entity, category)."""
        return element.get(_ID, "(no xml:id)")

    def layers(self, pointers: str) -> set[str]:
        """Return the layers of responsibility: translator, archive, or edition for everybody else."""
        targets = [self.element(pointer) for pointer in pointers.split()]
        roles = {role(t) for t in targets if t is not None}
        return {r if r in ("translator", "archive") else "edition" for r in roles}

    def describe(self, pointer: str) -> str:
        """Say what a pointer leads to."""
        if not pointer.startswith("#"):
            return pointer
        target = self.element(pointer)
        if target is None:
            return f"nothing: {pointer}"
        name = local(target)
        if name == "respStmt":
            return f"the {role(target, self)}"
        if target in self._places:
            kind = f"[{target.get('type')}]" if name == "div" else ""
            return f"{name}{kind} {self._places.brief(target)}"
        above = [local(a) for a in target.iterancestors()]
        if "standOff" in above and name in ("note", "annotation"):
            return f"{name} «{normalised(''.join(target.itertext()))[:60]}»"
        if "standOff" in above or name in ("category", "taxonomy"):
            return self.identifier(target)
        kind = f"[{target.get('type')}]" if target.get("type") else ""
        return "/".join([*reversed(above[: above.index("teiHeader")]), name]) + kind
