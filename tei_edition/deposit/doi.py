"""Write the DOI of an edition into its TEI files: one line more, and not a byte of the rest changed."""

import re
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from tei_edition.xml_parser import xml_parser

_STATEMENT: Final = re.compile(rb"<publicationStmt\b.*?</publicationStmt>", re.DOTALL)
_PRESENT: Final = re.compile(rb"(<idno\b[^<>]*\btype=[\"']DOI[\"'][^<>]*>)[^<]*(</idno>)")
_BEHIND: Final = re.compile(
    rb"(?P<blanks>\s*)<(?P<name>idno|authority|publisher)\b[^>]*>(?:(?!</(?P=name)>).)*</(?P=name)>",
    re.DOTALL,
)
_WANTED: Final = "{*}teiHeader/{*}fileDesc/{*}publicationStmt/{*}idno[@type='DOI']"
_DOI: Final = re.compile(r"10\.\d{4,9}/\S+")


def is_doi(text: str) -> bool:
    """Tell whether a text is a DOI, bare: ``10.5072/zenodo.1``."""
    return _DOI.fullmatch(text) is not None


def bare_doi(text: str) -> str:
    """Return a DOI without the address or the prefix that may stand before it."""
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", text.strip(), flags=re.IGNORECASE)


def with_doi(source: bytes, doi: str) -> bytes | None:
    """Return a TEI file with a DOI in its ``publicationStmt`` (TEI HD24).

    Args:
        source: the bytes of the file.
        doi: the DOI, bare. If the file has one, it is replaced.

    Returns:
        The file, the rest byte for byte as it was; None if there is no place for it that can be trusted.
    """
    found = _STATEMENT.search(source)
    if found is None:
        return None
    statement = found[0]
    written = escape(doi).encode("ascii", "xmlcharrefreplace")
    if _PRESENT.search(statement):
        changed = _PRESENT.sub(lambda m: m[1] + written + m[2], statement, count=1)
    else:
        last = next(reversed(list(_BEHIND.finditer(statement))), None)
        if last is None:
            return None
        line = last["blanks"] + b'<idno type="DOI">' + written + b"</idno>"
        changed = statement[: last.end()] + line + statement[last.end() :]
    made = source[: found.start()] + changed + source[found.end() :]
    return made if _stated(made) == [doi] else None


def _stated(source: bytes) -> list[str]:
    try:
        root = etree.fromstring(source, xml_parser())
    except etree.XMLSyntaxError:
        return []
    return [(e.text or "").strip() for e in root.iterfind(_WANTED)]
