"""Rights: what others may do with the file, and the rights in the source (Q16, Q17)."""

from collections.abc import Mapping

from tei_edition.validation.quality.check import Check
from tei_edition.validation.quality.tei_document import TeiDocument, is_address, says
from tei_edition.validation.quality.verdict import Verdict, parts

_PUBLICATION = "tei:fileDesc/tei:publicationStmt"
_SOURCE = "tei:fileDesc/tei:sourceDesc"


def licence(document: TeiDocument) -> Verdict:
    """Q16: availability says something, and a licence has an address."""
    stated = document.header(f"{_PUBLICATION}//tei:availability")
    targets = document.header(
        f"{_PUBLICATION}//tei:availability//tei:licence[@target]",
        f"{_PUBLICATION}//tei:availability//tei:ref[@target]",
    )
    addressed = any(is_address(e.get("target")) for e in targets)
    return parts(
        document.near(f"{_PUBLICATION}//tei:availability", _PUBLICATION, "tei:fileDesc"),
        {
            "It is not said what others may do with the file.": any(says(e) for e in stated) or addressed,
            "No licence with a web address is stated.": addressed,
        },
    )


def of_the_source(document: TeiDocument) -> Verdict:
    """Q17: the rights in the source are stated."""
    there = any(says(element) for element in document.header(f"{_SOURCE}//tei:availability"))
    said = "Nothing is said of the rights in the source."
    return parts(document.near(_SOURCE, "tei:fileDesc"), {said: there})


CHECKS: Mapping[str, Check] = {"Q16": licence, "Q17": of_the_source}
"""The checks of this module, by the code of the criterion."""
