"""Everything a promise can go through, by people whose browsers run no script at all."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.hands import answer, come_in, find, open_street_with, row, say, words_of
from tests.browser.server import Running
from tests.post import Post

ROTA, OAK = "The rota for April", "Three quotes for oak"


@pytest.mark.long_run
def test_a_street_without_script(visit: Visit, running: Running, post: Post) -> None:
    dana = visit("Dana", script=False)
    ann, ben = visit("Ann", script=False), visit("Ben", phone=True, script=False)
    come_in(dana, post, {"Ann Lee": ann, "Ben Okoro": ben})
    one_asks_and_the_other_answers_otherwise(ann, ben)
    a_claim_is_contested(ann, ben)
    two_answer_at_the_same_moment(ann, ben)


def one_asks_and_the_other_answers_otherwise(ann: Page, ben: Page) -> None:
    """Ann asks for a rota; Ben would rather do half of it, and Ann says yes to that."""
    open_street_with(ann, "Ben Okoro")
    say(ann, "ask", ROTA, "2026-03-06")
    find(ben, ROTA)
    pane = ben.locator("details#counter")
    pane.locator("summary").click()
    pane.locator("[name=what]").fill("The first half of April")
    pane.get_by_role("button").click()
    expect(ben.get_by_role("heading", level=1)).to_have_text("The first half of April")
    ann.goto("/")
    row(ann, "The first half of April").get_by_role("button").first.click()
    open_street_with(ann, "Ben Okoro")
    expect(ann.get_by_role("heading", level=1)).to_have_text("Ben owes you “The first half of April”.")


def a_claim_is_contested(ann: Page, ben: Page) -> None:
    """Ben says it was kept; Ann says that is not how it was; both accounts stand, and Ben adds his side."""
    find(ben, "The first half of April")
    ben.get_by_role("button", name="Kept", exact=True).first.click()
    find(ann, "The first half of April")
    answer(ann, "That is not how it was", note="The second week is empty.")
    expect(ann.get_by_text("The second week is empty.")).to_be_visible()
    ben.reload()
    told = ben.locator("ol.rows > li").filter(has_text="The second week is empty.")
    told.locator("summary", has_text="Add your side").click()
    told.locator("textarea").fill("It was full when I left.")
    told.get_by_role("button", name="Add it").click()
    ann.reload()
    expect(ann.get_by_text("It was full when I left.")).to_be_visible()


def two_answer_at_the_same_moment(ann: Page, ben: Page) -> None:
    """Whoever comes second is shown what the first did, and keeps the words they had typed."""
    open_street_with(ben, "Ann Lee")
    say(ben, "promise", OAK, "2026-03-09")
    find(ann, OAK)
    answer(ben, "Give it up", note="The mill has closed.")
    answer(ann, "Let it go", note="We found oak elsewhere.")
    expect(ann.get_by_text("That happened while you were writing.")).to_be_visible()
    assert "gave it up" in words_of(ann)
    kept = ann.locator("textarea").evaluate_all("areas => areas.map(area => area.value)")
    assert "We found oak elsewhere." in kept
    ann.reload()
    expect(ann.get_by_text("The mill has closed.")).to_be_visible()
