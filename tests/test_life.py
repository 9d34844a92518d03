"""Whatever people do, nobody sees what is not theirs; at the end of every life both ends of a street read the
same, the seals hold and the rows are what the ledger paints.

Runs on either database: `pytest --database postgresql`.
"""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.living import PEOPLE, Life
from tests.whole_lives import live
from twoway.ledger import queries as ledger
from twoway.readings import record


class Whole(Life):
    """A life that is read from both ends when it is over."""

    def at_the_end(self) -> None:
        super().at_the_end()
        for street in self.streets:
            entries = ledger.entries_of_street(street)
            ends = entries[0].participants
            assert all(set(ends) == {*entry.participants, entry.by} - {""} for entry in entries)
            assert all({*entry.audience} <= set(map(self.id, PEOPLE)) - {*ends} for entry in entries)
            read = [record.of_street(street, seen_by=end) for end in ends]
            assert read[0] == read[1]
            assert [entry for entry in read[0] if entry.street == street] == entries


@pytest.mark.real_time
def test_whatever_people_do_the_record_holds(cast: Cast) -> None:
    live(Whole, cast, steps=50)
