"""A small TEI document that fulfils little, with slots that a case fills."""

from collections.abc import Mapping

BASE: Mapping[str, str] = {
    "before": "",
    "TEI": "",
    "titleStmt": "<title>Minutes of the mission</title>",
    "editionStmt": "",
    "publicationStmt": "<p>Made for tests</p>",
    "sourceDesc": "<p>A paper</p>",
    "encodingDesc": "",
    "profileDesc": "",
    "revisionDesc": "",
    "standOff": "",
    "body": "<p>They met again.</p>",
}
"""The content of each slot unless a case gives another; an empty one leaves its element out."""

_OPTIONAL = ("editionStmt", "encodingDesc", "profileDesc", "revisionDesc", "standOff")


def edition(slots: Mapping[str, str], *, inside: bool = False) -> str:
    """Return a TEI document.

    Args:
        slots: what stands in the slots, by name: ``TEI`` has attributes, ``before`` what precedes the root,
            the others the content of the element of that name.
        inside: whether the document stands in another, and declares no namespace.
    """
    assert slots.keys() <= BASE.keys(), f"no such slot: {sorted(slots.keys() - BASE.keys())}"
    s = {**BASE, **slots}
    for name in _OPTIONAL:
        s[name] = f"<{name}>{s[name]}</{name}>" if s[name] else ""
    space = "" if inside else ' xmlns="http://www.tei-c.org/ns/1.0"'
    attributes = f" {s['TEI']}" if s["TEI"] else ""
    return (
        f"{s['before']}<TEI{space}{attributes}><teiHeader><fileDesc><titleStmt>{s['titleStmt']}</titleStmt>"
        f"{s['editionStmt']}<publicationStmt>{s['publicationStmt']}</publicationStmt>"
        f"<sourceDesc>{s['sourceDesc']}</sourceDesc></fileDesc>{s['encodingDesc']}{s['profileDesc']}"
        f"{s['revisionDesc']}</teiHeader>{s['standOff']}<text><body>{s['body']}</body></text></TEI>"
    )
