"""The command line, run in the test's own process and database."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from typer.testing import CliRunner

from twoway.cli import app, start


@dataclass(frozen=True)
class Run:
    """What a command printed, what it said on the way, and its exit code."""

    out: str
    said: str
    code: int

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Twoway = Callable[..., Run]


def run(*arguments: object, env: dict[str, str] | None = None) -> Run:
    """One command; errors become words and codes as in `main`."""
    outcome = CliRunner().invoke(app, [str(argument) for argument in arguments], env=env)
    if outcome.exception is None or isinstance(outcome.exception, SystemExit):
        return Run(outcome.stdout, outcome.stderr, outcome.exit_code)
    assert isinstance(outcome.exception, Exception)
    words = start.in_words(outcome.exception)
    if words is None:
        raise outcome.exception
    return Run(outcome.stdout, outcome.stderr + words, start.exit_code(outcome.exception))


@pytest.fixture
def twoway(db: None) -> Twoway:
    """`twoway("verify", "--json")` is that command."""
    return run
