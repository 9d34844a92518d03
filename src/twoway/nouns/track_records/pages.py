"""The pages of track records: one's own, one of them with the answers to it, and the proposal of another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from twoway.errors import NotSeen, TwowayError
from twoway.ledger.entries import Entry
from twoway.nouns.track_records import CLIENTS, FEWEST, LABELS, SHOWN, VERBS, forms, notices, queries, rules
from twoway.people import queries as people
from twoway.people.models import Client, Team
from twoway.people.visits import SignedIn
from twoway.web.blanks import Blanks, VerbForm
from twoway.web.done import done, shown
from twoway.web.once import once_of

QUICK = frozenset({"decline", "take_back", "ask_contacts"})


@require_GET
def track_records(request: SignedIn) -> HttpResponse:
    """What waits for the reader, what they are counted in, and what they may read."""
    me = request.person.id
    mine = queries.mine(me)
    rows = [(record, notices.standing(record, seen_by=me)) for record in mine]
    context = {
        "asked": [row for row in rows if queries.is_asked(row[0], me)],
        "mine": [row for row in rows if not queries.is_asked(row[0], me)],
        "readable": [one for one in queries.readable_by(me) if one.id not in {record.id for record in mine}],
        "teams": [team for team in people.teams_of(me) if queries.may_propose(team.id, by=me)],
    }
    return render(request, "track_records/track_records.html", context)


@require_GET
def track_record(request: SignedIn, id: str) -> HttpResponse:
    """What is proposed or out, who is counted, and the reader's own answer to it."""
    return _page(request, id)


@require_POST
def act(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """One verb, with whatever was typed beside it."""
    if verb not in VERBS:
        raise NotSeen
    rule: Callable[..., Entry] = getattr(rules, verb)
    typed: dict[str, Any] = {"opens": "opens" in request.POST} if verb == "agree" else {}
    if verb == "decline":
        typed = {"note": request.POST.get("note", "")}
    return done(
        lambda: rule(id, by=request.person.id, once=once_of(request), **typed),
        lambda entry: reverse("track_record", args=[entry.thing]),
        lambda error: _page(request, id, error, verb),
    )


def _page(request: SignedIn, id: str, error: TwowayError | None = None, verb: str = "") -> HttpResponse:
    me = request.person.id
    record = queries.one(id, seen_by=me)
    is_member = me in record.everybody
    named = people.named(record.people) if is_member else {}
    verbs = [
        _verb_form(each, record, error if each == verb else None, request)
        for each in queries.open_verbs(record, me)
    ]
    context = {
        "record": record,
        "me": me,
        "is_member": is_member,
        "is_asked": queries.is_asked(record, me),
        "is_shown": record.state in SHOWN,
        "people": [(named[one].called, one in record.agreed) for one in record.people if one in named],
        "standing": notices.standing(record, seen_by=me),
        "verbs": verbs,
        "refused": error if error and verb not in {form.verb for form in verbs} else None,
        "history": list(reversed(notices.history(record, seen_by=me))),
    }
    return render(request, "track_records/track_record.html", context, status=error.status if error else 200)


def _verb_form(
    verb: str, record: queries.TrackRecord, error: TwowayError | None, request: SignedIn
) -> VerbForm:
    blanks = forms.verb_blanks(verb, data=request.POST if error else None)
    return VerbForm(
        verb=verb,
        label=LABELS[verb],
        hint="",
        url=reverse("track_record.act", args=[record.id, verb]),
        blanks=blanks.refused(error) if error else blanks,
        is_open=error is not None or verb == "agree",
        is_quick=verb in QUICK,
    )


# ---- a proposal ------------------------------------------------------------------------------------------


@require_GET
def new(request: SignedIn) -> HttpResponse:
    """Who would be counted, and who may read it; the team is named in the address."""
    return _composer(request, request.GET.get("team", ""), None)


@require_POST
def propose(request: SignedIn) -> HttpResponse:
    """Propose a record of a team one is in."""
    typed, team = request.POST, request.POST.get("team", "")
    return done(
        lambda: rules.propose(
            team,
            typed.getlist("people"),
            typed.get("audience", ""),
            by=request.person.id,
            once=once_of(request),
        ),
        lambda entry: reverse("track_record", args=[entry.thing]),
        lambda error: _composer(request, team, shown(error)),
    )


def _composer(request: SignedIn, team_id: str, error: TwowayError | None) -> HttpResponse:
    team = next((one for one in people.teams_of(request.person.id) if one.id == team_id), None)
    if team is None:
        raise NotSeen
    context = {"team": team, "blanks": _blanks(request, team, error), "fewest": FEWEST}
    return render(request, "track_records/new.html", context, status=error.status if error else 200)


def _blanks(request: SignedIn, team: Team, error: TwowayError | None) -> Blanks:
    inside = [(one.person_id, one.person.called) for one in queries.members(team.id)]
    if error:
        return forms.proposal(inside, data=request.POST).refused(error)
    return forms.proposal(inside, initial={"people": [id for id, _name in inside], "audience": CLIENTS})


# ---- what other pages show of track records --------------------------------------------------------------


def below_team(request: HttpRequest, team: Team) -> str:
    """On a team's page: the records of it that the reader may see, and the way to propose one."""
    me = cast(SignedIn, request).person.id
    found = {one.id: one for one in (*queries.mine(me), *queries.readable_by(me)) if one.team_id == team.id}
    may_propose = queries.may_propose(team.id, by=me) and not queries.proposed_with(me, team.id)
    return _beside(list(found.values()), me, team if may_propose else None)


def below_client(request: HttpRequest, client: Client) -> str:
    """On a client's page: the records whose figures the reader may read."""
    me = cast(SignedIn, request).person.id
    return _beside(queries.readable_by(me), me, None)


def _beside(found: list[queries.TrackRecord], me: str, team: Team | None) -> str:
    if not found and team is None:
        return ""
    rows = [
        (one, me in one.everybody or me in one.asked, one.state in SHOWN, notices.standing(one, seen_by=me))
        for one in found
    ]
    return render_to_string("track_records/beside.html", {"rows": rows, "team": team})
