"""What may stand in a person's own fields, and the sentence for what may not."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from twoway.errors import BadShape
from twoway.web.text import clean

MOST_NAME = 200
MOST_TITLE = 200
MOST_EMAIL = 254
EARLIEST = date(1900, 1, 1)
YEARS_AHEAD = 10


def name(text: str, *, field: str = "name") -> str:
    """A name in any script; there has to be one."""
    tidy = clean(text, MOST_NAME, field=field)
    if not tidy:
        raise BadShape(_("A name is missing. Type one."), field=field)
    return tidy


def title(text: str, *, field: str = "title") -> str:
    """What somebody does, in a line; it may be empty."""
    return clean(text, MOST_TITLE, field=field)


def email(text: str, *, field: str = "email") -> str:
    """A mail address, in small letters: two spellings of one address are one person."""
    tidy = clean(text, MOST_EMAIL, field=field).lower()
    if not tidy:
        raise BadShape(_("A mail address is missing. Type one."), field=field)
    try:
        validate_email(tidy)
    except ValidationError as wrong:
        raise BadShape(
            _("“%(text)s” is no mail address. It looks like name@example.org.") % {"text": tidy[:60]},
            field=field,
        ) from wrong
    return tidy


def zone(text: str, *, field: str = "zone") -> str:
    """A time zone by its name, such as Europe/Berlin."""
    if text not in zones():
        raise BadShape(
            _("“%(text)s” is no time zone. Pick one from the list, such as Europe/Berlin.")
            % {"text": text[:60]},
            field=field,
        )
    return text


@cache
def zones() -> frozenset[str]:
    """The zones one can live in."""
    return frozenset(zone for zone in available_timezones() if "/" in zone or zone == "UTC") - {"Etc/Unknown"}


def zone_here() -> str:
    """The zone this server stands in, as the first guess where somebody lives."""
    _root, _name, zone = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")
    return zone if zone in zones() else "UTC"


def day(value: date | None, today: date, *, field: str = "on") -> date | None:
    """A day that can be meant; typing mistakes such as 0206 are not."""
    if value is not None and not (value >= EARLIEST and value.year <= today.year + YEARS_AHEAD):
        raise BadShape(
            _("%(day)s cannot be meant. Check the year.") % {"day": value.isoformat()},
            field=field,
        )
    return value
