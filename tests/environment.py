"""What must stand before Django's settings are read: a home folder to throw away and perhaps PostgreSQL.

Loaded with `-p` (see pyproject.toml): pytest-django reads the settings before it looks at any conftest.py.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

UNDO = pytest.StashKey[contextlib.ExitStack]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="what to run on; postgresql starts a server of our own and runs only the tests that use it",
    )
    parser.addoption(
        "--pictures",
        action="store_true",
        help="take pictures: of the documents in docs/pictures, of other pages in screenshots",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """A wrapper runs before every plain hook, so this comes before pytest-django's."""
    undo = early_config.stash[UNDO] = contextlib.ExitStack()
    prepare(undo, postgresql=early_config.known_args_namespace.database == "postgresql")
    return (yield)


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[UNDO].close()


def prepare(undo: contextlib.ExitStack, *, postgresql: bool) -> None:
    for name in [name for name in os.environ if name.startswith("TWOWAY_") and name != "TWOWAY_DATABASE"]:
        del os.environ[name]  # what the person at the keyboard has set for real use is nothing to test with
    home = Path(undo.enter_context(tempfile.TemporaryDirectory(prefix="twoway-test-")))
    (home / "static").mkdir()
    os.environ["TWOWAY_HOME"] = str(home)
    os.environ["TWOWAY_EXTRA_APPS"] = "twoway.ledger.tests.toy"  # as small as a noun can be
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # the process that started the workers has the server; they inherit its address
    os.environ.pop("TWOWAY_DATABASE", None)
    if postgresql:
        from tests import postgres  # only here: a run on SQLite must not need it

        os.environ["TWOWAY_DATABASE"] = undo.enter_context(postgres.running())
