"""What an edition chooses in edition.toml about names, and what its header says of that."""

import pytest

from tei_edition.authority.index import NameIndex
from tei_edition.authority.tei_list import read_tei
from tei_edition.model.authority import Authority
from tei_edition.model.problem import Severity
from tei_edition.pipeline import Context, encode
from tei_edition.recognisers.resources import Resources
from tei_edition.tables.settings import read

LIST = b"""<standOff xmlns="http://www.tei-c.org/ns/1.0"><listPlace>
<place xml:id="pl-cuba" type="country"><placeName>Cuba</placeName></place>
<place xml:id="pl-havana" type="settlement"><placeName>Havana</placeName></place>
</listPlace></standOff>"""
TEXT = b"Cuba demanded more. Havana demanded more. He went to Cuba with Comrade Petrov.\n"


def encoded(toml: str) -> str:
    entities, problems = read_tei(LIST, file="list.xml")
    assert not problems
    settings, wrong = read(toml, file="edition.toml")
    assert not any(p.severity is Severity.ERROR for p in wrong), wrong
    authority = Authority(entities)
    resources = Resources(authority, NameIndex.of(authority), policy=settings.policy)
    result = encode(TEXT, name="a.txt", context=Context(settings, "2026-01-01", resources))
    assert result.tei is not None
    assert not any(p.code.startswith("WV") for p in result.problems), result.problems
    return result.tei.decode("utf-8")


def test_states_are_places_unless_the_edition_says_otherwise() -> None:
    tei = encoded("")

    assert tei.count('<placeName ref="#pl-cuba"') == 2
    assert "States are tagged placeName also where they act." in tei


def test_a_state_that_acts_may_be_an_organisation() -> None:
    tei = encoded('[policy]\nstates = "organisation"')

    assert tei.count('<orgName ref="#pl-cuba"') == 1
    assert tei.count('<placeName ref="#pl-cuba"') == 1
    assert '<orgName ref="#pl-havana"' not in tei
    assert "but orgName where they act" in tei


@pytest.mark.parametrize(("choice", "tagged"), [("tag", True), ("leave", False)])
def test_persons_in_no_list(choice: str, tagged: bool) -> None:
    tei = encoded(f'[policy]\nunlisted_persons = "{choice}"')

    assert ("Petrov</persName>" in tei or "<surname>Petrov</surname>" in tei) is tagged


def test_an_unknown_choice_is_refused_with_what_is_known() -> None:
    _, problems = read('[policy]\nstates = "orgName"', file="edition.toml")

    assert [p.code for p in problems] == ["ED02"]
    assert "organisation" in problems[0].message
