"""The figures of a track record: what they count, and that nobody can be found by taking them apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from twoway.errors import NotSeen
from twoway.ledger.models import Frame
from twoway.nouns.promises import rules as promises
from twoway.nouns.track_records import queries, rules
from twoway.nouns.track_records.tests.world import World, a_quarter, out, promised, world
from twoway.people import rules as people
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets
from twoway.readings.track_records import figures, lines
from twoway.readings.track_records.cases import Case
from twoway.readings.track_records.cells import OURS, THEIRS, Figure, may_be_shown

pytestmark = pytest.mark.django_db
At = Callable[[str], None]


@pytest.fixture
def here(db: None, at: At) -> World:
    at("2026-01-12 09:00")
    return world()


def shown(record: str, side: str = OURS) -> dict[date, dict[str, tuple[int, int, int]]]:
    """What stands in each quarter: of, at least, at most, by name."""
    found = figures.filled(queries.TrackRecord.objects.select_related("team").get(id=record))
    return {
        quarter.since: {
            name: (one.of, one.at_least, one.at_most) for name, one in sides[side].figures.items()
        }
        for quarter, sides in found.quarters
    }


Q1, Q2 = date(2026, 1, 1), date(2026, 4, 1)


def test_a_quarter_comes_out_a_month_after_its_end_and_stays(here: World, at: At) -> None:
    late = a_quarter([True] * 4 + [False] * 2, here.six, here.contacts[2:4])[-1]
    record = out(here)
    at("2026-04-30 23:00")
    assert figures.for_reader(record, seen_by=here.six[0]).quarters == ()
    at("2026-05-01 00:30")
    [(_quarter, sides)] = figures.for_reader(record, seen_by=here.six[0]).quarters
    assert sides[OURS].figures["on_day"] == Figure(of=12, at_least=8, at_most=8, low=43, high=85)
    before = shown(record)
    promises.release(late, by=here.contacts[3])
    promises.give_up(a_quarter([False], here.six[:1], here.pine[:1])[0], by=here.six[0])
    assert shown(record) == before


def test_both_sides_are_counted_alike(here: World, at: At) -> None:
    """Six of Larch's contacts would be needed for the clients' side; three are two too few."""
    a_quarter([True] * 6, here.six, here.larch)
    a_quarter([True] * 3, here.larch, here.six[:2])
    record = out(here)
    at("2026-05-04 09:00")
    assert shown(record)[Q1]["on_day"] == (18, 17, 18)
    assert shown(record, THEIRS)[Q1] == {}


def test_four_read_like_none(here: World, at: At) -> None:
    record = out(here)
    a_quarter([True] * 4, here.six[:4], here.larch)
    at("2026-05-04 09:00")
    assert shown(record) == {Q1: {}}


def test_what_a_client_can_take_out_leaves_nobody_alone(here: World, at: At) -> None:
    """Five promised Larch; one of them promised Pine too, whose share Larch could work out."""
    a_quarter([True] * 5, here.six[:5], here.larch)
    record = out(here)
    at("2026-01-20 09:00")
    promised(here.six[0], here.pine[0], due=date(2026, 1, 25))
    at("2026-05-04 09:00")
    assert shown(record) == {Q1: {}}


def test_the_ends_are_blurred(here: World, at: At) -> None:
    a_quarter([False] * 5 + [True], here.six, here.larch[:1])
    record = out(here)
    at("2026-05-04 09:00")
    assert shown(record)[Q1]["on_day"] == (6, 0, 1)


def test_a_day_moved_in_good_time_takes_the_promise_along_and_one_that_had_passed_does_not(
    here: World, at: At
) -> None:
    a_quarter([True] * 5, here.six[:5], here.larch[:1])
    early, late = (promised(here.six[5], here.larch[0], due=date(2026, 3, 20)) for _ in range(2))
    at("2026-03-19 09:00")
    promises.ask_move(early, by=here.six[5], due_on=date(2026, 4, 9), reason="The press stopped")
    promises.agree_move(early, by=here.larch[0])
    at("2026-05-02 09:00")
    record = out(here)
    promises.ask_move(late, by=here.six[5], due_on=date(2026, 5, 9), reason="It stopped again")
    promises.agree_move(late, by=here.larch[0])
    promises.keep(late, by=here.six[5])
    at("2026-08-04 09:00")
    assert shown(record)[Q1]["on_day"] == (6, 5, 6)
    assert Q2 in shown(record)
    assert shown(record)[Q2] == {}


def test_what_was_brought_in_from_elsewhere_counts_nowhere(here: World, at: At) -> None:
    a_quarter([True] * 5, here.six[:5], here.larch[:1])
    record = out(here)
    at("2026-05-04 09:00")
    assert Frame.objects.exclude(source="").count() == 0
    assert shown(record)[Q1]["on_day"][0] == 5


def test_a_promise_counts_once_all_quarters_it_was_due_in(here: World, at: At) -> None:
    """Moved on, quarter by quarter, each time in good time."""
    ids = a_quarter([False] * 6, here.six, here.larch[:1])
    for day, due in (("2026-01-20", date(2026, 5, 5)), ("2026-05-04", date(2026, 8, 8))):
        at(f"{day} 09:00")
        for one, by in zip(ids, here.six, strict=True):
            promises.ask_move(one, by=by, due_on=due, reason="Later")
            promises.agree_move(one, by=here.larch[0])
    record = out(here)
    at("2026-11-02 09:00")
    found = shown(record)
    assert [found[since].get("on_day") for since in sorted(found)] == [None, None, (6, 0, 1)]
    assert found[date(2026, 7, 1)]["moved_early"] == (6, 5, 6)


def test_a_stop_of_the_street_puts_the_day_off_and_its_acts_are_never_opened(here: World, at: At) -> None:
    a_quarter([True] * 6, here.six, here.larch[:1])
    late = promised(here.six[0], here.larch[0], due=date(2026, 3, 20))
    street = street_queries.between(here.six[0], here.larch[0])
    assert street is not None
    at("2026-03-10 09:00")
    streets.pause(street.id, by=here.larch[0])
    at("2026-04-10 09:00")
    streets.resume(street.id, by=here.larch[0])
    record = out(here)
    at("2026-08-04 09:00")
    assert shown(record)[Q1]["on_day"][0] == 6
    cases = figures._cases(tuple(sorted(here.six)))
    [put_off] = cases[Q2, OURS]
    assert (put_off.thing, put_off.is_put_off, put_off.on_day) == (late, True, False)


# ---- who comes and goes ----------------------------------------------------------------------------------


def test_a_joiner_changes_nothing_and_a_leaver_ends_it_with_the_quarter_before(here: World, at: At) -> None:
    a_quarter([True] * 6, here.six, here.larch[:1])
    record = out(here)
    people.join_team(here.team, person=here.cy, by=here.boss)
    promised(here.cy, here.larch[0], due=date(2026, 1, 22))
    at("2026-05-04 09:00")
    before = shown(record)
    a_quarter([True] * 6, here.six, here.larch[:1])
    inside = next(one for one in queries.members(here.team) if one.person_id == here.six[2])
    people.leave_team(inside.id, by=here.boss, on=date(2026, 1, 20))
    assert shown(record) == before
    at("2026-08-04 09:00")
    assert shown(record) == before


def test_what_several_published_sets_show_of_a_quarter_never_overlaps(here: World, at: At) -> None:
    """Whatever is agreed, taken back and agreed anew: nobody stands in two published sets of one quarter."""
    published: dict[date, list[frozenset[str]]] = {}

    def look() -> None:
        for record in queries.TrackRecord.objects.filter(state__in=("out", "ended")).select_related("team"):
            for quarter, _sides in figures.filled(record).quarters:
                published.setdefault(quarter.since, []).append(frozenset(record.people))

    sets: list[Sequence[str]] = [here.six, here.six[:5], here.six[1:], here.six]
    for place, (day, counted) in enumerate(
        zip(("2026-01-13", "2026-05-04", "2026-05-06", "2026-08-03"), sets, strict=True)
    ):
        at(f"{day} 09:00")
        record = out(here, counted)
        look()
        if place == 1:
            rules.take_back(record, by=counted[0])
    at("2027-02-01 09:00")
    look()
    assert len(published) >= 3
    for found in published.values():
        assert all(one == other or one.isdisjoint(other) for one in found for other in found)


# ---- who reads it ----------------------------------------------------------------------------------------


def test_those_counted_and_contacts_on_a_street_with_one_read_the_same(here: World, at: At) -> None:
    a_quarter([True] * 6, here.six, here.larch[:2])
    record = out(here)
    at("2026-05-04 09:00")
    readers = (*here.six, *here.larch[:2])
    answers = [figures.for_reader(record, seen_by=one) for one in readers]
    assert all((one.quarters, one.totals) == (answers[0].quarters, answers[0].totals) for one in answers)
    for stranger in (here.cy, here.boss, here.larch[2], *here.pine):
        with pytest.raises(NotSeen):
            figures.for_reader(record, seen_by=stranger)


def test_in_public_a_quarter_stands_once_every_contact_counted_in_it_wants_that(here: World, at: At) -> None:
    a_quarter([True] * 6, here.six, here.larch[:1])
    a_quarter([True], here.larch[:1], here.six[:1])
    record = out(here, audience="public")
    at("2026-05-04 09:00")
    assert (figures.for_all(record).quarters, len(figures.for_all(record).withheld)) == ((), 1)
    rules.ask_contacts(record, by=here.six[0])
    rules.agree(record, by=here.larch[0])
    assert figures.for_all(record).quarters == figures.for_reader(record, seen_by=here.six[0]).quarters
    rules.take_back(record, by=here.larch[0])
    assert figures.for_all(record).quarters == ()


def test_only_what_is_meant_for_all_is_public(here: World) -> None:
    for_clients = out(here)
    with pytest.raises(NotSeen):
        figures.for_all(for_clients)
    rules.take_back(for_clients, by=here.six[0])
    public = out(here, audience="public")
    assert figures.for_all(public).quarters == ()
    rules.take_back(public, by=here.six[0])
    with pytest.raises(NotSeen):
        figures.for_all(public)


def test_acts_are_opened_all_or_none(here: World, at: At) -> None:
    """Five of six let theirs be opened: what the sixth did could be told from the sum, so none is."""
    a_quarter([True] * 6, here.six, here.larch[:1])
    record = rules.propose(here.team, here.six, by=here.six[0]).thing
    for one in here.six:
        rules.agree(record, by=one, opens=one != here.six[5])
    rules.ask_contacts(record, by=here.six[0])
    rules.agree(record, by=here.larch[0], opens=True)
    at("2026-05-04 09:00")
    found = figures.for_reader(record, seen_by=here.six[0])
    assert not any(lines.may_be_opened(cell, frozenset(found.record.opens)) for cell in found.cells)
    everybody = frozenset({*here.six, here.larch[0]})
    assert lines.may_be_opened(found.cells[0], everybody)


# ---- the rule of release, by itself ----------------------------------------------------------------------


def case(by: str, to: str, *seers: str) -> Case:
    return Case(
        thing=f"{by}{to}",
        by=frozenset({by}),
        to=frozenset({to}),
        seers=frozenset({by, to, *seers}),
        entries=(),
        is_promise=True,
    )


FIVE = "abcde"
CLIENT = {"x": "larch", "y": "larch", "z": "pine"}


@pytest.mark.parametrize(
    ("cases", "may"),
    [
        ([case(by, "x") for by in "abcd"], False),
        ([case(by, "x") for by in FIVE], True),
        ([case(by, to) for by in FIVE for to in "xy"], True),
        ([*(case(by, "x") for by in FIVE), case("a", "z")], False),
        ([*(case(by, "x") for by in FIVE), *(case(by, "z") for by in "abcd")], True),
        ([case(by, "x", "m") for by in FIVE] + [case("a", "y")], False),
        ([*(case(by, "x") for by in "abc"), *(case(by, "y") for by in "de")], False),
        ([case(by, "x", "m") for by in "ab"] + [case(by, "y") for by in "cde"], False),
    ],
)
def test_a_figure_stands_where_nobody_is_left_alone(cases: list[Case], may: bool) -> None:
    assert may_be_shown(cases, CLIENT) is may
