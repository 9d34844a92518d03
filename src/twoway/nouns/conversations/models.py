"""The tables of conversations, painted from the ledger by `effects`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from twoway import clock
from twoway.ledger.rows import Row, WordsIn
from twoway.nouns.conversations import ABOUT, AHEAD
from twoway.people.seals import asked

if TYPE_CHECKING:
    from twoway.people.models import Person

STATES = ("planned", "agreed", "declined", "called_off", "held", "opened")


class Conversation(Row):
    """A talk as it stands. What is under seal is not here, and nothing here tells whether there is any."""

    street = models.ForeignKey("people_streets.Street", on_delete=models.DO_NOTHING, related_name="+")
    asker = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    asked = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    about = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    waits_for = models.CharField(max_length=12, blank=True)
    starts_at = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    where_in = WordsIn()
    every_weeks = models.PositiveIntegerField(default=0)
    zone = models.CharField(max_length=64)
    # The first of those that come again, and how often the plan of them all has changed: for calendars.
    series = models.CharField(max_length=12)
    changes = models.PositiveIntegerField(default=0)
    follows = models.CharField(max_length=12, blank=True)
    held_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    opened_in = WordsIn()
    ratings = models.JSONField(default=dict)  # once opened: by person, fair, heard and clear
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(asker=F("asked")), name="conversation_between_two"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="conversation_state"),
            models.CheckConstraint(condition=Q(about__in=list(ABOUT)), name="conversation_about"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["street", "state"], name="conversation_by_street"),
            models.Index(fields=["asker", "state"], name="conversation_by_asker"),
            models.Index(fields=["asked", "state"], name="conversation_by_asked"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def parties(self) -> tuple[str, str]:
        return (self.asker_id, self.asked_id)

    def other(self, person: str) -> str:
        """The id of the one who is not `person`."""
        return self.asked_id if person == self.asker_id else self.asker_id

    def name_of(self, person: str) -> str:
        """What one of the two is called."""
        return str((self.asker if person == self.asker_id else self.asked).called)

    def them(self, person: str) -> Person:
        """The one who is not `person`."""
        return self.asked if person == self.asker_id else self.asker

    @property
    def where(self) -> str:
        """Where they meet, as whoever planned it wrote."""
        return str(self.where_in.text("where")) if self.where_in else ""

    @property
    def ends_at(self) -> datetime:
        """When it is to end."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_ahead(self) -> bool:
        """Whether nobody has said yet that it took place, or that it will not."""
        return self.state in AHEAD

    @property
    def is_over_by_the_clock(self) -> bool:
        """Whether its time has passed and nobody has said anything."""
        return self.is_ahead and self.ends_at <= clock.now()

    @property
    def seal_ends_at(self) -> datetime | None:
        """Until when both may say how it was: seven days, without those in which the street was stopped."""
        return asked.ends_at(self.held_at, self.street) if self.held_at else None

    @property
    def is_sealing(self) -> bool:
        """Whether both may still say how it was."""
        return self.state == "held" and bool(self.held_at and asked.is_sealing(self.held_at, self.street))

    def takes_of(self, person: str) -> str:
        """What one of the two took from it, once opened; empty where nothing was said, or was erased."""
        side = "low" if person == min(self.parties) else "high"
        return str(self.opened_in.text(f"{side}_takes")) if self.opened_in else ""

    def is_solid(self, person: str) -> bool:
        """Whether that side found it good, all in all: from five of seven."""
        return asked.is_solid(self.ratings.get(person, ()))


class Outcome(Row):
    """What came of a talk: a promise, a growth goal, an opportunity, an entrustment."""

    conversation = models.ForeignKey(Conversation, on_delete=models.DO_NOTHING, related_name="outcomes")
    what = models.CharField(max_length=12)
    thing = models.CharField(max_length=12)
    agreed_in = models.PositiveBigIntegerField()  # the number of the entry, for their order

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("conversation", "thing", name="outcomes_come_once")]

    def __str__(self) -> str:
        return f"{self.thing} of {self.conversation_id}"
