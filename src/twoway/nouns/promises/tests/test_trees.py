"""Promises that hang on promises, a thousand deep and wide, read in as many questions as one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import Cast, open_street
from twoway import clock
from twoway.errors import NotSeen, RuleBroken
from twoway.ledger.write import writing
from twoway.nouns.promises import acts, queries, rules
from twoway.people.models import Person

FRIDAY = date(2026, 3, 6)
Pairs = Sequence[tuple[int, int]]


@pytest.fixture
def pair(cast: Cast) -> Cast:
    open_street(cast.ann, cast.ben)
    return cast


def planted(pair: Cast, number: int, links: Pairs) -> list[str]:
    """So many promises of Ann's to Ben, and which hangs on which, in one book and past the rules."""
    with writing(by=pair.ann) as book:
        first = rules.make(pair.ben, "Part 0", FRIDAY, by=pair.ann, book=book)
        made = acts.Made(promiser=pair.ann, promisee=pair.ben, what="A part", due_on=FRIDAY)
        both, street = first.participants, first.street
        ids = [first.thing, *(f"{n:012}" for n in range(1, number))]
        for id in ids[1:]:
            book.enter(made, thing=id, participants=both, street=street)
        for place, (one, other) in enumerate(links):
            hung = acts.HungOn(promise=ids[one], on=ids[other])
            book.enter(hung, thing=f"h{place:011}", participants=both, street=street)
    return ids


def test_a_thousand_deep_is_read_drawn_and_refused_a_circle(pair: Cast) -> None:
    ids = planted(pair, 1_000, [(n, n + 1) for n in range(999)])
    tree = queries.tree(ids[0], seen_by=pair.ben)
    assert (len(tree.promises), len(tree.links)) == (1_000, 999)
    nodes, more = queries.drawn(tree, seen_by=pair.ben)
    assert [node.depth for node in nodes] == [*range(1, 13)]
    assert more == 999 - 12
    with pytest.raises(RuleBroken, match="in the end"):
        rules.hang_on(ids[-1], ids[0], by=pair.ann)


def test_a_thousand_wide_is_read_and_drawn_in_part(pair: Cast) -> None:
    ids = planted(pair, 1_000, [(0, n) for n in range(1, 1_000)])
    tree = queries.tree(ids[0], seen_by=pair.ben)
    assert len(tree.below(ids[0])) == 999
    nodes, more = queries.drawn(tree, seen_by=pair.ben)
    assert (len(nodes), more) == (60, 939)


def test_a_page_says_how_many_links_it_leaves_out(pair: Cast) -> None:
    ids = planted(pair, 63, [(0, n) for n in range(1, 63)])
    page = pair.signed_in("ben").get(f"/promises/{ids[0]}").content.decode()
    assert "2 more links lie further down" in page


@pytest.mark.parametrize("number", [3, 30])
def test_it_takes_as_many_questions_however_large_it_is(pair: Cast, number: int) -> None:
    ids = planted(pair, number, [(n, n + 1) for n in range(number - 1)])
    with CaptureQueriesContext(connection) as asked:
        tree = queries.tree(ids[0], seen_by=pair.ann)
        [*(promise.promiser.called + promise.what for promise in tree.promises.values())]
    assert len(asked) == 6


def test_it_holds_what_somebody_sees_and_no_more(pair: Cast) -> None:
    open_street(pair.ben, pair.cy)
    top = rules.make(pair.cy, "The house", FRIDAY, by=pair.ben).thing
    mine = rules.make(pair.ben, "The plan", FRIDAY, by=pair.ann, beside=[pair.cy]).thing
    hidden = rules.make(pair.ben, "The list", FRIDAY, by=pair.ann).thing
    for on in (mine, hidden):
        rules.hang_on(top, on, by=pair.ben)
    assert {*queries.tree(top, seen_by=pair.ben).promises} == {top, mine, hidden}
    assert {*queries.tree(top, seen_by=pair.cy).promises} == {top, mine}
    with pytest.raises(NotSeen):
        queries.tree(top, seen_by=pair.ann)


def test_a_circle_is_read_once_round(pair: Cast) -> None:
    ids = planted(pair, 3, [(0, 1), (1, 2), (2, 0)])
    tree = queries.tree(ids[1], seen_by=pair.ann)
    assert {*tree.links} == {(ids[0], ids[1]), (ids[1], ids[2]), (ids[2], ids[0])}
    nodes, more = queries.drawn(tree, seen_by=pair.ann)
    assert (len(nodes), more) == (3, 0)


@given(
    links=st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda link: link[0] != link[1]),
        unique=True,
        max_size=16,
    )
)
@settings(max_examples=200, deadline=None)
def test_every_list_that_opens_is_closed(links: list[tuple[int, int]]) -> None:
    ann = Person(id="a", zone="UTC")
    promise = queries.Promise(promiser=ann, promisee=ann, state="broken")
    names = {str(n): promise for n in range(8)}
    tree = queries.Tree(root="0", promises=names, links=tuple((str(one), str(on)) for one, on in links))
    nodes, _more = queries.drawn(tree, seen_by="a")
    depth = 0
    for node in nodes:
        depth += node.opens
        assert depth == node.depth
        depth -= len(node.closes)
    assert depth == 0


# ---- what one has promised another over time -------------------------------------------------------------


def test_a_lane_tells_what_was_given_moved_and_how_it_ended_as_of_any_day(pair: Cast) -> None:
    start = clock.now()
    kept = rules.make(pair.ben, "The plan", FRIDAY, by=pair.ann, sure_by=FRIDAY).thing
    open_one = rules.ask(pair.ann, "The list", FRIDAY, by=pair.ben).thing
    with clock.held_at(start + timedelta(days=1)):
        rules.say_yes(open_one, by=pair.ann)
        rules.ask_move(kept, by=pair.ann, due_on=FRIDAY + timedelta(days=7), reason="Away")
        rules.agree_move(kept, by=pair.ben)
    with clock.held_at(start + timedelta(days=8)):
        rules.keep(kept, by=pair.ann, kept_on=FRIDAY)
    lane = (pair.ann, pair.ben)
    [plan, order] = queries.lane_histories([lane], seen_by=pair.ben)[lane]
    today = start.date()
    assert (plan.id, plan.made_on, plan.sure_by) == (kept, today, FRIDAY)
    assert plan.days == ((today, FRIDAY), (today + timedelta(days=1), FRIDAY + timedelta(days=7)))
    assert (plan.due_on(today), plan.moves(today)) == (FRIDAY, 0)
    assert (plan.due_on(FRIDAY), plan.moves(FRIDAY)) == (FRIDAY + timedelta(days=7), 1)
    assert plan.end(today + timedelta(days=14)) is None
    end = plan.end(today + timedelta(days=15))
    assert end == queries.End(known_on=today + timedelta(days=15), how="kept", on=FRIDAY)
    assert (order.id, order.made_on, order.ends) == (open_one, today + timedelta(days=1), ())


def test_a_contested_claim_never_ended_anything_and_a_no_was_never_given(pair: Cast) -> None:
    id = rules.make(pair.ben, "The plan", FRIDAY, by=pair.ann).thing
    rules.keep(id, by=pair.ann)
    rules.contest(id, by=pair.ben)
    rules.decline(rules.offer(pair.ben, "Help with the plan", by=pair.ann).thing, by=pair.ben)
    lane = (pair.ann, pair.ben)
    [plan] = queries.lane_histories([lane], seen_by=pair.ann)[lane]
    assert plan.ends == ()
    rules.give_up(id, by=pair.ann)
    [plan] = queries.lane_histories([lane], seen_by=pair.ann)[lane]
    assert [end.how for end in plan.ends] == ["broken"]


def test_a_lane_is_told_to_its_two_alone_and_in_two_questions(pair: Cast) -> None:
    lanes = [(pair.ann, pair.ben), (pair.ben, pair.ann)]
    rules.make(pair.ben, "The plan", FRIDAY, by=pair.ann, beside=[pair.cy])
    assert queries.lane_histories(lanes, seen_by=pair.cy) == {lanes[0]: (), lanes[1]: ()}
    for number in (1, 5):
        for _each in range(number):
            rules.make(pair.ann, "The list", FRIDAY, by=pair.ben)
        queries.lane_histories(lanes, seen_by=pair.ann)
        with CaptureQueriesContext(connection) as asked:
            queries.lane_histories(lanes, seen_by=pair.ann)
        assert len(asked) <= 5
