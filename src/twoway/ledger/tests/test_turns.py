"""Whoever waits for the lock gets it in the order they came, and always in the end."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from twoway.errors import NotSaved
from twoway.ledger import turns
from twoway.ledger.turns import my_turn

pytestmark = pytest.mark.real_time


def test_one_at_a_time(tmp_path: Path) -> None:
    inside, most = 0, 0

    def work(_: int) -> None:
        nonlocal inside, most
        with my_turn(tmp_path / "x.lock"):
            inside += 1
            most = max(most, inside)
            time.sleep(0.001)
            inside -= 1

    with ThreadPoolExecutor(16) as threads:
        list(threads.map(work, range(100)))
    assert most == 1


def test_whoever_came_first_is_served_first(tmp_path: Path) -> None:
    served: list[int] = []

    def work(number: int) -> None:
        with my_turn(tmp_path / "x.lock"):
            served.append(number)
            time.sleep(0.01)

    threads = [threading.Thread(target=work, args=[number]) for number in range(12)]
    with my_turn(tmp_path / "x.lock"):
        for number, thread in enumerate(threads):
            thread.start()
            _queue_of(number + 1, tmp_path / "x.queue")
    for thread in threads:
        thread.join()
    assert served == list(range(12))


def _queue_of(length: int, queue: Path) -> None:
    """Wait until so many have drawn their ticket, a byte each."""
    until = time.monotonic() + 5
    while queue.stat().st_size < length:
        assert time.monotonic() < until, "the next one never came to wait"
        time.sleep(0.001)


def test_nobody_who_comes_again_and_again_starves_the_one_who_waits(tmp_path: Path) -> None:
    done = threading.Event()

    def greedy() -> None:
        while not done.is_set():
            with my_turn(tmp_path / "x.lock"):
                time.sleep(0.001)

    threads = [threading.Thread(target=greedy) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(20):
            began = time.monotonic()
            with my_turn(tmp_path / "x.lock"):
                assert time.monotonic() - began < 2
    finally:
        done.set()
        for thread in threads:
            thread.join()


def test_a_lock_that_is_not_given_up_is_refused_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "WAIT_SECONDS", 0.1)
    monkeypatch.setattr(turns, "STANDSTILL", 0.05)
    with my_turn(tmp_path / "x.lock"), pytest.raises(NotSaved), my_turn(tmp_path / "x.lock"):
        pass
    with my_turn(tmp_path / "x.lock"):
        pass


def test_tickets_of_the_dead_hold_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "x.queue").write_bytes(b"." * 500)
    began = time.monotonic()
    for _ in range(3):
        with my_turn(tmp_path / "x.lock"):
            pass
    assert time.monotonic() - began < 1


def test_a_queue_that_has_grown_long_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST_QUEUE", 3)
    (tmp_path / "x.queue").write_bytes(b"." * 5)
    with my_turn(tmp_path / "x.lock"):
        assert (tmp_path / "x.queue").stat().st_size == 0
    with my_turn(tmp_path / "x.lock"):
        pass


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    with pytest.raises(NotSaved), my_turn(tmp_path / "not there" / "x.lock"):
        pass
    assert len(list(Path("/dev/fd").iterdir())) == before
