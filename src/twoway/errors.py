"""Every way Twoway says no, each with a code for programs, a status for HTTP and a sentence for people.

TwowayError
├── BadShape      422  what came in cannot be read as what was asked for
├── NotSeen       404  not there, or not yours: the two read alike on purpose
├── RuleBroken    409  it exists and you may see it, but not this, not now
├── NotSignedIn   401  a door that needs to know who you are
├── TooOften      429  slow down
├── TooFewPeople  409  a figure that would point at somebody
├── NotSaved      503  the disk or the lock refused; nothing was acknowledged, nothing is lost
├── DidNotConverge 500 a model that found no answer says so
└── LedgerBroken  500  the record does not verify
"""

from __future__ import annotations


class TwowayError(Exception):
    """The root: `code` is constant and for programs, `say` is for the person and tells them what to do."""

    code = "twoway"
    status = 500
    say = "Something went wrong. Your words are still here. Try again in a moment."

    def __init__(self, say: str | None = None, *, code: str | None = None, field: str | None = None) -> None:
        self.say = say or self.say
        self.code = code or self.code
        self.field = field
        super().__init__(self.say)


class BadShape(TwowayError):
    """What came in cannot be read as what was asked for; `field` names the blank it stands in."""

    code = "bad_shape"
    status = 422
    say = "That could not be read. Check what you typed and try again."


class NotSeen(TwowayError):
    """Not there, or not yours: one answer for both, or the difference would tell."""

    code = "not_seen"
    status = 404
    say = "Nothing here you can open."

    def __init__(self) -> None:
        super().__init__()


class RuleBroken(TwowayError):
    """It exists and the person may see it, but this cannot be done to it now, or not by them."""

    code = "rule_broken"
    status = 409
    say = "That cannot be done now."


class NotSignedIn(TwowayError):
    """The door needs to know who is there."""

    code = "not_signed_in"
    status = 401
    say = "Sign in first, then try again."


class TooOften(TwowayError):
    """Rate limits."""

    code = "too_often"
    status = 429
    say = "That was a lot in a short time. Wait a minute, then try again."


class TooFewPeople(TwowayError):
    """A group figure that would point at somebody is not shown."""

    code = "too_few_people"
    status = 409
    say = "Shown when five people have answered, so nobody can be picked out."


class NotSaved(TwowayError):
    """The disk or the lock refused. Nothing was acknowledged, so nothing that was acknowledged is lost."""

    code = "not_saved"
    status = 503
    say = "Not saved. Your words are still here. Try again in a moment."


class DidNotConverge(TwowayError):
    """A model that found no answer says so instead of giving a number."""

    code = "did_not_converge"
    status = 500
    say = "No estimate could be worked out from this."


class LedgerBroken(TwowayError):
    """The record does not verify: shown large and plain, never passed over."""

    code = "ledger_broken"
    status = 500
    say = "The record does not match what was seen before. Keep your last checkpoint and tell a colleague."
