"""Persons come, say who they are, look after the system, leave and are erased."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import Once, new_id
from twoway.ledger.entries import EVERY_MEMBER, Entry
from twoway.ledger.kinds import Act
from twoway.ledger.write import Book, answers_twice_alike, writing
from twoway.people import accounts, acts, checks, queries
from twoway.people.models import Client, Membership, Person, ReportingLine
from twoway.people.rules.lines import start_line
from twoway.people.rules.standing import administrator, in_a_real_workplace, member, still_here
from twoway.people.sight import asked
from twoway.people.streets import rules as streets

ROLES = ("member", "guest")


@answers_twice_alike
def invite(
    *,
    by: str,
    name: str,
    email: str,
    title: str = "",
    role: str = "member",
    client: str | None = None,
    zone: str = "",
    starts_on: date | None = None,
    together: str = "",
    first: Callable[[Book, str], Entry] | None = None,
    once: Once | None = None,
    book: Book | None = None,
) -> Entry:
    """A member opens the door to a colleague, or to a client's contact; the person is there from then on, and
    may answer.

    `first` is what the sender does towards them with it; all stands together, or nothing does. Whether the
    address is taken is asked last: a refusal of anything else must tell nothing about it. The mail itself is
    sent by `inviting`, once this stands; it also keeps from members whose an address is.
    """
    address = checks.email(email)
    with writing(by=by, once=once, book=book) as book:
        sender = member(by)
        in_a_real_workplace()
        entry = _enter_invited(
            book,
            name=name,
            title=title,
            role=role,
            client=client,
            zone=zone or sender.zone,
            starts_on=starts_on,
        )
        person_id = entry.thing
        if together == "leads":
            start_line(manager=by, report=person_id, by=by, book=book)
        if together == "led":
            start_line(manager=person_id, report=by, by=by, book=book)
        if first is not None:
            entry = first(book, person_id)
            book.answer_with(entry)
        _refuse_known(address)
        book.enter(acts.Addressed(person=person_id, email=address), thing=person_id, participants=[person_id])
        return entry


@answers_twice_alike
def introduce(
    *,
    by: str,
    name: str,
    title: str = "",
    role: str = "member",
    client: str | None = None,
    zone: str = "",
    starts_on: date | None = None,
    email: str = "",
    once: Once | None = None,
    book: Book | None = None,
) -> Entry:
    """Somebody of the sample company or a study is simply there; nobody signs in as them."""
    address = checks.email(email) if email else ""
    with writing(by=by, once=once, book=book) as book:
        sender = administrator(by)
        place = queries.workplace()
        if place is None or place.kind == "real":
            raise RuleBroken(
                _("In a real workplace people are invited, and come in by themselves."), code="is_real"
            )
        entry = _enter_invited(
            book,
            name=name,
            title=title,
            role=role,
            client=client,
            zone=zone or sender.zone,
            starts_on=starts_on,
        )
        if address:
            book.enter(
                acts.Addressed(person=entry.thing, email=address),
                thing=entry.thing,
                participants=[entry.thing],
            )
        _enter(book, acts.Joined(person=entry.thing), entry.thing)
        return entry


@answers_twice_alike
def bring_back(person_id: str, *, by: str, once: Once | None = None, book: Book | None = None) -> Entry:
    """Somebody who left is invited anew, as the same person with the same record."""
    with writing(by=by, once=once, book=book) as book:
        administrator(by)
        in_a_real_workplace()
        if queries.person(person_id).state != "left":
            raise RuleBroken(_("They have not left."), code="is_here")
        return _enter(book, acts.AskedBack(person=person_id), person_id)


@answers_twice_alike
def join(person_id: str, *, by: str, once: Once | None = None, book: Book | None = None) -> Entry:
    """The person says yes to the invitation, and has an account from then on."""
    with writing(by=by, once=once, book=book) as book:
        person = queries.person(person_id)
        if by != person_id:
            raise NotSeen
        if person.state != "invited":
            raise RuleBroken(
                _("This invitation has been answered. Sign in with your mail address."), code="joined"
            )
        entry = _enter(book, acts.Joined(person=person_id), person_id)
        if person.email:
            accounts.open_for(person_id, person.email)
        return entry


@answers_twice_alike
def describe(
    person_id: str,
    *,
    by: str,
    name: str,
    title: str,
    zone: str,
    starts_on: date | None = None,
    once: Once | None = None,
    book: Book | None = None,
) -> Entry:
    """Name, title and zone are one's own to say once one has joined."""
    with writing(by=by, once=once, book=book) as book:
        person = still_here(person_id)
        if by != person_id:
            administrator(by)
            if person.state == "active" and name.strip() != person.name:
                raise RuleBroken(
                    _("%(name)s has joined, so that name is theirs to change.") % {"name": person.name},
                    code="own_name",
                )
        act = acts.Described(
            person=person_id,
            name=checks.name(name),
            title=checks.title(title) or None,
            zone=checks.zone(zone),
            starts_on=checks.day(starts_on, clock.today(), field="starts_on"),
        )
        return _enter(book, act, person_id)


@answers_twice_alike
def readdress(
    person_id: str, *, by: str, email: str, once: Once | None = None, book: Book | None = None
) -> Entry:
    """Mail for the person goes elsewhere; only they may say so, or codes could be led astray."""
    address = checks.email(email)
    with writing(by=by, once=once, book=book) as book:
        person = still_here(person_id)
        if by != person_id or person.state != "active":
            raise NotSeen
        _refuse_known(address)
        entry = book.enter(
            acts.Addressed(person=person_id, email=address), thing=person_id, participants=[person_id]
        )
        accounts.readdress(person_id, address)
        return entry


@answers_twice_alike
def run_server(
    person_id: str, *, by: str, runs: bool, once: Once | None = None, book: Book | None = None
) -> Entry:
    """Who looks after the system: handed on by whoever does, and never left to nobody."""
    with writing(by=by, once=once, book=book) as book:
        administrator(by)
        person = member(person_id)
        if person.runs_server == runs:
            raise RuleBroken(_("That is so already."), code="so_already")
        if not runs:
            refuse_last_administrator(person)
        return _enter(book, acts.RunsServer(person=person_id, runs=runs), person_id)


@answers_twice_alike
def leave(person_id: str, *, by: str, once: Once | None = None, book: Book | None = None) -> Entry:
    """The person goes, with lines, teams, streets, sessions and tokens; the others keep what was done."""
    with writing(by=by, once=once, book=book) as book:
        person = still_here(person_id)
        if by != person_id:
            administrator(by)
        refuse_last_administrator(person)
        end_ties(book, person_id)
        entry = _enter(book, acts.Left(person=person_id), person_id)
        accounts.close(person_id)
        return entry


def _enter(book: Book, act: Act, person_id: str) -> Entry:
    """A fact about a person that every member may know."""
    return book.enter(act, thing=person_id, participants=[person_id], audience=[EVERY_MEMBER])


def _enter_invited(
    book: Book,
    *,
    name: str,
    title: str,
    role: str,
    client: str | None,
    zone: str,
    starts_on: date | None,
) -> Entry:
    person_id = new_id()
    if role not in ROLES or (role == "guest") != bool(client):
        raise BadShape(
            _("A guest belongs to a client, and a member to none. Pick a client for a guest."), field="client"
        )
    if client and not Client.objects.filter(id=asked(client)).exists():
        raise BadShape(_("There is no such client. Name it first."), field="client")
    act = acts.Invited(
        person=person_id,
        name=checks.name(name),
        title=checks.title(title) or None,
        role=role,
        client=client or None,
        zone=checks.zone(zone),
        starts_on=checks.day(starts_on, clock.today(), field="starts_on"),
    )
    return _enter(book, act, person_id)


def _refuse_known(address: str) -> None:
    known = queries.by_email(address)
    if known is None:
        return
    if known.state == "left":
        say = _(
            "%(name)s was here before and has left. Whoever looks after this workplace can ask them back."
        )
    else:
        say = _("%(name)s has this address and is here already.")
    raise RuleBroken(say % {"name": known.called}, code="known", field="email")


def refuse_last_administrator(person: Person) -> None:
    """Somebody has to be there to let others in."""
    if person.runs_server and len(queries.administrators()) == 1:
        raise RuleBroken(
            _("Nobody else looks after this workplace. Hand that on first, under Manage."),
            code="last_administrator",
        )


def end_ties(book: Book, person_id: str) -> None:
    """Whoever leaves reports to nobody, leads nobody, is in no team, and nobody waits for them."""
    today = clock.today()
    lines = ReportingLine.objects.filter(ended_on=None)
    for line in [*lines.filter(manager=person_id), *lines.filter(report=person_id)]:
        both = [line.manager_id, line.report_id]
        book.enter(
            acts.LineEnded(on=max(today, line.started_on)),
            thing=line.id,
            participants=both,
            audience=[EVERY_MEMBER],
        )
    for membership in Membership.objects.filter(person=person_id, left_on=None):
        act = acts.TeamLeft(on=max(today, membership.joined_on))
        book.enter(act, thing=membership.id, participants=[person_id], audience=[EVERY_MEMBER])
    streets.end_for_leaving(book, person_id)
