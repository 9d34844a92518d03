"""A voice in real browsers: raised in one sentence, answered with a promise, and closed as heard."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.server import Running
from tests.browser.test_every_page import look_at
from tests.browser.test_street import walk_as

# What stands in the sample company besides: made through the rules, so that a page has something to show.
VOICES = """
import json
from datetime import timedelta
from twoway import clock
from twoway.nouns.voices import rules
from twoway.people import queries as people

named = {one.called.split()[0]: one.id for one in people.everybody()}
ana, ben, chen, ruth = (named[name] for name in ("Ana", "Ben", "Chen", "Ruth"))
today = clock.today("Europe/London")
with clock.held_at(clock.now() - timedelta(days=20)):
    first = rules.raise_("Drop the second stand-up?", by=ana, to=ben, wants="act",
                         answer_by=today - timedelta(days=14)).thing
with clock.held_at(clock.now() - timedelta(days=18)):
    rules.answer(first, by=ben, answer="no_because", words="The finishers hear of the racks only there.")
    rules.close(first, by=ana, heard=4)
with clock.held_at(clock.now() - timedelta(days=6)):
    voice = rules.raise_(
        "Two of us carry every Friday delivery. I think we share it or we stop.", by=ana, to=ben, wants="act",
        answer_by=today + timedelta(days=1),
        more="Chen and I have done eleven of the last twelve Fridays. When something breaks it’s our "
             "evening.\\n\\nI don’t mind hard weeks. I mind that it’s always the same two, "
             "and nobody chose it.",
    ).thing
    late = rules.raise_("The extractor in hall 2 is too loud to talk.", by=ana, to=ben,
                        answer_by=today - timedelta(days=2)).thing
    asked = rules.raise_("how I hand work over", by=ana, to=chen, wants="feedback",
                         answer_by=today + timedelta(days=3)).thing
    passed = rules.raise_("The audit could be on a Tuesday.", by=ana, to=ben,
                          answer_by=today + timedelta(days=4)).thing
    rules.offer_pass(passed, by=ben, to=ruth, words="Ruth plans the audit")
    rules.allow_pass(passed, by=ana)
with clock.held_at(clock.now() - timedelta(days=1)):
    rules.answer(asked, by=chen, answer="told", words="Say which ones are not dry. I find out by the smell.")
print(json.dumps({"voice": voice, "late": late, "asked": asked, "passed": passed, "first": first}))
"""

pytestmark = [pytest.mark.usefixtures("sample_home"), pytest.mark.long_run]


@pytest.fixture
def sample(visit: Visit, running: Running) -> dict[str, str]:
    walk_as(visit("Ben"), "Ben")
    found: dict[str, str] = json.loads(running.tell(VOICES))
    return found


def test_each_who_knows_of_a_voice_has_a_page_that_keeps_nobody_out(
    visit: Visit, sample: dict[str, str]
) -> None:
    seen = {"Ben": ("voice", "late", "passed"), "Ana": ("voice", "late", "asked"), "Ruth": ("passed",)}
    for name, which in seen.items():
        page = visit(name)
        walk_as(page, name)
        addresses = [f"/voices/{sample[one]}" for one in which]
        assert look_at(page, [*addresses, "/voices", "/voices/new", "/"]) == []


def test_it_is_answered_with_a_promise_and_closed_as_heard(visit: Visit, sample: dict[str, str]) -> None:
    ben, ana = visit("Ben"), visit("Ana")
    walk_as(ana, "Ana")
    ben.goto(f"/voices/{sample['voice']}")
    form = ben.locator("#answer")
    form.locator("[value=no_because]").check()
    expect(form.locator(".becomes")).to_be_hidden()
    form.locator("[value=promised]").check()
    form.locator("[name=words]").fill("You’re right, and I should have seen it.")
    form.locator("[name=promise_what]").fill("A rota with six names on it, mine among them")
    form.get_by_role("button", name="Answer Ana").click()
    expect(ben.get_by_text("Promised with it:")).to_be_visible()
    ana.goto(f"/voices/{sample['voice']}")
    expect(ana.get_by_text("A rota with six names on it, mine among them")).to_be_visible()
    ana.get_by_role("radio", name="Mostly").check()
    ana.get_by_role("button", name="Close it").click()
    ben.reload()
    expect(ben.get_by_text("Ana Duarte felt heard: mostly.")).to_be_visible()


def test_it_is_raised_from_today_without_script_on_the_phone(visit: Visit, sample: dict[str, str]) -> None:
    page = visit("Ben", script=False, phone=True)
    walk_as(page, "Ben")
    page.goto("/")
    page.locator(".kind", has_text="Say what you think").click()
    pane = page.locator(".pane.p-voice")
    pane.locator("[name=to]").select_option(label="Chen Wei")
    pane.locator("[name=words]").fill("We could paint the racks ourselves.")
    pane.get_by_role("button", name="Raise it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We could paint the racks ourselves.")
    expect(page.get_by_text("You would like an answer by")).to_be_visible()
