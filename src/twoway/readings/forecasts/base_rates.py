"""The base rates that every forecast begins with: one table for everybody, new on the first of a month or not
at all.

Where a company's own promises are many enough, the table is fitted anew to all that was entered before the
first of the month (UTC); otherwise it is the one that Twoway comes with. Between two firsts nothing that
anybody does changes it, so that nothing can be read off it; it is rounded to two digits, and everybody here
gets the same, guests as well. How it is fitted is for `trust.forecast` to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time
from math import exp
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db.models import Q

from twoway import clock
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.models import Frame
from twoway.people import queries as people
from twoway.people.streets import stops
from twoway.readings.forecasts.courses import Past, as_told, told_by
from twoway.web.asked_once import asked_once

if TYPE_CHECKING:
    from twoway.trust.forecast import BaseRates

FEWEST_PROMISES, FEWEST_PEOPLE = 100, 10
"""From so many promises of so many people on a company has base rates of its own."""
KEPT_DAYS = 70
"""How long a month's table is kept at hand; worked out again it is the same."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row of the table: `value` give or take `error`, with its source or the word "assumed"."""

    name: str
    value: float
    error: float | None
    unit: str
    source: str
    says: str

    @property
    def figure(self) -> str:
        """The value to two digits, with a true minus."""
        return _figure(self.value)

    @property
    def give_or_take(self) -> str:
        """Its standard error; nothing where it has none."""
        return _figure(self.error) if self.error else ""


def _figure(value: float) -> str:
    return f"{value:.2g}".replace("-", "\N{MINUS SIGN}")


@dataclass(frozen=True, kw_only=True)
class Table:
    """The release in force: `since` that day, until `until` at least; `own` where it is the company's own."""

    release: str
    since: date
    until: date
    own: bool
    promises: int
    people: int
    by_their_day: float
    times_as_long: float
    lines: tuple[Line, ...]
    fewest_promises: int = FEWEST_PROMISES
    fewest_people: int = FEWEST_PEOPLE

    @property
    def times(self) -> str:
        """The middle of how long promises take against their plan, to a tenth."""
        return f"{self.times_as_long:.1f}"

    @property
    def share(self) -> int:
        """Of a hundred promises with a day, so many are there by it."""
        return round(100 * self.by_their_day)


def table() -> Table:
    """The table in force today, as everybody reads it."""
    from twoway.trust import forecast

    found, first = published(), first_of_month(clock.now())
    names = [field.name for field in fields(Line)]
    return Table(
        release=found.release,
        since=first,
        until=next_first(first),
        own=found.release != forecast.DEFAULTS.release,
        promises=found.promises,
        people=found.people,
        by_their_day=found.in_time,
        times_as_long=exp(found.mu),
        lines=tuple(Line(**{name: getattr(row, name) for name in names}) for row in found.as_rows()),
    )


def published(at: datetime | None = None) -> BaseRates:
    """The table in force at that moment, or now."""
    first = first_of_month(at or clock.now())
    return _of_months(frozenset([first]))[first]


def published_at(moments: Collection[datetime]) -> dict[datetime, BaseRates]:
    """The tables that were in force at these moments, with one question to the cache."""
    firsts = {moment: first_of_month(moment) for moment in moments}
    tables = _of_months(frozenset(firsts.values()))
    return {moment: tables[first] for moment, first in firsts.items()}


def first_of_month(moment: datetime) -> date:
    """The day from which the table of that moment is in force."""
    return moment.astimezone(UTC).date().replace(day=1)


def next_first(first: date) -> date:
    """The first of the month after."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def keep_up() -> None:
    """Work this month's table out before somebody waits for it; `twoway work` asks for it every hour."""
    if people.workplace() is not None:
        published()


@asked_once
def _of_months(firsts: frozenset[date]) -> dict[date, BaseRates]:
    from twoway.trust import forecast

    if people.workplace() is None:
        return dict.fromkeys(firsts, forecast.DEFAULTS)
    record = _record()
    keys = {first: f"base-rates:{first.isoformat()}:{record}" for first in sorted(firsts)}
    kept: dict[str, BaseRates] = cache.get_many(keys.values())
    found = {first: kept[key] for first, key in keys.items() if key in kept}
    new = _fitted([first for first in keys if first not in found])
    if new:
        cache.set_many({keys[first]: rates for first, rates in new.items()}, timeout=KEPT_DAYS * 86_400)
    return found | new


def _record() -> str:
    """This record and no other: one told anew, restored, or brought in once more has tables of its own."""
    size = ledger.size()
    grows = size if people.is_study() else len(ledger.gaps())
    return f"{ledger.root(1).hex() if size else ''}:{grows}"


def _fitted(firsts: Sequence[date]) -> dict[date, BaseRates]:
    """The company's own, where its promises were many enough by then; otherwise those Twoway comes with."""
    from twoway.trust import forecast

    entries = _entered_before(_moment(max(firsts))) if firsts else []
    told = {first: _told_before(first, entries) for first in firsts}
    return {
        first: fit(past, first) if _are_enough(past) else forecast.DEFAULTS for first, past in told.items()
    }


def fit(told: list[Past], first: date) -> BaseRates:
    """The table of these promises, as far as they were known the day before."""
    from twoway.trust import forecast

    number = {person: place for place, person in enumerate(sorted(everyone(told)))}
    rows = [as_told(past, number) for past in told]
    known = forecast.history(rows, as_of=first.toordinal() - 1)
    return forecast.fit_base_rates(
        known, least_promises=FEWEST_PROMISES, least_people=FEWEST_PEOPLE, release=first.isoformat()
    )


def all_promises(first: date) -> list[Past]:
    """Every promise in the company that counted before that day: for the table, and for nobody's eyes."""
    return _told_before(first, _entered_before(_moment(first)))


def _told_before(first: date, entries: Sequence[Entry]) -> list[Past]:
    moment, study = _moment(first), people.is_study()
    zones = {person.id: person.zone for person in people.everybody()}
    known = [entry for entry in entries if (entry.happened_at if study else entry.at) < moment]
    return told_by(known, at=moment, zones=zones, study=study)


def _entered_before(moment: datetime) -> list[Entry]:
    """By when they were entered, so that what is told later of an earlier month changes no table of then.

    In a study all was brought in at once, and counts by when it happened.
    """
    when = {"happened_at__lt": moment} if people.is_study() else {"at__lt": moment}
    which = Q(kind__startswith="promise.") | Q(kind__in=[*stops.STOPS, *stops.GOES_ON])
    return ledger.entries_from(Frame.objects.filter(which, **when))


def _moment(first: date) -> datetime:
    return datetime.combine(first, time(), UTC)


def _are_enough(told: Iterable[Past]) -> bool:
    with_a_day = [past for past in told if past.days]
    return len(with_a_day) >= FEWEST_PROMISES and len({past.promiser for past in with_a_day}) >= FEWEST_PEOPLE


def everyone(told: Iterable[Past]) -> set[str]:
    """All who promised or were promised something."""
    return {person for past in told for person in (past.promiser, past.promisee)}
