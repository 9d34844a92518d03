"""What can be read of growth, always for somebody's eyes; and what each person may do next.

A goal is there for its owner and whom they named. Support is there for the owner and the one supporter.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway.errors import NotSeen
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.models import Frame
from twoway.nouns.growth import OFFERED, OPEN, OPPORTUNITY_VERBS, OVER, VERBS
from twoway.nouns.growth.models import Goal as Goal
from twoway.nouns.growth.models import GoalPerson
from twoway.nouns.growth.models import GoalStep as GoalStep
from twoway.nouns.growth.models import Opportunity as Opportunity
from twoway.nouns.growth.models import Support as Support
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.models import Person

# What the owner enters for all who see the goal: what is opened to somebody who is named later.
FOR_ALL = ("set", "shown", "step_added", "step_reached", "reached", "let_go")
FOR_ALL_KINDS = tuple(f"growth.{kind}" for kind in FOR_ALL)
_SHOWN = ("owner", "goal_in", "ended_in")
_OFFER_SHOWN = ("street", "giver", "receiver", "what_in")
_LATEST = (F("ended_at").desc(nulls_last=True), "id")


# ---- goals -----------------------------------------------------------------------------------------------


def all_of(seen_by: str) -> QuerySet[Goal]:
    """Every goal the person may see, with all that a row on a page shows."""
    return Goal.objects.filter(sight.sees(seen_by)).select_related(*_SHOWN)


def one(id: str, *, seen_by: str) -> Goal:
    """The goal; what is not there and what is not theirs cannot be told apart."""
    found = all_of(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def among(ids: Iterable[str], *, seen_by: str) -> dict[str, Goal]:
    """Those of these goals that the person may see."""
    return {goal.id: goal for goal in all_of(seen_by).filter(id__in=set(ids))}


def mine(person: str) -> QuerySet[Goal]:
    """Where the person wants to go, the latest first."""
    return all_of(person).filter(owner=sight.asked(person), state__in=OPEN).order_by("-set_at", "id")


def shown_to(person: str) -> QuerySet[Goal]:
    """Where others want to go who named the person."""
    named = GoalPerson.objects.filter(person=sight.asked(person)).values("goal")
    return all_of(person).filter(id__in=named, state__in=OPEN).order_by("-set_at", "id")


def over(person: str) -> QuerySet[Goal]:
    """Goals of the person's own that were reached or let go, the latest first."""
    return all_of(person).filter(owner=sight.asked(person), state__in=OVER).order_by(*_LATEST)


def steps(goal: Goal) -> list[GoalStep]:
    """The steps of a goal the viewer sees, in the order they were added."""
    return list(goal.steps.select_related("step_in", "reached_in").order_by("added_at", "step_in", "id"))


def seen_by(goal: Goal) -> list[Person]:
    """Whom the owner named, for all who see the goal."""
    return sorted(people.named(goal.with_ids).values(), key=lambda one: (one.called.casefold(), one.id))


def entries_for_all(goal: Goal) -> list[Entry]:
    """What was entered for all who see the goal."""
    return [entry for entry in ledger.entries_of([goal.id]) if entry.kind in FOR_ALL_KINDS]


def history(thing: str, *, seen_by: str, with_sides: bool = False, most: int | None = None) -> list[Entry]:
    """The acts on a goal or an opportunity that the person may see, the oldest first; or the latest."""
    kinds = Q(kind__startswith="growth.") | (Q(kind__startswith="side.") if with_sides else Q())
    found = sight.among(Frame.objects.filter(kinds, thing=thing), seen_by)
    if most is not None:
        found = Frame.objects.filter(seq__in=found.order_by("-seq").values("seq")[:most])
    return ledger.entries_from(found)


def in_use(person: str) -> bool:
    """Whether the person has a goal, sees one, or was offered or offers an opportunity."""
    who = sight.asked(person)
    goals = Goal.objects.filter(owner=who).values("id")
    shown = GoalPerson.objects.filter(person=who).values("goal")
    offers = Opportunity.objects.filter(Q(giver=who) | Q(receiver=who)).values("id")
    return goals.union(shown, offers, all=True).exists()  # every page asks: once, and not thrice


# ---- support ---------------------------------------------------------------------------------------------


def supports(person: str) -> QuerySet[Support]:
    """What the person was asked for, promised or gave, and what others were or did for goals of theirs."""
    who = sight.asked(person)
    between = Support.objects.filter(Q(supporter=who) | Q(goal__owner=who))
    return between.select_related("goal__owner", "goal__goal_in", "supporter", "said_in").order_by(
        "begun_at", "said_in"
    )


def support_of(goal: Goal, *, seen_by: str) -> list[Support]:
    """All support for the owner; for a supporter their own, and nobody else's."""
    return list(supports(seen_by).filter(goal=goal.id))


def asked_of(person: str) -> QuerySet[Support]:
    """Support the person was asked for and has not answered, on goals that are still open."""
    return supports(person).filter(supporter=person, state="asked", goal__state__in=OPEN)


def waits(goal: Goal, by: str, support: str) -> bool:
    """Whether the person was asked for just that, and has not answered."""
    return bool(support) and asked_of(by).filter(goal=goal.id, id=sight.asked(support)).exists()


def asks(person: str) -> QuerySet[Support]:
    """Support that was asked and not answered, from either end."""
    return supports(person).filter(state="asked", goal__state__in=OPEN)


def given(person: str) -> QuerySet[Support]:
    """Support of which its owner said what they got, from either end."""
    return supports(person).filter(state="given")


def asked(goal: Goal, by: str, support: str = "") -> Support:
    """What the person was asked for on this goal: that one, or the latest that waits."""
    waits = asked_of(by).filter(goal=goal.id)
    found = waits.filter(id=sight.asked(support)) if support else waits.order_by("-begun_at", "-id")
    answer = found.first()
    if answer is None:
        raise NotSeen
    return answer


# ---- opportunities ---------------------------------------------------------------------------------------


def opportunities(seen_by: str) -> QuerySet[Opportunity]:
    """Every opportunity the person offered or was offered."""
    who = sight.asked(seen_by)
    found = Opportunity.objects.filter(Q(giver=who) | Q(receiver=who)).filter(sight.sees(seen_by))
    return found.select_related(*_OFFER_SHOWN).order_by("-offered_at", "id")


def opportunity(id: str, *, seen_by: str) -> Opportunity:
    """The opportunity; what is not there and what is not theirs cannot be told apart."""
    found = opportunities(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def offers_among(ids: Iterable[str], *, seen_by: str) -> dict[str, Opportunity]:
    """Those of these opportunities that are the person's."""
    return {found.id: found for found in opportunities(seen_by).filter(id__in=set(ids))}


def offers(person: str) -> QuerySet[Opportunity]:
    """Opportunities that wait for an answer, from either end."""
    return opportunities(person).filter(state__in=OFFERED)


def goals_for(found: Opportunity, *, seen_by: str) -> list[Goal]:
    """Goals of the receiver's which whoever offers it sees: only such a goal can be named in the answer."""
    if seen_by != found.receiver_id:
        return []
    return [goal for goal in mine(seen_by) if found.giver_id in goal.with_ids]


# ---- who may do what -------------------------------------------------------------------------------------

STANDS = {
    "set": later("This is still open."),
    "moving": later("This is still open."),
    "reached": later("%(name)s has got there already."),
    "let_go": later("%(name)s has let this go."),
    "offered": later("%(name)s has not answered yet."),
    "taken": later("%(name)s has taken it."),
    "declined": later("The answer was no. You can offer something else."),
    "withdrawn": later("This was taken back."),
}


def open_verbs(goal: Goal, by: str) -> list[str]:
    """What the person could do about the goal now, in the order of the table."""
    return [verb for verb in VERBS if refusal(goal, verb, by) is None]


def refusal(goal: Goal, verb: str, by: str) -> str | None:
    """Why not, in a sentence; None when the person may."""
    rule, name = VERBS[verb], {"name": goal.owner.called}
    if (rule.whose == "owner") != (by == goal.owner_id):
        return _(rule.only) % name
    if goal.state not in rule.when:
        return _(STANDS[goal.state]) % name
    if verb == "reach_step" and not goal.steps.filter(reached_at=None).exists():
        return _("There is no step that is not reached. Add one first.")
    if verb == "decline_support" and not asked_of(by).filter(goal=goal.id).exists():
        return _("Nobody has asked you for support here, or it is answered.")
    return None


def offer_verbs(found: Opportunity, by: str) -> list[str]:
    """What the person could do about the opportunity now."""
    return [verb for verb in OPPORTUNITY_VERBS if refusal_of_offer(found, verb, by) is None]


def refusal_of_offer(found: Opportunity, verb: str, by: str) -> str | None:
    """Why not, in a sentence; None when the person may."""
    rule = OPPORTUNITY_VERBS[verb]
    whose = found.receiver if rule.whose == "receiver" else found.giver
    if found.state not in rule.when:
        return _(STANDS[found.state]) % {"name": found.receiver.called}
    if by != whose.id:
        return _(rule.only) % {"name": whose.called}
    if verb == "take" and found.street.state in {"paused", "closed"}:
        return _("This street is not open now. Nothing new begins on it.")
    return None
