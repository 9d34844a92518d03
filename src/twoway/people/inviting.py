"""Inviting by mail: told alike whether or not the address belongs to somebody who is or was here.

Whoever invites may not learn whose an address is. So where it is taken nothing is entered, the answer is the
same, and the one who reads that mail is told who asked: nobody can ask about an address behind its owner's
back. Whoever looks after the workplace sees all addresses, and is told plainly.

The same holds where the invitation is a first act: something promised to, or asked of, somebody who is not
here yet, given by name and address. They are invited by the mail that tells them of it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from twoway.errors import RuleBroken
from twoway.ids import Once
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.people import acts, checks, invitations, mailing, pace, queries, rules, sight
from twoway.people.models import Person

MOST_A_DAY = 50
A_DAY = 24 * 60 * 60


def invite(*, by: str, name: str, email: str, line: str = "", once: Once | None = None, **who: Any) -> str:
    """Invite somebody, or tell whoever has that address; what became of it, in a sentence."""
    pace.keep(f"invite:{by}", most=MOST_A_DAY, seconds=A_DAY)
    said = invitations.readable(line)
    try:
        entry = rules.invite(by=by, name=name, email=email, once=once, **who)
    except RuleBroken as refused:
        if refused.code != "known" or queries.person(by).runs_server:
            raise
        is_sent = _tell(checks.email(email), by=by, line=said)
    else:
        is_sent = by_mail(entry.thing, by=by, line=said)
    return sentence(checks.name(name), is_sent=is_sent)


def begin_with(
    first: Callable[..., Entry],
    *,
    by: str,
    name: str,
    email: str,
    words: str,
    client: str = "",
    once: Once | None = None,
) -> Entry | None:
    """Invite somebody by doing something towards them: `first(person_id, book=...)`; its entry.

    With `client` they come in as its contact.

    None where the address is taken: then nothing is entered, its owner gets the `words`, and the page says
    the same. Whom one invited oneself, so that one knows the address, needs no second invitation.
    """
    checks.name(name)
    address = checks.email(email)
    pace.keep(f"invite:{by}", most=MOST_A_DAY, seconds=A_DAY)
    known = queries.by_email(address)
    if known is not None and known.is_here and _knows_address(by, known):
        return first(known.id, once=once)
    who: dict[str, Any] = {"role": "guest", "client": client} if client else {}
    try:
        return rules.invite(
            by=by, name=name, email=address, first=lambda book, to: first(to, book=book), once=once, **who
        )
    except RuleBroken as refused:
        if refused.code != "known" or queries.person(by).runs_server:
            raise
        _tell_beside(address, by=by, line=invitations.readable(words))
        return None


def begun(name: str) -> str:
    """What became of a first act towards somebody who is not here; true of a taken address as well."""
    if mailing.reaches_people():
        say = _(
            "%(name)s hears of it by mail and can answer there. If they are here already, it tells them so."
        )
    else:
        say = _("No mail is set up, so what %(name)s gets stands on the server’s console.")
    return say % {"name": checks.name(name)}


def _knows_address(by: str, known: Person) -> bool:
    """Whether it is theirs to know: they gave it themselves, or they look after the workplace."""
    if queries.person(by).runs_server:
        return True
    given = [entry for entry in ledger.entries_of([known.id]) if entry.kind == acts.Addressed.kind]
    return bool(given) and sight.may_see_entry(given[-1].id, by)


def _tell_beside(email: str, *, by: str, line: str) -> None:
    """As `_tell`, but nobody waits for it: where the address is new nothing is sent yet either."""
    known = queries.by_email(email)
    if known is None:
        return
    if known.state == "invited":
        with suppress(RuleBroken):  # they got a link a moment ago
            invitations.demand_not_just_sent(known.id)
            invitations.ask(known.id, by=by, line=line)
    elif cache.add(f"invited-known:{by}:{email}", 1, timeout=A_DAY):
        mailing.send_beside(_mail(known, by, line))


def by_mail(person_id: str, *, by: str, line: str = "") -> bool:
    """Send the invitation, unless this very one has been sent; whether it is on its way."""
    before = invitations.of(person_id)
    if before is not None:
        return before.sent_at is not None
    return invitations.send(invitations.ask(person_id, by=by, line=line))


def sentence(name: str, *, is_sent: bool) -> str:
    """What became of an invitation; true of a new address and of one that is taken."""
    if not is_sent:
        say = _("The mail to %(name)s has not gone out. If none comes within the hour, invite them again.")
    elif mailing.reaches_people():
        say = _("The invitation to %(name)s is on its way. If they are here already, it tells them so.")
    else:
        say = _("%(name)s is invited. No mail is set up, so what they get stands on the server’s console.")
    return say % {"name": name}


def _tell(email: str, *, by: str, line: str) -> bool:
    """Tell the owner of the address, once a day for each who asks; whether the mail is on its way."""
    known = queries.by_email(email)
    if known is None:
        return True
    if known.state == "invited":
        return _invite_again(known, by, line)
    told = f"invited-known:{by}:{email}"
    is_sent = not cache.add(told, 1, timeout=A_DAY) or mailing.send(_mail(known, by, line))
    if not is_sent:
        cache.delete(told)
    return is_sent


def _invite_again(person: Person, by: str, line: str) -> bool:
    """Somebody invited who has not answered gets a fresh link, unless they got one a moment ago."""
    try:
        invitations.demand_not_just_sent(person.id)
    except RuleBroken:
        return True
    return invitations.send(invitations.ask(person.id, by=by, line=line))


def _mail(person: Person, by: str, line: str) -> EmailMessage:
    """To somebody who is here already or has left; no person's words in the subject."""
    place = queries.workplace()
    sender = queries.person(by).called
    said = {
        "person": person,
        "sender": sender,
        "workplace": place.name if place is not None else "",
        "line": line,
        "url": settings.TWOWAY_URL,
        "keepers": queries.administrators_by_name(),
    }
    return EmailMessage(
        subject=invitations.subject(sender),
        body=render_to_string("people/mail/known.txt", said),
        to=[person.email],
    )
