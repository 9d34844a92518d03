"""`twoway work`: what comes after the acts (followers), and what hangs on time (a tick each minute)."""

from __future__ import annotations

import os
import signal
import threading
import traceback
from collections.abc import Callable
from typing import Annotated

import typer

from twoway.cli.start import in_words, open_database
from twoway.cli.words import say

LOOK_SECONDS = 1.0
MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0


def work(
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, then stop.")] = False,
    beside: Annotated[int, typer.Option(hidden=True, help="Stop when this process has gone.")] = 0,
) -> None:
    """Do what follows from acts and what hangs on time: mail, digests, and checkpoints at least hourly."""
    open_database()
    stop = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda _number, _frame: stop.set())
    rounds = _rounds()
    elapsed = 0.0
    while not stop.is_set():
        for each in rounds:
            each.come_to(elapsed)
        if once or (beside and os.getppid() != beside):
            return
        stop.wait(LOOK_SECONDS)
        elapsed += LOOK_SECONDS


def _rounds() -> list[Round]:
    """Each by itself, so that one that fails holds up none of the others."""
    from twoway.integrations import email
    from twoway.ledger import publish
    from twoway.nouns.conversations import rules as conversations
    from twoway.nouns.needs import rules as needs
    from twoway.nouns.ownups import rules as ownups
    from twoway.nouns.unnamed import rules as unnamed
    from twoway.people import access, invitations
    from twoway.readings.forecasts import base_rates

    return [
        Round(publish.keep_up, 0.0),  # before the mails, which carry the last checkpoint in their foot
        Round(Following(then=email.look), 0.0),
        Round(email.tick, MINUTE),
        Round(invitations.send_waiting, MINUTE),
        Round(ownups.open_due, MINUTE),
        Round(unnamed.enter_due, MINUTE),
        Round(unnamed.stir, HOUR),
        Round(publish.publish, HOUR),
        Round(base_rates.keep_up, HOUR),
        Round(forget_old_sessions, DAY),
        Round(access.tidy, DAY),
        Round(conversations.clear_away, DAY),
        Round(needs.clear_away, DAY),
    ]


class Round:
    """Something to do again and again; what goes wrong is said once, and tried anew each minute."""

    def __init__(self, do: Callable[[], object], every: float) -> None:
        self._do, self._every = do, every
        self._due = 0.0
        self._said = ""

    def come_to(self, elapsed: float) -> None:
        """Do it if its time has come."""
        if elapsed < self._due:
            return
        self._due = elapsed + self._every
        try:
            self._do()
        except Exception as error:  # noqa: BLE001  a server that stops for one bad mail serves nobody
            self._due = elapsed + max(self._every, MINUTE)
            self._complain(error)
        else:
            self._said = ""

    def _complain(self, error: Exception) -> None:
        told = " ".join(sorted({_sentence(one) for one in getattr(error, "exceptions", [error])}))
        if told != self._said:
            say(told)
        self._said = told


def _sentence(error: Exception) -> str:
    """What went wrong and where; an unforeseen error is only named: its text may hold people's words."""
    notes = ", ".join(getattr(error, "__notes__", []))
    said = in_words(error) or f"{type(error).__name__} at {_where(error)}."
    return f"{said} ({notes})" if notes else said


def _where(error: Exception) -> str:
    steps = traceback.extract_tb(error.__traceback__)
    return f"{steps[-1].filename}:{steps[-1].lineno}" if steps else "an unknown place"


class Following:
    """Lets followers read what is new, and does `then`; while nothing is, no transaction is even opened."""

    def __init__(self, *, then: Callable[[], object]) -> None:
        self._then = then
        self._followed = -1

    def __call__(self) -> None:
        from twoway.ledger import follow, queries

        size = queries.size()
        if size != self._followed:
            follow.run()
            self._then()
            self._followed = size


def forget_old_sessions() -> None:
    """Sessions that have run out open nothing; they need not be kept either."""
    from django.core.management import call_command

    call_command("clearsessions")
