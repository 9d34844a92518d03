"""Who opened what of mine: the same for both ends of a street, nothing for others, and never today."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from tests.cast import Cast, open_street
from tests.programs import Program
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import rules as thanks
from twoway.people import access, opened, rules
from twoway.people.access import Opened
from twoway.people.rules import set_up
from twoway.people.streets.models import Street

At = Callable[[str | datetime], datetime]
TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.TWOWAY_HOME = tmp_path
    return tmp_path


@pytest.fixture
def street(cast: Cast) -> Street:
    return open_street(cast.ann, cast.ben)


@pytest.fixture
def plan(cast: Cast, street: Street) -> str:
    """Ann's promise to Ben."""
    return promises.make(cast.ben, "Send the plan", date(2026, 3, 6), by=cast.ann).thing


def shown(client: Client, **query: str) -> str:
    """The page as plain text."""
    page = client.get("/settings/opened", query)
    assert page.status_code == 200
    text = unescape(re.sub(r"<[^>]+>", " ", page.content.decode()))
    return " ".join(text.replace("\u2068", "").replace("\u2069", "").split())


def told(person: str) -> list[tuple[str, str, str]]:
    return [(each.by, each.kind, each.id) for _day, those in opened.of(person).days for each in those]


def test_one_sees_who_opened_a_promise_and_on_which_day(cast: Cast, plan: str, at: At) -> None:
    for _each in range(3):
        cast.signed_in("ben").get(f"/promises/{plan}")
    at("2026-03-04 08:00")
    text = shown(cast.signed_in("ann"))
    assert text.count("Ben Okoro opened “Send the plan”") == 1
    assert "Monday 2 March" in text
    assert "09:00" not in text


def test_a_day_is_told_of_when_it_is_over(cast: Cast, plan: str, at: At) -> None:
    """A page that told of today could be asked again and again until it tells the minute."""
    cast.signed_in("ben").get(f"/promises/{plan}")
    ann = cast.signed_in("ann")
    assert "stands here from tomorrow" in shown(ann)
    assert "Ben Okoro opened" not in shown(ann, until="2026-03-09")
    at("2026-03-02 23:59:59")
    assert told(cast.ann) == []
    at("2026-03-03 00:00")
    assert told(cast.ann) == [(cast.ben, "thing", plan)]


def test_the_hour_stands_nowhere(cast: Cast, plan: str) -> None:
    cast.signed_in("ben").get(f"/promises/{plan}")
    [kept] = [path.read_text() for path in access.months()]
    assert "T09" not in kept
    assert ":00" not in kept


def test_both_ends_read_the_same_of_each_other(cast: Cast, street: Street, plan: str, at: At) -> None:
    entry = thanks.give(promises.keep(plan, by=cast.ann).id, "Just in time.", by=cast.ben)
    paths = [f"/promises/{plan}", f"/thanks/{entry.thing}", f"/history/{entry.id}", f"/streets/{street.id}",
             f"/streets/{street.id}/between", f"/streets/{street.id}/settings"]  # fmt: skip
    for name, other in (("ann", cast.ben), ("ben", cast.ann)):
        for path in (*paths, f"/people/{other}"):
            assert cast.signed_in(name).get(path).status_code in {200, 302}, path
        Program.of(getattr(cast, name)).get(f"/streets/with/{other}")
    at("2026-03-04")
    kinds = {
        ("act", entry.id),
        ("street", street.id),
        ("thing", plan),
        ("thing", entry.thing),
    }
    seen = {person: {(kind, id_) for _by, kind, id_ in told(person)} for person in (cast.ann, cast.ben)}
    assert {by for by, _kind, _id in told(cast.ann)} == {cast.ben}
    assert {by for by, _kind, _id in told(cast.ben)} == {cast.ann}
    assert seen[cast.ann] - {("person", cast.ann)} == seen[cast.ben] - {("person", cast.ben)} == kinds


def test_whoever_has_no_part_in_it_reads_nothing_of_it(cast: Cast, plan: str, at: At) -> None:
    cast.signed_in("ben").get(f"/promises/{plan}")
    at("2026-03-04")
    for name in ("cy", "dana", "eve"):
        assert told(getattr(cast, name)) == []
        assert cast.signed_in(name).get("/settings/opened").content.count(b"Ben Okoro opened") == 0


def test_nothing_between_others_changes_what_one_reads(cast: Cast, plan: str, at: At) -> None:
    """Not a byte: a forged line that claims a stranger's thing included."""
    at("2026-03-04")
    before = opened.of(cast.cy)
    lines = [Opened(on=TODAY, by=cast.dana, what="promise", id=one, via="page") for one in (plan, cast.ann)]
    access.note(lines)
    assert opened.of(cast.cy) == before


def test_ones_own_opens_are_not_held_up_to_oneself(cast: Cast, plan: str, at: At) -> None:
    ann = cast.signed_in("ann")
    ann.get(f"/promises/{plan}")
    ann.get("/settings/record")
    at("2026-03-04")
    assert told(cast.ann) == []
    taken = ann.get("/settings/record?as=json").json()
    assert [(one["what"], one["id"]) for one in taken["opened_by_you"]] == [
        ("settings-record", ""),
        ("promise", plan),
    ]


def test_who_looks_after_the_workplace_is_seen_looking_at_addresses(cast: Cast, at: At) -> None:
    dana = cast.signed_in("dana")
    dana.get(f"/manage/people/{cast.ann}")
    dana.get("/manage")
    at("2026-03-04")
    text = shown(cast.signed_in("ann"))
    assert "Dana Ruiz opened what stands under Manage about you, your mail address included" in text
    assert "Dana Ruiz opened the list of people under Manage" in text
    assert told(cast.ben) == [(cast.dana, "addresses", "")]
    assert told(cast.dana) == []


def test_running_the_server_opens_nobody_elses_log(cast: Cast, plan: str, at: At) -> None:
    cast.signed_in("ben").get(f"/promises/{plan}")
    at("2026-03-04")
    assert plan not in json.dumps(cast.signed_in("dana").get("/settings/record?as=json").json())
    assert Program.of(cast.dana).get("/me/opened")["opened"] == []


def test_a_guest_reads_it_too(cast: Cast, at: At) -> None:
    street = open_street(cast.ann, cast.eve)
    cast.signed_in("ann").get(f"/streets/{street.id}")
    at("2026-03-04")
    assert told(cast.eve) == [(cast.ann, "street", street.id)]


def test_somebody_erased_is_not_named_by_the_log_either(cast: Cast, plan: str, at: At) -> None:
    """Their lines go with them; until the file is written anew, nobody is told of them."""
    cast.signed_in("ben").get(f"/promises/{plan}")
    cast.signed_in("ann").get(f"/promises/{plan}")
    rules.erase(cast.ann, by=cast.dana, ground="asked for it")
    at("2026-03-04")
    assert told(cast.ben) == []
    assert "Send the plan" not in shown(cast.signed_in("ben"))


def test_programs_are_told_the_same(cast: Cast, plan: str, at: At) -> None:
    Program.of(cast.ben).get(f"/promises/{plan}")
    at("2026-03-04")
    given = Program.of(cast.ann).get("/me/opened")
    [one] = given["opened"]
    assert given["older"] is None
    assert one == {
        "on": "2026-03-02",
        "by": cast.ben,
        "name": "Ben Okoro",
        "kind": "thing",
        "id": plan,
        "about": "Send the plan",
    }
    assert Program.of(cast.ann).get("/me/opened?until=2026-03-01")["opened"] == []


def test_it_leaves_with_ones_record(cast: Cast, plan: str, at: At) -> None:
    cast.signed_in("ben").get(f"/promises/{plan}")
    at("2026-03-04")
    ann = cast.signed_in("ann")
    text = ann.get("/settings/record").content.decode().replace("\u2068", "").replace("\u2069", "")
    assert "2026-03-02  Ben Okoro opened “Send the plan”" in text
    assert ann.get("/settings/record?as=json").json()["opened"][0]["by"] == cast.ben


def test_older_days_are_a_page_further_on_and_no_day_is_cut(cast: Cast, at: At) -> None:
    days = [TODAY - timedelta(days=number) for number in range(90, 0, -1)]
    for day in days:
        crowd = [line_by(cast, name, day) for name in ("ben", "cy", "dana") for _each in range(40)]
        access.note(crowd)
    read: list[tuple[date, int]] = []
    until: date | None = None
    pages = 0
    while pages == 0 or until is not None:
        found = opened.of(cast.ann, until=until)
        read += [(day, len(those)) for day, those in found.days]
        until, pages = found.older, pages + 1
    assert read == [(day, 3) for day in reversed(days)]
    assert pages > 1
    assert "Older" in shown(cast.signed_in("ann"))
    assert "Nothing further back" in shown(cast.signed_in("ann"), until="2025-01-01")


def line_by(cast: Cast, name: str, day: date) -> Opened:
    return Opened(on=day, by=getattr(cast, name), what="person", id=cast.ann, via="page")


@pytest.mark.parametrize("until", ["soon", "2026-02-30", "9" * 5_000, "<b>"])
def test_a_day_there_is_none_of_is_refused_in_words(cast: Cast, until: str) -> None:
    page = cast.signed_in("ann").get("/settings/opened", {"until": until})
    assert page.status_code == 422
    assert "There is no such day" in page.content.decode()


def test_the_number_of_queries_does_not_grow_with_what_was_opened(cast: Cast, street: Street) -> None:
    counted = []
    for number in range(1, 3):
        for each in range(10):
            thing = promises.make(cast.ben, f"Part {number}-{each}", date(2026, 3, 6), by=cast.ann).thing
            access.note([Opened(on=date(2026, 3, 1), by=cast.ben, what="promise", id=thing, via="page")])
        with CaptureQueriesContext(connection) as asked:
            assert len(told(cast.ann)) == 10 * number
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_in_a_study_nothing_is_noted(db: None) -> None:
    person = set_up(
        name="A study", person_name="Rae Lund", email="rae@study.example", zone="UTC", purpose="study"
    ).thing
    Program.of(person).get(f"/people/{person}")
    assert access.months() == []
