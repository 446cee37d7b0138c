"""The description: what edition.toml and the headers say, in the terms of every catalogue; nothing invented."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
from lxml import etree
from small_edition import DAY, SETTINGS, Edition

from tei_edition.deposit.citation import citation_cff
from tei_edition.deposit.crosswalk import describe
from tei_edition.deposit.datacite import datacite, datacite_faults, datacite_xml
from tei_edition.deposit.description import Agent, Description, Identifier
from tei_edition.deposit.dublin_core import dublin_core
from tei_edition.model.problem import Problem
from tei_edition.tables import settings, table

ORCID = Identifier("orcid", "0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097")
HEADER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title type="main">Letter of {date}</title><author><persName ref="#pers-a">A. Author</persName></author>
<respStmt xml:id="resp-translator"><resp ref="http://id.loc.gov/vocabulary/relators/trl">translated</resp>
<persName>T. Translator</persName></respStmt>
<respStmt xml:id="resp-archive"><resp ref="http://id.loc.gov/vocabulary/relators/pbl">published</resp>
<orgName>The Archive</orgName></respStmt>
<respStmt xml:id="resp-obtained"><resp>obtained</resp><name>unidentified</name></respStmt>
<respStmt xml:id="resp-editor"><resp>edited</resp><persName>E. Header</persName></respStmt></titleStmt>
<publicationStmt><authority>not stated</authority></publicationStmt>
<sourceDesc><bibl type="transcript"><idno type="filename">{id}.txt</idno><idno type="sha256">0</idno></bibl>
<biblFull><titleStmt><title>On line</title></titleStmt><publicationStmt><publisher>The Archive</publisher>
<idno type="URI">https://example.org/{id}</idno></publicationStmt></biblFull>
<msDesc><msIdentifier><repository><choice><abbr>ARC</abbr><expan>Archive</expan></choice></repository>
<idno type="archivalReference">f. <idno>1</idno></idno></msIdentifier>
<msContents><msItem><textLang mainLang="ru">Russian</textLang></msItem></msContents></msDesc></sourceDesc></fileDesc>
<encodingDesc><projectDesc><p>Of all.</p><p>Of {id}.</p></projectDesc></encodingDesc>
<profileDesc><creation><origDate when="{date}"/><origPlace>Havana</origPlace></creation>
<textClass><keywords><term>Cuba</term></keywords></textClass></profileDesc></teiHeader>
<standOff><listPerson><person xml:id="pers-a"><idno type="VIAF">102325430</idno></person></listPerson></standOff>
<text/></TEI>"""
LETTERS = {
    f"{id_}.xml": HEADER.format(id=id_, date=date).encode()
    for id_, date in (("second", "1963-03-02"), ("first", "1962-10-28"))
}


def described(
    text: str, files: dict[str, bytes] = LETTERS, *, built: bool = False
) -> tuple[Description, list[Problem]]:
    stated, wrong = settings.read(text, file="edition.toml")
    assert not [p for p in wrong if p.code == "ED02"], wrong
    description, problems = describe(stated, files, date=DAY)
    # The headers of these letters were not built from the settings.
    return description, [p for p in problems if built or p.code != "DP17"]


def test_what_the_editor_states_and_what_the_headers_say() -> None:
    d, problems = described(SETTINGS)

    assert problems == []
    assert (d.title, d.subtitle, d.version, d.date) == (
        "Letters from Havana",
        "A sample",
        "1.2.0",
        "2026-01-15",
    )
    assert d.creators == (
        Agent(
            "Editor, Ada", "person", "editor", "Editor", "Ada", (ORCID,),
            "The Example Institute", "https://ror.org/03f0f6041",
        ),
    )  # fmt: skip
    assert [(a.name, a.role) for a in d.contributors] == [
        ("Tom Transcriber", "transcriber"),
        ("The Translators' Office", "translator"),
        ("T. Translator", "translator"),
    ]
    assert [x.id for x in d.documents] == ["first", "second"]
    assert d.temporal == ("1962-10-28", "1963-03-02")
    assert [p.name for p in d.spatial] == ["Havana"]
    assert [s.term for s in d.subjects] == ["Cuba"]
    assert d.languages == ("en",)
    assert d.method == "Of all."


def test_the_sources_are_those_of_the_documents() -> None:
    d, _ = described(SETTINGS)
    original = next(s for s in d.sources if s.kind == "original")

    assert (original.repository, original.shelfmark, original.language) == ("Archive (ARC)", "f. 1", "ru")
    assert original.documents == ("first", "second")
    assert [c.name for c in original.creators] == ["A. Author"]
    assert [s.uri for s in d.sources if s.kind == "digital"] == [
        "https://example.org/first",
        "https://example.org/second",
    ]


def test_a_historical_author_is_no_author_of_the_edition_unless_it_says_so() -> None:
    d, _ = described(SETTINGS)
    chosen, _ = described(SETTINGS + 'historical-author = "creator"\n')

    assert "A. Author" not in [a.name for a in d.creators]
    assert [a.name for a in chosen.creators] == ["Editor, Ada", "A. Author"]
    assert chosen.creators[1].identifiers[0].uri == "https://viaf.org/viaf/102325430"


def test_nothing_is_invented() -> None:
    d, problems = described("")

    assert (d.title, d.version, d.publisher, d.creators) == ("", "", "", ())
    assert (d.rights.status, d.rights.licence, d.rights.spdx) == ("unknown", "", "")
    assert [p.code for p in problems if p.severity.name == "WARNING"] == ["DP01"] * 5
    assert all(p.file == "edition.toml" and p.hint for p in problems)


@pytest.mark.parametrize(
    ("old", "field"),
    [
        ('title = "Letters from Havana"', "title in [edition]"),
        ('version = "1.2.0"', "version in [edition]"),
        ('authority = "The Example Press"', "authority in [edition]"),
        ('name = "Ada Editor"', 'role = "editor"'),
    ],
)
def test_what_is_missing_is_told_with_its_key(old: str, field: str) -> None:
    assert old in SETTINGS
    text = SETTINGS.replace(old, "")
    if "name" in old:
        text = text.replace('family = "Editor"\ngiven = "Ada"', "")
    _, problems = described(text)

    assert [p.code for p in problems] == ["DP01"]
    assert field in problems[0].hint


def test_unknown_rights_stand_against_publication() -> None:
    text = SETTINGS.replace('status = "free"', 'status = "unknown"').replace(
        'licence = "https://creativecommons.org/licenses/by/4.0/"', ""
    )
    _, problems = described(text)

    assert [p.code for p in problems] == ["DP01"]
    assert "[availability]" in problems[0].hint


def test_a_single_document_lends_its_title() -> None:
    d, problems = described(
        SETTINGS.replace('title = "Letters from Havana"', ""), {"first.xml": LETTERS["first.xml"]}
    )

    assert d.title == "Letter of 1962-10-28"
    assert [p.code for p in problems] == ["DP02"]


def test_an_identifier_that_cannot_be_one_is_left_out() -> None:
    d, problems = described(SETTINGS.replace("0000-0002-1825-0097", "0000-0002-1825-0098"))

    assert d.creators[0].identifiers == ()
    assert [p.code for p in problems] == ["DP05"]


def test_the_identifier_of_the_edition_depends_on_its_name_alone() -> None:
    without = SETTINGS.replace('identifier = "urn:uuid:0e5f3c1e-9f7a-4c55-8f0e-5a3f8f2f7c11"', "")
    d, problems = described(without)
    other, _ = described(without.replace("1.2.0", "1.3.0"), {"first.xml": LETTERS["first.xml"]})

    assert d.identifier.startswith("urn:uuid:") and d.identifier == other.identifier
    assert [p.code for p in problems] == ["DP03"]
    assert d.identifier in problems[0].hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[edition]\nverison = '1'", 'Did you mean "version"?'),
        ("[edition]\nversion = '1 beta'", "such as"),
        ("[edition]\ndate = '31.1.2026'", "2026-01-31"),
        ("[edition]\ndate = '2026-02-30'", "2026-01-31"),
        ("[deposit]\nresource-type = 'bok'", 'Did you mean "book"?'),
        ("[deposit]\nhistorical-author = 'creators'", 'Did you mean "creator"?'),
        ("[deposit]\nidentifier = 'my edition'", "must be a URI"),
        ("[[contributor]]\nrole = 'translater'\nname = 'A'", 'Did you mean "translator"?'),
        ("[[contributor]]\nrole = 'translator'", "name is missing"),
        ("[[contributor]]\nrole = 'translator'\nname='A'\norcd=''", 'Did you mean "orcid"?'),
        ("[contributor]\nrole = 'translator'", "two brackets"),
        ("[[responsible]]\nrole = 'editor'\nkind = 'persn'", 'Did you mean "person"?'),
        ("[[subject]]\nterm = ''", "term is missing"),
        ("[[responsible]]\nrole = 'editor'\n[[responsible]]\nrole = 'editor'", "under [[contributor]]"),
        ("[availability]\nspxd = 'MIT'", 'Did you mean "spdx"?'),
    ],
)
def test_a_slip_in_the_settings_is_named(text: str, said: str) -> None:
    _, problems = settings.read(text, file="edition.toml")

    assert problems[0].code == "ED02"
    assert said in problems[0].message


# ---- the table itself


def test_the_table_has_every_field_of_the_description() -> None:
    told = set(table("crosswalk")["fields"])

    assert told == {f.name for f in fields(Description)} - {"summary", "documents"}


def test_every_role_has_words_for_the_reader() -> None:
    assert table("crosswalk")["roles"].keys() == table("deposit")["roles"].keys()


# ---- in the terms of others


def test_datacite_accepts_it() -> None:
    d, _ = described(SETTINGS)
    made = datacite(d)

    assert datacite_faults(made) == ()
    assert made["creators"][0]["nameIdentifiers"][0]["nameIdentifierScheme"] == "ORCID"
    assert made["rightsList"][0]["rightsIdentifier"] == "CC-BY-4.0"
    assert {c["contributorType"] for c in made["contributors"]} == {"DataCollector", "Translator"}
    assert {i["relationType"] for i in made["relatedItems"]} == {"IsDerivedFrom"}


def test_datacite_accepts_what_is_not_known_yet() -> None:
    d, _ = described("")
    made = datacite(d)

    assert datacite_faults(made) == ()
    assert (made["creators"], made["publisher"]) == ([{"name": "(:tba)"}], {"name": "(:tba)"})


def test_datacite_refuses_what_is_wrong() -> None:
    d, _ = described(SETTINGS)

    assert datacite_faults({**datacite(d), "publicationYear": "soon"})
    assert datacite_faults({**datacite(d), "contributors": [{"name": "A", "contributorType": "Scribe"}]})


@pytest.mark.parametrize("text", [SETTINGS, "", SETTINGS + 'historical-author = "creator"'])
@pytest.mark.parametrize("doi", ["", "10.5072/zenodo.1234"])
def test_datacite_in_xml_has_what_its_schema_allows(text: str, doi: str) -> None:
    """The published XML Schema is in no package; the file beside this one says the same of what we write."""
    d, _ = described(text)
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("datacite-4.6.rng")))

    schema.assertValid(etree.fromstring(datacite_xml(replace(d, doi=doi))))


def test_datacite_in_xml_is_of_the_version_that_has_all_its_values() -> None:
    d, _ = described(SETTINGS)
    root = etree.fromstring(datacite_xml(d))

    assert root.tag == "{http://datacite.org/schema/kernel-4}resource"
    assert "kernel-4.6/metadata.xsd" in next(iter(root.attrib.values()))
    assert root.findtext("{*}identifier") == "(:tba)"
    assert root.findtext("{*}titles/{*}title") == "Letters from Havana"


def test_dublin_core_has_what_every_catalogue_reads() -> None:
    d, _ = described(SETTINGS)
    said = dublin_core(d)

    assert ("creator", "Editor, Ada") in said
    assert ("contributor", "T. Translator") in said
    assert ("rights", "https://creativecommons.org/licenses/by/4.0/") in said
    assert ("coverage", "1962-10-28/1963-03-02") in said


def test_the_citation_file_is_of_a_data_set() -> None:
    d, _ = described(SETTINGS)
    text = citation_cff(d).decode()

    assert 'type: "dataset"\n' in text
    assert '"family-names": "Editor"' in text


def test_an_edition_is_described_from_what_was_built(edition: Edition) -> None:
    files = {p.name: p.read_bytes() for p in edition.build.glob("*.xml")}
    d, problems = described(SETTINGS, files, built=True)

    assert problems == []
    assert [(x.id, x.date, x.transcript) for x in d.documents] == [
        ("first-letter", "1963-02-13", "first letter.txt"),
        ("second", "1963-03-02", "second.txt"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("The Example Press", "The Other Press", "the publishing authority"),
        ("Letters from Havana", "Letters", "the title of the edition"),
        ('status = "free"', 'status = "restricted"', "the status of the rights"),
        ("by/4.0", "by-sa/4.0", "the licence"),
    ],
)
def test_a_header_that_says_otherwise_is_to_be_built_again(
    edition: Edition, old: str, new: str, said: str
) -> None:
    edition.change("source/edition.toml", old, new)
    made = edition.package()

    assert {(p.code, Path(p.file).name) for p in made.hindrances} == {
        ("DP17", "first letter.xml"),
        ("DP17", "second.xml"),
    }
    assert said in made.hindrances[0].message
    edition.encode()
    assert edition.package().hindrances == ()


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("1963", "1963"),
        ("1963-02", "1963-02"),
        ("1963-02-13T02:00:00Z", "1963-02-13"),
        ("--05-12", ""),
        ("", ""),
        ("soon", ""),
        ("19630213", ""),
    ],
)
def test_a_date_without_year_is_none(when: str, expected: str) -> None:
    d, _ = described(SETTINGS, {"a.xml": HEADER.format(id="a", date=when).encode()})

    assert d.documents[0].date == expected
    assert d.temporal == (expected, expected)
