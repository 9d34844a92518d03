"""Who passes a voice on to whom, and what each of them is told of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from tests.cast import Cast, come_in, open_street
from twoway.errors import NotSeen
from twoway.nouns.voices import queries, rules
from twoway.nouns.voices.tests.lives import FRIDAY, LATER, SAID, answered, raised, refused, seen, taken_on
from twoway.people import rules as people
from twoway.people.streets import queries as streets


def test_passed_on_with_the_writers_yes_it_is_with_whoever_takes_it_on(cast: Cast) -> None:
    id = raised(cast)
    rules.acknowledge(id, by=cast.ben)
    rules.offer_pass(id, by=cast.ben, to=cast.cy, words="Cy plans the Fridays")
    with pytest.raises(NotSeen):
        seen(id, cast.cy)
    rules.allow_pass(id, by=cast.ann)
    assert seen(id, cast.cy).title == SAID
    told = queries.history(seen(id, cast.cy), seen_by=cast.cy)
    assert [entry.kind for entry in told] == ["voice.raised", "voice.pass_offered", "voice.pass_allowed"]
    rules.take_on(id, by=cast.cy, answer_by=LATER)
    voice = seen(id, cast.ann)
    assert (voice.state, voice.answer_by, voice.acknowledged_by) == ("open", LATER, "")
    assert [one.id for one in queries.raised_with(voice)] == [cast.cy]
    street = streets.between(cast.ann, cast.cy)
    assert street is not None
    assert street.state == "open"
    rules.move(id, by=cast.cy, answer_by=date(2026, 3, 20), reason="A week off")
    answered(id, cast.cy)
    assert "You passed this on" in refused(lambda: answered(id, cast.ben)).say
    kinds = [entry.kind for entry in queries.history(seen(id, cast.ben), seen_by=cast.ben)]
    assert kinds[-1] == "voice.taken_on"


def test_without_the_writers_yes_nobody_else_hears_of_it(cast: Cast) -> None:
    id = raised(cast)
    rules.offer_pass(id, by=cast.ben, to=cast.cy)
    refused(partial(rules.acknowledge, id, by=cast.ben))
    rules.refuse_pass(id, by=cast.ann)
    with pytest.raises(NotSeen):
        seen(id, cast.cy)
    answered(id, cast.ben)


def test_declined_or_taken_back_it_stays_where_it_was(cast: Cast) -> None:
    id = raised(cast)
    rules.offer_pass(id, by=cast.ben, to=cast.cy)
    rules.allow_pass(id, by=cast.ann)
    rules.decline_pass(id, by=cast.cy, words="Not mine")
    assert (seen(id, cast.ben).passing, queries.role_of(seen(id, cast.cy), cast.cy)) == ("", "declined")
    rules.offer_pass(id, by=cast.ben, to=cast.dana)
    rules.allow_pass(id, by=cast.ann)
    answered(id, cast.ben)
    assert "does not wait for you" in refused(partial(rules.take_on, id, by=cast.dana)).say
    kinds = [entry.kind for entry in queries.history(seen(id, cast.dana), seen_by=cast.dana)]
    assert kinds[-1] == "voice.pass_taken_back"


@pytest.mark.parametrize("shares", [False, True])
def test_a_guest_and_a_member_are_strangers_whether_or_not_they_share_a_street(
    cast: Cast, shares: bool
) -> None:
    """Whoever passes it on may not learn of a street between the two."""
    open_street(cast.ben, cast.eve)
    if shares:
        open_street(cast.cy, cast.eve)
        open_street(cast.ann, cast.eve)
    guests = rules.raise_(SAID, by=cast.eve, to=cast.ben, answer_by=FRIDAY).thing
    assert refused(partial(rules.offer_pass, guests, by=cast.ben, to=cast.cy)).code == "strangers"
    assert refused(partial(rules.offer_pass, raised(cast), by=cast.ben, to=cast.eve)).code == "strangers"


def test_contacts_of_one_client_may_pass_on_to_each_other(cast: Cast) -> None:
    one = come_in(cast.dana, name="Ned Fox", email="ned@larch.example", role="guest", client=cast.larch)
    id = rules.raise_(SAID, by=cast.eve, to=one, answer_by=FRIDAY).thing
    other = come_in(cast.dana, name="Noa Fox", email="noa@larch.example", role="guest", client=cast.larch)
    rules.offer_pass(id, by=one, to=other)
    rules.allow_pass(id, by=cast.eve)
    rules.take_on(id, by=other)
    assert seen(id, other).title == SAID


def test_it_is_passed_to_nobody_who_has_it_or_has_left(cast: Cast) -> None:
    open_street(cast.ben, cast.eve)
    id = rules.raise_(SAID, by=cast.eve, to=cast.ben, answer_by=FRIDAY).thing
    for person in (cast.eve, cast.ben):
        assert refused(partial(rules.offer_pass, id, by=cast.ben, to=person)).code == "has_it"
    theirs = raised(cast)
    assert refused(partial(rules.offer_pass, theirs, by=cast.ben, to="")).field == "to"
    gone = come_in(cast.dana, name="Rex Åm", email="rex@fir.example")
    people.leave(gone, by=gone)
    assert refused(partial(rules.offer_pass, theirs, by=cast.ben, to=gone)).code == "has_left"


def test_days_spent_on_the_writers_yes_are_given_back(cast: Cast, at: Callable[[str], object]) -> None:
    id = raised(cast)
    rules.offer_pass(id, by=cast.ben, to=cast.cy)
    at("2026-03-10 09:00")
    assert queries.days_late_for(seen(id, cast.ann), cast.ann) == 0
    rules.refuse_pass(id, by=cast.ann)
    assert seen(id, cast.ben).answer_by == date(2026, 3, 13)
    rules.offer_pass(id, by=cast.ben, to=cast.cy)
    rules.take_pass_back(id, by=cast.ben)
    assert seen(id, cast.ben).answer_by == date(2026, 3, 13)


def test_what_was_overdue_when_it_was_offered_stays_so(cast: Cast, at: Callable[[str], object]) -> None:
    id = raised(cast)
    at("2026-03-10 09:00")
    rules.offer_pass(id, by=cast.ben, to=cast.cy)
    rules.allow_pass(id, by=cast.ann)
    assert queries.days_late_for(seen(id, cast.ben), cast.ben) == 5
    rules.take_on(id, by=cast.cy)
    assert seen(id, cast.ann).answer_by == date(2026, 3, 17)


def test_whoever_had_it_before_learns_nothing_of_what_comes_after(cast: Cast) -> None:
    id = raised(cast)
    taken_on(cast, id, cast.cy)
    before = [entry.id for entry in queries.history(seen(id, cast.ben), seen_by=cast.ben)]
    rules.offer_pass(id, by=cast.cy, to=cast.dana)
    rules.allow_pass(id, by=cast.ann)
    rules.take_on(id, by=cast.dana)
    answered(id, cast.dana)
    rules.close(id, by=cast.ann, heard=1)
    assert [entry.id for entry in queries.history(seen(id, cast.ben), seen_by=cast.ben)] == before
    assert "You passed this on" in refused(lambda: answered(id, cast.ben)).say
