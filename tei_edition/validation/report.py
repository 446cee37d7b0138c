"""Problems as lines of text for the terminal: what is wrong, where, what next."""

from collections.abc import Iterable, Sequence

from tei_edition.model.problem import Problem, Severity

_INDENT = "    "


def report(problems: Iterable[Problem], *, checked: Sequence[str] = (), text: str = "transcript") -> str:
    """Render problems: by file, the most severe first, each with its code, places and next step.

    Args:
        problems: what was found.
        checked: names of all files that were looked at, to count those with nothing wrong.
        text: what the files are in which lines and columns are counted.

    Returns:
        Lines of text without a line end behind the last; a single line if there is no problem.
    """
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.file, []).append(problem)
    blocks = [_file(name, found, text) for name, found in by_file.items()]
    return "\n\n".join([*blocks, _summary(by_file, checked)])


def exit_status(problems: Iterable[Problem]) -> int:
    """Return the exit status of a command: 0 if there is no error, 1 otherwise; warnings do not count.

    Args:
        problems: what was found.
    """
    return int(any(problem.severity is Severity.ERROR for problem in problems))


def _file(name: str, problems: list[Problem], text: str) -> str:
    ordered = sorted(problems, key=lambda p: (-p.severity, _line(p), p.code))
    heading = f"{name}: {_counted(problems)}" if name else _counted(problems)
    return "\n".join(
        [
            heading,
            *(line for problem in ordered for line in ("", *problem_lines(problem, file="", text=text))),
        ]
    )


def problem_lines(problem: Problem, *, file: str, text: str = "transcript") -> list[str]:
    """Render one problem: its code and sentence, its places, and the next step, each in a line.

    Args:
        problem: the problem.
        file: the name of its file; empty where the reader knows which file is spoken of.
        text: what the file is, for one without name.
    """
    lines = [f"  {problem.severity.name.lower()} {problem.code}: {problem.message}"]
    if problem.place is not None:
        quotation = f': "{problem.place.quotation}"' if problem.place.quotation else ""
        where = f"{file}," if file else f"{text}:"
        lines.append(f"{_INDENT}{where} line {problem.place.line}, column {problem.place.column}{quotation}")
    elif problem.xml is None and file:
        lines.append(f"{_INDENT}{file}")
    if problem.xml is not None:
        column = f", column {problem.xml.column}" if problem.xml.column else ""
        path = f", {problem.xml.xpath}" if problem.xml.xpath else ""
        where = f"{file}," if file else "TEI:"
        lines.append(f"{_INDENT}{where} line {problem.xml.line}{column}{path}")
    if problem.hint:
        lines.append(f"{_INDENT}next: {problem.hint}")
    return lines


def _summary(by_file: dict[str, list[Problem]], checked: Sequence[str]) -> str:
    everything = [problem for found in by_file.values() for problem in found]
    names = list(dict.fromkeys([*checked, *(name for name in by_file if name)]))
    sound = sum(1 for name in names if all(p.severity < Severity.ERROR for p in by_file.get(name, [])))
    files = f"{len(names)} file{'s' * (len(names) != 1)}, {sound} without error. " if names else ""
    if not everything:
        return f"{files}No problems."
    codes = sorted({problem.code for problem in everything})
    return f"{files}{_counted(everything).capitalize()}. More: tei-edition explain {codes[0]}"


def _counted(problems: list[Problem]) -> str:
    counts = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE):
        number = sum(1 for p in problems if p.severity == severity)
        if number:
            counts.append(f"{number} {severity.name.lower()}{'s' * (number != 1)}")
    return ", ".join(counts)


def _line(problem: Problem) -> int:
    if problem.place is not None:
        return problem.place.line
    return problem.xml.line if problem.xml is not None else 0
