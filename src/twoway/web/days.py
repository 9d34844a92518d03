"""Days and moments as people say them: "Friday 6 March", in lists "6 Mar", a year only when it is another."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import format as spelled
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape
from twoway.web.asked_once import asked_once


def day_text(day: date, *, short: bool = False, today: date | None = None) -> str:
    """A day in words; `short` is for lists and captions."""
    today, language = today or today_here(), get_language()
    this_year, other_year = _patterns(short, language)
    return _written(day, this_year if day.year == today.year else other_year, language)


@lru_cache(maxsize=64)
def _patterns(short: bool, _language: str | None) -> tuple[str, str]:
    """How a day of this year and one of another is written, in the language that is being spoken."""
    if short:
        return pgettext("day in a list", "j M"), pgettext("day in a list", "j M Y")
    return pgettext("day in a sentence", "l j F"), pgettext("day in a sentence", "l j F Y")


def whole_day_text(day: date) -> str:
    """A day with its year, whichever it is: "17 August 2014"."""
    return _written(day, pgettext("day with its year", "j F Y"), get_language())


@lru_cache(maxsize=4_096)
def _written(day: date, pattern: str, language: str | None) -> str:
    """Spelled out letter by letter, which takes long, and a page names the same few days again and again."""
    return str(spelled(day, pattern))


def read_day(typed: str, *, field: str) -> date | None:
    """The day somebody typed, or that stands in an address; None where there is nothing."""
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as error:
        say = _("There is no such day. Pick one, or write it like %(example)s.") % {"example": "2026-03-09"}
        raise BadShape(say, code="no_such_day", field=field) from error


def moment_text(moment: datetime, *, short: bool = False) -> str:
    """A moment in the reader's zone: "today, 14:05", "yesterday, 09:30", "Friday 6 March, 14:05"."""
    here = moment.astimezone(timezone.get_current_timezone())
    return f"{_near_day(here.date(), short=short)}, {here:%H:%M}"


def today_here() -> date:
    """The day it is for the reader, whose zone was made current when they were recognised."""
    return _today_in(timezone.get_current_timezone_name())


@asked_once
def _today_in(zone: str) -> date:
    """One day for a whole page: it names hundreds, and midnight may come while it is made."""
    return clock.today(zone)


def _near_day(day: date, *, short: bool) -> str:
    """Today and yesterday by those names, every other day by its own."""
    today = today_here()
    near = {today: _("today"), today - timedelta(days=1): _("yesterday")}
    return near.get(day) or day_text(day, short=short, today=today)
