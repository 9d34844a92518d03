"""The tables of standing, painted from the ledger by `effects`. What the lines say is in none of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from twoway.ledger.rows import Row
from twoway.nouns.standing import ASK_STATES, QUOTE_STATES, SHOWN, TAKEN_BACK


class Showing(Row):
    """Which lines of their record one person shows another, as they stood when it was shown last."""

    owner = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    reader = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    state = models.CharField(max_length=10)
    lines = models.JSONField(default=list)
    shown_at = models.DateTimeField()
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "reader"], condition=Q(state=SHOWN), name="standing_shown_once"
            ),
            models.CheckConstraint(condition=~Q(owner=F("reader")), name="standing_between_two"),
            models.CheckConstraint(condition=Q(state__in=[SHOWN, TAKEN_BACK]), name="standing_state"),
        ]
        indexes: ClassVar = [models.Index(fields=["reader", "state"], name="standing_by_reader")]

    def __str__(self) -> str:
        return self.id

    @property
    def parties(self) -> tuple[str, str]:
        return (self.owner_id, self.reader_id)


class Ask(Row):
    """One who shows theirs asked the other for theirs."""

    asker = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    asked = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    state = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=ASK_STATES), name="standing_ask_state")
        ]
        indexes: ClassVar = [
            models.Index(fields=["asked", "state"], name="standing_ask_by_asked"),
            models.Index(fields=["asker", "state"], name="standing_ask_by_asker"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def parties(self) -> tuple[str, str]:
        return (self.asker_id, self.asked_id)


class Quote(Row):
    """Words of thanks that may stand in a record while their writer allows it; they stay where they are."""

    owner = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    writer = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    entry = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    named = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=QUOTE_STATES), name="standing_quote_state")
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "state"], name="standing_quote_by_owner"),
            models.Index(fields=["writer", "state"], name="standing_quote_by_writer"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def parties(self) -> tuple[str, str]:
        return (self.owner_id, self.writer_id)
