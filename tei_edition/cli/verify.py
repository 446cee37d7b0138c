"""``tei-edition verify``."""

import sys
import zipfile
from pathlib import Path

import click

from tei_edition.validation.report import exit_status, report
from tei_edition.weaver.proof import proof


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path, exists=True)
)
def verify(paths: tuple[Path, ...]) -> None:
    """Prove TEI files, or verify whole packages.

    A TEI file is proven against the digest that it carries, without the transcript. A package (a folder or a
    zip file) is verified by itself: every file is held against its digest and its description, and every TEI
    file is validated, and proven against the transcript in the package.
    """
    try:
        sys.exit(_status(paths))
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}.") from error


def _status(paths: tuple[Path, ...]) -> int:
    status = 0
    files = [path for path in paths if not _is_package(path)]
    if files:
        problems = [problem for file in files for problem in proof(file.read_bytes(), file=str(file))]
        click.echo(report(problems, checked=[str(f) for f in files]))
        status = int(bool(problems))
    for path in paths:
        if _is_package(path):
            status |= _verified(path)
    return status


def _is_package(path: Path) -> bool:
    return path.is_dir() or path.suffix.lower() == ".zip" or zipfile.is_zipfile(path)


def _verified(path: Path) -> int:
    from tei_edition.deposit.verification import verify_package

    found = verify_package(path)
    if found.problems:
        click.echo(report(found.problems, checked=found.documents))
    status = exit_status(found.problems)
    if status:
        click.echo(f"{path}: the package does not hold.")
    else:
        number = len(found.documents)
        several = "document is" if number == 1 else "documents are"
        click.echo(
            f"{path}: the package holds. {found.files} files have their digests and are described; "
            f"{number} {several} valid, and the text is the transcript's."
        )
    return status
