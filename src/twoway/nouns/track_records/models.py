"""The table of track records, painted from the ledger by `effects`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from twoway.ledger.rows import Row
from twoway.nouns.track_records import AUDIENCES, PUBLIC, STATES


class TrackRecord(Row):
    """A track record as it stands.

    `people` are counted, `agreed` those of them who said yes, and `free_from` from which day each can be.
    `asked` are clients' contacts, of whom `contacts` said yes and `declined` no. `opens` are all who let acts
    of theirs be opened in its file. `since` is the first day of its first quarter, `ended_before` the first
    day that a later record has.
    """

    team = models.ForeignKey("people.Team", on_delete=models.DO_NOTHING, related_name="+")
    proposed_by = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    state = models.CharField(max_length=10)
    audience = models.CharField(max_length=10)
    people = models.JSONField(default=list)
    agreed = models.JSONField(default=list)
    free_from = models.JSONField(default=dict)
    opens = models.JSONField(default=list)
    asked = models.JSONField(default=list)
    contacts = models.JSONField(default=list)
    declined = models.JSONField(default=list)
    proposed_at = models.DateTimeField()
    out_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)
    since = models.DateField(null=True)
    ended_before = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="track_record_state"),
            models.CheckConstraint(condition=Q(audience__in=AUDIENCES), name="track_record_audience"),
        ]
        indexes: ClassVar = [models.Index(fields=["team", "state"], name="track_record_of_team")]

    def __str__(self) -> str:
        return self.id

    @property
    def everybody(self) -> tuple[str, ...]:
        """Whoever proposed it and all who would be counted: they see every act on it."""
        return tuple(dict.fromkeys((self.proposed_by_id, *self.people)))

    @property
    def missing(self) -> list[str]:
        """Those who would be counted and have not agreed yet."""
        return [person for person in self.people if person not in self.agreed]

    @property
    def is_public(self) -> bool:
        """Whether it is meant for everybody with its address."""
        return self.audience == PUBLIC

    def is_on_it(self, person: str) -> bool:
        """Whether they proposed it, are counted in it, or are a contact who said yes."""
        return person in self.everybody or person in self.contacts
