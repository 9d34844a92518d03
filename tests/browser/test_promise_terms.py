"""A promise with a price, others beside it and others below it: written, looked at first, and read along."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_street import fits, walk_as

Axe = Callable[[Page], None]
Screenshot = Callable[[Page, str], None]
pytestmark = pytest.mark.usefixtures("sample_home")
WHAT = "have the drawings of both floors"


def written(page: Page, what: str) -> Locator:
    """A promise of Ben's to Ana, with all that can be said of it."""
    pane = page.locator("form.p-promise")
    pane.get_by_label("I promise").select_option(label="Ana Duarte")
    pane.get_by_label("that I’ll").fill(what)
    for summary in pane.locator("summary").all():
        summary.click()
    pane.get_by_label("Price", exact=True).fill("1,200.50")
    pane.get_by_label("Currency").fill("eur")
    pane.get_by_label("What is in it, and what is not").fill("Both floors, no cellar.")
    pane.get_by_label("Chen Wei", exact=True).check()
    pane.locator("input[name=hangs_on]").first.check()
    return pane


def test_price_others_and_what_it_hangs_on_are_written_and_read_along(
    visit: Visit, axe: Axe, screenshot: Screenshot
) -> None:
    ben = visit("Ben")
    walk_as(ben, "Ben")
    ben.goto("/promises/new?kind=make")
    pane = written(ben, WHAT)
    screenshot(ben, "promise terms composer")
    axe(ben)
    pane.get_by_role("button", name="Promise it").click()
    expect(ben.get_by_text("At EUR 1,200.50.")).to_be_visible()
    expect(ben.get_by_text("Seen by you, Ana and Chen.")).to_be_visible()
    expect(ben.get_by_role("heading", name="What it hangs on")).to_be_visible()
    screenshot(ben, "promise terms two")
    axe(ben)
    chen = visit("Chen", phone=True, dark=True)
    walk_as(chen, "Chen")
    chen.goto(ben.url)
    expect(chen.get_by_text("You were named beside it as it began")).to_be_visible()
    expect(chen.get_by_role("heading", name="What you can do")).to_have_count(0)
    assert fits(chen)
    screenshot(chen, "promise terms read along")
    axe(chen)
    ben.locator("#ask_terms summary").click()
    blanks = ben.locator("#ask_terms")
    blanks.get_by_label("Price", exact=True).fill("1,300")
    blanks.get_by_label("Why").fill("The cellar is wanted after all.")
    blanks.get_by_role("button", name="Change price or scope").click()
    expect(ben.get_by_text("You asked for other terms.")).to_be_visible()
    ana = visit("Ana")
    walk_as(ana, "Ana")
    ana.goto(ben.url)
    screenshot(ana, "promise terms asked")
    ana.get_by_role("button", name="Agree to the terms", exact=True).first.click()
    expect(ana.get_by_text("At EUR 1,300.00.")).to_be_visible()


@pytest.mark.long_run
def test_without_script_a_look_keeps_all_that_was_written_and_enters_nothing(
    visit: Visit, screenshot: Screenshot
) -> None:
    ben = visit("Ben", script=False, phone=True)
    walk_as(ben, "Ben")
    ben.goto("/promises/new?kind=make")
    pane = written(ben, WHAT)
    pane.get_by_role("button", name="How likely is this day?").click()
    pane = ben.locator("form.p-promise")
    expect(pane.get_by_label("that I’ll")).to_have_value(WHAT)
    expect(pane.get_by_label("Price", exact=True)).to_have_value("1,200.50")
    expect(pane.get_by_label("Chen Wei", exact=True)).to_be_checked()
    expect(pane.locator("input[name=hangs_on]").first).to_be_checked()
    assert fits(ben)
    screenshot(ben, "promise terms look")
    ben.goto("/promises")
    expect(ben.get_by_text(WHAT)).to_have_count(0)
