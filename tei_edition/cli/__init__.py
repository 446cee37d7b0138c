"""The command line. One command a file; no logic here.

The commands are imported when they are called, so that ``--help`` loads neither parsers nor schemas.
"""

import click

from tei_edition import __version__
from tei_edition.cli.lazy_group import LazyGroup

COMMANDS = {
    "authority": "Check, complete and convert authority lists.",
    "brackets": "List the square brackets and what they are taken for.",
    "build": "Encode transcripts as TEI.",
    "decode": "Print the transcript back from a TEI file.",
    "deposit": "Deposit an edition at a repository.",
    "explain": "Say what a code means.",
    "export": "Write an edition for DSpace, TextGrid, NAKALA and others.",
    "inspect": "Show how a transcript is read: layout and blocks.",
    "names": "List the tagged names, and why each was linked.",
    "package": "Put an edition into a package to be deposited and cited.",
    "quality": "Score TEI files against criteria for digital editions.",
    "schema": "Install schemas of others, such as TEI's own.",
    "validate": "Validate TEI files: grammar and house rules.",
    "verify": "Prove TEI files, or verify a whole package.",
}


@click.group(cls=LazyGroup, modules="tei_edition.cli.", short=COMMANDS)
@click.version_option(__version__, prog_name="tei-edition")
def main() -> None:
    """From a plain transcript to a citable TEI edition, with proof that not one character was lost."""
