"""Writing what an editor will work on: never over a file that is there, which may hold work already."""

from pathlib import Path

import click

from tei_edition.model.problem import Problem, Severity


def write_new(path: Path, text: str, *, bom: bool = False) -> tuple[Problem, ...]:
    """Write a file that is not there yet, and say so on standard error.

    Args:
        path: the file; its folder is made if need be.
        text: what it shall hold.
        bom: whether it begins with a byte order mark, by which spreadsheet programs know UTF-8.

    Returns:
        Nothing, or NA10 (the file is there already), NA11 (it cannot be written).
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
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
