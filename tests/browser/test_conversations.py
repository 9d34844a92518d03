"""A talk in real browsers: planned, prepared for, held, spoken of under seal, and opened for both at once."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.server import Running
from tests.browser.test_every_page import look_at
from tests.browser.test_street import walk_as

# What stands in the sample company besides: made through the rules, so that a page has something to show.
TALKS = """
import json
from datetime import timedelta
from twoway import clock
from twoway.nouns.conversations import rules
from twoway.people import queries as people

named = {one.called.split()[0]: one.id for one in people.everybody()}
ana, ben, chen = (named[name] for name in ("Ana", "Ben", "Chen"))
now = clock.now()

def held(with_, about, days, **more):
    with clock.held_at(now - timedelta(days=days)):
        talk = rules.plan(with_, about, clock.now(), by=ana, **more).thing
        rules.accept(talk, by=with_)
        rules.hold(talk, by=with_)
    return talk

opened = held(ben, "pay", 4, where="Room 4")
with clock.held_at(now - timedelta(days=3)):
    due_on = clock.today("Europe/London") + timedelta(days=11)
    rules.note(opened, "We begin with the number, then what it hangs on.", by=ben)
    rules.promise(opened, "Four per cent from 1 April, in writing", due_on, by=ben)
    rules.ask_promise(opened, "Three things I want to be judged on", due_on, by=ben)
    rules.set_goal(opened, "Lead the second shift", by=ana)
    rules.entrust(opened, "The Friday rota", 3, by=ben)
    rules.say(opened, by=ana, fair=4, heard=5, clear=3, takes="Four per cent is fine for now. What I "
              "couldn’t tell is whether July is a real date or a way to end the talk.")
    rules.say(opened, by=ben, fair=5, heard=6, clear=7, takes="I think it went well. I was nervous, and I "
              "talked too much. I wanted her to know the number wasn’t the whole of it.")
sealing = held(ben, "one_to_one", 2, every_weeks=2)
back = held(chen, "repair", 12)
with clock.held_at(now - timedelta(days=11)):
    rules.say(back, by=ana, fair=2, heard=3, clear=2, takes="I had hoped for more than the weather.")
coming = rules.plan(ben, "career", now + timedelta(days=2, hours=5), by=ana, where="By the canal").thing
rules.add_to_agenda(coming, "What I would like to learn this year", by=ana)
rules.add_to_agenda(coming, "Where I see you in two years", by=ben)
asked = rules.plan(ana, "expectations", now + timedelta(days=1, hours=2), by=chen).thing
from twoway.people.streets import queries as streets
street = streets.between(ana, ben).id
print(json.dumps({"street": street, "opened": opened, "sealing": sealing, "back": back, "coming": coming,
                  "asked": asked}))
"""

pytestmark = [pytest.mark.usefixtures("sample_home"), pytest.mark.long_run]


@pytest.fixture
def talks(visit: Visit, running: Running) -> dict[str, str]:
    walk_as(visit("Ben"), "Ben")
    found: dict[str, str] = json.loads(running.tell(TALKS))
    return found


def test_each_page_of_a_talk_keeps_nobody_out(
    visit: Visit, talks: dict[str, str], screenshot: Callable[[Page, str], None]
) -> None:
    page = visit("Ana")
    walk_as(page, "Ana")
    street = f"/streets/{talks['street']}"
    addresses = [f"/conversations/{talk}" for name, talk in talks.items() if name != "street"]
    addresses += [street, f"{street}/between"]
    addresses += [f"/conversations/{talks['coming']}/prepare", "/conversations", "/conversations/new", "/"]
    wrong = look_at(page, addresses)
    for phone in (False, True):
        page = visit("Ana", phone=phone, dark=phone)
        walk_as(page, "Ana")
        page.set_viewport_size(PHONE if phone else DESKTOP)
        page.emulate_media(color_scheme="dark" if phone else "light", reduced_motion="reduce")
        for address in addresses:
            page.goto(address)
            page.emulate_media(reduced_motion="reduce")
            name = next(
                (name for name, id in talks.items() if address.endswith(id)), address.strip("/") or "today"
            )
            name = name.replace(f"streets/{talks['street']}", "street")
            screenshot(page, f"talk-{name.replace(talks['coming'], 'coming')}-{'390' if phone else '1280'}")
    assert wrong == []


def test_it_opens_for_both_once_both_have_said_how_it_was(visit: Visit, talks: dict[str, str]) -> None:
    ben, ana = visit("Ben"), visit("Ana")
    walk_as(ana, "Ana")
    for page, numbers in ((ana, (6, 6, 5)), (ben, (5, 4, 7))):
        page.goto(f"/conversations/{talks['sealing']}")
        expect(page.get_by_role("heading", name="How was it?")).to_be_visible()
        for name, number in zip(("fair", "heard", "clear"), numbers, strict=True):
            page.locator(f"input[name={name}][value='{number}']").check(force=True)
        page.get_by_label("What you take from it").fill("That we do this again.")
        page.get_by_role("button", name="Seal mine").click()
        if page is ana:
            expect(ana.get_by_role("heading", name="Yours is sealed until you both have")).to_be_visible()
    ana.reload()
    for page in (ana, ben):
        expect(page.get_by_role("heading", name="What each of you said")).to_be_visible()
    expect(ana.get_by_text("Ben said 5 of 7, you said 6.")).to_be_visible()


def test_it_is_planned_and_agreed_without_script_on_the_phone(visit: Visit, talks: dict[str, str]) -> None:
    assert talks
    page, ana = visit("Ben", script=False, phone=True), visit("Ana")
    walk_as(page, "Ben")
    walk_as(ana, "Ana")
    page.goto("/conversations/new")
    page.locator("[name=with_]").select_option(label="Ana Duarte")
    page.locator("[name=about]").select_option(value="expectations")
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Talk with Ana Duarte about what is expected")
    assert page.viewport_size == PHONE
    ana.goto(page.url)
    ana.get_by_role("button", name="Yes, that suits me").click()
    expect(ana.get_by_text("You are both agreed on the time.")).to_be_visible()
