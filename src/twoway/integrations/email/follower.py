"""Follows the ledger and writes down who is to be told of what; nothing is sent from here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta

from twoway import clock
from twoway.integrations.email import hearing, wishes
from twoway.integrations.email.models import Telling
from twoway.ledger.entries import Entry
from twoway.people import queries as people
from twoway.web.notice import Notice

# After a week without `twoway work` nobody is asked about everything that passed meanwhile: it is on Today.
DAYS_BACK = 2


class MailFollower:
    """Its rows and its bookmark are one transaction, and a telling is there once: nothing is told twice."""

    name = "email"

    def follow(self, entries: Sequence[Entry]) -> None:
        if is_real():
            _queue(telling for entry in entries for telling in _tellings(entry))


def look_at_days() -> None:
    """Days that passed without a word: for whoever promised, to say where it is."""
    if is_real():
        for back in range(DAYS_BACK + 1):
            day = clock.today() - timedelta(days=back)
            since = min(clock.now(), datetime.combine(day + timedelta(days=1), time(), UTC))
            _queue(_telling(notice, since, mark=day.isoformat()) for notice in hearing.of_day(day))


def is_real() -> bool:
    """Whether the people here have mail: in the sample company and in studies nobody is written to."""
    place = people.workplace()
    return place is not None and place.kind == "real"


def _queue(tellings: Iterable[Telling]) -> None:
    Telling.objects.bulk_create(tellings, ignore_conflicts=True)


def _tellings(entry: Entry) -> Iterator[Telling]:
    """Whoever should hear of it, and whoever it says did it: an act that was not theirs shows to them."""
    for notice in hearing.of_act(entry):
        yield _telling(notice, entry.at, mark=entry.id)
    if entry.by:
        yield Telling(
            person_id=entry.by,
            topic=wishes.IN_MY_NAME,
            kind=entry.kind,
            thing=entry.thing,
            entry=entry.id,
            mark=entry.id,
            since=entry.at,
        )


def _telling(notice: Notice, since: datetime, *, mark: str) -> Telling:
    return Telling(
        person_id=notice.to,
        topic=hearing.topic_of(notice),
        kind=notice.kind,
        thing=notice.thing,
        entry=notice.entry,
        mark=mark,
        at_once=hearing.asks(notice),
        since=since,
    )
