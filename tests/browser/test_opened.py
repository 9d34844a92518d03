"""Who opened what of mine, in a real browser: on both screens, light and dark, and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.server import Running
from tests.browser.test_street import SCREENS, Axe, Screenshot, fits, open_street, walk_as

pytestmark = pytest.mark.usefixtures("sample_home")


def read(page: Page) -> None:
    page.goto("/settings")
    page.get_by_role("link", name="See who opened what").click()
    expect(page.get_by_role("heading", name="Who opened what of yours")).to_be_visible()


def test_one_reads_who_opened_what_the_day_after(
    running: Running, visit: Visit, axe: Axe, screenshot: Screenshot
) -> None:
    ben = visit("Ben")
    walk_as(ben, "Ben")
    for phone, dark in SCREENS:
        ana = visit("Ana", phone=phone, dark=dark)
        walk_as(ana, "Ana")
        read(ana)
        expect(ana.get_by_text("What is opened today stands here from tomorrow.")).to_be_visible()
        axe(ana)
    open_street(ben, "Ana")
    ben.get_by_role("link", name="Between us").first.click()
    running.at("2026-03-03 08:00")
    for phone, dark in SCREENS:
        ana = visit("Ana", phone=phone, dark=dark)
        read(ana)
        line = ana.get_by_text("Ben Whitlock opened the street between you")
        expect(line.first).to_be_visible()
        assert line.count() == 1
        assert fits(ana)
        axe(ana)
        screenshot(ana, f"who opened what {'phone' if phone else 'desktop'} {'dark' if dark else 'light'}")


@pytest.mark.long_run
def test_it_is_read_page_by_page_without_script(running: Running, visit: Visit) -> None:
    ana = visit("Ana", phone=True, script=False)
    walk_as(ana, "Ana")
    me, folder = who_is(ana), running.home / "opened"
    others = [f"{number:012}" for number in range(30)]
    lines = (
        f'{{"on":"2026-02-{1 + number * 28 // 40_000:02}","by":"{others[number % 30]}","what":"person",'
        f'"id":"{me if number % 5 == 0 else others[0]}","via":"page"}}\n'
        for number in range(40_000)
    )
    folder.mkdir(exist_ok=True)
    (folder / "2026-02.jsonl").write_text("".join(lines))
    read(ana)
    expect(ana.get_by_role("heading", name="Saturday 28 February")).to_be_visible()
    assert fits(ana)
    seen = 0
    while ana.get_by_role("link", name="Older").count():
        ana.get_by_role("link", name="Older").click()
        seen += 1
    assert seen > 1
    expect(ana.get_by_role("heading", name="Sunday 1 February")).to_be_visible()
    ana.get_by_role("link", name="The newest").click()
    expect(ana.get_by_role("heading", name="Saturday 28 February")).to_be_visible()


def who_is(page: Page) -> str:
    """The id of whom one walks as, from the record they could take along."""
    found = page.request.get("/settings/record?as=json").json()["person"]["id"]
    assert isinstance(found, str)
    return found
