"""The table: sound, sourced, readable; what goes in and cannot be read is refused in a sentence."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from math import inf, nan
from typing import Any

import pytest

from twoway.ledger.kinds import kinds
from twoway.trust.errors import BadReading, BadSettings
from twoway.trust.evidence import CHECKIN, DEFAULTS, KINDS, Answer, EvidenceKind, Parameter, Reading, Settings

CITED = (
    "Gneezy & Epley 2014",
    "Poortinga & Pidgeon 2004",
    "Mayer, Davis & Schoorman 1995",
    "Schweitzer, Hershey & Bradlow 2006",
    "Tomlinson, Dineen & Lewicki 2004",
)
NOUNS = ("promise.", "thanks.", "side.", "call.", "voice.", "handoff.", "problem.", "ownup.", "conversation.")
ACTS = [kind for kind in KINDS if kind.level is not None]


@pytest.mark.parametrize("row", [*DEFAULTS.kinds, *DEFAULTS.parameters], ids=lambda row: row.name)
def test_every_row_says_where_it_comes_from_and_what_it_means(row: EvidenceKind | Parameter) -> None:
    assert "assumed" in row.source or any(source in row.source for source in CITED)
    assert row.says.endswith(".")
    assert "score" not in row.says


def test_every_act_without_a_number_has_its_reason() -> None:
    assert all(row.why.endswith((".", ").")) for row in DEFAULTS.uncounted)
    assert {"promise.declined", "promise.countered", "thanks.given", "ownup.said"} <= {
        row.name for row in DEFAULTS.uncounted
    }


def test_every_act_of_a_noun_is_in_the_table() -> None:
    """By its own name, or, as a move may be early or late, by one that begins with it."""
    told = [row.name for row in DEFAULTS.kinds] + [row.name for row in DEFAULTS.uncounted]
    acts = [name for name in kinds() if name.startswith(NOUNS)]
    assert "promise.kept" in acts
    assert [name for name in acts if not any(row.startswith(name) for row in told)] == []


def test_a_kept_promise_is_the_ceiling_and_a_broken_one_the_floor() -> None:
    assert DEFAULTS.act("promise.kept")[0] == 50 == max(DEFAULTS.act(kind.name)[0] for kind in ACTS)
    assert DEFAULTS.act("promise.broken")[0] == -50 == min(DEFAULTS.act(kind.name)[0] for kind in ACTS)


def test_a_loss_weighs_one_to_two_gains() -> None:
    gain, loss = DEFAULTS.act("promise.kept")[2], DEFAULTS.act("promise.broken")[2]
    assert 1 <= gain / loss <= 2


def test_all_acts_read_one_mix_of_facets() -> None:
    """On this rests that neither a kept promise nor an own-up lowers a lane on any later day."""
    assert len({kind.weights for kind in ACTS}) == 1


def test_what_went_wrong_reads_at_the_floor_and_owning_at_the_ceiling() -> None:
    """On this rests that owning is at least as good as silence in every history."""
    wrong = ("call.partly", "call.failed", "call.cost_said", "call.waiting", "problem.raised")
    owned = ("call.owned", "problem.owned", "problem.taken_on", "promise.owned")
    assert {DEFAULTS.act(name)[0] for name in wrong} == {-50}
    assert {DEFAULTS.act(name)[0] for name in owned} == {50}


def test_keeping_a_promise_is_worth_more_than_breaking_and_owning_it() -> None:
    kept, broken, owned = (1 / DEFAULTS.act(f"promise.{name}")[2] for name in ("kept", "broken", "owned"))
    assert owned < broken * 3 / 4 < broken
    assert owned < kept


def test_only_what_waits_for_an_answer_stands_open() -> None:
    assert DEFAULTS.standing == {"promise.late", "call.waiting", "voice.waiting"}


def test_the_opening_covariance_is_symmetric_and_says_the_variance_of_a_lane() -> None:
    table = DEFAULTS.covariance
    assert all(table[row][column] == table[column][row] for row in range(6) for column in range(6))
    lane = sum(table[row][column] for row in range(3) for column in range(3)) / 9
    assert lane == pytest.approx(DEFAULTS.lane_variance)


@pytest.mark.parametrize(
    "wrong",
    [{"lane": 2}, {"day": 0}, {"day": True}, {"day": 738_000.5}, {"day": 4_000_000}]
    + [{"size": size} for size in (0, -1, 11, nan, inf)],
)
def test_an_act_on_no_lane_no_day_or_of_no_size_is_refused(wrong: dict[str, Any]) -> None:
    right: dict[str, Any] = {"entry": "e1", "kind": "promise.kept", "day": 738_000, "lane": 0}
    with pytest.raises(BadReading) as refused:
        Reading(**(right | wrong))
    assert refused.value.status == 422
    assert refused.value.say.endswith(".")


@pytest.mark.parametrize(
    "values", [(None, None, None), (101, 50, 50), (-1, None, None), (nan, 1, 1), (50, 50)]
)
def test_an_answer_off_the_scale_or_about_nothing_is_refused(values: Any) -> None:
    with pytest.raises(BadReading):
        Answer(entry="e1", day=738_000, lane=0, values=values)


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": 51},
        {"weights": (0.5, 0.5, 0.5)},
        {"weights": (1.5, -0.5, 0.0)},
        {"noise": 0},
        {"source": ""},
        {"level": None, "stands": True},
    ],
)
def test_a_row_that_contradicts_itself_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadSettings):
        replace(KINDS[0], **wrong)


@pytest.mark.parametrize(
    "kinds",
    [KINDS + KINDS[:1], tuple(kind for kind in KINDS if kind.name != CHECKIN)],
    ids=["twice", "no check-in"],
)
def test_a_table_with_a_row_too_many_or_too_few_is_refused(kinds: tuple[EvidenceKind, ...]) -> None:
    with pytest.raises(BadSettings):
        Settings(release="wrong", kinds=kinds)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("baseline", 40),
        ("facet_variance", 0),
        ("facet_correlation", 1),
        ("reciprocity", -0.1),
        ("half_life_days", 0),
    ],
)
def test_a_parameter_out_of_bounds_is_refused(name: str, value: float) -> None:
    rows = tuple(replace(row, value=value) if row.name == name else row for row in DEFAULTS.parameters)
    with pytest.raises(BadSettings):
        Settings(release="wrong", parameters=rows)


def test_estimating_needs_neither_numpy_nor_django() -> None:
    """Start-up and every noun pay for what is imported here."""
    heavy = "[name for name in ('numpy', 'django', 'pydantic') if name in sys.modules]"
    look = f"import sys, twoway.trust.street; print({heavy})"
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
