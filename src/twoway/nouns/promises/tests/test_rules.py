"""Every rule by itself: who may not, when not, in which words; what is refused leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from tests.cast import Cast, open_street
from twoway.errors import BadShape, NotSeen, RuleBroken, TwowayError
from twoway.ids import Once
from twoway.ledger import queries as ledger
from twoway.ledger.write import writing
from twoway.nouns.promises import forms, queries, rules
from twoway.people import rules as people
from twoway.people.streets import rules as streets

FRIDAY = date(2026, 3, 6)
LATER = date(2026, 3, 12)
WHAT = "You'll have the plan for line 3"


@pytest.fixture
def pair(cast: Cast) -> Cast:
    """Ann and Ben with their street open."""
    open_street(cast.ann, cast.ben)
    return cast


@pytest.fixture
def plan(pair: Cast) -> str:
    """Ann's promise to Ben for Friday."""
    return rules.make(pair.ben, WHAT, FRIDAY, by=pair.ann).thing


@pytest.fixture
def wish(pair: Cast) -> str:
    """What Ann asks of Ben."""
    return rules.ask(pair.ben, WHAT, FRIDAY, by=pair.ann).thing


def refused(act: Callable[[], object], error: type[TwowayError] = RuleBroken) -> TwowayError:
    """The sentence with which an act is refused, after which the ledger is as it was."""
    size, root = ledger.size(), ledger.root()
    with pytest.raises(error) as caught:
        act()
    assert (ledger.size(), ledger.root()) == (size, root)
    return caught.value


# ---- beginnings ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("begin", [rules.make, rules.ask, rules.offer, rules.note])
def test_nothing_begins_with_oneself(pair: Cast, begin: Callable[..., object]) -> None:
    error = refused(lambda: begin(pair.ann, WHAT, FRIDAY, by=pair.ann))
    assert (error.code, error.field, error.say) == (
        "to_oneself",
        "to",
        "A promise needs two. Pick somebody else.",
    )


@pytest.mark.parametrize("begin", [rules.make, rules.ask, rules.offer, rules.note])
def test_whom_it_is_between_has_to_be_said(pair: Cast, begin: Callable[..., object]) -> None:
    error = refused(lambda: begin("", WHAT, FRIDAY, by=pair.ann), BadShape)
    assert (error.status, error.field, error.say) == (422, "to", "Pick somebody.")


@pytest.mark.parametrize("begin", [rules.make, rules.ask, rules.offer, rules.note])
def test_nothing_begins_with_somebody_one_may_not_see_or_who_is_not_there(
    pair: Cast, begin: Callable[..., object]
) -> None:
    for nobody in ("0" * 12, "drop table", pair.larch):
        refused(partial(begin, nobody, WHAT, FRIDAY, by=pair.ann), NotSeen)
    # A guest knows those whom they share a street with.
    refused(lambda: begin(pair.cy, WHAT, FRIDAY, by=pair.eve), NotSeen)


def test_nothing_begins_with_somebody_who_has_left(pair: Cast) -> None:
    people.leave(pair.cy, by=pair.cy)
    assert (
        refused(lambda: rules.make(pair.cy, WHAT, FRIDAY, by=pair.ann)).say == "Cy Möller is no longer here."
    )


def test_there_is_one_first_act_at_a_time(cast: Cast) -> None:
    rules.make(cast.ben, WHAT, FRIDAY, by=cast.ann)
    assert refused(lambda: rules.ask(cast.ben, "You'll have mine", FRIDAY, by=cast.ann)).code == "waits"
    assert (
        refused(lambda: rules.make(cast.ann, "You'll have mine", FRIDAY, by=cast.ben)).code == "asked_first"
    )


@pytest.mark.parametrize("stop", [streets.pause, streets.close])
def test_nothing_new_begins_on_a_street_that_is_stopped(
    pair: Cast, plan: str, stop: Callable[..., object]
) -> None:
    wish = rules.ask(pair.ben, WHAT, FRIDAY, by=pair.ann).thing
    stop(queries.one(plan, seen_by=pair.ann).street_id, by=pair.ben)
    refused(lambda: rules.make(pair.ben, WHAT, FRIDAY, by=pair.ann))
    refused(lambda: rules.ask_move(plan, by=pair.ann, due_on=LATER, reason="The press stopped"))
    refused(lambda: rules.say_yes(wish, by=pair.ben))
    refused(lambda: rules.counter(wish, by=pair.ben, due_on=LATER))


def test_in_a_pause_what_is_under_way_may_still_come_to_its_end(pair: Cast, plan: str) -> None:
    second, third = (rules.make(pair.ben, WHAT, FRIDAY, by=pair.ann).thing for _ in "23")
    wish = rules.ask(pair.ben, WHAT, FRIDAY, by=pair.ann).thing
    streets.pause(queries.one(plan, seen_by=pair.ann).street_id, by=pair.ben)
    rules.keep(plan, by=pair.ann)
    rules.confirm(plan, by=pair.ben)
    rules.give_up(second, by=pair.ann)
    rules.release(third, by=pair.ben)
    rules.decline(wish, by=pair.ben)


def test_whoever_stays_lays_down_what_waits_for_nobody_any_more(pair: Cast, plan: str) -> None:
    own = rules.make(pair.ann, WHAT, FRIDAY, by=pair.ben).thing
    asked, asking = (
        rules.ask(to, WHAT, FRIDAY, by=by).thing for to, by in ((pair.ben, pair.ann), (pair.ann, pair.ben))
    )
    claimed = rules.make(pair.ben, WHAT, FRIDAY, by=pair.ann).thing
    rules.keep(claimed, by=pair.ann)
    people.leave(pair.ann, by=pair.dana)
    assert {id: queries.open_verbs(queries.one(id, seen_by=pair.ben), pair.ben) for id in (own, plan)} == {
        own: [],  # to whom one gave one's word is gone: nobody could say that it was kept
        plan: ["release"],
    }
    rules.release(plan, by=pair.ben)
    rules.decline(asked, by=pair.ben)
    rules.withdraw(asking, by=pair.ben)
    rules.contest(claimed, by=pair.ben)
    assert "This street is closed." in refused(lambda: rules.confirm(claimed, by=pair.ben)).say


def test_on_a_closed_street_one_can_still_say_that_is_not_how_it_was(pair: Cast, plan: str) -> None:
    rules.keep(plan, by=pair.ann)
    streets.close(queries.one(plan, seen_by=pair.ann).street_id, by=pair.ann)
    refused(lambda: rules.confirm(plan, by=pair.ben))
    rules.contest(plan, by=pair.ben, note="I have not got it")


@pytest.mark.parametrize(
    ("due_on", "code"),
    [
        (None, "no_day"),
        (date(2026, 3, 1), "day_passed"),
        (date(1, 1, 1), "day_passed"),
        (date(2036, 3, 3), "day_too_far"),
        (date.max, "day_too_far"),
    ],
)
def test_a_day_must_be_ahead_and_within_ten_years(pair: Cast, due_on: date | None, code: str) -> None:
    for begin in (rules.make, rules.ask, rules.note):
        error = refused(partial(begin, pair.ben, WHAT, due_on, by=pair.ann), BadShape)
        assert (error.code, error.field) == (code, "due_on")


def test_today_is_the_promisees_today(pair: Cast, at: Callable[[str], object]) -> None:
    people.describe(
        pair.ben, by=pair.ben, name="Ben Okoro", title="", zone="Pacific/Auckland"
    )  # where it is tomorrow already
    at("2026-03-06 12:00")
    refused(lambda: rules.make(pair.ben, WHAT, FRIDAY, by=pair.ann), BadShape)
    rules.make(pair.ann, WHAT, FRIDAY, by=pair.ben)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\u200b",
        "...",
        "…",
        "soon",
        "Soon.",
        "ASAP!",
        "I'll try",
        "I’ll look into it",
        "try",
        "do my best",
    ],
)
def test_what_says_nothing_is_refused(pair: Cast, text: str) -> None:
    error = refused(lambda: rules.make(pair.ben, text, FRIDAY, by=pair.ann), BadShape)
    assert error.code in {"empty", "vague"}
    assert error.field == "what"


@pytest.mark.parametrize("text", ["soon", "I'll try my best.", "do it"])
def test_a_vague_promise_names_who_could_not_tell(pair: Cast, text: str) -> None:
    error = refused(lambda: rules.make(pair.ben, text, FRIDAY, by=pair.ann), BadShape)
    assert error.say == "Ben Okoro couldn’t tell when this is done. Try “You’ll have …”."


@pytest.mark.parametrize(
    "text",
    [
        "tea",
        "茶",
        "План",
        "خطة",
        "42",
        "👍",
        "Try the new press",
        "See you at 9",
        "C++",
        "Ok from legal",
        "🚀 v2",
        "ഒ",
    ],
)
def test_short_texts_that_say_something_are_never_refused(text: str) -> None:
    assert forms.what(text, to="Ben") == text


def test_texts_have_an_end(pair: Cast, plan: str) -> None:
    assert refused(lambda: rules.make(pair.ben, "x" * 501, FRIDAY, by=pair.ann), BadShape).field == "what"
    assert refused(lambda: rules.keep(plan, by=pair.ann, note="x" * 5_001), BadShape).field == "note"
    rules.make(pair.ben, "x" * 500, FRIDAY, by=pair.ann)
    rules.keep(plan, by=pair.ann, note="x" * 5_000)


# ---- answers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [rules.say_yes, rules.decline])
def test_only_the_one_it_waits_for_answers(pair: Cast, wish: str, answer: Callable[..., object]) -> None:
    assert "Only Ben Okoro can say" in refused(lambda: answer(wish, by=pair.ann)).say
    answer(wish, by=pair.ben)


def test_only_the_one_who_waits_takes_it_back(pair: Cast, wish: str) -> None:
    assert refused(lambda: rules.withdraw(wish, by=pair.ben)).say == "Only Ann Lee can take this back."


def test_would_rather_not_is_for_whoever_would_have_to_do_it(pair: Cast) -> None:
    offer = rules.offer(pair.ben, "I can do the audit", by=pair.ann).thing
    assert refused(lambda: rules.decline(offer, by=pair.ben, would_rather_not=True)).code == "not_yours"


def test_a_yes_to_a_day_that_has_passed_asks_for_another_day(
    pair: Cast, wish: str, at: Callable[[str], object]
) -> None:
    at("2026-03-09 09:00")
    assert refused(lambda: rules.say_yes(wish, by=pair.ben)).code == "day_passed"
    rules.counter(wish, by=pair.ben, due_on=LATER)


def test_countering_with_the_same_is_refused(pair: Cast, wish: str) -> None:
    assert refused(lambda: rules.counter(wish, by=pair.ben, what=WHAT, due_on=FRIDAY)).code == "no_change"
    assert refused(lambda: rules.counter(wish, by=pair.ben, note="Hm")).code == "no_change"


@pytest.mark.parametrize(
    "answer", [rules.say_yes, rules.counter, rules.decline, rules.withdraw, rules.keep, rules.give_up]
)
def test_after_a_no_nothing_more_can_be_answered(
    pair: Cast, wish: str, answer: Callable[..., object]
) -> None:
    rules.decline(wish, by=pair.ben)
    assert (
        refused(lambda: answer(wish, by=pair.ben)).say
        == "The answer was no. You can ask anew, in other words."
    )


# ---- how it turns out ------------------------------------------------------------------------------------


def test_what_was_only_asked_for_cannot_be_kept(pair: Cast, wish: str) -> None:
    assert refused(lambda: rules.keep(wish, by=pair.ben)).say == "Ben Okoro has not said yes to this yet."


@pytest.mark.parametrize(
    ("act", "say"),
    [
        (rules.keep, "Only Ann Lee can say so. You can confirm it."),
        (rules.give_up, "Only Ann Lee can give it up. You can let it go."),
    ],
)
def test_nobody_speaks_for_the_promiser(pair: Cast, plan: str, act: Callable[..., object], say: str) -> None:
    assert refused(lambda: act(plan, by=pair.ben)).say == say


@pytest.mark.parametrize(
    ("act", "say"),
    [
        (rules.confirm, "Only Ben Okoro can confirm it."),
        (rules.release, "Only Ben Okoro can let it go. You can give it up."),
    ],
)
def test_nobody_speaks_for_the_promisee(pair: Cast, plan: str, act: Callable[..., object], say: str) -> None:
    assert refused(lambda: act(plan, by=pair.ann)).say == say


@pytest.mark.parametrize(
    ("kept_on", "code"), [(date(2026, 3, 3), "day_to_come"), (date(2026, 3, 1), "before_made")]
)
def test_kept_on_a_day_between_the_promise_and_today(pair: Cast, plan: str, kept_on: date, code: str) -> None:
    assert refused(lambda: rules.keep(plan, by=pair.ann, kept_on=kept_on), BadShape).code == code
    assert refused(lambda: rules.confirm(plan, by=pair.ben, kept_on=kept_on), BadShape).field == "kept_on"


def test_only_a_claim_can_be_contested_and_only_for_seven_days(
    pair: Cast, plan: str, at: Callable[[str], object]
) -> None:
    assert refused(lambda: rules.contest(plan, by=pair.ben)).say == "This is promised already."
    rules.keep(plan, by=pair.ann)
    assert refused(lambda: rules.contest(plan, by=pair.ann)).say == "That is for Ben Okoro to say."
    at("2026-03-09 09:00")
    assert refused(lambda: rules.contest(plan, by=pair.ben)).say.startswith("This stands as kept.")
    rules.confirm(plan, by=pair.ben)
    refused(lambda: rules.confirm(plan, by=pair.ben))


# ---- another day -----------------------------------------------------------------------------------------


def test_a_move_needs_a_reason_and_another_day(pair: Cast, plan: str) -> None:
    error = refused(lambda: rules.ask_move(plan, by=pair.ann, due_on=LATER, reason=" "), BadShape)
    assert error.field == "reason"
    error = refused(lambda: rules.ask_move(plan, by=pair.ann, due_on=FRIDAY, reason="Why not"))
    assert error.code == "no_change"


def test_nobody_agrees_to_their_own_wish(pair: Cast, plan: str) -> None:
    refused(lambda: rules.agree_move(plan, by=pair.ben))
    rules.ask_move(plan, by=pair.ann, due_on=LATER, reason="The press stopped")
    assert refused(lambda: rules.agree_move(plan, by=pair.ann)).say == "That is for Ben Okoro to answer."
    assert refused(lambda: rules.ask_move(plan, by=pair.ben, due_on=FRIDAY, reason="No")).code == "move_waits"


def test_asking_again_replaces_what_one_asked(pair: Cast, plan: str) -> None:
    rules.ask_move(plan, by=pair.ann, due_on=LATER, reason="The press stopped")
    rules.ask_move(plan, by=pair.ann, due_on=date(2026, 3, 9), reason="It runs again")
    rules.agree_move(plan, by=pair.ben)
    assert queries.one(plan, seen_by=pair.ben).due_on == date(2026, 3, 9)


def test_a_day_that_passed_while_nobody_answered_cannot_be_agreed_to(
    pair: Cast, plan: str, at: Callable[[str], object]
) -> None:
    rules.ask_move(plan, by=pair.ann, due_on=LATER, reason="The press stopped")
    at("2026-03-13 09:00")
    assert refused(lambda: rules.agree_move(plan, by=pair.ben)).code == "day_passed"


# ---- sent twice, two at once -----------------------------------------------------------------------------


def test_the_same_sent_twice_is_answered_alike_and_entered_once(cast: Cast) -> None:
    once = Once("a-key", "what was sent")
    first, second = (rules.make(cast.ben, WHAT, FRIDAY, by=cast.ann, once=once) for _ in "12")
    assert first == second
    assert first.kind == "promise.made"  # and not street.asked, which was entered before it
    refused(lambda: rules.make(cast.ben, WHAT, FRIDAY, by=cast.ann, once=Once("a-key", "something else")))


def test_the_second_of_two_is_told_what_the_first_did(pair: Cast, plan: str) -> None:
    seen = queries.one(plan, seen_by=pair.ann).last_entry_id
    rules.release(plan, by=pair.ben, seen=seen)
    error = refused(lambda: rules.keep(plan, by=pair.ann, seen=seen))
    assert error.code == "moved_on"
    assert (
        error.say == "Ben Okoro let it go. That happened while you were writing. Look at it, then send yours."
    )


def test_one_book_may_hold_many_acts_and_all_or_none_are_entered(pair: Cast) -> None:
    def two_and_a_wrong_one() -> None:
        with writing(by=pair.ann) as book:
            rules.make(pair.ben, WHAT, FRIDAY, by=pair.ann, book=book)
            rules.make(pair.ben, WHAT, FRIDAY, by=pair.ann, book=book)
            rules.make(pair.ben, "soon", FRIDAY, by=pair.ann, book=book)

    refused(two_and_a_wrong_one, BadShape)
    with writing(by=pair.ann) as book:
        made = rules.make(pair.ben, WHAT, FRIDAY, by=pair.ann, book=book)
        rules.keep(made.thing, by=pair.ann, book=book)
    assert queries.one(made.thing, seen_by=pair.ben).state == "claimed"


# ---- outsiders -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["cy", "dana", "eve"])
def test_for_an_outsider_there_is_nothing(pair: Cast, plan: str, wish: str, who: str) -> None:
    outsider = getattr(pair, who)
    for verb in ("say_yes", "counter", "decline", "withdraw", "keep", "confirm", "contest", "agree_move"):
        refused(partial(getattr(rules, verb), wish, by=outsider), NotSeen)
    for verb in ("refuse_move", "give_up", "release", "take_on", "dispute"):
        refused(partial(getattr(rules, verb), plan, by=outsider), NotSeen)
    refused(lambda: rules.ask_move(plan, by=outsider, due_on=LATER, reason="x"), NotSeen)
    refused(lambda: rules.hang_on(plan, wish, by=outsider), NotSeen)
    refused(lambda: rules.unhang(plan, wish, by=outsider), NotSeen)
