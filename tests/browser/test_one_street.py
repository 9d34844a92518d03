"""One whole street, from the first visit to the last act: each signed in as themselves, on a real server."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.hands import PEOPLE, answer, come_in, find, open_street_with, row, say, words_of
from tests.browser.server import Running
from tests.browser.test_coming_in import sign_in_by_code, sign_out
from tests.post import Post

Screenshot = Callable[[Page, str], None]
PLAN, NUMBERS, HINGE = (
    "You’ll have the plan for line 3",
    "The numbers from the press",
    "Oil the hinge of the gate",
)


@pytest.mark.long_run
def test_two_people_live_on_one_street(
    visit: Visit, running: Running, post: Post, screenshot: Screenshot
) -> None:
    dana, ann, ben, cy = visit("Dana"), visit("Ann"), visit("Ben", phone=True), visit("Cy")
    come_in(dana, post, {"Ann Lee": ann, "Ben Okoro": ben, "Cy Möller": cy})
    sign_out(ben)
    sign_in_by_code(ben, post, PEOPLE["Ben Okoro"], after=1)
    the_street_opens(ann, ben, screenshot)
    a_promise_is_kept(ann, ben, running)
    a_promise_is_moved(ann, ben)
    a_day_passes(ann, ben, running)
    they_thank_each_other(ann, ben, cy)
    both_see_the_same(ann, ben, screenshot)
    nobody_else_sees_it(ann, cy, dana)


def the_street_opens(ann: Page, ben: Page, screenshot: Screenshot) -> None:
    """Ann promises Ben something; with his yes it is promised, and the street is there."""
    open_street_with(ann, "Ben Okoro")
    expect(ann.get_by_text("There is no street between you yet.")).to_be_visible()
    screenshot(ann, "no street yet")
    say(ann, "promise", PLAN, "2026-03-06")
    expect(ann.get_by_text("It waits for an answer from Ben Okoro.")).to_be_visible()
    ben.goto("/")
    expect(ben.get_by_role("heading", level=1)).to_contain_text("One person is waiting to hear from you.")
    screenshot(ben, "today phone something waits")
    row(ben, PLAN).get_by_role("button", name="Yes, please").click()
    open_street_with(ben, "Ann Lee")
    expect(ben.get_by_role("heading", level=1)).to_have_text(f"Ann owes you “{PLAN}”.")


def a_promise_is_kept(ann: Page, ben: Page, running: Running) -> None:
    """Ann says it is done, in time; Ben says so too."""
    running.at("2026-03-05 15:00")
    ann.goto("/")
    row(ann, PLAN).get_by_role("button", name="Kept").click()
    expect(ann.get_by_text("You said it was kept on Thursday 5 March.")).to_be_visible()
    find(ben, PLAN)
    answer(ben, "It was kept", note="On the board before lunch.")
    expect(ben.get_by_text("Kept on Thursday 5 March.")).to_be_visible()
    ann.reload()
    expect(ann.get_by_text("On the board before lunch.")).to_be_visible()


def a_promise_is_moved(ann: Page, ben: Page) -> None:
    """Ben promises, and asks in time for another day; Ann agrees."""
    open_street_with(ben, "Ann Lee")
    say(ben, "promise", NUMBERS, "2026-03-09")
    answer(ben, "Move it", note="The press is away until Tuesday.", day="2026-03-11")
    expect(ben.get_by_text("You asked to move it to Wednesday 11 March.")).to_be_visible()
    find(ann, NUMBERS)
    expect(ann.get_by_text("The press is away until Tuesday.")).to_be_visible()
    ann.get_by_role("button", name="Agree").first.click()
    expect(ann.get_by_text("By Wednesday 11 March. At first it was for Monday 9 March.")).to_be_visible()


def a_day_passes(ann: Page, ben: Page, running: Running) -> None:
    """Nothing is late before its day has passed; then both read so, and Ben gives up what he will not do."""
    open_street_with(ben, "Ann Lee")
    say(ben, "promise", HINGE, "2026-03-10")
    running.at("2026-03-10 22:30")  # before midnight in Berlin and in London alike
    find(ann, HINGE)
    assert "late" not in words_of(ann)
    running.at("2026-03-12 08:00")
    for page in (ann, ben):
        find(page, HINGE)
        expect(page.get_by_text("late, 2 days")).to_be_visible()
    answer(ben, "Give it up", note="I will not get to it.")
    expect(ben.get_by_text("It was given up.")).to_be_visible()
    find(ben, NUMBERS)
    answer(ben, "Kept, with a word", note="A day late, sorry.")
    find(ann, NUMBERS)
    ann.get_by_role("button", name="It was kept").first.click()
    expect(ann.get_by_text("Kept on Thursday 12 March.")).to_be_visible()


def they_thank_each_other(ann: Page, ben: Page, cy: Page) -> None:
    """Each for a named act; Ben passes his on to Cy, with Ann's yes."""
    for page, what, words in (
        (ann, NUMBERS, "I could order on Friday."),
        (ben, PLAN, "I planned the week by it."),
    ):
        find(page, what)
        page.get_by_role("link", name="Say thanks").first.click()
        pane = page.locator(".pane.p-thanks").first
        pane.locator("[name=words]").fill(words)
        pane.get_by_role("button", name="Send thanks").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(words)
    ben.locator("summary", has_text="Pass it on").click()
    ben.get_by_label("Cy Möller").check()
    ben.get_by_role("button", name="Ask Ann").click()
    cy.goto("/thanks")
    assert "I planned the week by it." not in words_of(cy)
    ann.goto("/thanks")
    ann.get_by_role("link", name="I planned the week by it.").first.click()
    ann.get_by_role("button", name="Yes, pass it on").click()
    expect(ann.get_by_text("Passed on to: Cy Möller")).to_be_visible()
    cy.goto("/thanks")
    cy.get_by_role("link", name="I planned the week by it.").click()
    expect(cy.get_by_text("Ben Okoro to Ann Lee")).to_be_visible()
    assert PLAN not in words_of(cy)


def both_see_the_same(ann: Page, ben: Page, screenshot: Screenshot) -> None:
    """The other's page, turned round, is one's own; Between us too; and nothing says a word about numbers."""
    for page, name in ((ann, "Ben Okoro"), (ben, "Ann Lee")):
        open_street_with(page, name)
    screenshot(ann, "street without estimate")
    screenshot(ben, "street without estimate phone")
    assert "count on" not in words_of(ann)
    for path in ("", "/between"):
        address = re.sub(r"\?.*", "", ann.url).removesuffix("/between") + path
        ann.goto(address + "?side=theirs")
        ben.goto(address)
        seen = [acts_told(page) for page in (ann, ben)]
        assert seen[0] == seen[1]
        assert len(seen[0]) > 3
    screenshot(ben, "between us phone")


def acts_told(page: Page) -> list[str]:
    """The rows of the page's lists, with no buttons."""
    rows = page.locator("main ul.acts > li, main .owes li, main #b-back ~ ul li")
    return [re.sub(r"\s+", " ", text) for text in rows.locator(".t, .m, .words").all_inner_texts()]


def nobody_else_sees_it(ann: Page, cy: Page, dana: Page) -> None:
    """Cy, whom a thanks was passed on to, and Dana, who runs the server, find nothing there."""
    street = re.sub(r"\?.*", "", ann.url).removesuffix("/between")
    ann.goto(street)
    links = ann.get_by_role("main").get_by_role("link")
    inside = {
        link.split("#")[0] for link in links.evaluate_all("all => all.map(one => one.getAttribute('href'))")
    }
    promises = sorted(link for link in inside if re.fullmatch(r"/promises/\w{12}", link))
    thanks = sorted(link for link in inside if re.fullmatch(r"/thanks/\w{12}", link))
    assert promises
    assert len(thanks) == 2
    for page, told in ((cy, []), (dana, thanks)):
        for address in (street, f"{street}/between", f"{street}/settings", *promises, *told):
            outcome = page.goto(address)
            assert outcome is not None
            assert outcome.status == 404, address
            expect(page.get_by_role("heading", level=1)).to_have_text("Nothing here you can open.")
    dana.goto("/people")
    assert "waits" not in words_of(dana)
