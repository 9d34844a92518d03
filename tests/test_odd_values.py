"""Values that fit a blank's kind and no database: each is refused in words, or finds nothing."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.doors import doors
from tests.things import Things
from twoway.api import api
from twoway.people import rules

NUL, HALF, HUGE = "\x00" * 12, "\ud83d", str(10**30)


def lists_for_programs() -> list[str]:
    """Addresses that take the number from which on a list is told."""
    return sorted(
        address.replace("/api/v1/", "api/v1/").replace("{", "<").replace("}", ">")
        for address, methods in api.get_openapi_schema()["paths"].items()
        if any(asked["name"] == "first" for asked in methods.get("get", {}).get("parameters", ()))
    )


# The world is made once for all that is asked of it: making it takes longer than asking.


def test_no_list_is_told_from_a_number_beyond_all_counting(things: Things) -> None:
    ann, routes = things.visitor("ann"), lists_for_programs()
    paths = [path for door in doors() if door.route in routes for path in door.filled(things.ids)]
    assert len(paths) >= len(routes) > 9
    for path in paths:
        answer = ann.get(f"{path}?first={HUGE}&second={HUGE}")
        assert answer.status_code in {404, 422}, path
        assert answer.json()["error"]["say"]


def test_history_can_be_cut_at_the_ends_of_time(things: Things) -> None:
    for path in ("/history", "/api/v1/history"):
        for asked in ("since=0001-01-01", "until=9999-12-31", "person=%00%00"):
            assert things.visitor("ann").get(f"{path}?{asked}").status_code == 200, (path, asked)


FITTING_NOTHING = [
    ("people/invite", {"name": "Jo", "email": "jo@fir.example", "client": "?"}),
    ("teams", {"name": "Line 9", "parent": "?"}),
    ("thanks", {"about": "?", "words": "Thank you"}),
    ("promises", {"to": "?", "what": "The plan", "due_on": "2026-03-06"}),
]


def test_what_no_database_can_hold_finds_nothing(things: Things) -> None:
    """No bytes of nought in PostgreSQL, and half a character, which JSON can spell, nowhere."""
    for path, asked in FITTING_NOTHING:
        for odd in (NUL, HALF):
            sent = json.dumps({name: odd if text == "?" else text for name, text in asked.items()})
            answer = things.visitor("dana").post(f"/api/v1/{path}", sent, content_type="application/json")
            assert 400 <= answer.status_code < 500, (path, odd)
            assert answer.json()["error"]["say"]


def test_a_street_with_nobody_is_not_there(things: Things) -> None:
    assert things.visitor("ann").get("/api/v1/streets/with/" + "%00" * 12).status_code == 404


@pytest.mark.django_db
def test_a_sample_company_is_walked_by_nobody_called_nothing() -> None:
    rules.set_up(name="S", person_name="Dana", email="d@s.example", zone="UTC", purpose="sample")
    assert Client().post("/sample/walk", {"person": NUL}).status_code == 404
