"""``tei-edition authority``: the commands about authority lists, each in a file of its own."""

import click

from tei_edition.cli.lazy_group import LazyGroup

COMMANDS = {
    "accept": "Take identifiers that you marked over into a list.",
    "check": "Check authority lists, each by itself and all together.",
    "convert": "Convert an authority list to CSV, JSON or TEI.",
    "reconcile": "Ask a service for identifiers of entries.",
    "stats": "Count entries, names, identifiers, surnames shared.",
    "suggest": "List names that are in no list, or doubtful.",
}


@click.group("authority", cls=LazyGroup, modules="tei_edition.cli.authority_", short=COMMANDS)
def authority() -> None:
    """Check, complete and convert authority lists."""
