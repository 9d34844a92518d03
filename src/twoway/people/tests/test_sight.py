"""Who may see what: the same for both of two, and for anybody else no trace of there being something."""

from __future__ import annotations

from itertools import permutations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, come_in, open_street
from twoway.errors import NotSeen
from twoway.ids import new_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.people import queries, rules, sight
from twoway.people.streets import queries as streets
from twoway.people.streets import rules as street_rules


@pytest.fixture
def between(cast: Cast) -> Entry:
    """Something that lies between Ann and Ben."""
    street = open_street(cast.ann, cast.ben)
    first = ledger.entries_of_street(street.id)[0]
    return street_rules.add_side(first.id, by=cast.ben, words="How it was for me.")


def test_both_of_two_see_the_same_and_nobody_else_sees_anything(cast: Cast, between: Entry) -> None:
    seen = {
        name: sight.may_see_entry(between.id, getattr(cast, name))
        for name in ("ann", "ben", "cy", "dana", "eve")
    }
    assert seen == {"ann": True, "ben": True, "cy": False, "dana": False, "eve": False}
    of_street = {
        name: set(
            sight.entries(getattr(cast, name))
            .filter(street=between.street)
            .values_list("entry_id", flat=True)
        )
        for name in seen
    }
    assert of_street["ann"] == of_street["ben"] != set()
    assert of_street["cy"] == of_street["dana"] == of_street["eve"] == set()


def test_looking_after_the_server_opens_no_street(cast: Cast, between: Entry) -> None:
    assert cast.person("dana").runs_server
    with pytest.raises(NotSeen):
        streets.street(between.street, seen_by=cast.dana)
    with pytest.raises(NotSeen):
        sight.demand(between.thing, cast.dana)


def test_what_is_not_yours_costs_and_reads_like_what_is_not_there(cast: Cast, between: Entry) -> None:
    nonsense = (new_id(), "no id", "\x00", "x" * 10_000)
    for look, hidden in (
        (lambda id_: sight.may_see_entry(id_, cast.cy), between.id),
        (lambda id_: sight.may_see(id_, cast.cy), between.street),
        (lambda id_: sight.may_see_person(id_, cast.eve), cast.ann),
        (lambda id_: refused(lambda: streets.street(id_, seen_by=cast.cy)), between.street),
        (lambda id_: refused(lambda: queries.seen_person(id_, seen_by=cast.eve)), cast.ann),
        (lambda id_: refused(lambda: street_rules.add_side(id_, by=cast.cy, words="I say")), between.id),
        (lambda id_: refused(lambda: street_rules.pause(id_, by=cast.cy)), between.street),
    ):
        answers = set()
        for id_ in (hidden, *nonsense):
            with CaptureQueriesContext(connection) as asked:
                answers.add((look(id_), len(asked)))
        [(answer, _queries)] = answers
        assert answer in {False, "Nothing here you can open."}


def refused(call: object) -> str:
    """What the refusal says."""
    with pytest.raises(NotSeen) as refusal:
        call()  # type: ignore[operator]
    return str(refusal.value.say)


def test_facts_about_the_workplace_are_for_members_who_have_joined(cast: Cast) -> None:
    team = rules.form_team(name="Floor", by=cast.dana)
    waiting = rules.invite(by=cast.ann, name="Finn", email="finn@fir.example").thing
    for name in ("ann", "ben", "cy", "dana"):
        assert sight.may_see_entry(team.id, getattr(cast, name))
    assert not sight.may_see_entry(team.id, cast.eve)
    assert not sight.may_see_entry(team.id, waiting)
    rules.leave(cast.cy, by=cast.cy)
    assert not sight.may_see_entry(team.id, cast.cy)


def test_a_mail_address_is_seen_by_its_owner_and_by_whoever_wrote_it(cast: Cast) -> None:
    finn = rules.invite(by=cast.ann, name="Finn", email="finn@fir.example").thing
    address = next(entry for entry in ledger.entries_of([finn]) if entry.kind == "person.addressed")
    seen = {one for one in (cast.ann, cast.ben, cast.dana, finn) if sight.may_see_entry(address.id, one)}
    assert seen == {cast.ann, finn}


def test_members_see_each_other_and_guests(cast: Cast) -> None:
    for one, other in permutations((cast.ann, cast.ben, cast.cy, cast.dana), 2):
        assert sight.may_see_person(one, other)
    assert sight.may_see_person(cast.eve, cast.ann)


def test_a_guest_sees_those_they_share_a_street_with_and_their_own_clients_people(cast: Cast) -> None:
    fay = come_in(cast.dana, name="Fay", email="fay@larch.example", role="guest", client=cast.larch)
    other = rules.name_client(name="Oak", by=cast.dana).thing
    gil = come_in(cast.dana, name="Gil", email="gil@oak.example", role="guest", client=other)
    assert {one.id for one in queries.persons(seen_by=cast.eve)} == {cast.eve, fay}
    open_street(cast.ann, cast.eve)
    assert {one.id for one in queries.persons(seen_by=cast.eve)} == {cast.eve, fay, cast.ann}
    assert not sight.may_see_person(gil, cast.eve)
    assert not sight.may_see_person(cast.eve, gil)


def test_whoever_is_invited_sees_themselves_and_who_has_come_to_them(cast: Cast) -> None:
    finn = rules.invite(by=cast.ann, name="Finn", email="finn@fir.example").thing
    assert {one.id for one in queries.persons(seen_by=finn)} == {finn}
    open_street(cast.ann, finn)
    assert {one.id for one in queries.persons(seen_by=finn)} == {finn, cast.ann}


def test_whoever_has_left_or_is_erased_sees_nobody(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    rules.leave(cast.ben, by=cast.ben)
    rules.erase(cast.cy, by=cast.cy, ground="asked")
    assert queries.persons(seen_by=cast.ben) == queries.persons(seen_by=cast.cy) == []


def test_somebody_erased_stays_without_a_name_for_those_who_shared_a_street(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    rules.erase(cast.ben, by=cast.ben, ground="asked")
    assert sight.may_see_person(cast.ben, cast.ann)
    assert not sight.may_see_person(cast.ben, cast.cy)


def test_asking_for_many_costs_no_more_queries_than_asking_for_few(cast: Cast) -> None:
    costs = []
    for number in range(12):
        come_in(cast.dana, name=f"Somebody {number}", email=f"{number}@fir.example")
        with CaptureQueriesContext(connection) as asked:
            queries.persons(seen_by=cast.ann)
        costs.append(len(asked))
    assert len(set(costs)) == 1
