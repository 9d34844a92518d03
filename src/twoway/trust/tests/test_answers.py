"""What holds of voices and of trust given first, in every history: answering, late, or not at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twoway.trust.evidence import DEFAULTS, Lane, Reading
from twoway.trust.matters import Found
from twoway.trust.rows import PROMISED
from twoway.trust.tests.lives import FIRST_DAY, two_lanes
from twoway.trust.tests.matter_lives import HAIR, histories, lane

WEIGHTS = st.sampled_from([0.25, 0.5, 0.75, 1.0])  # by how far the writer felt heard
DUE = st.integers(0, 300)
HALF_A_YEAR, A_QUARTER_OF_A_POINT = 180, 0.25


def voice(kind: str, on: int, which: Lane, size: float = 1.0) -> Reading:
    return Reading(entry="voice", kind=kind, day=FIRST_DAY + on, lane=which, size=size)


def with_it(history: list[Found], reading: Reading) -> list[Found]:
    return sorted([*history, reading], key=lambda one: one.day)


@given(histories(), DUE, st.integers(0, 60), WEIGHTS, two_lanes, st.integers(1, 1_500))
def test_silence_is_never_better_than_an_answer_in_time(
    history: list[Found], due: int, before: int, size: float, which: Lane, later: int
) -> None:
    """On any later day, however little heard its writer felt; and an answer is never worse than no voice."""
    answered = with_it(history, voice("voice.answered", max(0, due - before), which, size))
    silent = with_it(history, voice("voice.waiting", due + 1, which))
    at = due + later
    none, good, bad = (lane(told, at, which).mean for told in (history, answered, silent))
    assert bad - HAIR <= none <= good + HAIR


@given(histories(), DUE, st.integers(1, 1_000), WEIGHTS, two_lanes, st.integers(0, 1_000))
def test_silence_is_never_better_than_an_answer_that_comes_late(
    history: list[Found], due: int, late: int, size: float, which: Lane, later: int
) -> None:
    answered = with_it(history, voice("voice.answered_late", due + late, which, size))
    silent = with_it(history, voice("voice.waiting", due + 1, which))
    at = due + late + later
    assert lane(silent, at, which).mean <= lane(answered, at, which).mean + HAIR


@given(
    histories(),
    DUE,
    st.integers(0, 60),
    st.integers(1, HALF_A_YEAR),
    WEIGHTS,
    two_lanes,
    st.integers(0, 1_000),
)
def test_an_answer_in_time_is_never_worse_than_a_late_one(
    history: list[Found], due: int, before: int, late: int, size: float, which: Lane, later: int
) -> None:
    """For half a year, but for a hair where much is on record: what is fresh weighs more than what is old."""
    in_time = with_it(history, voice("voice.answered", max(0, due - before), which, size))
    too_late = with_it(history, voice("voice.answered_late", due + late, which, size))
    at = due + late + later
    assert lane(too_late, at, which).mean <= lane(in_time, at, which).mean + A_QUARTER_OF_A_POINT


@given(histories(), DUE, two_lanes, st.integers(0, 1_000))
def test_trust_that_is_given_and_what_went_well_never_lower_a_lane(
    history: list[Found], on: int, which: Lane, later: int
) -> None:
    for kind in ("entrustment.given", "entrustment.well", "conversation.opened.well"):
        more = with_it(history, voice(kind, on, which))
        assert lane(more, on + later, which).mean >= lane(history, on + later, which).mean - HAIR


def test_all_acts_read_one_mix_of_facets() -> None:
    """So that what holds here is a theorem, and a street of a thousand acts takes half a millisecond."""
    assert {kind.weights for kind in DEFAULTS.kinds if kind.level is not None} == {PROMISED}
