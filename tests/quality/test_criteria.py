"""The criteria of documents, case by case: the page beside this file.

A case fills slots of a small TEI document (``xml SLOT``), and says for one criterion or several
(``verdict Q10``) how many of those counted fulfil it, and what does not. ``-`` says that it does not apply.
"""

import re
from pathlib import Path

import pytest
from edition import edition
from page import Case, Fence, cases

from tei_edition.tables.quality import criteria
from tei_edition.validation.quality import CHECKS, Verdict, appraise
from tei_edition.weaver.proof import proof

PAGES = sorted(Path(__file__).parent.glob("*.md"))
CASES = cases(PAGES)


@pytest.mark.parametrize("case", CASES)
def test_a_case_of_a_criterion(case: Case, expect) -> None:
    slots = {fence.info[1]: fence.text for fence in case.fences if fence.info[0] == "xml"}
    [appraisal] = appraise(edition(slots).encode(), file="case.xml", proof=proof)
    verdicts = [fence for fence in case.fences if fence.info[0] == "verdict"]
    assert verdicts
    for fence in verdicts:
        said = written(appraisal.verdicts[fence.info[1]])
        expect(said, fence.text, lambda lines, fence=fence: case.rewrite(fence, lines))


def written(verdict: Verdict) -> str:
    """Write a verdict down: the counts, and each gap with place, sentence and words."""
    if verdict.share is None:
        return f"- {verdict.reason}"
    lines = [f"{verdict.fulfilled}/{verdict.counted}"]
    for gap in verdict.gaps:
        assert gap.place is not None
        lines += [f"{gap.place.xpath}: {gap.message}" + (f" [{gap.example}]" if gap.example else "")]
    return "\n".join(lines)


def verdicts(code: str) -> list[str]:
    """Return the first line of all verdicts on a criterion that the page expects."""
    fences: list[Fence] = [fence for param in CASES for fence in param.values[0].fences]  # type: ignore[attr-defined]
    return [f.written.partition("\n")[0] for f in fences if f.info[:2] == ("verdict", code)]


@pytest.mark.parametrize("code", CHECKS)
def test_every_criterion_is_shown_fulfilled_and_not_fulfilled(code: str) -> None:
    counts = [tuple(map(int, m.groups())) for v in verdicts(code) if (m := re.match(r"(\d+)/(\d+)", v))]

    assert any(fulfilled == counted for fulfilled, counted in counts)
    assert any(fulfilled < counted for fulfilled, counted in counts)
    if "Applies" in criteria()[code].checked or "does not apply" in criteria()[code].checked:
        assert any(v.startswith("-") for v in verdicts(code))
    if criteria()[code].checked.startswith(("The share", "Two parts", "Three parts", "Of eight")):
        assert any(0 < fulfilled < counted for fulfilled, counted in counts)
