"""`twoway work`, `serve` and `doctor`."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection
from pytest_django.fixtures import Settings

from tests.cast import Cast
from tests.ports import free_port
from twoway import clock
from twoway.cli import start, work
from twoway.cli.tests.conftest import Twoway
from twoway.cli.tests.real import Home
from twoway.errors import NotSaved
from twoway.ledger import keys, publish
from twoway.ledger import queries as ledger
from twoway.nouns.promises import rules as promises
from twoway.people import invitations, rules


def test_what_fails_is_said_once_and_tried_again(capsys: pytest.CaptureFixture[str]) -> None:
    fails = [True, True, False, True]

    def do() -> None:
        if fails.pop(0):
            raise NotSaved

    each = work.Round(do, 60.0)
    for elapsed in (0.0, 30.0, 60.0, 120.0, 180.0):
        each.come_to(elapsed)
    assert not fails
    assert capsys.readouterr().err.count(NotSaved.say) == 2


def test_an_unforeseen_error_tells_where_and_none_of_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    def do() -> None:
        raise ValueError("what Ann wrote to Ben")

    work.Round(do, 60.0).come_to(0.0)
    said = capsys.readouterr().err
    assert "ValueError at" in said
    assert "Ann" not in said


def test_one_that_fails_among_followers_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    def do() -> None:
        error = NotSaved()
        error.add_note("while email followed the ledger")
        raise ExceptionGroup("followers failed", [error])

    work.Round(do, 60.0).come_to(0.0)
    assert "(while email followed the ledger)" in capsys.readouterr().err


def test_one_round_signs_a_checkpoint_and_sends_what_waits(twoway: Twoway, cast: Cast) -> None:
    person = rules.invite(by=cast.dana, name="Fay Orr", email="fay@fir.example").thing
    invitations.ask_all([person], by=cast.dana)
    outcome = twoway("work", "--once")
    assert (outcome.code, outcome.said) == (0, "")
    assert [message.to for message in mail.outbox] == [["fay@fir.example"]]
    last = keys.last_signed()
    assert last is not None
    assert last.size > 0


def test_a_mail_carries_a_checkpoint_that_holds_the_record(twoway: Twoway, cast: Cast) -> None:
    assert twoway("work", "--once").code == 0
    promise = promises.ask(cast.ben, "The drawings", date(2026, 3, 6), by=cast.ann).thing
    with clock.held_at(clock.now() + timedelta(days=1)):
        promises.say_yes(promise, by=cast.ben)
    with clock.held_at(clock.now() + timedelta(days=2)):
        assert twoway("work", "--once").code == 0
        last = ledger.latest_checkpoint()
    assert last is not None
    assert last.size == ledger.size()
    morning = next(message for message in mail.outbox if message.to == ["ann@fir.example"])
    assert last.note.splitlines()[2] in morning.body


@pytest.fixture
def fresh_keys(settings: Settings, tmp_path: Path) -> Path:
    folder = tmp_path / "keys"
    folder.mkdir(mode=0o700)
    settings.TWOWAY_KEYS = folder
    return folder


def findings(outcome_json: dict[str, list[dict[str, object]]]) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for finding in outcome_json["findings"]:
        found.setdefault(str(finding["about"]), []).append(finding)
    return found


def test_the_doctor_finds_a_healthy_installation_well(twoway: Twoway, cast: Cast, fresh_keys: Path) -> None:
    publish.publish()
    found = findings(twoway("doctor", "--json").json)
    # The PostgreSQL that tests run on does not wait for the disk, and the doctor is right to say so.
    unwell = {about for about, each in found.items() if not all(finding["well"] for finding in each)}
    assert unwell == (set() if connection.vendor == "sqlite" else {"durability"})
    assert set(found) == {
        "room", "database", "tables", "durability", "record", "clock", "checkpoint", "key", "mail",
    }  # fmt: skip


def test_the_doctor_sees_a_key_that_others_can_read(twoway: Twoway, cast: Cast, fresh_keys: Path) -> None:
    publish.publish()
    (fresh_keys / "ledger.key").chmod(0o644)
    outcome = twoway("doctor", "--json")
    assert outcome.code == 1
    (key, *_) = findings(outcome.json)["key"]
    assert "others can read or replace" in str(key["say"])


def test_a_lost_key_is_called_lost_and_not_a_changed_record(
    twoway: Twoway, cast: Cast, fresh_keys: Path
) -> None:
    publish.publish()
    (fresh_keys / "ledger.key").unlink()
    [said] = findings(twoway("doctor", "--json").json)["signing"]
    assert not said["well"]
    for words in (
        "signing key is missing",
        "The record itself is not changed",
        "Put the old ledger.key back",
    ):
        assert words in str(said["say"])
    record = keys.signer().record  # as anybody does who asks for the key
    assert "is not the one that signed the record until 2026-03-02" in twoway("doctor").out
    assert "is not the one that signed" in twoway("verify").out
    rules.form_team(name="Floor", by=cast.dana)
    publish.publish()
    [settled] = findings(twoway("doctor", "--json").json)["signing"]
    assert (settled["well"], settled["remark"], keys.signer().record) == (True, True, record)


def test_the_doctor_sees_that_no_checkpoint_was_signed_for_hours(
    twoway: Twoway, cast: Cast, fresh_keys: Path
) -> None:
    publish.publish()
    with clock.held_at(clock.now() + timedelta(hours=3)):
        rules.name_client(name="Another", by=cast.dana)
        outcome = twoway("doctor")
    assert outcome.code == 1
    assert "Is `twoway work` running?" in outcome.out


def test_the_doctor_sees_a_clock_that_went_back(twoway: Twoway, cast: Cast, fresh_keys: Path) -> None:
    with clock.held_at(clock.now() - timedelta(days=1)):
        outcome = twoway("doctor")
    assert outcome.code == 1
    assert "still to come" in outcome.out


@pytest.mark.this_machine
def test_the_doctor_says_when_the_mail_server_does_not_answer(
    twoway: Twoway, cast: Cast, fresh_keys: Path, settings: Settings
) -> None:
    settings.TWOWAY_MAIL = "smtp+plain://127.0.0.1"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    outcome = twoway("doctor")
    assert outcome.code == 1
    assert "127.0.0.1 cannot be reached" in outcome.out


def test_a_broken_setting_or_disk_is_a_sentence() -> None:
    assert (
        start.in_words(OSError(28, "No space left on device", "/data")) == "/data: No space left on device."
    )
    assert start.in_words(ZeroDivisionError()) is None


def wait_for(what: Callable[[], bool], seconds: float = 40.0) -> None:
    deadline = time.monotonic() + seconds
    while not what() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert what()


def helpers_of(pid: int) -> list[str]:
    found = subprocess.run(
        ["/bin/ps", "--ppid", str(pid), "-o", "args="], text=True, capture_output=True, check=False
    )
    return [line for line in found.stdout.splitlines() if " work " in line]


@pytest.mark.this_machine
@pytest.mark.real_time
def test_the_server_makes_its_tables_answers_and_ends_with_its_helper(tmp_path: Path) -> None:
    home, port = Home(tmp_path / "home"), free_port()

    def answers() -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
                return bool(answer.status == 200)
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False

    with (tmp_path / "printed").open("w+") as printed:
        server = subprocess.Popen(
            [sys.executable, "-m", "twoway.cli", "serve", "--port", str(port), "--workers", "1"],
            env=home.environment, stdout=printed, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_for(answers)
            wait_for(lambda: bool(helpers_of(server.pid)))
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)
        printed.seek(0)
        said = printed.read()
    assert server.returncode == 0
    assert "Making the tables" in said
    assert f"Twoway is at http://127.0.0.1:{port}" in said
    assert "Traceback" not in said
    assert not answers()
