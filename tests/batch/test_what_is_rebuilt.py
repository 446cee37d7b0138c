"""Just those documents are built again that a change concerns, and what is written is what a build from nothing writes."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from archive import files, length, said

from tei_edition.batch import Cache, Outcome, build, folder, gather, result
from tei_edition.register import REGISTER

PEOPLE = "id,surname,forename,role,see\ncastro,Castro,Fidel,minister,\norlov,Orlov,Pavel,general,\n"
PLACES = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPlace>'
    '<place xml:id="pl-havana"><placeName>Havana</placeName><desc source="#bib-1">a town</desc></place>'
    '<place xml:id="pl-moscow"><placeName>Moscow</placeName><desc source="#bib-2">far</desc></place>'
    '</listPlace><listBibl><bibl xml:id="bib-1"><title>A book</title></bibl></listBibl></standOff></TEI>'
)
START = {
    "castro.txt": "We met Fidel Castro.",
    "orlov.txt": "We met Pavel Orlov.",
    "spelt.txt": "Then General Pavel Orloff left.",
    "havana.txt": "We were in Havana.",
    "nobody.txt": "They met in [his] house.\n\nThey left.",
    "map.txt": "The MAP was discussed.",
    "linked.txt": "We met the old man.",
    "mistaken.txt": "We met Fidel Castro there.",
    "revised.txt": "They met.",
    "1963.txt": "They met.",
    "moscow.txt": "We were in Moscow.",
    "unfit.txt": "They met.",
    "decisions/unfit.toml": '[names]\n"No such words" = "pers-castro"\n',
    "people.csv": PEOPLE,
    "places.xml": PLACES,
    "terms.csv": "id,term,expansion\nmap,MAP,Military Assistance Program\n",
    "edition.toml": '[edition]\nauthority = "A"\n',
    "decisions/linked.toml": '[names]\n"met the «old man»" = "pers-orlov"\n',
    "decisions/mistaken.toml": '[names]\n"Castro" = "pers-castra-f"\n',
    "decisions/revised.toml": '[[change]]\nwhen = "2026-01-15"\ntext = "read"\n',
}
ALL = frozenset(name.removesuffix(".txt") for name in START if name.endswith(".txt"))
CASTRO, ORLOV = {"castro", "mistaken", "unfit"}, {"orlov", "spelt", "linked"}
"""Documents in which a person is named or meant; that with a mistaken id depends on the list as a whole."""
WHOLE = {"mistaken"}

CHANGES: dict[str, tuple[Mapping[str, str | None], set[str] | frozenset[str]]] = {
    "nothing": ({}, set()),
    "a transcript": ({"castro.txt": "We met Fidel Castro again."}, {"castro"}),
    "a transcript more": ({"new.txt": "They came."}, {"new"}),
    "a transcript less": ({"orlov.txt": None}, set()),
    "decisions": ({"decisions/castro.toml": '[names]\n"Castro" = "no name"\n'}, {"castro"}),
    "no decisions any more": ({"decisions/linked.toml": None}, {"linked"}),
    "a role": ({"people.csv": PEOPLE.replace("minister", "president")}, CASTRO | WHOLE),
    "a forename": ({"people.csv": PEOPLE.replace("Fidel", "Raul")}, CASTRO | WHOLE),
    "a surname": ({"people.csv": PEOPLE.replace("Orlov,", "Orlow,")}, ORLOV | WHOLE),
    "an id": ({"people.csv": PEOPLE.replace("orlov,", "orlow,")}, ORLOV | WHOLE),
    "an entry of whom nobody speaks": ({"people.csv": PEOPLE + "rusk,Rusk,Dean,,\n"}, WHOLE),
    "another with the same surname": ({"people.csv": PEOPLE + "c,Castro,Emma,,\n"}, WHOLE),
    "another of the same name": ({"people.csv": PEOPLE + "c,Castro,Fidel,,\n"}, {"castro"} | WHOLE),
    "an entry that sounds alike": ({"people.csv": PEOPLE + "o,Orlof,Pavel,,\n"}, {"spelt"} | WHOLE),
    "an entry less": ({"people.csv": PEOPLE.replace("orlov,Orlov,Pavel,general,\n", "")}, ORLOV | WHOLE),
    "the order": (
        {
            "people.csv": "id,surname,forename,role,see\norlov,Orlov,Pavel,general,\ncastro,Castro,Fidel,minister,\n"
        },
        WHOLE,
    ),
    "a reference": (
        {"people.csv": PEOPLE.replace("castro,Castro,Fidel,minister,", "castro,Castro,Fidel,minister,orlov")},
        CASTRO | WHOLE,
    ),
    "the format of the list": (
        {"people.csv": PEOPLE.replace(",", ";")},
        WHOLE,
    ),
    "a mistaken id that is nearer to another": ({"people.csv": PEOPLE + "castra,X,Y,,\n"}, WHOLE),
    "what the lists say of a place": ({"places.xml": PLACES.replace("a town", "a city")}, {"havana"} | WHOLE),
    "a book that an entry cites": ({"places.xml": PLACES.replace("A book", "Two books")}, {"havana"} | WHOLE),
    "a book that an entry cites, and that was not there": (
        {
            "places.xml": PLACES.replace(
                "<listBibl>", '<listBibl><bibl xml:id="bib-2"><title>B</title></bibl>'
            )
        },
        {"moscow"} | WHOLE,
    ),
    "an entry with the id of a document": (
        {
            "places.xml": PLACES.replace(
                "<listBibl>", '<listBibl><bibl xml:id="doc-1963"><title>B</title></bibl>'
            )
        },
        {"1963"} | WHOLE,
    ),
    "a term": ({"terms.csv": "id,term,expansion\nmap,MAP,a map\n"}, {"map"} | WHOLE),
    "no list of terms": ({"terms.csv": None}, {"map"} | WHOLE),
    "another term": (
        {"terms.csv": "id,term,expansion\nmap,MAP,Military Assistance Program\nx,XYZ,a thing\n"},
        WHOLE,
    ),
    "a list more": ({"more.csv": "id,surname,forename\nmet,Went,Ann\n"}, WHOLE),
    "settings": ({"edition.toml": '[edition]\nauthority = "B"\n'}, ALL),
    "a table": ({"tables/brackets.toml": 'formula = [{ is = "x", kind = "stamp" }]\n'}, ALL),
}


def put(source: Path, changed: Mapping[str, str | None]) -> None:
    for name, content in changed.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.unlink()
        else:
            path.write_text(content, encoding="utf-8")


def run(source: Path, output: Path, cache: Cache | None, date: str = "2026-01-01") -> list[Outcome]:
    batch = gather([source], lists=[], date=date, cache=cache)
    return list(build(batch, output, [], [REGISTER], cache=cache, recorder=length))


def states(outcomes: list[Outcome], state: str) -> set[str]:
    return {o.transcript.stem for o in outcomes if o.state == state}


@pytest.mark.parametrize("what", CHANGES)
def test_what_changes_is_built_and_nothing_else(what: str, tmp_path: Path) -> None:
    changed, expected = CHANGES[what]
    source, output, cache = tmp_path / "source", tmp_path / "build", Cache(tmp_path / "cache")
    put(source, START)
    assert states(run(source, output, cache), "built") == ALL
    put(source, changed)

    outcomes = run(source, output, cache)

    anew = tmp_path / "anew"
    assert said(outcomes, output) == said(run(source, anew, None), anew)
    stems = {o.transcript.stem for o in outcomes}
    assert {n: c for n, c in files(output).items() if n.split(".")[0] in stems} == files(anew)
    assert states(outcomes, "built") == set(expected)
    assert states(outcomes, "unchanged") == stems - expected

    again = run(source, output, cache)
    assert states(again, "unchanged") == stems
    assert said(again, output) == said(outcomes, output)


def test_on_another_day_only_the_day_changes(tmp_path: Path) -> None:
    source, output, cache = tmp_path / "source", tmp_path / "build", Cache(tmp_path / "cache")
    put(source, START)
    run(source, output, cache)

    for day in ("2026-01-31", "2025-12-24"):
        outcomes = run(source, output, cache, day)

        anew = tmp_path / day
        assert said(outcomes, output) == said(run(source, anew, None, day), anew)
        assert files(output) == files(anew)
        # The order of the editor's changes depends on the day.
        assert states(outcomes, "built") == {"revised"}
        assert states(outcomes, "restored") == ALL - {"revised"}


def test_what_was_taken_back_is_known(tmp_path: Path) -> None:
    source, output, cache = tmp_path / "source", tmp_path / "build", Cache(tmp_path / "cache")
    put(source, START)
    first = run(source, output, cache)
    put(source, {"people.csv": PEOPLE.replace("minister", "president"), "nobody.txt": "They came."})
    run(source, output, cache)
    put(source, START)

    back = run(source, output, cache)

    assert states(back, "built") == set()
    assert said(back, output) == said(first, output)


def test_if_nothing_changed_nothing_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, output, cache = tmp_path / "source", tmp_path / "build", Cache(tmp_path / "cache")
    put(source, START)
    first = run(source, output, cache)

    def refused(*_: object) -> None:
        raise AssertionError("this is not needed")

    for name in ("authority_of", "context_of"):
        monkeypatch.setattr(folder, name, refused)
    for name in ("context_of", "lists_of", "made"):
        monkeypatch.setattr(result, name, refused)
    assert said(run(source, output, cache), output) == said(first, output)


def test_other_demands_and_recorders_give_other_results(tmp_path: Path) -> None:
    source, output, cache = tmp_path / "source", tmp_path / "build", Cache(tmp_path / "cache")
    put(source, START)
    run(source, output, cache)

    batch = gather([source], lists=[], date="2026-01-01", cache=cache)
    outcomes = list(build(batch, output, [], [REGISTER], cache=cache, recorder=beginning))

    assert states(outcomes, "built") == ALL
    assert {o.record for o in outcomes} == {"<?xml"}
    assert {o.record for o in build(batch, output, cache=cache)} == {None}


def beginning(tei: bytes) -> str:
    return tei[:5].decode()
