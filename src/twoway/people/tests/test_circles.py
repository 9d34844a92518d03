"""Nobody stands above themselves: the quick answers agree with slow ones that are plainly right."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from twoway.people.circles import Span, circle_from, circle_on_some_day, circles

NAMES = st.sampled_from("abcdefg")
FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 20).map(lambda days: FIRST + timedelta(days=days))


def ways_up(above: dict[str, str], start: str) -> list[str]:
    """As many steps up as there are names, which is enough to come round if there is a way round."""
    way = [start]
    for _ in range(len(above) + 1):
        if way[-1] in above:
            way.append(above[way[-1]])
    return way[1:]


@given(st.dictionaries(NAMES, NAMES), NAMES)
def test_a_circle_is_a_way_up_that_comes_back(above: dict[str, str], start: str) -> None:
    circle = circle_from(start, above)
    assert bool(circle) == (start in ways_up(above, start))
    if circle:
        assert circle[0] == start
        assert [above[name] for name in circle] == [*circle[1:], start]


@given(st.dictionaries(NAMES, NAMES))
def test_each_circle_is_told_once_and_none_is_missed(above: dict[str, str]) -> None:
    found = [frozenset(circle) for circle in circles(above)]
    assert len(found) == len(set(found))
    assert {name for circle in found for name in circle} == {
        name for name in above if name in ways_up(above, name)
    }


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start, until = draw(DAYS), draw(st.none() | DAYS)
    return Span(under=draw(NAMES), above=draw(NAMES), from_on=start, until_on=until)


@given(st.lists(spans(), max_size=12), NAMES, NAMES, DAYS)
def test_a_circle_on_any_day_is_found(before: list[Span], under: str, above: str, start: date) -> None:
    new = Span(under=under, above=above, from_on=start)
    slow = any(
        under
        in ways_up({one.under: one.above for one in before if one.holds_on(day)} | {under: above}, under)
        for day in (start + timedelta(days=days) for days in range(25))
    )
    assert bool(circle_on_some_day(before, new)) == slow
