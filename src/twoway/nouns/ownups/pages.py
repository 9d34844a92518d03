"""The pages of own-ups: the composer, how it will read and who will see it, the letter, and the lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from twoway.errors import NotSeen, TwowayError
from twoway.ledger.entries import Entry
from twoway.nouns.ownups import forms, queries, rules
from twoway.people import queries as people
from twoway.people.visits import SignedIn
from twoway.web import slots
from twoway.web.days import read_day
from twoway.web.done import shown
from twoway.web.once import once_of
from twoway.web.told import Line

A_PAGE = 25
VERBS: dict[str, Callable[..., Entry]] = {
    "answer": rules.answer,
    "widen": rules.widen,
    "have_seen": rules.have_seen,
}


class Thing(Protocol):
    """Whatever an own-up can be about, as its own page has it."""

    id: str


# ---- lists -----------------------------------------------------------------------------------------------


@require_GET
def ownups(request: SignedIn) -> HttpResponse:
    """What one owned up to, and what others did before one."""
    me = request.person.id
    context = {"mine": queries.said_by(me)[:A_PAGE], "heard": queries.heard_by(me)[:A_PAGE]}
    return render(request, "ownups/ownups.html", context)


# ---- saying it -------------------------------------------------------------------------------------------


@require_GET
def new(request: SignedIn) -> HttpResponse:
    """Two blanks, and what may go with them; `about` and `to` may be chosen in the address."""
    about, to = request.GET.get("about", ""), request.GET.get("to", "")
    matter = _matter(about, request.person.id)
    touched = queries.touched_by(matter, seen_by=request.person.id) if matter else (to,)
    start = {"about": matter.id if matter else "", "touched": list(touched)}
    return _composer(request, forms.Blanks(_whom(request), initial=start), matter, status=200)


@require_POST
def say(request: SignedIn) -> HttpResponse:
    """Own it; whoever lets more people hear than it cost something sees first who they are."""
    if request.POST.getlist("told") and "looked" not in request.POST:
        return _look(request)
    return _tried(request, lambda how: _said(rules.say(by=request.person.id, once=once_of(request), **how)))


@require_POST
def look(request: SignedIn) -> HttpResponse:
    """How it will read, and who will see it."""
    return _look(request)


@require_POST
def change(request: SignedIn) -> HttpResponse:
    """Back to the blanks, with all that was typed."""
    blanks, matter = _blanks(request)
    return _composer(request, blanks, matter, status=200)


def _said(entry: Entry) -> HttpResponse:
    return HttpResponseRedirect(reverse("ownup", args=[entry.thing]), status=303)


def _blanks(request: SignedIn) -> tuple[forms.Blanks, queries.Matter | None]:
    """What was typed, and what it is about."""
    blanks = forms.Blanks(_whom(request), request.POST)
    return blanks, _matter(request.POST.get("about", ""), request.person.id)


def _tried(request: SignedIn, run: Callable[[dict[str, Any]], HttpResponse]) -> HttpResponse:
    """The same blanks again where what was typed cannot be taken."""
    try:
        return run(_typed(request.POST))
    except TwowayError as error:
        refused = shown(error)
        blanks, matter = _blanks(request)
        return _composer(request, blanks.refused(refused), matter, status=refused.status)


def _look(request: SignedIn) -> HttpResponse:
    return _tried(request, lambda how: _looked(request, how))


def _looked(request: SignedIn, how: dict[str, Any]) -> HttpResponse:
    """Nothing is sent yet, and nothing is counted; what could not be sent is said here already."""
    me = request.person.id
    rules.would_say(by=me, **how)
    seen = {person.id: person for person in people.companions(me)}
    told = [person for person in how["told"] if person not in how["touched"]]
    context = {
        "letter": forms.letter(how["what"], how["cost"], how["sorry"], how["changes"]),
        "touched": [seen[person] for person in how["touched"]],
        "told": [seen[person] for person in told],
        "promised": [(seen[each.to], each) for each in how["promised"]],
        "about": _line(_matter(how["about"], me), me),
        "typed": [(name, value) for name, values in request.POST.lists() for value in values if _keeps(name)],
    }
    return render(request, "ownups/look.html", context)


def _keeps(name: str) -> bool:
    return name not in {"csrfmiddlewaretoken", "once", "looked"}


def _typed(typed: QueryDict) -> dict[str, Any]:
    """What stands in the blanks; a row of a promise in which nothing was typed is no promise."""
    words = {name: typed.get(name, "") for name in ("about", "what", "cost", "sorry", "changes")}
    whom = {name: [each for each in typed.getlist(name) if each] for name in ("touched", "told")}
    rows = [
        forms.Promised(
            to=typed.get(f"to-{number}", ""),
            what=typed.get(f"will-{number}", ""),
            due_on=read_day(typed.get(f"due_on-{number}", ""), field=f"due_on-{number}"),
        )
        for number in range(forms.MOST_PROMISES)
        if typed.get(f"will-{number}", "").strip()
    ]
    return words | whom | {"promised": rows}


def _composer(
    request: SignedIn, blanks: forms.Blanks, matter: queries.Matter | None, status: int
) -> HttpResponse:
    context = {"blanks": blanks, "about": _line(matter, request.person.id)}
    return render(request, "ownups/new.html", context, status=status)


def _whom(request: SignedIn) -> list[tuple[str, str]]:
    return [(person.id, person.called) for person in people.companions(request.person.id)]


def _matter(about: str, me: str) -> queries.Matter | None:
    """What an address names; what is not there and what is not theirs is nothing in particular."""
    try:
        return queries.matter(about, seen_by=me) if about else None
    except NotSeen:
        return None


def _line(matter: queries.Matter | None, me: str) -> Line | None:
    return lines_of([matter.entry], me).get(matter.entry.id) if matter else None


def lines_of(entries: Sequence[Entry], me: str) -> dict[str, Line]:
    """Each act in the words of its own noun."""
    told: dict[str, Line] = {}
    for lines in slots.ACTS:
        told |= lines(entries, seen_by=me)
    return told


# ---- the letter ------------------------------------------------------------------------------------------


@require_GET
def ownup(request: SignedIn, id: str) -> HttpResponse:
    """The letter, what came back, who knows, and how the promises that went with it stand."""
    return _page(request, id)


@require_POST
def act(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """Answer, let more people hear of it, or say that one has seen who will."""
    if verb not in VERBS:
        raise NotSeen
    typed = request.POST
    how: dict[str, Any] = {}
    if verb == "answer":
        how = {"words": typed.get("words", "")}
    if verb == "widen":
        how = {"to": typed.getlist("to")}
    try:
        VERBS[verb](id, by=request.person.id, once=once_of(request), **how)
    except TwowayError as error:
        return _page(request, id, shown(error), verb)
    return HttpResponseRedirect(reverse("ownup", args=[id]), status=303)


@require_POST
def share_answer(request: SignedIn, id: str) -> HttpResponse:
    """Let everybody who knows read one's answer."""
    answer = queries.answer(id, seen_by=request.person.id)
    try:
        rules.share_answer(id, by=request.person.id, once=once_of(request))
    except TwowayError as error:
        return _page(request, answer.ownup_id, shown(error))
    return HttpResponseRedirect(reverse("ownup", args=[answer.ownup_id]), status=303)


def _page(request: SignedIn, id: str, error: TwowayError | None = None, verb: str = "") -> HttpResponse:
    me = request.person.id
    found = queries.one(id, seen_by=me)
    thanks = queries.thanks_for([found], seen_by=me)
    knowing = {found.owner_id, *found.receivers, *found.announced}
    context = {
        "ownup": found,
        "side": "you" if found.owner_id == me else "them",
        "is_own": found.owner_id == me,
        "about": _line(queries.matter_of(found, seen_by=me), me),
        "knows": queries.names(found.receivers),
        "announced": queries.names(found.announced),
        "may_notice": bool(found.announced) and me in found.receivers and me not in found.noticed,
        "answers": queries.answers_to(found, seen_by=me),
        "thanks": thanks,
        "may_thank": me in found.touched and not thanks,
        "promises": queries.promises_of(found, seen_by=me),
        "others": [one for one in people.companions(me) if one.id not in knowing],
        "refused": error,
        "verb": verb,
        "typed": request.POST if error else None,
    }
    return render(request, "ownups/ownup.html", context, status=error.status if error else 200)


# ---- what other pages show of own-ups --------------------------------------------------------------------


def is_in_use(request: HttpRequest) -> bool:
    """Only the nouns in use stand in the sidebar; the way to own up stands there always."""
    person = getattr(request, "person", None)
    return person is not None and queries.is_in_use(person.id)


def may_own(request: HttpRequest) -> bool:
    """Everywhere but in a study, which is only looked at."""
    place = getattr(request, "workplace", None)
    return place is None or place.kind != "study"


def own_button(request: HttpRequest, thing: Thing) -> str:
    """On the page of whatever can be owned up to: one tap away, until one has."""
    me = cast(SignedIn, request).person.id
    if not may_own(request) or any(ownup.owner_id == me for ownup in queries.about_once(thing.id, me)):
        return ""
    return render_to_string("ownups/own.html", {"id": thing.id, "is_theirs": _is_theirs(thing, me)})


def _is_theirs(thing: Thing, person: str) -> bool:
    """Whether the person decided, promised or handed it on, or it stands with them; else it is their part."""
    whose = (getattr(thing, name, "") for name in ("owner_id", "promiser_id", "giver_id"))
    return person in (*whose, *getattr(thing, "stands_with", ()))


def letters_about(request: HttpRequest, thing: Thing) -> str:
    """What was owned up to about it, as far as the reader has heard it."""
    me = cast(SignedIn, request).person.id
    context = {"ownups": queries.about_once(thing.id, me), "me": me}
    return render_to_string("ownups/letters.html", context, request=request)


def answers_about(request: HttpRequest, thing: Thing) -> str:
    """What came back to it, as far as the reader may read it."""
    me = cast(SignedIn, request).person.id
    ownups = queries.about_once(thing.id, me)
    answers = [answer for ownup in ownups for answer in ownup.answers.all()]
    thanks = queries.thanks_for(ownups, seen_by=me) if ownups else []
    others = [ownup for ownup in ownups if ownup.owner_id != me]
    context = {"others": others, "answers": answers, "thanks": thanks, "me": me}
    return render_to_string("ownups/back.html", context, request=request)


def promises_about(request: HttpRequest, thing: Thing) -> str:
    """The promises that went with what was owned up to about it, and how they stand."""
    me = cast(SignedIn, request).person.id
    ownups = queries.about_once(thing.id, me)
    return render_to_string("ownups/since.html", {"promises": queries.promises_of(*ownups, seen_by=me)})


def compose_kind(request: HttpRequest, compose: dict[str, Any] | None) -> str:
    """The tab of the composer that is owning up."""
    return render_to_string("ownups/kind.html", {"kind": (compose or {}).get("kind", "")})


def compose_pane(request: HttpRequest, compose: dict[str, Any] | None) -> str:
    """The sentence with its two blanks and one person; all that may go with it is a page of its own."""
    blanks = forms.sentence([("", _("somebody")), *_whom(cast(SignedIn, request))])
    return render_to_string("ownups/pane.html", {"blanks": blanks}, request=request)
