"""A call in real browsers: made in one sentence, waited for, looked back on, and owned by whoever made it."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.server import Running
from tests.browser.test_every_page import look_at
from tests.browser.test_street import walk_as

# What stands in the sample company besides: made through the rules, so that a page has something to show.
CALLS = """
import json
from datetime import timedelta
from twoway import clock
from twoway.nouns.calls import queries, rules
from twoway.ledger.write import writing
from twoway.people import queries as people

named = {one.called.split()[0]: one.id for one in people.everybody()}
ana, ben, chen, ruth, dana = (named[name] for name in ("Ana", "Ben", "Chen", "Ruth", "Dana"))
today = clock.today("Europe/London")
with clock.held_at(clock.now() - timedelta(days=9)):
    asked = rules.ask_for(ben, "Test piece first, or straight to the tops?", by=ana).thing
    rules.say_yes(
        asked, by=ben, choice="Route the tops for the library without a test piece.", on_me=True,
        touches=[chen], sure_percent=60, review_on=today - timedelta(days=2),
        why="The fitters are there on Friday, and a test piece is half a day.",
        alternatives="One test piece from the offcut, and the tops on Monday.",
        expect="Six tops with clean edges in the finishing room.",
    )
    joint = rules.make("Keep both lines on the new glue until the audit.", by=ben, asks=[chen], owners=[ruth],
                       review_on=today + timedelta(days=12), sure_percent=80).thing
    rules.join(joint, by=ruth, on_me=True)
    worked = rules.make("Sand the doors before the edging.", by=ben, asks=[ana], sure_percent=70).thing
    rules.review(worked, by=ben, outcome="worked", words="No tear-out on any of the nine.")
    rules.note(ben, "Cut the plinths to the old drawing.", by=ana, on_me=True)
with clock.held_at(clock.now() - timedelta(days=1)):
    rules.say_cost(asked, by=ana, cost=3, words="Two tops to cut again, and the evening.")
print(json.dumps({"call": asked, "joint": joint}))
"""

pytestmark = [pytest.mark.usefixtures("sample_home"), pytest.mark.long_run]


@pytest.fixture
def sample(visit: Visit, running: Running) -> dict[str, str]:
    walk_as(visit("Ben"), "Ben")
    found: dict[str, str] = json.loads(running.tell(CALLS))
    return found


def test_each_who_knows_of_a_call_has_a_page_that_keeps_nobody_out(
    visit: Visit, sample: dict[str, str]
) -> None:
    for name, page in (("ben", visit("Ben")), ("ana", visit("Ana"))):
        walk_as(page, name.capitalize())
        addresses = [f"/calls/{sample['call']}", "/calls", "/calls/new", "/calls/calibration", "/"]
        addresses += [f"/calls/{sample['joint']}"] if name == "ben" else []
        assert look_at(page, addresses) == []


def test_whoever_made_it_is_asked_and_whoever_it_names_waits(visit: Visit, sample: dict[str, str]) -> None:
    ben, ana = visit("Ben"), visit("Ana")
    walk_as(ana, "Ana")
    ana.goto(f"/calls/{sample['call']}")
    expect(ana.get_by_text("Waiting for Ben since")).to_be_visible()
    expect(ana.get_by_text("How did it turn out?")).to_have_count(0)
    ben.goto("/")
    ben.locator(f".today a[href='/calls/{sample['call']}#review']").click()
    form = ben.locator("#review")
    form.get_by_role("radio", name="It did not work").check()
    form.locator("[name=words]").fill("Two tops tore out at the corner.")
    form.get_by_role("button").click()
    expect(ben.get_by_text("It did not work. You said so on")).to_be_visible()
    ana.reload()
    expect(ana.get_by_text("It did not work. Ben Whitlock said so on")).to_be_visible()
    expect(ana.get_by_text("Two tops tore out at the corner.").first).to_be_visible()


def test_a_call_is_made_from_today_without_script(visit: Visit, sample: dict[str, str]) -> None:
    page = visit("Ben", script=False, phone=True)
    walk_as(page, "Ben")
    page.goto("/")
    page.locator(".kind", has_text="Make a call").click()
    pane = page.locator(".pane.p-call")
    pane.locator("[name=choice]").fill("Paint the racks before the delivery.")
    pane.locator("[name=one_asked]").select_option(label="Chen Wei")
    pane.locator("[name=on_me]").check()
    pane.get_by_role("button", name="Make the call").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Paint the racks before the delivery.")
    expect(page.get_by_text("“If it goes wrong, it’s on me.”")).to_be_visible()
