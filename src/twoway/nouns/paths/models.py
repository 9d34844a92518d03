"""The tables of paths, painted from the ledger by `effects`; and beside them what is on no ledger: wishes,
and what each has put aside."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from twoway.ledger.rows import Row, WordsIn


class Path(Row):
    """One path of two people. `state` is open or ended; that it is over, the clock says."""

    street = models.ForeignKey("people_streets.Street", on_delete=models.DO_NOTHING, related_name="+")
    first_on = models.DateField()
    line = models.BooleanField(default=False)
    state = models.CharField(max_length=10)
    opened_seq = models.BigIntegerField()
    ended_seq = models.BigIntegerField(null=True)
    last_entry_id = models.CharField(max_length=12)

    def __str__(self) -> str:
        return self.id


class LookBack(Row):
    """What one of the two said at day 30, 60 or 90; its key is that of the act."""

    path = models.ForeignKey(Path, on_delete=models.DO_NOTHING, related_name="+")
    by = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    day = models.PositiveSmallIntegerField()
    words_in = WordsIn()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["path", "by", "day"], name="looked_back_once_a_day_each"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def words(self) -> str:
        """What was said; empty when it was erased."""
        return str(said.text("words")) if (said := self.words_in) else ""


class Wish(models.Model):
    """One person's private yes to a path with another. A no is kept as no row at all."""

    person = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    other = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    wished_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "wishes"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "other"], name="one_wish_each_for_a_path"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="path_wish_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class Aside(models.Model):
    """What one person put aside for themselves: a step of a path, or with no path the offer of one."""

    person = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    about = models.CharField(max_length=12)  # the path, or the reporting line that offers one
    step = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "about", "step"], name="put_aside_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
