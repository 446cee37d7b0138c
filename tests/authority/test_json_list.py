"""Lists in JSON, and what they have in common with those in CSV."""

import json

import pytest

from tei_edition.authority.csv_list import read_csv
from tei_edition.authority.json_list import read_json
from tei_edition.model.authority import Name

ROWS = [
    {"id": "castro", "surname": "Castro", "forename": "Fidel", "variants": ["F. Castro", "Falcon"]},
    {"id": "cuba", "kind": "place", "name": "Cuba", "type": "country", "geonames": 3562981},
]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ROWS),
        json.dumps(ROWS, indent=2),
        "\ufeff" + json.dumps(ROWS),
        "\n".join(map(json.dumps, ROWS)),
        "\r\n".join(map(json.dumps, ROWS)) + "\r\n",
        " ".join(map(json.dumps, ROWS)),
    ],
)
def test_an_array_or_an_object_a_line(text: str) -> None:
    entities, problems = read_json(text, file="list.json")
    assert problems == ()
    assert [(e.id, e.kind) for e in entities] == [("pers-castro", "person"), ("pl-cuba", "place")]
    assert Name("F. Castro", "Castro", "F.") in entities[0].names
    assert entities[1].identifiers == (("geonames", "3562981"),)
    assert 'type="country"' in entities[1].tei


def test_the_same_entries_as_in_csv() -> None:
    rows = "id,kind,surname,forename,variants,name,type,geonames\ncastro,,Castro,Fidel,F. Castro|Falcon,,,\n"
    from_csv, _ = read_csv(rows + "cuba,place,,,,Cuba,country,3562981\n", file="list")
    from_json, _ = read_json(json.dumps(ROWS), file="list")
    assert from_csv == from_json
    assert [e.tei for e in from_csv] == [e.tei for e in from_json]


@pytest.mark.parametrize(
    ("text", "code", "line", "left"),
    [
        ("", "ED19", 1, 0),
        ("[]", "ED19", 1, 0),
        ('[\n{"id": "a", "display": "A"}\n{"id": "b", "display": "B"}\n]', "ED35", 3, 1),
        ('[\n{"id": "a", "display": "A"},\n{"id": "b" "display": "B"}\n]', "ED35", 3, 1),
        ('[\n{"id": "a", "display": "A"},\n"b"\n]', "ED35", 3, 1),
        ('[\n{"id": "a", "display": "A"}', "ED35", 2, 1),
        ('[\n{"id": "a", "display": "A"},\n]', "ED35", 3, 1),
        ('[\n{"id": "a", "display": "A"}\n]\n{}', "ED35", 4, 1),
        ('{"id": "a", "display": "A"}\n{"id"', "ED35", 2, 1),
        ('[\n{"id": "a", "display": "A", "viaf": ' + "1" * 5000 + "}]", "ED35", 2, 0),
        ('[\n{"id": "a", "display": "A", "variants": ' + "[" * 100_000 + "}]", "ED35", 2, 0),
        ('[\n{"id": "a", "display": "A", "role": true}\n]', "ED35", 2, 1),
        ('[\n{"id": "a", "display": "A", "role": {}}\n]', "ED35", 2, 1),
        ('[\n{"id": "a", "display": "A", "variants": ["B", 1]}\n]', "ED35", 2, 1),
        ('[\n{"id": "a", "display": "A\\u0002"}\n]', "ED18", 2, 1),
        ('[\n{"id": "a", "display": "A\\ud800"}\n]', "ED18", 2, 1),
        ('[\n{"id": "a", "display": "A", "born": "1900"}\n]', "ED16", 1, 1),
        ('[\n{"display": "A"},\n{"id": "b", "display": "B"}\n]', "ED17", 2, 1),
        ('[\n{"id": "a"}\n,{"id": "b", "display": "B"}\n]', "ED12", 2, 1),
        ('[\n{"id": "a", "display": "A"},\n\n{"id": "a", "display": "B"}\n]', "ED11", 4, 1),
        ('[\n{"id": "a", "display": "A", "kind": "ship"},\n{"id": "b", "display": "B"}\n]', "ED36", 2, 1),
    ],
)
def test_problems(text: str, code: str, line: int, left: int) -> None:
    entities, problems = read_json(text, file="list.json")
    assert [p.code for p in problems] == [code]
    assert problems[0].place is not None
    assert problems[0].place.line == line
    assert problems[0].hint
    assert len(entities) == left


def test_an_empty_value_is_none() -> None:
    entities, problems = read_json('[{"id": "a", "display": "A", "role": null, "viaf": []}]', file="l")
    assert problems == ()
    assert (entities[0].description, entities[0].identifiers) == ("", ())
