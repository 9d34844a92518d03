"""A need from both ends, in real browsers: said, played back, promised at a price, delivered, rated."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_coming_in import set_up
from tests.post import Post

pytestmark = pytest.mark.long_run

EVE = "eve@larch.example"
Axe = Callable[[Page], None]
Screenshot = Callable[[Page, str], None]


def come_in(dana: Page, eve: Page, post: Post) -> None:
    """Dana sets up the workplace and invites Eve of Larch, who comes in."""
    set_up(dana)
    dana.goto("/clients")
    dana.get_by_role("link", name="Name a client").click()
    dana.get_by_label("Name").fill("Larch")
    dana.get_by_role("button", name="Name it").click()
    dana.get_by_role("link", name="Invite a contact").click()
    dana.get_by_label("Who is it?").fill("Eve Novak")
    dana.get_by_label("Their work email").fill(EVE)
    dana.get_by_role("button", name="Invite them").click()
    way_in = re.search(r"http://\S+(/invitation/\S+)", post.words(EVE))
    assert way_in is not None
    eve.goto(way_in[1])
    eve.get_by_role("button", name="Yes, I come in").click()


def verb(page: Page, name: str) -> Locator:
    """The form of that verb, opened if it is shut."""
    if page.locator(f"#{name}:not([open])").count():
        page.locator(f"#{name} summary").click()
    return page.locator(f"#{name} form")


def rate(page: Page, figure: str) -> None:
    for name in ("fair", "heard", "clear"):
        page.locator(f"#say label:has(input[name={name}][value='{figure}'])").click()
    page.get_by_role("button", name="Seal mine").click()


def test_a_need_from_both_ends(visit: Visit, post: Post, axe: Axe, screenshot: Screenshot) -> None:
    dana, eve = visit("Dana"), visit("Eve", phone=True, dark=True)
    come_in(dana, eve, post)
    dana.goto("/needs")
    axe(dana)
    screenshot(dana, "needs empty")
    dana.get_by_role("link", name="Write down what a client needs").first.click()
    dana.get_by_label("They need").fill("Timetables that drivers can read in the dark")
    dana.get_by_label("We would both see").fill("Forty drivers read them by a lamp")
    dana.get_by_text("Eve Novak, Larch").click()
    axe(dana)
    screenshot(dana, "need noted")
    dana.get_by_role("button", name="Write it down").click()
    there = dana.url
    eve.goto("/")
    eve.get_by_role("button", name="Yes, I said that").first.click()
    eve.goto(there)
    axe(eve)
    dana.goto(there)
    verb(dana, "play_back").locator("[name=words]").fill("Large figures, black on white, nothing grey.")
    axe(dana)
    screenshot(dana, "need to play back")
    verb(dana, "play_back").get_by_role("button").click()
    eve.goto(there)
    axe(eve)
    screenshot(eve, "need played back")
    eve.get_by_role("button", name="Yes, that is it", exact=True).first.click()
    dana.goto(there)
    form = verb(dana, "promise")
    for name, text in (
        ("what", "Forty timetables in the depot"),
        ("due_on", "2026-03-06"),
        ("scope", "Forty sheets, on paper; no frames"),
        ("price_low", "400"),
        ("price_high", "500"),
        ("currency", "EUR"),
    ):
        form.locator(f"[name={name}]").fill(text)
    axe(dana)
    screenshot(dana, "need promising")
    form.get_by_role("button").click()
    eve.goto(there)
    eve.get_by_role("button", name="Yes, please").click()
    eve.goto(there)
    form = verb(eve, "promise")
    form.locator("[name=what]").fill("The list of stops")
    form.locator("[name=due_on]").fill("2026-03-04")
    form.get_by_role("button").click()
    dana.goto(there)
    form = verb(dana, "deliver")
    form.locator("[name=words]").fill("They hang in the depot.")
    form.locator("[name=charged]").fill("450")
    form.get_by_role("button").click()
    eve.goto(there)
    axe(eve)
    screenshot(eve, "need delivered")
    verb(eve, "look_back").get_by_label("Yes", exact=True).check()
    verb(eve, "look_back").get_by_role("button").click()
    rate(eve, "6")
    expect(eve.get_by_text("Yours is sealed until you both have")).to_be_visible()
    axe(eve)
    screenshot(eve, "need sealed")
    dana.goto(there)
    rate(dana, "5")
    expect(dana.get_by_text("Eve said 6 of 7, you said 5.").first).to_be_visible()
    axe(dana)
    screenshot(dana, "need met")
    eve.goto(there)
    axe(eve)
    screenshot(eve, "need met from the other end")
    eve.goto("/needs")
    axe(eve)
    eve.goto("/clients")
    axe(eve)
    screenshot(eve, "client with a need")
