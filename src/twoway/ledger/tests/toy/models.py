from __future__ import annotations

from django.db import models

from twoway.ledger.rows import Row, WordsIn


class Jar(Row):
    owner = models.CharField(max_length=12)
    label_in = WordsIn()
    name = models.CharField(max_length=60, default="")
    holds = models.IntegerField()
    beads = models.IntegerField(default=0)
    until = models.DateField(null=True)
    touched_at = models.DateTimeField()
