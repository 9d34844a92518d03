"""Coming in, in a real browser: set up, invite, say yes, sign in by code and by passkey."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.post import Post

Axe = Callable[[Page], None]
Screenshot = Callable[[Page, str], None]


def set_up(page: Page) -> None:
    """Dana names the workplace and herself."""
    page.goto("/")
    page.get_by_role("link", name="Set up your workplace").click()
    page.get_by_label("What is your workplace called?").fill("Fir & Daughters")
    page.get_by_label("Your name").fill("Dana Ruiz")
    page.get_by_label("Your work email").fill("dana@fir.example")
    page.get_by_role("button", name="Set it up").click()


def invite(page: Page, name: str, email: str) -> None:
    page.goto("/invite")
    page.get_by_label("Who is it?").fill(name)
    page.get_by_label("Their work email").fill(email)
    page.get_by_role("button", name="Invite them").click()


def invitation_to(post: Post, email: str) -> str:
    found = re.search(r"http://\S+(/invitation/\S+)", post.words(email))
    assert found is not None
    return found[1]


def sign_in_by_code(page: Page, post: Post, email: str, *, after: int = 0) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Work email").fill(email)
    page.get_by_role("button", name="Email me a code").click()
    [code] = re.findall(r"\d{4}-\d{4}", post.words(email, after=after))
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()


def sign_out(page: Page) -> None:
    page.goto("/sign-out")
    page.get_by_role("button", name="Sign out").click()


def test_two_people_come_in_within_minutes(
    visit: Visit, post: Post, axe: Axe, screenshot: Screenshot
) -> None:
    dana, ben = visit("Dana"), visit("Ben", phone=True)
    dana.goto("/")
    axe(dana)
    screenshot(dana, "welcome")
    set_up(dana)
    expect(dana.get_by_role("heading", name="Just you, so far")).to_be_visible()
    axe(dana)
    invite(dana, "Ben Okoro", "ben@fir.example")
    expect(dana.get_by_text("The invitation to Ben Okoro is on its way.")).to_be_visible()
    ben.goto(invitation_to(post, "ben@fir.example"))
    axe(ben)
    screenshot(ben, "invitation phone")
    ben.get_by_role("button", name="Yes, I come in").click()
    ben.goto("/settings")
    expect(ben.get_by_label("Name", exact=True)).to_have_value("Ben Okoro")
    axe(ben)


def test_a_code_opens_the_door_with_script_and_without(
    visit: Visit, post: Post, axe: Axe, screenshot: Screenshot
) -> None:
    set_up(visit("Dana"))
    for mails, script in enumerate((True, False)):
        page = visit("Dana elsewhere", script=script)
        page.goto("/settings")
        if script:
            axe(page)
            screenshot(page, "sign in")
        else:
            expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
        sign_in_by_code(page, post, "dana@fir.example", after=mails)
        page.goto("/settings")
        expect(page.get_by_role("heading", name="Settings")).to_be_visible()


def test_a_passkey_is_made_used_and_taken_away(visit: Visit, post: Post, axe: Axe) -> None:
    page = visit("Dana")
    set_up(page)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    page.goto("/settings/passkeys/add")
    axe(page)
    page.get_by_label("What will you know it by?").fill("My key ring")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_text("My key ring")).to_be_visible()
    assert "passkey was added" in str(post.to("dana@fir.example")["Subject"])
    sign_out(page)
    page.goto("/settings")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Settings")).to_be_visible()
    page.get_by_role("link", name="Take it away").click()
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("The passkey is taken away.")).to_be_visible()


def test_the_keyboard_alone_sets_up_a_workplace(visit: Visit) -> None:
    page = visit("Dana")
    page.goto("/set-up")
    page.get_by_label("What is your workplace called?").focus()
    for words in ("Fir", "Dana Ruiz", "dana@fir.example"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the zone, which the browser has guessed
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Just you, so far")).to_be_visible()


@pytest.mark.long_run
def test_looking_after_the_workplace_on_desktop_and_phone(
    visit: Visit, axe: Axe, screenshot: Screenshot, tmp_path: Path
) -> None:
    page = visit("Dana")
    set_up(page)
    people = tmp_path / "people.csv"
    people.write_text(
        "name;email;manager's email;team;start day\n"
        "Ben Okoro;ben@fir.example;dana@fir.example;Product / Mobile;2026-01-07\n"
        "王小明;wang@fir.example;ben@fir.example;Product;\n"
    )
    page.goto("/manage")
    page.get_by_role("link", name="Bring in a list (CSV)").click()
    axe(page)
    page.get_by_label("The file").set_input_files(people)
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_text("2 new, 0 changed, 0 as they are.")).to_be_visible()
    axe(page)
    screenshot(page, "list of people")
    page.get_by_role("button", name="Take the list in").click()
    expect(page.get_by_text("every invitation is on its way")).to_be_visible()
    for path in (
        "/manage",
        "/manage/teams",
        "/manage/clients",
        "/manage/workplace",
        "/manage/estimates",
        "/settings",
    ):
        page.goto(path)
        axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/manage", "/manage/teams", "/settings", "/invite"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    screenshot(page, "invite phone")


def test_the_sample_company_is_made_walked_through_and_removed(
    visit: Visit, axe: Axe, screenshot: Screenshot
) -> None:
    page = visit("Anybody")
    page.goto("/")
    page.get_by_role("button", name="Walk through a sample company").click()
    expect(page.get_by_role("heading", name="Walk through it as one of them.")).to_be_visible()
    axe(page)
    screenshot(page, "sample company")
    assert page.get_by_role("button", name=re.compile("^Walk through as")).count() == 13
    page.get_by_role("button", name="Walk through as Priya").click()
    expect(page.get_by_text("You are walking through it as Priya")).to_be_visible()
    page.get_by_role("link", name="Remove the sample company").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_role("link", name="Set up your workplace")).to_be_visible()
