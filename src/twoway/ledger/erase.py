"""A person's words go, by law; what they did stays provable, since the leaf commits to the words without
holding them.

The tree still verifies and replay still works: frames stay, and texts read as empty. Both sides see that
words were erased, and when. On PostgreSQL the server's own log of changes still holds them until it has
been recycled.
"""

from __future__ import annotations

from twoway.errors import RuleBroken
from twoway.ledger import erasure, queries
from twoway.ledger.entries import Entry
from twoway.ledger.write import Book, look_for_a_restore, writing


def erase_entry(entry_id: str, *, by: str, asked_by: str, ground: str, book: Book | None = None) -> Entry:
    """Erase the words of one entry; returns the act that says so."""
    with writing(by=by, book=book) as open_book:
        found = queries.entries(erasure.with_words([entry_id]))
        if not found:
            raise RuleBroken("There are no words left to erase in that entry.", code="nothing_to_erase")
        if found[0].act.words_on_rows:
            raise RuleBroken(
                "These words say who a person is. Erase the person instead.", code="names_a_person"
            )
        [said] = erasure.erase(open_book, found, asked_by=asked_by, ground=ground)
    return said


def again() -> None:
    """After a restore, before anybody reads: whatever was erased before goes again."""
    look_for_a_restore()
