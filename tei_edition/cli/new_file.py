"""Writing what an editor will work on: never over a file that is there, which may hold work already."""

from pathlib import Path

import click

from tei_edition.model.problem import Problem, Severity

_BEGINNING = 24
"""By so many characters an earlier report of the same format is known."""


def write_new(path: Path, text: str, *, bom: bool = False, over: bool = False) -> tuple[Problem, ...]:
    """Write a file that is not there yet, and say so on standard error.

    Args:
        path: the file; its folder is made if need be.
        text: what it shall hold.
        over: whether the file that is there, if there is one, is written over after all.
        bom: whether it begins with a byte order mark, by which spreadsheet programs know UTF-8.

    Returns:
        Nothing, or NA10 (the file is there already), NA11 (it cannot be written).
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w" if over else "x", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        message = "The file is there already and was left as it is, since it may hold work of yours."
        hint = "Name another file or folder, or move this one away, and run the command again."
        return (Problem("NA10", Severity.ERROR, message, hint, file=str(path)),)
    except OSError as error:
        message = f"The file cannot be written: {error.strerror}."
        hint = "Check the path and whether you may write there."
        return (Problem("NA11", Severity.ERROR, message, hint, file=str(path)),)
    click.echo(f"written: {path}", err=True)
    return ()


def write_report(path: Path, text: str) -> tuple[Problem, ...]:
    """Write a report, over an earlier report if need be, but over nothing else.

    Args:
        path: the file; its folder is made if need be.
        text: what it shall hold. A file that begins with other characters is no earlier report.

    Returns:
        Nothing, or NA10 (the file is there and is something else), NA11 (it cannot be written).
    """
    try:
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            is_report = file.read(_BEGINNING) == text[:_BEGINNING]
    except OSError:
        is_report = False  # there is none yet; what else is wrong with the path, writing will tell
    return write_new(path, text, over=is_report)
