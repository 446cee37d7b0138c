"""``tei-edition schema install``."""

import sys
from pathlib import Path

import click

from tei_edition.catalogue.identifier import identifier
from tei_edition.catalogue.install import Source
from tei_edition.catalogue.install import install as get
from tei_edition.cli.schema_name import not_a_name
from tei_edition.model.problem import Problem
from tei_edition.validation.report import exit_status, problem_lines


@click.command(short_help="Get a schema once, and keep it.")
@click.argument("schema", metavar="NAME@VERSION")
@click.option(
    "--from",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Take it from a file that you have; nothing is downloaded.",
)
@click.option(
    "--mirror", metavar="URL", default="", help="Another place than https://www.tei-c.org/Vault/P5."
)
@click.option("--digest", metavar="SHA256", default="", help="Take the file only if it has this SHA-256.")
@click.option("--again", is_flag=True, help="Get it even though it is installed.")
def install(schema: str, file: Path | None, mirror: str, digest: str, *, again: bool) -> None:
    """Get a schema once, and keep it, so that files can be validated against it without network.

    NAME@VERSION is a schema of the TEI Consortium and the release of TEI P5, such as tei_all@4.12.0. The file
    is taken only if its SHA-256 is the one that is known, or that you demand; of a schema that this program
    does not know, the SHA-256 is shown and recorded, and demanded whenever it is installed again.
    """
    wanted = identifier(schema)
    if wanted is None:
        problems: tuple[Problem, ...] = (not_a_name(schema),)
    else:
        made = get(wanted, Source(file, mirror), digest=digest, again=again)
        problems = made.problems
        if made.holding is not None:
            state = "installed" if made.is_new else "installed already"
            click.echo(f"{state}: {wanted}, from {made.holding.source}")
            proof = (
                "as expected" if made.is_known else "not known to this program: compare it, it is recorded"
            )
            click.echo(f"  SHA-256: {made.holding.digest} ({proof})")
            click.echo(f"  use:     tei-edition validate FILE --schema {wanted}")
    for problem in problems:
        click.echo("\n".join(problem_lines(problem, file=problem.file)), err=True)
    sys.exit(exit_status(problems))
