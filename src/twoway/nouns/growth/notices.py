"""How acts on growth are told: in a history, in sentences on how things stand, and by mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway.ledger.entries import Entry
from twoway.nouns.growth import LABELS, acts, queries
from twoway.people import queries as people
from twoway.people.models import Person
from twoway.people.streets import queries as streets
from twoway.people.streets.sides import Told, act_among, called, with_sides
from twoway.web.notice import Notice, Tap

DEEDS = frozenset({acts.SupportPromised.kind, acts.OpportunityOffered.kind})
SOLID = DEEDS | {acts.SupportGiven.kind, acts.Reached.kind, acts.StepReached.kind, acts.OpportunityTaken.kind}
SAYS = {
    "growth.set": (later("%(who)s said where they want to go"), later("You said where you want to go")),
    "growth.shown": (later("%(who)s showed it to %(whom)s"), later("You showed it to %(whom)s")),
    "growth.step_added": (later("%(who)s added a step"), later("You added a step")),
    "growth.step_reached": (later("%(who)s reached a step"), later("You reached a step")),
    "growth.support_asked": (
        later("%(who)s asked %(whom)s for support"),
        later("You asked %(whom)s for support"),
    ),
    "growth.support_declined": (
        later("%(who)s would rather not support this"),
        later("You said that you would rather not"),
    ),
    "growth.support_promised": (later("%(who)s promised support"), later("You promised support")),
    "growth.support_given": (
        later("%(who)s said what they got from %(whom)s"),
        later("You said what you got from %(whom)s"),
    ),
    "growth.reached": (later("%(who)s got there"), later("You got there")),
    "growth.let_go": (later("%(who)s let it go"), later("You let it go")),
    "growth.opportunity_offered": (
        later("%(who)s offered %(whom)s a chance to grow"),
        later("You offered %(whom)s a chance to grow"),
    ),
    "growth.opportunity_taken": (later("%(who)s took the chance"), later("You took the chance")),
    "growth.opportunity_declined": (
        later("%(who)s would rather not take the chance"),
        later("You would rather not take the chance"),
    ),
    "growth.opportunity_withdrawn": (
        later("%(who)s took the chance back"),
        later("You took the chance back"),
    ),
}


def tell(entry: Entry, names: Mapping[str, Person], seen_by: str) -> Told:
    """The act in a sentence for one who may see it: what they did themselves begins with "You"."""
    act: Any = entry.act
    theirs, yours = SAYS[entry.kind]
    blanks = {"who": called(names, entry.by), "whom": _you_or_name(names, _whom(act), seen_by)}
    said = (getattr(act, name, None) for name in ("words", "note", "what"))
    is_offer = isinstance(act, acts.OpportunityOffered)
    step = act.step if isinstance(act, acts.StepAdded) else ""
    return Told(
        entry=entry,
        says=_(yours if entry.by == seen_by else theirs) % blanks,
        words=step or ("" if is_offer else next(filter(None, said), "")),
        side="you" if entry.by == seen_by else "them",
        mark="growth" if entry.kind in SOLID else "growthopen",
        is_deed=entry.kind in DEEDS,
    )


def history(thing: str, *, seen_by: str, most: int | None = None) -> list[Told]:
    """What was done, the oldest first, as far as the reader may see it, each act with its sides."""
    entries = queries.history(thing, seen_by=seen_by, with_sides=True, most=most)
    names = people.named(named_in(entries))
    return with_sides(
        entries, lambda entry: tell(entry, names, seen_by), lambda person: called(names, person)
    )


def act_of(thing: str, entry_id: str, *, seen_by: str) -> str:
    """The entry's id, if it is an act on this goal or opportunity that the person may see."""
    return act_among(queries.history(thing, seen_by=seen_by), entry_id)


def named_in(entries: Iterable[Entry]) -> set[str]:
    """Everybody these acts name, to read them at once."""
    return {person for entry in entries for person in (entry.by, _whom(entry.act)) if person}


def _whom(act: Any) -> str:
    """Whom the act is towards, if it names one."""
    named = (getattr(act, name, "") for name in ("to", "of", "from_"))
    return next(filter(None, named), "")


def _you_or_name(names: Mapping[str, Person], person: str, seen_by: str) -> str:
    return _("you") if person == seen_by else called(names, person) if person else ""


# ---- how things stand, in sentences ----------------------------------------------------------------------


def standing(goal: queries.Goal, steps: Sequence[queries.GoalStep], *, seen_by: str) -> str:
    """How far somebody is on the way, for one who sees the goal."""
    mine, name = seen_by == goal.owner_id, {"name": goal.owner.called}
    if goal.state == "reached":
        return _("You got there.") if mine else _("%(name)s got there.") % name
    if goal.state == "let_go":
        return _("You let it go.") if mine else _("%(name)s let it go.") % name
    reached = sum(step.reached_at is not None for step in steps)
    if not steps:
        return _("No steps yet.")
    return _("%(reached)s of %(all)s steps reached.") % {"reached": reached, "all": len(steps)}


# As whoever offers it reads it, and as the other does.
OFFERS = {
    "offered": (
        later("You offered %(name)s a chance"),
        later("%(name)s offers you a chance"),
        later("It binds neither of you until there is a yes, and a no costs nothing."),
    ),
    "taken": (
        later("You offered %(name)s a chance"),
        later("%(name)s offered you a chance"),
        later("It was taken."),
    ),
    "declined": (
        later("You offered %(name)s a chance"),
        later("%(name)s offered you a chance"),
        later("The answer was no."),
    ),
    "withdrawn": (
        later("You offered %(name)s a chance"),
        later("%(name)s offered you a chance"),
        later("It was taken back."),
    ),
}


def offered(found: queries.Opportunity, *, seen_by: str) -> tuple[str, str]:
    """Who offers whom, and how it stands."""
    mine, theirs, stands = OFFERS[found.state]
    name = (found.receiver if seen_by == found.giver_id else found.giver).called
    return _(mine if seen_by == found.giver_id else theirs) % {"name": name}, _(stands)


# ---- what others hear by mail ----------------------------------------------------------------------------

# After these an answer that was given to what came before still fits: the steps are the owner's own.
PASSES_BY = frozenset(
    {acts.Shown.kind, acts.StepAdded.kind, acts.StepReached.kind, acts.SupportAsked.kind}
    | {acts.SupportDeclined.kind, acts.SupportPromised.kind, acts.SupportGiven.kind}
)
# That support was promised is told by the promise itself; a step added is for whoever looks.
SUBJECTS = {
    "growth.set": later("%(name)s shows you where they want to go"),
    "growth.shown": later("%(name)s shows you where they want to go"),
    "growth.step_reached": later("%(name)s reached a step"),
    "growth.support_asked": later("%(name)s asks you for support"),
    "growth.support_declined": later("%(name)s would rather not"),
    "growth.support_given": later("%(name)s said what they got from you"),
    "growth.reached": later("%(name)s got there"),
    "growth.let_go": later("%(name)s let a goal go"),
    "growth.opportunity_offered": later("%(name)s offers you a chance"),
    "growth.opportunity_taken": later("%(name)s took a chance you offered"),
    "growth.opportunity_declined": later("%(name)s would rather not take a chance"),
    "growth.opportunity_withdrawn": later("%(name)s took a chance back"),
}
OF_OPPORTUNITIES = "growth.opportunity_"
GOES_ON = frozenset({acts.StepReached.kind, acts.Reached.kind, acts.LetGo.kind})


def notices(entry: Entry) -> list[Notice]:
    """What others should hear of this act: each only what they may see, and nothing over a stopped street."""
    if entry.kind not in SUBJECTS or not entry.by:
        return []
    whom = [entry.act.to] if isinstance(entry.act, acts.Shown) else entry.participants
    return [_notice(entry, to) for to in whom if to != entry.by and not _has_stopped(entry, to)]


def _has_stopped(entry: Entry, to: str) -> bool:
    """How a goal goes on is no news for those whose street with its owner is paused or closed.

    What ends something between two is told all the same.
    """
    street = streets.between(entry.by, to) if entry.kind in GOES_ON else None
    return street is not None and street.state in {"paused", "closed"}


def _notice(entry: Entry, to: str) -> Notice:
    told = tell(entry, people.named(named_in([entry])), to)
    about, taps = _offer(entry, to) if entry.kind.startswith(OF_OPPORTUNITIES) else _goal(entry, to)
    return Notice(
        to=to,
        kind=entry.kind,
        subject=_(SUBJECTS[entry.kind]) % {"name": people.person(entry.by).called},
        line=f"{told.says}.",
        words="\n\n".join(filter(None, [about, told.words])),
        taps=tuple(Tap(verb=verb, label=str(LABELS[verb])) for verb in taps),
        thing=entry.thing,
        entry=entry.id,
    )


def _offer(entry: Entry, to: str) -> tuple[str, list[str]]:
    found = queries.opportunity(entry.thing, seen_by=to)
    asks = ("take", "decline") if isinstance(entry.act, acts.OpportunityOffered) else ()
    return found.what, [verb for verb in asks if queries.refusal_of_offer(found, verb, to) is None]


def _goal(entry: Entry, to: str) -> tuple[str, list[str]]:
    goal = queries.one(entry.thing, seen_by=to)
    asks = ("decline_support",) if isinstance(entry.act, acts.SupportAsked) else ()
    return goal.goal, [verb for verb in asks if queries.refusal(goal, verb, to) is None]
