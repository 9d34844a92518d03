"""Who is to be told of which act, in which mail, and the links in it. None of it holds anybody's words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from twoway import ids
from twoway.people.models import Person

WAITING, LEAVING, SENT, UNSURE, GIVEN_UP, EMPTY = (
    "waiting",
    "leaving",
    "sent",
    "unsure",
    "given_up",
    "empty",
)


class Mail(models.Model):
    """One mail to one person, and what became of it.

    `waiting` to be sent from `not_before` on; `leaving` from the moment before it is handed over; `sent`;
    `unsure` when nobody can say whether it went; `given_up` after many tries; `empty` when nothing was left
    to tell.
    """

    id = models.CharField(max_length=12, primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    post = models.CharField(max_length=10)
    day = models.DateField()
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=WAITING)
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "day"], condition=models.Q(post="morning"), name="one_morning_mail_a_day"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "not_before"], name="mail_by_state")]

    def __str__(self) -> str:
        return self.id


class Telling(models.Model):
    """One act that one person is to be told of, once; without a `mail` it waits for one.

    `mark` tells what makes it the same: the act's id, or for a day that has passed, that day. `since` is when
    there was something to tell.
    """

    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    topic = models.CharField(max_length=20)
    kind = models.CharField(max_length=60)
    thing = models.CharField(max_length=12)
    entry = models.CharField(max_length=12)
    mark = models.CharField(max_length=12)
    at_once = models.BooleanField(default=False)
    since = models.DateTimeField()
    mail = models.ForeignKey(Mail, null=True, on_delete=models.CASCADE, related_name="tellings")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "topic", "thing", "mark"], name="told_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], condition=models.Q(mail=None), name="telling_waiting"),
            models.Index(fields=["id"], condition=models.Q(mail=None, at_once=True), name="telling_at_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.mark}"


class Tap(models.Model):
    """A link that gives one answer once. Only its hash is kept, so nobody who reads the table can use it.

    `entry` is the act the mail told of: what was done to the thing since makes the answer too old.
    """

    id = models.CharField(max_length=12, primary_key=True, default=ids.new_id)
    key_hash = models.CharField(max_length=64, unique=True)
    telling = models.ForeignKey(Telling, on_delete=models.CASCADE, related_name="taps")
    verb = models.CharField(max_length=20)
    entry = models.CharField(max_length=12)
    sent_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.verb} {self.entry}"


class Without(models.Model):
    """A mail that somebody without an account does without; once they have one, their account says so."""

    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    kind = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "kind"], name="without_once")]

    def __str__(self) -> str:
        return self.kind
