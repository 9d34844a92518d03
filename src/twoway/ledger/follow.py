"""What comes after the acts follows the ledger with a bookmark; the ledger itself is the queue.

A follower's own rows and its bookmark are written in one transaction, so after a crash it goes on where it
stopped and does nothing twice. What cannot be taken back (a mail) is for the follower to note in its own
rows first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.db import transaction

from twoway.ledger import queries
from twoway.ledger.entries import Entry
from twoway.ledger.models import Bookmark

AT_ONCE = 500


class Follower(Protocol):
    """Something that reads each act once, in order."""

    name: str

    def follow(self, entries: Sequence[Entry]) -> None:
        """Take in the next entries; an error leaves the bookmark where it was, and they come again."""


_FOLLOWERS: dict[str, Follower] = {}


def register(follower: Follower) -> None:
    """Followers register when their app starts; each has a name of its own."""
    if follower.name in _FOLLOWERS:
        raise TypeError(f"two followers are called {follower.name}")
    _FOLLOWERS[follower.name] = follower


def run() -> int:
    """Let every follower read on to the end; the number of entries they took in.

    One that fails holds up none of the others: what went wrong is raised once all have had their turn.
    """
    taken, failed = 0, []
    for follower in _FOLLOWERS.values():
        try:
            while step := _step(follower):
                taken += step
        except Exception as error:  # noqa: BLE001  gathered, and raised below
            error.add_note(f"while {follower.name} followed the ledger")
            failed.append(error)
    if failed:
        raise ExceptionGroup("followers failed", failed)
    return taken


def _step(follower: Follower) -> int:
    """One batch of entries, and the bookmark after them."""
    with transaction.atomic():
        Bookmark.objects.get_or_create(name=follower.name)
        bookmark = Bookmark.objects.select_for_update().get(name=follower.name)
        entries = queries.entries_between(bookmark.next_seq, bookmark.next_seq + AT_ONCE)
        if entries:
            follower.follow(entries)
            bookmark.next_seq = entries[-1].seq + 1
            bookmark.save()
    return len(entries)
