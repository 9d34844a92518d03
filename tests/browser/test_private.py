"""Private writing in a real browser: sealed there, opened there, and a server that lies is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.server import Running
from tests.browser.test_coming_in import set_up

Axe = Callable[[Page], None]
Screenshot = Callable[[Page, str], None]
PASSPHRASE = "seven quiet tractors home"
WORDS = "I decided alone because I was afraid he’d say no."


def begin(page: Page) -> str:
    """A notebook, and its recovery key."""
    page.goto("/private")
    page.get_by_role("link", name="Choose a passphrase").click()
    page.locator("#new-passphrase").fill(PASSPHRASE)
    page.locator("#new-again").fill(PASSPHRASE)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="Your recovery key")).to_be_visible()
    return page.locator(".letters").inner_text()


def unlock(page: Page, passphrase: str = PASSPHRASE, *, stay: bool = False) -> None:
    page.locator("#unlock-passphrase").fill(passphrase)
    if stay:
        page.get_by_label("Stay unlocked").check()
    page.get_by_role("button", name="Unlock", exact=True).click()


def write(page: Page, title: str, words: str) -> None:
    page.get_by_label("Title").fill(title)
    page.get_by_label("Your words").fill(words)
    page.get_by_role("button", name="Keep it here").click()
    expect(page.get_by_text("Kept, at")).to_be_visible()


@pytest.fixture
def dana(visit: Visit) -> Page:
    page = visit("Dana")
    set_up(page)
    return page


def kept_on(running: Running) -> str:
    """All that the server has of it."""
    return running.tell(
        "import json\n"
        "from twoway.private.models import Notebook, Sheet\n"
        "print(json.dumps([list(Notebook.objects.values()), list(Sheet.objects.values())]))"
    )


def test_what_is_written_is_sealed_before_it_leaves_and_opens_again(
    dana: Page, running: Running, visit: Visit, axe: Axe, screenshot: Screenshot
) -> None:
    dana.goto("/private")
    axe(dana)
    recovery = begin(dana)
    axe(dana)
    screenshot(dana, "private-recovery")
    dana.get_by_role("link", name="I have it on paper").click()
    screenshot(dana, "private-locked")
    axe(dana)
    unlock(dana, stay=True)
    dana.get_by_text("Something to begin with").click()
    dana.get_by_role("button", name="How have I conducted myself").click()
    write(dana, "What the import taught me", WORDS)
    axe(dana)
    screenshot(dana, "private-open")
    told = kept_on(running)
    assert "import taught" not in told
    assert "afraid" not in told
    assert PASSPHRASE not in told
    assert recovery not in told
    dana.goto("/private")  # it stayed unlocked
    dana.get_by_role("link", name="What the import taught me").click()
    expect(dana.get_by_label("Your words")).to_have_value(WORDS)
    dana.get_by_role("button", name="Lock").click()
    expect(dana.get_by_role("heading", name="Your notebook is locked")).to_be_visible()
    dana.get_by_text("With the recovery key").click()
    dana.get_by_label("Recovery key, as it stands").fill(recovery.lower())
    dana.get_by_role("button", name="Unlock with it").click()
    expect(dana.get_by_role("link", name="What the import taught me")).to_be_visible()
