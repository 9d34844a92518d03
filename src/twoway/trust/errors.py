"""How the numbers say no.

TwowayError
├── BadShape
│   └── BadReading   422  this act or answer cannot be read: unknown kind, impossible day, size or value
└── BadSettings      500  the table of defaults contradicts itself; nothing is estimated with it
"""

from __future__ import annotations

from twoway.errors import BadShape, TwowayError


class BadReading(BadShape):
    """What was to be read says something the street has no lane, day, size or level for."""

    code = "bad_reading"
    say = "This act could not be counted on the street. Check its kind, day and size."


class BadSettings(TwowayError):
    """A table that contradicts itself is refused whole: half of one makes numbers nobody can explain."""

    code = "bad_settings"
    status = 500
    say = "The table behind the estimates is not sound, so none are shown. Tell whoever runs this server."
