"""What is suggested over a corpus: unlisted names once with all their places, doubtful ones with candidates."""

import csv
import io
import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from small_corpus import PEOPLE, TEXTS, written

from tei_edition.authority.csv_list import read_csv
from tei_edition.batch import annotated, gather
from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Finding
from tei_edition.model.problem import Severity
from tei_edition.model.span import Span
from tei_edition.suggestion.render import COLUMNS, as_csv, as_json, as_table
from tei_edition.suggestion.suggest import Suggestion, suggestions

ROOT = Path(__file__).resolve().parents[2]


def pairs(folder: Path):
    batch = gather([folder], lists=[], date="1970-01-01")
    both = zip(batch.transcripts, batch.contexts, strict=True)
    return [(annotated(transcript, context), context.resources) for transcript, context in both]


def found(folder: Path) -> dict[tuple[str, str], Suggestion]:
    return {(s.status, s.names[0].display): s for s in suggestions(pairs(folder))}


def test_spellings_of_a_speaker_in_no_list_are_one_name(tmp_path: Path) -> None:
    voronin = found(written(tmp_path))["unlisted", "Voronin"]

    assert [n.display for n in voronin.names] == ["Voronin", "Woronin"]
    assert (len(voronin.mentions), voronin.documents, voronin.id) == (4, 2, "voronin")
    assert [(Path(m.document).name, m.line, m.column) for m in voronin.mentions][:2] == [
        ("a.txt", 3, 1),
        ("a.txt", 7, 1),
    ]
    assert voronin.grounds == ("speaks in a turn of the record",)


def test_an_entry_with_a_name_like_it_is_a_candidate(tmp_path: Path) -> None:
    brand = found(written(tmp_path))["unlisted", "W. Brand"]

    assert (brand.candidates, brand.id) == (("pers-brandt",), "brand-w")


def test_a_name_of_several_entries_has_them_as_candidates(tmp_path: Path) -> None:
    smith = found(written(tmp_path))["several", "Smith"]

    assert smith.candidates == ("pers-smith-a", "pers-smith-b")
    assert "«Comrade Smith»" in smith.mentions[-2].context
    assert smith.id == ""


def test_a_link_of_which_the_program_is_not_sure_is_doubtful(tmp_path: Path) -> None:
    text = {"a.txt": "Fidel Castro spoke. Then Castro left, and Fidel with him.\n"}
    both = found(written(tmp_path, text))

    assert both["uncertain", "Fidel"].candidates[0] == "pers-castro-fidel"


def test_decisions_settle(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "decisions").mkdir()
    (folder / "decisions" / "b.toml").write_text(
        '[[accept]]\nkind = "person"\nquote = "Smith"\nevery = true\nattributes = { ref = "#pers-smith-a" }\n'
        '[[reject]]\nkind = "person"\nquote = "Comrade Smith"\n',
        encoding="utf-8",
    )

    assert ("several", "Smith") not in found(folder)


@pytest.mark.parametrize("kind", ["person", "place", "organisation"])
def test_a_name_without_pointer_and_candidates_is_unlisted(kind: str, tmp_path: Path) -> None:
    [(edition, resources)] = pairs(
        written(tmp_path, {"a.txt": "They wrote to [Deputy] Minister P. Orlov and left.\n"})
    )
    edition = replace(edition, annotations=tuple(a for a in edition.annotations if a.kind != "person"))
    start = edition.transcript.text.index("Minister")
    end = edition.transcript.text.index(" and left")
    name = Annotation(Span(start, end), kind, "person.title", {}, ("", ""), "program", "medium")
    role = Annotation(Span(start, start + 8), "role", "person.office", {"type": "office"})
    [made] = suggestions([(edition.with_finding(Finding((name, role))), resources)])

    assert (made.status, made.kind, made.id) == (
        "unlisted",
        kind,
        "orlov-p" if kind == "person" else "p-orlov",
    )
    assert (made.names[0].display, made.role) == ("P. Orlov", "Minister")
    assert made.mentions[0].quotation == "Minister P. Orlov"
    assert made.grounds == ("person.title",)


def test_entries_that_share_the_surname_alone_are_no_candidates(tmp_path: Path) -> None:
    [(edition, resources)] = pairs(written(tmp_path, {"a.txt": "They wrote to Eva Smith and left.\n"}))
    edition = replace(edition, annotations=tuple(a for a in edition.annotations if a.kind != "person"))
    name = Annotation(Span(14, 23), "person", "person.initials", {}, ("", ""), "program", "medium")
    [made] = suggestions([(edition.with_finding(Finding((name,))), resources)])

    assert (made.status, made.id, made.candidates) == ("unlisted", "smith-eva", ())


def test_an_id_that_an_entry_has_is_not_proposed_again(tmp_path: Path) -> None:
    people = f"{PEOPLE}voronin,Vilnius,Petr,Petr Vilnius\nvoronin-2,Vilnius,Pavel,Pavel Vilnius\n"

    assert found(written(tmp_path, people=people))["unlisted", "Voronin"].id == "voronin-3"


def test_the_list_to_complete_reads_back(tmp_path: Path) -> None:
    unlisted = [s for s in suggestions(pairs(written(tmp_path))) if s.status == "unlisted"]
    entities, problems = read_csv(as_csv(unlisted), file="new.csv")

    assert [e.id for e in entities] == [f"pers-{s.id}" for s in unlisted]
    assert [e.names[0].text for e in entities] == [s.names[0].display for s in unlisted]
    assert "Woronin" in {n.text for e in entities for n in e.names}
    assert all(p.severity is Severity.NOTE and p.code == "ED16" for p in problems)


def test_names_that_are_added_to_a_list_are_suggested_no_more(tmp_path: Path) -> None:
    folder = written(tmp_path)
    unlisted = [s for s in suggestions(pairs(folder)) if s.status == "unlisted"]
    (folder / "new.csv").write_text(as_csv(unlisted), encoding="utf-8-sig", newline="")

    assert not [s for s in suggestions(pairs(folder)) if s.status == "unlisted"]


def test_a_spreadsheet_takes_no_cell_for_a_formula(tmp_path: Path) -> None:
    [(edition, resources)] = pairs(written(tmp_path, {"a.txt": "=SUM(1) P. Orlov left.\n"}))
    name = Annotation(Span(8, 16), "person", "person.initials", {}, ("", ""), "program", "low")
    made = suggestions([(edition.with_finding(Finding((name,))), resources)])
    [row] = csv.DictReader(io.StringIO(as_csv(made)))

    assert row["contexts"] == "'=SUM(1) «P. Orlov» left."
    assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_json_has_every_place(tmp_path: Path) -> None:
    made = suggestions(pairs(written(tmp_path)))
    listed = json.loads(as_json(made))

    assert (
        [len(s["places"]) for s in listed] == [s["count"] for s in listed] == [len(s.mentions) for s in made]
    )


def test_nothing_to_suggest(tmp_path: Path) -> None:
    made = suggestions(pairs(written(tmp_path, {"a.txt": "Willy Brandt came.\n"})))

    assert made == ()
    assert as_table(made) == "Every name is in the lists, and it is clear who is meant.\n"
    assert as_csv(made).strip() == ",".join(COLUMNS)
    assert json.loads(as_json(made)) == []


def test_the_order_of_the_editions_does_not_matter(tmp_path: Path) -> None:
    editions = pairs(
        written(tmp_path, {f"{n}{name}": text for name, text in TEXTS.items() for n in range(3)})
    )
    expected = suggestions(editions)

    assert expected
    for seed in range(4):
        random.Random(seed).shuffle(editions)
        assert suggestions(editions) == expected


def test_the_hashes_of_the_interpreter_do_not_matter(tmp_path: Path) -> None:
    folder = written(tmp_path / "in")
    program = "from tei_edition.cli import main; main()"
    printed = set()
    for seed in ("0", "1", "4711"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]),
        }
        command = [sys.executable, "-c", program, "authority", "suggest", str(folder), "--format", "json"]
        command += ["--decisions", str(tmp_path / seed)]
        run = subprocess.run(command, check=True, env=environment, capture_output=True)
        printed.add(run.stdout + b"".join(p.read_bytes() for p in sorted((tmp_path / seed).iterdir())))

    assert len(printed) == 1
