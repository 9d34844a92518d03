"""How far two can count on each other: asked of each in private, there for both or neither, with reasons."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.hands import come_in, open_street_with, words_of
from tests.browser.server import Running
from tests.post import Post

Axe = Callable[[Page], None]
Screenshot = Callable[[Page, str], None]
HALF_A_YEAR = """
from datetime import UTC, datetime, timedelta
from twoway import clock
from twoway.nouns.promises import rules
from twoway.people import queries

ann, ben = (queries.by_email(f"{name}@fir.example").id for name in ("ann", "ben"))
at = datetime(2025, 9, 2, 9, tzinfo=UTC)
for number in range(14):
    by, to = (ann, ben) if number % 3 else (ben, ann)
    with clock.held_at(at):
        made = rules.make(to, f"Part {number} of the new line", at.date() + timedelta(days=7), by=by).thing
        if not number:
            rules.say_yes(made, by=to)
    with clock.held_at(at + timedelta(days=6)):
        if number in (3, 9):
            rules.give_up(made, by=by, note="It was more than I thought.")
        else:
            rules.keep(made, by=by)
    at += timedelta(days=12)
"""


@pytest.mark.long_run
def test_an_estimate_is_there_once_both_want_it(
    visit: Visit, running: Running, post: Post, axe: Axe, screenshot: Screenshot
) -> None:
    running.at("2025-09-01 09:00")
    dana, ann, ben = visit("Dana"), visit("Ann"), visit("Ben", phone=True, dark=True)
    come_in(dana, post, {"Ann Lee": ann, "Ben Okoro": ben})
    running.tell(HALF_A_YEAR)
    running.at("2026-03-02 10:00")
    open_street_with(ann, "Ben Okoro")
    street = ann.url
    before = {path: page_of(ben, street + path) for path in ("", "/between", "/settings")}
    answer(ann, street, "Yes, if we both want it")
    expect(ann.get_by_text("Noted, for your eyes alone.")).to_be_visible()
    assert {path: page_of(ben, street + path) for path in before} == before
    answer(ben, street, "Yes, if we both want it")
    both_lanes_are_there(ann, ben, street, axe, screenshot)
    answer(ben, street, "Put the estimate down")
    ann.goto(street)
    assert "count on" not in words_of(ann)
    it_pauses_and_closes(ann, ben, street)


def page_of(page: Page, address: str) -> str:
    """All the page says, without what is thrown anew each time."""
    page.goto(address)
    return re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]*"', "", page.locator("main").inner_html())


def answer(page: Page, street: str, label: str) -> None:
    page.goto(f"{street}/settings")
    page.get_by_role("button", name=label, exact=True).click()


def both_lanes_are_there(ann: Page, ben: Page, street: str, axe: Axe, screenshot: Screenshot) -> None:
    """The same numbers from both ends, each in its place, with reasons that sum to them."""
    seen = {}
    for name, page in (("ann", ann), ("ben", ben)):
        page.goto(street)
        axe(page)
        screenshot(page, f"street with estimate {name}")
        seen[name] = {side: column(page, side) for side in ("them", "you")}
    assert seen["ann"]["them"] == seen["ben"]["you"]
    assert seen["ann"]["you"] == seen["ben"]["them"]
    expect(ann.get_by_role("heading", level=1)).to_contain_text("count on you more than you can count on Ben")


def column(page: Page, side: str) -> tuple[int, list[int], str]:
    """Today's number, what each act adds, and the range; they sum as shown."""
    found = page.locator(f"section.evcol:has(#ev-{side})")
    today = whole(found.locator("h2 .num").inner_text())
    acts = [whole(text) for text in found.locator("ol.evs .num").all_inner_texts()]
    folded = [whole(text) for text in found.locator("details.older > summary .num").all_inner_texts()]
    listed = found.locator("details.older ol.evs .num").count()
    assert 50 + sum(acts[: len(acts) - listed]) + sum(folded) == today
    return today, acts, found.locator("dl.sum .tot dt").inner_text()


def whole(text: str) -> int:
    """The figure; what a screen reader is told of it stands before it."""
    return int(text.splitlines()[-1].replace("−", "-").replace("+", ""))


def it_pauses_and_closes(ann: Page, ben: Page, street: str) -> None:
    """For both, without a reason; and who did it can undo it."""
    answer(ann, street, "Pause the street")
    ben.goto(f"{street}/settings")
    expect(ben.get_by_text("Ann paused it.")).to_be_visible()
    ben.goto(street)
    expect(ben.get_by_role("button", name="Promise it")).to_have_count(0)
    answer(ann, street, "End the pause")
    answer(ben, street, "Close the street")
    ann.goto(street)
    expect(ann.get_by_role("button", name="Promise it")).to_have_count(0)
    assert "Part 13 of the new line" in words_of(ann)
