"""The sample, built, says everything that the exemplar says."""

from pathlib import Path

import pytest
from by_design import declared, judge
from click.testing import CliRunner
from facts import compare, grouped
from lxml import etree

REPOSITORY = Path(__file__).resolve().parents[2]
EXEMPLAR = REPOSITORY.parent / "shared" / "exemplar" / "alekseyev.xml"

needs_exemplar = pytest.mark.skipif(not EXEMPLAR.is_file(), reason="the exemplar (../shared) is not here")


def built_sample(folder: Path) -> bytes:
    """Build the sample of the project as a user would, and return the edition."""
    from tei_edition.cli import main

    arguments = ["build", str(REPOSITORY / "source"), "--output", str(folder)]
    result = CliRunner().invoke(main, arguments)
    edition = folder / "alekseyev-1963-02-13.xml"
    assert edition.is_file(), f"nothing was built (exit status {result.exit_code}):\n{result.output}"
    return edition.read_bytes()


@needs_exemplar
def test_the_built_sample_says_what_the_exemplar_says(tmp_path: Path) -> None:
    ours = etree.fromstring(built_sample(tmp_path))
    found = compare(etree.parse(EXEMPLAR).getroot(), ours)
    verdict = judge(found.missing, found.additional, declared())
    report = [
        f"missing ({len(verdict.missing)}):\n{grouped(verdict.missing)}" if verdict.missing else "",
        f"additional ({len(verdict.additional)}):\n{grouped(verdict.additional)}"
        if verdict.additional
        else "",
        *(f"by_design.toml declares what does not occur: {row}" for row in verdict.unused),
    ]
    assert not any(report), "\n".join(filter(None, report))
