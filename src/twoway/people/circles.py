"""Whether a chain of "stands under" comes back to where it began, however long the way round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Span:
    """`under` stands below `above` from one day until the day before another, or until now."""

    under: str
    above: str
    from_on: date
    until_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


def circle_from(start: str, above: Mapping[str, str | None]) -> list[str]:
    """The way up from `start` if it leads back to it, else nothing."""
    way = [start]
    place = above.get(start)
    while place is not None and place != start and place not in way:
        way.append(place)
        place = above.get(place)
    return way if place == start else []


def circles(above: Mapping[str, str]) -> Iterator[list[str]]:
    """Every circle, once, beginning with the one of its members that the mapping names first."""
    settled: set[str] = set()
    for start in above:
        way: dict[str, None] = {}
        place: str | None = start
        while place is not None and place not in settled and place not in way:
            way[place] = None
            place = above.get(place)
        if place is not None and place in way:
            names = list(way)
            yield names[names.index(place) :]
        settled.update(way)


def circle_on_some_day(spans: Sequence[Span], new: Span) -> list[str]:
    """The circle `new` would close on a day, or nothing; only days on which something began can tell."""
    days = {new.from_on} | {span.from_on for span in spans if new.holds_on(span.from_on)}
    for day in sorted(days):
        above = {span.under: span.above for span in spans if span.holds_on(day)}
        circle = circle_from(new.under, above | {new.under: new.above})
        if circle:
            return circle
    return []
