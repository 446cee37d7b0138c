"""The register: every tagged name once, with who is meant, why, and the line that decides it."""

import csv
import io
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from tei_edition.authority.csv_list import read_csv
from tei_edition.authority.index import NameIndex
from tei_edition.batch import build, gather
from tei_edition.model.annotation import Annotation
from tei_edition.model.authority import Authority
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.pipeline import Context, annotate
from tei_edition.recognisers.reasons import words_of
from tei_edition.recognisers.resources import Resources
from tei_edition.register import REGISTER, Entry, as_csv, as_json, as_table, entries
from tei_edition.review.decisions import read
from tei_edition.review.tagged_names import TaggedNames
from tei_edition.tables import settings

PEOPLE = """id,surname,forename,display
castro-fidel,Castro,Fidel,Fidel Castro
smith-a,Smith,Anna,Anna Smith
smith-b,Smith,Bert,Bert Smith
"""
AUTHORITY = Authority(read_csv(PEOPLE, file="people.csv")[0])
CONTEXT = Context(
    settings.read(None, file="edition.toml")[0],
    "1970-01-01",
    Resources(AUTHORITY, NameIndex.of(AUTHORITY)),
)
TEXT = "Fidel Castro spoke to Smith.\n\nThen Smith and General Pavel Orlov left.\n"


def edition(text: str = TEXT) -> Edition:
    return annotate(Edition(Transcript.of(text)), CONTEXT)


def register(text: str = TEXT) -> tuple[Entry, ...]:
    return entries(edition(text), AUTHORITY)


def test_every_name_with_place_entry_and_reasons() -> None:
    castro, smith, _, orlov = register()

    assert (castro.line, castro.column, castro.kind, castro.text) == (1, 1, "person", "Fidel Castro")
    assert (castro.id, castro.name, castro.certainty) == ("pers-castro-fidel", "Fidel Castro", "high")
    assert castro.reasons == ("nobody else of the list bears this name",)
    assert not castro.doubtful and not castro.decided
    assert (smith.id, smith.doubtful) == ("", True)
    assert smith.candidates == (("pers-smith-a", "Anna Smith"), ("pers-smith-b", "Bert Smith"))
    assert "«Smith»" in smith.context
    assert orlov.doubtful and orlov.reasons[0] == "is in no list"


def test_the_line_has_what_is_linked_now_or_is_likeliest() -> None:
    castro, first, second, orlov = register()

    assert castro.decision == '"Fidel Castro" = "pers-castro-fidel"'
    assert castro.decision_everywhere == ""
    assert first.decision == '"Castro spoke to «Smith». Then Smith and" = "pers-smith-a"'
    assert first.decision != second.decision
    assert first.decision_everywhere == second.decision_everywhere == '"Smith" = "pers-smith-a"'
    assert orlov.decision == '"General Pavel Orlov" = "person"'


def test_a_name_of_the_cover_is_listed_and_not_doubtful() -> None:
    made = edition("They met.\n")
    credit = Annotation(Span(0, 4), "person", "citation.credit")
    [listed] = entries(made.with_finding(Finding((credit,))), AUTHORITY)

    assert listed.reasons == (words_of("citation.credit"),) != ("citation.credit",)
    assert not listed.doubtful


def test_what_an_editor_tagged_or_changed_has_no_reasons_of_the_program() -> None:
    [name] = [a for a in edition("Fidel Castro came.\n").annotations if a.kind == "person"]
    for changed, reason in (
        (replace(name, rule="person.full, accepted", evidence=()), "decided by the editor"),
        (replace(name, rule="decision", evidence=()), "tagged by the editor"),
    ):
        made = replace(edition("Fidel Castro came.\n"), annotations=(changed,))
        [listed] = entries(made, AUTHORITY)
        assert listed.decided and listed.reasons == (reason,)


@pytest.mark.parametrize("kind", ["place", "organisation", "event"])
def test_the_other_kinds_have_reasons_in_words(kind: str) -> None:
    assert " " in words_of(f"name.{kind}")


def test_a_spreadsheet_takes_no_cell_for_a_formula() -> None:
    made = edition("=SUM(A1) was said by Fidel Castro.\n")
    name = Annotation(Span(0, 4), "person", "decision", {"ref": "#pers-castro-fidel"})
    listed = as_csv(entries(made.with_finding(Finding((name,))), AUTHORITY))
    first, _ = csv.DictReader(io.StringIO(listed))

    assert first["text"] == "'=SUM"
    assert not [
        c for row in csv.reader(io.StringIO(listed)) for c in row if c.startswith(("=", "+", "-", "@"))
    ]


def test_table_csv_and_json_have_the_same_names() -> None:
    listed = register()
    rows = list(csv.DictReader(io.StringIO(as_csv(listed))))
    objects = json.loads(as_json(listed))

    assert [r["text"] for r in rows] == [o["text"] for o in objects] == [e.text for e in listed]
    assert [r["doubtful"] == "yes" for r in rows] == [o["doubtful"] for o in objects]
    assert rows[1]["candidates"] == "pers-smith-a (Anna Smith) | pers-smith-b (Bert Smith)"
    assert as_table(listed).endswith("4 names, 3 to be decided.\n")


def test_the_order_of_the_annotations_does_not_matter() -> None:
    made = edition()
    shuffled = list(made.annotations)
    random.Random(1).shuffle(shuffled)

    assert entries(replace(made, annotations=tuple(shuffled)), AUTHORITY) == entries(made, AUTHORITY)


def test_the_register_goes_where_the_tei_file_goes(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    batch = gather([tmp_path], lists=[], date="1970-01-01")
    out = tmp_path / "build"
    [built] = build(batch, out, [], [REGISTER])

    assert built.beside == (out / "talk.names.csv",)
    content = built.beside[0].read_bytes()
    assert content.startswith(b"\xef\xbb\xbffile,line,") and content.count(b"\r\n") == 5

    def refusal(edition: Edition) -> tuple[Problem, ...]:
        return (Problem("BR02", Severity.ERROR, "No."),)

    [built] = build(batch, out, [refusal], [REGISTER])
    assert (built.written, built.beside, list(out.glob("[!.]*"))) == (None, (), [])


def test_a_line_without_words_is_refused() -> None:
    decisions, [problem] = read('[names]\n" " = "pers-castro-fidel"\n', file="x.toml")

    assert (problem.code, decisions.names) == ("RV03", ())


def test_a_name_that_only_pages_of_context_tell_apart_has_no_line_of_its_own() -> None:
    listed = register("Fidel Castro came. " * 300)

    assert {e.decision for e in listed} == {""}
    assert {e.decision_everywhere for e in listed} == {'"Fidel Castro" = "pers-castro-fidel"'}


def test_one_place_has_one_key_whatever_is_said_of_it() -> None:
    tagged = TaggedNames("x", [Annotation(Span(0, 1), kind, "t") for kind in ("person", "place")])

    assert tagged.key_of(Span(0, 1)) == "x"


def test_keys_go_over_line_ends_and_blanks() -> None:
    text = "Then\n Fidel\r\n\tCastro  left.\n\nFidel Castro came."
    first, second = (
        Span(text.index("Fidel"), text.index("  left")),
        Span(text.rindex("Fidel"), text.index(" came")),
    )
    tagged = TaggedNames(text, [Annotation(s, "person", "t") for s in (first, second)])

    assert tagged.all_with("Fidel Castro") == (first, second)
    assert tagged.meant("Then «Fidel Castro»").spans == (first,)
    assert tagged.meant("Then «Fidel \n Castro» left").spans == (first,)
    assert tagged.meant("left. «Fidel Castro»").spans == (second,)
    assert tagged.meant("«Castro» came").spans == (Span(text.rindex("Castro"), text.index(" came")),)
