"""How the numbers say no.

TwowayError
├── BadShape
│   └── BadReading      422  this act or answer cannot be read: unknown kind, impossible day, size or value
├── RuleBroken
│   ├── TooFewPromises  409  base rates of one's own take more promises, of more people
│   ├── HangsInACircle  409  a promise that hangs on itself
│   └── TooManyPromises 409  more than one forecast takes
└── BadSettings         500  the table of defaults contradicts itself; nothing is estimated with it
"""

from __future__ import annotations

from twoway.errors import BadShape, RuleBroken, TwowayError


class BadReading(BadShape):
    """What was to be read says something the street has no lane, day, size or level for."""

    code = "bad_reading"
    say = "This act could not be counted on the street. Check its kind, day and size."


class BadSettings(TwowayError):
    """A table that contradicts itself is refused whole: half of one makes numbers nobody can explain."""

    code = "bad_settings"
    status = 500
    say = "The table behind the estimates is not sound, so none are shown. Tell whoever runs this server."


class TooFewPromises(RuleBroken):
    """Base rates of a few promises would be somebody's, not everybody's."""

    code = "too_few_promises"
    say = "There are too few promises on record for base rates of their own. Until then the defaults stand."


class HangsInACircle(RuleBroken):
    """A promise that waits, by whatever way, for itself will never be kept; no chance describes that."""

    code = "hangs_in_a_circle"
    say = "These promises hang on each other in a circle, so none of them can begin. Take one link away."


class TooManyPromises(RuleBroken):
    """A bound, so that nobody can make the server draw for minutes."""

    code = "too_many_promises"
    say = "That is more promises than one forecast takes. Leave out some that hang far down."
