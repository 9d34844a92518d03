"""An unnamed voice in a real browser: the key stays on the device, and goes without the sign-in."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Visit
from tests.browser.server import Running
from tests.browser.test_street import fits, walk_as

WORDS = "We hear of changes from the clients. Tell us first, even if it is only half sure."
A_TEAM = """
from twoway.people import queries, rules

people = {one.called.split()[0]: one.id for one in queries.everybody()}
by = queries.administrators()[0].id
team = rules.form_team(name="Moves and changes", by=by).thing
for name in ("Priya", "Ana", "Ben", "Chen", "Eli", "Farid"):
    rules.join_team(team, person=people[name], by=by)
"""
Look = Callable[[Page, str], None]


@pytest.fixture
def look(axe: Callable[[Page], None], screenshot: Callable[[Page, str], None]) -> Look:
    def at(page: Page, name: str) -> None:
        screenshot(page, f"unnamed {name}")
        axe(page)
        assert fits(page), name

    return at


@pytest.mark.long_run
@pytest.mark.usefixtures("sample_home")
def test_raised_asked_about_and_gone_on_with(visit: Visit, running: Running, look: Look) -> None:
    running.tell(A_TEAM)
    ana, priya = visit("Ana"), visit("Priya", phone=True, dark=True)
    walk_as(ana, "Ana")
    walk_as(priya, "Priya")
    raise_it(ana, look)
    key = the_key_is_kept_by_the_browser(ana, look)
    running.at("2026-03-03 23:30")
    running.call("work", "--once")
    she_asks_to_know_more(priya, look)
    they_go_on_without_the_sign_in(ana, look)
    nobody_needs_a_script_for_it(visit("Ana at home", phone=True, script=False), key)


def raise_it(page: Page, look: Look) -> None:
    page.goto("/voices")
    page.get_by_role("link", name="Raise it unnamed instead").click()
    page.get_by_label("To whom").select_option(label="Priya Raman")
    page.get_by_role("radio", name="Moves and changes").check()
    page.get_by_label("In your own words").fill(WORDS)
    look(page, "new")
    page.get_by_role("button", name="See who it could be from").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Before it is sent")
    expect(page.get_by_role("list").filter(has_text="Farid")).to_be_visible()
    look(page, "before it is sent")


def the_key_is_kept_by_the_browser(page: Page, look: Look) -> str:
    """The server is sent the hash of what the browser drew, and shows nothing it could not know."""
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if "/unnamed/raise" in request.url else None)
    page.get_by_role("button", name="Send it unnamed").click()
    expect(page.get_by_role("button", name="Don’t keep it in this browser")).to_be_visible()
    key = page.locator("output").inner_text()
    assert len(key) == 34
    assert key not in (sent[0].post_data or "")
    assert "key=&" in (sent[0].post_data or "")
    look(page, "raised")
    return key


def she_asks_to_know_more(page: Page, look: Look) -> None:
    page.goto("/")
    expect(page.get_by_role("link", name="An unnamed voice waits for your answer")).to_be_visible()
    page.get_by_role("link", name="An unnamed voice waits for your answer").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    look(page, "to its addressee")
    page.get_by_role("radio", name="I need to know more").check()
    page.get_by_label("In your own words").fill("Which changes?")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("You asked to know more")).to_be_visible()
    page.goto("/unnamed")
    look(page, "list")
    page.get_by_role("link", name="What being unnamed protects").click()
    look(page, "what it protects")


def they_go_on_without_the_sign_in(page: Page, look: Look) -> None:
    """The key goes in a body, and no cookie with it."""
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.goto("/unnamed/thread")
    expect(page.get_by_role("heading", name="Kept in this browser")).to_be_visible()
    look(page, "keys")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_text("Which changes?")).to_be_visible()
    look(page, "thread")
    page.get_by_label("In your own words").fill("The dates of deliveries")
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_role("heading", name="Waits until tomorrow")).to_be_visible()
    assert len(sent) == 2
    for request in sent:
        assert "cookie" not in request.all_headers()
        assert request.url.endswith("/unnamed/thread")
    assert page.url.endswith("/unnamed/thread")
    kept = json.loads(page.evaluate("localStorage.getItem('twoway.unnamed')"))
    assert [each["to"] for each in kept] == ["Priya Raman"]


def nobody_needs_a_script_for_it(page: Page, key: str) -> None:
    page.goto("/unnamed/thread")
    page.get_by_label("The key").fill(key)
    page.get_by_role("button", name="Open the thread").click()
    expect(page.get_by_text("Which changes?")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("heading", name="Say more")).to_be_visible()


@pytest.mark.long_run
@pytest.mark.usefixtures("sample_home")
def test_without_script_the_key_is_shown_once(visit: Visit, running: Running, look: Look) -> None:
    running.tell(A_TEAM)
    page = visit("Ana", phone=True, script=False)
    walk_as(page, "Ana")
    page.goto("/unnamed/new")
    page.get_by_label("To whom").select_option(label="Priya Raman")
    page.get_by_role("radio", name="Moves and changes").check()
    page.get_by_label("In your own words").fill(WORDS)
    page.get_by_role("button", name="See who it could be from").click()
    page.get_by_role("button", name="Send it unnamed").click()
    key = page.locator("output").inner_text()
    page.get_by_role("link", name="To the thread").click()
    page.get_by_label("The key").fill(key.upper())
    page.get_by_role("button", name="Open the thread").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("You took it back.")).to_be_visible()
