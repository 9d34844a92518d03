"""Every page knows who is there, or asks; nobody writes faster than a person could."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import Cast
from twoway.errors import TooOften
from twoway.people import pace, rules
from twoway.web.public import is_public

BLANK = re.compile(r"<(?:(\w+):)?\w+>")
# What anybody may open, and why. A page that is public and not in this list is a mistake.
OPEN = {
    "help",
    "look",
    "style",
    "welcome",
    "set-up",
    "invitation",
    "account_login",
    "account_request_login_code",
    "account_confirm_login_code",
    "mfa_login_webauthn",
    "account_inactive",
    "account_logout",
    "sample",
    "sample-fill",
    "sample-walk",
    "sample-remove",
}


def own_pages() -> list[URLPattern]:
    """Every address of the pages about people."""

    def walk(patterns: list[URLPattern | URLResolver]) -> list[URLPattern]:
        found: list[URLPattern] = []
        for one in patterns:
            found += walk(one.url_patterns) if isinstance(one, URLResolver) else [one]
        return found

    return [
        one
        for one in walk(get_resolver().url_patterns)
        if one.callback.__module__.startswith("twoway.people")
    ]


def test_only_the_doors_are_open_to_all() -> None:
    public = {one.name for one in own_pages() if is_public(one.callback)}
    assert public <= OPEN, public - OPEN


def test_somebody_unknown_is_asked_in_wherever_they_come(cast: Cast) -> None:
    for page in own_pages():
        if is_public(page.callback):
            continue
        path = "/" + BLANK.sub(lambda blank: "1" if blank[1] == "int" else cast.ann, str(page.pattern))
        looked, sent = Client().get(path), Client().post(path)
        assert looked.status_code == 302, path
        assert looked.headers["Location"].startswith("/sign-in/?next="), path
        assert sent.status_code == 401, path


def test_words_that_came_too_late_are_kept_on_the_page_that_asks_in(cast: Cast) -> None:
    answer = Client().post("/settings/you", {"name": "Ann Lee", "title": "A long and careful title"})
    assert answer.status_code == 401
    assert "A long and careful title" in answer.content.decode()


def test_programs_are_told_in_their_own_way(cast: Cast) -> None:
    answer = Client().get("/settings", headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "not_signed_in")


def test_a_session_of_somebody_who_left_is_nobodys(cast: Cast) -> None:
    browser = cast.signed_in("ben")
    rules.leave(cast.ben, by=cast.dana)
    assert browser.get("/settings").status_code == 302
    assert browser.post("/settings/tokens", {"name": "x"}).status_code == 401


def test_days_are_told_in_the_readers_zone(cast: Cast) -> None:
    rules.describe(cast.ann, by=cast.ann, name="Ann Lee", title="", zone="Pacific/Auckland")
    finn = rules.invite(by=cast.ann, name="Finn", email="f@fir.example").thing
    rules.run_server(cast.ann, by=cast.dana, runs=True)
    rules.start_line(manager=cast.ann, report=finn, by=cast.ann)
    page = cast.signed_in("ann").get(f"/manage/people/{finn}").content.decode()
    assert '<time datetime="2026-03-02">' in page


def test_writing_without_end_is_told_to_wait(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace.keep, "__kwdefaults__", {"most": 3, "seconds": 3600})
    ann = cast.signed_in("ann")
    form = {"name": "Ann Lee", "title": "x", "zone": "UTC"}
    assert [ann.post("/settings/you", form).status_code for _ in range(5)] == [302] * 3 + [429] * 2
    assert cast.signed_in("ben").post("/settings/you", form | {"name": "Ben"}).status_code == 302


@pytest.mark.django_db
def test_pace_counts_each_alone() -> None:
    for _ in range(4):
        pace.keep("one", most=4, seconds=3600)
    pace.keep("another", most=4, seconds=3600)
    with pytest.raises(TooOften):
        pace.keep("one", most=4, seconds=3600)
