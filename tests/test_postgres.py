"""The PostgreSQL that tests run on is the real thing, is alone, and leaves nothing behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from tests import postgres


def place_of(url: str) -> Path:
    return Path(unquote(urlsplit(url).hostname or ""))


def wait_until_gone(place: Path) -> bool:
    deadline = time.monotonic() + postgres.PATIENCE
    while place.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not place.exists()


def test_it_is_postgresql_18_and_listens_on_no_port() -> None:
    with postgres.running() as url:
        place = place_of(url)
        with psycopg.connect(host=str(place), user=postgres.OWNER, dbname=postgres.OWNER) as connection:
            version = connection.execute("SHOW server_version").fetchone()
            listens = connection.execute("SHOW listen_addresses").fetchone()
    assert version is not None
    assert version[0].startswith("18.")
    assert listens == ("",)
    assert not place.exists()


def test_its_folder_is_closed_to_others() -> None:
    with postgres.running() as url:
        assert place_of(url).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_it_ends_when_whoever_asked_for_it_dies(how: signal.Signals) -> None:
    code = "from tests import postgres\nwith postgres.running() as url:\n    print(url, flush=True); input()"
    owner = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with owner:
        assert owner.stdout is not None
        place = place_of(owner.stdout.readline().strip())
        assert place.exists()
        owner.send_signal(how)
    assert wait_until_gone(place)
