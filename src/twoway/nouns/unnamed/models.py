"""The table of unnamed voices, painted from the ledger, and beside it what waits to be entered tomorrow."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from twoway import ids
from twoway.ledger.rows import Row, WordsIn

STATES = ("waiting", "answered", "closed")


class Unnamed(Row):
    """A voice as it stands. Of its writer there is the lock their key fits, and the group they are one of."""

    to = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    team = models.CharField(max_length=12)
    group = models.JSONField(default=list)
    lock = models.CharField(max_length=64, unique=True)
    wants = models.CharField(max_length=10)
    within_days = models.PositiveSmallIntegerField()
    said_in = WordsIn()
    raised_on = models.DateField()
    answer_by = models.DateField()
    state = models.CharField(max_length=10)
    answer = models.CharField(max_length=10, blank=True)
    will_do_by = models.DateField(null=True)
    heard = models.PositiveSmallIntegerField(null=True)
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        verbose_name_plural = "unnamed"
        constraints: ClassVar = [models.CheckConstraint(condition=Q(state__in=STATES), name="unnamed_state")]

    def __str__(self) -> str:
        return self.id

    @property
    def words(self) -> str:
        """What was raised; empty when it was erased."""
        return str(self.said_in.text("words")) if self.said_in else ""

    def days_late(self, today: date) -> int:
        """How many days it has waited for its answer beyond the day that was asked for."""
        return max(0, (today - self.answer_by).days) if self.state == "waiting" else 0

    def is_due(self, today: date) -> bool:
        """Whether the day has come that the addressee named to have done it by."""
        return self.state == "answered" and self.will_do_by is not None and self.will_do_by <= today


class Waiting(models.Model):
    """What a writer said and nobody has yet been told: entered on `on` at `hour`, in UTC, and gone from here.

    It names no writer and holds no moment. Its key is drawn at random and, on SQLite, the table is kept in
    the order of that key alone (see the migration), so that no number tells which was written first.
    """

    id = models.CharField(max_length=12, primary_key=True, default=ids.new_id)
    thing = models.CharField(max_length=12, unique=True)
    verb = models.CharField(max_length=10)
    to = models.CharField(max_length=12)
    team = models.CharField(max_length=12, blank=True)
    group = models.JSONField(default=list)
    lock = models.CharField(max_length=64, unique=True)
    wants = models.CharField(max_length=10, blank=True)
    within_days = models.PositiveSmallIntegerField(default=0)
    heard = models.PositiveSmallIntegerField(default=0)
    words = models.TextField(blank=True)
    on = models.DateField()
    hour = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.id
