"""One person's start, in a real browser: alone, within two minutes, with somebody who is not here."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_coming_in import invitation_to, set_up
from tests.browser.test_mail import link_in
from tests.post import PATIENCE, Post

NOOR, LOST = "noor@larch.example", "typo@larch.example"
TWO_MINUTES = 120
Axe = Callable[[Page], None]
Screenshot = Callable[[Page, str], None]


def say_to_newcomer(page: Page, kind: str, name: str, email: str, what: str) -> None:
    """The sentence with blanks, to somebody given by name and address."""
    page.goto("/")
    page.locator(f"label.kind:has(#k-{kind})").click()
    pane = page.locator(f".pane.p-{kind}")
    pane.locator("[name=to]").select_option("new")
    pane.locator("[name=name]").fill(name)
    pane.locator("[name=email]").fill(email)
    pane.locator("[name=what]").fill(what)
    pane.locator("[name=due_on]").fill("2026-03-06")
    pane.locator(".btn.primary").click()


def test_alone_one_promises_and_asks_somebody_who_answers_without_an_account(
    visit: Visit, post: Post, axe: Axe, screenshot: Screenshot
) -> None:
    post.refused.add(LOST)
    dana, noor = visit("Dana"), visit("Noor", phone=True, dark=True, script=False)
    began = time.monotonic()
    set_up(dana)
    expect(dana.get_by_role("heading", name="Just you, so far")).to_be_visible()
    axe(dana)
    screenshot(dana, "alone 1280 light")
    say_to_newcomer(dana, "promise", "Noor Ali", NOOR, "the drawings for the east wing")
    assert time.monotonic() - began < TWO_MINUTES
    expect(dana.get_by_text("Noor Ali is not here yet. They get this by mail")).to_be_visible()
    axe(dana)
    screenshot(dana, "waiting for somebody not here 1280 light")
    assert "What you see about us, I see about us." in post.words(NOOR)
    way_in = invitation_to(post, NOOR)
    noor.goto(link_in(post, NOOR, "Another way"))
    screenshot(noor, "tap another way 390 dark")
    noor.get_by_label("Another day").fill("2026-03-09")
    noor.get_by_label("A word with it, if you like").fill("Monday is early enough.")
    noor.get_by_role("button", name="Another way").click()
    expect(noor.get_by_role("heading", level=1)).to_have_text("Your answer stands.")
    dana.reload()
    expect(dana.get_by_text("Monday is early enough.")).to_be_visible()
    dana.get_by_role("button", name="I promise it").click()
    expect(dana.get_by_text("It waits for an answer")).to_be_hidden()
    say_to_newcomer(dana, "ask", "Somebody Lost", LOST, "the key to the east wing")
    wait_for(dana, "The mail to Somebody Lost was refused")
    noor.goto(way_in)
    noor.get_by_role("button", name="Yes, I come in").click()
    noor.goto("/promises")
    expect(noor.get_by_role("link", name="the drawings for the east wing")).to_be_visible()


def wait_for(page: Page, words: str) -> None:
    """What becomes of a mail shows once it has been tried, a moment later."""
    deadline = time.monotonic() + PATIENCE
    while not page.get_by_text(words).is_visible() and time.monotonic() < deadline:
        page.reload()
    expect(page.get_by_text(words)).to_be_visible()
