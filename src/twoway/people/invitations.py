"""A link on its way to somebody: it opens the door once, within two weeks, and only to whoever reads that
person's mail.

The key in the link is not kept, only its hash. Reading the link's page does nothing: mail scanners open links
too.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import RuleBroken
from twoway.people import mailing, queries
from twoway.people.models import Invitation
from twoway.web.frame import run_by
from twoway.web.text import clean

LASTS = timedelta(days=14)
MOST_LINE = 500
MOST_AT_ONCE = 20
WAIT_BETWEEN = timedelta(minutes=5)


def readable(line: str) -> str:
    """The line as it will stand in the mail. Read it first: nobody may be invited and then hear nothing."""
    return clean(line, MOST_LINE, field="line")


def ask(person_id: str, *, by: str, line: str = "") -> Invitation:
    """Note that a person is to be invited; an earlier link stops working when this one is sent."""
    said = readable(line)
    Invitation.objects.filter(person=person_id).delete()
    return Invitation.objects.create(person_id=person_id, sender_id=by, line=said, asked_at=clock.now())


def ask_all(person_ids: Iterable[str], *, by: str) -> None:
    """The same for many at once."""
    people = list(person_ids)
    Invitation.objects.filter(person__in=people).delete()
    Invitation.objects.bulk_create(
        Invitation(person_id=person_id, sender_id=by, asked_at=clock.now()) for person_id in people
    )


def again(person_id: str, *, by: str) -> Invitation:
    """The same invitation with a new link, but not twice in five minutes."""
    before = demand_not_just_sent(person_id)
    return ask(person_id, by=by, line=before.line if before is not None else "")


def demand_not_just_sent(person_id: str) -> Invitation | None:
    """The invitation there is, if any; RuleBroken when it went out in the last five minutes."""
    before = of(person_id)
    if before is not None and before.sent_at is not None and clock.now() - before.sent_at < WAIT_BETWEEN:
        raise RuleBroken(
            _("It was sent a moment ago. Wait five minutes, then send it again."), code="just_sent"
        )
    return before


def of(person_id: str) -> Invitation | None:
    """The latest invitation of a person."""
    return Invitation.objects.filter(person=person_id).order_by("-asked_at", "-pk").first()


def unanswered() -> dict[str, Invitation]:
    """Invitations that have not been used, by person."""
    return {one.person_id: one for one in Invitation.objects.filter(used_at=None).order_by("asked_at", "pk")}


def send(invitation: Invitation) -> bool:
    """Mail the link; whether it went out. What did not go out is tried again by `send_waiting`."""
    key = secrets.token_urlsafe(32)
    invitation.key_hash = _hash(key)
    invitation.save(update_fields=["key_hash"])  # before the mail, so that a quick reader finds the door
    if not mailing.send(_mail(invitation, key)):
        return False
    invitation.sent_at = clock.now()
    invitation.save(update_fields=["sent_at"])
    return True


def beside(person_id: str, *, by: str, again: bool) -> str:
    """A link in, for the first mail to somebody who is not here yet: what they are told then invites them.

    Nothing where they have an invitation already; `again` where the mail that brought it did not go.
    """
    if of(person_id) is not None and not again:
        return ""
    invitation, key = ask(person_id, by=by), secrets.token_urlsafe(32)
    invitation.key_hash, invitation.sent_at = _hash(key), clock.now()
    invitation.save(update_fields=["key_hash", "sent_at"])
    return str(settings.TWOWAY_URL) + reverse("invitation", args=[key])


def send_waiting(*, most: int = MOST_AT_ONCE) -> int:
    """Send what has not gone out yet, a few at a time; how many went. `twoway work` calls this."""
    waiting = Invitation.objects.filter(sent_at=None, used_at=None, person__state="invited")
    return sum(send(invitation) for invitation in waiting.select_related("person", "sender")[:most])


def opened_by(key: str) -> Invitation | None:
    """The invitation this link opens: sent within two weeks, not used, and the person still invited."""
    found = Invitation.objects.filter(key_hash=_hash(key), used_at=None, person__state="invited")
    invitation = found.select_related("person", "sender").first()
    if invitation is None or clock.now() - (invitation.sent_at or invitation.asked_at) > LASTS:
        return None
    return invitation


def use_up(invitation: Invitation) -> None:
    """The link opens nothing any more."""
    invitation.used_at = clock.now()
    invitation.save(update_fields=["used_at"])


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _mail(invitation: Invitation, key: str) -> EmailMessage:
    """No person's words in the subject: a subject is read over shoulders and on locked phones."""
    place = queries.workplace()
    sender = invitation.sender
    said = {
        "person": invitation.person,
        "sender": sender.called if sender is not None else "",
        "workplace": place.name if place is not None else "",
        "line": invitation.line,
        "url": settings.TWOWAY_URL + reverse("invitation", args=[key]),
        "days": LASTS.days,
        "run_by": run_by(),
    }
    body = render_to_string("people/mail/invitation.txt", said)
    return EmailMessage(
        subject=subject(sender.called if sender is not None else ""), body=body, to=[invitation.person.email]
    )


def subject(sender: str) -> str:
    """The same whoever gets it."""
    name = " ".join(sender.split()) or _("A colleague")
    return _("%(sender)s invites you to Twoway") % {"sender": name}
