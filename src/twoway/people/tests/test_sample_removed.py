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


def run(program: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "TWOWAY_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "twoway.settings",
    }
    return subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False
    )


CUT_SHORT = """
import django; django.setup()
from django.db import connection
from twoway.cli import start
from twoway.ledger import keys, publish, queries as ledger
from twoway.people import access, queries, rules, sample

class Crash(BaseException):
    pass

def crash(*_given):
    raise Crash

given = dict(person_name="Dana", email="dana@lark.example", zone="UTC")
steps = (sample, "_drop_tables"), (keys, "begin_anew"), (access, "begin_anew"), (sample, "make_tables")
start.bring_up_to_date(start.fitness())
rules.set_up(name="Larkfield", purpose="sample", **given)
publish.publish()
for module, step in steps:
    before, kept = keys.signer().record, getattr(module, step)
    setattr(module, step, crash)
    try:
        sample.remove()
    except Crash:
        pass
    setattr(module, step, kept)
    start.bring_up_to_date(start.fitness())
    assert queries.workplace() is None, step
    rules.set_up(name="Lark", purpose="sample", **given)
    publish.publish()
    assert not ledger.gaps() and keys.signer().record != before, step
sample._mark_going()
start.bring_up_to_date(start.fitness())
rules.set_up(name="Fir", **given)
publish.publish()
before = keys.signer().record
sample._mark_going()
start.bring_up_to_date(start.fitness())
print(queries.workplace().name, keys.signer().record == before, sample._going().exists())
"""


@pytest.mark.long_run
@pytest.mark.real_time
def test_a_removal_that_was_cut_short_is_ended_by_the_next_start_and_leaves_no_gap(tmp_path: Path) -> None:
    told = run(CUT_SHORT, tmp_path)
    assert told.stdout == "Fir True False\n", told.stderr


@pytest.mark.real_time
def test_a_removed_sample_leaves_nothing_and_a_real_workplace_cannot_be_removed(tmp_path: Path) -> None:
    told = run(STORY, tmp_path)
    assert told.stdout == "NotSeen Fir\n", told.stderr
    assert b"Zanzibar" not in (tmp_path / "twoway.sqlite3").read_bytes()
