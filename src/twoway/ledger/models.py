"""The ledger's tables. Triggers (see triggers.py) refuse any change to what history is made of."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class Number(models.BigIntegerField):  # type: ignore[type-arg]
    """A key that is a number. On SQLite the table itself is kept in its order, which spares an index.

    Only INTEGER does that there, and it holds as much as BIGINT.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class NextNumber(models.BigAutoField):  # type: ignore[type-arg]
    """A key the table counts itself; on SQLite without a second table that remembers how far it has come."""

    def db_type_suffix(self, connection: BaseDatabaseWrapper) -> str | None:
        return None if connection.vendor == "sqlite" else super().db_type_suffix(connection)


class Leaf(models.Model):
    """One leaf of the tree, stored once and hashed as stored."""

    seq = Number(primary_key=True)
    body = models.BinaryField(max_length=512)


class Node(models.Model):
    """The hash over a full subtree, which one by merkle.node_number; hashes of single leaves are not kept."""

    number = Number(primary_key=True)
    hash = models.BinaryField(max_length=32)


class Frame(models.Model):
    """What a leaf's `c` commits to, the random bytes that open it, and some of its fields to search by."""

    seq = Number(primary_key=True)
    blind = models.BinaryField(max_length=32)
    body = models.BinaryField()
    entry_id = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=60)
    by = models.CharField(max_length=12)
    thing = models.CharField(max_length=12)
    street = models.CharField(max_length=12)
    at = models.DateTimeField()
    happened_at = models.DateTimeField()
    source = models.CharField(max_length=200)

    class Meta:
        indexes = [
            models.Index(fields=["thing", "seq"], name="frame_thing"),
            models.Index(fields=["street", "seq"], name="frame_on_street"),
            models.Index(fields=["source"], name="frame_brought_in", condition=models.Q(source__gt="")),
        ]


class Words(models.Model):
    """A person's words in one entry and the random bytes that open `w`: the only part that can go."""

    seq = Number(primary_key=True)
    blind = models.BinaryField(max_length=32)
    body = models.BinaryField()

    @cached_property
    def _texts(self) -> dict[str, str]:
        texts: dict[str, str] = json.loads(bytes(self.body) or b"{}")
        return texts

    def text(self, name: str) -> str:
        """The words of that field; empty when there were none, or when they are erased."""
        return self._texts.get(name, "")


class Sight(models.Model):
    """Who may see which entry: a copy of what the frames say, a row for each person, in order of entries.

    `opened_in` is the number of the act that opened an earlier entry to somebody more.
    """

    id = NextNumber(primary_key=True)
    person = models.CharField(max_length=12)
    seq = models.BigIntegerField()
    thing = models.CharField(max_length=12)
    street = models.CharField(max_length=12)
    opened_in = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "seq"], name="sight_person_seq")]
        indexes = [
            models.Index(fields=["person", "thing"], name="sight_person_thing"),
            models.Index(fields=["seq"], condition=models.Q(opened_in__isnull=False), name="sight_opened"),
        ]


class Between(models.Model):
    """The pairs on whose streets an act of several people stands: a copy of what the frames say, in order."""

    id = NextNumber(primary_key=True)
    low = models.CharField(max_length=12)
    high = models.CharField(max_length=12)
    seq = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["low", "high", "seq"], name="between_pair_seq")]
        indexes = [models.Index(fields=["high"], name="between_high")]


class Once(models.Model):
    """The keys that forms and programs sent with their acts, so that sending twice enters once."""

    actor = models.CharField(max_length=12)
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=128)
    first = models.BigIntegerField()
    acts = models.IntegerField()
    answer = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="once_actor_key")]


class Bookmark(models.Model):
    """How far a follower has read: the number of the next entry it has not seen."""

    name = models.CharField(max_length=60, primary_key=True)
    next_seq = models.BigIntegerField(default=0)


class Checkpoint(models.Model):
    """A signed head of the tree, as it was given out."""

    epoch = models.IntegerField()
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    note = models.TextField()


class Epoch(models.Model):
    """Opened when the database was found shorter than what was signed: a gap everyone is shown for good."""

    number = models.IntegerField(primary_key=True)
    opened_at = models.DateTimeField()
    first_seq = models.BigIntegerField()
    known_size = models.BigIntegerField()
    known_root = models.BinaryField(max_length=32)
    known_note = models.TextField()


class Erasure(models.Model):
    """An entry whose words were erased, and the act that says so: for these alone triggers let words go."""

    seq = Number(primary_key=True)
    act_seq = models.BigIntegerField()


def raw(kept: bytes | memoryview | str) -> bytes:
    """The bytes of a column: memory on PostgreSQL, and on SQLite even text, if somebody has put it there."""
    return kept.encode() if isinstance(kept, str) else bytes(kept)


def fields_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The columns of a table, in their order."""
    return list(model._meta.concrete_fields)
