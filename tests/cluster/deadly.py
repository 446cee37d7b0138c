"""A demand that ends the process which makes it, for one transcript; workers import it by its name."""

import os
import signal

from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem

VICTIM = "letter07.txt"


def deadly(edition: Edition) -> tuple[Problem, ...]:
    """End this process, as an operating system does that is short of memory."""
    if edition.transcript.name == VICTIM:
        os.kill(os.getpid(), signal.SIGKILL)
    return ()
