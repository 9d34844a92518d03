"""The tables of hand-offs and problems, painted from the ledger by `effects`."""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from twoway.ids import ALPHABET, LENGTH
from twoway.ledger.rows import Row, WordsIn
from twoway.nouns.handoffs import UNDER_WAY

STATES = ("handed", "accepted", "sent_back", "withdrawn", "has_problem", "resolved")
PROBLEM_STATES = ("raised", "answered", "owned", "resolved")


def key_of(*parts: str) -> str:
    """The key of a row that stands for two things at once: the same at every replay, and telling nothing."""
    digest = hashlib.sha256(" ".join(parts).encode()).digest()
    return "".join(ALPHABET[byte & 31] for byte in digest[:LENGTH])


class Handoff(Row):
    """A hand-off as it stands. `root` is the first of its chain, `depth` how many hands came before."""

    street = models.ForeignKey(
        "people_streets.Street", null=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    giver = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    receiver = models.ForeignKey("people.Person", null=True, on_delete=models.DO_NOTHING, related_name="+")
    team = models.ForeignKey("people.Team", null=True, on_delete=models.DO_NOTHING, related_name="+")
    offered_to = models.JSONField(default=list)  # those of the team when it was handed to it
    state = models.CharField(max_length=12)
    what_in = WordsIn()
    reason_in = WordsIn()
    call = models.CharField(max_length=12, blank=True)
    root = models.CharField(max_length=12)
    depth = models.PositiveIntegerField()
    open_problems = models.PositiveIntegerField(default=0)
    handed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=200, blank=True)
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="handoff_between_two"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="handoff_state"),
            models.CheckConstraint(
                condition=Q(receiver__isnull=False) | Q(team__isnull=False), name="handoff_to_somebody"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["giver", "state"], name="handoff_by_giver"),
            models.Index(fields=["receiver", "state"], name="handoff_by_receiver"),
            models.Index(fields=["call"], name="handoff_by_call", condition=~Q(call="")),
            models.Index(fields=["source"], name="handoff_by_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def parties(self) -> tuple[str, ...]:
        """The giver, and the receiver once there is one."""
        return (self.giver_id, *filter(None, [self.receiver_id]))

    def other(self, person: str) -> str:
        """The one of the two who is not `person`; nobody while a team has it."""
        return (self.receiver_id or "") if person == self.giver_id else self.giver_id

    @property
    def what(self) -> str:
        """What was handed on; empty when the words were erased."""
        return str(self.what_in.text("what")) if self.what_in else ""

    @property
    def reason(self) -> str:
        """Why it was sent back."""
        return str(self.reason_in.text("reason")) if self.reason_in else ""


class After(Row):
    """One hand-off goes on from another."""

    handoff = models.ForeignKey(Handoff, on_delete=models.DO_NOTHING, related_name="comes_after")
    after = models.ForeignKey(Handoff, on_delete=models.DO_NOTHING, related_name="goes_on_in")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(handoff=F("after")), name="no_handoff_after_itself"),
            models.UniqueConstraint(fields=["handoff", "after"], name="handoffs_go_on_once"),
        ]

    def __str__(self) -> str:
        return f"{self.handoff_id} after {self.after_id}"


class Problem(Row):
    """A problem as it stands. `owners` and `carriers` are as it was raised; `stands_with` is as of now."""

    handoff = models.ForeignKey(Handoff, on_delete=models.DO_NOTHING, related_name="problems")
    raiser = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    call = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=10)
    answer = models.CharField(max_length=10, blank=True)
    turn = models.CharField(max_length=6, blank=True)  # who is to speak next: "stands", "raiser" or nobody
    cost = models.PositiveSmallIntegerField()
    what_in = WordsIn()
    may_be_shown = models.BooleanField()
    owners = models.JSONField(default=list)
    carriers = models.JSONField(default=list)
    stands_with = models.JSONField(default=list)
    faulted = models.JSONField(default=list)
    shielded = models.JSONField(default=list)
    told = models.JSONField(default=list)
    raised_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=200, blank=True)
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=PROBLEM_STATES), name="problem_state"),
            models.CheckConstraint(condition=Q(cost__gte=1, cost__lte=5), name="problem_cost"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["raiser", "state"], name="problem_by_raiser"),
            models.Index(fields=["call"], name="problem_by_call", condition=~Q(call="")),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def parties(self) -> tuple[str, ...]:
        """Everybody it is about: its writer, whom it stands or stood with, and those between."""
        named = (self.raiser_id, *self.stands_with, *self.owners, *self.carriers, *self.shielded)
        return tuple(dict.fromkeys(named))

    @property
    def knows(self) -> tuple[str, ...]:
        """Everybody who knows of it: the same, and those it was shown to."""
        return tuple(dict.fromkeys((*self.parties, *self.told)))

    @property
    def is_open(self) -> bool:
        """Whether its writer has not yet said that it is over."""
        return self.state in UNDER_WAY

    @property
    def what(self) -> str:
        """What does not work; empty when the words were erased."""
        return str(self.what_in.text("what")) if self.what_in else ""

    @property
    def costs(self) -> str:
        """What it costs its writer, in their words."""
        return str(self.what_in.text("costs")) if self.what_in else ""


class Standing(Row):
    """A problem stands with a person since the act `since`: so one can ask what stands with somebody."""

    problem = models.ForeignKey(Problem, on_delete=models.DO_NOTHING, related_name="standings")
    person = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    since = models.CharField(max_length=12)
    since_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["problem", "person"], name="problems_stand_once")
        ]

    def __str__(self) -> str:
        return f"{self.problem_id} with {self.person_id}"
