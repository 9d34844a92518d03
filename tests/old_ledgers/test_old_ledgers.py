"""Records that earlier versions wrote are read for ever, and paint what they painted then."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from tests.old_ledgers import painting
from twoway.ledger.kinds import kinds

HERE = Path(__file__).parent
RECORDS = sorted(path for path in HERE.glob("*.jsonl") if not path.name.endswith(".rows.jsonl"))
VERIFIER = HERE.parents[1] / "tools" / "verify_ledger.py"
OF_TESTS = "toy."


def lines_of(path: Path) -> list[str]:
    return path.read_text().splitlines()


def as_read_now(recorded: dict[str, Any], painted: dict[str, Any]) -> dict[str, Any]:
    """The row of then; what later versions have added to its table stands at its default."""
    model = apps.get_model(recorded["row"])
    added = {field.attname: field.get_default() for field in model._meta.concrete_fields}
    return {name: recorded.get(name, added.get(name)) for name in painted}


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_an_old_record_paints_the_rows_it_painted_then(record: Path) -> None:
    painted = [json.loads(line) for line in painting.painted(lines_of(record))]
    recorded = [json.loads(line) for line in lines_of(record.with_suffix(".rows.jsonl"))]
    assert [(row["row"], row["id"]) for row in painted] == [(row["row"], row["id"]) for row in recorded]
    for now, then in zip(painted, recorded, strict=True):
        assert then.keys() <= now.keys(), "a column has gone; say in the record's rows what stands for it"
        assert now == as_read_now(then, now)


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_an_old_record_still_verifies(record: Path) -> None:
    outcome = subprocess.run([sys.executable, VERIFIER, record], capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout


def test_every_kind_of_act_stands_in_a_record() -> None:
    """A kind that came later needs a record of its own: tests/old_ledgers/tell.py says how."""
    told = {entry.kind for record in RECORDS for entry in painting.entries(lines_of(record))}
    assert {kind for kind in kinds() if not kind.startswith(OF_TESTS)} <= told


def test_old_words_are_read_letter_by_letter() -> None:
    told = [*painting.entries(lines_of(HERE / "first.jsonl"))]
    assert told[0].act == type(told[0].act)(name="Fir & Daughters", purpose="real")
    names = [json.loads(line).get("name") for line in lines_of(HERE / "first.rows.jsonl")]
    assert {"Ann Lee-Müller", "Бен Охоро", "王小明", ""} <= {*names}
