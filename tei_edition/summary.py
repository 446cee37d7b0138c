"""The summary of a build: what was tagged, what is uncertain, what needs an editor."""

from collections import Counter

from tei_edition.batch import Batch, Built
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table
from tei_edition.validation.report import problem_lines


class Summary:
    """Collects what a build has to say, document by document."""

    def __init__(self) -> None:
        self._documents = 0
        self._written = 0
        self._problems: Counter[Severity] = Counter()

    @property
    def exit_status(self) -> int:
        """0 only if every document is proven and valid, and nothing else went wrong."""
        sound = self._documents == self._written and self._problems[Severity.ERROR] == 0
        return 0 if sound else 1

    def opening(self, batch: Batch) -> str:
        """Render what is wrong before any transcript was read."""
        return self._listed(batch.problems, of="")

    def document(self, built: Built) -> str:
        """Render one document: the result, what was tagged, what an editor should look at."""
        self._documents += 1
        result = "not written"
        if built.written is not None:
            self._written += 1
            result = f"{built.written}: proven and valid"
        lines = [f"{built.transcript} → {result}"]
        edition = built.encoded.edition
        if edition is not None and built.written is not None:
            lines += [f"  tagged:    {_counts(Counter(a.kind for a in edition.annotations))}"]
            unsure = Counter(
                a.kind
                for a in edition.annotations
                if a.responsibility != "editor" and a.certainty in ("medium", "low")
            )
            lines += [f"  uncertain: {_counts(unsure)}"]
            lines += [f"  names:     {_persons(edition)}{path}" for path in built.beside]
        return "\n".join(lines) + "\n" + self._listed(built.encoded.problems, of=built.transcript.name)

    def collection(self, problems: tuple[Problem, ...]) -> str:
        """Render what is to be said of the documents together."""
        return self._listed(problems, of="")

    def closing(self) -> str:
        """Render the sum of all documents."""
        files = "document" if self._documents == 1 else "documents"
        found = ", ".join(
            f"{n} {name}{'s' * (n != 1)}"
            for s, name in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "note"))
            if (n := self._problems[s])
        )
        end = f"; {found}. tei-edition explain CODE tells more." if found else "; no problems."
        return f"{self._documents} {files}, {self._written} proven and valid{end}\n"

    def _listed(self, problems: tuple[Problem, ...], *, of: str) -> str:
        self._problems.update(p.severity for p in problems)
        ordered = sorted(problems, key=lambda p: (-p.severity, p.file, p.place.line if p.place else 0))
        lines = [line for p in ordered for line in problem_lines(p, file=_named(p, of))]
        return "".join(f"{line}\n" for line in lines)


def _named(problem: Problem, of: str) -> str:
    """Return the file to be named with a problem; none where it is the transcript that is spoken of."""
    return "" if problem.file == of else problem.file


def _persons(edition: Edition) -> str:
    """Say how many persons are linked, and lead over to the register."""
    persons = [a for a in edition.of_kind("person") if a.is_decided or a.responsibility == "program"]
    linked = [a for a in persons if a.entry]
    if not persons:
        return "see "
    surely = sum(a.is_decided or a.certainty == "high" for a in linked)
    sure = f" ({surely} surely)" if linked else ""
    unlinked = f", {len(persons) - len(linked)} not linked" if len(persons) > len(linked) else ""
    return f"{len(linked)} {'person' if len(linked) == 1 else 'persons'} linked{sure}{unlinked}; see "


def _counts(found: Counter[str]) -> str:
    """Count what the table names, in its order."""
    named = []
    for kind, (one, several) in table("summary")["counted"].items():
        if n := found[kind]:
            named.append(f"{n} {one if n == 1 else several}")
    return ", ".join(named) or "nothing"
