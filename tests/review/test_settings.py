"""``edition.toml``: what only the editor can decide, and what is said where nothing was decided."""

import pytest

from tei_edition.model.problem import Severity
from tei_edition.tables.settings import ROLES, Settings, read

WHOLE = """
[edition]
title = "Letters"
authority = "The Example Press"

[availability]
status = "free"
statement = "Free to use."
licence = "https://example.org/licence"

[[responsible]]
role = "editor"
name = "A. Reader"
statement = "edited the letters"
"""


def test_what_is_stated_is_kept() -> None:
    settings, problems = read(WHOLE, file="edition.toml")

    assert not problems
    assert (settings.title, settings.authority) == ("Letters", "The Example Press")
    assert (settings.status, settings.licence) == ("free", "https://example.org/licence")
    assert settings.responsible[0].name == "A. Reader"


def test_nothing_stated_is_nothing_claimed() -> None:
    settings, (problem,) = read(None, file="edition.toml")

    assert (problem.code, problem.severity) == ("ED01", Severity.WARNING)
    assert (settings.status, settings.licence, settings.authority) == ("unknown", "", "")
    assert settings.statement.startswith("No licence")
    assert [(p.role, p.name) for p in settings.responsible] == [(role, "") for role in ROLES]


def test_what_a_published_edition_needs_is_asked_for() -> None:
    _, problems = read("", file="edition.toml")

    assert {(p.code, p.severity) for p in problems} == {("ED03", Severity.NOTE)}
    asked = " ".join(p.message for p in problems)
    assert "authority" in asked and "editor's name" in asked and "rights" in asked
    assert all(p.hint for p in problems)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[editon]\n", 'unknown key "editon". Did you mean "edition"?'),
        ('[edition]\nauthorty = "x"\n', 'Did you mean "authority"?'),
        ('[availability]\nstatus = "open"\n', "must be one of free, unknown, restricted"),
        ('[availability]\nlicence = "https://example.org"\n', "Decide which holds"),
        ('[[responsible]]\nrole = "editr"\n', 'Did you mean "editor"?'),
        ('[responsible]\nrole = "editor"\n', "two brackets"),
        ("[edition]\ntitle = 5\n", "quotation marks"),
        ("edition = 5\n", "quotation marks"),
        ("[edition\n", "line 1"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_taken_over(toml: str, message: str) -> None:
    settings, (problem,) = read(toml, file="edition.toml")

    assert (problem.code, problem.severity, problem.file) == ("ED02", Severity.ERROR, "edition.toml")
    assert message in problem.message
    assert settings == read(None, file="edition.toml")[0]


@pytest.mark.parametrize(
    "toml",
    [
        '[[responsible]]\nname = "A. Reader"\n',
        '[[responsible]]\nrole = 1\nname = "A. Reader"\n',
        pytest.param(
            "responsible = [1]\n", marks=pytest.mark.xfail(strict=True, raises=TypeError, reason="no table")
        ),
        "availability = []\n",
        "[availability]\nstatus = []\n",
    ],
)
def test_no_shape_of_the_file_stops_the_program(toml: str) -> None:
    _, problems = read(toml, file="edition.toml")

    assert [p.code for p in problems] == ["ED02"]


def test_the_defaults_of_the_class_claim_nothing_either() -> None:
    assert Settings().status == "unknown" and not Settings().licence and not Settings().responsible
