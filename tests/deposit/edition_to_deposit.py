"""A small edition in a folder of its own, with everything that publication asks for."""

from pathlib import Path

from click.testing import CliRunner

from tei_edition.cli import main

DAY = "1767225600"
"""1 January 2026, in seconds: the day of builds and packages."""
LETTER = """4 May 1950

Dear Mr. Brown,

Smith told me yesterday in Paris that nobody had received our answer.

A. Jones
"""
TOML = """
[edition]
title = "{title}"
authority = "Institute of Editions"
version = "{version}"
date = "2026-02-03"
description = "Letters & reports, edited from transcripts."

[availability]
status = "free"
statement = "Free to use under CC BY 4.0."
licence = "https://creativecommons.org/licenses/by/4.0/"
spdx = "CC-BY-4.0"

[[responsible]]
role = "editor"
name = "Jane Doe"
family = "Doe"
given = "Jane"
orcid = "0000-0002-1825-0097"
affiliation = "Brown University"

[[responsible]]
role = "transcriber"
name = "John Roe"
family = "Roe"
given = "John"

[[subject]]
term = "Diplomacy"

[deposit]
identifier = "{identifier}"
contact = "jane@example.org"
{more}
"""


def written(
    folder: Path,
    *,
    title: str = "Letters of May 1950",
    version: str = "1.0.0",
    identifier: str = "urn:uuid:5ad15ab2-60b6-4a2e-8fa5-2d3d2dbb4b5b",
    more: str = "",
    letter: str = LETTER,
) -> Path:
    """Write transcript and settings into a folder, and build."""
    source = folder / "source"
    source.mkdir(parents=True, exist_ok=True)
    (source / "letter.txt").write_text(letter, encoding="utf-8")
    settings = TOML.format(title=title, version=version, identifier=identifier, more=more)
    (source / "edition.toml").write_text(settings, encoding="utf-8")
    command = ["build", str(source), "--output", str(folder / "build"), "--date", "2026-01-01"]
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    assert (folder / "build" / "letter.xml").is_file(), result.output
    return folder
