"""Taking the sample company away leaves nothing of it: no row, no key, and tables as good as new."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Tables are dropped, which no other test should have to live with: so this happens in a process of its own.
STORY = """
import django; django.setup()
from django.db import connection
from twoway.ledger import keys, publish, verify
from twoway.people import queries, rules, sample
from twoway.people.models import Person

sample.make_tables()
given = dict(person_name="Dana", email="dana@lark.example", zone="UTC")
dana = rules.set_up(name="Larkfield", purpose="sample", **given).thing
rules.introduce(by=dana, name="Priya Zanzibar")
first = keys.signer().record
sample.remove()
assert queries.workplace() is None and not Person.objects.exists()
assert keys.signer().record != first
rules.set_up(name="Fir", **given)
assert queries.workplace().kind == "real"
assert verify.check().ok
try:
    sample.remove()
except Exception as refused:
    print(type(refused).__name__, queries.workplace().name)
"""


@pytest.mark.real_time
def test_a_removed_sample_leaves_nothing_and_a_real_workplace_cannot_be_removed(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "TWOWAY_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "twoway.settings",
    }
    told = subprocess.run(
        [sys.executable, "-c", STORY], env=environment, capture_output=True, text=True, check=False
    )
    assert told.stdout == "NotSeen Fir\n", told.stderr
    assert b"Zanzibar" not in (tmp_path / "twoway.sqlite3").read_bytes()
