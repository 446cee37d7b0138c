"""Lists converted: the same entries whatever the format, and the same bytes from the same entries."""

import csv
import io
import json
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tei_edition.authority.convert import FORMATS, convert
from tei_edition.authority.lists import load
from tei_edition.authority.record import record_of
from tei_edition.model.authority import Entity

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
ENDINGS = {"csv": ".csv", "json": ".json", "tei": ".xml"}

WORDS = ["Fidel", "Castro", "Ruz", "Raúl", "N.", "S.", "N.S.", "Il Sung", "Kim", "de Gaulle", "Charles", "Gerő", "Gero", "E. Gero", "Jr.", "III", "John XXIII", "Marshal", "Marshal of the Soviet Union", "Oberst", "Yu. V.", "O'Neill & Co", "a < b", "«x»", "CASTRO", "Thant", "U Thant", 'Ernesto "Che"', "Crisis (Cuba)", "[his]", "x, y", ", ", "-", "Falcon", "Kim, Il Sung", "Ann Lee, Jr.", "Lee", "Ann"]  # fmt: skip
words = st.sampled_from(WORDS)
texts = words | st.builds("{} {}".format, words, words) | st.text("ab B.,()\"'é;\t-", max_size=8)
RECORD = st.fixed_dictionaries(
    {"id": st.text("abc-1 ö", min_size=1, max_size=3)},
    optional={
        "kind": st.sampled_from(["person", "place", "organisation", "event", ""]),
        "surname": texts,
        "forename": texts,
        "title": st.sampled_from(["General", "Oberst", "Marshal", ""]),
        "gen": st.sampled_from(["Jr.", "II", ""]),
        "display": texts,
        "type": st.sampled_from(["country", "town"]),
        "role": texts,
        "when": st.sampled_from(["1962", "1962-10-27"]),
        "variants": st.lists(texts | st.sampled_from(["A B <B, A>", "A <>", "C <, C>"]), max_size=3),
        "see": st.text("abc-1", max_size=2),
        "viaf": st.sampled_from(["123", "https://viaf.org/viaf/123/", "x"]),
        "orcid": st.sampled_from(["0000-0002-1825-0097", "1"]),
        "uri": st.just("https://x.org/a"),
    },
)
PART = st.sampled_from(["surname", "forename", "roleName", "genName", "nameLink", "addName"])
PERSNAME = st.lists(st.tuples(PART | st.none(), texts), min_size=1, max_size=4)


def persname(parts: list[tuple[str | None, str]]) -> str:
    return "".join(f"<{e}>{escape(t)}</{e}> " if e else f"{escape(t)} " for e, t in parts)


def facts(path: Path) -> list[object]:
    return [record_of(e).facts for e in load([path])[0].entities if e.kind != "work"]


def converted(path: Path, to: str, folder: Path) -> Path:
    done = convert(path, to)
    assert done.content is not None
    out = folder / f"{len([*folder.iterdir()])}{ENDINGS[to]}"
    out.write_bytes(done.content)
    return out


def holds(path: Path, folder: Path) -> None:
    said = facts(path)
    for to in FORMATS:
        # Names that a format cannot hold are said to be left out.
        assume(not any("how names are parted" in p.message for p in convert(path, to).problems))
        once = converted(path, to, folder)
        assert facts(once) == said, to
        assert convert(once, to).content == once.read_bytes(), "converting to the same format changes nothing"
        for other in FORMATS:
            assert facts(converted(once, other, folder)) == said, (to, other)
        back = converted(converted(once, "json", folder), "csv", folder)
        assert back.read_bytes() == converted(path, "csv", folder).read_bytes()


def once_each(records: list[dict[str, object]]) -> list[dict[str, object]]:
    return [*{str(r["id"]).strip(): r for r in records if str(r["id"]).strip()}.values()]


@given(st.lists(RECORD, min_size=1, max_size=4))
def test_records_survive_every_conversion(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, object]]
) -> None:
    folder = tmp_path_factory.mktemp("lists")
    path = folder / "list.json"
    path.write_text(json.dumps(once_each(records)), encoding="utf-8")
    authority, problems = load([path])
    if convert(path, "json").content is None:
        assert {p.code for p in problems} & {"ED11", "ED17"}
        return
    # A name with the separator in it, or markup of its own, is none that columns can hold; none is made here.
    holds(path, folder)
    assert all(isinstance(e, Entity) for e in authority.entities)


@given(st.lists(st.lists(PERSNAME, min_size=1, max_size=3), min_size=1, max_size=3))
def test_names_in_tei_survive_every_conversion(
    tmp_path_factory: pytest.TempPathFactory, persons: list[list[list[tuple[str | None, str]]]]
) -> None:
    folder = tmp_path_factory.mktemp("lists")
    path = folder / "list.xml"
    entries = "\n".join(
        f'<person xml:id="p{i}">{"".join(f"<persName>{persname(name)}</persName>" for name in names)}</person>'
        for i, names in enumerate(persons)
    )
    path.write_text(
        f'<listPerson xmlns="http://www.tei-c.org/ns/1.0">{entries}</listPerson>', encoding="utf-8"
    )
    names = [n for e in load([path])[0].entities for n in e.names]
    assume(all(n.surname in n.text and n.forename in n.text for n in names))  # as the model demands
    holds(path, folder)


@given(st.lists(RECORD, min_size=1, max_size=4))
def test_csv_says_what_json_says(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, object]]
) -> None:
    folder = tmp_path_factory.mktemp("lists")
    unique = once_each(records)
    (folder / "a.json").write_text(json.dumps(unique), encoding="utf-8")
    columns = [*dict.fromkeys(["id", "display", *(key for r in unique for key in r)])]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=";")
    writer.writeheader()
    for r in unique:
        writer.writerow({k: "|".join(v) if isinstance(v, list) else v for k, v in r.items()})
    (folder / "a.csv").write_text(out.getvalue(), encoding="utf-8", newline="")
    assert facts(folder / "a.csv") == facts(folder / "a.json")


@pytest.mark.parametrize("to", FORMATS)
def test_the_sample_list_survives(to: str, tmp_path: Path) -> None:
    path = ROOT / "source" / "authority.xml"
    assert facts(converted(path, to, tmp_path)) == facts(path)


@pytest.mark.skipif(not CORPUS.exists(), reason="the folder shared with the corpora is not there")
@pytest.mark.parametrize("to", FORMATS)
def test_the_lists_of_the_corpora_survive(to: str, tmp_path: Path) -> None:
    for path in sorted(CORPUS.rglob("authority.*")):
        assert facts(converted(path, to, tmp_path)) == facts(path)
