"""The tables of own-ups and of the answers to them, painted from the ledger by `effects`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from twoway.ledger.rows import Row, WordsIn


class Ownup(Row):
    """An own-up as it stands. All its words were said in one act, to which `said_in` points.

    `announced` says since which of the owner's days who is to hear of it, and `noticed` who of those who know
    has seen that; `opened` are those who heard of it so.
    """

    owner = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    about = models.CharField(max_length=12, blank=True)
    of = models.CharField(max_length=10, blank=True)
    said_in = WordsIn()
    said_at = models.DateTimeField()
    said_entry = models.CharField(max_length=12)
    touched = models.JSONField(default=list)
    told = models.JSONField(default=list)
    opened = models.JSONField(default=list)
    announced = models.JSONField(default=dict)
    noticed = models.JSONField(default=list)
    promises = models.JSONField(default=list)
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["about"], name="ownup_by_about"),
            models.Index(fields=["owner", "said_at"], name="ownup_by_owner"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def receivers(self) -> tuple[str, ...]:
        """Everybody who has heard of it, in the order in which they did."""
        return (*self.touched, *self.told, *self.opened)

    @property
    def what(self) -> str:
        """What happened, and what the owner got wrong; empty when the words were erased."""
        return self._part("what")

    @property
    def cost(self) -> str:
        """What it cost, and whom."""
        return self._part("cost")

    @property
    def sorry(self) -> str:
        """The apology, if there is one."""
        return self._part("sorry")

    @property
    def changes(self) -> str:
        """What the owner will do from now on, if they said so."""
        return self._part("changes")

    def _part(self, name: str) -> str:
        return str(self.said_in.text(name)) if self.said_in else ""


class Answer(Row):
    """What somebody said back to the owner. `shared`: its writer lets all who know read it."""

    ownup = models.ForeignKey(Ownup, on_delete=models.DO_NOTHING, related_name="answers")
    writer = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    words_in = WordsIn()
    answered_at = models.DateTimeField()
    answered_entry = models.CharField(max_length=12)
    shared = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.id

    @property
    def words(self) -> str:
        """What was said; empty when it was erased."""
        return str(self.words_in.text("words")) if self.words_in else ""
