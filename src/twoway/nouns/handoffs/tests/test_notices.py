"""What everybody concerned hears of hand-offs and problems, and that nobody else hears of them."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from twoway.ledger import queries as ledger
from twoway.nouns.handoffs import rules
from twoway.nouns.handoffs.notices import notices
from twoway.nouns.handoffs.tests.chains import WORK, Chain, chain, raised
from twoway.people import rules as people
from twoway.web.notice import Notice


@pytest.fixture
def made(cast: Cast) -> Chain:
    return chain(cast)


def heard(thing: str, kind: str) -> dict[str, Notice]:
    """The notices of the last act of that kind, by who gets them."""
    entry = [entry for entry in ledger.entries_of([thing]) if entry.kind == kind][-1]
    return {notice.to: notice for notice in notices(entry)}


def test_the_receiver_hears_of_a_hand_off_and_can_take_it_with_one_tap(cast: Cast) -> None:
    handoff = rules.hand(WORK, by=cast.ann, to=cast.ben).thing
    told = heard(handoff, "handoff.handed")
    assert list(told) == [cast.ben]
    notice = told[cast.ben]
    assert notice.subject == "Ann Lee handed something on to you"
    assert (notice.line, notice.words) == ("Ann Lee handed it on to you.", WORK)
    assert [tap.verb for tap in notice.taps] == ["accept"]
    assert WORK not in notice.subject + notice.line
    rules.accept(handoff, by=cast.ben)
    assert heard(handoff, "handoff.handed")[cast.ben].taps == ()
    assert list(heard(handoff, "handoff.accepted")) == [cast.ann]


def test_each_of_a_team_hears_and_can_take_it_on(cast: Cast) -> None:
    team = people.form_team(name="Paint shop", by=cast.dana).thing
    for person in (cast.ben, cast.cy):
        people.join_team(team, person=person, by=cast.dana)
    handoff = rules.hand(WORK, by=cast.ann, team=team).thing
    told = heard(handoff, "handoff.handed")
    assert {to: [tap.verb for tap in one.taps] for to, one in told.items()} == {
        cast.ben: ["take"],
        cast.cy: ["take"],
    }
    rules.take(handoff, by=cast.cy)
    assert set(heard(handoff, "handoff.taken")) == {cast.ann, cast.ben}


def test_a_problem_is_told_to_its_home_and_to_those_it_passed_as_not_theirs(made: Chain) -> None:
    cast = made.cast
    told = heard(raised(made), "problem.raised")
    assert set(told) == {cast.ben, cast.ann, cast.cy}
    assert told[cast.ben].line == "Eve Novak raised a problem. It came home to you."
    for carrier in (cast.ann, cast.cy):
        assert told[carrier].line == (
            "Eve Novak raised a problem. It passed you on its way home; it is not yours."
        )
        assert told[carrier].taps == ()


def test_whoever_it_is_shown_to_can_take_it_on_with_one_tap_and_whom_it_leaves_hears_so(cast: Cast) -> None:
    handoff = rules.hand(WORK, by=cast.ann, to=cast.cy).thing
    problem = rules.raise_problem(handoff, by=cast.cy, what="Too wide", costs="A day", cost=2).thing
    rules.show(problem, by=cast.ann, to=cast.ben, words="You told me")
    told = heard(problem, "problem.shown")
    assert {to: [tap.verb for tap in one.taps] for to, one in told.items()} == {
        cast.ben: ["take_on"],
        cast.cy: [],
    }
    assert told[cast.ben].words == "Too wide\n\nYou told me"
    rules.take_on(problem, by=cast.ben)
    told = heard(problem, "problem.taken_on")
    assert told[cast.ann].line == "Ben Okoro said: that was my call. It no longer stands with you."
    assert told[cast.cy].line == "Ben Okoro said: that was my call."


def test_a_fault_is_told_to_whoever_it_stands_with_now(made: Chain) -> None:
    problem = raised(made)
    rules.fault(problem, by=made.cast.eve, carrier=made.cast.ann, why="The weld is short")
    told = heard(problem, "problem.faulted")
    assert told[made.cast.ann].line.endswith("It stands with you now.")
    assert not told[made.cast.cy].line.endswith("It stands with you now.")


def test_nobody_who_left_hears_of_anything(made: Chain) -> None:
    people.leave(made.cast.ann, by=made.cast.ann)
    assert set(heard(raised(made), "problem.raised")) == {made.cast.ben, made.cast.cy}
