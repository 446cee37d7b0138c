"""A small edition of two letters, with nothing missing."""

from dataclasses import dataclass
from pathlib import Path

from tei_edition.batch import build, gather
from tei_edition.deposit.package import Package, package

DAY = "2026-01-31"

SETTINGS = """
[edition]
title = "Letters from Havana"
subtitle = "A sample"
authority = "The Example Press"
version = "1.2.0"
date = "2026-01-15"
description = "Two letters, and a pipe | in the description."

[availability]
status = "free"
statement = "The edition may be used under the licence named."
licence = "https://creativecommons.org/licenses/by/4.0/"
spdx = "CC-BY-4.0"

[[responsible]]
role = "editor"
name = "Ada Editor"
family = "Editor"
given = "Ada"
orcid = "https://orcid.org/0000-0002-1825-0097"
affiliation = "The Example Institute"
affiliation-ror = "https://ror.org/03f0f6041"

[[responsible]]
role = "transcriber"
name = "Tom Transcriber"

[[contributor]]
role = "translator"
name = "The Translators' Office"
kind = "organisation"

[[subject]]
term = "Cuba"
scheme = "GND"
uri = "https://d-nb.info/gnd/4033332-7"

[deposit]
identifier = "urn:uuid:0e5f3c1e-9f7a-4c55-8f0e-5a3f8f2f7c11"
contact = "press@example.org"
"""
FIRST = """Secret

13 February 1963

They met in [his] house in Havana,
as N. S. Khrushchev said […]. | Ça va – "yes".

(I. Semenov)
"""
SECOND = "2 March 1963\n\nNothing new was said of Havana.\n"
PEOPLE = "id,surname,forename,kind\nkhrushchev,Khrushchev,N. S.,person\n"


@dataclass(frozen=True)
class Edition:
    """The folders of an edition."""

    folder: Path

    @property
    def source(self) -> Path:
        return self.folder / "source"

    @property
    def build(self) -> Path:
        return self.folder / "build"

    @property
    def output(self) -> Path:
        return self.folder / "package"

    def encode(self) -> None:
        built = list(build(gather([self.source], lists=[], date=DAY), self.build))
        assert all(b.written for b in built)

    def package(self, **values: object) -> Package:
        return package(self.build, self.source, self.output, date=DAY, **values)

    def change(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
