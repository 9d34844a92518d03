"""Unnamed means unnamed: worlds that differ only in who of the group wrote leave the same bytes everywhere.

In each world another one writes, at another hour of the same day, and looks at the pages another number of
times. Whatever an attacker works out of bytes that are the same whoever wrote, they work out no better than
by drawing lots among the group. The dice fall alike wherever something is kept, so that nothing else can
differ; how many are thrown does not depend on who wrote, or they would not. Compared are pages, programs,
files, mails, logs, every row of every table in the order it is given, and the bytes of the database's file,
free ones included.
"""

from __future__ import annotations

import hashlib
import logging
import os
import random
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.cast import Cast
from tests.pages import fixed
from twoway import clock
from twoway.integrations import email
from twoway.ledger import follow, replay, verify
from twoway.nouns.unnamed import rules
from twoway.nouns.unnamed.tests.groups import KEY, WORDS, Crew, gather
from twoway.people import access, accounts, pace, tokens

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
OF_EVERYBODY = ("/history", "/unnamed", "/settings/record?as=json")
OF_THE_ADDRESSEE = (
    *OF_EVERYBODY,
    "/",
    "/settings/opened",
    "/people",
    "/promises",
    "/unnamed/new",
    "/settings",
    "/more",
)
DICE = random.Random()
FOR_PROGRAMS = ("/today", "/history", "/me/record", "/unnamed", "/streets", "/people")


@dataclass(frozen=True, kw_only=True)
class Scene:
    """The crew, each in a browser and with a program of their own before anything is written."""

    crew: Crew
    home: Path
    browsers: dict[str, Client]
    tokens: dict[str, dict[str, str]]

    def asks(self, person: str, path: str) -> Any:
        """What a program of that person is answered."""
        return self.browsers[person].get(f"/api/v1{path}", headers=self.tokens[person])


@pytest.fixture
def scene(cast: Cast, settings: Settings, tmp_path: Path) -> Scene:
    settings.TWOWAY_HOME = tmp_path
    crew = gather(cast)
    known, shown = {}, {}
    for person in (crew.ann, *crew.writers):
        account, known[person] = accounts.of(person), Client()
        assert account is not None
        known[person].force_login(account, backend=accounts.BACKEND)
        shown[person] = {"Authorization": f"Bearer {tokens.make(person, name='A program')[1]}"}
    made = Scene(crew=crew, home=tmp_path, browsers=known, tokens=shown)
    for person in known:
        made.asks(person, "/me")
    return made


@contextmanager
def a_world(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Days as they would have been, with the same dice; nothing of it is left for the next world."""
    dice, undo = DICE, transaction.savepoint()
    with monkeypatch.context() as patch, clock.held_at(MONDAY):
        patch.setattr(os, "urandom", dice.randbytes)
        patch.setattr(secrets, "randbits", dice.getrandbits)
        patch.setattr(secrets, "randbelow", dice.randrange)
        patch.setattr(secrets, "choice", dice.choice)
        patch.setattr(secrets, "token_bytes", lambda size=32: dice.randbytes(size))
        patch.setattr(rules, "_dice", dice)
        patch.setattr(pace, "_in_memory", pace._InMemory())
        patch.setattr(timezone, "now", clock.now)
        patch.setattr(time, "time", lambda: clock.now().timestamp())
        yield
    transaction.savepoint_rollback(undo)
    mail.outbox.clear()


def dice_fall(alike: str) -> None:
    """From here on as in the other worlds, however many were thrown before to look at a page."""
    DICE.seed(alike)
    random.seed(alike)


@dataclass(frozen=True)
class Way:
    """How somebody writes: at which hour, and how often they look besides."""

    hour: int
    looks: int


def writes(crew: Crew, browser: Client, way: Way) -> None:
    """Through the pages, as with a browser: the blanks, the look, and sent twice."""
    typed: dict[str, Any] = {"to": crew.ann, "team": crew.team, "words": WORDS}
    typed |= {"wants": "act", "within_days": "7"}
    for _each in range(way.looks):
        browser.get("/unnamed/new")
        assert browser.post("/unnamed/look", typed | {"words": ""}).status_code == 422
        looked = browser.post("/unnamed/look", typed).content.decode()
    group = re.findall(r'name="group" value="(\w+)"', looked)
    assert set(group) == set(crew.writers)
    dice_fall("raised")
    for _twice in "12":
        sent = browser.post("/unnamed/raise", typed | {"group": group, "key": KEY})
        assert sent.status_code == 200
        assert KEY in sent.content.decode()


def in_the_thread(browser: Client, way: Way, **does: str) -> None:
    for _each in range(way.looks):
        browser.get("/unnamed/thread")
        assert browser.post("/unnamed/thread", {"key": "another"}).status_code == 404
    dice_fall(f"in the thread: {does}")
    assert browser.post("/unnamed/thread", {"key": KEY, **does}).status_code == 200


def a_life(scene: Scene, writer: str, way: Way) -> None:
    """Raised on Monday, asked about, gone on with, answered, closed; the tick comes every hour."""
    ann, browser = scene.browsers[scene.crew.ann], scene.browsers[writer]
    with on(0, way.hour):
        writes(scene.crew, browser, way)
    hours_pass(1)
    voice = scene.asks(scene.crew.ann, "/unnamed").json()[0]["id"]
    with on(2, 9):
        asked = {"answer": "need_more", "words": "Which?"}
        assert ann.post(f"/unnamed/{voice}/answer", asked).status_code == 303
    with on(2, way.hour):
        in_the_thread(browser, way, verb="add", words="The dates.")
    hours_pass(3)
    with on(4, 9):
        will = {"answer": "will_do", "words": "A note each Monday", "by_day": "2026-03-20"}
        assert ann.post(f"/unnamed/{voice}/answer", will).status_code == 303
    with on(4, way.hour):
        in_the_thread(browser, way, verb="close", heard="4")
        in_the_thread(browser, way, verb="take_back")
        in_the_thread(browser, way, verb="close", heard="3")
    with on(4, 23):
        rules.stir()
    hours_pass(5)


def on(day: int, hour: int) -> Any:
    return clock.held_at(MONDAY + timedelta(days=day, hours=hour))


def hours_pass(day: int) -> None:
    """The ticks of a day, and what follows from what they enter; then the morning mail of the next."""
    dice_fall(f"day {day}")
    for hour in range(24):
        with on(day, hour):
            if rules.enter_due():
                follow.run()
                email.look()
    with on(day + 1, 8):
        email.tick()


def received(scene: Scene) -> Iterator[tuple[str, bytes]]:
    """What everybody can open on the day after: the addressee all there is, the others what is theirs."""
    me = scene.crew.ann
    for person, browser in scene.browsers.items():
        for path in OF_THE_ADDRESSEE if person == me else OF_EVERYBODY:
            yield f"{path} of {person}", seen(browser.get(path))
        for path in FOR_PROGRAMS if person == me else ("/me/record",):
            yield f"{path} for a program of {person}", seen(scene.asks(person, path))
    voice = scene.asks(me, "/unnamed").json()[0]
    yield "the voice", seen(scene.browsers[me].get(f"/unnamed/{voice['id']}"))
    yield "its last act", seen(scene.browsers[me].get(f"/history/{voice['last_entry']}"))
    yield "the thread", seen(Client().post("/unnamed/thread", {"key": KEY}))


def seen(answer: Any) -> bytes:
    assert answer.status_code == 200, answer.status_code
    return fixed(answer.content) + repr(sorted(answer.headers.items())).encode()


def in_the_database() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in the order in which the database gives them."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = [tuple(map(_plain, row)) for row in cursor.fetchall()]
    return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def its_file() -> str:
    """SQLite's own pages: where a row lies in them, and what lay there before."""
    if connection.vendor != "sqlite":
        return ""
    return hashlib.sha256(connection.connection.serialize()).hexdigest()


def on_disk(home: Path) -> dict[str, bytes]:
    """What lies beside the database: who opened what, the lock and its queue, keys."""
    return {str(path): path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}


def lived(scene: Scene, writer: str, way: Way, caplog: pytest.LogCaptureFixture) -> dict[str, Any]:
    """All that there is to know at the end of a world."""
    caplog.clear()
    for path in (scene.home / access.FOLDER).glob("*.jsonl"):
        path.unlink()
    a_life(scene, writer, way)
    dice_fall("at the end")
    with on(7, 9):
        left: dict[str, Any] = {f"table {name}": rows for name, rows in in_the_database().items()}
        left |= {"file": its_file(), "log": [record.getMessage() for record in caplog.records]}
        left["mails"] = [(message.to, str(message.message())) for message in mail.outbox]
        assert verify.check().ok
        assert replay.check().ok
        left |= dict(received(scene))
        return left | {f"on disk: {name}": body for name, body in on_disk(scene.home).items()}


LATER = [pytest.param(number, marks=pytest.mark.long_run) for number in (2, 3, 4)]


def apart(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, other: int
) -> tuple[dict[str, Any], set[str]]:
    """One world, and where a second one differs from it, in which another wrote at another hour."""
    caplog.set_level(logging.DEBUG)
    worlds = []
    for writer, way in ((scene.crew.writers[0], Way(9, 1)), (scene.crew.writers[other], Way(16, 2))):
        with a_world(monkeypatch):
            worlds.append(lived(scene, writer, way, caplog))
    first, second = worlds
    assert first.keys() == second.keys()
    return first, {what for what in first if first[what] != second[what]}


@pytest.mark.alike
@pytest.mark.parametrize("other", [1, *LATER])
def test_nothing_that_is_left_or_shown_depends_on_who_of_the_group_wrote(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, other: int
) -> None:
    first, differing = apart(scene, monkeypatch, caplog, other)
    assert differing == set()
    assert any("An unnamed voice" in body for _to, body in first["mails"])
    assert all(WORDS not in body and "The dates" not in body for _to, body in first["mails"])


@pytest.mark.alike
@pytest.mark.long_run
def test_the_comparison_would_find_what_is_usually_left_behind(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The pace of whoever writes, kept as on every other page."""
    monkeypatch.setattr(pace, "keep_unwritten", pace.keep)
    _first, differing = apart(scene, monkeypatch, caplog, 1)
    assert differing >= {"table cache"}
