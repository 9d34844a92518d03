"""What a call moved stands on each one's own street, with its reasons: the call's page only leads there.

No figures stand beside an apology, and nobody is led to a street that is not theirs.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from twoway.nouns.calls import queries as calls
from twoway.people import queries as people
from twoway.people.streets import queries as streets
from twoway.readings.waiting import reader


def moved_by(request: HttpRequest, call: Any) -> str:
    """Links to the viewer's streets with those whom the call concerns, where both have the estimate on."""
    me = reader(request)
    if me is None or not (call.outcome or call.owned_on) or not people.estimates_allowed():
        return ""
    owners = set(calls.owners_of(call))
    concerned = {row.person_id for row in calls.who_knows(call, seen_by=me.id)}
    others = concerned if me.id in owners else owners
    found = [each for each in streets.streets_of(me.id) if each.measured and each.other(me.id) in others]
    ends = sorted(
        ((each.from_end(me.id)[1], each) for each in found), key=lambda end: (end[0].called, end[1].id)
    )
    return render_to_string("streets/moved.html", {"ends": ends}) if ends else ""
