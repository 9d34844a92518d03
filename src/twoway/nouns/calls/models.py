"""The tables of calls, painted from the ledger by `effects`."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from twoway.ledger.rows import Row, WordsIn
from twoway.nouns.calls import BEGUN, MADE, OVER, OWNERS

STATES = (*sorted(BEGUN), *sorted(MADE), *sorted(OVER))


class Call(Row):
    """A call as it stands, by what everybody sees who sees that it was made; costs and problems are not here.

    Words are not copied: `said_in` is the act whose words are shown, `asked_in` the question it was asked for
    with, which only the two saw, and `reviewed_in` the last look back.
    """

    owner = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    state = models.CharField(max_length=10)
    outcome = models.CharField(max_length=10, blank=True)
    asked_by = models.CharField(max_length=12, blank=True)
    noted_by = models.CharField(max_length=12, blank=True)
    street = models.CharField(max_length=12, blank=True)
    said_in = WordsIn()
    asked_in = WordsIn()
    reviewed_in = WordsIn()
    on_me = models.BooleanField(default=False)
    sure_percent = models.PositiveSmallIntegerField(null=True)
    made_on = models.DateField(null=True)
    made_at = models.DateTimeField(null=True)
    made_in = models.CharField(max_length=12, blank=True)
    review_on = models.DateField(null=True)
    reviewed_on = models.DateField(null=True)
    reviewed_by = models.CharField(max_length=12, blank=True)
    supersedes = models.CharField(max_length=12, blank=True)
    superseded_by = models.CharField(max_length=12, blank=True)
    superseded_on = models.DateField(null=True)
    owned_on = models.DateField(null=True)
    owned_in = models.CharField(max_length=12, blank=True)
    widening = models.JSONField(default=list)
    widening_on = models.DateField(null=True)
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(state__in=STATES), name="call_state")]
        indexes: ClassVar = [models.Index(fields=["owner", "state"], name="call_by_owner")]

    def __str__(self) -> str:
        return self.id

    def _said(self, name: str) -> str:
        return str(self.said_in.text(name)) if self.said_in else ""

    @property
    def choice(self) -> str:
        """What was decided; empty before it is, and when the words were erased."""
        return self._said("choice")

    @property
    def question(self) -> str:
        """What it answers, in the owner's words; before it is made, in the words of whoever asks."""
        return self._said("question")

    @property
    def why(self) -> str:
        """Why this and nothing else."""
        return self._said("why")

    @property
    def alternatives(self) -> str:
        """What else was considered."""
        return self._said("alternatives")

    @property
    def expect(self) -> str:
        """What should be seen by the day of looking back."""
        return self._said("expect")

    @property
    def asked(self) -> str:
        """The question it was asked for with: between the two, whatever the owner told others."""
        return str(self.asked_in.text("question")) if self.asked_in else ""

    @property
    def review_words(self) -> str:
        """What the owner said when looking back."""
        return str(self.reviewed_in.text("words")) if self.reviewed_in else ""

    @property
    def title(self) -> str:
        """The words it goes by: the choice, or what was asked."""
        return self.choice or self.question

    @property
    def is_made(self) -> bool:
        """Whether the owner has said that it is their call."""
        return self.state in MADE

    @property
    def begun_by(self) -> str:
        """Who asked for it or noted it."""
        return self.asked_by or self.noted_by

    @property
    def is_looked_back_on(self) -> bool:
        """Whether an owner said how it turned out, owned it, or put another call in its place."""
        return bool(self.outcome) or self.owned_on is not None or self.superseded_on is not None

    @property
    def is_over(self) -> bool:
        """Whether it worked, was owned or gave way to another: then what can be done stands below."""
        return self.outcome == "worked" or self.owned_on is not None or self.superseded_on is not None

    def is_due(self, today: date) -> bool:
        """Whether the day to look back has come on the owner's `today`, without a look back."""
        return (
            self.is_made
            and not self.is_looked_back_on
            and self.review_on is not None
            and self.review_on <= today
        )


class CallPerson(Row):
    """A person who knows of a call, and as what; `entry` is the act by which they came to stand so.

    `on_me` and `owned_on` are an owner's own; `is_reached` is for rules alone, of somebody who knew already.
    """

    call = models.ForeignKey(Call, on_delete=models.DO_NOTHING, related_name="people")
    person = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    role = models.CharField(max_length=11)
    on_me = models.BooleanField(default=False)
    owned_on = models.DateField(null=True)
    is_reached = models.BooleanField(default=False)
    since = models.DateTimeField()
    entry = models.CharField(max_length=12)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "role"], name="call_person_role")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.call_id}"

    @property
    def is_owner(self) -> bool:
        """Whether the call is theirs, alone or with others."""
        return self.role in OWNERS
