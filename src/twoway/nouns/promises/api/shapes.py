"""What programs send and are sent about promises."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema

from twoway.web.api import Minor


class PromiseOut(Schema):
    """A promise as somebody sees it; `standing` is the state as the clock reads it, such as late.

    `beside` are those who read it beside its two, and for them nothing is late. Prices and what was `charged`
    are in whole minor units of `currency`; `terms_` is what one of the two has asked for instead.
    """

    id: str
    street: str
    promiser: str
    promisee: str
    state: str
    standing: str
    waits_for: str
    what: str
    hard: str
    due_on: date | None
    first_due_on: date | None
    sure_by: date | None
    made_at: datetime | None
    kept_on: date | None
    move_to: date | None
    move_asked_by: str
    moves: int
    source: str
    taken_on: bool
    disputed: bool
    beside: list[str]
    price_low: int | None
    price_high: int | None
    currency: str
    scope: str
    charged: int | None
    terms_low: int | None
    terms_high: int | None
    terms_currency: str
    terms_scope: str
    terms_asked_by: str
    terms_changes: int
    last_entry: str
    verbs: list[str]


class LinkOut(Schema):
    """What a promise hangs on, by the ids of the two."""

    promise: str
    on: str


class Done(Schema):
    """The act that was entered, and the promise it is about."""

    entry: str
    thing: str


class PriceAndScope(Schema):
    """A price in whole minor units (120050 is EUR 1,200.50), one figure or a range, and what is in it."""

    price_low: Minor | None = None
    price_high: Minor | None = None
    currency: str = ""
    scope: str = ""


class Ask(PriceAndScope):
    """What, to or from whom, and by which day; `beside` are others who see it, `hangs_on` other promises."""

    to: str
    what: str
    due_on: date | None = None
    beside: list[str] = []
    hangs_on: list[str] = []


class Make(Ask):
    """A promise may say which day is fairly sure (four times in five) and what would make it hard."""

    sure_by: date | None = None
    hard: str = ""


class AskNewcomer(Schema):
    """What, to or from whom by name and address, and by which day; `kind` as the four ways to begin.

    With `client` they come in as that client's contact.
    """

    kind: Literal["make", "ask", "offer", "note"]
    name: str
    email: str
    what: str
    client: str = ""
    due_on: date | None = None


class NewcomerTold(Schema):
    """What became of it, in a sentence."""

    say: str


class Seen(Schema):
    """The last entry the program knew of."""

    seen: str = ""


class Note(Seen):
    """Words beside an act, if any."""

    note: str = ""


class Yes(Note):
    """A yes of the promiser's may say how sure it is."""

    sure_by: date | None = None
    hard: str = ""


class Counter(Note, PriceAndScope):
    """Other words, another day, price or scope; what is left empty stays as it is."""

    what: str = ""
    due_on: date | None = None


class No(Note):
    """`would_rather_not`: I can, but would rather not."""

    would_rather_not: bool = False


class KeptOn(Note):
    """On which day it was kept, and what was charged in minor units, where a price stands."""

    kept_on: date | None = None
    charged: Minor | None = None


class Move(Seen):
    """To which day, and why."""

    due_on: date | None = None
    reason: str


class OtherTerms(Seen, PriceAndScope):
    """Another price or scope, and why; what is left empty stays as it is."""

    reason: str


class On(Schema):
    """Another promise, by its id."""

    on: str


class Side(Schema):
    """One's own account, beside an act of this promise."""

    about: str
    words: str


class Source(Schema):
    """Where an import came from, such as "jira"."""

    source: str
