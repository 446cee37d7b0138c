"""Short help stands with the names of the commands, so that help loads none of them."""

import importlib
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tei_edition import cli
from tei_edition.cli import main
from tei_edition.cli.authority import authority
from tei_edition.cli.lazy_group import LazyGroup

_CONTEXT = click.Context(main)
_ALL = [(group, name) for group in (main, authority) for name in group.list_commands(_CONTEXT)]
_HEAVY = (
    "lxml",
    "xmlschema",
    "ahocorasick_rs",
    "spellchecker",
    "rapidfuzz",
    "httpx",
    "importlib.metadata",
    "tomllib",
)


@pytest.mark.parametrize(("group", "name"), _ALL, ids=[f"{g.name}-{n}" for g, n in _ALL])
def test_a_command_has_the_short_help_of_its_group(group: LazyGroup, name: str):
    command = group.get_command(_CONTEXT, name)
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str(limit=200) == group.short[name]


def test_every_command_is_in_its_group():
    written = set()
    for path in Path(cli.__file__).parent.glob("*.py"):
        name = path.stem.removeprefix("authority_")
        module = importlib.import_module(f"tei_edition.cli.{path.stem}") if path.stem != "__init__" else cli
        if isinstance(getattr(module, name, None), click.Command):
            written.add((path.stem.startswith("authority_"), name))
    assert written == {(group is authority, name) for group, name in _ALL}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["authority", "--help"]], ids=" ".join)
def test_help_loads_no_command(arguments: list[str]):
    program = (
        "import sys\nfrom tei_edition.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "print([m for m in sys.modules if m.startswith('tei_edition.') or m in "
        f"{_HEAVY!r}], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {"tei_edition.cli", "tei_edition.cli.lazy_group", "tei_edition.cli.authority"}
    assert set(eval(done.stderr)) <= loaded
