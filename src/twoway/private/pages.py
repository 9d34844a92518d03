"""Pages of what is only mine. What is written on them is opened and sealed in the browser, never here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later
from django.views.decorators.http import require_http_methods, require_POST, require_safe

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


PROMPTS = (
    later("How have I conducted myself this week to build trust? How has it worked for me?"),
    later("When did somebody count on me this week, and what did I do with it?"),
    later("What did I say I would do, and how would the one I said it to tell it?"),
    later("Where did I know better than I listened?"),
    later("What have I not said to somebody yet, and what keeps me?"),
    later("Whom did I leave guessing, and about what?"),
    later("What did somebody do for me that they did not have to?"),
    later("What went wrong that was mine, even a little?"),
)
"""What one might begin with; none of them has to be answered."""


@require_safe
def reflections(request: SignedIn) -> HttpResponse:
    """The notebook: the list, one page of it, and what to begin with."""
    me = request.person.id
    ends = [(street, street.from_end(me)[1]) for street in streets.streets_of(me)]
    about = sorted(((them.called, street.id) for street, them in ends), key=lambda one: one[0].casefold())
    return render(
        request, "private/reflections.html", {"prompts": [_(each) for each in PROMPTS], "streets": about}
    )


@require_safe
def key(request: SignedIn) -> HttpResponse:
    """Where the notebook's key is made and kept: passphrase, passkeys, recovery, file, and deleting it."""
    return render(request, "private/key.html")


@require_safe
def open_file(request: SignedIn) -> HttpResponse:
    """Opens a file that was taken along; it is read in the browser and sent nowhere."""
    return render(request, "private/open.html")


@require_safe
def about(request: SignedIn) -> HttpResponse:
    """What this protects, and what it does not."""
    return render(request, "private/about.html")


@require_safe
def aside(request: SignedIn) -> HttpResponse:
    """What "Keep as draft" brings onto whichever page it stands on: the dialog, and the sentences."""
    return render(request, "private/drafts.html")


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
