"""A client and its contact, in real browsers: invited, answering from the mail, and both sides seen alike."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_coming_in import set_up
from tests.browser.test_mail import link_in
from tests.post import Post

EVE = "eve@larch.example"
Axe = Callable[[Page], None]
Screenshot = Callable[[Page, str], None]


@pytest.mark.long_run
def test_a_contact_is_invited_answers_from_the_mail_and_sees_the_twin(
    visit: Visit, post: Post, axe: Axe, screenshot: Screenshot
) -> None:
    dana, eve = visit("Dana"), visit("Eve", phone=True, dark=True)
    set_up(dana)
    dana.goto("/clients")
    dana.get_by_role("link", name="Name a client").click()
    dana.get_by_label("Name").fill("Larch")
    axe(dana)
    dana.get_by_role("button", name="Name it").click()
    expect(dana.get_by_role("heading", level=1)).to_have_text("Larch")
    screenshot(dana, "client empty")
    dana.get_by_role("link", name="Invite a contact").click()
    dana.get_by_label("Who is it?").fill("Eve Novak")
    dana.get_by_label("Their work email").fill(EVE)
    dana.get_by_label("What they do there").fill("Site manager")
    axe(dana)
    screenshot(dana, "contact invited")
    dana.get_by_role("button", name="Invite them").click()
    expect(dana.get_by_text("The invitation to Eve Novak is on its way.")).to_be_visible()
    way_in = re.search(r"http://\S+(/invitation/\S+)", post.words(EVE))
    assert way_in is not None
    dana.get_by_role("link", name="Eve Novak").click()
    ask = dana.locator("form[action$='/promises/make/begin']")
    ask.locator("[name=what]").fill("send you the drawings for the east wing")
    ask.locator("[name=due_on]").fill("2026-03-06")
    ask.locator(".btn.primary").click()
    eve.goto(link_in(post, EVE, "Yes, please", after=1))
    eve.get_by_role("button").first.click()
    expect(eve.get_by_role("heading", level=1)).to_have_text("Your answer stands.")
    eve.goto(way_in[1])
    eve.get_by_role("button", name="Yes, I come in").click()
    eve.goto("/clients")
    expect(eve.get_by_role("heading", level=1)).to_have_text("Fir & Daughters")
    expect(eve.locator(".act.from-them")).to_have_count(1)
    axe(eve)
    screenshot(eve, "client from the other end")
    dana.goto("/clients")
    dana.get_by_role("link", name="Larch").first.click()
    expect(dana.locator(".act.from-you")).to_have_count(1)
    axe(dana)
    screenshot(dana, "client")
