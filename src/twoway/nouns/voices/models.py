"""The tables of voices, painted from the ledger by `effects`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from twoway.ledger.rows import Row, WordsIn
from twoway.nouns.voices import ON_IT, PASSES, STATES


class Voice(Row):
    """A voice as it stands between its writer and those it is with now; others are shown less of it.

    Words are not copied: `said_in` is the act that raised it, `answered_in` the last answer, `moved_in` the
    reason for another day, `pass_in` the offer to pass it on, `closed_in` its closing.
    """

    writer = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    wants = models.CharField(max_length=10)
    team = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=10)
    said_in = WordsIn()
    raised_on = models.DateField()
    raised_at = models.DateTimeField()
    raised_in = models.CharField(max_length=12)
    answer_by = models.DateField()
    days = models.PositiveSmallIntegerField()
    acknowledged_by = models.CharField(max_length=12, blank=True)
    moved_from = models.DateField(null=True)
    moved_in = WordsIn()
    answer = models.CharField(max_length=10, blank=True)
    answered_by = models.CharField(max_length=12, blank=True)
    answered_at = models.DateTimeField(null=True)
    answer_entry = models.CharField(max_length=12, blank=True)
    answered_in = WordsIn()
    promise = models.CharField(max_length=12, blank=True)
    heard = models.PositiveSmallIntegerField(null=True)
    closed_in = WordsIn()
    passing = models.CharField(max_length=7, blank=True)
    passing_by = models.CharField(max_length=12, blank=True)
    passing_to = models.CharField(max_length=12, blank=True)
    passing_on = models.DateField(null=True)
    pass_in = WordsIn()
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="voice_state"),
            models.CheckConstraint(condition=Q(passing__in=PASSES), name="voice_passing"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["writer", "state"], name="voice_by_writer"),
            models.Index(fields=["team", "raised_at"], name="voice_by_team"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def title(self) -> str:
        """What was said, in one line; empty when the words were erased."""
        return str(self.said_in.text("words")) if self.said_in else ""

    @property
    def more(self) -> str:
        """What was said besides."""
        return str(self.said_in.text("more")) if self.said_in else ""

    @property
    def answer_words(self) -> str:
        """The last answer, in words."""
        return str(self.answered_in.text("words")) if self.answered_in else ""

    @property
    def move_reason(self) -> str:
        """Why the day was moved."""
        return str(self.moved_in.text("reason")) if self.moved_in else ""

    @property
    def pass_words(self) -> str:
        """What was said with the offer to pass it on."""
        return str(self.pass_in.text("words")) if self.pass_in else ""

    @property
    def closing_words(self) -> str:
        """What its writer said when closing it."""
        return str(self.closed_in.text("words")) if self.closed_in else ""

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return self.state == "open"

    @property
    def waits_for_writer(self) -> bool:
        """Whether the next word is the writer's: then no day passes for anybody else."""
        return self.state == "needs_more" or (self.is_open and self.passing == "offered")


class VoicePerson(Row):
    """A person who knows of a voice, and as what; `entry` is the act by which they came to stand so.

    `with_id` is, for somebody who passed it on, who took it on.
    """

    voice = models.ForeignKey(Voice, on_delete=models.DO_NOTHING, related_name="people")
    person = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    role = models.CharField(max_length=9)
    since = models.DateTimeField()
    entry = models.CharField(max_length=12)
    with_id = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "role"], name="voice_person_role")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.voice_id}"

    @property
    def is_on_it(self) -> bool:
        """Whether the row of the voice is theirs to see whole."""
        return self.role in ON_IT
