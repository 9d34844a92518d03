"""`twoway verify` with a checkpoint somebody kept, and with what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cast import Cast
from twoway.cli.tests.conftest import Twoway
from twoway.ledger import publish


def test_a_checkpoint_that_was_kept_is_compared(twoway: Twoway, cast: Cast, tmp_path: Path) -> None:
    kept = tmp_path / "monday.txt"
    kept.write_text(publish.publish())
    outcome = twoway("verify", "--against", kept)
    assert (outcome.code, "The record holds" in outcome.out) == (0, True)


@pytest.mark.parametrize("body", [b"", b"a shopping list", b"\x89PNG\r\n", b"x" * 1_000_000])
def test_what_is_no_checkpoint_is_said_to_be_none(
    twoway: Twoway, cast: Cast, tmp_path: Path, body: bytes
) -> None:
    (tmp_path / "kept").write_bytes(body)
    outcome = twoway("verify", "--against", tmp_path / "kept")
    assert (outcome.code, "What you kept is no checkpoint" in outcome.out) == (3, True)


def test_a_file_that_is_not_there_is_named(twoway: Twoway, cast: Cast, tmp_path: Path) -> None:
    outcome = twoway("verify", "--against", tmp_path / "nowhere")
    assert (outcome.code, "nowhere: No such file" in outcome.said) == (1, True)
