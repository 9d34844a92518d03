"""What a call bears on trust, for one history after another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act
from twoway.nouns.calls import acts, evidence
from twoway.people.streets import acts as street_acts
from twoway.trust.matters import settled

ANA, BEN, CHEN, DEE, EVE = "ana000000000", "ben000000000", "chen00000000", "dee000000000", "eve000000000"
MARCH_1 = date(2026, 3, 1)
Told = tuple[str, Act, int]


def day(number: int) -> date:
    """Day 1 is 1 March 2026."""
    return MARCH_1 + timedelta(days=number - 1)


def entered(*told: Told, source: str = "", thing: str = "call00000000") -> list[Entry]:
    """(by, act, day) as entries of one call, named e0, e1 and so on, as two who see all of it read them."""
    found = []
    for number, (by, act, on) in enumerate(told):
        at = datetime.combine(day(on), datetime.min.time(), tzinfo=UTC).replace(hour=9)
        found.append(
            Entry(
                seq=number, id=f"e{number}", kind=act.kind, by=by, at=at, happened_at=at, thing=thing,
                street="*", participants=(CHEN, BEN, ANA), audience=(), source=source, entered_by=by,
                act=act, words_erased=False,
            )
        )  # fmt: skip
    return found


def made(review: int | None = 10, sure: int | None = 60, by: str = BEN, asks: Sequence[str] = (ANA,)) -> Told:
    act = acts.Made(
        choice="this way", on_me=True, asks=tuple(asks), touches=(), owners_asked=(), sure_percent=sure,
        review_on=day(review) if review else None, on=day(1),
    )  # fmt: skip
    return by, act, 1


def reviewed(outcome: str, on: int, next_on: int | None = None, by: str = BEN) -> Told:
    act = acts.Reviewed(
        outcome=outcome, next_on=day(next_on) if next_on else None, on_me=True, on=day(on), sure_percent=60
    )
    return by, act, on


def owned(on: int, by: str = BEN) -> Told:
    return by, acts.Owned(ownup="ownup0000000", on=day(on)), on


def cost(of: int, on: int, by: str = ANA) -> Told:
    return by, acts.CostSaid(cost=of, sure_percent=60), on


REACHED: Told = (ANA, acts.Reached(to=CHEN), 2)
PROBLEM: Told = (CHEN, acts.HasProblem(problem="problem00000", cost=1, sure_percent=60, on_me=True), 4)
SUPERSEDED: Told = (BEN, acts.Superseded(by_call="another00000", on=day(12)), 12)


def bears(
    told: Sequence[Told], today: int, *, of: str = ANA, on: str = BEN, source: str = "", study: bool = False
) -> list[tuple[str, str, int, float]]:
    """(kind, entry, day, size) of every reading on the lane of one towards another."""
    between = (min(of, on), max(of, on))
    entries = entered(*told, source=source)
    found = settled(evidence.readings_of_street(entries, day(today), between=between, study=study))
    lane = between.index(of)
    first = MARCH_1.toordinal() - 1
    return [(r.kind.removeprefix("call."), r.entry, r.day - first, r.size) for r in found if r.lane == lane]


@pytest.mark.parametrize(
    ("what", "told", "today", "found"),
    [
        ("made, before its day", [made()], 9, []),
        ("made, on its day", [made()], 10, []),
        ("made, its day passed", [made()], 11, [("waiting", "e0", 11, 1)]),
        ("made, its day long passed, still one", [made()], 200, [("waiting", "e0", 11, 1)]),
        ("made without a day", [made(None)], 200, []),
        ("too early, with a new day", [made(), reviewed("too_early", 11, 30)], 30, []),
        (
            "too early, and the new day passed",
            [made(), reviewed("too_early", 11, 30)],
            31,
            [("waiting", "e1", 31, 1)],
        ),
        ("worked", [made(), reviewed("worked", 11)], 30, [("worked", "e1", 11, 0.8)]),
        ("worked, declared certain", [made(sure=100)], 5, []),
        ("failed", [made(), reviewed("failed", 12)], 30, [("failed", "e1", 12, 0.8)]),
        ("partly", [made(), reviewed("partly", 12)], 30, [("partly", "e1", 12, 0.8)]),
        ("superseded in silence", [made(), SUPERSEDED], 30, []),
        ("cost said", [made(), cost(5, 6)], 7, [("cost_said", "e1", 6, 3.2)]),
        ("said twice, the last word", [made(), cost(5, 6), cost(2, 8)], 9, [("cost_said", "e1", 6, 0.4)]),
        (
            "cost said by another is no cost of hers",
            [made(), cost(5, 6, by=CHEN)],
            7,
            [],
        ),
        (
            "failed and cost said: once",
            [made(), reviewed("failed", 12), cost(1, 13)],
            30,
            [("cost_said", "e2", 13, 0.2)],
        ),
        ("owned unasked, before its day", [made(), owned(5)], 30, [("owned", "e1", 5, 1)]),
        ("owned a fortnight after its day", [made(), owned(25)], 30, [("owned", "e1", 25, 0.5)]),
        ("failed and owned", [made(25), reviewed("failed", 12), owned(12)], 30, [("owned", "e2", 12, 1)]),
        ("a problem came past her, owned", [made(), REACHED, PROBLEM, owned(4)], 8, [("owned", "e3", 4, 1)]),
        ("a problem came past her, no word", [made(), REACHED, PROBLEM], 10, []),
        ("the same, its day passed", [made(), REACHED, PROBLEM], 11, [("waiting", "e0", 11, 1)]),
    ],
)  # fmt: skip
def test_what_a_history_bears_on_the_one_it_asked(
    what: str, told: list[Told], today: int, found: list[tuple[str, str, int, float]]
) -> None:
    assert bears(told, today) == found


def test_whoever_it_reached_waits_as_those_it_named_do() -> None:
    assert bears([made(), REACHED], 11, of=CHEN) == [("waiting", "e0", 11, 1)]
    assert bears([made()], 11, of=CHEN) == []


def test_whoever_was_merely_told_of_it_is_on_no_lane() -> None:
    told = [made(), (BEN, acts.Opened(to=EVE), 3), reviewed("failed", 12), owned(13)]
    assert bears(told, 30, of=EVE) == []


def test_between_two_whom_it_asked_nothing_is_counted() -> None:
    told = [made(asks=(ANA, DEE)), REACHED, PROBLEM, cost(5, 6), reviewed("failed", 12)]
    for of, on in ((ANA, DEE), (DEE, ANA), (CHEN, ANA), (ANA, CHEN)):
        assert bears(told, 30, of=of, on=on) == []


def test_nothing_counts_for_the_owner_on_those_it_touched() -> None:
    assert bears([made(), cost(5, 6), reviewed("failed", 12)], 30, of=BEN, on=ANA) == []


def test_joint_owners_share_the_word_of_one_and_own_each_for_themselves() -> None:
    joined: Told = (DEE, acts.Joined(on_me=True, sure_percent=60, on=day(2)), 2)
    told = [made(), joined, reviewed("failed", 12)]
    assert bears(told, 30, on=BEN) == bears(told, 30, on=DEE) == [("failed", "e2", 12, 0.8)]
    told += [owned(12)]
    assert [one[0] for one in bears(told, 30, on=BEN)] == ["owned"]
    assert [one[0] for one in bears(told, 30, on=DEE)] == ["failed"]
    assert bears(told, 30, of=BEN, on=DEE) == bears(told, 30, of=DEE, on=BEN) == []


def test_what_was_brought_in_counts_in_a_study_alone() -> None:
    told = [made(), reviewed("failed", 12)]
    assert bears(told, 30, source="jira DS-1") == []
    assert len(bears(told, 30, source="jira DS-1", study=True)) == 1


@pytest.mark.parametrize(
    "word", [acts.AskedFor(owner=BEN, question="how?"), acts.Noted(owner=BEN, choice="so", on_me=True)]
)
@pytest.mark.parametrize("ends", [None, acts.Declined(), acts.NoteDeclined(), acts.Withdrawn()])
def test_what_was_asked_for_or_noted_moves_nothing_until_its_owner_says_yes(
    word: Act, ends: Act | None
) -> None:
    told: list[Told] = [(ANA, word, 1), *([(BEN, ends, 2)] if ends else [])]
    assert bears(told, 300) == []
    assert bears([(ANA, word, 1), made()], 11) == [("waiting", "e1", 11, 1)]


@pytest.mark.parametrize(
    ("stopped", "today", "since"),
    [((5, None), 40, None), ((5, 20), 20, None), ((5, 20), 21, 21), ((15, 20), 17, None), ((15, 20), 40, 11)],
)
def test_no_passed_day_counts_while_the_street_is_stopped(
    stopped: tuple[int, int | None], today: int, since: int | None
) -> None:
    first, last = stopped
    stops: list[Told] = [(ANA, street_acts.Paused(), first)]
    if last:
        stops.append((ANA, street_acts.Resumed(), last))
    told = [*entered(*stops, thing="street000000"), *entered(made())]
    found = evidence.readings_of_street(told, day(today), between=(ANA, BEN))
    waiting = [one.day - MARCH_1.toordinal() + 1 for one in found if one.what == "waits"]
    assert waiting == ([since] if since else [])


TOLD: st.SearchStrategy[Told] = st.one_of(
    st.builds(reviewed, st.sampled_from(["worked", "partly", "failed"]), st.integers(2, 40)),
    st.builds(reviewed, st.just("too_early"), st.integers(2, 40), st.integers(41, 60)),
    st.builds(cost, st.integers(1, 5), st.integers(2, 40), st.sampled_from([ANA, CHEN])),
    st.builds(owned, st.integers(2, 40)),
    st.just(REACHED),
    st.just(PROBLEM),
    st.just(SUPERSEDED),
)


@given(st.lists(TOLD, max_size=10), st.integers(1, 80))
def test_no_act_gives_two_readings_none_counts_before_its_day_and_one_loss_at_most(
    told: list[Told], today: int
) -> None:
    told = sorted([made(), *told], key=lambda one: one[2])
    told = [one for one in told if one[2] <= today]
    for of in (ANA, CHEN):
        found = bears(told, today, of=of)
        assert len({one[1] for one in found}) == len(found)
        assert all(one[2] <= today for one in found)
        assert sum(one[0] in {"failed", "partly", "cost_said"} for one in found) <= 1
        assert sum(one[0] == "owned" for one in found) <= 1
    for of, on in ((ANA, CHEN), (CHEN, ANA), (BEN, ANA), (BEN, CHEN)):
        assert bears(told, today, of=of, on=on) == []
