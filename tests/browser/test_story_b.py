"""Story B in real browsers: Dana becomes Eli's manager, and both build the street over ninety days.

Dana sits at a desk and Eli has his phone; each uses the very same verbs. Ana, Ben, Chen and Lena are in
Eli's team, so that something unnamed could be from any of them. All of it happens with the estimate off; on
the last day both turn it on. Every step is a page and what is typed into it; only the days are the test's.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Picture, Visit
from tests.browser.hands import does, find, on, say, sends, words_of
from tests.browser.server import Running
from tests.browser.test_estimate import answer as in_settings
from tests.browser.test_estimate import column
from tests.browser.test_private import begin as begin_private_pages
from tests.browser.test_private import unlock
from tests.browser.test_story_a import SIGNED_IN, path_of, status

Axe = Callable[[Page], None]
# Coming in and signing in has tests of its own; here everybody has done so. Since today Eli reports to Dana.
WORKPLACE = """
import json
import re
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from twoway.people import accounts, rules

kim = rules.set_up(name="Larkfield", person_name="Kim Roy", email="kim@larkfield.example", zone="UTC").thing
people = {"Kim": kim}
for name in ("Dana Ruiz", "Eli Brandt", "Ana Duarte", "Ben Whitlock", "Chen Wei", "Lena Vogel"):
    first = name.split()[0]
    people[first] = rules.invite(by=kim, name=name, email=f"{first.lower()}@larkfield.example").thing
    rules.join(people[first], by=people[first])
team = rules.form_team(name="Line 3", by=kim).thing
for name in ("Dana", "Eli", "Ana", "Ben", "Chen", "Lena"):
    rules.join_team(team, person=people[name], by=kim)
rules.start_line(manager=people["Dana"], report=people["Eli"], by=kim)
browser = RequestFactory().get("/")
signed_in = {}
for name in ("Dana", "Eli", "Lena"):
    browser.session = SessionStore()
    accounts.sign_in(browser, accounts.of(people[name]))
    browser.session.save()
    signed_in[name] = browser.session.session_key
print(json.dumps({"people": people, "sessions": signed_in}))
"""
LOOKING_BACK = {
    30: ("He tells me on the day. I want to ask sooner.", "She says no, and she says why."),
    60: ("I ask once, and it is done.", "I know where we are going."),
    90: ("We keep the round, and I keep my mouth shut.", "I would bring her anything now."),
}
PREPARATION = "What would I do with a fair no?"
UNNAMED = "We hear of new orders from the drivers."


@pytest.fixture(scope="module")
def prepared_home(prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One in which all of them have come in already."""
    home = shutil.copytree(prepared_home, tmp_path_factory.mktemp("larkfield") / "home")
    server = Running(home)
    server.at("2026-03-02 08:00")
    (home / SIGNED_IN).write_text(server.tell(WORKPLACE))
    return home


@pytest.fixture
def ids(running: Running) -> Mapping[str, str]:
    found: Mapping[str, str] = json.loads((running.home / SIGNED_IN).read_text())["people"]
    return found


@pytest.fixture
def people(visit: Visit, running: Running) -> Mapping[str, Page]:
    """Each signed in at a browser of their own; Eli and Lena on the phone."""
    sessions = json.loads((running.home / SIGNED_IN).read_text())["sessions"]
    pages = {}
    for name, session in sessions.items():
        pages[name] = visit(name, phone=name != "Dana", dark=name == "Lena")
        pages[name].context.add_cookies([{"name": "sessionid", "value": session, "url": running.url}])
    return pages


def test_the_new_manager_and_who_reports_to_her_build_their_street_in_ninety_days(
    people: Mapping[str, Page], ids: Mapping[str, str], running: Running, axe: Axe, picture: Picture
) -> None:
    dana, eli = people["Dana"], people["Eli"]
    path = both_want_the_path(dana, eli, ids)
    street = the_street_at_first(dana, eli, ids, picture)
    a_first_promise_each_way(dana, eli, ids, running)
    what_they_expect_of_each_other(dana, eli, ids, running, picture)
    voices_are_answered(dana, eli, ids, running, picture)
    something_unnamed(dana, people["Lena"], ids, running, street)
    running.at("2026-03-31 09:00")
    they_look_back(dana, eli, path, 30)
    where_he_wants_to_go(dana, eli, ids, running)
    each_asks_and_learns(dana, eli, ids, running)
    they_look_back(dana, eli, path, 60)
    trust_in_advance(dana, eli, ids, running)
    they_talk_of_pay(dana, eli, ids, running, picture)
    running.at("2026-05-30 12:00")
    they_look_back(dana, eli, path, 90)
    expect(eli.get_by_role("heading", level=1)).to_contain_text("Day 90")
    axe(eli)
    dana.goto(path)
    picture(dana, "story-b-ninety-days")
    each_is_shown_their_own_next_act(dana, eli, street)
    the_estimate_is_off_until_both_want_it(dana, eli, street, axe, picture)
    lena = people["Lena"]
    assert {status(lena, address) for address in (path, street)} == {404}


# ---- day 1 -----------------------------------------------------------------------------------------------


def both_want_the_path(dana: Page, eli: Page, ids: Mapping[str, str]) -> str:
    """The line offers it to both; one yes is seen by nobody, two open it."""
    dana.goto("/")
    before = what_stands_on(dana)
    eli.goto("/paths")
    does(eli, "/paths/wish")
    dana.goto("/")
    assert what_stands_on(dana) == before
    dana.goto("/paths")
    does(dana, "/paths/wish")
    dana.goto("/paths")
    dana.get_by_role("main").get_by_role("link", name="Eli Brandt").first.click()
    expect(dana.get_by_role("heading", level=1)).to_have_text("Day 1 with Eli")
    return path_of(dana)


def the_street_at_first(dana: Page, eli: Page, ids: Mapping[str, str], picture: Picture) -> str:
    dana.goto("/people")
    dana.get_by_role("main").get_by_role("link", name="Eli Brandt").first.click()
    picture(dana, "story-b-day-1", above="acts-h")
    assert "count on" not in words_of(dana)
    return path_of(dana)


def a_first_promise_each_way(dana: Page, eli: Page, ids: Mapping[str, str], running: Running) -> None:
    key = promises(dana, ids["Eli"], "A key to the lab", "2026-03-04")
    board = promises(eli, ids["Dana"], "The list of open orders", "2026-03-06")
    running.at("2026-03-04 15:00")
    for giver, taker, address in ((dana, eli, key), (eli, dana, board)):
        on(giver, address, "keep")
        on(taker, address, "confirm")


# ---- talks -----------------------------------------------------------------------------------------------


def what_they_expect_of_each_other(
    dana: Page, eli: Page, ids: Mapping[str, str], running: Running, picture: Picture
) -> None:
    talk = they_plan(dana, eli, ids["Eli"], "expectations", "2026-03-10")
    on(eli, talk, "add_to_agenda", words="When may I stop the line?")
    on(dana, talk, "add_to_agenda", words="What you need from me")
    running.at("2026-03-10 10:45")
    on(dana, talk, "hold")
    on(eli, talk, "note", words="Whoever sees it first stops the line.")
    dana.goto(talk)
    agreed = "#agree-make form"
    sends(dana, dana.locator(agreed), what="That rule, on the board", due_on="2026-03-12")
    took = ("I may stop the line on my own word.", "He wants to hear of changes first.")
    they_seal(eli, dana, talk, took, (6, 7, 5), (6, 6, 6))
    expect(dana.get_by_text("That rule, on the board").first).to_be_visible()


def they_talk_of_pay(
    dana: Page, eli: Page, ids: Mapping[str, str], running: Running, picture: Picture
) -> None:
    """Each prepares alone: what Eli writes is sealed on his phone."""
    talk = they_plan(eli, dana, ids["Dana"], "pay", "2026-05-28")
    begin_private_pages(eli)
    eli.goto(talk)
    eli.get_by_role("button", name="Open my preparation").click()
    unlock(eli)
    eli.get_by_label("Your preparation").fill(PREPARATION)
    eli.get_by_role("button", name="Keep it for me").click()
    expect(eli.get_by_text("Kept, for you alone.")).to_be_visible()
    dana.goto(f"{talk}/prepare")
    expect(dana.get_by_text("You both get this same page.")).to_be_visible()
    dana.goto(talk)
    assert PREPARATION not in dana.content()
    running.at("2026-05-28 11:00")
    on(eli, talk, "hold")
    took = ("I had feared it more than he did.", "Not this year, and I know what it hangs on.")
    they_seal(dana, eli, talk, took, (5, 6, 7), (5, 6, 6))
    picture(dana, "story-b-talk", above="agenda")


def they_plan(one: Page, other: Page, with_: str, about: str, day: str) -> str:
    one.goto("/conversations/new")
    does(one, "/conversations/plan", with_=with_, about=about, day=day, hour="10:00")
    expect(one.get_by_text("So far")).to_be_visible()
    talk = path_of(one)
    on(other, talk, "accept")
    return talk


def they_seal(
    first: Page, second: Page, talk: str, takes: tuple[str, str], *said: tuple[int, int, int]
) -> None:
    """Of the first answer the other finds nothing; with the second both open for both."""
    second.goto(talk)
    before = what_stands_on(second)
    for page, took, numbers in zip((first, second), takes, said, strict=True):
        page.goto(talk)
        if page is second:
            assert what_stands_on(second) == before
        for name, number in zip(("fair", "heard", "clear"), numbers, strict=True):
            page.locator(f"input[name={name}][value='{number}']").check(force=True)
        page.get_by_label("What you take from it").fill(took)
        page.get_by_role("button", name="Seal mine").click()
    first.goto(talk)
    for page in (first, second):
        expect(page.get_by_role("heading", name="What each of you said")).to_be_visible()


# ---- voices ----------------------------------------------------------------------------------------------


def voices_are_answered(
    dana: Page, eli: Page, ids: Mapping[str, str], running: Running, picture: Picture
) -> None:
    running.at("2026-03-11 09:00")
    keeps(dana, "That rule, on the board")
    first = raises(eli, ids["Dana"], "We test after painting. Before would be better.", "2026-03-13")
    running.at("2026-03-12 16:00")
    on(dana, first, "answer", answer="promised", words="You are right.", promise_what="Testing comes first")
    on(eli, first, "close", heard="5")
    second = raises(eli, ids["Dana"], "Could we end at four on Fridays?", "2026-03-19")
    reason = "The clinic collects at half past four."
    on(dana, second, "answer", answer="no_because", words=reason)
    on(eli, second, "close", heard="4")
    expect(eli.get_by_text(reason).first).to_be_visible()
    dana.goto(second)
    picture(dana, "story-b-voice")
    hers = raises(dana, ids["Eli"], "The lists lack the lot numbers.", "2026-03-19")
    on(eli, hers, "answer", answer="done", words="They have them from today.")
    on(dana, hers, "close", heard="5")


def something_unnamed(dana: Page, lena: Page, ids: Mapping[str, str], running: Running, street: str) -> None:
    """It could be from any of five, and nothing of it is on a street."""
    lena.goto("/unnamed/new")
    lena.get_by_label("To whom").select_option(label="Dana Ruiz")
    lena.get_by_role("radio", name="Line 3").check()
    lena.get_by_label("In your own words").fill(UNNAMED)
    lena.get_by_role("button", name="See who it could be from").click()
    expect(lena.get_by_role("list").filter(has_text="Chen Wei")).to_be_visible()
    lena.get_by_role("button", name="Send it unnamed").click()
    expect(lena.locator("output")).to_be_visible()
    running.at("2026-03-13 23:30")
    keeps(dana, "Testing comes first")
    running.call("work", "--once")
    dana.goto("/")
    dana.get_by_role("link", name="An unnamed voice waits for your answer").click()
    expect(dana.get_by_text(UNNAMED)).to_be_visible()
    voice = path_of(dana)
    on(dana, voice, "answer", answer="will_do", words="You hear of them at the round.", by_day="2026-03-20")
    dana.goto(street)
    assert UNNAMED not in words_of(dana)


# ---- growth, feedback, trust given first -----------------------------------------------------------------


def where_he_wants_to_go(dana: Page, eli: Page, ids: Mapping[str, str], running: Running) -> None:
    eli.goto("/growth/new")
    does(eli, "/growth/set", goal="Plan a line by myself", with_=ids["Dana"])
    expect(eli.get_by_role("heading", level=1)).to_have_text("Plan a line by myself")
    goal = path_of(eli)
    on(eli, goal, "add_step", step="Plan one shift")
    on(eli, goal, "ask_support", of=ids["Dana"], what="Look over my first plan")
    on(dana, goal, "promise_support", what="An hour over your first plan", due_on="2026-04-10")
    eli.goto(goal)
    expect(eli.get_by_text("An hour over your first plan").first).to_be_visible()
    running.at("2026-04-09 15:00")
    keeps(dana, "An hour over your first plan")


def each_asks_and_learns(dana: Page, eli: Page, ids: Mapping[str, str], running: Running) -> None:
    running.at("2026-04-30 09:00")
    dana.goto(f"/voices/new?kind=feedback&to={ids['Eli']}")
    does(dana, "/voices/feedback/begin", words="how I open the morning round", answer_by="2026-05-08")
    expect(dana.get_by_role("heading", level=1)).to_contain_text("how I open the morning round")
    voice = path_of(dana)
    on(eli, voice, "answer", answer="told", words="Begin with what went well.")
    on(dana, voice, "close", heard="5")
    for page, to, words in (
        (dana, ids["Eli"], "To hear a press before it stops."),
        (eli, ids["Dana"], "To say no, and why."),
    ):
        page.goto(f"/thanks/new?kind=learned&to={to}")
        does(page, "/thanks/learned", words=words)


def trust_in_advance(dana: Page, eli: Page, ids: Mapping[str, str], running: Running) -> None:
    running.at("2026-05-04 09:00")
    dana.goto("/entrustments/new")
    does(
        dana,
        "/entrustments/give",
        to=ids["Eli"],
        scope="The shifts of line 3",
        freedom="3",
        look_back_on="2026-05-26",
    )
    expect(dana.get_by_role("heading", level=1)).to_contain_text("The shifts of line 3")
    shifts = path_of(dana)
    on(eli, shifts, "accept")
    running.at("2026-05-18 09:00")
    on(dana, shifts, "widen", freedom="5", words="Two weeks without a gap.")
    running.at("2026-05-26 09:00")
    for page, words in ((eli, "I slept."), (dana, "I did not look once.")):
        on(page, shifts, "look_back", how_it_went="well", words=words)
    eli.goto("/entrustments/new")
    does(eli, "/entrustments/give", to=ids["Dana"], scope="My days off in June", freedom="6")
    expect(eli.get_by_role("heading", level=1)).to_contain_text("My days off in June")
    on(dana, path_of(eli), "accept")


# ---- the last day ----------------------------------------------------------------------------------------


def they_look_back(dana: Page, eli: Page, path: str, day: int) -> None:
    for page, words in zip((dana, eli), LOOKING_BACK[day], strict=True):
        page.goto(path)
        does(page, "/look_back", day=str(day), words=words)
        expect(page.get_by_text(words).first).to_be_visible()


def each_is_shown_their_own_next_act(dana: Page, eli: Page, street: str) -> None:
    """What is suggested to one is on no page of the other's."""
    for page in (dana, eli):
        page.goto(street)
        expect(page.locator(".nextact").first).to_be_attached()
        page.goto(f"{street}?side=theirs")
        expect(page.locator(".nextact")).to_have_count(0)


def the_estimate_is_off_until_both_want_it(
    dana: Page, eli: Page, street: str, axe: Axe, picture: Picture
) -> None:
    for page in (dana, eli):
        page.goto(street)
        assert "count on" not in words_of(page)
    picture(dana, "story-b-day-90", above="open-h")
    in_settings(eli, street, "Yes, if we both want it")
    dana.goto(street)
    assert "count on" not in words_of(dana)
    in_settings(dana, street, "Yes, if we both want it")
    seen = {}
    axe(dana)
    for page in (dana, eli):
        page.goto(street)
        seen[page] = {side: column(page, side) for side in ("them", "you")}
    assert seen[dana]["them"] == seen[eli]["you"]
    assert seen[dana]["you"] == seen[eli]["them"]
    assert min(seen[dana]["them"][0], seen[dana]["you"][0]) > 50
    picture(dana, "story-b-street", above="open-h")


# ---- what hands do ---------------------------------------------------------------------------------------


def what_stands_on(page: Page) -> str:
    """All the page says, but for how long ago this browser has looked after the record."""
    return re.sub(r"This browser checked.*", "", words_of(page)).strip()


def promises(page: Page, to: str, what: str, due_on: str) -> str:
    page.goto(f"/promises/new?to={to}")
    say(page, "promise", what, due_on)
    return path_of(page)


def keeps(page: Page, what: str) -> None:
    """From the list of promises to the page of one, and there it is kept."""
    find(page, what)
    does(page, "/keep")


def raises(page: Page, to: str, words: str, answer_by: str) -> str:
    page.goto(f"/voices/new?to={to}")
    does(page, "/voices/raise/begin", words=words, answer_by=answer_by)
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    return path_of(page)
