"""Paths: opened by nobody when both had asked, looked back on, ended by nobody, and opened again."""

from __future__ import annotations

from tests.old_ledgers.story import Story


def tell(told: Story) -> None:
    """Ann begins to lead Ben; Cy and Ben walk one of their own, rank or not."""
    from twoway.nouns.paths import rules
    from twoway.people import rules as people
    from twoway.people.streets import rules as streets

    ann, ben, cy = told.ann, told.ben, told.cy
    people.start_line(manager=ann, report=ben, by=told.dana)
    rules.wish(ben, by=ann, wish=True)
    first = rules.wish(ann, by=ben, wish=True)
    rules.wish(cy, by=ben, wish=True)
    other = rules.wish(ben, by=cy, wish=True)
    assert first is not None
    assert other is not None
    told.later(days=3)
    streets.pause(first.street_id, by=ben)
    told.later(days=4)
    streets.resume(first.street_id, by=ben)
    told.later(days=30)
    rules.look_back(first.id, 30, "You answer faster than I ask. ❤", by=ann)
    rules.look_back(first.id, 30, "Я ещё спрашиваю дважды.", by=ben)
    rules.end(other.id, by=cy)
    rules.wish(cy, by=ben, wish=True)
    rules.wish(ben, by=cy, wish=True)
