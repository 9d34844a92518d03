"""Tables of what is only somebody's own. No moments: when somebody writes is nobody's business."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from twoway import ids
from twoway.people.models import Person

NOT_NOW, USEFUL, NOT_USEFUL = "not_now", "useful", "not_useful"
WHATS = (NOT_NOW, USEFUL, NOT_USEFUL)


class Notebook(models.Model):
    """One person's wrapped keys and sealed index; both are text that only their browser makes sense of."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.DO_NOTHING, related_name="+")
    keys = models.TextField()
    keys_version = models.PositiveIntegerField()
    index = models.TextField()
    index_version = models.PositiveIntegerField()


class Sheet(models.Model):
    """One sealed sheet. Its name is one person's: the same name of somebody else's is another sheet."""

    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    name = models.CharField(max_length=12)
    version = models.PositiveIntegerField()
    sealed = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("person", "name", name="one_sheet_of_a_name")]


class Mark(models.Model):
    """What a person noted beside a suggestion, on a street or beside none. Plain, and never on the ledger."""

    id = models.CharField(max_length=12, primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    street = models.CharField(max_length=12, blank=True)
    practice = models.CharField(max_length=80)
    what = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("person", "street", "practice", name="one_mark_beside_each"),
            models.CheckConstraint(condition=Q(what__in=WHATS), name="a_known_mark"),
        ]


TABLES: tuple[type[models.Model], ...] = (Notebook, Sheet, Mark)
