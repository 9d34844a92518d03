"""Private writing in a real browser: sealed there, opened there, and a server that lies is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Visit
from tests.browser.server import Running
from tests.browser.test_coming_in import set_up
from tools import open_private

Axe = Callable[[Page], None]
Screenshot = Callable[[Page, str], None]
PASSPHRASE, OTHER = "seven quiet tractors home", "eleven loud bicycles away"
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


def on_disk(running: Running) -> str:
    """Every byte of the database's files, as letters."""
    return "".join(path.read_bytes().decode("latin-1") for path in running.home.glob("twoway.sqlite3*"))


TALK = """
from datetime import timedelta
from twoway import clock
from twoway.nouns.conversations import rules as talks
from twoway.people import queries, rules
dana = queries.by_email("dana@fir.example").id
ben = rules.invite(by=dana, name="Ben Okoro", email="ben@fir.example").thing
rules.join(ben, by=ben)
talk = talks.plan(ben, "pay", clock.now() + timedelta(days=3), by=dana)
talks.accept(talk.thing, by=ben)
print(talk.thing)
"""


@pytest.mark.long_run
def test_preparing_tells_the_server_nothing_of_what_for(
    dana: Page, running: Running, axe: Axe, screenshot: Screenshot
) -> None:
    begin(dana)
    talk = running.tell(TALK).split()[-1]
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/private/" in request.url and "/static/" not in request.url:
            asked.append(f"{request.url} {request.all_headers()} {request.post_data}")

    dana.on("request", note)
    for words in ("", "What do I want to hear before I speak?"):
        dana.goto(f"/conversations/{talk}")
        asked.clear()
        dana.get_by_role("button", name="Open my preparation").click()
        unlock(dana)
        expect(dana.get_by_label("Your preparation")).to_have_value(words)
        dana.get_by_label("Your preparation").fill("What do I want to hear before I speak?")
        dana.get_by_role("button", name="Keep it for me").click()
        expect(dana.get_by_text("Kept, for you alone.")).to_be_visible()
        assert asked
        assert not [each for each in asked if talk in each]
    axe(dana)
    screenshot(dana, "private-preparation")
    assert talk not in kept_on(running)


@pytest.mark.long_run
def test_a_draft_and_a_passkey(dana: Page, running: Running, screenshot: Screenshot) -> None:
    """A draft is kept where it is written, taken up from the notebook, and a passkey opens both."""
    keys = dana.context.new_cdp_session(dana)
    keys.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "hasPrf": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    begin(dana)
    dana.goto("/private/key")
    unlock(dana)
    dana.get_by_role("button", name="Add a passkey").click()
    expect(dana.get_by_text("The passkey opens your notebook from now on.")).to_be_visible()
    screenshot(dana, "private-key")
    dana.goto("/")
    form = dana.locator("form.p-promise")
    form.locator("[name=what]").fill("the numbers, by hand if need be")
    form.get_by_role("button", name="Keep as draft").click()
    screenshot(dana, "private-draft")
    dana.get_by_role("button", name="Unlock with a passkey").click()
    expect(form.get_by_text("Kept as a draft")).to_be_visible()
    assert "numbers" not in kept_on(running)
    form.locator("[name=what]").fill("")
    form.get_by_role("button", name="Take up a draft").click()
    dana.get_by_role("button", name="the numbers, by hand").click()
    expect(form.locator("[name=what]")).to_have_value("the numbers, by hand if need be")
    dana.goto("/private")
    dana.get_by_role("button", name="Unlock with a passkey").click()
    dana.get_by_role("link", name="the numbers, by hand").click()
    dana.get_by_role("link", name="Go on with it where it was begun").click()
    dana.get_by_role("button", name="Unlock with a passkey").click()
    expect(form.locator("[name=what]")).to_have_value("the numbers, by hand if need be")


@pytest.mark.long_run
def test_it_is_taken_along_changed_and_deleted(
    dana: Page, running: Running, visit: Visit, axe: Axe, screenshot: Screenshot, tmp_path: Path
) -> None:
    """A file that opens without Twoway, another passphrase, a second device, and nothing left in the end."""
    recovery = begin(dana)
    dana.goto("/private")
    unlock(dana)
    write(dana, "First talk about money", WORDS)
    dana.goto("/private/key")
    unlock(dana)
    dana.locator("#other-passphrase").fill(OTHER)
    dana.locator("#other-again").fill(OTHER)
    dana.get_by_role("button", name="Change it").click()
    expect(dana.get_by_text("The passphrase is changed.")).to_be_visible()
    with dana.expect_download() as taken:
        dana.get_by_role("button", name="Take the file").click()
    path = tmp_path / "file.json"
    taken.value.save_as(path)
    file = json.loads(path.read_text())
    for typed, kind in ((OTHER, "passphrase"), (recovery, "recovery")):
        [page] = open_private.pages(file, typed, kind)
        assert (page["title"], page["words"]) == ("First talk about money", WORDS)
    with pytest.raises(open_private.Unopened):
        open_private.pages(file, PASSPHRASE)

    second = visit("Dana", phone=True, dark=True)
    second.context.add_cookies(
        [{"name": one["name"], "value": one["value"], "url": running.url} for one in dana.context.cookies()]
    )
    second.goto("/private/about")
    axe(second)
    screenshot(second, "private-about-phone")
    second.goto("/private/marks")
    axe(second)
    second.goto("/private/open")
    axe(second)
    second.get_by_label("The file").set_input_files(path)
    unlock(second, OTHER)
    expect(second.get_by_text(WORDS)).to_be_visible()
    axe(second)
    screenshot(second, "private-file-phone")
    second.goto("/private")
    expect(second.get_by_text("for the first time")).to_be_visible()
    unlock(second, PASSPHRASE)
    expect(second.get_by_text("That passphrase does not open it.")).to_be_visible()
    unlock(second, OTHER)
    second.get_by_role("link", name="First talk about money").click()
    expect(second.get_by_label("Your words")).to_have_value(WORDS)
    axe(second)
    screenshot(second, "private-open-phone")

    sealed = [sheet["sealed"] for sheet in file["sheets"]] + [file["keys"]]
    assert all(text in on_disk(running) for text in sealed)
    axe(dana)
    dana.get_by_label("Yes, all of it").check()
    dana.get_by_role("button", name="Delete my notebook").click()
    expect(dana.get_by_role("heading", name="Pages for you alone")).to_be_visible()
    assert not any(text[20:60] in on_disk(running) for text in sealed)
    second.reload()
    expect(second.get_by_text("The server shows no notebook, but this device knows yours.")).to_be_visible()


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
    dana.keyboard.press("Enter")
    expect(dana.get_by_role("link", name="What the import taught me")).to_be_visible()
