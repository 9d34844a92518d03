"""`twoway forecast FILE --backtest`: any record of promises, and a sentence for whatever is wrong in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from twoway.cli import past
from twoway.cli.tests.conftest import Twoway
from twoway.errors import BadShape

# The clock stands at 2 March 2026.
HEADER = "promiser,promisee,made_on,due_on,kept_on"
RECORD = Path(__file__).resolve().parents[5] / "shared" / "data" / "jira_promises"


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    def write(*lines: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
        path = tmp_path / "promises.csv"
        path.write_text("\n".join([header, *lines]), encoding=encoding)
        return path

    return write


def test_a_plain_table_is_told_as_promises(written: Callable[..., Path]) -> None:
    file = past.read(written("Ann,Ben,2026-01-05,2026-01-09,2026-01-12", "ann,Cy,2026-01-06,2026-01-30,"))
    kept, running = file.told
    assert (kept.ended, running.ended, running.ended_on) == ("kept", None, None)
    assert kept.promiser == running.promiser != running.promisee
    assert (file.until, file.refused) == (kept.ended_on, [])


@pytest.mark.parametrize(
    ("row", "say"),
    [
        ("Ann,Ben,2026-01-05,2026-01-02,", "lies before the day on which it was made"),
        ("Ann,Ben,2026-01-05,2026-01-09,2026-01-02", "ended before it was made"),
        ("Ann,Ann,2026-01-05,2026-01-09,", "to oneself"),
        (",Ben,2026-01-05,2026-01-09,", "Nobody is named"),
        ("Ann,Ben,soon,2026-01-09,", "made_on is 'soon', which is no day"),
        ("Ann,Ben,2026-13-45,2026-01-09,", "no day"),
        ("Ann,Ben,2026-01-05,,", "the day it is due"),
        ("Ann,Ben,2027-01-05,2027-01-09,", "still to come"),
        ("Ann,Ben,0001-01-01,0001-01-02,", "taken for mistakes"),
        ("Ann,Ben,2026-01-05", "3 cells where the header has 5"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_line(
    written: Callable[..., Path], row: str, say: str
) -> None:
    file = past.read(written("Ann,Ben,2026-01-05,2026-01-09,2026-01-08", row))
    assert len(file.told) == 1
    [refused] = file.refused
    assert refused.startswith("line 3: ")
    assert say in refused


def test_marks_semicolons_and_other_names_of_columns_are_read(written: Callable[..., Path]) -> None:
    header = "Owner;Customer;Created;Due date;Completed;Moved"
    path = written("Ann;Ben;05.01.2026;09.01.2026;12.01.2026;yes", header=header, encoding="utf-8-sig")
    [told] = past.read(path).told
    assert told.due == told.made + 4
    assert len(told.moves) == 1


def test_days_of_a_move_an_end_and_of_being_sure_are_read(written: Callable[..., Path]) -> None:
    header = f"{HEADER},moved_on,moved_to,closed_on,outcome,sure_by"
    file = past.read(
        written(
            "Ann,Ben,2026-01-05,2026-01-09,2026-01-15,2026-01-08,2026-01-16,,,2026-01-12",
            "Ann,Ben,2026-01-05,2026-01-09,,,,2026-01-20,broken,",
            "Ann,Ben,2026-01-05,2026-01-09,,,,2026-01-20,released,",
            header=header,
        )
    )
    assert [one.ended for one in file.told] == ["kept", "given_up", "let_go"]
    assert [len(one.moves) for one in file.told] == [1, 0, 0]
    assert file.told[0].sure_by == file.told[0].made + 7


def test_moments_with_a_zone_are_one_moment_everywhere(written: Callable[..., Path]) -> None:
    path = written("Ann,Ben,2026-01-05T10:00:00+09:00,2026-01-09,2026-01-08T23:30:00-08:00")
    [told] = past.read(path).told
    assert told.made % 1 == pytest.approx(1 / 24)
    assert told.ended_on == pytest.approx(told.made - 1 / 24 + 4 + 7.5 / 24)


@pytest.mark.parametrize(
    ("text", "say"),
    [("", "empty"), ("a,b\n1,2\n", "no column for promiser"), ("\x00\x01\x02" * 99, "not a text file")],
)
def test_what_is_no_table_of_promises_is_refused_whole(tmp_path: Path, text: str, say: str) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(text)
    with pytest.raises(BadShape, match=say):
        past.read(path)


def test_it_says_how_it_did_beside_both_plain_rules(twoway: Twoway, written: Callable[..., Path]) -> None:
    rows = [f"P{n % 4},Ben,2025-{1 + n // 4:02}-03,2025-{1 + n // 4:02}-10,2025-{1 + n // 4:02}-0{7 + n % 3}"
            for n in range(40)]  # fmt: skip
    said = twoway("forecast", written(*rows), "--backtest", "--json").json
    made, half_way = said["forecasts"]
    assert made["model"]["n"] == made["base_rate"]["n"] == made["promised"]["n"] == 40
    assert half_way["age"] == 0.5
    assert said["until"] == "2025-10-09"


@pytest.mark.skipif(not RECORD.is_dir(), reason="the real record is not on this machine")
@pytest.mark.long_run
@pytest.mark.parametrize(("name", "count"), [("duraspace", 116), ("apache", 62)])
def test_on_real_records_it_beats_the_base_rate_half_way(name: str, count: int) -> None:
    from twoway.trust.rolling import rolling

    file = past.read(RECORD / f"{name}_issues.csv", events=RECORD / f"{name}_events.csv")
    made, half_way = (rolling(file.told, until=file.until, ages=(age,)) for age in (0.0, 0.5))
    assert made.model.n == count
    assert half_way.better.low > 0
    assert half_way.promised.brier > 0.5
