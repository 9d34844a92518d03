"""A look at a day before the word is given, in real browsers: with script and without, no word is lost."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.server import Running
from tests.browser.test_every_page import look_at
from tests.browser.test_street import walk_as

# What stands in the sample company besides: half a year between Ana and Ben, and what is open between them.
HALF_A_YEAR = """
import json
from datetime import timedelta
from twoway import clock
from twoway.nouns.promises import rules
from twoway.people import queries as people
from twoway.people.streets import queries, rules as streets

named = {one.called.split()[0]: one for one in people.everybody()}
ana, ben = named["Ana"].id, named["Ben"].id
street = queries.between(ana, ben).id
for person in (ana, ben):
    streets.wish_estimate(street, by=person, wish=True)
now = clock.now()
for number in range(36):
    one, other = (ana, ben) if number % 2 else (ben, ana)
    with clock.held_at(now - timedelta(days=7 * (37 - number))):
        today = clock.today(people.zone_of(other))
        made = rules.make(other, f"Drawing {number + 1} of the rack", today + timedelta(days=4), by=one)
    late = (0, 1, 2, 2, 3, 4, 6, 7, 2)[number % 9]
    with clock.held_at(now - timedelta(days=7 * (37 - number) - late)):
        rules.confirm(made.thing, by=other, kept_on=clock.today(people.zone_of(other)))
due_on = clock.today(people.zone_of(ana)) + timedelta(days=3)
open_ = rules.make(ana, "The sheet metal, cut and marked", due_on, by=ben).thing
print(json.dumps({"ben": ben, "ana": ana, "open": open_}))
"""

pytestmark = [pytest.mark.usefixtures("sample_home")]


@pytest.fixture
def made(visit: Visit, running: Running) -> dict[str, str]:
    walk_as(visit("Ben"), "Ben")
    found: dict[str, str] = json.loads(running.tell(HALF_A_YEAR))
    return found


def begin(page: Page, made: dict[str, str]) -> None:
    """Ana writes a promise to Ben that hangs on one of his, for the Friday of the week after."""
    page.goto(f"/promises/new?kind=make&to={made['ben']}&more=1")
    page.locator("#c-make-what").fill("The first rack, welded")
    page.locator("#c-make-due_on").fill("2026-03-13")


def hang_on(page: Page, promise: str) -> None:
    """It hangs on that one as well."""
    page.locator(".p-promise summary", has_text="hangs on").click()
    page.locator(f".p-promise [name=hangs_on][value='{promise}']").check()


@pytest.mark.long_run
def test_with_script_the_chance_follows_the_day(visit: Visit, made: dict[str, str]) -> None:
    page = visit("Ana")
    walk_as(page, "Ana")
    begin(page, made)
    look = page.locator(".look")
    expect(look).to_contain_text("likely by Friday 13 March")
    expect(look).to_contain_text("Things like this took you")
    first = look.locator(".big").inner_text()
    page.locator("#c-make-due_on").fill("2026-03-20")
    expect(look).to_contain_text("likely by Friday 20 March")
    expect(page.locator("#in-mind")).to_have_value("2026-03-13")
    assert int(look.locator(".big").inner_text()[:-1]) > int(first[:-1])
    expect(page.locator("#c-make-what")).to_have_value("The first rack, welded")


def test_without_script_the_second_button_shows_the_same_and_keeps_what_is_typed(
    visit: Visit, made: dict[str, str]
) -> None:
    page = visit("Ana", script=False, phone=True)
    walk_as(page, "Ana")
    begin(page, made)
    hang_on(page, made["open"])
    page.get_by_role("button", name="How likely is this day?").click()
    look = page.locator(".look")
    expect(look).to_contain_text("likely by Friday 13 March")
    expect(look).to_contain_text("The sheet metal, cut and marked")
    expect(page.locator("#c-make-what")).to_have_value("The first rack, welded")
    page.locator("#c-make-due_on").fill("2026-03-20")
    page.get_by_role("button", name="How likely is this day?").click()
    expect(page.locator("#in-mind")).to_have_value("2026-03-13")
    page.get_by_role("button", name="Promise it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The first rack, welded")


@pytest.mark.long_run
def test_the_look_and_the_pages_of_forecasts_keep_nobody_out(
    visit: Visit, made: dict[str, str], screenshot: Callable[[Page, str], None], axe: Callable[[Page], None]
) -> None:
    page = visit("Ana")
    walk_as(page, "Ana")
    wrong = look_at(page, ["/forecasts", "/forecasts/base-rates", "/forecasts"])
    assert wrong == []
    expect(page.get_by_text("Beside two plain rules")).to_be_visible()
    for size, dark in ((DESKTOP, False), (PHONE, True)):
        page = visit("Ana", phone=dark, dark=dark)
        walk_as(page, "Ana")
        page.set_viewport_size(size)
        for name, address in (("score", "/forecasts"), ("base-rates", "/forecasts/base-rates")):
            page.goto(address)
            page.emulate_media(reduced_motion="reduce")
            screenshot(page, f"forecasts-{name}-{size['width']}")
        begin(page, made)
        hang_on(page, made["open"])
        expect(page.locator(".look")).to_contain_text("The sheet metal, cut and marked")
        page.emulate_media(reduced_motion="reduce")
        axe(page)
        screenshot(page, f"composing-{size['width']}")
