"""A street opens with a yes, is paused and closed by either for both, and belongs to its two alone."""

from __future__ import annotations

import pytest

from tests.cast import Cast, come_in, open_street
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import Once
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.ledger.write import writing
from twoway.people import rules as people
from twoway.people.streets import notices, queries, rules, told
from twoway.people.streets.models import EstimateWish, Street


def knock(by: str, to: str) -> Street:
    with writing(by=by) as book:
        return rules.knock(book, by=by, to=to)


def say_yes(street: Street, by: str) -> Street:
    with writing(by=by) as book:
        return rules.say_yes(book, street, by=by)


def set_aside(street: Street, by: str) -> None:
    with writing(by=by) as book:
        rules.set_aside(book, street, by=by)


def now(street: Street) -> Street:
    found = queries.between(*street.both)
    assert found is not None
    return found


def test_a_first_act_waits_for_the_others_yes(cast: Cast) -> None:
    street = knock(cast.ann, cast.ben)
    assert (street.state, street.asked_by_id, street.opened_at) == ("waiting", cast.ann, None)
    opened = say_yes(street, cast.ben)
    assert (opened.state, opened.asked_by_id) == ("open", None)
    assert opened.opened_at is not None
    assert knock(cast.ben, cast.ann).id == street.id
    assert say_yes(opened, cast.ann).state == "open"
    assert replay.check().ok


def test_one_first_act_at_a_time_from_either_side(cast: Cast) -> None:
    street = knock(cast.ann, cast.ben)
    with pytest.raises(RuleBroken, match="has not answered your first one yet"):
        knock(cast.ann, cast.ben)
    with pytest.raises(RuleBroken, match="Ann Lee asked you first"):
        knock(cast.ben, cast.ann)
    with pytest.raises(RuleBroken, match="other’s to say"):
        say_yes(street, cast.ann)


def test_a_first_act_that_is_set_aside_makes_room_for_another_from_either_side(cast: Cast) -> None:
    street = knock(cast.ann, cast.ben)
    set_aside(street, cast.ben)
    again = knock(cast.ben, cast.ann)
    assert (again.id, again.state, again.asked_by_id) == (street.id, "waiting", cast.ben)
    say_yes(again, cast.ann)
    set_aside(now(street), cast.ann)
    assert now(street).state == "open"


def test_a_street_has_two_ends_and_both_are_there(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="two ends"):
        knock(cast.ann, cast.ann)
    with pytest.raises(NotSeen):
        knock(cast.ann, "0" * 12)
    with pytest.raises(NotSeen):
        knock(cast.eve, cast.ann)
    people.erase(cast.cy, by=cast.cy, ground="asked")
    with pytest.raises(NotSeen):
        knock(cast.ann, cast.cy)


def test_somebody_invited_has_a_street_before_they_have_an_account(cast: Cast) -> None:
    finn = people.invite(by=cast.ann, name="Finn", email="finn@fir.example").thing
    assert say_yes(knock(cast.ann, finn), finn).state == "open"


@pytest.mark.parametrize("who", ["ann", "ben"])
def test_either_pauses_for_both_and_ends_their_own_pause(cast: Cast, who: str) -> None:
    street = open_street(cast.ann, cast.ben)
    me = getattr(cast, who)
    other = street.other(me)
    rules.pause(street.id, by=me)
    assert now(street).state == "paused"
    for one, sentence in ((me, "you can end the pause"), (other, "goes on when")):
        with pytest.raises(RuleBroken, match=sentence):
            knock(one, street.other(one))
    with pytest.raises(RuleBroken, match="did that, and can undo it"):
        rules.resume(street.id, by=other)
    with pytest.raises(RuleBroken, match="Only an open street"):
        rules.pause(street.id, by=other)
    rules.resume(street.id, by=me)
    assert now(street).state == "open"


def test_closing_is_for_both_and_only_whoever_closed_it_may_wish_it_back(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    rules.close(street.id, by=cast.ben)
    with pytest.raises(RuleBroken, match="is closed"):
        knock(cast.ann, cast.ben)
    with pytest.raises(RuleBroken, match="you can ask for it again"):
        knock(cast.ben, cast.ann)
    with pytest.raises(RuleBroken, match="closed already"):
        rules.close(street.id, by=cast.ann)
    with pytest.raises(RuleBroken, match="can undo it"):
        rules.reopen(street.id, by=cast.ann)
    rules.reopen(street.id, by=cast.ben)
    assert (now(street).state, now(street).asked_by_id) == ("waiting", None)
    say_yes(knock(cast.ann, cast.ben), cast.ben)
    assert now(street).state == "open"
    assert replay.check().ok


@pytest.mark.parametrize("who", ["cy", "dana", "eve"])
def test_for_everybody_else_there_is_no_street(cast: Cast, who: str) -> None:
    street = open_street(cast.ann, cast.ben)
    outsider, size = getattr(cast, who), ledger.size()
    entry = ledger.entries_of_street(street.id)[0]
    for door in (
        lambda: queries.street(street.id, seen_by=outsider),
        lambda: rules.pause(street.id, by=outsider),
        lambda: rules.resume(street.id, by=outsider),
        lambda: rules.close(street.id, by=outsider),
        lambda: rules.reopen(street.id, by=outsider),
        lambda: rules.wish_estimate(street.id, by=outsider, wish=True),
        lambda: rules.wish_estimate(street.id, by=outsider, wish=False),
        lambda: rules.add_side(entry.id, by=outsider, words="I was there too."),
    ):
        with pytest.raises(NotSeen):
            door()
    assert queries.between(cast.ann, cast.ben, seen_by=outsider) is None
    assert queries.streets_of(outsider) == []
    assert ledger.size() == size


def test_either_adds_their_side_to_any_act_whatever_the_state(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    entry = ledger.entries_of_street(street.id)[0]
    rules.close(street.id, by=cast.ann)
    for who in (cast.ann, cast.ben):
        side = rules.add_side(entry.id, by=who, words="It was\nnot like that.")
        assert (side.thing, side.street) == (entry.thing, street.id)
        assert side.participants == entry.participants
    with pytest.raises(BadShape, match="Your side is empty"):
        rules.add_side(entry.id, by=cast.ann, words=" \n ")
    with pytest.raises(BadShape, match="100,000 characters"):
        rules.add_side(entry.id, by=cast.ann, words="x" * 100_000)


def test_a_side_is_added_to_what_lies_on_a_street_and_to_nothing_else(cast: Cast) -> None:
    fact = people.form_team(name="Floor", by=cast.dana)
    with pytest.raises(NotSeen):
        rules.add_side(fact.id, by=cast.ann, words="I was never asked.")


def test_the_same_form_sent_twice_pauses_once(cast: Cast) -> None:
    street, once = open_street(cast.ann, cast.ben), Once("key", "fingerprint")
    assert rules.pause(street.id, by=cast.ann, once=once) == rules.pause(street.id, by=cast.ann, once=once)
    closing = Once("other", "fingerprint")
    assert rules.close(street.id, by=cast.ben, once=closing) == rules.close(
        street.id, by=cast.ben, once=closing
    )


def test_a_past_that_is_brought_in_lays_streets_that_nobody_asked_for(cast: Cast) -> None:
    street = knock(cast.ann, cast.ben)
    with writing(by=cast.dana) as book:
        laid = rules.lay(book, [(cast.ben, cast.ann), (cast.cy, cast.ann), (cast.ann, cast.cy)], opened=False)
    assert set(laid) == {tuple(sorted((cast.ann, cast.ben))), tuple(sorted((cast.ann, cast.cy)))}
    assert street.id in laid.values()
    fresh = queries.between(cast.ann, cast.cy)
    assert fresh is not None
    assert (fresh.state, fresh.asked_by_id) == ("waiting", None)
    assert queries.streets_of(cast.dana) == []
    assert knock(cast.cy, cast.ann).asked_by_id == cast.cy
    assert replay.check().ok


def test_asking_for_the_streets_of_one_person_costs_one_query(
    cast: Cast, django_assert_num_queries: object
) -> None:
    for number in range(8):
        open_street(cast.ann, come_in(cast.dana, name=f"N {number}", email=f"{number}@fir.example"))
    with django_assert_num_queries(1):  # type: ignore[operator]
        names = [street.low.called + street.high.called for street in queries.streets_of(cast.ann)]
    assert len(names) == 8


# ---- when one of the two leaves ----------------------------------------------------------------------------


@pytest.mark.parametrize("go", ["leave", "erase"])
def test_leaving_closes_ones_streets_by_nobody_and_ends_their_estimate(cast: Cast, go: str) -> None:
    street, asked = open_street(cast.ann, cast.ben), knock(cast.cy, cast.ben)
    for one in street.both:
        rules.wish_estimate(street.id, by=one, wish=True)
    if go == "leave":
        people.leave(cast.ben, by=cast.dana)
    else:
        people.erase(cast.ben, by=cast.ben, ground="asked")
    for each in (street, asked):
        assert (now(each).state, now(each).paused_by_id, now(each).asked_by_id) == ("closed", None, None)
        last = ledger.entries_of_street(each.id)[-1]
        assert (last.kind, last.by, set(last.participants)) == ("street.left", "", set(each.both))
    assert not now(street).measured
    assert not EstimateWish.objects.exists()
    with pytest.raises(RuleBroken, match="no longer here"):
        rules.reopen(street.id, by=cast.ann)
    assert replay.check().ok


def test_a_street_that_was_closed_before_stays_closed_by_whoever_closed_it(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    rules.close(street.id, by=cast.ann)
    people.leave(cast.ben, by=cast.dana)
    people.erase(cast.ben, by=cast.dana, ground="asked")
    assert now(street).paused_by_id == cast.ann
    assert "street.left" not in {entry.kind for entry in ledger.entries_of_street(street.id)}


@pytest.mark.parametrize("who", ["ann", "ben"])
def test_either_may_reopen_it_once_the_one_who_left_is_back(cast: Cast, who: str) -> None:
    street = open_street(cast.ann, cast.ben)
    people.leave(cast.ben, by=cast.ben)
    people.bring_back(cast.ben, by=cast.dana)
    people.join(cast.ben, by=cast.ben)
    with pytest.raises(RuleBroken, match="closed when one of you left"):
        knock(cast.ann, cast.ben)
    rules.reopen(street.id, by=getattr(cast, who))
    assert now(street).state == "waiting"
    assert say_yes(knock(cast.ann, cast.ben), cast.ben).state == "open"
    assert replay.check().ok


def test_both_ends_read_the_same_of_it_and_the_one_who_stays_hears_it(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    people.leave(cast.ben, by=cast.dana)
    last = ledger.entries_of_street(street.id)[-1]
    assert told.lines([last], seen_by=cast.ann)[last.id].says == "The street closed when Ben Okoro left"
    assert told.lines([last], seen_by=cast.ben)[last.id].says == "The street closed when you left"
    [heard] = notices.notices(last)
    assert (heard.to, heard.subject) == (cast.ann, "Ben Okoro has left")


def test_shared_work_finds_the_street_whatever_its_state(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    rules.pause(street.id, by=cast.ben)
    with writing(by=cast.ann) as book:
        assert rules.meet(book, by=cast.ann, to=cast.ben).id == street.id
    rules.close(street.id, by=cast.ben)
    with writing(by=cast.ann) as book:
        assert rules.meet(book, by=cast.ann, to=cast.ben).state == "closed"


def test_shared_work_lays_a_street_that_waits_for_a_yes(cast: Cast) -> None:
    with writing(by=cast.ann) as book:
        laid = rules.meet(book, by=cast.ann, to=cast.ben)
        again = rules.meet(book, by=cast.ben, to=cast.ann)
    assert (laid.state, laid.asked_by_id, again.id) == ("waiting", cast.ann, laid.id)
    with writing(by=cast.ben) as book:
        assert rules.say_yes(book, laid, by=cast.ben).state == "open"


def test_shared_work_needs_another_who_is_there_and_here(cast: Cast) -> None:
    with writing(by=cast.ann) as book, pytest.raises(RuleBroken):
        rules.meet(book, by=cast.ann, to=cast.ann)
    with writing(by=cast.eve) as book, pytest.raises(NotSeen):
        rules.meet(book, by=cast.eve, to=cast.ann)
