"""``pytest --accept``: expectations in files of their own are rewritten, and a person reads the diff."""

from collections.abc import Callable
from typing import TypeVar

import pytest

T = TypeVar("T", str, bytes)
Expect = Callable[[T, T, Callable[[T], object]], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite expectations by what the program does")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--accept") and config.getoption("numprocesses", None):
        raise pytest.UsageError("--accept writes to files that several cases share: run it without -n")


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Expect[str]:
    """Compare what the program does with what is expected; with ``--accept`` write it where that stands."""
    accepting = request.config.getoption("--accept") and not request.node.get_closest_marker("xfail")

    def compare(actual: T, expected: T, write: Callable[[T], object]) -> None:
        if accepting and actual != expected:
            write(actual)
        else:
            assert actual == expected

    return compare
