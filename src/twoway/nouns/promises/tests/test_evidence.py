"""What a promise bears on trust, for one history after another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act
from twoway.nouns.promises import acts, evidence
from twoway.people.streets import acts as street_acts
from twoway.people.streets import stops as stopped
from twoway.people.streets.stops import Stop
from twoway.trust.matters import settled
from twoway.trust.street import street

ANN, BEN = "ann000000000", "ben000000000"
MARCH_1 = date(2026, 3, 1)


def day(number: int) -> date:
    """Day 1 is 1 March 2026."""
    return MARCH_1 + timedelta(days=number - 1)


def entered(*told: Act, source: str = "", on: int = 1) -> list[Entry]:
    """The acts as entries of one promise, named e0, e1 and so on."""
    at = datetime.combine(day(on), datetime.min.time(), tzinfo=UTC)
    return [
        Entry(
            seq=number, id=f"e{number}", kind=act.kind, by=ANN, at=at, happened_at=at, thing="promise00000",
            street="street000000", participants=(ANN, BEN), audience=(), source=source,
            entered_by=ANN, act=act, words_erased=False,
        )
        for number, act in enumerate(told)
    ]  # fmt: skip


def made(due: int | None = 10, *, waits: bool = False) -> acts.Made:
    return acts.Made(
        promiser=ANN, promisee=BEN, what="the plan", due_on=day(due) if due else None, waits=waits or None
    )


def asked(due: int = 10) -> acts.Asked:
    return acts.Asked(promiser=ANN, promisee=BEN, what="the plan", due_on=day(due))


def kept(on: int, *, said: int | None = None) -> acts.Kept:
    return acts.Kept(kept_on=day(on), on=day(said or on))


def confirmed(on: int, *, said: int | None = None) -> acts.Confirmed:
    return acts.Confirmed(kept_on=day(on), on=day(said or on))


def moved(
    was: int | None, due: int | None, *, asked_on: int, on: int | None = None, by: str = ANN
) -> acts.Moved:
    return acts.Moved(
        due_on=day(due) if due else None,
        was_on=day(was) if was else None,
        asked_by=by,
        asked_on=day(asked_on),
        on=day(on or asked_on),
    )


def priced(high: int | None = 100) -> acts.Made:
    return replace(made(), price_low=high, price_high=high, currency="EUR" if high else None)


def charged(on: int, minor: int) -> acts.Kept:
    return replace(kept(on), charged=minor)


def raised(
    was: int | None, now: int, *, asked_on: int, by: str = ANN, was_in: str = "EUR"
) -> acts.TermsChanged:
    return acts.TermsChanged(
        price_low=now, price_high=now, was_low=was, was_high=was, asked_by=by, asked_on=day(asked_on),
        on=day(asked_on + 1), currency="EUR", was_currency=was_in,
    )  # fmt: skip


def said(told: list[Act], today: int) -> list[tuple[str, str, int]]:
    """(kind, entry, day) of every reading."""
    found = evidence.readings(entered(*told), day(today))
    return [(r.kind.removeprefix("promise."), r.entry, r.day - MARCH_1.toordinal() + 1) for r in found]


ACCEPTED, DECLINED = acts.Accepted(), acts.Declined(would_rather_not=False)
CONTESTED, BROKEN = acts.Contested(on=day(6)), acts.Broken(on=day(6))


@pytest.mark.parametrize(
    ("what", "told", "today", "bears"),
    [
        ("open before its day", [made()], 5, []),
        ("open on its day", [made()], 10, []),
        ("open after its day", [made()], 11, [("late", "e0", 11)]),
        ("open long after its day, still one", [made()], 90, [("late", "e0", 11)]),
        ("open without a day", [made(None)], 900, []),
        ("waiting for a first yes", [made(waits=True)], 20, []),
        ("a first yes", [made(waits=True), ACCEPTED], 20, [("late", "e1", 11)]),
        ("asked", [asked()], 20, []),
        ("asked and declined", [asked(), DECLINED], 20, []),
        ("asked and accepted", [asked(), ACCEPTED], 20, [("late", "e1", 11)]),
        ("withdrawn", [made(waits=True), acts.Withdrawn()], 20, []),
        ("claimed, not yet sure", [made(), kept(5)], 11, []),
        ("claimed and uncontested", [made(), kept(5)], 12, [("kept", "e1", 5)]),
        ("claimed and confirmed", [made(), kept(5), confirmed(5, said=6)], 6, [("kept", "e1", 5)]),
        ("confirmed without a claim", [made(), confirmed(9)], 9, [("kept", "e1", 9)]),
        ("kept on its day", [made(), kept(10), confirmed(10)], 10, [("kept", "e1", 10)]),
        ("kept late", [made(), kept(12), confirmed(12)], 12, [("kept_late", "e1", 12)]),
        ("kept in time, said late", [made(), kept(9, said=15)], 22, [("kept", "e1", 9)]),
        ("claimed after its day", [made(), kept(9, said=15)], 16, []),
        ("kept without a day", [made(None), kept(300)], 400, [("kept", "e1", 300)]),
        ("contested before its day", [made(), kept(5), CONTESTED], 9, []),
        ("contested, then late", [made(), kept(5), CONTESTED], 30, [("late", "e0", 11)]),
        ("contested, then kept", [made(), kept(5), CONTESTED, kept(8)], 30, [("kept", "e3", 8)]),
        ("given up", [made(), BROKEN], 30, [("broken", "e1", 6)]),
        ("released", [made(), acts.Released()], 30, []),
        ("asked, not agreed", [made(), acts.MoveAsked(due_on=day(20), on=day(5), reason="x")], 10, []),
        ("moved early", [made(), moved(10, 20, asked_on=5)], 12, [("moved_early", "e1", 5)]),
        ("moved on the day itself", [made(), moved(10, 20, asked_on=10)], 12, [("moved_early", "e1", 10)]),
        ("moved late", [made(), moved(10, 20, asked_on=11)], 12, [("moved_late", "e1", 11)]),
        ("asked in time", [made(), moved(10, 20, asked_on=9, on=12)], 12, [("moved_early", "e1", 12)]),
        ("moved forward", [made(), moved(10, 8, asked_on=5)], 7, []),
        ("moved as the promisee asked", [made(), moved(10, 20, asked_on=11, by=BEN)], 12, []),
        ("given a first day later", [made(None), moved(None, 20, asked_on=5)], 12, []),
        ("its day taken away", [made(), moved(10, None, asked_on=5)], 90, []),
        (
            "moved twice, then late",
            [made(), moved(10, 20, asked_on=5), moved(20, 30, asked_on=22)],
            40,
            [("moved_early", "e1", 5), ("moved_late", "e2", 22), ("late", "e0", 31)],
        ),
        (
            "moved, then kept",
            [made(), moved(10, 20, asked_on=5), kept(19), confirmed(19)],
            40,
            [("moved_early", "e1", 5), ("kept", "e2", 19)],
        ),
        ("countered to a later day", [asked(), acts.Countered(due_on=day(20)), ACCEPTED], 15, []),
        ("at its price", [priced(), charged(5, 100)], 12, [("kept", "e1", 5), ("at_price", "e0", 5)]),
        ("below its price", [priced(), charged(5, 1)], 12, [("kept", "e1", 5), ("at_price", "e0", 5)]),
        ("above its price", [priced(), charged(5, 101)], 12, [("kept", "e1", 5), ("above_price", "e0", 5)]),
        ("a price of which nobody said", [priced(), kept(5)], 12, [("kept", "e1", 5)]),
        ("charged, not yet sure", [priced(), charged(5, 101)], 11, []),
        ("charged and contested", [priced(), charged(5, 101), CONTESTED], 9, []),
        (
            "charged as confirmed",
            [priced(), kept(5), replace(confirmed(6), charged=101)],
            6,
            [("kept", "e1", 6), ("above_price", "e0", 6)],
        ),
        (
            "raised in time and charged so",
            [priced(), raised(100, 120, asked_on=3), charged(5, 120)],
            12,
            [("terms_changed_early", "e1", 4), ("kept", "e2", 5), ("at_price", "e0", 5)],
        ),
        ("raised late", [priced(), raised(100, 120, asked_on=11)], 10, []),
        (
            "raised late, and still open",
            [priced(), raised(100, 120, asked_on=11)],
            12,
            [("terms_changed_late", "e1", 12), ("late", "e0", 11)],
        ),
        ("raised as the promisee asked", [priced(), raised(100, 120, asked_on=3, by=BEN)], 9, []),
        ("lowered", [priced(), raised(100, 90, asked_on=3)], 9, []),
        ("a first price", [made(), raised(None, 90, asked_on=3)], 9, []),
        ("another currency", [priced(), raised(100, 120, asked_on=3, was_in="GBP")], 9, []),
        ("reopened elsewhere", [made(), kept(5), acts.Reopened(on=day(6))], 30, [("late", "e0", 11)]),
        ("released elsewhere, then reopened", [made(), acts.Released(), acts.Reopened(on=day(6))], 9, []),
    ],
)  # fmt: skip
def test_what_a_history_bears(
    what: str, told: list[Act], today: int, bears: list[tuple[str, str, int]]
) -> None:
    assert said(told, today) == bears


def test_what_was_brought_in_counts_when_it_is_taken_on_or_in_a_study() -> None:
    history = entered(made(), confirmed(5), source="jira DS-1")
    assert evidence.readings(history, day(30)) == []
    assert len(evidence.readings(history, day(30), study=True)) == 1
    taken = entered(made(), confirmed(5), acts.TakenOn(), source="jira DS-1")
    assert len(evidence.readings(taken, day(30))) == 1


def test_what_is_disputed_counts_nothing_even_after_it_was_taken_on() -> None:
    told = [made(), confirmed(5), acts.TakenOn(), acts.Disputed()]
    assert evidence.readings(entered(*told, source="jira DS-1"), day(30)) == []
    assert evidence.readings(entered(*told, source="jira DS-1"), day(30), study=True) == []


@pytest.mark.parametrize(
    ("what", "stops", "late_on"),
    [
        ("stopped since before the day", [(5, None)], None),
        ("stopped since after the day", [(15, None)], None),
        ("a pause over before the day", [(3, 6)], 11),
        ("a pause over the day", [(8, 20)], 21),
        ("two pauses in a row over the day", [(8, 12), (12, 20)], 21),
        ("a pause after the day", [(15, 20)], 11),
    ],
)
def test_a_day_that_passes_while_the_street_is_stopped(
    what: str, stops: list[tuple[int, int | None]], late_on: int | None
) -> None:
    stretches = [Stop(since=day(since), until=day(until) if until else None) for since, until in stops]
    found = evidence.readings(entered(made()), day(40), stops=stretches)
    assert [reading.day for reading in found] == ([day(late_on).toordinal()] if late_on else [])


def test_stops_are_read_from_the_acts_of_the_street() -> None:
    told = [
        *entered(street_acts.Opened(), on=1),
        *entered(street_acts.Paused(), on=3),
        *entered(street_acts.Closed(), on=4),
        *entered(street_acts.Reopened(), on=6),
        *entered(street_acts.Opened(), on=8),
        *entered(street_acts.Paused(), on=9),
    ]
    assert stopped.of_acts(told, "UTC") == [
        Stop(since=day(3), until=day(8)),
        Stop(since=day(9)),
    ]


@pytest.mark.parametrize(
    ("what", "told", "bears"),
    [
        ("kept in the pause", kept(15), "kept"),
        ("kept on the day the street goes on", kept(20), "kept"),
        ("kept a day after that", kept(21), "kept_late"),
        ("asked to move it as the street goes on", moved(10, 30, asked_on=20), "moved_early"),
        ("asked to move it a day after that", moved(10, 30, asked_on=21), "moved_late"),
    ],
)
def test_in_a_pause_over_its_day_nothing_is_too_late(what: str, told: Act, bears: str) -> None:
    found = evidence.readings(entered(made(), told), day(29), stops=[Stop(since=day(8), until=day(20))])
    assert [reading.kind for reading in found] == [f"promise.{bears}"]


def test_leaving_stops_a_street_as_closing_does() -> None:
    told = [*entered(street_acts.Opened(), on=1), *entered(street_acts.Left(person=BEN), on=3)]
    assert stopped.of_acts(told, "UTC") == [Stop(since=day(3))]


def test_the_lane_is_the_promisees_counting_on_the_promiser() -> None:
    [from_ann] = evidence.readings(entered(made()), day(30))
    towards_ann = acts.Made(promiser=BEN, promisee=ANN, what="x", due_on=day(10))
    [from_ben] = evidence.readings(entered(towards_ann), day(30))
    assert (from_ann.lane, from_ben.lane) == (1, 0)  # person 0 is whose id sorts first, here Ann


STEPS = st.one_of(
    st.builds(kept, st.integers(1, 40)),
    st.builds(confirmed, st.integers(1, 40)),
    st.just(CONTESTED),
    st.just(BROKEN),
    st.just(acts.Released()),
    st.just(acts.Reopened(on=day(3))),
    st.just(ACCEPTED),
    st.builds(moved, st.integers(1, 30), st.integers(1, 60), asked_on=st.integers(1, 40)),
)


@given(st.booleans(), st.lists(STEPS, max_size=12), st.integers(1, 80))
def test_no_act_gives_two_readings_none_counts_before_its_day_and_one_at_most_is_an_outcome(
    waits: bool, told: list[Act], today: int
) -> None:
    found = evidence.readings(entered(made(waits=waits), *told), day(today))
    assert len({reading.entry for reading in found}) == len(found)
    assert all(reading.day <= day(today).toordinal() for reading in found)
    assert sum("moved" not in reading.kind for reading in found) <= 1


def test_a_street_is_the_sum_of_its_promises() -> None:
    other = [
        Entry(**{**vars(entry), "thing": "another00000", "id": f"o{entry.seq}"}) for entry in entered(made())
    ]
    told = [*entered(street_acts.Opened()), *entered(made(), kept(5)), *other]
    assert [reading.kind for reading in evidence.readings_of_street(told, day(30))] == [
        "promise.kept",
        "promise.late",
    ]


def owned(told: list[Act], today: int, *, on: int, by: str = ANN) -> list[tuple[str, str, int, float]]:
    """(kind, entry, day, size) of what counts once it was owned on that day, after these acts."""
    own = replace(entered(acts.Owned(ownup="ownup0000000"), on=on)[0], id="own", seq=len(told), by=by)
    found = settled(evidence.readings([*entered(*told), own], day(today)))
    since = MARCH_1.toordinal() - 1
    return [(r.kind.removeprefix("promise."), r.entry, r.day - since, r.size) for r in found]


@pytest.mark.parametrize(
    ("what", "told", "bears"),
    [
        ("given up", [made(), BROKEN], [("broken", "e1", 6, 0.75), ("owned", "own", 20, 0.5)]),
        ("late", [made(6)], [("late", "e0", 7, 1), ("owned", "own", 20, 0.5 ** (13 / 14))]),
        (
            "kept late",
            [made(5), kept(9), confirmed(9)],
            [("kept_late", "e1", 9, 1), ("owned", "own", 20, 0.5)],
        ),
        ("kept in time: there is nothing to own", [made(), kept(5), confirmed(5)], [("kept", "e1", 5, 1)]),
        ("open: there is nothing to own yet", [made(60)], []),
        ("let go", [made(), acts.Released()], []),
    ],
)
def test_what_a_promise_bears_once_its_promiser_owns_up_to_it(
    what: str, told: list[Act], bears: list[tuple[str, str, int, float]]
) -> None:
    assert owned(told, 30, on=20) == bears


def test_what_the_promisee_owns_up_to_is_no_matter_of_the_promise() -> None:
    assert owned([made(), BROKEN], 30, on=20, by=BEN) == [("broken", "e1", 6, 1)]


@given(st.booleans(), st.lists(STEPS, max_size=12), st.integers(1, 80), st.integers(0, 80))
def test_owning_up_to_a_promise_never_lowers_its_lane(
    waits: bool, told: list[Act], on: int, later: int
) -> None:
    history = entered(made(waits=waits), *told)
    own = replace(entered(acts.Owned(ownup="ownup0000000"), on=on)[0], id="own", seq=len(history))
    silent, frank = (
        street(settled(evidence.readings(those, day(on + later))), as_of_day=day(on + later).toordinal())
        for those in (history, [*history, own])
    )
    for here, there in zip(silent.lanes, frank.lanes, strict=True):
        assert there.mean >= here.mean - 1e-9
