"""Tables of the people of a workplace.

Rows are painted from the ledger by `effects`. What is an account's own business stands below them and is not
on the ledger: how one signs in, which mails one wants, tokens, and invitations on their way.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from twoway import ids
from twoway.ledger.rows import Row


class Workplace(Row):
    """The one workplace of this installation."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    created_at = models.DateTimeField()
    estimates_allowed = models.BooleanField(default=True)


class Client(Row):
    """An outside organisation; its people here are guests."""

    name = models.CharField(max_length=200)


class Person(Row):
    """Somebody with a place in the record, whether or not they can sign in."""

    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    title = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10)
    client = models.ForeignKey(Client, null=True, on_delete=models.DO_NOTHING, related_name="+")
    state = models.CharField(max_length=10)
    zone = models.CharField(max_length=64)
    runs_server = models.BooleanField(default=False)
    starts_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            # Whoever has left keeps their address until erased, and whoever comes later may not be mistaken
            # for them.
            models.UniqueConstraint("email", condition=~Q(email=""), name="one_person_per_address"),
        ]

    @property
    def is_member(self) -> bool:
        return self.kind == "member"

    @property
    def is_here(self) -> bool:
        """Whether acts can still be exchanged with the person; whoever is invited may answer."""
        return self.state in {"invited", "active"}

    @property
    def called(self) -> str:
        """The name; of somebody erased, that there was somebody."""
        return self.name or _("Somebody no longer named")

    def __str__(self) -> str:
        return self.called


class ReportingLine(Row):
    """One person reports to another from `started_on` until the day before `ended_on`."""

    manager = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    report = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)


class Team(Row):
    """People who work together; a team may stand inside another."""

    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, on_delete=models.DO_NOTHING, related_name="+")
    closed = models.BooleanField(default=False)


class Membership(Row):
    """A person is in a team from `joined_on` until the day before `left_on`."""

    team = models.ForeignKey(Team, on_delete=models.DO_NOTHING, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    lead = models.BooleanField(default=False)
    joined_on = models.DateField()
    left_on = models.DateField(null=True)


class Account(AbstractBaseUser):
    """How a person signs in. The password field Django wants only ever holds an unusable mark."""

    email = models.EmailField(max_length=254, unique=True)
    person = models.OneToOneField(Person, on_delete=models.DO_NOTHING, related_name="+")
    is_active = models.BooleanField(default=True)
    notices_off = models.JSONField(default=list)
    digest_hour = models.PositiveSmallIntegerField(default=7)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = BaseUserManager["Account"]()

    def __str__(self) -> str:
        return self.email


class Invitation(models.Model):
    """A link on its way to a person. Only its hash is kept, so that nobody who reads the table can use it."""

    id = models.CharField(max_length=12, primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    sender = models.ForeignKey(Person, null=True, on_delete=models.DO_NOTHING, related_name="+")
    line = models.CharField(max_length=500, blank=True)
    key_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001  none until it is sent
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)


class Token(models.Model):
    """What a program shows instead of signing in; the text itself is shown once and not kept."""

    id = models.CharField(max_length=12, primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    name = models.CharField(max_length=100)
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_on = models.DateField(null=True)
