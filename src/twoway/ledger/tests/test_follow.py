from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from twoway.ledger import follow
from twoway.ledger.entries import Entry
from twoway.ledger.models import Bookmark

pytestmark = pytest.mark.django_db
Fill = Callable[[int], list[Entry]]


class Reader:
    """Notes what it has read, and stumbles where it is told to."""

    def __init__(self, name: str, stumbles_at: int | None = None) -> None:
        self.name = name
        self.stumbles_at = stumbles_at
        self.read: list[int] = []

    def follow(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if entry.seq == self.stumbles_at:
                raise ValueError("stumbled")
            self.read.append(entry.seq)


@pytest.fixture(autouse=True)
def nobody_follows_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow, "_FOLLOWERS", {})


def test_a_follower_reads_every_entry_once_and_in_order(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow, "AT_ONCE", 3)
    reader = Reader("reader")
    follow.register(reader)
    fill(7)
    assert follow.run() == 7
    fill(2)
    assert follow.run() == 2
    assert follow.run() == 0
    assert reader.read == list(range(9))


def test_a_follower_that_stumbles_goes_on_where_it_was_and_holds_nobody_up(fill: Fill) -> None:
    stumbler, other = Reader("a", stumbles_at=4), Reader("b")
    follow.register(stumbler)
    follow.register(other)
    fill(6)
    with pytest.raises(ExceptionGroup) as failed:
        follow.run()
    assert "while a followed the ledger" in failed.value.exceptions[0].__notes__
    assert other.read == list(range(6))
    assert not Bookmark.objects.filter(name="a", next_seq__gt=0).exists()
    stumbler.stumbles_at, stumbler.read = None, []
    follow.run()
    assert stumbler.read == list(range(6))


def test_two_followers_of_one_name_are_refused() -> None:
    follow.register(Reader("reader"))
    with pytest.raises(TypeError, match="two followers"):
        follow.register(Reader("reader"))
