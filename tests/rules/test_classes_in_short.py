"""The classes of square brackets in short: the tables at the end of the page ``brackets.md``.

Each class has a section with a table, a sentence a row:

* ``Transcript``: the sentence, or some lines of a document, ``\\n`` for a line end;
* ``Encoded``: what stands in the paragraph; where it is not one paragraph, all that stands in the division;
* ``Hard``: ``x`` if there is something about the bracket by which it is easily misjudged;
* ``Beside it``: classes of other brackets in the row. All the others are of the class of the section.

A section may have authority lists (``csv``, or ``xml list``), and a ``text`` that goes before each of its rows.
Identifiers, pointers and declarations are left out of the comparison, and so are the attributes of names, of which
the page ``names.md`` speaks.
"""

import re
from collections import Counter
from dataclasses import dataclass

import pytest
from page import Case, Fence
from test_rules import HERE, RESCUED, canonical, encoded_case, selected

from tei_edition.ledger import entries
from tei_edition.tables import table

PAGE = HERE / "brackets.md"
NAMES = table("brackets")["names"]
FEWEST = 8
FEWEST_HARD = 2

_SECTION = re.compile(
    r"^### (?P<number>B\d\d[a-z]?) (?P<name>.+), in short\n(?P<body>(?:(?!#).*\n)*)", re.MULTILINE
)
_FENCE = re.compile(r"^```(\S.*)\n((?:.*\n)*?)```$", re.MULTILINE)
_ROW = re.compile(r"^\| `(.+)` \| `(.+)` \| (x?) *\| ([\w ]*?) *\|$", re.MULTILINE)
_LEFT_OUT = re.compile(r' (?:xml:id|resp|rendition|edRef|target|corresp|who)="[^"]*"')
_OF_NAMES = re.compile(r"(<(?:pers|place|org)Name)(?: [^>]*)?>")
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p[ >]).)*)</p>")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with what its section supplies."""

    number: str
    name: str
    transcript: str
    encoded: str
    hard: bool
    beside: tuple[str, ...]
    lists: tuple[Fence, ...]
    before: str

    @property
    def case(self) -> Case:
        """The row as a case without an expectation."""
        text = self.before + self.transcript.replace("\\n", "\n")
        return Case(PAGE, self.transcript, (Fence(("text",), text),), self.lists)


def _rows() -> list[Row]:
    found = []
    for section in _SECTION.finditer(PAGE.read_text(encoding="utf-8")):
        fences = [Fence(tuple(m[1].split()), m[2]) for m in _FENCE.finditer(section["body"])]
        lists = tuple(f for f in fences if f.info[0] != "text")
        before = "".join(f.written for f in fences if f.info[0] == "text")
        for transcript, encoded, hard, beside in _ROW.findall(section["body"]):
            number, name = section["number"], section["name"]
            others = tuple(beside.split())
            found.append(Row(number, name, transcript, encoded, bool(hard), others, lists, before))
    return found


ROWS = _rows()


def _shortened(elements: str) -> str:
    """Leave out what a row does not speak of, and the indentation of the file."""
    bare = _OF_NAMES.sub(r"\1>", _LEFT_OUT.sub("", re.sub(r"\n\s*", "", elements)))
    alone = _PARAGRAPH.fullmatch(bare)
    return alone[1] if alone else bare


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number}: {row.transcript}")
def test_a_row(row: Row) -> None:
    encoded = encoded_case(row.case)

    assert encoded.tei is not None and encoded.edition is not None, encoded.problems
    assert not RESCUED & {p.code for p in encoded.problems}, encoded.problems
    elements = _shortened("".join(selected(encoded.tei, ())))
    if canonical(elements) != canonical(row.encoded):
        assert elements == row.encoded


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number}: {row.transcript}")
def test_the_class_in_the_ledger(row: Row) -> None:
    edition = encoded_case(row.case).edition
    assert edition is not None

    numbers = Counter(entry.number for entry in entries(edition))
    beside = Counter(row.beside)
    assert beside <= numbers
    assert set(numbers - beside) == {row.number}


@pytest.mark.parametrize("number", NAMES)
def test_each_class_has_its_rows(number: str) -> None:
    rows = [row for row in ROWS if row.number == number]

    assert {row.name for row in rows} == {NAMES[number]}
    assert len(rows) >= FEWEST and sum(row.hard for row in rows) >= FEWEST_HARD
    assert len({row.transcript for row in rows}) == len(rows)


def test_no_line_of_a_table_is_overlooked() -> None:
    page = PAGE.read_text(encoding="utf-8")
    tables = page[page.index("\n### ") :]

    assert len(ROWS) == len(re.findall(r"^\| `", tables, re.MULTILINE))
    assert {row.number for row in ROWS} == set(NAMES)
    assert len(_SECTION.findall(page)) == len(NAMES)
