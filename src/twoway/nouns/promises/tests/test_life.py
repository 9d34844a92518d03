"""The life of a promise, act by act, as docs and the picture in `promises/__init__.py` tell it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.cast import Cast, open_street
from twoway import clock
from twoway.ledger import replay
from twoway.nouns.promises import notices, queries, rules, told
from twoway.nouns.promises.models import Promise
from twoway.people import rules as people
from twoway.people.streets import rules as streets

FRIDAY = date(2026, 3, 6)
LATER = date(2026, 3, 12)
TODAY = date(2026, 3, 2)
WHAT = "You'll have the plan for line 3"


@pytest.fixture
def open_cast(cast: Cast) -> Cast:
    """Ann and Ben with their street open."""
    open_street(cast.ann, cast.ben)
    return cast


def promised(cast: Cast, due_on: date = FRIDAY) -> str:
    """A promise of Ann to Ben, made on an open street."""
    return rules.make(cast.ben, WHAT, due_on, by=cast.ann).thing


def seen(cast: Cast, id: str) -> Promise:
    return queries.one(id, seen_by=cast.ann)


def test_a_promise_on_an_open_street_is_made_at_once(open_cast: Cast) -> None:
    promise = seen(open_cast, promised(open_cast))
    assert (promise.state, promise.waits_for, promise.what) == ("made", "", WHAT)
    assert (promise.promiser_id, promise.promisee_id) == (open_cast.ann, open_cast.ben)
    assert (promise.due_on, promise.first_due_on) == (FRIDAY, FRIDAY)


def test_a_first_act_waits_for_the_other_and_their_yes_opens_the_street(cast: Cast) -> None:
    id = promised(cast)
    assert seen(cast, id).standing(TODAY) == "waiting"
    assert seen(cast, id).street.state == "waiting"
    rules.say_yes(id, by=cast.ben)
    assert seen(cast, id).standing(TODAY) == "made"
    assert seen(cast, id).street.state == "open"


def test_a_promise_that_was_asked_for_is_made_by_the_promisers_yes(open_cast: Cast) -> None:
    id = rules.ask(open_cast.ben, WHAT, FRIDAY, by=open_cast.ann).thing
    assert (seen(open_cast, id).state, seen(open_cast, id).waits_for) == ("asked", open_cast.ben)
    rules.say_yes(id, by=open_cast.ben, sure_by=LATER, hard="If the press stops again", note="Gladly")
    promise = seen(open_cast, id)
    assert (promise.state, promise.promiser_id) == ("made", open_cast.ben)
    assert (promise.sure_by, promise.hard) == (LATER, "If the press stops again")


def test_an_offer_needs_no_day_and_is_made_by_the_promisees_yes(open_cast: Cast) -> None:
    id = rules.offer(open_cast.ben, "I can help you with the audit", by=open_cast.ann).thing
    rules.say_yes(id, by=open_cast.ben)
    promise = seen(open_cast, id)
    assert (promise.state, promise.promiser_id, promise.due_on) == ("made", open_cast.ann, None)
    assert promise.standing(date(2030, 1, 1)) == "made"


def test_what_one_noted_of_the_others_words_binds_nobody_before_their_yes(open_cast: Cast) -> None:
    id = rules.note(open_cast.ben, WHAT, FRIDAY, by=open_cast.ann).thing
    promise = seen(open_cast, id)
    assert (promise.state, promise.promiser_id, promise.waits_for) == ("noted", open_cast.ben, open_cast.ben)
    assert not queries.owed_by(open_cast.ben, seen_by=open_cast.ann).exists()
    rules.say_yes(id, by=open_cast.ben)
    assert queries.owed_by(open_cast.ben, seen_by=open_cast.ann).get().id == id


def test_countering_changes_words_and_day_and_turns_the_waiting_round(open_cast: Cast) -> None:
    id = rules.ask(open_cast.ben, WHAT, FRIDAY, by=open_cast.ann).thing
    rules.counter(id, by=open_cast.ben, what="You'll have half of the plan", due_on=LATER)
    promise = seen(open_cast, id)
    assert (promise.state, promise.waits_for, promise.due_on) == ("countered", open_cast.ann, LATER)
    assert promise.what == "You'll have half of the plan"
    rules.counter(id, by=open_cast.ann, due_on=FRIDAY)
    promise = seen(open_cast, id)
    assert (promise.waits_for, promise.due_on, promise.what) == (
        open_cast.ben,
        FRIDAY,
        "You'll have half of the plan",
    )
    rules.say_yes(id, by=open_cast.ben)
    assert seen(open_cast, id).state == "made"


def test_a_first_ask_that_was_countered_opens_the_street_with_the_askers_yes(cast: Cast) -> None:
    id = rules.ask(cast.ben, WHAT, FRIDAY, by=cast.ann).thing
    rules.counter(id, by=cast.ben, due_on=LATER)
    rules.say_yes(id, by=cast.ann)
    assert seen(cast, id).street.state == "open"


@pytest.mark.parametrize("answer", [rules.decline, rules.withdraw])
def test_after_a_no_or_a_taking_back_another_first_act_may_follow_from_either_side(
    cast: Cast, answer: Callable[..., object]
) -> None:
    id = rules.ask(cast.ben, WHAT, FRIDAY, by=cast.ann).thing
    answer(id, by=cast.ben if answer is rules.decline else cast.ann)
    assert seen(cast, id).settled_at == clock.now()
    again = rules.make(cast.ann, "You'll have a reply", FRIDAY, by=cast.ben).thing
    rules.say_yes(again, by=cast.ann)
    assert seen(cast, again).street.state == "open"


def test_i_can_but_would_rather_not_is_an_answer(open_cast: Cast) -> None:
    id = rules.ask(open_cast.ben, WHAT, FRIDAY, by=open_cast.ann).thing
    rules.decline(id, by=open_cast.ben, would_rather_not=True, note="Cy knows more of it")
    assert seen(open_cast, id).state == "declined"
    assert (
        notices.history(seen(open_cast, id), seen_by=open_cast.ann)[-1].says
        == "Ben Okoro could, but would rather not"
    )


def test_kept_is_claimed_by_the_promiser_and_confirmed_by_the_promisee(open_cast: Cast) -> None:
    id = promised(open_cast)
    rules.keep(id, by=open_cast.ann, note="In your tray")
    assert (seen(open_cast, id).state, seen(open_cast, id).kept_on) == ("claimed", TODAY)
    rules.confirm(id, by=open_cast.ben)
    assert (seen(open_cast, id).state, seen(open_cast, id).kept_on) == ("kept", TODAY)


def test_a_claim_nobody_contests_stands_after_seven_days(
    open_cast: Cast, at: Callable[[str], object]
) -> None:
    id = promised(open_cast)
    rules.keep(id, by=open_cast.ann)
    at("2026-03-08 12:00")
    assert seen(open_cast, id).standing(TODAY + timedelta(days=6)) == "claimed"
    assert queries.waiting_for(open_cast.ben).get().id == id
    at("2026-03-09 12:00")
    assert seen(open_cast, id).standing(TODAY + timedelta(days=7)) == "kept"
    assert not queries.waiting_for(open_cast.ben).exists()
    assert queries.done(open_cast.ben).get().id == id


def test_that_is_not_how_it_was_opens_it_again_and_both_accounts_stand(open_cast: Cast) -> None:
    id = promised(open_cast)
    rules.keep(id, by=open_cast.ann, note="In your tray")
    rules.contest(id, by=open_cast.ben, note="The tray is empty")
    promise = seen(open_cast, id)
    assert (promise.state, promise.kept_on, promise.claimed_on) == ("made", None, None)
    assert [line.words for line in notices.history(promise, seen_by=open_cast.ben)] == [
        "",
        "In your tray",
        "The tray is empty",
    ]


def test_the_promisee_may_confirm_without_a_claim_and_then_it_was_in_time(
    open_cast: Cast, at: Callable[[str], object]
) -> None:
    id = promised(open_cast)
    at("2026-03-10 09:00")
    rules.confirm(id, by=open_cast.ben)
    assert (seen(open_cast, id).state, seen(open_cast, id).kept_on) == ("kept", FRIDAY)


def test_either_may_ask_for_another_day_and_the_other_agrees(open_cast: Cast) -> None:
    id = promised(open_cast)
    rules.ask_move(id, by=open_cast.ann, due_on=LATER, reason="The press stopped")
    assert (seen(open_cast, id).due_on, seen(open_cast, id).move_to) == (FRIDAY, LATER)
    assert queries.waiting_for(open_cast.ben).get().id == id
    rules.agree_move(id, by=open_cast.ben)
    promise = seen(open_cast, id)
    assert (promise.due_on, promise.first_due_on, promise.moves, promise.move_to) == (LATER, FRIDAY, 1, None)


def test_a_move_that_is_refused_leaves_the_day(open_cast: Cast) -> None:
    id = promised(open_cast)
    rules.ask_move(id, by=open_cast.ben, due_on=LATER, reason="We are not ready for it")
    rules.refuse_move(id, by=open_cast.ann)
    assert (seen(open_cast, id).due_on, seen(open_cast, id).move_to, seen(open_cast, id).moves) == (
        FRIDAY,
        None,
        0,
    )


def test_late_is_read_from_the_clock_in_the_promisees_days(
    open_cast: Cast, at: Callable[[str], object]
) -> None:
    id = promised(open_cast)
    at("2026-03-06 22:59")  # 23:59 in Berlin, where Ben is
    assert seen(open_cast, id).standing(queries.today_of(seen(open_cast, id))) == "made"
    at("2026-03-06 23:00")
    assert seen(open_cast, id).standing(queries.today_of(seen(open_cast, id))) == "late"


@pytest.mark.parametrize(
    ("what", "paused", "goes_on", "late_since"),
    [
        ("a pause over the day", "2026-03-05 09:00", "2026-03-11 09:00", 11),
        ("a pause after the day", "2026-03-07 09:00", "2026-03-11 09:00", 10),
        ("a pause before the day", "2026-03-03 09:00", "2026-03-04 09:00", 6),
    ],
)
def test_late_days_are_those_on_which_the_street_was_not_stopped(
    open_cast: Cast, at: Callable[[str], object], what: str, paused: str, goes_on: str, late_since: int
) -> None:
    id = promised(open_cast)
    street = seen(open_cast, id).street_id
    at(paused)
    streets.pause(street, by=open_cast.ben)
    if what != "a pause before the day":
        at("2026-03-10 09:00")
        assert (queries.standing(seen(open_cast, id)), queries.days_late(seen(open_cast, id))) == ("made", 0)
    at(goes_on)
    streets.resume(street, by=open_cast.ben)
    at("2026-03-16 09:00")
    assert queries.standing(seen(open_cast, id)) == "late"
    assert queries.days_late(seen(open_cast, id)) == 16 - late_since
    assert replay.check().ok


@pytest.mark.parametrize(
    ("zone", "before", "since"),
    [
        ("Pacific/Honolulu", "2026-03-09 09:59", "2026-03-09 10:00"),
        ("Pacific/Kiritimati", "2026-03-08 09:59", "2026-03-08 10:00"),
    ],
)
def test_lists_and_the_page_let_a_claim_stand_on_the_same_day_the_promisees(
    open_cast: Cast, at: Callable[[str], object], zone: str, before: str, since: str
) -> None:
    ann, ben = open_cast.ann, open_cast.ben
    people.describe(ben, by=ben, name="Ben Okoro", title="", zone=zone)
    at("2026-03-02 06:00" if zone == "Pacific/Kiritimati" else "2026-03-02 21:00")
    id = promised(open_cast, LATER)
    rules.keep(id, by=ann)
    at(before)
    assert queries.standing(seen(open_cast, id)) == "claimed"
    assert [one.id for one in queries.waiting_for(ben)] == [id]
    assert [one.id for one in queries.waiting_for_others(ann)] == [id]
    assert not queries.done(ben)
    assert [one.id for one in queries.not_over(ben)] == [id]
    at(since)
    assert queries.standing(seen(open_cast, id)) == "kept"
    assert not queries.waiting_for(ben)
    assert not queries.waiting_for_others(ann)
    assert [one.id for one in queries.done(ann)] == [id]
    assert not queries.not_over(ann)


def test_kept_in_a_pause_over_its_day_is_kept_in_time(open_cast: Cast, at: Callable[[str], object]) -> None:
    id = promised(open_cast)
    streets.pause(seen(open_cast, id).street_id, by=open_cast.ben)
    at("2026-03-10 09:00")
    rules.keep(id, by=open_cast.ann)
    rules.confirm(id, by=open_cast.ben)
    promise = seen(open_cast, id)
    marks = {line.mark for line in notices.history(promise, seen_by=open_cast.ben)[1:]}
    [deed] = told.deeds([promise.street_id], seen_by=open_cast.ann)
    assert (queries.mark_of(promise), marks, deed.state.value) == ("kept", {"kept"}, "kept")


def test_giving_up_breaks_and_letting_go_releases(open_cast: Cast) -> None:
    first, second = promised(open_cast), promised(open_cast)
    rules.give_up(first, by=open_cast.ann, note="I cannot, and I am sorry")
    rules.release(second, by=open_cast.ben)
    assert (seen(open_cast, first).state, seen(open_cast, second).state) == ("broken", "released")


def test_both_are_told_the_same_history_each_from_their_own_end(open_cast: Cast) -> None:
    id = promised(open_cast)
    rules.keep(id, by=open_cast.ann, note="In your tray")
    anns, bens = (notices.history(seen(open_cast, id), seen_by=who) for who in (open_cast.ann, open_cast.ben))
    assert [line.entry for line in anns] == [line.entry for line in bens]
    assert [line.says for line in anns] == ["You promised it", "You said it was kept on Monday 2 March"]
    assert [line.says for line in bens] == [
        "Ann Lee promised it",
        "Ann Lee said it was kept on Monday 2 March",
    ]
    assert ({line.side for line in anns}, {line.side for line in bens}) == ({"you"}, {"them"})
