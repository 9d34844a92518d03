"""The pages of unnamed voices: the addressee's list and page; raising one, and its thread, for its writer.

No page here is in the access log, and none that a writer uses counts their pace on a table. The thread's page
does not ask who is signed in: it is for whoever shows the key, and the key comes in the body, never in an
address. So it needs no token against forged forms either: nothing it does hangs on a session.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from twoway import clock
from twoway.errors import TwowayError
from twoway.ledger.entries import Entry
from twoway.nouns.unnamed import FEWEST, HEARD, WITHIN_DAYS, forms, queries, rules, told
from twoway.people.access import unlogged
from twoway.people.visits import SignedIn
from twoway.web.days import read_day
from twoway.web.done import shown
from twoway.web.once import once_of
from twoway.web.public import for_nobody

A_PAGE = 25
KEPT = ("to", "team", "words", "wants", "within_days")


# ---- the addressee ---------------------------------------------------------------------------------------


@require_GET
@unlogged
def all_unnamed(request: SignedIn) -> HttpResponse:
    """What was raised to one unnamed, and the ways in for whoever would raise something."""
    me = request.person.id
    rows = [_row(voice) for voice in queries.all_of(me)[:A_PAGE]]
    waiting = [row for row in rows if row["voice"].state == "waiting"]
    context = {"waiting": waiting, "others": [row for row in rows if row not in waiting], "fewest": FEWEST}
    return render(request, "unnamed/all.html", context)


@require_GET
@unlogged
def unnamed(request: SignedIn, id: str) -> HttpResponse:
    """One of them: what was said so far, out of which group, and the answer."""
    return _page(request, id)


@require_POST
@unlogged
def answer(request: SignedIn, id: str) -> HttpResponse:
    """Answer it."""
    typed, me = request.POST, request.person.id
    try:
        rules.answer(
            id,
            typed.get("answer", ""),
            by=me,
            words=typed.get("words", ""),
            by_day=_day_of(typed, id, me),
            seen=typed.get("seen", ""),
            once=once_of(request),
        )
    except TwowayError as error:
        return _page(request, id, shown(error))
    return HttpResponseRedirect(reverse("unnamed", args=[id]), status=303)


def _day_of(typed: QueryDict, id: str, me: str) -> Any:
    """Who may not see it is told so before anything is said of what they typed."""
    queries.one(id, seen_by=me)
    return read_day(typed.get("by_day", ""), field="by_day") if typed.get("answer") == "will_do" else None


def _page(request: SignedIn, id: str, error: TwowayError | None = None) -> HttpResponse:
    voice = queries.one(id, seen_by=request.person.id)
    blanks = forms.Answering(request.POST).refused(error) if error else forms.Answering()
    said = queries.so_far(voice)
    context = {
        **_row(voice),
        "group": queries.group_of(voice.group),
        "further": [_told(entry, told.says(entry)) for entry in said if entry.id != said[0].id],
        "heard": HEARD.get(voice.heard or 0),
        "blanks": blanks,
    }
    return render(request, "unnamed/unnamed.html", context, status=error.status if error else 200)


def _row(voice: queries.Unnamed) -> dict[str, Any]:
    return {
        "voice": voice,
        "mark": told.mark(voice),
        "late": voice.days_late(clock.today(voice.to.zone)),
    }


def _told(entry: Entry, says: str) -> dict[str, Any]:
    """One act in the thread, by its day: the moment of an act of the writer's tells of the tick alone."""
    day = getattr(entry.act, "by", None)
    return {
        "says": says,
        "by_day": day,
        "words": told.words(entry),
        "day": entry.at.date(),
        "erased": entry.words_erased,
        "is_answer": bool(entry.by),
    }


# ---- whoever raises one ----------------------------------------------------------------------------------


@require_GET
@unlogged
def new(request: SignedIn) -> HttpResponse:
    """The blanks, with the teams one is in, and who is in each."""
    return _composer(request, None)


@sensitive_post_parameters()
@require_POST
@unlogged
def look(request: SignedIn) -> HttpResponse:
    """What would be sent, and everybody it could be from; nothing is kept yet."""
    return _look(request, None)


@sensitive_post_parameters()
@require_POST
@unlogged
def change(request: SignedIn) -> HttpResponse:
    """Back to the blanks, with all that was typed."""
    return _composer(request, None)


@sensitive_post_parameters()
@require_POST
@unlogged
def raise_(request: SignedIn) -> HttpResponse:
    """Keep it until tomorrow, and show its key, once: no redirect, since nothing here knows it afterwards."""
    typed, key = request.POST, request.POST.get("key", "")
    lock = forms.lock_of(key) if key else typed.get("lock", "")
    raising = _raising(typed)
    try:
        rules.raise_(raising, by=request.person.id, lock=lock, group=typed.getlist("group"))
    except TwowayError as error:
        return _look(request, shown(error))
    to = next(one for one in queries.addressees(request.person.id) if one.id == raising.to)
    return render(request, "unnamed/raised.html", {"key": key, "lock": lock, "to": to})


def _raising(typed: QueryDict) -> forms.Raising:
    texts = {name: typed.get(name, "") for name in ("to", "team", "words", "wants")}
    return forms.Raising(within_days=forms.whole(typed.get("within_days", "")), **texts)


def _look(request: SignedIn, error: TwowayError | None) -> HttpResponse:
    try:
        said, group = rules.group_for(_raising(request.POST), by=request.person.id)
    except TwowayError as refused:
        return _composer(request, shown(refused))
    context = {
        "said": said,
        "within": WITHIN_DAYS[said.within_days],
        "group": group,
        "to": next(one for one in queries.addressees(request.person.id) if one.id == said.to),
        "typed": [(name, request.POST.get(name, "")) for name in KEPT],
        "key": forms.new_key(),
        "refused": error,
    }
    return render(request, "unnamed/look.html", context, status=error.status if error else 200)


def _composer(request: SignedIn, error: TwowayError | None) -> HttpResponse:
    me = request.person.id
    groups = queries.groups(me)
    whom = [("", _("somebody")), *((one.id, one.called) for one in queries.addressees(me))]
    enough = [group for group in groups if group.is_enough]
    teams = [(group.team.id, group.team.name) for group in enough]
    typed = request.POST if request.method == "POST" else None
    blanks = forms.Blanks(whom, teams, typed, initial={"team": teams[0][0] if len(teams) == 1 else ""})
    context = {
        "blanks": blanks.refused(error) if error else blanks,
        "teams": list(zip(blanks["team"], map(_named, enough), strict=True)),
        "small": [group for group in groups if not group.is_enough],
        "fewest": FEWEST,
    }
    return render(request, "unnamed/new.html", context, status=error.status if error else 200)


def _named(group: queries.Group) -> str:
    return ", ".join(person.called for person in group.people)


@require_GET
@unlogged
def protects(request: SignedIn) -> HttpResponse:
    """What being unnamed here protects, and what it does not."""
    return render(request, "unnamed/protects.html", {"fewest": FEWEST})


# ---- whoever shows a key ---------------------------------------------------------------------------------


@csrf_exempt
@for_nobody
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@unlogged
def thread(request: HttpRequest) -> HttpResponse:
    """The thread that a key opens, and what its writer does in it; without a key the blank for one."""
    if request.method != "POST":
        return render(request, "unnamed/key.html")
    key, verb = request.POST.get("key", ""), request.POST.get("verb", "")
    try:
        is_gone = _go_on(verb, forms.lock_of(key), request.POST)
    except TwowayError as error:
        return _thread(request, key, shown(error), verb)
    if is_gone:
        return render(request, "unnamed/key.html", {"is_gone": True})
    return _thread(request, key)


def _go_on(verb: str, lock: str, typed: QueryDict) -> bool:
    """What the writer does, anything else being only a look; whether nothing is left of it all."""
    if verb == "add":
        rules.add(lock, typed.get("words", ""))
    elif verb == "close":
        rules.close(lock, forms.whole(typed.get("heard", "")), typed.get("words", ""))
    elif verb == "take_back":
        return rules.take_back(lock) == "raised"
    return False


def _thread(request: HttpRequest, key: str, error: TwowayError | None = None, verb: str = "") -> HttpResponse:
    found = queries.thread(forms.lock_of(key))
    context = {
        "key": key,
        "thread": found,
        "said": [_told(entry, told.says_to_writer(entry, found.to.called)) for entry in found.said],
        "heard": HEARD.get(found.voice.heard or 0) if found.voice else None,
        "adding": _blanks(forms.Adding, "add", request.POST, error, verb),
        "closing": _blanks(forms.Closing, "close", request.POST, error, verb),
        "refused": error,
        "verb": verb,
    }
    return render(request, "unnamed/thread.html", context, status=error.status if error else 200)


def _blanks(
    of: type[forms.Adding | forms.Closing], own: str, typed: QueryDict, error: TwowayError | None, verb: str
) -> forms.Adding | forms.Closing:
    if error is not None and verb == own:
        return of(typed, auto_id=f"{own}-%s").refused(error)
    return of(auto_id=f"{own}-%s")


# ---- what other pages show -------------------------------------------------------------------------------


def is_in_use(request: HttpRequest) -> bool:
    """For the addressee alone: nothing tells whether somebody has ever raised one."""
    person = getattr(request, "person", None)
    return person is not None and queries.is_in_use(person.id)


def count_waiting(request: HttpRequest) -> int:
    """What waits for this person's answer."""
    person = getattr(request, "person", None)
    return told.waiting(person.id) if person else 0


def way_in(request: HttpRequest, _thing: object) -> str:
    """Beside the voices raised by name: the way to raise one unnamed, and back to a thread of one's own."""
    groups: Sequence[queries.Group] = queries.groups(cast(SignedIn, request).person.id)
    context = {"can": any(group.is_enough for group in groups), "fewest": FEWEST}
    return render_to_string("unnamed/way_in.html", context, request=request)
