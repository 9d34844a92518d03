"""Today: the first page of whoever has signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from twoway import clock
from twoway.people import queries as people
from twoway.people.streets import queries as streets
from twoway.people.visits import SignedIn
from twoway.readings import told
from twoway.readings.today import streets as worth_a_word
from twoway.readings.today.agenda import Agenda, agenda
from twoway.readings.today.named import in_your_name
from twoway.readings.waiting import may_act, opens_for
from twoway.web.days import today_here
from twoway.web.templatetags.twoway import count_words, first_name

NOON, EVENING = 12, 18


@require_GET
def today(request: SignedIn) -> HttpResponse:
    """What waits for the person, what they could say, and what others said to them."""
    me = request.person
    found = agenda(opens_for(request), me=me.id, today=today_here())
    mine = worth_a_word.ends_of(me, streets.streets_of(me.id))
    names = {ends.street.id: first_name(ends.them.called) for ends in mine}
    context = {
        "today": today_here(),
        "agenda": found,
        "promised": [(one, names.get(one.street, "")) for one in found.promised],
        "greeting": f"{_greeting(first_name(me.called))} {_waiting(found)}",
        "late": _late(found),
        "has_streets": bool(mine),
        "is_alone": not people.companions(me.id),
        "may_invite": people.may_invite(me),
        "may_act": may_act(request),
        "compose": {"kind": "make"},
        "said": told.said_to(me.id),
        "moved": worth_a_word.moved(mine),
        "quiet": worth_a_word.quiet(mine),
        "in_your_name": in_your_name(me.id) if may_act(request) else [],
    }
    return render(request, "today/today.html", context)


def _greeting(name: str) -> str:
    """By the clock where the person is."""
    hour = clock.now().astimezone(timezone.get_current_timezone()).hour
    if hour < NOON:
        say = _("Good morning, %(name)s.")
    else:
        say = _("Good afternoon, %(name)s.") if hour < EVENING else _("Good evening, %(name)s.")
    return say % {"name": name}


def _waiting(found: Agenda) -> str:
    if found.is_clear:
        return _("Nothing is waiting for you.")
    if not found.people_waiting:
        return _("Nobody is waiting to hear from you today.")
    said = ngettext(
        "One person is waiting to hear from you.",
        "%(number)s people are waiting to hear from you.",
        found.people_waiting,
    )
    return said % {"number": count_words(found.people_waiting).capitalize()}


def _late(found: Agenda) -> str:
    if not found.late:
        return _("Nothing is late.")
    said = ngettext("One promise is past its day.", "%(number)s promises are past their day.", found.late)
    if found.late_answers:
        said = ngettext("One thing is past its day.", "%(number)s things are past their day.", found.late)
    return said % {"number": count_words(found.late).capitalize()}
