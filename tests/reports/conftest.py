"""An outcome with all that reports must hold: errors, warnings, notes, a sound file, a file that is not there."""

from pathlib import Path

import pytest

from tei_edition.model.problem import Problem, Severity, XmlPlace
from tei_edition.model.transcript import Place
from tei_edition.reports.outcome import Outcome, outcome

MINIMAL = Path(__file__).parents[1] / "validation" / "minimal.xml"

PROBLEMS = (
    Problem(
        "P10", Severity.WARNING, "Nothing points to it.", "Remove it.", "a.xml", xml=XmlPlace(9, "/TEI", 3)
    ),
    Problem(
        "XM02",
        Severity.ERROR,
        '"b" in "p" is of HTML <not of the profile> & wrong.',
        'TEI has <hi rend="bold"> instead.',
        "a.xml",
        Place(2, 5, "bold words"),
        XmlPlace(3, "/TEI/text/body/div/p", 7),
    ),
    Problem("T25", Severity.NOTE, "A note.", "", "c d.xml", xml=XmlPlace(1, "/TEI")),
    Problem("XM15", Severity.ERROR, "The file cannot be read.", "Check its name.", "b.xml"),
    Problem(
        "XM01", Severity.ERROR, 'Broken, near "\x1b[31m\x00".', "Mend it.", "e.xml", xml=XmlPlace(1, "", 4)
    ),
)


@pytest.fixture
def found() -> Outcome:
    return outcome(
        PROBLEMS,
        ("sound.xml", "a.xml", "b.xml", "c d.xml", "e.xml"),
        sources={
            "a.xml": '<TEI>\n<!-- x -->\n<p>at <b class="x>y">bold words</b> then</p>',
            "e.xml": "<a \x00b>\n",
        },
        transcripts={"a.xml": "One line.\nThe bold words then\n"},
    )
