"""The two rows of each pair of answers; on no ledger."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from twoway.people.models import Person


class Seal(models.Model):
    """One side's answer, or as many bytes that hold none."""

    about = models.CharField(max_length=12)
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    body = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("about", "person", name="one_seal_each")]
