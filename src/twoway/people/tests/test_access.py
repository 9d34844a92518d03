"""The access log as a file: ids and days alone, readable whatever else is in it, and in no page's way."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import ResolverMatch
from pytest_django.fixtures import Settings
from structlog.testing import capture_logs

from tests.cast import Cast, open_street
from twoway import clock
from twoway.ids import new_id
from twoway.people import access, opened, rules, tokens
from twoway.people.access import Opened
from twoway.people.models import Person

At = Callable[[str | datetime], datetime]
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.TWOWAY_HOME = tmp_path
    return tmp_path


def noted() -> list[Opened]:
    return [each for _size, lines in access.back_from(date(2100, 1, 1)) for each in lines]


def line(on: date = MONDAY, *, by: str = "", what: str = "person", id_: str = "") -> Opened:
    return Opened(on=on, by=by or new_id(), what=what, id=id_ or new_id(), via="page")


def answered(view: Callable[[HttpRequest], HttpResponse], person: Person, **kwargs: str) -> HttpResponse:
    """What comes back from a view through the middleware, at an address with these blanks."""

    def get_response(request: HttpRequest) -> HttpResponse:
        request.person = person  # type: ignore[attr-defined]
        request.resolver_match = ResolverMatch(view, (), kwargs, url_name="voice")
        return view(request)

    return access.NotesOpens(get_response)(RequestFactory().get("/voices/x"))


def shown(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Here it is.")


def test_a_page_about_somebody_is_noted_with_ids_and_a_day_alone(cast: Cast, home: Path) -> None:
    cast.signed_in("ben").get(f"/people/{cast.ann}")
    [path] = access.months()
    told = {"on": "2026-03-02", "by": cast.ben, "what": "person", "id": cast.ann, "via": "page"}
    assert json.loads(path.read_text()) == told
    assert path == home / "opened" / "2026-03.jsonl"
    assert path.stat().st_mode & 0o077 == path.parent.stat().st_mode & 0o077 == 0


def test_a_program_is_noted_as_whoever_it_stands_for(cast: Cast) -> None:
    _token, text = tokens.make(cast.ben, name="A program")
    assert Client().get(f"/api/v1/people/{cast.ann}", headers={"Authorization": f"Bearer {text}"}).json()
    assert [(each.by, each.id, each.via) for each in noted()] == [(cast.ben, cast.ann, "api")]


def test_looking_writes_nothing_to_the_database(cast: Cast) -> None:
    ben = cast.signed_in("ben")
    ben.get(f"/people/{cast.ann}")
    with CaptureQueriesContext(connection) as asked:
        ben.get(f"/people/{cast.ann}")
        ben.get("/settings/opened")
    assert len(noted()) == 2
    assert all(one["sql"].lstrip("( ").upper().startswith("SELECT") for one in asked)


@pytest.mark.parametrize(
    "path", ["/people/{absent}", "/people", "/help", "/settings", "/people/{cy}/manager"]
)
def test_what_was_not_shown_or_names_nobody_is_not_noted(cast: Cast, path: str) -> None:
    cast.signed_in("ben").get(path.format(absent=new_id(), cy=cast.cy))
    cast.signed_in("ben").head(f"/people/{cast.ann}")
    Client().get(f"/people/{cast.ann}")
    assert noted() == []


def test_a_street_that_is_not_yours_leaves_no_line(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    assert cast.signed_in("cy").get(f"/streets/{street.id}").status_code == 404
    assert noted() == []


def test_what_is_said_unnamed_leaves_no_trace(cast: Cast) -> None:
    ann = cast.person("ann")
    assert answered(shown, ann, id=new_id()).status_code == 200
    assert len(noted()) == 1
    assert answered(access.unlogged(shown), ann, id=new_id()).status_code == 200
    assert len(noted()) == 1


def test_taking_ones_record_is_noted_for_oneself_alone(cast: Cast, at: At) -> None:
    ann = cast.signed_in("ann")
    ann.get("/settings/record")
    assert [(each.what, each.id) for each in noted()] == [("settings-record", "")]
    at("2026-03-04")
    taken = ann.get("/settings/record?as=json").json()
    assert taken["opened_by_you"] == [
        {"on": "2026-03-02", "what": "settings-record", "id": "", "via": "page"}
    ]
    assert cast.signed_in("ben").get("/settings/record?as=json").json()["opened"] == []


def test_a_file_that_cannot_be_written_is_said_once_and_no_page_fails(cast: Cast, home: Path) -> None:
    (home / "opened").write_text("in the way")
    ben = cast.signed_in("ben")
    with capture_logs() as logs:
        assert {ben.get(f"/people/{cast.ann}").status_code for _each in range(3)} == {200}
    assert [one["event"] for one in logs].count("opens.not_noted") == 1
    (home / "opened").unlink()
    ben.get(f"/people/{cast.ann}")
    assert len(noted()) == 1
    (home / "opened").rename(home / "aside")
    (home / "opened").write_text("in the way again")
    with capture_logs() as logs:
        ben.get(f"/people/{cast.ann}")
    assert [one["event"] for one in logs] == ["opens.not_noted"]


@pytest.mark.parametrize(
    "broken",
    [
        b"\x00\xff\xfe\n",
        b'{"on":"2026-03-02","by":\n',
        b'{"on":"2026-13-45","by":"000000000000","what":"person","id":"000000000000","via":"page"}\n',
        b'{"on":"2026-03-02","by":"<script>aaaa","what":"person","id":"000000000000","via":"page"}\n',
        b"[" * 10_000 + b"\n",
        b"x" * 2_000_000 + b"\n",
        b'"' * 300_000,
    ],
)
def test_lines_that_cannot_be_read_take_no_others_along(
    cast: Cast, home: Path, at: At, broken: bytes
) -> None:
    access.note([line(by=cast.ben, id_=cast.ann)])
    path = access.months()[0]
    good = path.read_bytes()
    path.write_bytes(broken + (b"" if broken.endswith(b"\n") else b"\n") + good + broken)
    (home / "opened" / "2026-03.jsonl.old").write_bytes(good)
    (home / "opened" / "2026-02.jsonl").mkdir()
    at("2026-03-04")
    page = cast.signed_in("ann").get("/settings/opened")
    assert page.status_code == 200
    assert page.content.decode().count("Ben Okoro opened your page") == 1


def test_a_file_is_read_backwards_whole_whatever_its_size(home: Path) -> None:
    days = [MONDAY + timedelta(days=number // 700) for number in range(7_000)]
    lines = [line(day) for day in days]
    access.note(lines)
    assert access.months()[0].stat().st_size > 2 * access._CHUNK
    read = [each for _size, part in access.back_from(date(2026, 4, 1)) for each in reversed(part)]
    assert read == lines[::-1]


@pytest.mark.parametrize("last", [date(2026, 2, 27), MONDAY, date(2026, 3, 17), date(2026, 3, 31)])
def test_a_day_is_found_without_reading_what_came_after_it(home: Path, last: date) -> None:
    lines = [line(date(2026, 3, 1 + number // 1_000)) for number in range(31_000)]
    write([line(date(2026, 2, 27)), *lines])
    read = [each for _size, part in access.back_from(last) for each in part]
    wanted = sum(1 for each in lines if each.on <= last) + 1
    assert sum(1 for each in read if each.on <= last) == wanted
    assert len(read) - wanted < 2 * access._CHUNK / 90


def write(lines: list[Opened]) -> None:
    """Many lines at once, as a year of pages would have left them."""
    access.note(lines[:1])
    folder = access.months()[0].parent
    access.months()[0].unlink()
    for month in sorted({f"{each.on:%Y-%m}" for each in lines}):
        text = "".join(
            f'{{"on":"{each.on}","by":"{each.by}","what":"{each.what}","id":"{each.id}","via":"page"}}\n'
            for each in lines
            if f"{each.on:%Y-%m}" == month
        )
        (folder / f"{month}.jsonl").write_text(text)


@pytest.mark.real_time
def test_of_a_million_lines_a_page_reads_a_bounded_part(cast: Cast, home: Path) -> None:
    by, someone = cast.ben, new_id()
    with clock.held_at(datetime.fromisoformat("2026-04-01T09:00+00:00")):
        access.note([line(date(2026, 3, 1))])
        with access.months()[0].open("a") as file:
            for number in range(1_000_000):
                id_ = cast.ann if number in {5, 999_000} else someone
                day = 1 + number * 31 // 1_000_000
                file.write(
                    f'{{"on":"2026-03-{day:02}","by":"{by}","what":"person","id":"{id_}","via":"page"}}\n'
                )
        newest = opened.of(cast.ann)
        assert [day for day, _those in newest.days] == [date(2026, 3, 31)]
        assert newest.older is not None
        pages = 1
        until: date | None = newest.older
        while until is not None:
            found = opened.of(cast.ann, until=until)
            assert found.older is None or found.older < until
            until, pages = found.older, pages + 1
        assert [day for day, _those in found.days] == [date(2026, 3, 1)]
        assert 3 < pages < 10


@pytest.mark.django_db
def test_months_over_a_year_old_go(home: Path) -> None:
    write([line(date(2025, month, 1)) for month in (1, 2, 3)] + [line(MONDAY)])
    access.tidy()
    assert [path.stem for path in access.months()] == ["2026-03", "2025-03"]


@pytest.fixture
def erasing(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[[str, str], None]:
    """Erase a person, and do of what follows the commit what concerns the log."""

    def erase(person: str, by: str) -> None:
        with django_capture_on_commit_callbacks() as after:
            rules.erase(person, by=by, ground="asked for it")
        assert access.forget_erased in after
        access.forget_erased()

    return erase


def test_erasing_somebody_takes_every_line_by_or_about_them(
    cast: Cast, erasing: Callable[[str, str], None]
) -> None:
    others = line(by=cast.ann, id_=cast.dana)
    access.note([line(by=cast.ben), others, line(by=cast.ann, id_=cast.ben)])
    erasing(cast.ben, cast.dana)
    assert noted() == [others]
    assert access.months()[0].stat().st_mode & 0o077 == 0


def test_lines_of_somebody_erased_that_come_back_go_again(
    cast: Cast, erasing: Callable[[str, str], None]
) -> None:
    erasing(cast.ben, cast.dana)
    access.note([line(by=cast.ben, id_=cast.ann)])
    access.tidy()
    assert noted() == []
