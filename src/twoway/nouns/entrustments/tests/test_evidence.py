"""What an entrustment bears on trust, for one history after another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act
from twoway.nouns.entrustments import acts, evidence
from twoway.trust.evidence import DEFAULTS

ANN, BEN = "ann000000000", "ben000000000"
BOTH = (ANN, BEN)  # lane 0 is Ann's: how far she can count on Ben
MARCH_1, FIRST, SECOND = date(2026, 3, 1), date(2026, 3, 6), date(2026, 4, 6)
Told = tuple[str, Act, int]
GIVEN: Told = (ANN, acts.Given(to=BEN, scope="The board", freedom=5, look_back_on=FIRST), 1)
ACCEPTED: Told = (BEN, acts.Accepted(), 2)


def entered(*told: Told, source: str = "") -> list[Entry]:
    """(by, act, day) as entries of one entrustment, named e0, e1 and so on."""
    found = []
    for number, (by, act, on) in enumerate(told):
        at = datetime(2026, 3, 1, 9, tzinfo=UTC) + timedelta(days=on - 1)
        found.append(
            Entry(
                seq=number, id=f"e{number}", kind=act.kind, by=by, at=at, happened_at=at, thing="board",
                street="street000000", participants=BOTH, audience=(), source=source, entered_by=by, act=act,
                words_erased=False,
            )
        )  # fmt: skip
    return found


def looked_back(by: str, how: str, on: int, day: date = FIRST) -> Told:
    return by, acts.LookedBack(how=how, for_on=day, on=MARCH_1 + timedelta(days=on - 1)), on


def read(*told: Told, source: str = "", study: bool = False, today: date = date(2026, 6, 1)) -> set[str]:
    """What it bears, as "lane kind entry day"."""
    found = evidence.readings_of_street(entered(*told, source=source), today, between=BOTH, study=study)
    return {f"{one.lane} {one.kind} {one.entry} {one.day - MARCH_1.toordinal() + 1}" for one in found}


def test_trust_given_first_counts_for_the_receiver_once_it_is_taken_on() -> None:
    assert read(GIVEN) == set()
    assert read(GIVEN, (BEN, acts.Declined(), 2)) == set()
    assert read(GIVEN, ACCEPTED) == {"1 entrustment.given e1 2"}


def test_how_it_went_counts_on_the_lane_of_whoever_says_so() -> None:
    told = (GIVEN, ACCEPTED, looked_back(ANN, "badly", 6), looked_back(BEN, "well", 7))
    assert read(*told) == {
        "1 entrustment.given e1 2",
        "0 entrustment.badly e2 6",
        "1 entrustment.well e3 7",
    }


def test_the_last_word_for_a_day_counts_and_each_day_counts_once() -> None:
    told = (GIVEN, ACCEPTED, looked_back(ANN, "badly", 6), looked_back(ANN, "partly", 8))
    assert read(*told, looked_back(ANN, "well", 40, SECOND)) == {
        "1 entrustment.given e1 2",
        "0 entrustment.partly e3 8",
        "0 entrustment.well e4 40",
    }


def test_widened_narrowed_returned_and_ended_count_nothing() -> None:
    changed = (
        (ANN, acts.Widened(freedom=6), 3),
        (ANN, acts.Narrowed(freedom=2, reason="Too soon"), 4),
        (BEN, acts.Returned(reason="Too much"), 5),
        (ANN, acts.Ended(reason="Over"), 5),
    )
    assert read(GIVEN, ACCEPTED, *changed) == read(GIVEN, ACCEPTED)


def test_what_was_brought_in_counts_in_a_study_alone() -> None:
    assert read(GIVEN, ACCEPTED, source="csv 1") == set()
    assert read(GIVEN, ACCEPTED, source="csv 1", study=True) == {"1 entrustment.given e1 2"}


def test_nothing_counts_before_its_day() -> None:
    assert read(GIVEN, ACCEPTED, today=MARCH_1) == set()


def test_well_partly_and_badly_read_in_that_order() -> None:
    well, partly, badly = (DEFAULTS.act(f"entrustment.{how}")[0] for how in ("well", "partly", "badly"))
    assert well > partly > badly
