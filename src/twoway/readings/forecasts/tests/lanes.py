"""Small records to foresee from: streets whose estimate both want, and promises kept there earlier."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from tests.cast import Cast, open_street
from twoway.nouns.promises import rules as promises
from twoway.people.streets import rules as streets
from twoway.readings.forecasts.figures import Forecast
from twoway.readings.forecasts.foreseen import foreseen

At = Callable[[str | datetime], datetime]
FIRST = datetime.fromisoformat("2025-11-03T09:00")
TODAY = "2026-03-02 09:00"
TUESDAY, FRIDAY = date(2026, 3, 3), date(2026, 3, 6)
IN_A_WEEK, IN_TWO_WEEKS = date(2026, 3, 9), date(2026, 3, 16)


def measured(one: str, other: str) -> str:
    """An open street of which both want the estimate."""
    street = open_street(one, other).id
    wish(street, one, other)
    return street


def wish(street: str, *people: str, wish: bool = True) -> None:
    for person in people:
        streets.wish_estimate(street, by=person, wish=wish)


def on_record(at: At, *lanes: tuple[str, str], taking: int = 4, times: int = 5) -> None:
    """So many promises of each lane, a fortnight apart, each for four days and kept after so many."""
    for number in range(times):
        begins = FIRST + timedelta(weeks=2 * number)
        at(begins)
        due_on = begins.date() + timedelta(days=4)
        made = [(by, to, promises.make(to, "Something small", due_on, by=by).thing) for by, to in lanes]
        at(begins + timedelta(days=taking))
        for by, to, id in made:
            promises.keep(id, by=by)
            promises.confirm(id, by=to)
    at(TODAY)


def now(id: str, seen_by: str) -> Forecast:
    """Today's forecast for one pair of eyes."""
    found = foreseen(id, seen_by=seen_by)
    assert found is not None
    assert found.now is not None
    return found.now


def tree_of_three(cast: Cast) -> tuple[str, str, str]:
    """Ann's promise to Ben hangs on Ben's to her, which Ben sees, and on Cy's to her, which he does not."""
    drawings = promises.make(cast.ann, "The drawings", TUESDAY, by=cast.ben).thing
    figures = promises.make(cast.ann, "The figures", FRIDAY, by=cast.cy).thing
    root = promises.make(cast.ben, "The plan", IN_A_WEEK, by=cast.ann, hangs_on=[drawings, figures]).thing
    return root, drawings, figures
