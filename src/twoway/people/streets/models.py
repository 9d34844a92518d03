"""Tables of streets, and of the wishes for an estimate, which are on no ledger."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from twoway.ledger.rows import Row
from twoway.people.models import Person


class Street(Row):
    """A pair of people, in the order of their ids so that each pair is there once."""

    low = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    high = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    state = models.CharField(max_length=10)
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.DO_NOTHING, related_name="+")
    opened_at = models.DateTimeField(null=True)
    # Whoever paused or closed it: the one person who can undo that. Nobody where one of them left.
    paused_by = models.ForeignKey(Person, null=True, on_delete=models.DO_NOTHING, related_name="+")
    measured = models.BooleanField(default=False)
    # When it was paused or closed, as `stops.Moments`.
    stops = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("low", "high", name="one_street_per_pair"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="pair_in_order"),
        ]

    @property
    def both(self) -> tuple[str, str]:
        """The ids of the two."""
        return self.low_id, self.high_id

    @property
    def ended_by_leaving(self) -> bool:
        """Whether it closed because one of the two left, and not because either wanted it."""
        return self.state == "closed" and self.paused_by_id is None

    def other(self, person_id: str) -> str:
        """The id of the one at the other end."""
        return self.high_id if person_id == self.low_id else self.low_id

    def from_end(self, person_id: str) -> tuple[Person, Person]:
        """The one at this end, then the one at the other."""
        return (self.low, self.high) if person_id == self.low_id else (self.high, self.low)


class EstimateWish(models.Model):
    """One person's private yes to an estimate of a street. A no is kept as no row at all."""

    street = models.ForeignKey(Street, on_delete=models.DO_NOTHING, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("street", "person", name="one_wish_each")]
