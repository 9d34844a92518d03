"""Every rule by itself: who may not, when not, in which words; what is refused leaves nothing behind."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from tests.cast import Cast, come_in, open_street
from twoway.errors import BadShape, NotSeen
from twoway.ids import Once
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.ledger.write import writing
from twoway.nouns.calls import queries as call_queries
from twoway.nouns.calls import rules as calls
from twoway.nouns.handoffs import queries, rules
from twoway.nouns.handoffs.tests.chains import WORK, Chain, chain, raised, refused
from twoway.people import rules as people
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets


@pytest.fixture
def made(cast: Cast) -> Chain:
    return chain(cast)


# ---- handing on ------------------------------------------------------------------------------------------


def test_handing_on_lays_a_street_and_taking_it_opens_it(cast: Cast) -> None:
    entry = rules.hand(WORK, by=cast.ann, to=cast.ben)
    street = street_queries.between(cast.ann, cast.ben)
    assert street is not None
    assert (street.state, entry.street) == ("waiting", street.id)
    rules.accept(entry.thing, by=cast.ben)
    street = street_queries.between(cast.ann, cast.ben)
    assert street is not None
    assert street.state == "open"
    assert queries.one(entry.thing, seen_by=cast.ann).state == "accepted"


def test_work_goes_on_while_a_street_is_paused(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    streets.pause(street.id, by=cast.ben)
    handoff = rules.hand(WORK, by=cast.ann, to=cast.ben).thing
    rules.accept(handoff, by=cast.ben)
    assert queries.one(handoff, seen_by=cast.ben).state == "accepted"


def test_what_is_handed_on_and_to_whom_has_to_be_said(cast: Cast) -> None:
    assert refused(lambda: rules.hand(" ", by=cast.ann, to=cast.ben), BadShape).field == "what"
    assert refused(lambda: rules.hand(WORK, by=cast.ann), BadShape).field == "to"
    assert refused(lambda: rules.hand(WORK, by=cast.ann, to=cast.ann)).code == "to_oneself"
    refused(lambda: rules.hand(WORK, by=cast.eve, to=cast.ann), NotSeen)


def test_nothing_is_handed_to_somebody_who_has_left(cast: Cast) -> None:
    people.leave(cast.cy, by=cast.cy)
    assert refused(lambda: rules.hand(WORK, by=cast.ann, to=cast.cy)).code == "has_left"


def test_only_the_receiver_takes_it_or_sends_it_back_and_only_the_giver_takes_it_back(cast: Cast) -> None:
    handoff = rules.hand(WORK, by=cast.ann, to=cast.ben).thing
    assert refused(lambda: rules.accept(handoff, by=cast.ann)).say == "Only Ben Okoro can say yes to this."
    assert refused(lambda: rules.withdraw(handoff, by=cast.ben)).say == "Only Ann Lee can take this back."
    refused(lambda: rules.accept(handoff, by=cast.cy), NotSeen)
    assert refused(lambda: rules.send_back(handoff, by=cast.ben, reason=""), BadShape).field == "reason"
    rules.send_back(handoff, by=cast.ben, reason="The bolts are missing")
    assert queries.one(handoff, seen_by=cast.ann).reason == "The bolts are missing"
    assert refused(lambda: rules.accept(handoff, by=cast.ben)).say == "This was sent back. Hand it on anew."
    rules.accept(rules.hand(WORK, by=cast.ben, to=cast.ann).thing, by=cast.ann)  # either may begin now
    street = street_queries.between(cast.ann, cast.ben)
    assert street is not None
    assert street.state == "open"


def test_what_was_taken_can_be_sent_back_until_it_is_handed_on(cast: Cast) -> None:
    first = rules.hand(WORK, by=cast.ann, to=cast.ben).thing
    second = rules.hand("The same", by=cast.ben, to=cast.cy, after=[first]).thing
    assert queries.one(first, seen_by=cast.ben).state == "accepted"  # handing it on says that one had it
    assert refused(lambda: rules.send_back(first, by=cast.ben, reason="No")).code == "cannot_send_back"
    rules.withdraw(second, by=cast.ben)
    rules.send_back(first, by=cast.ben, reason="No room")


def test_one_hands_on_only_what_one_has(cast: Cast) -> None:
    handoff = rules.hand(WORK, by=cast.ann, to=cast.ben).thing
    refused(lambda: rules.hand(WORK, by=cast.cy, to=cast.ann, after=[handoff]), NotSeen)
    assert refused(lambda: rules.hand(WORK, by=cast.ann, to=cast.cy, after=[handoff])).code == "not_held"


def test_an_answer_to_what_has_moved_on_is_refused_and_sent_twice_is_one_act(cast: Cast) -> None:
    entry = rules.hand(WORK, by=cast.ann, to=cast.ben)
    once = Once(key="k", fingerprint="f")
    first = rules.accept(entry.thing, by=cast.ben, once=once, seen=entry.id)
    assert rules.accept(entry.thing, by=cast.ben, once=once, seen=entry.id) == first
    assert refused(lambda: rules.send_back(entry.thing, by=cast.ben, reason="x", seen=entry.id)).code == (
        "moved_on"
    )


# ---- teams -----------------------------------------------------------------------------------------------


@pytest.fixture
def team(cast: Cast) -> str:
    """Ben and Cy."""
    made: str = people.form_team(name="Paint shop", by=cast.dana).thing
    for person in (cast.ben, cast.cy):
        people.join_team(made, person=person, by=cast.dana)
    return made


def test_a_team_receives_until_one_of_it_takes_it_on(cast: Cast, team: str) -> None:
    handoff = rules.hand(WORK, by=cast.ann, team=team).thing
    assert [one.id for one in queries.waiting_for(cast.cy)] == [handoff]
    assert refused(lambda: rules.accept(handoff, by=cast.cy)).code == "cannot_accept"
    rules.take(handoff, by=cast.cy)
    found = queries.one(handoff, seen_by=cast.ann)
    assert (found.receiver_id, found.state) == (cast.cy, "accepted")
    assert refused(lambda: rules.take(handoff, by=cast.ben)).say == "Cy Möller has it."
    street = street_queries.between(cast.ann, cast.cy)
    assert street is not None
    assert street.state == "open"
    assert list(queries.waiting_for(cast.ben)) == []


def test_the_rest_of_the_team_knows_that_somebody_took_it_on_and_no_more(cast: Cast, team: str) -> None:
    handoff = rules.hand(WORK, by=cast.ann, team=team).thing
    rules.take(handoff, by=cast.cy)
    rules.send_back(handoff, by=cast.cy, reason="Wrong colour")
    found = queries.one(handoff, seen_by=cast.ben)
    assert queries.standing(found, seen_by=cast.ben) == "accepted"
    assert [entry.kind for entry in queries.done_with(found, seen_by=cast.ben)] == [
        "handoff.handed",
        "handoff.taken",
    ]


def test_a_team_without_anybody_else_or_out_of_sight_receives_nothing(cast: Cast, team: str) -> None:
    empty = people.form_team(name="Nobody yet", by=cast.dana).thing
    assert refused(lambda: rules.hand(WORK, by=cast.ann, team=empty)).code == "empty_team"
    refused(lambda: rules.hand(WORK, by=cast.eve, team=team), NotSeen)
    refused(lambda: rules.hand(WORK, by=cast.ann, team="0" * 12), NotSeen)
    handoff = rules.hand(WORK, by=cast.ann, team=team).thing
    refused(lambda: rules.take(handoff, by=cast.dana), NotSeen)
    assert refused(lambda: rules.take(handoff, by=cast.ann)).code == "cannot_take"


def test_under_a_call_whoever_takes_it_on_knows_the_call(cast: Cast, team: str) -> None:
    call = calls.make("Paint it red", by=cast.ben, asks=[cast.ann]).thing
    handoff = rules.hand(WORK, by=cast.ann, team=team, call=call).thing
    with pytest.raises(NotSeen):
        call_queries.one(call, seen_by=cast.cy)
    rules.take(handoff, by=cast.cy)
    assert call_queries.one(call, seen_by=cast.cy).id == call


# ---- calls behind it -------------------------------------------------------------------------------------


def test_the_call_goes_with_the_work_and_whoever_gets_it_knows_it(made: Chain) -> None:
    assert queries.one(made.to_eve, seen_by=made.cast.eve).call == made.call
    assert call_queries.one(made.call, seen_by=made.cast.eve).choice == "Weld first, paint later"


def test_nothing_goes_on_under_a_call_that_is_not_made_or_not_seen(cast: Cast) -> None:
    noted = calls.note(cast.ben, "This way", by=cast.ann).thing
    assert refused(lambda: rules.hand(WORK, by=cast.ann, to=cast.cy, call=noted)).code == "not_made"
    refused(lambda: rules.hand(WORK, by=cast.cy, to=cast.ann, call=noted), NotSeen)


def test_work_that_came_under_different_calls_says_under_which_it_goes_on(cast: Cast) -> None:
    call = calls.make("Paint it red", by=cast.ben, asks=[cast.ann]).thing
    one = rules.hand("The frame", by=cast.ann, to=cast.cy, call=call).thing
    other = rules.hand("The doors", by=cast.dana, to=cast.cy).thing
    assert refused(lambda: rules.hand(WORK, by=cast.cy, to=cast.ben, after=[one, other])).code == "which_call"
    joined = rules.hand(WORK, by=cast.cy, to=cast.ben, after=[one, other], call="").thing
    assert queries.one(joined, seen_by=cast.ben).call == ""


# ---- where a problem goes --------------------------------------------------------------------------------


def test_a_problem_goes_to_whose_call_it_was_and_passes_everybody_between(made: Chain) -> None:
    cast = made.cast
    problem = queries.problem(raised(made), seen_by=cast.ben)
    assert problem.stands_with == [cast.ben]
    assert problem.carriers == [cast.cy, cast.ann]
    assert problem.faulted == problem.shielded == []
    assert [one.id for one in queries.standing_with(cast.ben)] == [problem.id]
    assert [list(queries.standing_with(who)) for who in (cast.ann, cast.cy, cast.eve)] == [[], [], []]
    kinds = [entry.kind for entry in ledger.entries_of([made.call])]
    assert kinds[-1] == "call.has_problem"


def test_without_a_call_it_goes_to_whoever_handed_it_over(cast: Cast) -> None:
    made = chain(cast, with_call=False)
    problem = queries.problem(raised(made), seen_by=cast.cy)
    assert (problem.stands_with, problem.carriers) == ([cast.cy], [])


def test_with_several_owners_it_stands_with_all_of_them(cast: Cast) -> None:
    call = calls.make("Paint it red", by=cast.ben, asks=[cast.ann], owners=[cast.dana]).thing
    calls.join(call, by=cast.dana)
    handoff = rules.hand(WORK, by=cast.ann, to=cast.cy, call=call).thing
    problem = rules.raise_problem(handoff, by=cast.cy, what="It is blue", costs="An hour", cost=1).thing
    found = queries.problem(problem, seen_by=cast.ann)
    assert sorted(found.stands_with) == sorted([cast.ben, cast.dana])
    assert found.carriers == [cast.ann]


def test_joined_work_comes_home_past_all_hands_under_its_call_and_no_others(cast: Cast) -> None:
    flo, gil = (come_in(cast.dana, name=f"{n} Adams", email=f"{n}@fir.example") for n in ("Flo", "Gil"))
    call = calls.make("Paint it red", by=cast.ben, asks=[cast.ann, flo]).thing
    frame = rules.hand("The frame", by=cast.ann, to=cast.cy, call=call).thing
    doors = rules.hand("The doors", by=flo, to=cast.cy, call=call).thing
    screws = rules.hand("Screws", by=gil, to=cast.cy).thing
    rules.hand("The drawings", by=cast.ann, to=gil, call=call)  # another branch
    whole = rules.hand(WORK, by=cast.cy, to=cast.dana, after=[frame, doors, screws], call=call).thing
    problem = rules.raise_problem(whole, by=cast.dana, what="It is blue", costs="An hour", cost=1)
    found = queries.problem(problem.thing, seen_by=cast.ben)
    assert found.carriers[0] == cast.cy
    assert sorted(found.carriers[1:]) == sorted([cast.ann, flo])
    assert gil not in problem.seen_by()


def test_it_stops_at_the_first_owner_on_its_way_and_never_passes_its_writer(cast: Cast) -> None:
    call = calls.make("Paint it red", by=cast.ben, asks=[cast.ann]).thing
    early = rules.hand("A first coat", by=cast.ann, to=cast.ben, call=call).thing
    back = rules.hand("A second coat", by=cast.ben, to=cast.cy, after=[early]).thing
    on = rules.hand("A third", by=cast.cy, to=cast.ann, after=[back]).thing
    again = rules.hand("A fourth", by=cast.ann, to=cast.cy, after=[on]).thing
    problem = rules.raise_problem(again, by=cast.cy, what="It is blue", costs="An hour", cost=1).thing
    found = queries.problem(problem, seen_by=cast.ben)
    assert (found.stands_with, found.carriers) == ([cast.ben], [cast.ann])


def test_an_owner_who_finds_it_in_their_own_hands_has_it_themselves(cast: Cast) -> None:
    call = calls.make("Paint it red", by=cast.ben, asks=[cast.ann]).thing
    back = rules.hand(WORK, by=cast.ann, to=cast.ben, call=call).thing
    problem = rules.raise_problem(back, by=cast.ben, what="It is blue", costs="An hour", cost=1).thing
    found = queries.problem(problem, seen_by=cast.ann)
    assert (found.stands_with, found.carriers) == ([cast.ben], [cast.ann])
    rules.fault(problem, by=cast.ben, carrier=cast.ann, why="I had asked for red")
    assert queries.problem(problem, seen_by=cast.ann).stands_with == [cast.ann]


def test_only_who_has_it_raises_a_problem_and_says_what_it_costs(made: Chain) -> None:
    cast = made.cast
    said: dict[str, Any] = {"what": "Too wide", "costs": "A day", "cost": 2}
    refused(lambda: rules.raise_problem(made.to_eve, by=cast.ann, **said), NotSeen)
    assert refused(lambda: rules.raise_problem(made.to_eve, by=cast.cy, **said)).say == (
        "Only Eve Novak, who has it, can say what doesn’t work."
    )
    for blank, nothing in (
        ("what", ""),
        ("costs", " "),
        ("cost", 0),
        ("cost", "x"),
        ("cost", None),
        ("cost", 6),
    ):
        try_it = partial(rules.raise_problem, made.to_eve, by=cast.eve, **(said | {blank: nothing}))
        assert refused(try_it, BadShape).field == blank


# ---- whose it is -----------------------------------------------------------------------------------------


def test_that_was_my_call_moves_it_and_shields_whom_it_stood_with(cast: Cast) -> None:
    handoff = rules.hand(WORK, by=cast.ann, to=cast.cy).thing
    problem = rules.raise_problem(handoff, by=cast.cy, what="Too wide", costs="A day", cost=2).thing
    refused(lambda: rules.take_on(problem, by=cast.ben), NotSeen)
    rules.show(problem, by=cast.ann, to=cast.ben, words="You told me to")
    rules.take_on(problem, by=cast.ben, words="I did")
    found = queries.problem(problem, seen_by=cast.cy)
    assert (found.stands_with, found.shielded) == ([cast.ben], [cast.ann])
    assert refused(lambda: rules.take_on(problem, by=cast.ben)).say == "It stands with you already."
    assert refused(lambda: rules.object_(problem, by=cast.cy, words="No")).code == "cannot_object_"
    assert refused(lambda: rules.take_on(problem, by=cast.ann)).code == "cannot_take_on"
    rules.object_(problem, by=cast.ann, words="I could have measured")
    found = queries.problem(problem, seen_by=cast.cy)
    assert (found.stands_with, found.shielded) == ([cast.ben, cast.ann], [])


def test_a_fault_in_the_carrying_is_said_by_its_writer_or_by_the_carrier_of_themselves(made: Chain) -> None:
    cast, problem = made.cast, raised(made)
    assert (
        refused(lambda: rules.fault(problem, by=cast.ben, carrier=cast.ann, why="x")).code == "cannot_fault"
    )
    assert refused(lambda: rules.fault(problem, by=cast.cy, carrier=cast.ann, why="x")).code == "not_yours"
    assert refused(lambda: rules.fault(problem, by=cast.eve, carrier=cast.ben, why="x")).code == "no_carrier"
    assert (
        refused(lambda: rules.fault(problem, by=cast.eve, carrier=cast.ann, why=""), BadShape).field == "why"
    )
    rules.fault(problem, by=cast.cy, carrier=cast.cy, why="I read the drawing wrong")
    assert queries.problem(problem, seen_by=cast.ben).stands_with == [cast.cy]
    rules.fault(problem, by=cast.eve, carrier=cast.ann, why="The weld is short")
    assert queries.problem(problem, seen_by=cast.ben).stands_with == [cast.cy, cast.ann]
    rules.take_on(problem, by=cast.ben, words="All of it follows from what I asked for")
    found = queries.problem(problem, seen_by=cast.eve)
    assert (found.stands_with, found.shielded, found.faulted) == ([cast.ben], [cast.cy, cast.ann], [])


def test_showing_opens_its_writers_words_if_its_writer_agreed(made: Chain) -> None:
    cast, kept = made.cast, raised(made, may_be_shown=False)
    assert refused(lambda: rules.show(kept, by=cast.ben, to=made.flo)).say == (
        "Eve Novak would rather show it themselves."
    )
    open_street(made.flo, cast.eve)
    rules.show(kept, by=cast.eve, to=made.flo)
    problem = raised(made)
    rules.answer(problem, by=cast.ben, answer="not_mine", words="I never said paint")
    shown = rules.show(problem, by=cast.cy, to=made.flo, words="Was it you?")
    assert set(shown.seen_by()) == {cast.ann, cast.ben, cast.cy, cast.eve, made.flo}
    found = queries.problem(problem, seen_by=made.flo)
    kinds = [entry.kind for entry in queries.said_on(found, seen_by=made.flo)]
    assert kinds == ["problem.raised", "problem.shown"]  # what Ben said before is not opened to her
    assert (
        refused(lambda: rules.show(problem, by=cast.cy, to=made.flo)).say == "Flo Adams knows of it already."
    )
    assert refused(lambda: rules.show(problem, by=made.flo, to=cast.dana)).code == "cannot_show"
    assert refused(lambda: rules.show(problem, by=cast.cy, to=""), BadShape).field == "to"
    refused(lambda: rules.show(problem, by=cast.eve, to=cast.dana), NotSeen)


def test_both_accounts_stand_beside_each_other_as_often_as_either_speaks(made: Chain) -> None:
    cast, problem = made.cast, raised(made)
    assert refused(lambda: rules.answer(problem, by=cast.ann, answer="mine")).say == (
        "It stands with Ben Okoro, who can answer it."
    )
    assert refused(lambda: rules.answer(problem, by=cast.ben, answer="maybe"), BadShape).field == "answer"
    assert refused(lambda: rules.answer(problem, by=cast.ben, answer="not_mine"), BadShape).field == "words"
    rules.answer(problem, by=cast.ben, answer="need_more", words="Which lift?")
    assert [one.id for one in queries.waiting_problems(cast.eve)] == [problem]
    assert refused(lambda: rules.reply(problem, by=cast.cy, words="x")).code == "cannot_reply"
    rules.reply(problem, by=cast.eve, words="The one at our gate")
    rules.answer(problem, by=cast.ben, answer="mine")
    found = queries.problem(problem, seen_by=cast.ben)
    assert (found.state, found.answer, found.turn) == ("answered", "mine", "")
    street = street_queries.between(cast.ben, cast.eve)
    assert street is None  # a guest knows nobody by being named on a problem


def test_an_answer_opens_the_street_between_its_writer_and_whom_it_stands_with(cast: Cast) -> None:
    call = calls.make("Paint it red", by=cast.ben, asks=[cast.ann]).thing
    handoff = rules.hand(WORK, by=cast.ann, to=cast.cy, call=call).thing
    problem = rules.raise_problem(handoff, by=cast.cy, what="It is blue", costs="An hour", cost=1).thing
    street = street_queries.between(cast.ben, cast.cy)
    assert street is not None
    assert street.state == "waiting"
    rules.answer(problem, by=cast.ben, answer="mine")
    street = street_queries.between(cast.ben, cast.cy)
    assert street is not None
    assert street.state == "open"


def test_its_writer_says_when_it_is_over_and_may_open_it_again(made: Chain) -> None:
    cast, problem = made.cast, raised(made)
    second = raised(made)
    assert refused(lambda: rules.resolve(problem, by=cast.ben)).code == "cannot_resolve"
    rules.resolve(problem, by=cast.eve)
    assert queries.one(made.to_eve, seen_by=cast.eve).state == "has_problem"
    rules.resolve(second, by=cast.eve)
    assert queries.one(made.to_eve, seen_by=cast.cy).state == "resolved"
    assert refused(lambda: rules.take_on(problem, by=cast.ann)).code == "cannot_take_on"
    rules.reopen(problem, by=cast.eve, words="It is back")
    assert queries.one(made.to_eve, seen_by=cast.eve).state == "has_problem"
    assert refused(lambda: rules.reopen(problem, by=cast.eve)).code == "cannot_reopen"


def test_owning_up_to_what_stood_with_another_takes_it_on_first(made: Chain) -> None:
    cast, problem = made.cast, raised(made)
    with writing(by=cast.ann) as book:
        rules.owned(problem, by=cast.ann, ownup="0" * 12, book=book)
    found = queries.problem(problem, seen_by=cast.ben)
    assert (found.state, found.stands_with, found.shielded) == ("owned", [cast.ann], [cast.ben])


def test_an_owner_who_left_still_has_what_came_home(made: Chain) -> None:
    people.leave(made.cast.ben, by=made.cast.ben)
    problem = queries.problem(raised(made), seen_by=made.cast.eve)
    assert problem.stands_with == [made.cast.ben]


def test_the_rows_are_what_the_ledger_paints(made: Chain) -> None:
    cast, problem = made.cast, raised(made)
    rules.show(problem, by=cast.cy, to=made.flo)
    rules.fault(problem, by=cast.eve, carrier=cast.ann, why="The weld is short")
    rules.take_on(problem, by=made.flo)
    rules.object_(problem, by=cast.ann, words="Mine too")
    rules.resolve(problem, by=cast.eve)
    assert replay.check().differences == ()
