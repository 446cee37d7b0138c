"""What services say is looked at before it is believed."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei_edition.reconciliation.protocol import (
    Candidate,
    Manifest,
    ProtocolError,
    Query,
    page_of,
    read_answers,
    read_candidates,
    read_json,
    read_manifest,
)

GOOD = {"id": "Q1", "name": "A", "score": 7, "match": True}


def test_a_manifest() -> None:
    value = {
        "versions": ["0.2"],
        "name": " People\x1b[2J ",
        "identifierSpace": "http://x/",
        "view": {"url": "http://x/{{id}}.html"},
        "batchSize": 3,
    }

    assert read_manifest(value) == Manifest("People [2J", "http://x/{{id}}.html", 3)


@pytest.mark.parametrize("value", [None, [], {}, "x", {"name": "x"}, {"name": 1, "identifierSpace": "x"}])
def test_what_is_no_manifest(value: object) -> None:
    with pytest.raises(ProtocolError):
        read_manifest(value)


@pytest.mark.parametrize("view", [None, "x", {}, {"url": 5}, {"url": "http://x/"}])
def test_a_view_that_is_none_is_left_out(view: object) -> None:
    made = read_manifest({"name": "x", "identifierSpace": "y", "view": view, "batchSize": "many"})

    assert (made.view, made.batch) == ("", 0)


def test_candidates_of_both_versions() -> None:
    older = {**GOOD, "type": ["/people/person"], "match": False}
    newer = {
        **GOOD,
        "id": "Q2",
        "score": "9.5",
        "description": "envoy",
        "type": [{"id": "Q5", "name": "human"}],
    }

    assert read_candidates([older, newer]) == (
        Candidate("Q2", "A", "envoy", 9.5, True, ("human",)),
        Candidate("Q1", "A", "", 7.0, False, ("/people/person",)),
    )


@pytest.mark.parametrize(
    "entry",
    [
        None,
        "Q1",
        {},
        {**GOOD, "id": None},
        {**GOOD, "id": ""},
        {**GOOD, "name": 5},
        {**GOOD, "score": "high"},
        {**GOOD, "score": None},
        {**GOOD, "score": float("nan")},
        {**GOOD, "score": float("inf")},
    ],
)
def test_what_is_no_candidate(entry: object) -> None:
    with pytest.raises(ProtocolError):
        read_candidates([entry])


def test_answers_of_a_batch() -> None:
    value = {"q0": {"result": []}, "q1": {"results": []}, "q2": None, "other": {"result": []}}

    assert read_answers(value, ["q0", "q1", "q2", "q3"]) == {"q0": []}
    with pytest.raises(ProtocolError, match="no such type"):
        read_answers({"status": "error", "message": "no such type"}, ["q0"])
    with pytest.raises(ProtocolError):
        read_answers([], ["q0"])


def test_what_is_no_json() -> None:
    for raw in (b"", b"<html>", b"{", b"\xff\xfe", b"[" * 200_000):
        with pytest.raises(ProtocolError):
            read_json(raw)


def test_a_query_is_written_as_the_protocol_has_it() -> None:
    assert Query("Fidel Castro", "Q5", 3).written() == {"query": "Fidel Castro", "type": "Q5", "limit": 3}
    assert Query("Fidel Castro").written() == {"query": "Fidel Castro", "limit": 5}


def test_the_page_of_an_entity() -> None:
    assert page_of(Manifest("x", "http://x/{{id}}?a", 0), "a/b&c") == "http://x/a%2Fb%26c?a"
    assert page_of(Manifest("x", "", 0), "https://x/1") == "https://x/1"
    assert page_of(Manifest("x", "", 0), "javascript:1") == ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*GOOD, "q0", "result", "type", "status", "view", "url"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(JSON)
def test_whatever_a_service_says_is_read_or_refused(value: object) -> None:
    value = read_json(json.dumps(value).encode())
    for read in (read_manifest, read_candidates, lambda v: read_answers(v, ["q0"])):
        try:
            read(value)
        except ProtocolError as error:
            assert str(error)
