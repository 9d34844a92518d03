"""Owning up, act by act: who may, who hears of it, and what never comes with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.cast import Cast, open_street
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import Once, new_id
from twoway.ledger import queries as ledger
from twoway.ledger import replay, verify
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.nouns.ownups import acts, forms, queries, rules
from twoway.nouns.promises import queries as promise_queries
from twoway.nouns.promises import rules as promises
from twoway.people import rules as people
from twoway.people import sight
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

FRIDAY = date(2026, 3, 6)
WHAT, COST = "I skipped the dry run", "Ben, it cost you your weekend"


def owned(cast: Cast, *, by: str = "ann", touched: tuple[str, ...] = ("ben",), **how: Any) -> Entry:
    """Ann owns up to Ben, of nothing in particular, unless it is said otherwise."""
    return rules.say(
        WHAT, COST, by=getattr(cast, by), touched=[getattr(cast, name) for name in touched], **how
    )


def seen(cast: Cast, id: str, by: str = "ann") -> queries.Ownup:
    return queries.one(id, seen_by=getattr(cast, by))


def test_two_blanks_and_one_person_are_enough(cast: Cast) -> None:
    said = owned(cast)
    ownup = seen(cast, said.thing, "ben")
    assert (ownup.what, ownup.cost, ownup.sorry, ownup.changes) == (WHAT, COST, "", "")
    assert (said.street, said.participants) == (EVERY_STREET, (cast.ann, cast.ben))
    assert street_queries.between(cast.ann, cast.ben) is not None


@pytest.mark.parametrize(("field", "how"), [("what", {"what": " "}), ("cost", {"cost": ""})])
def test_what_and_to_whom_it_cost_something_are_needed(cast: Cast, field: str, how: dict[str, str]) -> None:
    words = {"what": WHAT, "cost": COST} | how
    with pytest.raises(BadShape) as refused:
        rules.say(words["what"], words["cost"], by=cast.ann, touched=[cast.ben])
    assert refused.value.field == field


def test_somebody_it_cost_something_is_needed(cast: Cast) -> None:
    with pytest.raises(BadShape) as refused:
        owned(cast, touched=())
    assert refused.value.field == "touched"


def test_nobody_owns_up_to_themselves_or_to_somebody_who_left_or_is_not_there(cast: Cast) -> None:
    for whom, error in ((cast.ann, RuleBroken), (new_id(), NotSeen)):
        with pytest.raises(error):
            rules.say(WHAT, COST, by=cast.ann, touched=[whom])
    people.leave(cast.cy, by=cast.cy)
    with pytest.raises(RuleBroken, match="no longer here"):
        owned(cast, touched=("cy",))


def test_those_it_touched_and_those_told_hear_it_and_nobody_else(cast: Cast) -> None:
    said = owned(cast, told=[cast.eve])
    assert {name for name in ("ann", "ben", "cy", "dana", "eve") if hears(cast, said.thing, name)} == {
        "ann",
        "ben",
        "eve",
    }
    assert street_queries.between(cast.ann, cast.eve) is None


def hears(cast: Cast, id: str, name: str) -> bool:
    try:
        queries.one(id, seen_by=getattr(cast, name))
    except NotSeen:
        return False
    return True


def test_whoever_is_named_twice_hears_it_once(cast: Cast) -> None:
    ownup = seen(cast, owned(cast, touched=("ben", "ben"), told=[cast.ben, cast.cy]).thing)
    assert (ownup.touched, ownup.told) == ([cast.ben], [cast.cy])


def test_promises_go_with_it_in_the_same_breath_or_not_at_all(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    day_off = forms.Promised(to=cast.ben, what="You'll have Friday off", due_on=FRIDAY)
    ownup = seen(cast, owned(cast, promised=[day_off]).thing)
    [line] = queries.promises_of(ownup, seen_by=cast.ben)
    assert (line.promise.state, line.promise.what) == ("made", "You'll have Friday off")
    size = ledger.size()
    vague = forms.Promised(to=cast.ben, what="soon", due_on=FRIDAY)
    with pytest.raises(BadShape) as refused:
        owned(cast, promised=[day_off, vague])
    assert refused.value.field == "will-1"
    assert ledger.size() == size


def test_a_promise_to_somebody_new_waits_for_their_yes_beside_the_letter(cast: Cast) -> None:
    day_off = forms.Promised(to=cast.ben, what="You'll have Friday off", due_on=FRIDAY)
    ownup = seen(cast, owned(cast, promised=[day_off]).thing)
    [line] = queries.promises_of(ownup, seen_by=cast.ben)
    assert line.standing == "waiting"
    rules.answer(ownup.id, "Thank you", by=cast.ben)
    promises.say_yes(line.promise.id, by=cast.ben)
    assert queries.promises_of(ownup, seen_by=cast.ann)[0].standing == "made"


def test_promises_to_others_stay_between_their_two(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    day_off = forms.Promised(to=cast.ben, what="You'll have Friday off", due_on=FRIDAY)
    ownup = seen(cast, owned(cast, touched=("ben", "cy"), promised=[day_off]).thing, "cy")
    assert queries.promises_of(ownup, seen_by=cast.cy) == []


def test_about_a_promise_it_stands_in_the_promises_own_history_too(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    promise = promises.make(cast.ben, "You'll have the plan", FRIDAY, by=cast.ann)
    for about in (promise.thing, promise.id):
        ownup = seen(cast, owned(cast, about=about).thing)
        assert (ownup.about, ownup.of) == (promise.thing, "promise")
        last = ledger.last_entry_of(promise.thing)
        assert last is not None
        assert (last.kind, getattr(last.act, "ownup", "")) == ("promise.owned", ownup.id)
    assert promise_queries.one(promise.thing, seen_by=cast.ben).state == "made"


def test_whom_it_was_promised_hears_it_whoever_else_does(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    promise = promises.make(cast.ben, "You'll have the plan", FRIDAY, by=cast.ann)
    with pytest.raises(RuleBroken) as refused:
        owned(cast, touched=("cy",), about=promise.thing)
    assert refused.value.code == "not_told"


def test_what_one_cannot_see_one_cannot_own_up_about(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    promise = promises.make(cast.ben, "You'll have the plan", FRIDAY, by=cast.ann)
    for about in (promise.thing, promise.id, new_id(), "nonsense"):
        with pytest.raises(NotSeen):
            owned(cast, by="cy", touched=("ben",), about=about)


def test_whoever_closed_the_street_gets_no_letter_of_nothing_in_particular(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    promise = promises.make(cast.ben, "You'll have the plan", FRIDAY, by=cast.ann)
    streets.close(street.id, by=cast.ben)
    with pytest.raises(RuleBroken, match="closed"):
        owned(cast)
    assert owned(cast, about=promise.thing).kind == "ownup.said"


def test_an_answer_is_for_the_owner_alone(cast: Cast) -> None:
    said = owned(cast, touched=("ben", "cy"))
    answer = rules.answer(said.thing, "It made it easier to stay.", by=cast.ben)
    assert [one.words for one in queries.answers_to(seen(cast, said.thing), seen_by=cast.ann)] == [
        "It made it easier to stay."
    ]
    assert queries.answers_to(seen(cast, said.thing), seen_by=cast.cy) == []
    assert not sight.may_see(answer.thing, cast.cy)


def test_an_answer_opens_the_street_the_letter_had_laid(cast: Cast) -> None:
    said = owned(cast)
    street = street_queries.between(cast.ann, cast.ben)
    assert street is not None
    assert street.state == "waiting"
    rules.answer(said.thing, "Thank you for saying so.", by=cast.ben)
    assert street_queries.street(street.id, seen_by=cast.ann).state == "open"


def test_the_owner_does_not_answer_themselves_and_an_outsider_finds_nothing(cast: Cast) -> None:
    said = owned(cast)
    with pytest.raises(RuleBroken, match="your own"):
        rules.answer(said.thing, "Indeed", by=cast.ann)
    with pytest.raises(NotSeen):
        rules.answer(said.thing, "What is this?", by=cast.cy)
    with pytest.raises(NotSeen):
        rules.widen(said.thing, by=cast.cy, to=[cast.dana])
    with pytest.raises(NotSeen):
        rules.have_seen(said.thing, by=cast.cy)


def test_only_its_writer_opens_an_answer_and_then_all_who_know_can_read_it(cast: Cast) -> None:
    said = owned(cast, touched=("ben", "cy"))
    answer = rules.answer(said.thing, "I slept last night.", by=cast.ben)
    with pytest.raises(RuleBroken, match="wrote it"):
        rules.share_answer(answer.thing, by=cast.ann)
    with pytest.raises(NotSeen):
        rules.share_answer(answer.thing, by=cast.cy)
    rules.share_answer(answer.thing, by=cast.ben)
    assert [one.words for one in queries.answers_to(seen(cast, said.thing), seen_by=cast.cy)] == [
        "I slept last night."
    ]
    with pytest.raises(RuleBroken):
        rules.share_answer(answer.thing, by=cast.ben)
    assert not sight.may_see(answer.thing, cast.dana)


def test_widening_is_announced_first_and_opens_on_the_owners_next_day(
    cast: Cast, at: Callable[[str], object]
) -> None:
    said = owned(cast, touched=("ben",), told=[cast.eve])
    rules.widen(said.thing, by=cast.ann, to=[cast.cy])
    assert rules.open_due() == 0
    assert list(seen(cast, said.thing, "ben").announced) == [cast.cy]
    assert not hears(cast, said.thing, "cy")
    at("2026-03-02 22:59")  # still the second, where Ann is
    assert rules.open_due() == 0
    at("2026-03-02 23:00")
    assert rules.open_due() == 1
    assert seen(cast, said.thing, "cy").what == WHAT
    assert rules.open_due() == 0


def test_once_all_who_know_have_seen_it_nobody_waits_for_the_next_day(cast: Cast) -> None:
    said = owned(cast, touched=("ben",), told=[cast.eve])
    rules.widen(said.thing, by=cast.ann, to=[cast.cy])
    rules.have_seen(said.thing, by=cast.ben)
    assert rules.open_due() == 0
    rules.have_seen(said.thing, by=cast.eve)
    assert rules.open_due() == 1
    assert hears(cast, said.thing, "cy")
    entries = [entry for entry in ledger.entries_of([said.thing]) if entry.kind == "ownup.opened"]
    assert [(entry.by, entry.entered_by) for entry in entries] == [(cast.ann, cast.ann)]


def test_what_opens_wider_are_the_owners_words_and_never_an_answer(
    cast: Cast, at: Callable[[str], object]
) -> None:
    said = owned(cast)
    answer = rules.answer(said.thing, "It was a bad week.", by=cast.ben)
    rules.widen(said.thing, by=cast.ann, to=[cast.cy])
    at("2026-03-04 09:00")
    rules.open_due()
    assert queries.answers_to(seen(cast, said.thing, "cy"), seen_by=cast.cy) == []
    assert not sight.may_see_entry(answer.id, cast.cy)
    assert sight.may_see_entry(said.id, cast.cy)


def _announced(entry: Entry) -> tuple[str, ...]:
    return entry.act.to if isinstance(entry.act, acts.Widening) else ()


def test_who_heard_of_it_later_knows_who_knew_before(cast: Cast, at: Callable[[str], object]) -> None:
    said = owned(cast)
    for name, day in (("cy", "2026-03-04 09:00"), ("dana", "2026-03-06 09:00")):
        rules.widen(said.thing, by=cast.ann, to=[getattr(cast, name)])
        at(day)
        rules.open_due()
    telling = queries.words_of(seen(cast, said.thing), seen_by=cast.dana)
    assert {person for entry in telling for person in _announced(entry)} == {cast.cy, cast.dana}
    assert seen(cast, said.thing, "dana").receivers == (cast.ben, cast.cy, cast.dana)


def test_all_who_know_see_what_paints_who_knows(cast: Cast, at: Callable[[str], object]) -> None:
    """Who has seen it, and when it opened, changes nothing for somebody who sees no act of it."""
    said = owned(cast, told=[cast.eve])
    rules.widen(said.thing, by=cast.ann, to=[cast.cy, cast.dana])
    before = seen(cast, said.thing, "eve").last_entry_id
    rules.have_seen(said.thing, by=cast.ben)
    assert seen(cast, said.thing, "eve").last_entry_id == before
    at("2026-03-04 09:00")
    rules.open_due()
    opened = [entry for entry in ledger.entries_of([said.thing]) if entry.kind == "ownup.opened"]
    assert len(opened) == 2
    for name in ("ben", "eve", "cy", "dana"):
        assert all(sight.may_see_entry(entry.id, getattr(cast, name)) for entry in opened)


def test_only_the_owner_widens_and_to_nobody_who_knows(cast: Cast) -> None:
    said = owned(cast)
    with pytest.raises(RuleBroken, match="owned up"):
        rules.widen(said.thing, by=cast.ben, to=[cast.cy])
    for whom in ([], [cast.ben]):
        with pytest.raises(BadShape):
            rules.widen(said.thing, by=cast.ann, to=whom)


def test_nothing_is_seen_where_nothing_was_announced_and_nobody_says_so_twice(cast: Cast) -> None:
    said = owned(cast, touched=("ben",), told=[cast.eve])
    with pytest.raises(RuleBroken):
        rules.have_seen(said.thing, by=cast.ben)
    rules.widen(said.thing, by=cast.ann, to=[cast.cy])
    rules.have_seen(said.thing, by=cast.ben)
    with pytest.raises(RuleBroken):
        rules.have_seen(said.thing, by=cast.ben)


def test_who_left_holds_up_nothing(cast: Cast) -> None:
    said = owned(cast, touched=("ben", "eve"))
    rules.widen(said.thing, by=cast.ann, to=[cast.cy])
    people.leave(cast.eve, by=cast.eve)
    rules.have_seen(said.thing, by=cast.ben)
    assert rules.open_due() == 1


def test_sent_twice_it_is_said_once(cast: Cast) -> None:
    once = Once(key="a key", fingerprint="the same")
    first, again = (owned(cast, once=once) for _time in range(2))
    assert first.id == again.id
    assert queries.said_by(cast.ann).count() == 1


def test_the_rows_are_what_the_ledger_paints(cast: Cast, at: Callable[[str], object]) -> None:
    said = owned(cast, touched=("ben", "eve"))
    answer = rules.answer(said.thing, "Thank you", by=cast.ben)
    rules.share_answer(answer.thing, by=cast.ben)
    rules.widen(said.thing, by=cast.ann, to=[cast.cy])
    rules.have_seen(said.thing, by=cast.ben)
    at("2026-03-04 09:00")
    rules.open_due()
    assert replay.check().differences == ()
    assert verify.check().ok
