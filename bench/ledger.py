"""What does the record cost: durable acts per second through the rules; verifying and replaying a million?

Peers, in the same run. For writing: one bare INSERT of one row of as many bytes in a transaction of its own,
with the same durability and under the same lock, in turns with the rules, so that whatever else the machine
does meets both; the ratio is the median of the turns. An ordinary application would write more rows than one.
For verify and replay: the same hashes over the same bytes, and one bare row write for each act, with nothing
looked at in between.

    python -m bench.ledger [--seconds 5] [--acts 1000000] [--databases sqlite postgresql] [--writers 1 64]
"""

from __future__ import annotations

import argparse
import hmac
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from statistics import median
from time import monotonic, perf_counter
from typing import Any

from bench.goals import against

DAY = date(2030, 3, 1)
WORDS = "You will have the revised drawings for the second hall"
ROUNDS = 5
HALF, MOST_WAIT, THREE_TIMES = 0.5, 1_000, 3
BYTES = 1_000  # about what an act with a sentence of words takes
ACTS_EACH = 4  # made, claimed, contested, kept: how often a promise of the long ledger is touched


@dataclass(frozen=True)
class Rate:
    """What some writers got done together."""

    per_second: float
    worst_wait: float


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--seconds", type=float, default=5)
    ask.add_argument("--acts", type=int, default=1_000_000)
    ask.add_argument("--writers", type=int, nargs="*", default=[1, 64])
    ask.add_argument("--databases", nargs="*", default=["sqlite", "postgresql"])
    ask.add_argument("--part", choices=("writing", "reading"), help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.part == "writing":
        compare_writing(given.seconds, given.writers)
    elif given.part == "reading":
        compare_reading(given.acts)
    else:
        each_in_its_own_process(given.databases)


def each_in_its_own_process(databases: list[str]) -> None:
    """Django's settings are read once in a process, so each database gets one of its own."""
    for database in databases:
        with place(database) as environment:
            print(
                f"\n{database}: durable acts per second through the rules, against bare inserts", flush=True
            )
            again("writing", environment)
    with place("sqlite") as environment:
        print("\nsqlite: verify and replay, against the same hashes and row writes done bare", flush=True)
        again("reading", environment)


def again(part: str, environment: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "bench.ledger", *sys.argv[1:], "--part", part], env=environment, check=True
    )


@contextmanager
def place(database: str) -> Iterator[dict[str, str]]:
    """A home folder to throw away and, for PostgreSQL, a server that waits for the disk."""
    with tempfile.TemporaryDirectory(prefix="twoway-bench-") as home:
        environment = os.environ | {"TWOWAY_HOME": home, "DJANGO_SETTINGS_MODULE": "twoway.settings"}
        environment.pop("TWOWAY_DATABASE", None)
        if database == "sqlite":
            yield environment
            return
        from tests import postgres

        with postgres.running(durable=True) as address:
            yield environment | {"TWOWAY_DATABASE": address}


def begin() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, run_syncdb=True)


# ---- Writing ---------------------------------------------------------------------------------------------


def compare_writing(seconds: float, writers: list[int]) -> None:
    begin()
    from tests.cast import assemble, open_street

    cast = assemble()
    open_street(cast.ann, cast.ben)
    make_bare_table()
    for count in writers:
        turns = [
            (
                together(count, seconds / ROUNDS, lambda: make_a_promise(cast.ann, cast.ben)),
                together(count, seconds / ROUNDS, insert_bare),
            )
            for _ in range(ROUNDS)
        ]
        tell_of_writing(count, turns)


def tell_of_writing(writers: int, turns: list[tuple[Rate, Rate]]) -> None:
    """The ratio and the worst wait beside their goals; the rates are those of the best turn of each."""
    from django.db import connection

    who = f"{connection.vendor}, {writers} writer{'s' if writers > 1 else ''}"
    ratio = median(rules.per_second / bare.per_second for rules, bare in turns)
    wait = max(rules.worst_wait for rules, _ in turns) * 1_000
    rules, bare = (max(rate.per_second for rate in rates) for rates in zip(*turns, strict=True))
    half = against(HALF, ratio, at_least=True)
    print(f"{who}: {rules:.0f} acts a second, {bare:.0f} bare, ratio {ratio:.2f} {half}", flush=True)
    print(f"{who}: worst wait {wait:.0f} ms {against(MOST_WAIT, wait)}", flush=True)


def make_a_promise(by: str, to: str) -> None:
    from twoway.nouns.promises import rules

    due_on = date.today() + timedelta(days=30)  # noqa: DTZ011  any day ahead will do
    rules.make(to, WORDS, due_on, by=by)


def make_bare_table() -> None:
    from django.db import connection

    columns = {
        "sqlite": "seq INTEGER PRIMARY KEY, body BLOB",
        "postgresql": "seq BIGSERIAL PRIMARY KEY, body BYTEA",
    }
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bare ({columns[connection.vendor]})")


def insert_bare() -> None:
    from django.db import connection

    from twoway.ledger import lock

    with lock.alone(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO bare (body) VALUES (%s)", [os.urandom(BYTES)])


def together(writers: int, seconds: float, write: Callable[[], None]) -> Rate:
    """Let so many processes write at once, and add up what they report."""
    from django.db import connections

    connections.close_all()  # a connection is not shared between processes
    fork = multiprocessing.get_context("fork")
    reports, start = fork.Queue(), fork.Barrier(writers)
    processes = [fork.Process(target=write_on, args=(write, seconds, start, reports)) for _ in range(writers)]
    for process in processes:
        process.start()
    found = [reports.get() for _ in processes]
    for process in processes:
        process.join()
    if failed := [error for error in found if isinstance(error, Exception)]:
        raise failed[0]
    return Rate(sum(done for done, _ in found) / seconds, max(worst for _, worst in found))


def write_on(write: Callable[[], None], seconds: float, start: Any, reports: Any) -> None:
    try:
        write()  # opens the connection and reads what a process reads once
        start.wait()
        until, done, worst = monotonic() + seconds, 0, 0.0
        while (began := monotonic()) < until:
            write()
            done += 1
            worst = max(worst, monotonic() - began)
        reports.put((done, worst))
    except Exception as error:  # noqa: BLE001  raised where the reports are read
        start.abort()
        reports.put(error)


# ---- Verify and replay -----------------------------------------------------------------------------------


def compare_reading(acts: int) -> None:
    begin()
    from twoway.ledger import replay, verify

    filling = timed(lambda: fill(acts))
    print(
        f"{acts:,} acts entered in {filling:.0f} s, {acts / filling:,.0f} a second, in one book", flush=True
    )
    hashes, writes = timed(bare_hashes), timed(lambda: bare_row_writes(acts))
    print(f"bare: hashes {hashes:.1f} s, row writes {writes:.1f} s", flush=True)
    verified = timed(lambda: demand(verify.check()))
    replayed = timed(lambda: demand(replay.check()))
    repainted = timed(replay.repaint)
    whole = (verified + replayed) / (hashes + writes)
    print(f"verify {verified:.1f} s: {verified / hashes:.1f} times the hashes")
    print(f"replay --check {replayed:.1f} s: {replayed / writes:.1f} times the row writes")
    print(f"repaint {repainted:.1f} s: {repainted / writes:.1f} times the row writes")
    print(f"verify and replay together: {whole:.1f} times the same done bare {against(THREE_TIMES, whole)}")


def timed(run: Callable[[], object]) -> float:
    began = perf_counter()
    run()
    return perf_counter() - began


def demand(report: Any) -> None:
    if not report.ok:
        raise SystemExit(f"The ledger of this measurement is broken: {report}")


def fill(acts: int) -> None:
    """Promises on up to a thousand streets: each made, claimed, contested and kept in the end."""
    from twoway.ids import new_id
    from twoway.ledger.write import writing
    from twoway.nouns.promises import acts as promise

    with writing(by="") as book:
        streets = [
            lay_street(book, new_id(), sorted((new_id(), new_id()))) for _ in range(min(1_000, acts // 100))
        ]
        for number in range((acts - 3 * len(streets)) // ACTS_EACH):
            on, people = streets[number % len(streets)]
            made = promise.Made(promiser=people[0], promisee=people[1], what=WORDS, due_on=DAY)
            kept, thing = promise.Kept(kept_on=DAY, on=DAY), new_id()
            for act, by in ((made, 0), (kept, 0), (promise.Contested(on=DAY), 1), (kept, 0)):
                book.enter(act, thing=thing, street=on, participants=people, by=people[by])


def lay_street(book: Any, on: str, people: list[str]) -> tuple[str, list[str]]:
    from twoway.people import acts as person
    from twoway.people.streets import acts as street

    for one in people:
        invited = person.Invited(person=one, name="Somebody", role="member", zone="UTC")
        book.enter(invited, thing=one, participants=[one])
    book.enter(street.Asked(low=people[0], high=people[1]), thing=on, street=on, participants=people, by="")
    return on, people


def bare_hashes() -> None:
    """Everything a verifier must hash, in the order it stands, and nothing compared."""
    stack: list[bytes] = []
    for seq, (leaf, blind, frame, words_blind, words) in enumerate(kept()):
        hmac.digest(blind, b"twoway/frame/v1\0" + frame, "sha256").hex()
        hmac.digest(words_blind or blind, b"twoway/words/v1\0" + (words or b"{}"), "sha256").hex()
        node, place = sha256(b"\0" + leaf).digest(), seq
        while place & 1:
            node, place = sha256(b"\1" + stack.pop() + node).digest(), place >> 1
        stack.append(node)


def kept() -> Iterator[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.body, f.blind, f.body, w.blind, w.body FROM ledger_leaf l "
            "JOIN ledger_frame f ON f.seq = l.seq LEFT JOIN ledger_words w ON w.seq = l.seq ORDER BY l.seq"
        )
        yield from cursor


def bare_row_writes(acts: int) -> None:
    """One row inserted for each promise, and written over as often as acts touch it, in one transaction."""
    from django.db import connection, transaction

    from twoway.nouns.promises.models import Promise

    columns = [field.column for field in Promise._meta.concrete_fields]
    names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join(["%s"] * len(columns))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {Promise._meta.db_table}")
        rows = cursor.fetchall()
        cursor.execute(f"CREATE TABLE bare_row AS SELECT {names} FROM {Promise._meta.db_table} WHERE 1 = 0")
        cursor.execute("CREATE UNIQUE INDEX bare_row_id ON bare_row (id)")
        setting = ", ".join(f'"{column}" = %s' for column in columns)
        cursor.executemany(f"INSERT INTO bare_row ({names}) VALUES ({marks})", rows)
        key = columns.index("id")
        again = [(*row, row[key]) for row in rows]
        for _ in range(ACTS_EACH - 1):
            cursor.executemany(f"UPDATE bare_row SET {setting} WHERE id = %s", again)


if __name__ == "__main__":
    main()
