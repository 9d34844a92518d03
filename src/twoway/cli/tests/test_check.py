"""`twoway check`: its exit codes, for whatever file it is given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from twoway.cli.tests.conftest import Twoway
from twoway.ledger import publish
from twoway.nouns.track_records.tests.world import a_quarter, out, world
from twoway.readings.track_records import figures, lines

At = Callable[[str], None]


def test_a_good_file_is_0_a_changed_one_3_and_nonsense_1(
    twoway: Twoway, db: None, at: At, tmp_path: Path
) -> None:
    at("2026-01-12 09:00")
    here = world()
    a_quarter([True] * 5, here.six[:5], here.larch[:1])
    record = out(here)
    at("2026-05-04 09:00")
    kept = publish.publish()
    raw = lines.file_of(figures.for_reader(record, seen_by=here.six[5]))
    file, checkpoint, key = tmp_path / "record.jsonl", tmp_path / "kept", tmp_path / "key"
    file.write_bytes(raw)
    checkpoint.write_text(kept)
    key.write_text(publish.public_key() + "\n")
    good = twoway("check", file, "--key", key, "--against", checkpoint)
    assert (good.code, "The track record holds." in good.out) == (0, True)
    assert twoway("check", file, "--key", publish.public_key(), "--json").json["ok"] is True
    act = tmp_path / "act"
    act.write_text('{"leaf": "x", "frame_blind": "00"}')
    assert twoway("check", file, "--act", act).code == 1
    act.write_text("a shopping list")
    assert twoway("check", file, "--act", act).code == 1
    file.write_bytes(raw.replace(b'"of":5', b'"of":6', 1))
    bad = twoway("check", file)
    assert (bad.code, "The track record does NOT hold." in bad.out) == (3, True)


@pytest.mark.parametrize("raw", [b"", b"a shopping list", b"\x89PNG\r\n" * 1_000])
def test_what_is_no_track_record_is_1(twoway: Twoway, tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "file").write_bytes(raw)
    outcome = twoway("check", tmp_path / "file")
    assert (outcome.code, "is no track record" in outcome.said) == (1, True)


def test_a_file_larger_than_any_is_not_read_to_its_end(twoway: Twoway, tmp_path: Path) -> None:
    with (tmp_path / "file").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    outcome = twoway("check", tmp_path / "file")
    assert (outcome.code, "larger than any track record" in outcome.said) == (1, True)


def test_a_file_that_is_not_there_is_named(twoway: Twoway, tmp_path: Path) -> None:
    assert twoway("check", tmp_path / "nowhere").code == 1
