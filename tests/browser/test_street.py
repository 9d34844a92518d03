"""The sample company in a real browser: Today, People, a street from both ends, Between us, history."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

Axe = Callable[[Page], None]
Screenshot = Callable[[Page, str], None]
SCREENS = [(False, False), (True, True)]  # the desk in the light, the phone in the dark
pytestmark = pytest.mark.usefixtures("sample_home")


def walk_as(page: Page, name: str) -> None:
    """Through the sample company as one of its people; the first visitor has it made."""
    page.goto("/")
    fill = page.get_by_role("button", name="Walk through a sample company")
    if fill.count():
        fill.click()
    page.goto("/sample")
    page.get_by_role("button", name=f"Walk through as {name}").click()


def open_street(page: Page, name: str) -> None:
    page.goto("/people")
    page.get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", name="All acts")).to_be_visible()


def fits(page: Page) -> bool:
    """Whether nothing stands beyond the right edge."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.long_run
def test_every_reading_is_open_to_everybody_on_every_screen(
    visit: Visit, axe: Axe, screenshot: Screenshot
) -> None:
    for phone, dark in SCREENS:
        kind = f"{'phone' if phone else 'desktop'} {'dark' if dark else 'light'}"
        every_reading_is_open(visit("Ben", phone=phone, dark=dark), kind, axe, screenshot)


def every_reading_is_open(page: Page, kind: str, axe: Axe, screenshot: Screenshot) -> None:
    walk_as(page, "Ben")
    open_street(page, "Ana")
    street = page.url
    addresses = {
        "today": "/",
        "people": "/people",
        "street": street,
        "twin": f"{street}?side=theirs",
        "between us": f"{street}/between",
        "street settings": f"{street}/settings",
        "history": "/history",
        "model": "/model",
    }
    page.goto("/people")
    page.get_by_role("link", name="Dana").first.click()
    addresses["no street yet"] = page.url
    for name, address in addresses.items():
        page.goto(address)
        axe(page)
        assert fits(page), address
        screenshot(page, f"{name} {kind}")


def test_a_street_is_read_from_both_ends_and_on_paper(visit: Visit, axe: Axe) -> None:
    page = visit("Ben")
    walk_as(page, "Ben")
    a_mark_leads_to_its_act_and_an_act_to_its_proof(page, axe)
    the_other_end_is_one_tap_away_and_nothing_can_be_done_there(page)
    between_us_prints_on_paper_without_what_only_a_screen_needs(page)


def a_mark_leads_to_its_act_and_an_act_to_its_proof(page: Page, axe: Axe) -> None:
    open_street(page, "Ana")
    mark = page.locator("svg.street-h a.mk:not(.both)").first
    href = mark.get_attribute("href") or ""
    mark.click()
    act = page.locator("#" + href.partition("#")[2])
    expect(act).to_be_in_viewport()
    act.locator("a.quiet").click()
    expect(page.get_by_role("heading", name="The proof")).to_be_visible()
    axe(page)


def the_other_end_is_one_tap_away_and_nothing_can_be_done_there(page: Page) -> None:
    open_street(page, "Ana")
    page.get_by_role("link", name="See it from Ana’s side").click()
    expect(page.get_by_text("This is how Ana Duarte sees it")).to_be_visible()
    assert page.locator("main form").count() == 0
    page.get_by_role("link", name="Back to your side").first.click()
    expect(page.get_by_text("This is how Ana Duarte sees it")).to_have_count(0)


def between_us_prints_on_paper_without_what_only_a_screen_needs(page: Page) -> None:
    open_street(page, "Ana")
    page.goto(f"{page.url}/between")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Promised")).to_be_visible()
    expect(page.locator(".side")).to_be_hidden()
    expect(page.get_by_role("button", name="It was kept").first).to_be_hidden()


@pytest.mark.long_run
def test_a_promise_made_on_the_street_stands_there_and_between_us(visit: Visit) -> None:
    page = visit("Ben", phone=True)
    walk_as(page, "Ben")
    open_street(page, "Farid")
    street = page.url
    pane = page.locator("form.pane.p-promise")
    pane.get_by_label("What you promise").or_(pane.locator("[name=what]")).first.fill("Bring the oak samples")
    pane.get_by_role("button", name="Promise it").click()
    page.goto(f"{street}/between")
    expect(page.get_by_text("Bring the oak samples").first).to_be_visible()
    page.get_by_role("button", name="Kept").first.click()
    page.goto("/")
    expect(page.get_by_text("In your name since yesterday")).to_be_visible()


def test_it_all_works_without_script(visit: Visit) -> None:
    page = visit("Ben", script=False)
    walk_as(page, "Ben")
    open_street(page, "Ana")
    page.get_by_role("link", name="3 months").click()
    expect(page).to_have_url(re.compile("period=3"))
    page.get_by_role("link", name="Between us").click()
    expect(page.get_by_role("heading", name="To look back on")).to_be_visible()
