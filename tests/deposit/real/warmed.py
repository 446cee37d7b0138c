"""Everything that the command needs, loaded once for all processes that are forked from here."""

import tempfile
from pathlib import Path

import commands  # noqa: F401
from edition_to_deposit import written

from tei_edition.deposit.package import package

with tempfile.TemporaryDirectory() as _folder:
    _edition = written(Path(_folder))
    package(_edition / "build", _edition / "source", _edition / "package", date="2026-01-01")
