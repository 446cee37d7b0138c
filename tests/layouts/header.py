"""What the header of an edition says, as plain values."""

import re
from dataclasses import dataclass

from lxml import etree

from tei_edition.authority.index import NameIndex
from tei_edition.model.authority import Authority
from tei_edition.pipeline import Context, Encoded, encode
from tei_edition.recognisers import Resources
from tei_edition.tables import settings

NS = {"t": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
RESCUED = {"WV01", "WV03", "WV05", "WV06", "WV07", "WV08"}
"""The program found that its own markup does not fit."""


@dataclass(frozen=True)
class Built:
    """An edition that was built from a text."""

    encoded: Encoded
    root: etree._Element

    @property
    def codes(self) -> set[str]:
        return {p.code for p in self.encoded.problems}

    def all(self, path: str) -> list[str]:
        return [" ".join("".join(e.itertext()).split()) for e in self.root.xpath(path, namespaces=NS)]

    def one(self, path: str) -> str | None:
        found = self.all(path)
        return found[0] if found else None

    def attribute(self, path: str) -> str | None:
        found = self.root.xpath(path, namespaces=NS)
        return str(found[0]) if found else None

    # ---- the header

    def credited(self, role: str) -> list[str]:
        """Return who is credited: obtained, translator, relay, translation-editor …"""
        return [
            " ".join("".join(name.itertext()).split())
            for statement in self.root.xpath("//t:fileDesc/t:titleStmt/t:respStmt", namespaces=NS)
            if re.sub(r"-\d+$", "", statement.get(XML_ID)) == f"resp-{role}"
            for name in statement.xpath("*[self::t:persName or self::t:orgName]", namespaces=NS)
        ]

    @property
    def title(self) -> str | None:
        return self.one("//t:biblFull/t:titleStmt/t:title[not(@cert)]")

    @property
    def assigned(self) -> str | None:
        return self.attribute("//t:creation/t:date[@type='assigned']/@when")

    @property
    def publisher(self) -> str | None:
        return self.one("//t:biblFull/t:publicationStmt/t:publisher[not(@cert)]")

    @property
    def uri(self) -> str | None:
        return self.one("//t:biblFull//t:idno[@type='URI']")

    @property
    def archive(self) -> str | None:
        name = self.one("//t:msIdentifier/t:repository/t:choice/t:abbr") or self.one(
            "//t:msIdentifier/t:repository"
        )
        return None if name == "not stated" else name

    @property
    def settlement(self) -> str | None:
        return self.one("//t:msIdentifier/t:settlement")

    @property
    def shelfmark(self) -> str | None:
        return self.one("//t:msIdentifier/t:idno[@type='archivalReference']")

    @property
    def parts(self) -> dict[str, str]:
        found = self.root.xpath(
            "//t:msIdentifier/descendant::t:idno[@type != 'archivalReference']", namespaces=NS
        )
        return {e.get("type"): " ".join("".join(e.itertext()).split()) for e in found}

    @property
    def funders(self) -> list[str]:
        return self.all("//t:biblFull/t:titleStmt/t:funder")

    @property
    def summary(self) -> str | None:
        return self.one("//t:abstract")

    @property
    def language(self) -> str | None:
        return self.attribute("//t:textLang/@mainLang")

    # ---- the text

    def fields(self, where: str = "front") -> list[str]:
        """Return the types of the divisions and segments of the cover sheet, in their order."""
        path = f"//t:{where}//*[(self::t:div or self::t:seg) and @type and @type != 'cover']/@type"
        return [str(v) for v in self.root.xpath(path, namespaces=NS)]

    @property
    def document(self) -> str:
        return " ".join(self.all("//t:body"))


def build(text: str) -> Built:
    """Build an edition, and see that nothing had to be rescued."""
    stated, _ = settings.read(None, file="edition.toml")
    authority = Authority(())
    context = Context(stated, "2026-01-31", Resources(authority, NameIndex.of(authority)))
    encoded = encode(text.encode(), name="case.txt", context=context)
    assert encoded.tei is not None, encoded.problems
    assert not RESCUED & {p.code for p in encoded.problems}, encoded.problems
    return Built(encoded, etree.fromstring(encoded.tei))
