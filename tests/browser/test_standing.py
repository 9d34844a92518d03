"""Somebody's own record in a real browser: theirs first, shown line by line, taken back, taken along."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import AXE, DESKTOP, PHONE, Visit
from tests.browser.server import Running
from tests.browser.test_every_page import keeps_out
from tests.browser.test_street import SCREENS, Axe, Screenshot, fits, walk_as

pytestmark = [pytest.mark.usefixtures("sample_home"), pytest.mark.long_run]
NOT_FOUND = 404
BEN_PROMISES = """
from datetime import date
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import rules as thanks
from twoway.people import queries
from twoway.people.streets import queries as streets
from twoway.people.streets import rules as opening
from twoway.ledger.write import writing

people = {person.called.split()[0]: person for person in queries.everybody()}
ben = people["Ben"].id
others = [one for one in people.values() if one.is_member and one.is_here and one.id != ben][:7]
for number, other in enumerate(others):
    street = streets.between(ben, other.id)
    if street is None:
        with writing(by=ben) as book:
            street = opening.knock(book, by=ben, to=other.id)
    if street.state == "waiting":
        yes = other.id if street.asked_by_id == ben else ben
        with writing(by=yes) as book:
            opening.say_yes(book, street, by=yes)
    made = promises.make(other.id, "The rota", date(2026, 3, 20), by=ben, sure_by=date(2026, 3, 18))
    if number > 1:
        kept = promises.keep(made.thing, by=ben, kept_on=date(2026, 3, 3))
        promises.confirm(made.thing, by=other.id)
        thanks.give(kept.id, "That was a great help", by=other.id)
"""


def look(page: Page, axe: Axe, screenshot: Screenshot, name: str, *, phone: bool, dark: bool) -> None:
    assert fits(page)
    axe(page)
    screenshot(page, f"{name} {'phone' if phone else 'desktop'} {'dark' if dark else 'light'}")


def test_lines_are_shown_asked_for_and_taken_back(
    running: Running, visit: Visit, axe: Axe, screenshot: Screenshot, tmp_path: Path
) -> None:
    running.at("2026-03-03 09:00")
    running.tell(BEN_PROMISES)
    running.at("2026-05-04 09:00")
    ben, ana = visit("Ben"), visit("Ana")
    walk_as(ben, "Ben")
    walk_as(ana, "Ana")
    ben.get_by_role("link", name="Your record").first.click()
    expect(ben.get_by_role("heading", name="Your record")).to_be_visible()
    expect(ben.get_by_text("There is no total, no average")).to_be_visible()
    for phone, dark in SCREENS:
        page = visit("Ben", phone=phone, dark=dark)
        walk_as(page, "Ben")
        page.goto("/standing")
        look(page, axe, screenshot, "your record", phone=phone, dark=dark)
        page.get_by_role("main").get_by_role("link", name="Thanks").click()
        look(page, axe, screenshot, "what stands behind a line", phone=phone, dark=dark)
        page.goto("/standing/show")
        look(page, axe, screenshot, "show lines", phone=phone, dark=dark)
    ben.goto("/standing/lines/thanks")
    ben.get_by_role("button", name="Ask whether their words may stand in it").first.click()
    ben.goto("/standing")
    ben.get_by_role("link", name="Show lines of it").click()
    ben.get_by_label("To whom").select_option(label="Ana Duarte")
    for line in ("Promises kept on their day", "Promises you were sure of", "Thanks"):
        ben.get_by_label(line).check()
    ben.get_by_role("button", name="Show these lines").click()
    where = ben.url
    for phone, dark in SCREENS:
        page = visit("Ana", phone=phone, dark=dark)
        walk_as(page, "Ana")
        page.goto(where)
        expect(page.get_by_role("heading", name="What Ben shows you")).to_be_visible()
        expect(page.get_by_text("8 of the 11 lines Ben did not show")).to_be_visible()
        look(page, axe, screenshot, "what somebody shows", phone=phone, dark=dark)
    ben.get_by_role("button", name="Ask Ana for theirs").click()
    expect(ben.get_by_text("nothing counts the days")).to_be_visible()
    ana.goto("/standing/shared")
    ana.get_by_role("link", name="shows you theirs, and asks for yours").click()
    expect(ana.get_by_text("You need not answer")).to_be_visible()
    axe(ana)
    ben.get_by_role("button", name="Take it back").click()
    gone = ana.goto(where)
    assert gone is not None
    assert gone.status == NOT_FOUND


def test_the_whole_record_is_taken_along_and_read_without_a_server(
    visit: Visit, new_context: Callable[..., BrowserContext], axe: Axe, screenshot: Screenshot, tmp_path: Path
) -> None:
    page = visit("Ana")
    walk_as(page, "Ana")
    page.goto("/standing/archive")
    axe(page)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Take the archive").click()
    raw = Path(fetched.value.path()).read_bytes()
    zipfile.ZipFile(io.BytesIO(raw)).extractall(tmp_path / "kept")
    for size, colours in ((DESKTOP, "light"), (PHONE, "dark")):
        alone = new_context(viewport=size, color_scheme=colours, offline=True, java_script_enabled=True)
        kept = alone.new_page()
        kept.goto((tmp_path / "kept" / "index.html").as_uri())
        expect(kept.get_by_role("heading", name="The record of Ana")).to_be_visible()
        screenshot(kept, f"archive {colours}")
        kept.get_by_role("link", name="2026").first.click()
        screenshot(kept, f"archive month {colours}")
        assert fits(kept)
        kept.evaluate(AXE.read_text())
        assert keeps_out(kept) == []
        kept.get_by_role("link", name="The record of Ana").click()
