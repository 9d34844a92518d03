"""Which tellings go into which mail, and when: each gets one at once, or all together in the morning."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from twoway import clock
from twoway.integrations.email import hearing, wishes
from twoway.integrations.email.models import Mail, Telling
from twoway.people.models import Person

# Somebody who asks twenty things in an hour should not fill anybody's mail: the rest comes in the morning.
MOST_IN_AN_HOUR = 10
OLDEST_AT_ONCE = timedelta(days=1)
# A morning mail that was not sent by noon or so waits for the next morning.
MORNING_LASTS = timedelta(hours=5)
HERE = ("invited", "active")


def at_once() -> None:
    """A mail for each telling that asks for an answer."""
    for telling in _waiting().filter(at_once=True).order_by("id").select_related("person"):
        with transaction.atomic():
            _at_once(telling)


def mornings() -> None:
    """One mail for everybody whose morning it is and who has something to be told."""
    for person in Person.objects.filter(id__in=_waiting().values("person"), state__in=HERE).exclude(email=""):
        day = _morning_now(person)
        if day is not None:
            with transaction.atomic():
                _morning(person, day)


def _at_once(telling: Telling) -> None:
    notice = hearing.again(telling)
    off = wishes.off_for(telling.person)
    if notice is None or telling.topic in off:
        telling.delete()
    elif _waits_for_morning(telling, asks=hearing.asks(notice), off=off):
        Telling.objects.filter(id=telling.id).update(at_once=False)
    else:
        mail = _new(telling.person, wishes.AT_ONCE, clock.today(telling.person.zone))
        _put_in(Telling.objects.filter(id=telling.id), mail)


def _waits_for_morning(telling: Telling, *, asks: bool, off: frozenset[str]) -> bool:
    """It was answered meanwhile, or the person would rather have it then, or it is much, or no longer new."""
    lately = Mail.objects.filter(
        person=telling.person, post=wishes.AT_ONCE, made_at__gt=clock.now() - timedelta(hours=1)
    )
    is_old = telling.since < clock.now() - OLDEST_AT_ONCE
    has_address = telling.person.email and telling.person.state in HERE
    return not (asks and has_address) or wishes.AT_ONCE in off or is_old or lately.count() >= MOST_IN_AN_HOUR


def _morning(person: Person, day: date) -> None:
    """What is not wanted is dropped; what was entered in the name of somebody who has not joined waits."""
    off = wishes.off_for(person)
    waiting = _waiting().filter(person=person)
    waiting.filter(topic__in=off - {wishes.AT_ONCE, wishes.MORNING}).delete()
    told = waiting.exclude(topic=wishes.IN_MY_NAME) if person.state == "invited" else waiting
    if wishes.MORNING in off:
        told.delete()
    elif told.exists():
        _put_in(told, _new(person, wishes.MORNING, day))


def _morning_now(person: Person) -> date | None:
    """The day, if the person's morning has come, what waits is from before it, and there was no mail yet."""
    now = clock.now().astimezone(ZoneInfo(person.zone))
    morning = now.replace(hour=wishes.hour_of(person), minute=0, second=0)
    if not morning <= now < morning + MORNING_LASTS:
        return None
    had = Mail.objects.filter(person=person, post=wishes.MORNING, day=now.date()).exists()
    before = _waiting().filter(person=person, since__lte=morning).exists()
    return now.date() if before and not had else None


def _new(person: Person, post: str, day: date) -> Mail:
    now = clock.now()
    return Mail.objects.create(person=person, post=post, day=day, made_at=now, not_before=now)


def _put_in(tellings: QuerySet[Telling], mail: Mail) -> None:
    """Only what still waits: another `twoway work` may have taken it meanwhile."""
    if not tellings.filter(mail=None).update(mail=mail):
        mail.delete()


def _waiting() -> QuerySet[Telling]:
    return Telling.objects.filter(mail=None)
