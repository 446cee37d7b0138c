"""T34: an unidentified sign is found wherever it stands, unless an element marks it."""

import pytest
from lxml import etree

from tei_edition.tables import table
from tei_edition.validation.document import Document
from tei_edition.validation.signs import unidentified

_SIGNS = (*table("validation")["signs"]["unidentified"], "\ue000", "\uf8ff", "\U000f0000", "\U0010fffd")


def _found(paragraph: str) -> list[str]:
    source = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{paragraph}</body></text></TEI>"""
    return [problem.code for problem in unidentified(Document(etree.fromstring(source)))]


@pytest.mark.parametrize("sign", _SIGNS, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_sign_is_found_unless_an_element_marks_it(sign: str) -> None:
    assert _found(f"<p>ein “Wort” {sign}</p>") == ["T34"]
    assert _found(f"<p>a <hi>b {sign}</hi> c</p>") == ["T34"]
    assert _found(f"<p>a <metamark>{sign}</metamark> {sign}</p>") == ["T34"]
    assert _found(f"<p>a <unclear>b <hi>{sign}</hi><desc>{sign}</desc></unclear></p>") == []
    assert _found(f'<ab type="separator">{sign}</ab>') == []
    assert _found(f"<ab>{sign}</ab>") == ["T34"]


def test_signs_of_other_scripts_are_no_unidentified_signs() -> None:
    assert _found("<p>Ђ ﷺ ￥ 𐍈 😀 ퟻ 豈</p>") == []
