"""JUnit XML: a case a file."""

from lxml import etree

from tei_edition.reports import FORMATS
from tei_edition.reports.outcome import Outcome


def test_a_file_is_a_case(found: Outcome) -> None:
    root = etree.fromstring(FORMATS["junit"](found).encode())
    suite = root[0]
    assert dict(suite.attrib) == {
        "name": "tei-edition validate",
        "tests": "5",
        "failures": "2",
        "errors": "1",
    }
    cases = {case.get("name"): case for case in suite}
    assert [c.get("classname") for c in suite] == ["tei-edition.validate"] * 5
    assert [len(cases[name]) for name in ("sound.xml", "a.xml", "b.xml", "c d.xml")] == [0, 2, 1, 1]
    failure = cases["a.xml"].find("failure")
    assert failure.get("message") == "1 error" and failure.get("type") == "XM02"
    assert "TEI: line 3, column 7" in failure.text and "next: TEI has <hi" in failure.text
    assert "warning P10" in cases["a.xml"].findtext("system-out")
    assert cases["b.xml"].find("error").get("type") == "XM15"
    assert cases["c d.xml"].find("system-out") is not None


def test_what_xml_cannot_hold_is_replaced(found: Outcome) -> None:
    root = etree.fromstring(FORMATS["junit"](found).encode())
    assert "\ufffd[31m\ufffd" in root.findtext(".//testcase[@name='e.xml']/failure")
