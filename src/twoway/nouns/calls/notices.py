"""How acts on calls are told: in a call's history, and what others hear of them by mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway.errors import NotSeen
from twoway.ledger.entries import Entry
from twoway.nouns.calls import acts, forms, queries
from twoway.people import queries as people
from twoway.people.models import Person
from twoway.people.streets.sides import Told, act_among, called, named_in, with_sides
from twoway.web.days import day_text
from twoway.web.notice import Notice, Tap
from twoway.web.templatetags.twoway import first_name

DEEDS = frozenset({acts.Made.kind, acts.Joined.kind, acts.Reviewed.kind, acts.Owned.kind})
SAYS = {
    "call.asked_for": (later("%(who)s asked for this call"), later("You asked for this call")),
    "call.noted": (later("%(who)s noted it as they heard it"), later("You noted it as you heard it")),
    "call.declined": (later("%(who)s would rather not decide it"), later("You would rather not decide it")),
    "call.note_declined": (
        later("%(who)s said that this was not so"),
        later("You said that this was not so"),
    ),
    "call.withdrawn": (later("%(who)s took it back"), later("You took it back")),
    "call.made": (later("%(who)s made the call"), later("You made the call")),
    "call.joined": (later("%(who)s owns it too"), later("You own it too")),
    "call.join_declined": (later("%(who)s would rather not own it"), later("You would rather not own it")),
    "call.superseded": (
        later("%(who)s put another call in its place"),
        later("You put another call in its place"),
    ),
    "call.cost_said": (
        later("%(who)s said what it cost: %(cost)s"),
        later("You said what it cost you: %(cost)s"),
    ),
    "call.has_problem": (
        later("%(who)s found a problem in what came of it"),
        later("You found a problem in what came of it"),
    ),
    "call.owned": (later("%(who)s said: this one is mine"), later("You said: this one is mine")),
    "call.reached": (
        later("%(who)s handed work under it to %(whom)s"),
        later("You handed work under it to %(whom)s"),
    ),
    "call.widening": (
        later("%(who)s will let %(whom)s know of it"),
        later("You will let %(whom)s know of it"),
    ),
    "call.opened": (later("%(who)s let %(whom)s know of it"), later("You let %(whom)s know of it")),
}
REVIEWED = {
    "worked": (later("%(who)s said that it worked"), later("You said that it worked")),
    "partly": (later("%(who)s said that it worked in part"), later("You said that it worked in part")),
    "failed": (later("%(who)s said that it did not work"), later("You said that it did not work")),
    "too_early": (
        later("%(who)s said that it is too early to say, and will look again on %(day)s"),
        later("You said that it is too early to say, and will look again on %(day)s"),
    ),
}
ON_ME = (later("%(who)s made the call, and it is on them"), later("You made the call, and it is on you"))
JOINED_ON_ME = (later("%(who)s owns it too, and it is on them"), later("You own it too, and it is on you"))
MARKS = {"call.owned": "ownup", "call.has_problem": "problem"}


def tell(entry: Entry, names: Mapping[str, Person], seen_by: str) -> Told:
    """The act in a sentence for one who may see it: what they did themselves begins with "You"."""
    act: Any = entry.act
    theirs, yours = _sentences(act)
    to = act.to if isinstance(getattr(act, "to", None), tuple) else (getattr(act, "to", ""),)
    blanks = {
        "who": called(names, entry.by),
        "whom": ", ".join(_you_or_name(names, person, seen_by) for person in to if person),
        "cost": str(forms.COSTS[act.cost]).lower() if isinstance(act, acts.CostSaid) else "",
        "day": day_text(act.next_on) if isinstance(act, acts.Reviewed) and act.next_on else "",
    }
    return Told(
        entry=entry,
        says=_(yours if entry.by == seen_by else theirs) % blanks,
        words=getattr(act, "words", None) or getattr(act, "note", None) or "",
        side="you" if entry.by == seen_by else "them",
        mark=_mark(act),
        is_deed=entry.kind in DEEDS,
    )


def history(call: queries.Call, *, seen_by: str, most: int | None = None) -> list[Told]:
    """What was done, the oldest first, as far as the reader may see it, each act with its sides.

    Of the latest `most` acts, sides among them, where a page has no room for a thousand.
    """
    entries = queries.history(call, seen_by=seen_by, with_sides=True, most=most)
    names = people.named(named_in(entries))
    return with_sides(
        entries, lambda entry: tell(entry, names, seen_by), lambda person: called(names, person)
    )


def act_of(call: queries.Call, entry_id: str, *, seen_by: str) -> str:
    """The entry's id, if it is an act of this call that the person may see."""
    return act_among(queries.history(call, seen_by=seen_by), entry_id)


def _sentences(act: Any) -> tuple[str, str]:
    if isinstance(act, acts.Reviewed):
        return REVIEWED[act.outcome]
    if isinstance(act, acts.Made) and act.on_me:
        return ON_ME
    return JOINED_ON_ME if isinstance(act, acts.Joined) and act.on_me else SAYS[act.kind]


def _mark(act: Any) -> str:
    if isinstance(act, acts.Reviewed) and act.outcome == "worked":
        return "callgood"
    return MARKS.get(act.kind, "call")


def _you_or_name(names: Mapping[str, Person], person: str, seen_by: str) -> str:
    return _("you") if person == seen_by else called(names, person)


# ---- how a call stands, in sentences ---------------------------------------------------------------------

# As its owner reads it, and as everybody else does.
BEGAN = {
    "asked_for": (later("%(other)s asks you to decide this."), later("%(name)s has not answered yet.")),
    "noted": (
        later("%(other)s noted this as what you said. It binds nobody until you say yes."),
        later("It binds nobody until %(name)s says yes to it."),
    ),
    "declined": (later("The answer was no."), later("The answer was no.")),
    "withdrawn": (later("It was taken back."), later("It was taken back.")),
}
TURNED_OUT_SO = {
    "worked": (
        later("It worked. You said so on %(day)s."),
        later("It worked. %(name)s said so on %(day)s."),
    ),
    "partly": (
        later("It worked in part. You said so on %(day)s."),
        later("It worked in part. %(name)s said so on %(day)s."),
    ),
    "failed": (
        later("It did not work. You said so on %(day)s."),
        later("It did not work. %(name)s said so on %(day)s."),
    ),
}
OWNED = (later("You owned it on %(day)s."), later("It was owned on %(day)s."))
DUE_NOW = later("You named %(day)s to look back on it. How did it turn out?")
WAITING = later("Waiting for %(name)s since %(day)s.")
AHEAD = (
    later("You will look back on it on %(day)s."),
    later("%(name)s will look back on it on %(day)s."),
)


# Whose call it is, as its owner reads it, and as everybody else does.
WHOSE = {
    "asked_for": (later("%(other)s asks you to decide"), later("You asked %(name)s to decide")),
    "noted": (later("%(other)s noted what you said"), later("You noted what %(name)s said")),
}


def kindline(call: queries.Call, named: Sequence[queries.CallPerson], *, seen_by: str) -> str:
    """Whose call it is, in a few words."""
    if call.state in WHOSE:
        other = next((row.person.called for row in named if row.person_id == call.begun_by), "")
        return _(WHOSE[call.state][seen_by != call.owner_id]) % {"name": call.owner.called, "other": other}
    owners = [row.person for row in named if row.is_owner]
    others = ", ".join(one.called for one in owners if one.id != seen_by)
    if seen_by not in {one.id for one in owners}:
        return _("A call of %(names)s") % {"names": others}
    return _("Your call, with %(names)s") % {"names": others} if others else _("Your call")


def standing(call: queries.Call, named: Sequence[queries.CallPerson], *, seen_by: str) -> str:
    """How the call stands, for one of those who may see it."""
    owners = {row.person_id: row for row in named if row.is_owner}
    if not call.is_made:
        other = next((row.person.called for row in named if row.person_id == call.begun_by), "")
        blanks = {"name": call.owner.called, "other": other}
        return _(BEGAN[call.state][seen_by != call.owner_id]) % blanks
    sentences = [_looked_back(call, owners, seen_by), _ownership(call, owners, seen_by)]
    if not call.is_looked_back_on:
        sentences.append(_looks_ahead(call, owners, seen_by))
    if call.superseded_on:
        sentences.append(_("Another call took its place on %(day)s.") % {"day": day_text(call.superseded_on)})
    return " ".join(filter(None, sentences))


Owners = Mapping[str, queries.CallPerson]


def _looked_back(call: queries.Call, owners: Owners, seen_by: str) -> str:
    if call.reviewed_on is None:
        return ""
    by = call.reviewed_by
    blanks = {"name": owners[by].person.called if by in owners else "", "day": day_text(call.reviewed_on)}
    if not call.outcome:
        return _("On %(day)s it was too early to say.") % blanks
    return _(TURNED_OUT_SO[call.outcome][by != seen_by]) % blanks


def _ownership(call: queries.Call, owners: Owners, seen_by: str) -> str:
    if call.owned_on is None:
        return ""
    mine = owners[seen_by].owned_on if seen_by in owners else None
    return _(OWNED[mine is None]) % {"day": day_text(mine or call.owned_on)}


def _looks_ahead(call: queries.Call, owners: Owners, seen_by: str) -> str:
    """Before the day and after it; on the day only its owners read that it has come."""
    if call.review_on is None:
        return _("No day was named to look back on it.")
    names = _(" and ").join(first_name(row.person.called) for row in owners.values())
    blanks = {"name": names, "day": day_text(call.review_on)}
    if seen_by in owners:
        return _(DUE_NOW if queries.is_due(call) else AHEAD[0]) % blanks
    return _(WAITING if queries.waiting_since(call) else AHEAD[1]) % blanks


# ---- what others hear by mail ----------------------------------------------------------------------------

# After these an answer that was given to what came before still fits: not everybody sees them.
PASSES_BY = frozenset({acts.CostSaid.kind, acts.HasProblem.kind, acts.Reached.kind})
DUE = "call.due"  # no act: the day to look back has come
TURNED_OUT = ("worked", "partly", "failed")
TAP_LABELS = {
    "say_yes": later("Yes, that is my call"),
    "decline": later("No"),
    "join": later("I own it too"),
    "decline_join": later("I would rather not"),
    "worked": later("It worked"),
    "partly": later("Partly"),
    "failed": later("It did not work"),
}
SUBJECTS = {
    "call.asked_for": later("%(name)s asks you for a call"),
    "call.noted": later("%(name)s noted a call of yours"),
    "call.declined": later("%(name)s would rather not decide"),
    "call.note_declined": later("%(name)s says a call was not so"),
    "call.withdrawn": later("%(name)s took something back"),
    "call.made": later("%(name)s made a call"),
    "call.joined": later("%(name)s owns a call with you"),
    "call.join_declined": later("%(name)s would rather not own a call with you"),
    "call.reviewed": later("%(name)s looked back on a call"),
    "call.superseded": later("%(name)s put another call in the place of one"),
    "call.cost_said": later("%(name)s said what a call of yours cost"),
    "call.widening": later("%(name)s will let others know of a call"),
    "call.opened": later("%(name)s let you know of a call"),
}
ASKS_TO_OWN = later("%(name)s asks you to own a call too")
AS_NAMED = {
    "asked": later("%(says)s. It asks you to do something."),
    "touched": later("%(says)s. It may touch you."),
    "owner_asked": later("%(says)s, and asks you to own it too."),
}


def notices(entry: Entry) -> list[Notice]:
    """What others should hear of this act: each only what they may see."""
    if entry.kind not in SUBJECTS or not entry.by:
        return []
    return [notice for to in _whom_to_tell(entry) if (notice := _notice(entry, to)) is not None]


def _whom_to_tell(entry: Entry) -> list[str]:
    """Those who take part, and for what its owners do, those whom the call reached since as well."""
    if isinstance(entry.act, acts.Opened):
        return [entry.act.to]
    if isinstance(entry.act, acts.Joined | acts.JoinDeclined):
        return [
            person
            for person in queries.owners_of(queries.one(entry.thing, seen_by=entry.by))
            if person != entry.by
        ]
    since = queries.since_in(entry.thing) if entry.kind in queries.FOR_ALL else []
    return [person for person in dict.fromkeys((*entry.participants, *since)) if person != entry.by]


def _notice(entry: Entry, to: str) -> Notice | None:
    try:
        call = queries.one(entry.thing, seen_by=to)
    except NotSeen:
        return None
    role = queries.role_of(call, to)
    told = tell(entry, people.named(named_in([entry])), to)
    asks = entry.kind == acts.Made.kind and role == "owner_asked"
    subject = ASKS_TO_OWN if asks else SUBJECTS[entry.kind]
    line = AS_NAMED.get(role, "%(says)s.") if entry.kind == acts.Made.kind else "%(says)s."
    return Notice(
        to=to,
        kind=entry.kind,
        subject=_(subject) % {"name": people.person(entry.by).called},
        line=_(line) % {"says": told.says},
        words="\n\n".join(filter(None, [call.title, told.words])),
        taps=_taps(call, to, ("say_yes", "decline", "join", "decline_join"), entry),
        thing=call.id,
        entry=entry.id,
    )


def _taps(call: queries.Call, to: str, verbs: Iterable[str], entry: Entry) -> tuple[Tap, ...]:
    """Those of these answers that are open now; what was asked for needs words, and so the page."""
    if entry.kind not in {acts.AskedFor.kind, acts.Noted.kind, acts.Made.kind}:
        return ()
    may = set(queries.open_verbs(call, to)) - ({"say_yes"} if call.state == "asked_for" else set())
    return tuple(Tap(verb=verb, label=_(TAP_LABELS[verb])) for verb in verbs if verb in may)


def due(day: date) -> list[Notice]:
    """Calls whose day to look back this is: for their owners, kindly, and for nobody else."""
    return [_how_was_it(call, owner) for call in queries.due_on(day) for owner in queries.owners_of(call)]


def _how_was_it(call: queries.Call, owner: str) -> Notice:
    taps = tuple(Tap(verb=verb, label=_(TAP_LABELS[verb])) for verb in TURNED_OUT)
    return Notice(
        to=owner,
        kind=DUE,
        subject=_("How did it turn out?"),
        line=_(
            "This is the day you named to look back on a call. How did it turn out? Nobody else is asked."
        ),
        words=call.choice,
        taps=taps,
        thing=call.id,
        entry=call.last_entry_id,
    )
