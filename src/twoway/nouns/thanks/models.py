"""The table of thanks, painted from the ledger by `effects`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from twoway.ledger.rows import Row, WordsIn


class Thanks(Row):
    """Thanks for one act, or for what was learned from somebody without one: then `about_entry` is empty.

    `asking`: whom the giver would like to tell; `told`: who heard of it.
    """

    street = models.ForeignKey("people_streets.Street", on_delete=models.DO_NOTHING, related_name="+")
    giver = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    receiver = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    about_entry = models.CharField(max_length=12, blank=True)
    words_in = WordsIn()
    learned = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    asking = models.JSONField(default=list)
    told = models.JSONField(default=list)
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        verbose_name_plural = "thanks"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["about_entry", "giver"],
                condition=~Q(about_entry=""),
                name="thanks_once_for_each_act",
            ),
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="thanks_between_two"),
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
    def words(self) -> str:
        """What was said; empty when it was erased."""
        return str(said.text("words")) if (said := self.words_in) else ""
