"""Every page, on a desk in the light and a phone in the dark: nobody is kept out, nothing sticks out.

The pages are found through Twoway's own list of addresses, so that a new one is looked at by itself.
"""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Iterable
from typing import Literal

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import AXE, DESKTOP, PHONE, Visit
from tests.browser.hands import come_in
from tests.browser.server import Running
from tests.browser.test_street import fits, walk_as
from tests.doors import doors
from tests.post import Post
from tests.whole_lives import is_long

# What is not read as a page: what programs and witnesses ask for, what leads elsewhere, and files.
Colours = Literal["light", "dark"]
SCREENS: list[tuple[ViewportSize, Colours]] = [(DESKTOP, "light"), (PHONE, "dark")]
NOT_PAGES = (
    *("api/", "ledger/", "settings/record", "settings/passkeys/list", "manage/import/people.csv"),
    *("private/notebook", "private/sheets", "private/aside", "standing/archive/file", "forecasts/composing"),
)
SEEN_BY_ANA = """
import json
from twoway.nouns.calls import queries as calls
from twoway.nouns.entrustments import rules as entrustments
from twoway.nouns.growth import rules as growth
from twoway.nouns.handoffs import queries as handoffs
from twoway.nouns.ownups import queries as ownups
from twoway.nouns.paths import rules as paths
from twoway.nouns.promises import queries as promises
from twoway.nouns.thanks import queries as thanks
from twoway.people import queries, sight
from twoway.people.streets import queries as streets

people = {person.called.split()[0]: person.id for person in queries.everybody()}
ana = people["Ana"]
ben = people["Ben"]
held = entrustments.give(ana, "The board by the door", 4, by=ben).thing
entrustments.accept(held, by=ana)
entrustments.widen(held, by=ben, freedom=6, words="You never needed me for it.")
goal = growth.set_goal("To run line 3 on my own", by=ana, with_=[ben]).thing
growth.reach_step(goal, by=ana, step=growth.add_step(goal, by=ana, step="A week beside Ben").id)
growth.ask_support(goal, by=ana, of=ben, what="Your notes")
paths.wish(ben, by=ana, wish=True)
path = paths.wish(ana, by=ben, wish=True)
print(json.dumps({
    "path": path.id,
    "entrustment": held,
    "goal": goal,
    "opportunity": growth.offer(ana, "The fair in May", by=ben).thing,
    "promise": promises.all_of(ana).order_by("-id")[0].id,
    "thanks": thanks.all_of(ana)[0].id,
    "street": streets.streets_of(ana)[0].id,
    "entry": sight.entries(ana).filter(kind="promise.made").first().entry_id,
    "guest": people["Olu"],
    "call": calls.all_of(ana)[0].id,
    "handoff": handoffs.all_of(ana)[0].id,
    "problem": handoffs.problems(ana)[0].id,
    "ownup": ownups.all_of(ana)[0].id,
}))
"""
SEEN_BY_DANA = """
import json
from twoway.people import queries, rules

dana = queries.by_email("dana@fir.example").id
team = rules.form_team(name="Line 3", by=dana).thing
rules.name_client(name="Larch & Sons", by=dana)
print(json.dumps({"member": queries.by_email("ben@fir.example").id, "team": team}))
"""


def pages(ids: dict[str, str], *, of: str = "") -> list[str]:
    """Addresses of pages whose blanks can be filled from these ids."""
    fillable = [
        door for door in doors() if {*door.kinds} <= ids.keys() and not door.route.startswith(NOT_PAGES)
    ]
    return sorted({door.filled(ids)[0] for door in fillable if door.route.startswith(of)})


def look_at(page: Page, addresses: Iterable[str]) -> list[str]:
    """What is wrong on any of them; those that only take what a form sends, and what is not there, aside.

    Each on one of the screens in turn; on both in `make test-long`.
    """
    turns = [SCREENS] if is_long() else [SCREENS[:1], SCREENS[1:]]
    looks = zip(addresses, itertools.cycle(turns), strict=False)
    return [wrong for address, screens in looks for wrong in look_at_one(page, address, screens)]


def some_of(addresses: list[str]) -> list[str]:
    """Every fifth, from one that chance picks; all in `make test-long`."""
    return addresses if is_long() else addresses[random.randrange(5) :: 5]


def look_at_one(page: Page, address: str, screens: Iterable[tuple[ViewportSize, Colours]]) -> list[str]:
    page.set_viewport_size(DESKTOP)
    outcome = page.goto(address)
    assert outcome is not None
    if outcome.status in {404, 405}:
        return []
    assert outcome.status < 500, f"{address} answers {outcome.status}"
    page.evaluate(AXE.read_text())
    wrong = []
    for size, colours in screens:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=colours, reduced_motion="reduce")  # or axe sees colours half way
        screen = f"{address} at {size['width']}, {colours}"
        wrong += [f"{screen}: {found}" for found in keeps_out(page)]
        wrong += [] if fits(page) else [f"{screen}: something stands beyond the edge"]
    return wrong


def keeps_out(page: Page) -> list[str]:
    """What axe finds on a page it has been loaded into."""
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]


@pytest.mark.usefixtures("sample_home")
def test_every_page_of_somebody_in_the_sample_company(visit: Visit, running: Running) -> None:
    page = visit("Ana")
    walk_as(page, "Ana")
    ids = json.loads(running.tell(SEEN_BY_ANA))
    addresses = [*pages(ids), "/promises/new?kind=note", f"/promises/new?to={ids['guest']}"]
    addresses += ["/calls/new?kind=ask_for", f"/ownups/new?about={ids['call']}"]
    addresses = [address for address in addresses if not re.match("/sample/|/sign-out|/tapped", address)]
    assert len(addresses) > 20
    assert look_at(page, some_of(addresses)) == []


def test_every_page_of_whoever_looks_after_the_workplace(visit: Visit, running: Running, post: Post) -> None:
    page = visit("Dana")
    come_in(page, post, {"Ben Okoro": visit("Ben")})
    ids = json.loads(running.tell(SEEN_BY_DANA))
    managing = [*pages(ids, of="manage"), *pages({}, of="settings"), "/invite", "/", "/people", "/promises"]
    assert look_at(page, some_of([address for address in managing if address != "/settings/passkeys"])) == []


def test_every_page_of_somebody_who_has_not_come_in(visit: Visit, running: Running) -> None:
    page = visit("Anybody")
    assert look_at(page, ["/", "/welcome", "/set-up", "/help", "/look"]) == []
    come_in(visit("Dana"), Post(), {})
    assert look_at(page, ["/sign-in/", "/sign-in/closed", "/help"]) == []


@pytest.mark.usefixtures("sample_home")
def test_a_page_that_is_not_there_and_a_form_that_is_refused(visit: Visit, running: Running) -> None:
    """What goes wrong is shown as well as what goes right."""
    page = visit("Ana", phone=True)
    walk_as(page, "Ana")
    page.goto("/promises/nothinghere0")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing here you can open.")
    page.goto("/promises/new")
    pane = page.locator(".pane.p-promise")
    pane.locator("[name=to]").select_option(index=1)
    pane.locator("[name=what]").fill("soon")
    pane.locator(".btn.primary").click()
    expect(page.get_by_text("couldn’t tell when this is done")).to_be_visible()
    expect(pane.locator("[name=what]")).to_have_value("soon")
    page.evaluate(AXE.read_text())
    assert keeps_out(page) == []
    assert fits(page)
