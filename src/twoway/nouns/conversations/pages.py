"""The pages of conversations: the list, one talk, the page to prepare by, the calendar file, planning one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from twoway import clock
from twoway.errors import NotSeen, TwowayError
from twoway.nouns.conversations import ABOUT, LABELS, PREPARED, VERBS, forms, notices, queries, rules, told
from twoway.people import access
from twoway.people import queries as people
from twoway.people.seals import asked
from twoway.people.streets import pages as streets
from twoway.people.visits import SignedIn
from twoway.web import calendars
from twoway.web.blanks import Blanks, VerbForm, whole_number
from twoway.web.days import read_day
from twoway.web.done import done, shown
from twoway.web.once import once_of

A_PAGE = 25
USUAL_DAYS_AHEAD = 3
# What stands in the card at the head of the page; all else has a place of its own on it.
IN_CARD = ("accept", "hold", "decline", "move", "call_off")
QUICK = frozenset({"accept", "hold", "decline"})
AGREE: dict[str, Callable[..., object]] = {
    "make": rules.promise,
    "ask": rules.ask_promise,
    "goal": rules.set_goal,
    "offer": rules.offer,
    "entrust": rules.entrust,
}
TEXTS = ("words", "note", "what", "scope")
TYPED = (*TEXTS, "takes")
HINTS = {
    "decline": lazy("A clear no costs nothing."),
    "move": lazy("It waits for the other’s yes then."),
    "call_off": lazy("One that comes again does not come again. To skip one, give it another time."),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A talk in a list, as its reader sees it."""

    talk: queries.Conversation
    title: str
    when: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """A part of the list of talks with its heading; empty parts are left out."""

    name: str
    title: str
    rows: list[Row]


# ---- lists -----------------------------------------------------------------------------------------------


@require_GET
def conversations(request: SignedIn) -> HttpResponse:
    """What waits for a yes, what is coming, what can still be said, what came back, and what is over."""
    me = request.person.id
    over = Paginator(queries.over(me), A_PAGE).get_page(request.GET.get("page"))
    groups = [
        _group("answer", _("Waiting for your yes"), queries.waiting_for(me), me),
        _group("coming", _("Coming"), queries.coming(me), me),
        _group("say", _("Say how it was"), queries.to_say(me), me),
        _group("sealed", _("Yours is sealed until you both have"), queries.sealed_by(me), me),
        _group("back", _("Came back to you unopened"), queries.come_back(me), me),
    ]
    shown = {row.talk.id for group in groups for row in group.rows}
    context = {
        "groups": [group for group in groups if group.rows],
        "over": [row for row in _rows(over, me) if row.talk.id not in shown],
        "page": over,
    }
    return render(request, "conversations/conversations.html", context)


def _group(name: str, title: str, found: Iterable[queries.Conversation], me: str) -> Group:
    return Group(name=name, title=title, rows=_rows(found, me))


def _rows(found: Iterable[queries.Conversation], me: str) -> list[Row]:
    return [
        Row(
            talk=talk,
            title=notices.title(talk, seen_by=me),
            when=notices.when_and_where(talk),
            says=notices.standing(talk, seen_by=me),
        )
        for talk in found
    ]


# ---- one conversation ------------------------------------------------------------------------------------


@require_GET
def conversation(request: SignedIn, id: str) -> HttpResponse:
    """One talk: when, the agenda, the notes, what came of it, and what both said of it once both have."""
    return _page(request, id)


@require_GET
@access.unlogged
def prepare(request: SignedIn, id: str) -> HttpResponse:
    """The same short page for both; that somebody prepares is nobody else's business."""
    me = request.person.id
    talk = queries.one(id, seen_by=me)
    if talk.about not in PREPARED:
        raise NotSeen
    context = {"talk": talk, "title": notices.title(talk, seen_by=me), "other": talk.them(me)}
    return render(request, "conversations/prepare.html", context)


@require_GET
def calendar(request: SignedIn, id: str) -> HttpResponse:
    """The talk for one's own calendar: with whom, when and where, and no word of what it is about."""
    me = request.person.id
    talk = queries.one(id, seen_by=me)
    meeting = told.meeting(talk, seen_by=me)
    return HttpResponse(
        calendars.calendar_file(meeting),
        content_type=calendars.CONTENT_TYPE,
        headers={"Content-Disposition": 'attachment; filename="talk.ics"'},
    )


@require_POST
def act(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """One verb, with whatever was typed beside it."""
    if verb not in (*VERBS, "throw_away"):
        raise NotSeen
    return _done(request, id, lambda: _do(request, id, verb), _place(request, verb))


def _do(request: SignedIn, id: str, verb: str) -> object:
    typed, me = request.POST, request.person
    if verb == "say":
        return rules.say(id, by=me.id, **asked.typed(typed))
    if verb in {"take_back", "throw_away"}:
        return getattr(rules, verb)(id, by=me.id)
    how: dict[str, Any] = {name: str(typed[name]) for name in TEXTS if name in typed}
    how |= {"by": me.id, "once": once_of(request), "seen": typed.get("seen", "")}
    if verb == "agree":
        return _agree(id, typed, how)
    if verb == "move":
        how["at"] = forms.typed_start(
            read_day(typed.get("day", ""), field="day"), typed.get("hour", ""), me.zone
        )
    return getattr(rules, verb)(id, **how)


def _agree(id: str, typed: QueryDict, how: dict[str, Any]) -> object:
    kind = typed.get("kind", "")
    if kind not in AGREE:
        raise NotSeen
    if kind == "entrust":
        freedom = whole_number(typed.get("freedom", ""), "freedom")
        day = read_day(typed.get("look_back_on", ""), field="look_back_on")
        return AGREE[kind](id, how.pop("scope", ""), freedom, day, **how)
    if kind in {"goal", "offer"}:
        return AGREE[kind](id, how.pop("what", ""), **how)
    return AGREE[kind](id, how.pop("what", ""), read_day(typed.get("due_on", ""), field="due_on"), **how)


def _place(request: SignedIn, verb: str) -> str:
    """Where on the page a refusal stands: at the form it was typed in."""
    return f"agree-{request.POST.get('kind', '')}" if verb == "agree" else verb


@require_POST
def add_side(request: SignedIn, id: str) -> HttpResponse:
    """Say how it was for oneself, beside one act of this talk."""
    me = request.person.id
    about = notices.act_of(queries.one(id, seen_by=me), request.POST.get("about", ""), seen_by=me)
    return _done(request, id, lambda: streets.add_side(request, about), f"side-{about}")


def _done(request: SignedIn, id: str, run: Callable[[], object], place: str) -> HttpResponse:
    """Back to the page it was done on; a refusal shows the same page with what was typed and the sentence."""
    here = reverse("conversation", args=[id])
    return done(run, lambda _entry: here, lambda error: _page(request, id, error, place))


def _page(request: SignedIn, id: str, error: TwowayError | None = None, place: str = "") -> HttpResponse:
    me = request.person.id
    talk = queries.one(id, seen_by=me)
    may = queries.open_verbs(talk, me)
    entries = queries.history(talk, seen_by=me, with_sides=True)
    context = _head(talk, me) | _saying(request, talk, may, error if place == "say" else None)
    context |= {
        "verbs": [
            _verb_form(verb, talk, request, error if verb == place else None)
            for verb in IN_CARD
            if verb in may
        ],
        "may": may,
        "has_quick": bool(QUICK.intersection(may)),
        "agenda": queries.items(entries, "conversation.agenda_added"),
        "notes": queries.items(entries, "conversation.noted"),
        "came_of_it": told.came_of_it(talk, seen_by=me),
        "agreements": _agreements(request, error, place) if "agree" in may else [],
        "series": _rows(queries.of_series(talk, seen_by=me), me) if talk.every_weeks else [],
        "history": list(reversed(notices.history(talk, seen_by=me, entries=entries))),
        "error": error,
        "place": place,
        "typed": request.POST if error else None,
        "typed_words": [request.POST[name] for name in TYPED if request.POST.get(name)] if error else [],
        "refused": error if error and _has_no_form(place, may) else None,
    }
    return render(request, "conversations/conversation.html", context, status=error.status if error else 200)


def _has_no_form(place: str, may: Iterable[str]) -> bool:
    """Whether what was refused has no form on the page any more: then it is said at the head of it."""
    verb = place.partition("-")[0]
    return verb != "side" and (verb not in may or verb in {"take_back", "accept", "hold"})


def _head(talk: queries.Conversation, me: str) -> dict[str, Any]:
    return {
        "talk": talk,
        "me": me,
        "other": talk.them(me),
        "title": notices.title(talk, seen_by=me),
        "kindline": notices.when_and_where(talk),
        "lede": notices.standing(talk, seen_by=me),
        "is_prepared": talk.about in PREPARED and talk.is_ahead,
        "compared": told.compared(talk, seen_by=me),
        "took": (talk.takes_of(talk.other(me)), talk.takes_of(me)),
        "is_erased": talk.opened_in is not None and not talk.opened_in.body,
    }


def _saying(
    request: SignedIn, talk: queries.Conversation, may: Iterable[str], error: TwowayError | None
) -> dict[str, Any]:
    """What the reader may say of it, or has said: their own words, and nothing that hangs on the other's."""
    own = queries.own_words(talk, by=request.person.id) if talk.state == "held" else None
    found: dict[str, Any] = {"own": own, "seal_ends_at": talk.seal_ends_at, "came_back": None}
    if "say" not in may:
        return found | {"came_back": own}
    start = {name: str(said) for name, said in own.items()} if own else {}
    blanks = asked.saying(data=request.POST).refused(error) if error else asked.saying(initial=start)
    return found | {"saying": blanks, "scales": asked.scales(blanks)}


def _verb_form(
    verb: str, talk: queries.Conversation, request: SignedIn, error: TwowayError | None
) -> VerbForm:
    here = clock.now() + timedelta(days=1)
    start = {"day": clock.day_of(max(talk.starts_at, here), request.person.zone)}
    blanks = forms.verb_blanks(verb, data=request.POST if error else None, initial=start)
    return VerbForm(
        verb=verb,
        label=LABELS[verb],
        hint=HINTS.get(verb, ""),
        url=reverse("conversation.act", args=[talk.id, verb]),
        blanks=blanks.refused(error) if error else blanks,
        is_open=error is not None,
        is_quick=verb in QUICK,
    )


def _agreements(
    request: SignedIn, error: TwowayError | None, place: str
) -> list[tuple[str, object, Blanks, bool]]:
    """The forms in which something that was agreed is put down, and whether one stands open."""
    found: list[tuple[str, object, Blanks, bool]] = []
    for kind, says in forms.OUTCOMES.items():
        refused = error if place == f"agree-{kind}" else None
        blanks = forms.outcome_blanks(kind, data=request.POST if refused else None)
        found.append((kind, says, blanks.refused(refused) if refused else blanks, refused is not None))
    return found


# ---- planning one ----------------------------------------------------------------------------------------


@require_GET
def new(request: SignedIn) -> HttpResponse:
    """The sentence in which somebody asks for a talk; whom and what about may be chosen in the address."""
    about = request.GET.get("about", "one_to_one")
    start = {
        "with_": request.GET.get("to", ""),
        "about": about if about in ABOUT else "one_to_one",
        "day": clock.today(request.person.zone) + timedelta(days=USUAL_DAYS_AHEAD),
        "hour": f"{forms.USUAL_HOUR}:00",
        "minutes": forms.USUAL_MINUTES,
    }
    return _composer(request, forms.sentence(_others(request), initial=start))


@require_POST
def begin(request: SignedIn) -> HttpResponse:
    """Ask for a talk."""
    typed, me = request.POST, request.person
    try:
        day = read_day(typed.get("day", ""), field="day")
        entry = rules.plan(
            typed.get("with_", ""),
            typed.get("about", ""),
            forms.typed_start(day, typed.get("hour", ""), me.zone),
            by=me.id,
            minutes=whole_number(typed.get("minutes", ""), "minutes"),
            where=typed.get("where", ""),
            every_weeks=whole_number(typed.get("every_weeks", ""), "every_weeks"),
            once=once_of(request),
        )
    except TwowayError as error:
        refused = shown(error)
        blanks = forms.sentence(_others(request), data=typed).refused(refused)
        return _composer(request, blanks, refused.status)
    return HttpResponseRedirect(reverse("conversation", args=[entry.thing]), status=303)


def _composer(request: SignedIn, blanks: Blanks, status: int = 200) -> HttpResponse:
    return render(request, "conversations/new.html", {"blanks": blanks}, status=status)


def _others(request: SignedIn) -> list[tuple[str, str]]:
    return [(one.id, one.called) for one in people.companions(request.person.id)]


# ---- on other pages --------------------------------------------------------------------------------------


def next_talk(request: HttpRequest, street: Any) -> str:
    """The next talk of the two, on Between us: the same for both."""
    person = getattr(request, "person", None)
    if person is None:
        return ""
    talk = queries.next_between(street.id, seen_by=person.id)
    context = {"talk": talk, "other": street.other(person.id), "is_open": street.state == "open"}
    if talk is not None:
        context |= {
            "title": notices.title(talk, seen_by=person.id),
            "when": notices.when_and_where(talk),
            "says": notices.standing(talk, seen_by=person.id),
        }
    return render_to_string("conversations/next.html", context, request=request)


def count_waiting(request: HttpRequest) -> int:
    """What waits for this person, for the number in the sidebar."""
    person = getattr(request, "person", None)
    return told.waiting(person.id) if person else 0


def is_in_use(request: HttpRequest) -> bool:
    """Whether the person has ever planned a talk or been asked for one: only nouns in use are shown."""
    person = getattr(request, "person", None)
    return person is not None and queries.is_in_use(person.id)
