"""The summary of a build: what was tagged, what is uncertain, what needs an editor."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from typing import Any, Literal

from tei_edition.batch import Outcome, State, Tally
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.tabulation import aligned, shortened
from tei_edition.tables import table
from tei_edition.tables.code_pages import code_pages
from tei_edition.validation.report import problem_lines

Show = Literal["all", "problems", "summary"]
"""Of which documents something is said: all, those with errors or warnings, or none by itself."""

_FEW = 20
"""Documents that an editor will read about one by one."""
_SLOWEST = 5
_WIDEST = 60


def fitting(size: int) -> Show:
    """Return of which documents of a build something is best said.

    Args:
        size: how many documents there are.
    """
    return "all" if size <= _FEW else "problems"


@dataclass(slots=True)
class _Sort:
    """Problems of one code."""

    severity: Severity
    number: int
    example: str


class Summary:
    """Collects what a build has to say, document by document."""

    def __init__(self, show: Show = "all", *, overview: bool = False) -> None:
        """Begin.

        Args:
            show: of which documents something is said.
            overview: whether the closing sums problems up by their codes, and names the slowest documents.
        """
        self._show = show
        self._overview = overview
        self._states: Counter[State] = Counter()
        self._written = 0
        self._failed = 0
        self._problems: Counter[Severity] = Counter()
        self._sorts: dict[str, _Sort] = {}
        self._slowest: list[tuple[float, str]] = []

    @property
    def exit_status(self) -> int:
        """0 only if every document is proven and valid, and nothing else went wrong."""
        return 1 if self._failed or self._problems[Severity.ERROR] else 0

    @property
    def documents(self) -> int:
        """How many documents there were."""
        return self._states.total()

    def opening(self, problems: tuple[Problem, ...]) -> str:
        """Render what is wrong before any transcript was read."""
        self._count(problems, "")
        return _listed(problems, of="")

    def document(self, outcome: Outcome) -> str:
        """Render one document: the result, what was tagged, what an editor should look at."""
        self._states[outcome.state] += 1
        self._count(outcome.problems, str(outcome.transcript))
        self._slowest = nlargest(_SLOWEST, [*self._slowest, (outcome.seconds, str(outcome.transcript))])
        result = "not written"
        if outcome.written is not None:
            self._written += 1
            result = f"{outcome.written}: proven and valid"
        else:
            self._failed += 1
        worst = max((p.severity for p in outcome.problems), default=Severity.NOTE)
        if self._show == "summary" or (self._show == "problems" and worst < Severity.WARNING):
            return ""
        lines = [f"{outcome.transcript} → {result}"]
        if outcome.written is not None and self._show == "all":
            lines += [f"  tagged:    {_counts(outcome.tally.tagged)}"]
            lines += [f"  uncertain: {_counts(outcome.tally.uncertain)}"]
            lines += [f"  names:     {_persons(outcome.tally)}{path}" for path in outcome.beside]
        told = [p for p in outcome.problems if self._show == "all" or p.severity > Severity.NOTE]
        return "\n".join(lines) + "\n" + _listed(told, of=outcome.transcript.name)

    def closing(self) -> str:
        """Render the sum of all documents."""
        lines = [*self._by_code(), *self._slow()] if self._overview else []
        files = "document" if self.documents == 1 else "documents"
        found = ", ".join(
            f"{n} {name}{'s' * (n != 1)}"
            for s, name in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "note"))
            if (n := self._problems[s])
        )
        unchanged, restored = self._states["unchanged"], self._states["restored"]
        told = [f"{unchanged} unchanged"] if unchanged else []
        told += [f"{restored} from the cache"] if restored else []
        spared = f" ({', '.join(told)})" if told else ""
        failed = f", {self._failed} not written" if self._overview and self._failed else ""
        end = f"; {found}. tei-edition explain CODE tells more." if found else "; no problems."
        sum_ = f"{self.documents} {files}, {self._written} proven and valid{failed}{spared}{end}"
        return "\n".join([*lines, sum_]) + "\n"

    @property
    def numbers(self) -> dict[str, Any]:
        """The numbers that are the same whenever the same transcripts are built."""
        return {
            "documents": self.documents,
            "written": self._written,
            "failed": self._failed,
            **{f"{s.name.lower()}s": self._problems[s] for s in reversed(Severity)},
            "codes": {code: self._sorts[code].number for code in sorted(self._sorts)},
        }

    @property
    def run(self) -> dict[str, Any]:
        """What is of this run: how much had to be done, and what took longest (seconds)."""
        slowest = [{"transcript": name, "seconds": round(seconds, 3)} for seconds, name in self._slowest]
        states: tuple[State, ...] = ("built", "restored", "unchanged")
        return {**{state: self._states[state] for state in states}, "slowest": slowest}

    def _by_code(self) -> list[str]:
        """List how many problems there are of each code, with the first place of each."""
        if not self._sorts:
            return []
        order = sorted(self._sorts.items(), key=lambda s: (-s[1].severity, -s[1].number, s[0]))
        rows = [
            (code, sort.severity.name.lower(), str(sort.number), _title(code), sort.example)
            for code, sort in order
        ]
        return ["", *aligned(("code", "", "times", "what it is", "for example"), rows), ""]

    def _slow(self) -> list[str]:
        """List the documents that took longest, if anything took long."""
        slow = [(f"{seconds:.1f} s", name) for seconds, name in self._slowest if seconds >= 1]
        return ["Slowest:", *(f"  {time:>7}  {name}" for time, name in slow), ""] if slow else []

    def _count(self, problems: Iterable[Problem], transcript: str) -> None:
        for p in problems:
            self._problems[p.severity] += 1
            sort = self._sorts.setdefault(p.code, _Sort(p.severity, 0, ""))
            sort.number += 1
            if not sort.example or p.severity > sort.severity:
                line = f":{p.place.line}:{p.place.column}" if p.place else ""
                own = not transcript or (p.file and not transcript.endswith(p.file))
                sort.example = f"{p.file if own else transcript}{line}"
                sort.severity = p.severity


def _title(code: str) -> str:
    page = code_pages().get(code)
    return shortened(page.title, _WIDEST) if page is not None else ""


def _listed(problems: Iterable[Problem], *, of: str) -> str:
    ordered = sorted(problems, key=lambda p: (-p.severity, p.file, p.place.line if p.place else 0))
    lines = [line for p in ordered for line in problem_lines(p, file=_named(p, of))]
    return "".join(f"{line}\n" for line in lines)


def _named(problem: Problem, of: str) -> str:
    """Return the file to be named with a problem; none where it is the transcript that is spoken of."""
    return "" if problem.file == of else problem.file


def _persons(tally: Tally) -> str:
    """Say how many persons are linked, and lead over to the register."""
    if not tally.persons:
        return "see "
    sure = f" ({tally.surely} surely)" if tally.linked else ""
    left = tally.persons - tally.linked
    unlinked = f", {left} not linked" if left else ""
    return f"{tally.linked} {'person' if tally.linked == 1 else 'persons'} linked{sure}{unlinked}; see "


def _counts(found: Mapping[str, int]) -> str:
    """Count what the table names, in its order."""
    named = []
    for kind, (one, several) in table("summary")["counted"].items():
        if n := found.get(kind, 0):
            named.append(f"{n} {one if n == 1 else several}")
    return ", ".join(named) or "nothing"
