"""The tables of growth, painted from the ledger by `effects`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from twoway.ledger.rows import Row, WordsIn
from twoway.nouns.growth import ANSWERED, OFFERED, OPEN, OVER


class Goal(Row):
    """Where somebody wants to go, as all see it whom its owner named in `with_`: support is not here."""

    owner = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    state = models.CharField(max_length=10)
    goal_in = WordsIn()
    ended_in = WordsIn()
    with_ids = models.JSONField(default=list)
    set_at = models.DateTimeField()
    set_in = models.CharField(max_length=12)
    ended_at = models.DateTimeField(null=True)
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(OPEN | OVER)), name="goal_state")
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "state"], name="goal_by_owner")]

    def __str__(self) -> str:
        return self.id

    @property
    def goal(self) -> str:
        """Where to, in the owner's words; empty when they were erased."""
        return str(said.text("goal")) if (said := self.goal_in) else ""

    @property
    def ended_words(self) -> str:
        """What the owner said when they got there or let it go."""
        return str(said.text("words")) if (said := self.ended_in) else ""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class GoalPerson(Row):
    """Somebody who sees a goal, so that their goals are found by them."""

    goal = models.ForeignKey(Goal, on_delete=models.DO_NOTHING, related_name="people")
    person = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} sees {self.goal_id}"


class GoalStep(Row):
    """A step on the way; its id is that of the entry which added it."""

    goal = models.ForeignKey(Goal, on_delete=models.DO_NOTHING, related_name="steps")
    step_in = WordsIn()
    added_at = models.DateTimeField()
    reached_at = models.DateTimeField(null=True)
    reached_in = WordsIn()

    def __str__(self) -> str:
        return self.id

    @property
    def step(self) -> str:
        """The step in the owner's words; empty when they were erased."""
        return str(said.text("step")) if (said := self.step_in) else ""

    @property
    def words(self) -> str:
        """What the owner said when it was reached."""
        return str(said.text("words")) if (said := self.reached_in) else ""


class Support(Row):
    """What one supporter was asked for, promised or gave, between the two; its id is its first entry's."""

    goal = models.ForeignKey(Goal, on_delete=models.DO_NOTHING, related_name="supports")
    supporter = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    state = models.CharField(max_length=10)
    said_in = WordsIn()
    promise = models.CharField(max_length=12, blank=True)
    begun_at = models.DateTimeField()
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["asked", "declined", "promised", "given"]), name="support_state"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["supporter", "state"], name="support_by_supporter")]

    def __str__(self) -> str:
        return self.id

    @property
    def words(self) -> str:
        """What was asked for, or what the owner says they got."""
        said = self.said_in
        return str(said.text("what") or said.text("words")) if said else ""


class Opportunity(Row):
    """A chance to grow that one of two offers the other."""

    street = models.ForeignKey("people_streets.Street", on_delete=models.DO_NOTHING, related_name="+")
    giver = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    receiver = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    state = models.CharField(max_length=10)
    what_in = WordsIn()
    goal = models.CharField(max_length=12, blank=True)
    offered_at = models.DateTimeField()
    offered_in = models.CharField(max_length=12)
    answered_at = models.DateTimeField(null=True)
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        verbose_name_plural = "opportunities"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="opportunity_between_two"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(OFFERED | ANSWERED)), name="opportunity_state"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["giver", "state"], name="opportunity_by_giver"),
            models.Index(fields=["receiver", "state"], name="opportunity_by_receiver"),
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
    def what(self) -> str:
        """What is offered; empty when the words were erased."""
        return str(said.text("what")) if (said := self.what_in) else ""
