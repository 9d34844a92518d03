"""What `twoway work` does once a day about who opened what."""

from __future__ import annotations

from pathlib import Path

from pytest_django.fixtures import Settings

from tests.cast import Cast
from twoway.cli.tests.conftest import Twoway
from twoway.people import access


def test_months_that_are_over_for_a_year_go(
    cast: Cast, twoway: Twoway, settings: Settings, tmp_path: Path
) -> None:
    settings.TWOWAY_HOME = tmp_path
    (tmp_path / "opened").mkdir()
    for month in ("2025-02", "2025-03"):
        (tmp_path / "opened" / f"{month}.jsonl").touch()
    assert twoway("work", "--once").code == 0
    assert [path.stem for path in access.months()] == ["2025-03"]
