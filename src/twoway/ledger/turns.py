"""A file lock for which processes queue: first come, first served, and nobody waits for ever.

The lock itself is the kernel's (flock) and dies with its holder. But the kernel does not queue fairly, and a
process that has just let go would take it again before the others have woken. So whoever finds it taken, or
finds others waiting, draws a ticket: one byte added to a file beside it, whose place is the ticket's number.
The lock file holds the number that was served last. Whoever is next looks often, those further back seldom.
Tickets only decide who tries when: if one is wrong, because somebody died waiting, the others wait a moment.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twoway.errors import NotSaved

WAIT_SECONDS = 10.0
NAP, LONGEST_NAP = 0.0004, 0.02
STANDSTILL = 0.5
LONGEST_QUEUE = 100_000  # bytes, one for each time somebody had to wait; then it begins anew


@contextmanager
def my_turn(path: Path) -> Iterator[None]:
    """Hold the lock at `path`; NotSaved when it cannot be had in time, or no file can be made there."""
    held: list[int] = []
    try:
        lock, queue = _open(path, 0, held), _open(path.with_suffix(".queue"), os.O_APPEND, held)
        _take(lock, queue)
    except OSError as error:
        _close(held)
        raise NotSaved from error
    try:
        yield
    finally:
        _close(held)  # which lets go of the lock


def _take(lock: int, queue: int) -> None:
    if os.fstat(queue).st_size <= _served(lock) and _try(lock):
        return
    os.write(queue, b".")
    ticket = os.lseek(queue, 0, os.SEEK_CUR)
    _wait(lock, ticket)
    if ticket > LONGEST_QUEUE and os.fstat(queue).st_size == ticket:  # nobody behind
        os.ftruncate(queue, 0)
        ticket = 0
    os.pwrite(lock, ticket.to_bytes(8, "big"), 0)


def _wait(lock: int, ticket: int) -> None:
    """Try once all before have been served, or when nobody has been for a while: somebody may have left."""
    now = moved = time.monotonic()
    until, served = now + WAIT_SECONDS, _served(lock)
    while True:
        before = max(ticket - served, 1)
        if (before == 1 or now > moved + STANDSTILL) and _try(lock):
            return
        if now > until:
            raise TimeoutError("the lock was not given up")
        time.sleep(min(NAP * before, LONGEST_NAP))
        now, last, served = time.monotonic(), served, _served(lock)
        moved = now if served != last else moved


def _served(lock: int) -> int:
    return int.from_bytes(os.pread(lock, 8, 0), "big")


def _try(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _open(path: Path, how: int, held: list[int]) -> int:
    held.append(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | how, 0o600))
    return held[-1]


def _close(held: list[int]) -> None:
    for file in held:
        os.close(file)
