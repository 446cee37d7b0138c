"""The wrong example of each code of foreign schemas raises it, and the right one does not."""

import hashlib
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from tei_edition.catalogue import install
from tei_edition.catalogue.download import DownloadFailure
from tei_edition.cli import main
from tei_edition.tables import table
from tei_edition.tables.code_pages import code_pages
from tei_edition.validation import Following, schema_set, validate

RNG = "http://relaxng.org/ns/structure/1.0"
TEI = "http://www.tei-c.org/ns/1.0"
ANY = f'<grammar xmlns="{RNG}"><start><element name="TEI" ns="{TEI}"><text/></element></start></grammar>'
COMMANDS = {
    "XM20": "",
    "XM23": " --from own.rng",
    "XM24": "",
    "XM25": "",
    "XM26": "",
    "XM27": " --from own.rng",
}
"""Codes whose examples are commands, and what is added to these so that they need no network."""
OF_FILES = ("XM28", "XM29")
BY_THEMSELVES = ("XM21", "XM22")


def test_every_code_of_schemas_is_shown() -> None:
    assert sorted([*COMMANDS, *OF_FILES, *BY_THEMSELVES]) == sorted(table("codes/schemas"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files that the examples speak of, and a place that has the one schema that is known."""

    def downloaded(address: str, *, agent: str) -> bytes:
        if "4.12.0" not in address:
            raise DownloadFailure("answered 404 Not Found")
        return ANY.encode()

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEI_EDITION_CACHE", "cache")
    monkeypatch.setattr(install, "download", downloaded)
    known = hashlib.sha256(ANY.encode()).hexdigest()
    monkeypatch.setitem(table("schemas")["digest"], "tei_all@4.12.0", known)
    for name in (
        "my_schema.rng",
        "own.rng",
        "Downloads/tei_all.rng",
        "letters/schemas/own.rng",
        "letters/own.rng",
    ):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(ANY, encoding="utf-8")
    Path("edition.xml").write_text(f'<TEI xmlns="{TEI}"/>', encoding="utf-8")
    Path("my_schema.rnc").write_text("start = element TEI { text }", encoding="utf-8")
    Path("tei_all-changed.rng").write_text(ANY.replace("TEI", "tei"), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("code", COMMANDS)
def test_commands(code: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = code_pages()[code]
    if code == "XM27":
        monkeypatch.setenv("TEI_EDITION_CACHE", "own.rng")  # a file, so that it cannot be written into
    said = []
    for example in (page.wrong, page.right):
        words = shlex.split(example + COMMANDS[code])
        while (setting := words.pop(0)) != "tei-edition":
            monkeypatch.setenv(*setting.split("=", 1))
        said.append(CliRunner().invoke(main, words))
    wrong, right = said
    assert (wrong.exit_code, code in wrong.output) == (1, True), wrong.output
    assert (right.exit_code, right.output.startswith("installed: ")) == (0, True), right.output


@pytest.mark.parametrize("code", OF_FILES)
def test_what_files_ask_for(code: str, folder: Path) -> None:
    page = code_pages()[code]
    following = Following(folder / "letters" / "letter.xml", alone=True)
    wrong, right = (
        {
            p.code
            for p in validate(
                e.replace("<TEI/>", f'<TEI xmlns="{TEI}"/>').encode(), file="letter.xml", following=following
            )
        }
        for e in (page.wrong, page.right)
    )
    assert wrong == {code} and right == set()


def test_xm21_by_a_schema_of_two_files(folder: Path) -> None:
    page = code_pages()["XM21"]
    Path("tei_all.rng").write_text(ANY, encoding="utf-8")
    wrong, right = Path("wrong.rng"), Path("right.rng")
    for path, example in ((wrong, page.wrong), (right, page.right)):
        path.write_text(f'<grammar xmlns="{RNG}">{example}</grammar>', encoding="utf-8")
    letter = Path("edition.xml").read_bytes()
    assert {p.code for p in validate(letter, file="x", schemas=schema_set(wrong))} == {"XM21"}
    assert validate(letter, file="x", schemas=schema_set(right)) == ()


def test_xm22_names_what_is_to_be_installed() -> None:
    # That it is raised without the library, and not with it, is tested with the rules that need it.
    page = code_pages()["XM22"]
    assert page.right in table("schemas")["next_step"]["XM22"]
