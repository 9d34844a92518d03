"""What people do with their hands on Twoway's pages, told once for all stories."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_coming_in import invitation_to, invite, set_up
from tests.post import Post

ONLY_LOOKS = "[name=look], [name=more]"  # buttons that show the page anew and enter nothing
UNFOLD = "form => { for (let at = form; at; at = at.parentElement) if (at.open === false) at.open = true }"
PEOPLE = {"Ann Lee": "ann@fir.example", "Ben Okoro": "ben@fir.example", "Cy Möller": "cy@fir.example"}


def come_in(dana: Page, post: Post, pages: dict[str, Page]) -> None:
    """Dana sets up the workplace; the others open what was mailed to them and say yes."""
    set_up(dana)
    for name, page in pages.items():
        invite(dana, name, PEOPLE[name])
        page.goto(invitation_to(post, PEOPLE[name]))
        page.get_by_role("button", name="Yes, I come in").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Good morning")


def open_street_with(page: Page, name: str) -> None:
    """Through People, as anybody would."""
    page.goto("/people")
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def say(page: Page, kind: str, what: str, by: str) -> None:
    """A sentence with blanks, to whoever the page is about: promise, ask, offer or note."""
    page.locator(f"label.kind:has(#k-{kind})").click()
    pane = page.locator(f".pane.p-{kind}")
    pane.locator("[name=what]").fill(what)
    pane.locator("[name=due_on]").fill(by)
    pane.locator(".btn.primary").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(what)


def find(page: Page, what: str) -> None:
    """From the list of promises to the page of one."""
    page.goto("/promises")
    page.get_by_role("main").get_by_role("link", name=what).first.click()


def row(page: Page, what: str) -> Locator:
    """The row of a list that is about something."""
    return page.get_by_role("main").get_by_role("listitem").filter(has_text=what).first


def answer(page: Page, label: str, *, note: str = "", day: str = "") -> None:
    """On a promise's page: a verb with the blanks it has."""
    pane = page.locator("details.more-blanks").filter(has=page.locator("summary", has_text=label)).first
    if pane.get_attribute("open") is None:
        pane.locator("summary").click()
    if note:
        pane.locator("textarea").first.fill(note)
    if day:
        pane.locator("[name=due_on]").fill(day)
    pane.get_by_role("button").click()


def words_of(page: Page) -> str:
    """What the page says, as one reads it."""
    return page.get_by_role("main").inner_text()


def on(page: Page, address: str, verb: str, **typed: str) -> None:
    """On the page of a thing: one of its verbs, with what is typed into its blanks."""
    page.goto(address)
    does(page, f"{address}/{verb}", **typed)


def does(page: Page, action: str, **typed: str) -> None:
    """The form that goes there, as it stands on the page."""
    sends(page, page.locator(f"form[action$='{action}']").first, **typed)


def sends(page: Page, form: Locator, **typed: str) -> None:
    """A form, unfolded, filled in and sent."""
    expect(form).to_be_attached()
    form.evaluate(UNFOLD)
    for name, text in typed.items():
        fill(form, name, text)
    with page.expect_navigation(timeout=9_000):
        form.locator(f"button:not({ONLY_LOOKS})").last.click()


def fill(form: Locator, name: str, text: str) -> None:
    blank = form.locator(f"[name={name}]").first
    kind = blank.evaluate("blank => blank.type")
    if kind in {"radio", "checkbox"}:
        form.locator(f"[name={name}][value='{text}']").check(force=True)
    elif kind.startswith("select"):
        blank.select_option(text)
    elif kind != "hidden":
        blank.fill(text)
