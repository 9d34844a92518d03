"""The table of entrustments, painted from the ledger by `effects`."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from twoway.ledger.rows import Row, WordsIn
from twoway.nouns.entrustments import GIVEN, HELD, LEAST, MOST, OVER
from twoway.people.streets import stops

STATES = (*sorted(GIVEN), *sorted(HELD), *sorted(OVER))


class Entrustment(Row):
    """An entrustment as it stands; `freedom_before` is the step before it was last widened or narrowed.

    `giver_how` and `receiver_how` are how it went by the word of each; the `_for` beside it is the day it was
    for, so that a new day asks anew.
    """

    street = models.ForeignKey("people_streets.Street", on_delete=models.DO_NOTHING, related_name="+")
    giver = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    receiver = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    state = models.CharField(max_length=10)
    scope_in = WordsIn()
    freedom = models.PositiveSmallIntegerField()
    freedom_before = models.PositiveSmallIntegerField(null=True)
    look_back_on = models.DateField()
    given_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_in = models.CharField(max_length=12, blank=True)
    over_at = models.DateTimeField(null=True)
    giver_how = models.CharField(max_length=10, blank=True)
    giver_for = models.DateField(null=True)
    receiver_how = models.CharField(max_length=10, blank=True)
    receiver_for = models.DateField(null=True)
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="entrustment_between_two"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="entrustment_state"),
            models.CheckConstraint(
                condition=Q(freedom__gte=LEAST, freedom__lte=MOST), name="entrustment_freedom"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["giver", "state"], name="entrustment_by_giver"),
            models.Index(fields=["receiver", "state"], name="entrustment_by_receiver"),
            models.Index(fields=["look_back_on"], name="entrustment_by_day"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def parties(self) -> tuple[str, str]:
        return (self.giver_id, self.receiver_id)

    def other(self, person: str) -> str:
        """The one of the two who is not `person`."""
        return self.receiver_id if person == self.giver_id else self.giver_id

    @property
    def scope(self) -> str:
        """What is entrusted, in the giver's words; empty when they were erased."""
        return str(said.text("scope")) if (said := self.scope_in) else ""

    def said_by(self, person: str) -> str:
        """How it went, in the word of one of the two, on the day last named; nothing where they said none."""
        how, day = (
            (self.giver_how, self.giver_for)
            if person == self.giver_id
            else (self.receiver_how, self.receiver_for)
        )
        return how if day == self.look_back_on else ""

    def days_since(self, today: date, zone: str) -> int:
        """How many days the day to look back has passed by, stops of the street left out; none in a stop."""
        return stops.days_late(self.look_back_on, today, stops.in_days(self.street.stops, zone))
