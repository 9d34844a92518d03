"""Growth for programs: the same rules, errors and sight as the pages, one operation for each verb.

An `Idempotency-Key` header makes an act sent twice one act. `seen` is the `last_entry` the program knew; if
the goal or opportunity has moved on since, the answer is 409 `moved_on`.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.ledger.entries import Entry
from twoway.nouns.growth import notices, queries, rules
from twoway.people.streets import rules as streets
from twoway.web.api import ActOut, First
from twoway.web.once import once_of

router = Router(tags=["growth"])
opportunity_router = Router(tags=["growth"])
MOST_IN_A_LIST = 200


class GoalStepOut(Schema):
    """A step; its id is what `reach_step` takes."""

    id: str
    step: str
    reached_at: datetime | None
    words: str


class SupportOut(Schema):
    """What a supporter was asked for, promised (as which promise) or gave: between the owner and that one."""

    id: str
    supporter: str
    state: str
    words: str
    promise: str
    begun_at: datetime


class GoalOut(Schema):
    """A goal as one who sees it does: `with_` are those its owner named, `support` is one's own only."""

    id: str
    owner: str
    state: str
    goal: str
    with_: list[str]
    steps: list[GoalStepOut]
    support: list[SupportOut]
    set_at: datetime
    ended_at: datetime | None
    ended_words: str
    last_entry: str
    verbs: list[str]


class OpportunityOut(Schema):
    """A chance that one offers another."""

    id: str
    street: str
    giver: str
    receiver: str
    state: str
    what: str
    goal: str
    offered_at: datetime
    answered_at: datetime | None
    last_entry: str
    verbs: list[str]


class Done(Schema):
    """The act that was entered, and the goal or opportunity it is about."""

    entry: str
    thing: str


class Seen(Schema):
    """The last entry the program knew of."""

    seen: str = ""


class SetGoal(Schema):
    """Where one wants to go, and the ids of those who may see it."""

    goal: str
    with_: list[str] = []


class ShowGoal(Seen):
    """To whom it is shown."""

    to: str


class AddStep(Seen):
    """A step on the way."""

    step: str


class ReachStep(Seen):
    """Which step is reached, by its id, maybe with words."""

    step: str
    words: str = ""


class AskSupport(Seen):
    """Of whom, and what would help."""

    of: str
    what: str = ""


class PromiseSupport(Seen):
    """What the owner will have, by which day; `asked`: for which asking, if not the latest."""

    what: str
    due_on: date
    asked: str = ""


class DeclineSupport(Seen):
    """Rather not; `asked` is the support that was asked for, if not the latest."""

    asked: str = ""
    note: str = ""


class SupportGot(Seen):
    """From whom one got what."""

    from_: str
    words: str


class GrowthWords(Seen):
    """In one's own words, if any."""

    words: str = ""


class OfferOpportunity(Schema):
    """To whom, and what."""

    to: str
    what: str


class TakeOpportunity(Seen):
    """Maybe towards a goal of one's own that whoever offers it sees."""

    goal: str = ""
    note: str = ""


class Note(Seen):
    """Words beside an act, if any."""

    note: str = ""


class Side(Schema):
    """One's own account, beside an act on this goal or opportunity."""

    about: str
    words: str


@router.get("", response=list[GoalOut], operation_id="growth")
def growth(
    request: HttpRequest, show: Literal["mine", "shown_to_me", "over"] = "mine", first: First = 0
) -> list[GoalOut]:
    """Goals of one's own, or of those who named one, 200 at a time from number `first` on."""
    me = _me(request)
    lists = {"mine": queries.mine, "shown_to_me": queries.shown_to, "over": queries.over}
    return [_out(goal, me) for goal in lists[show](me)[first : first + MOST_IN_A_LIST]]


@router.post("", response={201: Done}, operation_id="growth_set_goal")
def set_goal(request: HttpRequest, said: SetGoal) -> Done:
    """Say where one wants to go."""
    return _done(rules.set_goal(said.goal, by=_me(request), with_=said.with_, once=once_of(request)))


@router.get("/{id}", response=GoalOut, operation_id="growth_goal")
def goal(request: HttpRequest, id: str) -> GoalOut:
    """One goal."""
    return _out(queries.one(id, seen_by=_me(request)), _me(request))


@router.get("/{id}/history", response=list[ActOut], operation_id="growth_history")
def history(request: HttpRequest, id: str) -> list[ActOut]:
    """What was done, the oldest first, as far as one may see it, with the sides added to it."""
    return _history(request, queries.one(id, seen_by=_me(request)).id)


@router.post("/{id}/show", response=Done, operation_id="growth_show")
def show(request: HttpRequest, id: str, said: ShowGoal) -> Done:
    """Show it to one more."""
    return _acted(rules.show, request, id, said)


@router.post("/{id}/add_step", response=Done, operation_id="growth_add_step")
def add_step(request: HttpRequest, id: str, said: AddStep) -> Done:
    """Add a step."""
    return _acted(rules.add_step, request, id, said)


@router.post("/{id}/reach_step", response=Done, operation_id="growth_reach_step")
def reach_step(request: HttpRequest, id: str, said: ReachStep) -> Done:
    """Say that a step is reached."""
    return _acted(rules.reach_step, request, id, said)


@router.post("/{id}/ask_support", response=Done, operation_id="growth_ask_support")
def ask_support(request: HttpRequest, id: str, said: AskSupport) -> Done:
    """Ask somebody for support; whoever does not see the goal yet is shown it."""
    return _acted(rules.ask_support, request, id, said)


@router.post("/{id}/promise_support", response=Done, operation_id="growth_promise_support")
def promise_support(request: HttpRequest, id: str, said: PromiseSupport) -> Done:
    """Promise the owner something that helps."""
    return _acted(rules.promise_support, request, id, said)


@router.post("/{id}/decline_support", response=Done, operation_id="growth_decline_support")
def decline_support(request: HttpRequest, id: str, said: DeclineSupport) -> Done:
    """Say that one would rather not."""
    return _acted(rules.decline_support, request, id, said)


@router.post("/{id}/say_given", response=Done, operation_id="growth_say_given")
def say_given(request: HttpRequest, id: str, said: SupportGot) -> Done:
    """Say what support one got from somebody."""
    return _acted(rules.say_given, request, id, said)


@router.post("/{id}/reach", response=Done, operation_id="growth_reach")
def reach(request: HttpRequest, id: str, said: GrowthWords) -> Done:
    """Say that one has got there."""
    return _acted(rules.reach, request, id, said)


@router.post("/{id}/let_go", response=Done, operation_id="growth_let_go")
def let_go(request: HttpRequest, id: str, said: GrowthWords) -> Done:
    """Let it go."""
    return _acted(rules.let_go, request, id, said)


@router.post("/{id}/side", response=Done, operation_id="growth_side")
def side(request: HttpRequest, id: str, said: Side) -> Done:
    """Add one's own account to an act on this goal."""
    return _add_side(request, queries.one(id, seen_by=_me(request)).id, said)


@opportunity_router.get("", response=list[OpportunityOut], operation_id="opportunities")
def opportunities(request: HttpRequest, first: First = 0) -> list[OpportunityOut]:
    """Chances one offered or was offered, the latest first, 200 at a time from number `first` on."""
    me = _me(request)
    return [_offer_out(found, me) for found in queries.opportunities(me)[first : first + MOST_IN_A_LIST]]


@opportunity_router.post("", response={201: Done}, operation_id="opportunity_offer")
def offer(request: HttpRequest, said: OfferOpportunity) -> Done:
    """Offer somebody a chance to grow."""
    return _done(rules.offer(said.to, said.what, by=_me(request), once=once_of(request)))


@opportunity_router.get("/{id}", response=OpportunityOut, operation_id="opportunity")
def opportunity(request: HttpRequest, id: str) -> OpportunityOut:
    """One opportunity."""
    return _offer_out(queries.opportunity(id, seen_by=_me(request)), _me(request))


@opportunity_router.get("/{id}/history", response=list[ActOut], operation_id="opportunity_history")
def offer_history(request: HttpRequest, id: str) -> list[ActOut]:
    """What was done, the oldest first, with the sides added to it."""
    return _history(request, queries.opportunity(id, seen_by=_me(request)).id)


@opportunity_router.post("/{id}/take", response=Done, operation_id="opportunity_take")
def take(request: HttpRequest, id: str, said: TakeOpportunity) -> Done:
    """Take it."""
    return _acted(rules.take, request, id, said)


@opportunity_router.post("/{id}/decline", response=Done, operation_id="opportunity_decline")
def decline(request: HttpRequest, id: str, said: Note) -> Done:
    """Say no."""
    return _acted(rules.decline, request, id, said)


@opportunity_router.post("/{id}/withdraw", response=Done, operation_id="opportunity_withdraw")
def withdraw(request: HttpRequest, id: str, said: Note) -> Done:
    """Take it back before there is an answer."""
    return _acted(rules.withdraw, request, id, said)


@opportunity_router.post("/{id}/side", response=Done, operation_id="opportunity_side")
def offer_side(request: HttpRequest, id: str, said: Side) -> Done:
    """Add one's own account to an act on this opportunity."""
    return _add_side(request, queries.opportunity(id, seen_by=_me(request)).id, said)


def _me(request: HttpRequest) -> str:
    """Whoever the token stands for."""
    return str(request.auth.id)  # type: ignore[attr-defined]


def _acted(rule: Callable[..., Entry], request: HttpRequest, id: str, said: Schema) -> Done:
    return _done(rule(id, by=_me(request), once=once_of(request), **said.dict()))


def _done(entry: Entry) -> Done:
    return Done(entry=entry.id, thing=entry.thing)


def _history(request: HttpRequest, id: str) -> list[ActOut]:
    return [
        ActOut.of(told.entry, says=told.says, words=told.words, sides=told.sides)
        for told in notices.history(id, seen_by=_me(request))
    ]


def _add_side(request: HttpRequest, id: str, said: Side) -> Done:
    about = notices.act_of(id, said.about, seen_by=_me(request))
    return _done(streets.add_side(about, by=_me(request), words=said.words, once=once_of(request)))


def _out(goal: queries.Goal, me: str) -> GoalOut:
    as_it_is = {
        name: getattr(goal, name) for name in ("id", "state", "goal", "set_at", "ended_at", "ended_words")
    }
    steps = [
        GoalStepOut(id=step.id, step=step.step, reached_at=step.reached_at, words=step.words)
        for step in queries.steps(goal)
    ]
    more: dict[str, Any] = {
        "owner": goal.owner_id,
        "with_": goal.with_ids,
        "steps": steps,
        "support": [_support_out(one) for one in queries.support_of(goal, seen_by=me)],
        "last_entry": goal.last_entry_id,
        "verbs": queries.open_verbs(goal, me),
    }
    return GoalOut(**as_it_is | more)


def _support_out(one: queries.Support) -> SupportOut:
    return SupportOut(
        id=one.id,
        supporter=one.supporter_id,
        state=one.state,
        words=one.words,
        promise=one.promise,
        begun_at=one.begun_at,
    )


def _offer_out(found: queries.Opportunity, me: str) -> OpportunityOut:
    return OpportunityOut(
        id=found.id,
        street=found.street_id,
        giver=found.giver_id,
        receiver=found.receiver_id,
        state=found.state,
        what=found.what,
        goal=found.goal,
        offered_at=found.offered_at,
        answered_at=found.answered_at,
        last_entry=found.last_entry_id,
        verbs=queries.offer_verbs(found, me),
    )
