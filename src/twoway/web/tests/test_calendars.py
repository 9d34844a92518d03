"""A calendar file is read back by the rules of RFC 5545, and says what was put in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from twoway.web.calendars import Meeting, calendar_file

START = datetime(2026, 3, 26, 13, 0, tzinfo=UTC)
MEETING = Meeting(
    id="k3v9x2m4p7qa",
    sequence=2,
    starts_at=START,
    ends_at=START + timedelta(minutes=45),
    summary="A talk with Ben",
    location="",
    href="/conversations/k3v9x2m4p7qa",
    status="CONFIRMED",
    every_weeks=0,
    zone="Europe/Berlin",
)
WEEKLY = replace(MEETING, every_weeks=2)


def read(file: bytes) -> list[tuple[str, dict[str, str], str]]:
    """3.1: lines end in CRLF and have 75 octets at most; unfolded, each is a name, parameters and a value."""
    assert file.endswith(b"\r\n")
    lines = file.removesuffix(b"\r\n").split(b"\r\n")
    assert all(b"\n" not in line and len(line) <= 75 for line in lines)
    for line in lines:
        line.decode()  # 3.1: no character of several octets is cut in two where it matters to us
    unfolded = file.decode().replace("\r\n ", "").splitlines()
    return [_property(line) for line in unfolded]


def _property(line: str) -> tuple[str, dict[str, str], str]:
    head, _colon, value = line.partition(":")
    name, *parameters = head.split(";")
    pairs = (parameter.partition("=")[::2] for parameter in parameters)
    return name, dict(pairs), value


def text(value: str) -> str:
    """3.3.11, read back."""
    said, letters = "", iter(value)
    for letter in letters:
        if letter == "\\":
            escaped = next(letters)
            said += {"n": "\n", "N": "\n"}.get(escaped, escaped)
            continue
        assert letter not in ";,", "what has a meaning of its own is escaped"
        said += letter
    return said


def component(properties: list[tuple[str, dict[str, str], str]], name: str) -> Iterator[dict[str, str]]:
    """Each component of that name, its properties without parameters."""
    inside: dict[str, str] | None = None
    for key, _parameters, value in properties:
        if (key, value) == ("BEGIN", name):
            inside = {}
        elif (key, value) == ("END", name):
            assert inside is not None
            yield inside
            inside = None
        elif inside is not None:
            inside[key] = value


def test_what_happens_once_is_given_in_utc() -> None:
    found = read(calendar_file(MEETING))
    assert found[:4] == [
        ("BEGIN", {}, "VCALENDAR"),
        ("VERSION", {}, "2.0"),
        ("PRODID", {}, "-//Twoway//Twoway//EN"),
        ("METHOD", {}, "PUBLISH"),
    ]
    [event] = component(found, "VEVENT")
    assert event["DTSTART"] == "20260326T130000Z"
    assert event["DTEND"] == "20260326T134500Z"
    assert event["UID"].startswith("k3v9x2m4p7qa@")
    assert event["SEQUENCE"] == "2"
    assert event["STATUS"] == "CONFIRMED"
    assert event["CLASS"] == "PRIVATE"
    assert event["URL"].endswith("/conversations/k3v9x2m4p7qa")
    assert "RRULE" not in event
    assert "LOCATION" not in event
    assert {"DTSTAMP", "ORGANIZER", "SUMMARY"} <= event.keys(), "RFC 5546 3.2.1 asks for these"


def test_begins_and_ends_are_nested() -> None:
    open_ones = []
    for name, _parameters, value in read(calendar_file(WEEKLY)):
        if name == "BEGIN":
            open_ones.append(value)
        elif name == "END":
            assert open_ones.pop() == value
    assert open_ones == []


@pytest.mark.parametrize(
    "said",
    [
        "Room 4; second floor, left",
        "C:\\rooms\\4",
        "Two\nlines",
        "明日の計画書" * 30,
        "ü" * 200,
        "a" * 74 + "é" * 3,
        "🙂" * 50,
        "BEGIN:VEVENT\r\nSUMMARY:not mine",
    ],
)
def test_any_text_is_read_back_as_it_was(said: str) -> None:
    found = read(calendar_file(replace(MEETING, location=said)))
    [event] = component(found, "VEVENT")
    assert text(event["LOCATION"]) == said.replace("\r\n", "\n")
    assert sum(name == "BEGIN" and value == "VEVENT" for name, _how, value in found) == 1


def test_what_comes_again_stays_at_its_hour_by_the_clock() -> None:
    found = read(calendar_file(WEEKLY))
    assert ("DTSTART", {"TZID": "Europe/Berlin"}, "20260326T140000") in found
    [event] = component(found, "VEVENT")
    assert event["RRULE"] == "FREQ=WEEKLY;INTERVAL=2"
    [zone] = component(found, "VTIMEZONE")
    assert zone["TZID"] == "Europe/Berlin"


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca"]
)
def test_the_zone_in_the_file_tells_the_hour_that_the_zone_has(zone: str) -> None:
    """Each week of two years, read by the changes in the file alone."""
    found = read(calendar_file(replace(WEEKLY, zone=zone)))
    changes = sorted(
        (datetime.fromisoformat(one["DTSTART"]), one["TZOFFSETTO"])
        for kind in ("STANDARD", "DAYLIGHT")
        for one in component(found, kind)
    )
    start = START.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    for week in range(104):
        local = start + timedelta(weeks=week)
        offset = [to for begins, to in changes if begins <= local][-1]
        expected = local.replace(tzinfo=ZoneInfo(zone)).strftime("%z")
        assert offset == expected, local


def test_in_utc_nothing_needs_a_zone() -> None:
    found = read(calendar_file(replace(WEEKLY, zone="UTC")))
    assert ("DTSTART", {}, "20260326T130000Z") in found
    assert list(component(found, "VTIMEZONE")) == []
