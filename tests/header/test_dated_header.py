"""What the header says of the dates of the text: the day of a date line with its hour, ranges, certainty."""

import pytest
from lxml import etree

from tei_edition.authority.index import NameIndex
from tei_edition.model.authority import Authority
from tei_edition.pipeline import Context, encode
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import settings

TEI = {"t": "http://www.tei-c.org/ns/1.0"}


def header(date_line: str, heading: str) -> etree._Element:
    nobody = Authority(())
    stated, _ = settings.read(None, file="edition.toml")
    context = Context(stated, "2026-01-31", Resources(nobody, NameIndex.of(nobody)))
    text = f"{heading}\n\n{date_line}\n\nWe met and spoke of trade for a long time.\n"
    encoded = encode(text.encode(), name="case.txt", context=context)
    assert encoded.tei is not None
    assert not {p.code for p in encoded.problems} & {"WV05", "WV06", "H15", "H16", "H19"}
    found = etree.fromstring(encoded.tei).find("t:teiHeader", TEI)
    assert found is not None
    return found


def values(element: etree._Element | None) -> dict[str, str]:
    assert element is not None
    names = ("when", "when-iso", "dur", "from", "to", "notBefore", "notAfter", "cert")
    return {name: element.get(name, "") for name in names if element.get(name)}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Moscow, October 18, 1961", {"when": "1961-10-18", "cert": "high"}),
        ("Moscow, October 18, 1961, 8 p.m.", {"when": "1961-10-18", "cert": "high"}),
        ("Moscow, August 16–17, 1971", {"from": "1971-08-16", "to": "1971-08-17", "cert": "high"}),
        ("Moscow, 16/17 May 1961", {"notBefore": "1961-05-16", "notAfter": "1961-05-17", "cert": "high"}),
        ("Moscow, November 1961", {"when": "1961-11", "cert": "high"}),
        ("Moscow, July 10(?), 1955", {"when": "1955-07-10", "cert": "low"}),
        ("Moscow, undated", {"cert": "unknown"}),
    ],
)
def test_the_date_of_the_record(line: str, expected: dict[str, str]) -> None:
    found = header(line, "Letter From the Ambassador to the Secretary of State")

    assert values(found.find(".//t:creation/t:origDate", TEI)) == expected


def test_a_talk_began_at_the_hour_of_its_date_line_and_lasted_as_long_as_it_says() -> None:
    found = header("Washington, March 4, 1977, 2:30–3:20 p.m.", "Memorandum of Conversation")

    talk = found.find(".//t:creation/t:date[@type='conversation']", TEI)
    assert values(talk) == {"when-iso": "1977-03-04T14:30", "cert": "high"}
    assert talk is not None and talk.text == "March 4, 1977, 2:30–3:20 p.m."
    setting = values(found.find(".//t:setting/t:time", TEI))
    assert setting == {"when-iso": "1977-03-04T14:30", "dur": "PT50M", "cert": "high"}
