"""What a record of InvenioRDM says of an edition."""

import pytest

from tei_edition.deposit.description import Agent, Description, Identifier, Place, Rights, Source
from tei_edition.deposit.inveniordm_record import language, record
from tei_edition.tables import table
from tei_edition.tables.publication import Subject

DEPOSIT = "urn:uuid:00000000-0000-0000-0000-000000000001"


def metadata(**fields: object) -> dict[str, object]:
    return record(Description(**fields), DEPOSIT)["metadata"]  # type: ignore[arg-type]


def test_what_nobody_stated_is_left_out() -> None:
    assert record(Description(), DEPOSIT) == {
        "access": {"record": "public", "files": "restricted"},
        "files": {"enabled": True},
        "metadata": {
            "resource_type": {"id": "dataset"},
            "identifiers": [{"identifier": DEPOSIT, "scheme": "urn"}],
        },
    }


def test_people() -> None:
    orcid = Identifier("orcid", "0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097")
    viaf = Identifier("viaf", "1", "https://viaf.org/viaf/1")
    said = metadata(
        creators=(
            Agent("Doe, Jane", family="Doe", given="Jane", identifiers=(orcid, viaf), affiliation="Brown"),
        ),
        contributors=(
            Agent("Cold War Project", "organisation", "sponsor"),
            Agent("Gary Goldberg", role="translator"),
        ),
    )
    [jane] = said["creators"]  # type: ignore[misc]
    assert jane == {
        "person_or_org": {
            "type": "personal",
            "family_name": "Doe",
            "given_name": "Jane",
            "identifiers": [{"scheme": "orcid", "identifier": "0000-0002-1825-0097"}],
        },
        "role": {"id": "editor"},
        "affiliations": [{"name": "Brown"}],
    }
    assert said["contributors"] == [
        {"person_or_org": {"type": "organizational", "name": "Cold War Project"}, "role": {"id": "sponsor"}},
        {"person_or_org": {"type": "personal", "family_name": "Gary Goldberg"}, "role": {"id": "translator"}},
    ]


def test_rights_are_never_invented() -> None:
    free = Rights("free", "Free <to> use.", "https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0")
    said = record(Description(rights=free), DEPOSIT)
    assert said["access"]["files"] == "public"
    assert said["metadata"]["rights"] == [{"id": "cc-by-4.0"}]
    assert said["metadata"]["additional_descriptions"][0]["description"] == "<p>Free &lt;to&gt; use.</p>"

    own = Rights("restricted", "Ask the archive.", "https://archive.example/terms")
    said = record(Description(rights=own), DEPOSIT)
    assert said["access"]["files"] == "restricted"
    assert said["metadata"]["rights"] == [
        {
            "title": {"en": "Statement of rights"},
            "description": {"en": "Ask the archive."},
            "link": "https://archive.example/terms",
        }
    ]


def test_sources() -> None:
    author = Agent("Alekseyev", role="author")
    said = metadata(
        sources=(
            Source("digital", "Record", uri="https://archive.example/1"),
            Source("digital", "Record", uri="https://archive.example/1"),
            Source("print", "Book", uri="https://doi.org/10.1/x"),
            Source(
                "original", "Zapis", creators=(author,), repository="AVP RF", shelfmark="f. 1", date="1963"
            ),
        )
    )
    assert said["related_identifiers"] == [
        {
            "identifier": "https://archive.example/1",
            "scheme": "url",
            "relation_type": {"id": "isderivedfrom"},
        },
        {"identifier": "10.1/x", "scheme": "doi", "relation_type": {"id": "isderivedfrom"}},
    ]
    assert said["references"] == [{"reference": "Alekseyev, Zapis, 1963, AVP RF, f. 1"}]
    many = tuple(Source("digital", "x", uri=f"https://archive.example/{i}") for i in range(5000))
    assert len(metadata(sources=many)["related_identifiers"]) == table("inveniordm")["sources-at-most"]  # type: ignore[arg-type]


def test_times_places_and_subjects() -> None:
    said = metadata(
        temporal=("1950-05-04", "1963"),
        spatial=(Place("Paris", (Identifier("geonames", "2988507", ""), Identifier("gnd", "1", ""))),),
        subjects=(Subject("Diplomacy"),),
        subtitle="A choice",
        languages=("en", "ru-Latn", "en-GB", "x-own"),
        abstract="One.\n\nTwo & three.",
    )
    assert said["dates"] == [{"date": "1950-05-04/1963", "type": {"id": "coverage"}}]
    [paris] = said["locations"]["features"]  # type: ignore[index]
    assert paris == {"place": "Paris", "identifiers": [{"scheme": "geonames", "identifier": "2988507"}]}
    assert said["languages"] == [{"id": "eng"}, {"id": "rus"}]
    assert said["description"] == "<p>One.</p><p>Two &amp; three.</p>"
    assert said["additional_titles"] == [{"title": "A choice", "type": {"id": "subtitle"}}]


@pytest.mark.parametrize(
    ("tag", "code"), [("de", "deu"), ("prs-Latn", "prs"), ("zh-Hans", "zho"), ("", ""), ("x-a", "")]
)
def test_languages(tag: str, code: str) -> None:
    assert language(tag) == code


def test_every_field_of_the_table_is_one_of_the_crosswalk() -> None:
    assert set(table("inveniordm")["fields"].values()) <= set(table("crosswalk")["fields"])
    assert {f"metadata.{name}" for name in table("inveniordm")["vocabularies"]} <= {
        *table("inveniordm")["fields"],
        "metadata.additional_descriptions",
    }
