"""`twoway drill cover-up`: whatever an administrator tries shows to whom it should, and harms nobody real."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from twoway.cli import drill
from twoway.cli.cover_up.attempts import Attempt
from twoway.cli.cover_up.noticing import MAIL, PROOF, REPLAY, TODAY, VERIFY, VISIT, Noticed
from twoway.cli.cover_up.played import Played
from twoway.cli.tests.conftest import Twoway
from twoway.cli.tests.real import Home
from twoway.errors import RuleBroken
from twoway.ledger import queries as ledger

EVERYBODY = {"Ana", "Ben", "Chen", "Dora", "Kim"}
TRIED = [
    "change who made the call",
    "drop the problem",
    "move its day",
    "change words",
    "change a row",
    "slip in an own-up",
]

# One drill is enough for all who look at it; it has a database of its own.
pytestmark = [pytest.mark.xdist_group("drill"), pytest.mark.alike]


@dataclass(frozen=True)
class Ran:
    """One run of the drill on a machine where somebody has set up a workplace of their own."""

    home: Path
    code: int
    said: Any

    def tried(self, what: str) -> list[Any]:
        return [each for each in self.said["attempts"] if each["what"] == what]


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    home = Home(tmp_path_factory.mktemp("real"), database="postgresql://nobody@nowhere.invalid/twoway")
    done = subprocess.run(
        [sys.executable, "-m", "twoway.cli", "drill", "cover-up", "--json"],
        env=home.environment, text=True, check=False, capture_output=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.stdout, done.stderr
    return Ran(home=home.folder, code=done.returncode, said=json.loads(done.stdout))


def told(attempt: Any) -> dict[str, set[str]]:
    """By what it showed, to whom."""
    found: dict[str, set[str]] = {}
    for one in attempt["showed"]:
        found.setdefault(one["by"], set()).update(one["to"])
    return found


def test_everything_that_should_be_noticed_is_noticed(ran: Ran) -> None:
    assert [attempt for attempt in ran.said["attempts"] if attempt["missing"]] == []
    assert (ran.code, ran.said["ok"]) == (0, True)
    assert list(dict.fromkeys(attempt["what"] for attempt in ran.said["attempts"])) == TRIED


def test_it_touches_nothing_of_the_workplace_that_is_there(ran: Ran) -> None:
    assert list(ran.home.iterdir()) == []


@pytest.mark.parametrize("what", TRIED[:4])
def test_what_is_written_anew_and_signed_shows_to_all_who_have_looked_since_and_to_nobody_else(
    ran: Ran, what: str
) -> None:
    anew = [attempt for attempt in ran.tried(what) if "signed" in attempt["how"]]
    assert anew
    for attempt in anew:
        assert told(attempt)[VISIT] == EVERYBODY  # Olu last looked before it began
        assert not {PROOF, REPLAY, VERIFY} & told(attempt).keys()  # nothing but what they kept tells them


@pytest.mark.parametrize("what", ["change who made the call", "move its day", "change words"])
def test_what_is_overwritten_where_it_lies_shows_to_those_who_see_it_and_to_nobody_else(
    ran: Ran, what: str
) -> None:
    [attempt] = [one for one in ran.tried(what) if "where it lies" in one["how"]]
    see_it = {"Ana", "Ben", "Chen"} | ({"Dora"} if "call" in what else set())
    assert told(attempt)[PROOF] == see_it
    assert VERIFY in told(attempt)
    assert VISIT not in told(attempt)


def test_a_row_that_is_changed_or_deleted_shows_in_replay_alone(ran: Ran) -> None:
    rows = [
        attempt for attempt in ran.said["attempts"] if "row" in attempt["how"] or "own day" in attempt["how"]
    ]
    assert len(rows) == 3
    assert all(told(attempt).keys() == {REPLAY} for attempt in rows)


def test_an_act_that_was_added_shows_to_its_named_author_alone(ran: Ran) -> None:
    added = [attempt for attempt in ran.tried("slip in an own-up") if "At the end" in attempt["how"]]
    assert len(added) == 2
    for attempt in added:
        assert told(attempt) == {TODAY: {"Ben"}, MAIL: {"Ben"}}
        assert attempt["cannot"]
    assert ran.said["cannot"]


def test_it_refuses_where_a_workplace_is_open(twoway: Twoway, cast: Cast) -> None:
    before = ledger.root()
    refused = twoway("drill", "cover-up")
    assert (refused.code, refused.out) == (1, "")
    assert "by itself" in refused.said
    assert ledger.root() == before


def test_it_refuses_a_database_that_is_not_in_its_own_folder(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="Nothing was opened"):
        drill._demand_of_its_own(tmp_path)


def test_it_refuses_to_go_on_where_something_shows_before_anything_was_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("twoway.cli.cover_up.noticing.noticed", lambda _story: [Noticed(VISIT, (), "Gone.")])
    story = Played(people={}, call="", problem="", ownup="", early="", late="")
    with pytest.raises(RuleBroken, match="prove nothing: Gone"):
        drill._demand_unharmed(story)


def test_what_goes_unnoticed_is_said_and_ends_with_1(twoway: Twoway, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def nothing_opened() -> Iterator[None]:
        yield

    both = frozenset({"Ana", "Ben"})
    attempt = Attempt(what="drop it", how="By night.", do=lambda played: None, shows={VISIT: both})
    found = [Noticed(VISIT, ("Ben",), "It is gone.")]
    monkeypatch.setattr(drill, "_thrown_away", nothing_opened)
    monkeypatch.setattr(drill, "_tried", lambda at: [(attempt, found)])
    plain, as_json = twoway("drill", "cover-up"), twoway("drill", "cover-up", "--json")
    assert plain.code == as_json.code == 1
    assert "NOT NOTICED in next visit by Ana." in plain.out
    assert as_json.json["attempts"][0]["missing"] == {VISIT: ["Ana"]}
