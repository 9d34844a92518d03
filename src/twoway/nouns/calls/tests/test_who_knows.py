"""Whom a call reaches, and who sees what of it: by role, and the same for each in that role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import Cast
from tests.received import visitor
from twoway.errors import NotSeen, RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger.entries import EVERY_STREET
from twoway.ledger.write import writing
from twoway.nouns.calls import queries, rules
from twoway.nouns.calls.tests.lives import CHOICE, handed_on, made, refused, seen

# ---- whom it reaches -------------------------------------------------------------------------------------


def test_work_handed_on_brings_the_call_to_its_receiver_with_all_that_was_said_so_far(cast: Cast) -> None:
    id = made(cast)
    rules.review(id, by=cast.ben, outcome="partly")
    assert handed_on(id, to=cast.eve, by=cast.ann)
    call = seen(id, cast.eve)
    assert [entry.kind for entry in queries.history(call, seen_by=cast.eve)] == [
        "call.made",
        "call.reviewed",
        "call.reached",
    ]
    assert queries.role_of(call, cast.eve) == "reached"
    assert handed_on(id, to=cast.eve, by=cast.ann) is None
    assert handed_on(id, to=cast.cy, by=cast.ann) is None


def test_whom_it_reached_is_known_to_the_owner_and_the_giver_and_not_to_other_branches(cast: Cast) -> None:
    id = made(cast)
    handed_on(id, to=cast.eve, by=cast.ann)
    knows = {
        who: [row.person_id for row in queries.who_knows(seen(id, who), seen_by=who)]
        for who in (cast.ann, cast.ben, cast.cy, cast.eve)
    }
    assert cast.eve in knows[cast.ann]
    assert cast.eve in knows[cast.ben]
    assert cast.eve in knows[cast.eve]
    assert cast.eve not in knows[cast.cy]


def test_whoever_it_reached_sees_what_the_owner_enters_afterwards(cast: Cast) -> None:
    id = made(cast)
    handed_on(id, to=cast.eve, by=cast.ann)
    rules.review(id, by=cast.ben, outcome="failed", words="The edges cracked")
    call = seen(id, cast.eve)
    assert (call.outcome, call.review_words) == ("failed", "The edges cracked")
    last = ledger.entry(call.last_entry_id)
    assert last.kind == "call.reviewed"
    assert queries.history(call, seen_by=cast.eve)[-1].id == last.id
    entry = rules.say_cost(id, by=cast.eve, cost=2)
    assert set(entry.seen_by()) == {cast.eve, cast.ben}


def test_a_problem_that_comes_home_is_seen_by_its_raiser_the_owners_and_the_carriers(cast: Cast) -> None:
    id = made(cast)
    handed_on(id, to=cast.eve, by=cast.ann)
    with writing(by=cast.eve) as book:
        entry = rules.problem_came(id, problem="0" * 12, cost=2, carriers=[cast.ann], by=cast.eve, book=book)
    assert set(entry.seen_by()) == {cast.eve, cast.ben, cast.ann}
    assert (entry.street, entry.act.sure_percent, entry.act.on_me) == (EVERY_STREET, 60, True)  # type: ignore[attr-defined]


def test_only_an_owner_can_own_it_and_all_who_know_see_that(cast: Cast) -> None:
    id = made(cast)
    handed_on(id, to=cast.eve, by=cast.ann)
    with pytest.raises(RuleBroken), writing(by=cast.ann) as book:
        rules.owned(id, by=cast.ann, ownup="0" * 12, book=book)
    with writing(by=cast.ben) as book:
        rules.owned(id, by=cast.ben, ownup="0" * 12, book=book)
    for who in (cast.ann, cast.cy, cast.eve):
        call = seen(id, who)
        assert (call.state, call.owned_on) == ("owned", date(2026, 3, 2))
    assert not queries.is_due(seen(id, cast.ben))


# ---- opening it to more people ---------------------------------------------------------------------------


def test_those_who_know_hear_a_day_before_who_else_will(cast: Cast, at: Callable[[str], object]) -> None:
    id = made(cast, touches=[])
    rules.review(id, by=cast.ben, outcome="worked", words="It held")
    widening = rules.open_wider(id, by=cast.ben, to=[cast.cy, cast.dana])
    assert set(widening.seen_by()) == {cast.ben, cast.ann}
    assert refused(lambda: rules.open_now(id, by=cast.ben)).code == "not_yet"
    with pytest.raises(NotSeen):
        seen(id, cast.cy)
    at("2026-03-03 09:00")
    rules.open_now(id, by=cast.ben)
    call = seen(id, cast.cy)
    assert [entry.kind for entry in queries.history(call, seen_by=cast.cy)] == [
        "call.made",
        "call.reviewed",
        "call.opened",
        "call.opened",
    ]
    assert queries.role_of(call, cast.dana) == "told"
    assert [row.person_id for row in queries.who_knows(call, seen_by=cast.ann) if row.role == "told"] == [
        cast.cy,
        cast.dana,
    ]


def test_what_others_said_of_a_call_is_not_opened_with_it(cast: Cast, at: Callable[[str], object]) -> None:
    asked = rules.ask_for(cast.ben, "Cold or warm?", by=cast.ann).thing
    rules.say_yes(asked, by=cast.ben, choice=CHOICE)
    rules.say_cost(asked, by=cast.ann, cost=2, words="A morning")
    rules.open_wider(asked, by=cast.ben, to=[cast.cy])
    at("2026-03-03 09:00")
    rules.open_now(asked, by=cast.ben)
    assert {entry.by for entry in queries.history(seen(asked, cast.cy), seen_by=cast.cy)} == {cast.ben}


def test_another_owners_words_are_not_ones_own_to_open(cast: Cast) -> None:
    id = made(cast, owners=[cast.cy])
    rules.join(id, by=cast.cy)
    assert refused(lambda: rules.open_wider(id, by=cast.cy, to=[cast.dana])).code == "cannot_open_wider"
    rules.review(id, by=cast.cy, outcome="partly", words="For me it was half of it")
    assert refused(lambda: rules.open_wider(id, by=cast.ben, to=[cast.dana])).code == "cannot_open_wider"


def test_only_somebody_who_does_not_know_yet_can_be_told(cast: Cast) -> None:
    id = made(cast)
    assert refused(lambda: rules.open_wider(id, by=cast.ben, to=[])).field == "to"
    assert refused(lambda: rules.open_wider(id, by=cast.ben, to=[cast.ann])).code == "knows_already"
    rules.open_wider(id, by=cast.ben, to=[cast.dana])
    assert refused(lambda: rules.open_wider(id, by=cast.ben, to=[cast.eve])).code == "cannot_open_wider"


# ---- what others may not see changes nothing of what one sees --------------------------------------------


def test_somebody_told_whom_work_reaches_later_stays_in_others_eyes_what_they_were(
    cast: Cast, at: Callable[[str], object]
) -> None:
    id = made(cast)
    rules.open_wider(id, by=cast.ben, to=[cast.dana])
    at("2026-03-04 09:00")
    rules.open_now(id, by=cast.ben)
    before = _known_to(id, cast.cy)
    handed_on(id, to=cast.dana, by=cast.ann)
    assert _known_to(id, cast.cy) == before
    assert queries.role_of(seen(id, cast.dana), cast.dana) == "reached"
    rules.say_cost(id, by=cast.dana, cost=1)


def test_somebody_who_stood_aside_stays_named_when_work_reaches_them(cast: Cast) -> None:
    id = made(cast, owners=[cast.dana])
    rules.decline_join(id, by=cast.dana)
    before = _known_to(id, cast.cy)
    handed_on(id, to=cast.dana, by=cast.ann)
    assert _known_to(id, cast.cy) == before
    assert cast.dana in queries.named_in(seen(id, cast.cy))


def test_how_a_call_began_is_between_the_two(cast: Cast, at: Callable[[str], object]) -> None:
    asked = rules.ask_for(cast.ben, "Cold or warm?", by=cast.ann).thing
    at("2026-03-03 09:00")
    rules.say_yes(asked, by=cast.ben, choice=CHOICE, touches=[cast.cy])
    began = {"asked": "Cold or warm?", "asked_by": cast.ann, "noted_by": ""}
    for who, found in ((cast.ann, began), (cast.ben, began), (cast.cy, dict.fromkeys(began, ""))):
        out = visitor(who).get(f"/api/v1/calls/{asked}").json()
        assert {name: out[name] for name in began} == found
        assert {row["since"][:10] for row in out["who_knows"]} == {"2026-03-03"}


def _known_to(id: str, who: str) -> list[tuple[str, str]]:
    return [(row.person_id, row.role) for row in queries.who_knows(seen(id, who), seen_by=who)]
