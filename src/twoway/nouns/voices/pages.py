"""The pages of voices: the list, one voice with its clock and its answer, and how one begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from twoway import clock
from twoway.errors import NotSeen, TwowayError
from twoway.ledger.entries import Entry
from twoway.nouns.promises import queries as promises
from twoway.nouns.voices import LABELS, VERBS, forms, notices, queries, rules
from twoway.nouns.voices.told import clock_of, waiting
from twoway.people import queries as people
from twoway.people.models import Person
from twoway.people.streets import pages as streets
from twoway.people.visits import SignedIn
from twoway.web.asked_once import asked_once
from twoway.web.blanks import Blanks, VerbForm, whole_number
from twoway.web.days import read_day
from twoway.web.done import done, shown
from twoway.web.once import once_of

A_PAGE = 25
MOST_BETWEEN = 4
KINDS = ("raise", "feedback")
# The answer and the closing have a place of their own on the page.
APART = frozenset({"answer", "close"})
QUICK = frozenset(
    {"acknowledge", "take_pass_back", "stand_aside", "allow_pass", "refuse_pass", "take_on", "decline_pass"}
    | {"withdraw"}
)
HINTS = {
    "move": lazy("You can move it once, as long as it has not passed. Whoever raised it reads why."),
    "offer_pass": lazy(
        "First whoever raised it is asked, then the one you name, who may say no. Until somebody has taken "
        "it on, it is yours to answer."
    ),
    "allow_pass": lazy("They read your own words and what was said with the offer, and nobody else’s."),
    "take_on": lazy("It is between you and whoever raised it then."),
    "decline_pass": lazy("A clear no costs nothing. It stays with whoever asked you."),
    "withdraw": lazy("It asks for nothing any more. What was said stays in the record of those who saw it."),
    "reopen": lazy("It asks for an answer again, by a new day."),
    "add": lazy("The day runs anew."),
}
TEXTS = ("words", "more", "wants", "answer", "reason", "promise_what", "to")
DAYS = ("answer_by", "promise_due")
KEPT = ("words", "promise_what", "reason")
UNSAID: dict[str, dict[str, Any]] = {
    "answer": {"answer": ""},
    "close": {"heard": 0},
    "move": {"answer_by": None, "reason": ""},
    "offer_pass": {"to": ""},
    "add": {"words": ""},
    "reopen": {"words": ""},
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A voice in a list, as its reader sees it."""

    voice: queries.Voice
    side: str
    mark: str
    kindline: str
    says: str
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """A part of the list of voices with its heading; empty parts are left out."""

    name: str
    title: str
    rows: list[Row]


# ---- lists -----------------------------------------------------------------------------------------------


@require_GET
def voices(request: SignedIn) -> HttpResponse:
    """What waits for the reader, what was answered them, what is with others, and what is over."""
    me = request.person.id
    parts = {
        "answer": (_("Waiting for you"), list(queries.waiting_for(me))),
        "close": (_("Answered: did you feel heard?"), list(queries.to_close(me))),
        "others": (_("With others"), list(queries.waiting_for_others(me))),
    }
    page = Paginator(queries.over(me), A_PAGE).get_page(request.GET.get("page"))
    shown = _rows([*(voice for _title, part in parts.values() for voice in part), *page], me)
    groups = [
        Group(name=name, title=title, rows=[shown[voice.id] for voice in part])
        for name, (title, part) in parts.items()
    ]
    context = {
        "groups": [group for group in groups if group.rows],
        "over": [shown[voice.id] for voice in page],
        "page": page,
    }
    return render(request, "voices/voices.html", context)


def _rows(found: Sequence[queries.Voice], me: str) -> dict[str, Row]:
    rows, those = queries.roles_in(found, me), queries.with_each(found)
    names = people.named(notices.people_in(found, rows.values()))
    return {voice.id: _row(voice, rows[voice.id], those[voice.id], names) for voice in found}


def _row(
    voice: queries.Voice, row: queries.VoicePerson, those: Sequence[Person], names: Mapping[str, Person]
) -> Row:
    late = queries.days_late_for(voice, row.person_id, those) if row.is_on_it else 0
    return Row(
        voice=voice,
        side="you" if row.role == "writer" else "them",
        mark=_mark(voice, row),
        kindline=notices.kindline(voice, row, those),
        says=notices.standing(voice, row, late, names),
        is_late=late > 0,
    )


def _mark(voice: queries.Voice, row: queries.VoicePerson) -> str:
    answered = row.is_on_it and voice.state in {"answered", "closed"}
    return "voice" if answered or row.role == "passed_on" else "voiceopen"


# ---- one voice -------------------------------------------------------------------------------------------


@require_GET
def voice(request: SignedIn, id: str) -> HttpResponse:
    """One voice: what was said, by when an answer is wanted, the answer, and what happened so far."""
    return _page(request, id)


@require_POST
def act(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """One verb, with whatever was typed beside it."""
    if verb not in VERBS:
        raise NotSeen
    rule: Callable[..., Entry] = getattr(rules, verb)

    def run() -> str:
        how = UNSAID.get(verb, {}) | _typed(request.POST)
        seen = request.POST.get("seen", "")
        return rule(id, by=request.person.id, once=once_of(request), seen=seen, **how).thing

    return _done(request, id, run, verb)


@require_POST
def add_side(request: SignedIn, id: str) -> HttpResponse:
    """Say how it was for oneself, beside one act of this voice."""
    me = request.person.id
    about = notices.act_of(queries.one(id, seen_by=me), request.POST.get("about", ""), seen_by=me)
    return _done(request, id, lambda: streets.add_side(request, about).thing, f"side-{about}")


def _typed(typed: QueryDict) -> dict[str, Any]:
    """What a form said, each blank as its rule takes it; a rule is given only what stood on its form."""
    texts = {name: str(text) for name, text in typed.items()}
    how: dict[str, Any] = {name: texts[name] for name in TEXTS if name in texts}
    how |= {name: read_day(texts[name], field=name) for name in DAYS if name in texts}
    if "heard" in texts:
        how["heard"] = whole_number(texts["heard"], "heard") or 0
    return how


def _done(request: SignedIn, id: str, run: Callable[[], str], verb: str) -> HttpResponse:
    """To the page it was done on; a refusal shows the same page with what was typed and the sentence."""
    return done(
        run,
        lambda thing: reverse("voice", args=[thing]),
        lambda error: _page(request, id, error, verb),
    )


def _page(request: SignedIn, id: str, error: TwowayError | None = None, verb: str = "") -> HttpResponse:
    me = request.person.id
    found = queries.one(id, seen_by=me)
    row = queries.roles_in([found], me)[found.id]
    those = queries.raised_with(found) if row.is_on_it else []
    verbs = queries.open_verbs(found, me, row.role)
    refused = {verb: error} if error else {}
    told = notices.history(found, seen_by=me, most=A_PAGE)
    context = _said(found, row, those) | {
        "voice": found,
        "row": row,
        "me": me,
        "may_answer": "answer" in verbs,
        "may_close": "close" in verbs,
        "answer": _answer_form(found, request, refused.get("answer")),
        "close": _verb_form("close", found, request, refused.get("close")),
        "has_quick": any(each in QUICK for each in verbs),
        "verbs": [_verb_form(each, found, request, refused.get(each)) for each in verbs if each not in APART],
        "refused": error if error and verb not in verbs else None,
        "typed": request.POST if error else None,
        "kept": [said for name in KEPT if error and (said := request.POST.get(name, ""))],
        "verb": verb,
        "history": list(reversed(told)),
        "is_cut": bool(told) and told[0].entry.kind != "voice.raised",
    }
    return render(request, "voices/voice.html", context, status=error.status if error else 200)


def _said(found: queries.Voice, row: queries.VoicePerson, those: Sequence[Person]) -> dict[str, Any]:
    """What stands on the page besides what can be done: only what the reader may see."""
    shown = _row(found, row, those, people.named(notices.people_in([found], [row])))
    others = [one for one in (found.writer, *those) if one.id != row.person_id]
    context: dict[str, Any] = {
        "shown": shown,
        "others": others,
        "team": queries.team_name(found) if found.team and row.role != "asked" else "",
        "is_closed": row.is_on_it and found.state == "closed",
    }
    if not row.is_on_it:
        return context
    if found.answer:
        context |= _answered(found, row.person_id, those)
    if found.is_open:
        context["clock"] = clock_of(found, mine=row.role == "writer", is_late=shown.is_late)
    if len(others) == 1:
        context["between"] = _between(row.person_id, others[0], found)
    return context


def _answered(found: queries.Voice, me: str, those: Iterable[Person]) -> dict[str, Any]:
    """The answer as it stands, and the promise that came with it."""
    by = next((one for one in those if one.id == found.answered_by), None)
    choices = {name: label for name, label, _goes_on in forms.choices(found.wants)}
    return {
        "answered_by": by,
        "answer_side": "you" if found.answered_by == me else "them",
        "answer_says": choices[found.answer],
        "promise": promises.all_of(me).filter(id=found.promise).first() if found.promise else None,
    }


def _between(me: str, other: Person, but: queries.Voice) -> dict[str, Any]:
    """What the two answered each other before, the latest first."""
    found = [one for one in queries.between(me, other.id)[: MOST_BETWEEN + 1] if one.id != but.id]
    return {"name": other.called, "rows": [(one, _answer_in_short(one, me, other)) for one in found]}


def _answer_in_short(one: queries.Voice, me: str, other: Person) -> str:
    says = next(label for name, label, _goes_on in forms.choices(one.wants) if name == one.answer)
    days = (queries.answered_on(one) - one.raised_on).days
    after = ngettext("after one day", "after %(days)s days", days) if days else _("on the same day")
    blanks = {"name": other.called, "answer": str(says).lower(), "after": after % {"days": days}}
    if one.answered_by == me:
        return _("You answered “%(answer)s”, %(after)s") % blanks
    return _("%(name)s answered “%(answer)s”, %(after)s") % blanks


# ---- forms on the page -----------------------------------------------------------------------------------


def _answer_form(found: queries.Voice, request: SignedIn, error: TwowayError | None) -> dict[str, Any]:
    start = {"promise_due": forms.usual_day(clock.today(request.person.zone))}
    blanks = forms.answer_blanks(data=request.POST if error else None, initial=start)
    choices = forms.choices(found.wants)
    return {
        "blanks": blanks.refused(error) if error else blanks,
        "choices": choices,
        "chosen": request.POST.get("answer", "") if error else choices[0][0],
        "promises": any(name == "promised" for name, *_says in choices),
    }


def _verb_form(verb: str, found: queries.Voice, request: SignedIn, error: TwowayError | None) -> VerbForm:
    start = {"answer_by": forms.usual_day(max(clock.today(request.person.zone), found.answer_by))}
    whom = _others(request.person.id) if verb == "offer_pass" else []
    blanks = forms.verb_blanks(verb, whom, data=request.POST if error else None, initial=start)
    return VerbForm(
        verb=verb,
        label=LABELS[verb],
        hint=HINTS.get(verb, ""),
        url=reverse("voice.act", args=[found.id, verb]),
        blanks=blanks.refused(error) if error else blanks,
        is_open=error is not None or verb == "add",
        is_quick=verb in QUICK,
    )


# ---- beginnings ------------------------------------------------------------------------------------------


@require_GET
def new(request: SignedIn) -> HttpResponse:
    """The composer on a page of its own, with the sentence of a voice open."""
    kind = request.GET.get("kind", "raise")
    return _composer(request, kind if kind in KINDS else "raise", None)


@require_POST
def begin(request: SignedIn, kind: str) -> HttpResponse:
    """Raise a voice, or ask for feedback."""
    if kind not in KINDS:
        raise NotSeen
    try:
        how = _typed(request.POST)
        whom = forms.to_whom(how.pop("to", ""))
        wants = {"wants": "feedback"} if kind == "feedback" else {}
        words = how.pop("words", "")
        entry = rules.raise_(words, by=request.person.id, once=once_of(request), **how | whom | wants)
    except TwowayError as error:
        return _composer(request, kind, shown(error))
    return HttpResponseRedirect(reverse("voice", args=[entry.thing]), status=303)


def _composer(request: SignedIn, kind: str, error: TwowayError | None) -> HttpResponse:
    """Both sentences with all their blanks, on a page of their own."""
    if error and error.field == "team":
        error.field = "to"
    start = _start(request, request.GET.get("to", ""), request.GET.get("team", ""))
    panes = [(each, _pane(each, request, start, error if each == kind else None)) for each in KINDS]
    context = {"kind": kind, "panes": panes}
    return render(request, "voices/new.html", context, status=error.status if error else 200)


# ---- what the composer is made of, on Today and wherever else --------------------------------------------


def compose_kinds(request: HttpRequest, compose: dict[str, Any] | None) -> str:
    """The tab of the composer that is voices."""
    return render_to_string("voices/kind.html")


def compose_panes(request: HttpRequest, compose: dict[str, Any] | None) -> str:
    """The sentence in which somebody says what they think; asking for feedback has a page of its own."""
    me = cast(SignedIn, request)
    start = _start(me, str((compose or {}).get("to") or ""), "")
    blanks = forms.sentence("raise", _others(me.person.id), _teams(me.person), initial=start)
    return render_to_string("voices/compose.html", {"blanks": blanks, "kind": "raise"}, request=request)


def _start(request: SignedIn, to: str, team: str) -> dict[str, Any]:
    day = forms.usual_day(clock.today(request.person.zone))
    return {"answer_by": day, "to": f"{forms.TEAM}{team}" if team else to, "wants": "answer"}


def _pane(kind: str, request: SignedIn, start: Mapping[str, Any], error: TwowayError | None) -> Blanks:
    whom, teams = _others(request.person.id), _teams(request.person)
    if error:
        return forms.sentence(kind, whom, teams, data=request.POST).refused(error)
    return forms.sentence(kind, whom, teams, initial=start)


@asked_once
def _others(person: str) -> list[tuple[str, str]]:
    return [(one.id, one.called) for one in people.companions(person)]


@asked_once
def _teams(person: Person) -> list[tuple[str, str]]:
    return [(team.id, team.name) for team in queries.teams_with_leads(person)]


# ---- the sidebar -----------------------------------------------------------------------------------------


def count_waiting(request: HttpRequest) -> int:
    """What waits for this person, for the number in the sidebar."""
    person = getattr(request, "person", None)
    return waiting(person.id) if person else 0


def is_in_use(request: HttpRequest) -> bool:
    """Whether the person knows of any voice: only nouns in use are shown."""
    person = getattr(request, "person", None)
    return person is not None and queries.in_use(person.id)
