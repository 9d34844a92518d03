"""Pages of what is only mine: the marks one noted beside suggestions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later
from django.views.decorators.http import require_http_methods, require_POST

from twoway.people.streets import queries as streets
from twoway.people.visits import SignedIn
from twoway.private import queries, rules
from twoway.private.models import NOT_NOW, NOT_USEFUL, USEFUL
from twoway.web.typed import way_back

SAID = {
    NOT_NOW: later("not now"),
    USEFUL: later("tried it: useful"),
    NOT_USEFUL: later("tried it: not useful"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def marks(request: SignedIn) -> HttpResponse:
    """All one's marks, each to be taken back; by POST one more, noted where the suggestion stands."""
    if request.method == "POST":
        return _note(request)
    return render(request, "private/marks.html", {"marks": _told(request.person.id)})


@require_POST
def take_back_mark(request: SignedIn, id: str) -> HttpResponse:
    """As if it had never been noted."""
    rules.take_back_mark(id, by=request.person.id)
    messages.success(request, _("The mark is taken back."))
    return HttpResponseRedirect(reverse("private-marks"), status=303)


def _note(request: SignedIn) -> HttpResponse:
    asked = request.POST
    rules.mark(
        asked.get("practice", ""), asked.get("what", ""), by=request.person.id, street=asked.get("street", "")
    )
    messages.success(request, _("Noted, for you alone. Under “Only you” you can take it back."))
    return HttpResponseRedirect(way_back(request) or reverse("private-marks"), status=303)


def _told(me: str) -> list[dict[str, str]]:
    """Each mark with what its practice is called, and whom its street is with."""
    ends = {street.id: street.from_end(me)[1].called for street in streets.streets_of(me)}
    found = []
    for mark in queries.own_marks(me):
        named = queries.named(mark.practice)
        found.append(
            {
                "id": mark.id,
                "title": named.title,
                "href": named.href,
                "with": ends.get(mark.street, ""),
                "says": _(SAID[mark.what]),
            }
        )
    return found
