"""Identifiers of other authority files: how they are written, and which cannot be."""

import itertools
import re

import pytest

from tei_edition.authority.schemes import bare, fault, idno_of, of_idno, schemes

GND = "118540238 104076682 13140007X 13281899X 1043833846 1384382429 4005728-8 377-3 1024-8 37037-X 10173685-X 2175892-X"


@pytest.mark.parametrize("key", schemes())
def test_the_example_of_a_scheme_is_one(key: str) -> None:
    assert fault(key, schemes()[key].example) == ""


@pytest.mark.parametrize("id_", GND.split())
def test_identifiers_of_the_gnd_that_exist(id_: str) -> None:
    assert fault("gnd", id_) == ""


@pytest.mark.parametrize("id_", GND.split())
def test_a_digit_of_the_gnd_exchanged_is_found(id_: str) -> None:
    digits = [at for at, c in enumerate(id_[:-1]) if c.isdigit()]
    for one, two in itertools.pairwise(digits):
        wrong = list(id_)
        wrong[one], wrong[two] = wrong[two], wrong[one]
        if "".join(wrong) != id_:
            assert fault("gnd", "".join(wrong))


@pytest.mark.parametrize("id_", ["0000-0002-1825-0097", "0000-0002-1694-233X", "0009-0001-7822-0041"])
def test_check_digit_of_an_orcid(id_: str) -> None:
    assert fault("orcid", id_) == ""
    other = "0" if id_[-1] != "0" else "1"
    assert f"ask for {id_[-1]}" in fault("orcid", id_[:-1] + other)


@pytest.mark.parametrize(
    ("key", "id_"),
    [
        ("viaf", "0123"),
        ("viaf", "12345678901"),
        ("viaf", "102325430x"),
        ("gnd", "11854023"),
        ("gnd", "118540238foo"),
        ("wikidata", "11256"),
        ("wikidata", "Q012"),
        ("wikidata", "P31"),
        ("geonames", "Havana"),
        ("lcnaf", "79021164"),
        ("orcid", "0000000218250097"),
        ("uri", "www.example.org"),
    ],
)
def test_what_is_no_identifier(key: str, id_: str) -> None:
    assert schemes()[key].example in fault(key, id_)


@pytest.mark.parametrize(
    ("key", "written", "id_"),
    [
        ("viaf", "https://viaf.org/viaf/102325430/", "102325430"),
        ("viaf", "http://www.viaf.org/viaf/102325430/#Castro", "102325430"),
        ("gnd", "https://d-nb.info/gnd/4005728-8", "4005728-8"),
        ("wikidata", "http://www.wikidata.org/entity/Q11256", "Q11256"),
        ("wikidata", "https://www.wikidata.org/wiki/Q11256", "Q11256"),
        ("geonames", "https://www.geonames.org/3553478/havana.html", "3553478"),
        ("geonames", "https://sws.geonames.org/3553478/", "3553478"),
        ("lcnaf", "http://id.loc.gov/authorities/names/n79021164", "n79021164"),
        ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("viaf", " 102325430 ", "102325430"),
        ("viaf", "https://example.org/102325430", "https://example.org/102325430"),
    ],
)
def test_an_identifier_is_taken_out_of_its_uri(key: str, written: str, id_: str) -> None:
    assert bare(schemes()[key], written) == id_


@pytest.mark.parametrize(
    ("type_", "text", "found"),
    [
        ("VIAF", "1023", ("viaf", "1023")),
        ("GeoNames", "3553478", ("geonames", "3553478")),
        ("Wikidata", "Q1", ("wikidata", "Q1")),
        ("ORCID", "0000-0002-1825-0097", ("orcid", "0000-0002-1825-0097")),
        ("URI", "https://orcid.org/0000-0002-1825-0097", ("orcid", "0000-0002-1825-0097")),
        ("URI", "https://example.org/a", ("uri", "https://example.org/a")),
        ("URI", "orcid", ("uri", "orcid")),
        ("ISBN", "1", None),
    ],
)
def test_scheme_of_an_idno(type_: str, text: str, found: tuple[str, str] | None) -> None:
    assert of_idno(type_, text) == found


def test_an_orcid_is_written_as_uri() -> None:
    assert idno_of("orcid", "0000-0002-1825-0097") == ("URI", "https://orcid.org/0000-0002-1825-0097")
    assert idno_of("viaf", "1023") == ("VIAF", "1023")


def test_the_table_is_whole() -> None:
    for scheme in schemes().values():
        assert scheme.name and scheme.idno
        assert not re.search(r"[A-Z]", "".join(scheme.hosts))
