"""Answering from the mail, in a real browser: no account, one tap, and a mail in the morning."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.server import Running
from tests.browser.test_coming_in import invite, set_up
from tests.post import Post

BEN, DANA = "ben@fir.example", "dana@fir.example"
Axe = Callable[[Page], None]
Screenshot = Callable[[Page, str], None]


def ask(page: Page, whom: str, what: str, day: str) -> None:
    """A sentence with blanks: what somebody would like to have, and by when."""
    page.goto("/promises/new?kind=ask")
    form = page.locator("form[action$='/promises/ask/begin']")
    form.locator("[name=to]").select_option(label=whom)
    form.locator("[name=what]").fill(what)
    form.locator("[name=due_on]").fill(day)
    form.locator(".btn.primary").click()


def link_in(post: Post, address: str, label: str, *, after: int = 0) -> str:
    """Where an answer in the newest mail leads."""
    found = re.search(
        rf"^ *{label}:\s+http://[^/]+(/tap/\S+)", post.words(address, after=after), re.MULTILINE
    )
    assert found is not None
    return found[1]


def test_an_invited_person_answers_from_the_mail_and_then_comes_in(
    running: Running, visit: Visit, post: Post, axe: Axe, screenshot: Screenshot
) -> None:
    dana, ben = visit("Dana"), visit("Ben", phone=True)
    set_up(dana)
    invite(dana, "Ben Okoro", BEN)
    post.to(BEN)
    ask(dana, "Ben Okoro", "the plan for line 3", "2026-03-06")
    mail = post.to(BEN, after=1)
    assert mail["Subject"] == "Dana Ruiz asks you for a promise"
    link = link_in(post, BEN, "I promise it", after=1)
    ben.goto(link)
    expect(ben.get_by_role("heading", level=1)).to_have_text("Dana Ruiz asks you for a promise")
    expect(ben.get_by_text("the plan for line 3")).to_be_visible()
    axe(ben)
    screenshot(ben, "tap-390-light")
    ben.get_by_role("button", name="I promise it").click()
    expect(ben.get_by_role("heading", level=1)).to_have_text("Your answer stands.")
    axe(ben)
    screenshot(ben, "tapped-390-light")
    dana.goto("/promises")
    expect(dana.get_by_role("heading", name="Owed to you")).to_be_visible()
    ben.goto(link)
    expect(ben.get_by_role("heading", level=1)).to_have_text("This link opens nothing any more.")
    ben.goto("/tapped")
    again = ben.get_by_role("button", name="Send me the invitation again")
    again.click()
    expect(ben.get_by_text("It was sent a moment ago.")).to_be_visible()
    running.at("2026-03-02 09:10")
    again.click()
    expect(ben.get_by_text("The invitation is on its way to your mail.")).to_be_visible()


@pytest.mark.long_run
def test_the_links_work_without_script_and_in_the_dark(
    visit: Visit, post: Post, axe: Axe, screenshot: Screenshot
) -> None:
    dana, ben = visit("Dana"), visit("Ben", dark=True, script=False)
    set_up(dana)
    invite(dana, "Ben Okoro", BEN)
    post.to(BEN)
    ask(dana, "Ben Okoro", "the plan for line 3", "2026-03-06")
    ben.goto(link_in(post, BEN, "No", after=1))
    ben.get_by_label("A word with it, if you like").fill("I am away that week.")
    screenshot(ben, "tap-no-1280-dark")
    ben.get_by_role("button", name="No", exact=True).click()
    expect(ben.get_by_role("heading", level=1)).to_have_text("Your answer stands.")
    dana.goto("/promises")
    dana.get_by_role("link", name="the plan for line 3").first.click()
    expect(dana.get_by_text("I am away that week.")).to_be_visible()


def test_the_morning_mail_comes_once_and_can_be_done_without(
    running: Running, visit: Visit, post: Post, axe: Axe
) -> None:
    dana = visit("Dana")
    set_up(dana)
    running.at("2026-03-03 11:30")
    running.call("work", "--once")
    words = post.words(DANA)
    assert "ENTERED IN YOUR NAME" in words
    sent = len(post.mails)
    running.call("work", "--once")
    assert len(post.mails) == sent
    without = re.search(r"http://[^/]+(/mail/without/\S+)", words)
    assert without is not None
    dana.goto(without[1])
    axe(dana)
    dana.get_by_role("button", name="No more of these").click()
    expect(dana.get_by_role("heading", level=1)).to_have_text("You get no more of these mails.")
