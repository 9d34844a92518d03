"""Teams, which stand inside each other, never in a circle, and who is in them and leads them."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import Once, new_id
from twoway.ledger.entries import EVERY_MEMBER, Entry
from twoway.ledger.write import Book, answers_twice_alike, writing
from twoway.people import acts, checks, circles
from twoway.people.models import Membership, Person, Team
from twoway.people.rules.standing import administrator, still_here
from twoway.people.sight import asked


@answers_twice_alike
def form_team(
    *, name: str, by: str, parent: str | None = None, once: Once | None = None, book: Book | None = None
) -> Entry:
    """A team begins, perhaps inside another; two of one name in one place could not be told apart."""
    with writing(by=by, once=once, book=book) as book:
        administrator(by)
        act = acts.TeamFormed(name=checks.name(name), parent=_team(parent).id if parent else None)
        _refuse_double(act.name, act.parent)
        return book.enter(act, thing=new_id(), participants=[by], audience=[EVERY_MEMBER])


@answers_twice_alike
def rename_team(
    team_id: str, *, name: str, by: str, once: Once | None = None, book: Book | None = None
) -> Entry:
    """The team goes by another name."""
    with writing(by=by, once=once, book=book) as book:
        administrator(by)
        team = _team(team_id)
        act = acts.TeamRenamed(name=checks.name(name))
        _refuse_double(act.name, team.parent_id, but=team.id)
        return book.enter(act, thing=team.id, participants=[by], audience=[EVERY_MEMBER])


@answers_twice_alike
def move_team(
    team_id: str, *, parent: str | None, by: str, once: Once | None = None, book: Book | None = None
) -> Entry:
    """The team stands inside another from now on, or inside none; never inside itself."""
    with writing(by=by, once=once, book=book) as book:
        administrator(by)
        team = _team(team_id)
        into = _team(parent) if parent else None
        above = {one.id: one.parent_id for one in Team.objects.exclude(parent=None)}
        if into is not None and circles.circle_from(team.id, above | {team.id: into.id}):
            raise RuleBroken(
                _("%(inner)s stands inside %(team)s, so %(team)s cannot stand inside it.")
                % {"inner": into.name, "team": team.name},
                code="circle",
            )
        _refuse_double(team.name, parent or None, but=team.id)
        act = acts.TeamMoved(parent=into.id if into else None)
        return book.enter(act, thing=team.id, participants=[by], audience=[EVERY_MEMBER])


@answers_twice_alike
def close_team(team_id: str, *, by: str, once: Once | None = None, book: Book | None = None) -> Entry:
    """The team is no more, and who was in it is in it no longer; teams inside it must go elsewhere first."""
    with writing(by=by, once=once, book=book) as book:
        administrator(by)
        team = _team(team_id)
        inner = Team.objects.filter(parent=team.id, closed=False).first()
        if inner is not None:
            raise RuleBroken(
                _("%(inner)s stands inside it. Move or close that one first.") % {"inner": inner.name},
                code="not_empty",
            )
        for membership in Membership.objects.filter(team=team.id, left_on=None):
            _leave(book, membership, clock.today())
        return book.enter(acts.TeamClosed(), thing=team.id, participants=[by], audience=[EVERY_MEMBER])


@answers_twice_alike
def join_team(
    team_id: str,
    *,
    person: str,
    by: str,
    lead: bool = False,
    on: date | None = None,
    once: Once | None = None,
    book: Book | None = None,
) -> Entry:
    """A person is in the team from a day on, today or earlier, perhaps as one of its leads."""
    with writing(by=by, once=once, book=book) as book:
        today = clock.today(administrator(by).zone)
        team, joiner = _team(team_id), still_here(person)
        _refuse_joining(team, joiner)
        day = checks.day(on, today) or today
        if day > today:
            raise BadShape(_("That day is still to come. Come back then, or pick today."), field="on")
        act = acts.TeamJoined(team=team.id, person=person, lead=lead, on=day)
        return book.enter(act, thing=new_id(), participants=[person], audience=[EVERY_MEMBER])


@answers_twice_alike
def lead_team(
    membership_id: str, *, lead: bool, by: str, once: Once | None = None, book: Book | None = None
) -> Entry:
    """Whether somebody in the team is one of its leads."""
    with writing(by=by, once=once, book=book) as book:
        administrator(by)
        membership = _membership(membership_id)
        if membership.lead == lead:
            raise RuleBroken(_("That is so already."), code="so_already")
        act = acts.TeamLed(lead=lead)
        return book.enter(
            act, thing=membership.id, participants=[membership.person_id], audience=[EVERY_MEMBER]
        )


@answers_twice_alike
def leave_team(
    membership_id: str, *, by: str, on: date | None = None, once: Once | None = None, book: Book | None = None
) -> Entry:
    """Somebody is in the team no longer; that they were stays known."""
    with writing(by=by, once=once, book=book) as book:
        today = clock.today(administrator(by).zone)
        return _leave(book, _membership(membership_id), min(on or today, today))


def _team(team_id: str) -> Team:
    team = Team.objects.filter(id=asked(team_id), closed=False).first()
    if team is None:
        raise NotSeen
    return team


def _membership(membership_id: str) -> Membership:
    membership = Membership.objects.filter(id=asked(membership_id), left_on=None).first()
    if membership is None:
        raise NotSeen
    return membership


def _refuse_double(name: str, parent: str | None, *, but: str = "") -> None:
    beside = Team.objects.filter(parent=parent, closed=False).exclude(id=but)
    if any(team.name.casefold() == name.casefold() for team in beside):
        raise RuleBroken(
            _("There is a team called %(name)s in that place already.") % {"name": name},
            code="double",
            field="name",
        )


def _refuse_joining(team: Team, person: Person) -> None:
    if not person.is_member:
        raise RuleBroken(
            _("%(name)s is a guest, and guests are in no team.") % {"name": person.name}, code="guest"
        )
    if Membership.objects.filter(team=team.id, person=person.id, left_on=None).exists():
        raise RuleBroken(
            _("%(name)s is in %(team)s already.") % {"name": person.name, "team": team.name},
            code="so_already",
        )


def _leave(book: Book, membership: Membership, day: date) -> Entry:
    act = acts.TeamLeft(on=max(day, membership.joined_on))
    return book.enter(act, thing=membership.id, participants=[membership.person_id], audience=[EVERY_MEMBER])
