"""The text: whether it can be proven (Q25)."""

from collections.abc import Mapping

from lxml import etree

from tei_edition.validation.quality.check import Check
from tei_edition.validation.quality.tei_document import TeiDocument
from tei_edition.validation.quality.verdict import Verdict, gap, not_applicable


def provable(document: TeiDocument) -> Verdict:
    """Q25: the text is that of which the file carries a digest."""
    if document.proof is None:
        return not_applicable("The proof was not asked for.")
    source = etree.tostring(document.root, encoding="UTF-8", xml_declaration=True, with_tail=False)
    problems = list(document.proof(source))
    if not problems:
        return Verdict(1, 1)
    near = document.near("tei:fileDesc/tei:sourceDesc", "tei:fileDesc")
    return Verdict(0, 1, (gap(problems[0].message, near, ""),))


CHECKS: Mapping[str, Check] = {"Q25": provable}
"""The checks of this module, by the code of the criterion."""
