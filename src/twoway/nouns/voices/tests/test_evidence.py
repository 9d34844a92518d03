"""How voices bear on trust: tables of histories, each with what it comes to on its writer's lane."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act
from twoway.nouns.voices import acts, evidence
from twoway.people.streets import acts as street_acts

ANA, BEN, CHEN = "ana000000000", "ben000000000", "chen00000000"
MARCH_1 = date(2026, 3, 1)
Told = tuple[str, Act, int]


def day(number: int) -> date:
    """Day 1 is 1 March 2026."""
    return MARCH_1 + timedelta(days=number - 1)


def entered(*told: Told, source: str = "", thing: str = "voice0000000") -> list[Entry]:
    """(by, act, day) as entries of one voice, named e0, e1 and so on, as two who see all of it read them."""
    found = []
    for number, (by, act, on) in enumerate(told):
        at = datetime.combine(day(on), datetime.min.time(), tzinfo=UTC).replace(hour=9)
        found.append(
            Entry(
                seq=number, id=f"e{number}", kind=act.kind, by=by, at=at, happened_at=at, thing=thing,
                street="*", participants=(ANA, BEN), audience=(), source=source, entered_by=by,
                act=act, words_erased=False,
            )
        )  # fmt: skip
    return found


def raised(due: int = 10, to: Sequence[str] = (BEN,)) -> Told:
    act = acts.Raised(to=tuple(to), team="", words="w", wants="act", answer_by=day(due), on=day(1))
    return ANA, act, 1


def answered(on: int, answer: str = "no_because", by: str = BEN) -> Told:
    return by, acts.Answered(answer=answer, words="w"), on


def closed(heard: int, on: int = 20) -> Told:
    return ANA, acts.Closed(heard=heard), on


def moved(to: int, on: int, was: int = 10) -> Told:
    return BEN, acts.Moved(answer_by=day(to), was_by=day(was), reason="r"), on


def added(due: int, on: int) -> Told:
    return ANA, acts.Added(words="w", answer_by=day(due)), on


def reopened(due: int, on: int) -> Told:
    return ANA, acts.Reopened(words="w", answer_by=day(due)), on


def offered(on: int) -> Told:
    return BEN, acts.PassOffered(to=CHEN, on=day(on)), on


def allowed(due: int, on: int) -> Told:
    return ANA, acts.PassAllowed(to=CHEN, wants="act", answer_by=day(due)), on


def refused(due: int, on: int) -> Told:
    return ANA, acts.PassRefused(answer_by=day(due)), on


def taken_on(due: int, on: int) -> Told:
    return CHEN, acts.TakenOn(answer_by=day(due)), on


READ: Told = (BEN, acts.Acknowledged(), 3)
WITHDRAWN: Told = (ANA, acts.Withdrawn(), 12)


def bears(
    told: Sequence[Told], today: int, *, of: str = ANA, on: str = BEN, source: str = "", study: bool = False
) -> list[tuple[str, str, int, float]]:
    """(kind, entry, day, size) of every reading on the lane of one towards another."""
    between = (min(of, on), max(of, on))
    found = evidence.readings_of_street(
        entered(*told, source=source), day(today), between=between, study=study
    )
    lane, first = between.index(of), MARCH_1.toordinal() - 1
    return [(r.kind.removeprefix("voice."), r.entry, r.day - first, r.size) for r in found if r.lane == lane]


@pytest.mark.parametrize(
    ("what", "told", "today", "found"),
    [
        ("raised, before its day", [raised()], 9, []),
        ("raised, on its day", [raised()], 10, []),
        ("its day passed in silence", [raised()], 11, [("waiting", "e0", 11, 1)]),
        ("long passed, still one", [raised()], 200, [("waiting", "e0", 11, 1)]),
        ("read is no answer", [raised(), READ], 11, [("waiting", "e0", 11, 1)]),
        ("a no and why, on its day", [raised(), answered(10)], 90, [("answered", "e1", 10, 1)]),
        ("a promise, before it", [raised(), answered(4, "promised")], 9, [("answered", "e1", 4, 1)]),
        ("answered after its day", [raised(), answered(11)], 12, [("answered_late", "e1", 11, 1)]),
        ("moved in time, not passed", [raised(), moved(20, 9)], 20, []),
        ("moved, and the new day passed", [raised(), moved(20, 9)], 21, [("waiting", "e1", 21, 1)]),
        (
            "moved, and answered by then",
            [raised(), moved(20, 9), answered(20)],
            30,
            [("answered", "e2", 20, 1)],
        ),
        ("it takes more: the writer's turn", [raised(), answered(9, "need_more")], 60, []),
        (
            "added, and the day ran out anew",
            [raised(), answered(9, "need_more"), added(30, 20)],
            31,
            [("waiting", "e2", 31, 1)],
        ),
        ("closed, fully heard", [raised(), answered(5), closed(5)], 30, [("answered", "e1", 5, 1)]),
        ("closed, mostly", [raised(), answered(5), closed(4)], 30, [("answered", "e1", 5, 1)]),
        ("closed, in part", [raised(), answered(5), closed(3)], 30, [("answered", "e1", 5, 0.75)]),
        ("closed, a little", [raised(), answered(5), closed(2)], 30, [("answered", "e1", 5, 0.5)]),
        ("closed, not at all", [raised(), answered(11), closed(1)], 30, [("answered_late", "e1", 11, 0.25)]),
        ("opened again", [raised(), answered(5), closed(1), reopened(40, 30)], 40, []),
        (
            "opened again, in silence",
            [raised(), answered(5), reopened(40, 30)],
            41,
            [("waiting", "e2", 41, 1)],
        ),
        (
            "opened again, answered again: one answer",
            [raised(), answered(5), reopened(40, 30), answered(35)],
            50,
            [("answered", "e3", 35, 1)],
        ),
        ("taken back", [raised(), WITHDRAWN], 90, []),
        ("the writer is asked about passing on", [raised(), offered(9)], 60, []),
        ("refused, with the days given back", [raised(), offered(9), refused(21, 20)], 21, []),
        (
            "refused, and passed",
            [raised(), offered(9), refused(21, 20)],
            22,
            [("waiting", "e2", 22, 1)],
        ),
        (
            "allowed, and nobody took it on",
            [raised(), offered(9), allowed(15, 14)],
            16,
            [("waiting", "e2", 16, 1)],
        ),
        ("taken on by another", [raised(), offered(9), allowed(15, 14), taken_on(30, 15)], 90, []),
        ("overdue when it was offered, and refused", [raised(), offered(12), refused(10, 20)], 21,
         [("waiting", "e0", 11, 1)]),
    ],
)  # fmt: skip
def test_what_a_history_bears_on_whoever_it_was_raised_with(
    what: str, told: list[Told], today: int, found: list[tuple[str, str, int, float]]
) -> None:
    assert bears(told, today) == found


def test_whoever_took_it_on_has_its_day_from_then_on() -> None:
    told = [raised(), offered(9), allowed(15, 14), taken_on(30, 15)]
    for seen in (told, told[2:]):
        assert bears(seen, 30, on=CHEN) == []
        [(kind, _entry, since, size)] = bears(seen, 31, on=CHEN)
        assert (kind, since, size) == ("waiting", 31, 1)
        answer = [*seen, answered(30, by=CHEN)]
        assert [one[0] for one in bears(answer, 90, on=CHEN)] == ["answered"]
        assert bears(answer, 90, on=BEN) == []


def test_of_several_leads_whoever_answered_has_and_the_others_have_nothing_left_to_answer() -> None:
    both = raised(to=(BEN, CHEN))
    assert bears([both], 11, on=BEN) == bears([both], 11, on=CHEN) == [("waiting", "e0", 11, 1)]
    told = [both, answered(12, by=CHEN)]
    assert bears(told, 90, on=BEN) == []
    assert bears(told, 90, on=CHEN) == [("answered_late", "e1", 12, 1)]
    aside: Told = (BEN, acts.StoodAside(), 5)
    assert bears([both, aside], 11, on=BEN) == []
    assert bears([both, aside], 11, on=CHEN) == [("waiting", "e0", 11, 1)]


def test_it_bears_nothing_on_its_writer() -> None:
    for told in ([raised()], [raised(), answered(20), closed(1)]):
        assert bears(told, 90, of=BEN, on=ANA) == []


def test_what_was_brought_in_counts_in_a_study_alone() -> None:
    assert bears([raised()], 30, source="jira DS-1") == []
    assert len(bears([raised()], 30, source="jira DS-1", study=True)) == 1


@pytest.mark.parametrize(
    ("stopped", "answer", "today", "found"),
    [
        ((5, None), None, 40, []),
        ((5, 20), None, 20, []),
        ((5, 20), None, 21, ["waiting"]),
        ((15, 20), None, 17, []),
        ((15, 20), None, 40, ["waiting"]),
        ((5, 20), 20, 40, ["answered"]),
        ((5, 20), 21, 40, ["answered_late"]),
    ],
)
def test_no_passed_day_counts_while_the_street_is_stopped(
    stopped: tuple[int, int | None], answer: int | None, today: int, found: list[str]
) -> None:
    first, last = stopped
    stops: list[Told] = [(ANA, street_acts.Paused(), first)]
    if last:
        stops.append((ANA, street_acts.Resumed(), last))
    told = [
        *entered(*stops, thing="street000000"),
        *entered(raised(), *([answered(answer)] if answer else [])),
    ]
    read = evidence.readings_of_street(told, day(today), between=(ANA, BEN))
    assert [one.kind.removeprefix("voice.") for one in read] == found


TOLD: st.SearchStrategy[Told] = st.one_of(
    st.builds(answered, st.integers(2, 40), st.sampled_from(["done", "told", "need_more"])),
    st.builds(closed, st.integers(1, 5), st.integers(2, 40)),
    st.builds(moved, st.integers(11, 60), st.integers(2, 40)),
    st.builds(added, st.integers(11, 60), st.integers(2, 40)),
    st.builds(reopened, st.integers(11, 60), st.integers(2, 40)),
    st.builds(offered, st.integers(2, 40)),
    st.builds(allowed, st.integers(11, 60), st.integers(2, 40)),
    st.builds(taken_on, st.integers(11, 60), st.integers(2, 40)),
    st.just(WITHDRAWN),
)


@given(st.lists(TOLD, max_size=10), st.integers(1, 80))
def test_one_voice_gives_one_reading_at_most_on_one_lane_and_none_before_its_day(
    told: list[Told], today: int
) -> None:
    told = [one for one in sorted([raised(), *told], key=lambda one: one[2]) if one[2] <= today]
    for on in (BEN, CHEN):
        found = bears(told, today, on=on)
        assert len(found) <= 1
        assert all(one[2] <= today for one in found)
        assert bears(told, today, of=on, on=ANA) == []
