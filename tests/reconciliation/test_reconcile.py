"""Candidates for the entries of a list: asked once, in batches; what is odd is told, and the rest goes on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tei_edition.authority.csv_list import read_csv
from tei_edition.model.authority import Entity, Name
from tei_edition.model.problem import Severity
from tei_edition.reconciliation.cache import Cache
from tei_edition.reconciliation.failure import ServiceFailure
from tei_edition.reconciliation.reconcile import Reconciliation, Wanted, is_identified, reconcile

URL = "http://service.example/api"
MANIFEST = {"name": "People", "identifierSpace": "http://x/", "view": {"url": "http://x/{{id}}"}}


class Oracle:
    """A service that needs no network."""

    def __init__(self, reply: Callable[[str], Any] | None = None, manifest: Any = MANIFEST) -> None:
        self.reply = reply or (lambda name: {"result": [candidate(name)]})
        self.introduction = manifest
        self.batches: list[dict[str, Any]] = []

    def manifest(self) -> tuple[bytes, str]:
        return json.dumps(self.introduction).encode(), f"{URL}/moved"

    def answers(self, endpoint: str, queries: str) -> bytes:
        assert endpoint == f"{URL}/moved"
        self.batches.append(json.loads(queries))
        answers = {key: self.reply(q["query"]) for key, q in self.batches[-1].items()}
        return json.dumps({k: v for k, v in answers.items() if v is not None}).encode()


def candidate(name: str, score: float = 80, id_: str = "") -> dict[str, Any]:
    return {"id": id_ or f"Q{len(name)}", "name": name.upper(), "score": score, "match": True}


def people(*names: str) -> list[Entity]:
    return [Entity(f"pers-{number}", "person", (Name(name),)) for number, name in enumerate(names)]


def asked(folder: Path, service: Any, *names: str, **wanted: Any) -> Reconciliation:
    return reconcile(people(*names), Wanted(URL, **wanted), cache=Cache(folder), service=service)


def test_every_entry_has_its_candidates(tmp_path: Path) -> None:
    made = asked(tmp_path, Oracle(), "Anna", "Bert")

    assert made.service == "People"
    assert [(p.entity.id, p.candidates[0].name, p.pages) for p in made.proposals] == [
        ("pers-0", "ANNA", ("http://x/Q4",)),
        ("pers-1", "BERT", ("http://x/Q4",)),
    ]
    assert made.problems == ()


def test_queries_are_asked_in_batches_and_each_name_once(tmp_path: Path) -> None:
    oracle = Oracle()
    made = asked(tmp_path, oracle, *(f"Name {n % 25}" for n in range(50)), type="Q5", limit=3)

    assert [len(batch) for batch in oracle.batches] == [10, 10, 5]
    assert oracle.batches[0]["q0"] == {"query": "Name 0", "type": "Q5", "limit": 3}
    assert len(made.proposals) == 50


def test_smaller_batches_where_the_service_wants_them(tmp_path: Path) -> None:
    oracle = Oracle(manifest={**MANIFEST, "batchSize": 2})
    asked(tmp_path, oracle, "A", "Bb", "Ccc")

    assert [len(batch) for batch in oracle.batches] == [2, 1]


def test_what_was_answered_is_not_asked_again(tmp_path: Path) -> None:
    asked(tmp_path, Oracle(), "Anna")
    second = Oracle()
    made = asked(tmp_path, second, "Anna", "Bert")

    assert [[q["query"] for q in batch.values()] for batch in second.batches] == [["Bert"]]
    assert len(made.proposals) == 2


def test_off_line_the_kept_answers_are_the_same(tmp_path: Path) -> None:
    online = asked(tmp_path, Oracle(), "Anna", "Bert")

    assert asked(tmp_path, None, "Anna", "Bert") == online


def test_off_line_what_is_not_kept_is_told(tmp_path: Path) -> None:
    asked(tmp_path, Oracle(), "Anna")
    made = asked(tmp_path, None, "Anna", "Bert", "Carl")

    assert [p.entity.id for p in made.proposals] == ["pers-0"]
    [problem] = made.problems
    assert (problem.code, problem.severity) == ("NA24", Severity.WARNING)
    assert '2 names were not asked before, the first of them "Bert"' in problem.message


def test_off_line_without_anything(tmp_path: Path) -> None:
    made = asked(tmp_path / "none", None, "Anna")

    assert made.proposals == ()
    assert [p.code for p in made.problems] == ["NA24"]
    assert not (tmp_path / "none").exists()


def test_low_scores_and_too_many_candidates_are_left_out(tmp_path: Path) -> None:
    oracle = Oracle(
        lambda name: {"result": [candidate(name, score, f"Q{score}") for score in (10, 90, 50, 70)]}
    )
    [proposal] = asked(tmp_path, oracle, "Anna", min_score=50.0, limit=2).proposals

    assert [c.id for c in proposal.candidates] == ["Q90", "Q70"]


def test_no_candidates_is_an_answer(tmp_path: Path) -> None:
    [proposal] = asked(tmp_path, Oracle(lambda name: {"result": []}), "Anna").proposals

    assert proposal.candidates == ()
    assert asked(tmp_path, None, "Anna").problems == ()


@pytest.mark.parametrize("odd", [None, {}, {"result": {}}, {"result": [{"id": "Q1"}]}, "x"])
def test_one_odd_answer_does_not_stop_the_others(odd: Any, tmp_path: Path) -> None:
    oracle = Oracle(lambda name: odd if name == "Odd" else {"result": [candidate(name)]})
    made = asked(tmp_path, oracle, "Anna", "Odd", "Bert")

    assert [p.entity.id for p in made.proposals] == ["pers-0", "pers-2"]
    [problem] = made.problems
    assert problem.code == "NA23" and '"Odd"' in problem.message and problem.hint
    assert [p.code for p in asked(tmp_path, None, "Anna", "Odd", "Bert").problems] == ["NA24"]


def test_a_service_that_answers_oddly_is_left_alone(tmp_path: Path) -> None:
    class Odd(Oracle):
        def answers(self, endpoint: str, queries: str) -> bytes:
            super().answers(endpoint, queries)
            return b"<html>"

    oracle = Odd()
    made = asked(tmp_path, oracle, *(f"Name {n}" for n in range(100)))

    assert len(oracle.batches) == 3
    assert [p.code for p in made.problems] == ["NA23"] * 3


@pytest.mark.parametrize("introduction", [[], {"name": "x"}, "hello"])
def test_what_is_no_service(introduction: Any, tmp_path: Path) -> None:
    made = asked(tmp_path, Oracle(manifest=introduction), "Anna")

    assert [p.code for p in made.problems] == ["NA21"]
    assert made.proposals == ()
    assert not list(tmp_path.iterdir())


def test_what_was_answered_before_a_failure_is_kept(tmp_path: Path) -> None:
    class Tired(Oracle):
        def answers(self, endpoint: str, queries: str) -> bytes:
            if self.batches:
                raise ServiceFailure("busy", "answered 503 Service Unavailable, 4 times")
            return super().answers(endpoint, queries)

    made = asked(tmp_path, Tired(), *(f"Name {n}" for n in range(25)))

    assert len(made.proposals) == 10
    assert [p.code for p in made.problems] == ["NA22"]
    again = Oracle()
    assert len(asked(tmp_path, again, *(f"Name {n}" for n in range(25))).proposals) == 25
    assert [len(batch) for batch in again.batches] == [10, 5]


@pytest.mark.parametrize(("reason", "code"), [("unreachable", "NA20"), ("busy", "NA22"), ("refused", "NA26")])
def test_every_failure_has_a_next_step(reason: Any, code: str, tmp_path: Path) -> None:
    class Dead(Oracle):
        def manifest(self) -> tuple[bytes, str]:
            raise ServiceFailure(reason, "answered 404 Not Found")

    [problem] = asked(tmp_path, Dead(), "Anna").problems

    assert (problem.code, problem.file) == (code, URL)
    assert problem.hint


def test_the_fullest_name_is_asked(tmp_path: Path) -> None:
    entities, _ = read_csv(
        "id,surname,forename,display,variants\na,Orlov,Pavel Petrovich,P. P. Orlov,Orlov\nb,Orlova,A.,,\n",
        file="x",
    )
    oracle = Oracle()
    reconcile(entities, Wanted(URL), cache=Cache(tmp_path), service=oracle)

    assert [q["query"] for q in oracle.batches[0].values()] == ["Pavel Petrovich Orlov", "A. Orlova"]


def test_an_entry_with_an_identifier_is_told() -> None:
    assert is_identified(Entity("a", "person", (), identifiers=(("viaf", "1"),)))
    assert not is_identified(Entity("a", "person", ()))
