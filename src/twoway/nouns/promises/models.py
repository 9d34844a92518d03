"""The tables of promises, painted from the ledger by `effects`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from twoway.ledger.rows import Row, WordsIn
from twoway.nouns.promises import SETTLED
from twoway.people.streets import stops

if TYPE_CHECKING:
    from twoway.people.models import Person
    from twoway.people.streets.models import Street

STATES = (
    "asked",
    "offered",
    "noted",
    "made",
    "countered",
    "declined",
    "withdrawn",
    "claimed",
    "kept",
    "broken",
    "released",
)
UNCONTESTED_DAYS = 7


class Promise(Row):
    """A promise as it stands. Words are not copied: `what_in` and `hard_in` point at where they were said."""

    street = models.ForeignKey("people_streets.Street", on_delete=models.DO_NOTHING, related_name="+")
    promiser = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    promisee = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    state = models.CharField(max_length=10)
    waits_for = models.CharField(max_length=12, blank=True)
    what_in = WordsIn()
    hard_in = WordsIn()
    due_on = models.DateField(null=True)
    first_due_on = models.DateField(null=True)
    due_agreed_at = models.DateTimeField(null=True)
    sure_by = models.DateField(null=True)
    made_at = models.DateTimeField(null=True)
    kept_on = models.DateField(null=True)
    claimed_on = models.DateField(null=True)
    settled_at = models.DateTimeField(null=True)
    move_to = models.DateField(null=True)
    move_asked_by = models.CharField(max_length=12, blank=True)
    move_asked_on = models.DateField(null=True)
    moves = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)
    taken_on = models.BooleanField(default=False)
    # Who has still to take on what was brought in as theirs.
    to_take_on = models.JSONField(default=list)
    disputed = models.BooleanField(default=False)
    # Who else sees it, named as it began.
    beside = models.JSONField(default=list)
    price_low = models.BigIntegerField(null=True)
    price_high = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    scope_in = WordsIn()
    charged = models.BigIntegerField(null=True)
    # What it would cost and hold if the other agrees to what was asked.
    terms_low = models.BigIntegerField(null=True)
    terms_high = models.BigIntegerField(null=True)
    terms_currency = models.CharField(max_length=3, blank=True)
    terms_rescopes = models.BooleanField(default=False)
    terms_scope_in = WordsIn()
    terms_asked_by = models.CharField(max_length=12, blank=True)
    terms_asked_on = models.DateField(null=True)
    terms_changes = models.PositiveIntegerField(default=0)
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(promiser=F("promisee")), name="promise_between_two"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="promise_state"),
            models.CheckConstraint(
                condition=Q(price_low=None, price_high=None, currency="")
                | Q(price_low__gt=0, price_high__gte=F("price_low")) & ~Q(currency=""),
                name="promise_price_is_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["promiser", "state"], name="promise_by_promiser"),
            models.Index(fields=["promisee", "state"], name="promise_by_promisee"),
            models.Index(fields=["source"], name="promise_by_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def parties(self) -> tuple[str, str]:
        return (self.promiser_id, self.promisee_id)

    @property
    def seers(self) -> tuple[str, ...]:
        """Everybody who sees it: the two, and whoever was named beside them."""
        return (*self.parties, *self.beside)

    def is_between(self, person: str) -> bool:
        """Whether the person is one of the two, and not somebody who only reads it."""
        return person in self.parties

    def other(self, person: str) -> str:
        """The one of the two who is not `person`."""
        return self.promisee_id if person == self.promiser_id else self.promiser_id

    def stands_between(self, street: Street) -> None:
        """Put the street in and the two on it, who were read before, so that nobody reads them again."""
        ends = {street.low_id: street.low, street.high_id: street.high}
        self._state.fields_cache.update(
            street=street, promiser=ends[self.promiser_id], promisee=ends[self.promisee_id]
        )

    @property
    def what(self) -> str:
        """What is promised, in the words of whoever said it last; empty when they were erased."""
        return str(said.text("what")) if (said := self.what_in) else ""

    @property
    def hard(self) -> str:
        """What the promiser said would make it hard."""
        return str(said.text("hard")) if (said := self.hard_in) else ""

    @property
    def scope(self) -> str:
        """What is in it and what is not, in the words of whoever said it last."""
        return str(said.text("scope")) if (said := self.scope_in) else ""

    @property
    def terms_scope(self) -> str:
        """What would be in it, if what was asked is agreed to."""
        return str(said.text("scope")) if (said := self.terms_scope_in) else ""

    @property
    def is_open(self) -> bool:
        """Whether the promiser's word is given and nobody has yet said how it turned out."""
        return self.state == "made" and not self.waits_for

    @property
    def waits_for_nobody(self) -> bool:
        """Whether it was still to be answered or kept when one of the two left."""
        return self.state not in {*SETTLED, "claimed"} and self.street.ended_by_leaving

    @property
    def who_left(self) -> Person | None:
        """Whoever of the two is no longer here."""
        return next((one for one in (self.promiser, self.promisee) if not one.is_here), None)

    @property
    def is_history(self) -> bool:
        """Whether it was brought in from elsewhere and somebody whose act is in it has not taken it on."""
        return bool(self.source) and not self.taken_on

    def standing(self, today: date) -> str:
        """The state as the clock reads it on the promisee's `today`: also waiting, late, or kept unsaid."""
        if self.state == "made" and self.waits_for:
            return "waiting"
        if self.state == "made" and self.days_late(today):
            return "late"
        if self.state == "claimed" and self.stands_from <= today:
            return "kept"
        return self.state

    @property
    def last_day(self) -> date | None:
        """The last day on which it is in time, going by when its street was stopped."""
        return stops.last_day(self.due_on, self._stops) if self.due_on else None

    @property
    def is_kept_late(self) -> bool:
        """Whether it was kept, or is said to be, after its day."""
        return bool(self.kept_on and self.is_late_on(self.kept_on))

    def is_late_on(self, day: date) -> bool:
        """Whether whatever was done on that day was done too late."""
        return self.last_day is not None and day > self.last_day

    def days_late(self, today: date) -> int:
        """How many of the promisee's days it is late by, stops of its street left out."""
        if self.due_on is None or self.due_on >= today:
            return 0
        return stops.days_late(self.due_on, today, self._stops)

    @property
    def _stops(self) -> list[stops.Stop]:
        return stops.in_days(self.street.stops, self.promisee.zone)

    @property
    def stands_from(self) -> date:
        """The day from which a claim stands if nobody contests it."""
        assert self.claimed_on is not None
        return self.claimed_on + timedelta(days=UNCONTESTED_DAYS)


class Hanging(Row):
    """One promise hangs on another, for the eyes of those who see both."""

    promise = models.ForeignKey(Promise, on_delete=models.DO_NOTHING, related_name="hangs_on")
    on = models.ForeignKey(Promise, on_delete=models.DO_NOTHING, related_name="carries")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(promise=F("on")), name="no_promise_hangs_on_itself"),
            models.UniqueConstraint(fields=["promise", "on"], name="promises_hang_once"),
        ]

    def __str__(self) -> str:
        return f"{self.promise_id} on {self.on_id}"
