"""The client's part of story B in real browsers: Maya sees how likely it is before she gives Callum her word.

Maya sits at a desk; Jonas and Callum, who is a guest, have their phones. What Ruth and three colleagues do
beside it is done behind the scenes. Nia is another client's contact. The estimate is off throughout.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Picture, Visit
from tests.browser.hands import UNFOLD, does, fill, on, say, sends, words_of
from tests.browser.server import Running
from tests.browser.test_story_a import SIGNED_IN, path_of, status
from tests.browser.test_street import fits

Axe = Callable[[Page], None]
VERIFIER = Path(__file__).resolve().parents[2] / "tools" / "verify_ledger.py"
WORKPLACE = """
import json
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from twoway.ledger.write import writing
from twoway.people import accounts, rules
from twoway.people.streets import rules as streets

kim = rules.set_up(name="Larkfield", person_name="Kim Roy", email="kim@larkfield.example", zone="UTC").thing
people = {"Kim": kim}
names = ("Maya Lindqvist", "Jonas Okafor", "Ruth Adeyemi", "Priya Raman", "Owen Hart", "Samir Haddad")
for name in names:
    first = name.split()[0]
    people[first] = rules.invite(by=kim, name=name, email=f"{first.lower()}@larkfield.example").thing
    rules.join(people[first], by=people[first])
team = rules.form_team(name="Data", by=kim).thing
for name in names:
    rules.join_team(team, person=people[name.split()[0]], by=kim)
clients = {}
for name, client in (("Callum Reyes", "Northline Transit"), ("Nia Obi", "Harbour Clinics")):
    first = name.split()[0]
    clients[first] = rules.name_client(name=client, by=kim).thing
    email = f"{first.lower()}@elsewhere.example"
    people[first] = rules.invite(by=kim, name=name, email=email, role="guest", client=clients[first]).thing
    rules.join(people[first], by=people[first])
pairs = [("Maya", "Jonas"), ("Maya", "Ruth"), *((name.split()[0], "Callum") for name in names)]
for one, other in pairs:
    with writing(by=people[one]) as book:
        street = streets.knock(book, by=people[one], to=people[other])
    with writing(by=people[other]) as book:
        streets.say_yes(book, street, by=people[other])
browser = RequestFactory().get("/")
signed_in = {}
for name in ("Maya", "Jonas", "Callum", "Nia"):
    browser.session = SessionStore()
    accounts.sign_in(browser, accounts.of(people[name]))
    browser.session.save()
    signed_in[name] = browser.session.session_key
print(json.dumps({"people": people, "sessions": signed_in, "team": team, "clients": clients}))
"""
OTHERS_PROMISE = """
from datetime import date
from twoway.nouns.promises import rules as promises
from twoway.nouns.track_records import rules as records
from twoway.people import queries

people = {person.called.split()[0]: person.id for person in queries.everybody()}
team = queries.teams_of(people["Maya"])[0].id
six = [people[name] for name in ("Maya", "Jonas", "Ruth", "Priya", "Owen", "Samir")]
record = records.propose(team, six, "clients", by=people["Maya"]).thing
for one in six:
    records.agree(record, by=one)
for one in six[1:]:
    made = promises.make(people["Callum"], "The list for one line", date(2026, 3, 6), by=one).thing
    promises.keep(made, by=one)
    promises.confirm(made, by=people["Callum"])
for name, what, due_on in (("Ruth", "The contract tests pass", date(2026, 3, 11)),):
    print(promises.make(people["Maya"], what, due_on, by=people[name]).thing)
print(record)
"""
ALL_IS_KEPT = """
from twoway.nouns.promises import queries, rules
from twoway.people import queries as people

maya = people.by_email("maya@larkfield.example").id
for made in queries.all_of(maya).filter(promisee=maya, state="made"):
    rules.keep(made.id, by=made.promiser_id)
    rules.confirm(made.id, by=maya)
"""
PUBLISH = "from twoway.ledger import publish; publish.publish()"
WHAT = "Northline pulls its timetable data without asking us"


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
    found = json.loads((running.home / SIGNED_IN).read_text())
    return {**found["people"], "team": found["team"], "client": found["clients"]["Callum"]}


@pytest.fixture
def people(visit: Visit, running: Running) -> Mapping[str, Page]:
    sessions = json.loads((running.home / SIGNED_IN).read_text())["sessions"]
    pages = {}
    for name, session in sessions.items():
        pages[name] = visit(name, phone=name != "Maya", dark=name == "Jonas")
        pages[name].context.add_cookies([{"name": "sessionid", "value": session, "url": running.url}])
    return pages


def test_she_sees_how_likely_it_is_gives_her_word_and_keeps_it_on_the_day_she_moved_it_to(
    people: Mapping[str, Page],
    ids: Mapping[str, str],
    running: Running,
    axe: Axe,
    picture: Picture,
    tmp_path: Path,
) -> None:
    maya, callum = people["Maya"], people["Callum"]
    tests, record = running.tell(OTHERS_PROMISE).split()
    need = they_understand_what_he_needs(people, ids)
    export = jonas_promises(people["Jonas"], ids)
    feed = callum_promises(callum, maya, need, ids)
    she_looks_before_she_gives_her_word(maya, ids, (export, tests, feed), axe, picture)
    word = she_gives_her_word(maya, callum, need, ids, (export, tests, feed), axe, picture)
    one_slips_and_the_day_is_moved_early(people, running, export, word, picture)
    it_is_delivered_at_its_price(maya, callum, running, need, word, axe, picture)
    neither_knows_what_the_other_said_until_both_have(maya, callum, need)
    nobody_else_finds_any_of_it(people["Nia"], (need, word, f"/clients/{ids['client']}"))
    the_teams_record_is_read_and_checked_elsewhere(maya, callum, running, record, ids, tmp_path, picture)


# ---- what is needed --------------------------------------------------------------------------------------


def they_understand_what_he_needs(people: Mapping[str, Page], ids: Mapping[str, str]) -> str:
    callum, maya, jonas = people["Callum"], people["Maya"], people["Jonas"]
    callum.goto("/needs/new")
    form = callum.locator("form[action$='/needs/begin']")
    for name in ("Maya", "Jonas"):
        form.locator(f"[name=ours][value='{ids[name]}']").check(force=True)
    does(callum, "/needs/begin", what="We want to fetch the timetable data ourselves")
    need = path_of(callum)
    on(jonas, need, "play_back", words="A file you download each night")
    on(callum, need, "correct", words="Not quite: whenever we want, not each night")
    on(maya, need, "play_back", words="An address you can ask at any hour")
    on(callum, need, "recognise")
    expect(callum.get_by_text("yes, that is it").first).to_be_visible()
    return need


def jonas_promises(jonas: Page, ids: Mapping[str, str]) -> str:
    jonas.goto(f"/promises/new?to={ids['Maya']}")
    say(jonas, "promise", "The export runs on staging", "2026-03-09")
    return path_of(jonas).removeprefix("/promises/")


def callum_promises(callum: Page, maya: Page, need: str, ids: Mapping[str, str]) -> str:
    """What the client promises us stands beside what we promise the client."""
    on(callum, need, "promise", what="A sample feed for three lines", due_on="2026-03-05", to=ids["Maya"])
    maya.goto(need)
    maya.get_by_role("main").get_by_role("link", name="A sample feed for three lines").first.click()
    return path_of(maya).removeprefix("/promises/")


# ---- her word --------------------------------------------------------------------------------------------


def she_looks_before_she_gives_her_word(
    maya: Page, ids: Mapping[str, str], hangs_on: tuple[str, ...], axe: Axe, picture: Picture
) -> None:
    """What the record of the two says, then how likely a day is; nothing of it is entered."""
    maya.goto(f"/promises/new?kind=make&to={ids['Callum']}&more=1")
    form = maya.locator("form[action$='/promises/make/begin']").first
    for one in hangs_on:
        box = form.locator(f"[name=hangs_on][value='{one}']")
        box.evaluate(UNFOLD)
        box.check(force=True)
    fill(form, "what", WHAT)
    fill(form, "due_on", "2026-03-12")
    with maya.expect_navigation():
        form.get_by_role("button", name="How likely is this day?").click()
    expect(maya.get_by_text("Even odds").first).to_be_visible()
    expect(maya.locator("form[action$='/promises/make/begin'] [name=what]").first).to_have_value(WHAT)
    axe(maya)
    picture(maya, "story-client-before-the-word")
    maya.goto("/promises")
    expect(maya.get_by_role("main").get_by_text(WHAT)).to_have_count(0)


def she_gives_her_word(
    maya: Page,
    callum: Page,
    need: str,
    ids: Mapping[str, str],
    hangs_on: tuple[str, ...],
    axe: Axe,
    picture: Picture,
) -> str:
    on(
        maya,
        need,
        "promise",
        what=WHAT,
        due_on="2026-03-12",
        to=ids["Callum"],
        scope="All lines, read only",
        price_low="8000",
        price_high="9500",
        currency="EUR",
    )
    maya.goto(need)
    maya.get_by_role("main").get_by_role("link", name=WHAT).first.click()
    word = path_of(maya)
    for one in hangs_on:
        on(maya, word, "hang-on", on=one)
    on(callum, word, "say_yes")
    maya.goto(word)
    alone = chance(callum, word)
    assert chance(maya, word) < alone
    expect(maya.locator(".node .flag")).to_have_count(1)
    axe(maya)
    assert fits(callum)
    assert not re.search("export runs|contract tests|Ruth", words_of(callum))
    picture(maya, "story-client-promise")
    return word


def chance(page: Page, promise: str) -> int:
    """The one big number on the promise's page."""
    page.goto(promise)
    told = page.locator(".fc-head .big").inner_text()
    return int(re.sub(r"\D", "", told))


def one_slips_and_the_day_is_moved_early(
    people: Mapping[str, Page], running: Running, export: str, word: str, picture: Picture
) -> None:
    maya, jonas, callum = people["Maya"], people["Jonas"], people["Callum"]
    before = chance(maya, word)
    running.at("2026-03-04 09:00")
    late = "Staging came back late"
    on(jonas, f"/promises/{export}", "ask_move", due_on="2026-03-13", reason=late)
    on(maya, f"/promises/{export}", "agree_move")
    assert chance(maya, word) < before
    on(maya, word, "ask_move", due_on="2026-03-18", reason="The export comes four days later")
    on(callum, word, "agree_move")
    on(maya, word, "ask_terms", price_low="9000", price_high="9500", reason="The feed took Ruth a day")
    on(callum, word, "agree_terms")
    expect(callum.get_by_text("9,000").first).to_be_visible()


def it_is_delivered_at_its_price(
    maya: Page, callum: Page, running: Running, need: str, word: str, axe: Axe, picture: Picture
) -> None:
    running.at("2026-03-17 15:00")
    running.tell(ALL_IS_KEPT)
    maya.goto(word)
    with_price = maya.locator(f"form[action$='{word}/keep']").filter(has=maya.locator("[name=charged]"))
    sends(maya, with_price, charged="9200")
    on(callum, word, "confirm")
    on(maya, need, "deliver", words="The address is open", charged="9200")
    on(callum, need, "look_back", needed="yes", at_price="yes")
    axe(callum)
    assert fits(callum)


def neither_knows_what_the_other_said_until_both_have(maya: Page, callum: Page, need: str) -> None:
    callum.goto(need)
    before = what_stands_on(callum)
    seals(maya, need, "6", "6", "5")
    callum.goto(need)
    assert what_stands_on(callum) == before
    seals(callum, need, "7", "6", "6")
    for page in (maya, callum):
        page.goto(need)
        expect(page.get_by_role("heading", name="How working together was").first).to_be_visible()


def seals(page: Page, need: str, *said: str) -> None:
    page.goto(need)
    for name, number in zip(("fair", "heard", "clear"), said, strict=True):
        page.locator(f"input[name={name}][value='{number}']").check(force=True)
    with page.expect_navigation():
        page.get_by_role("button", name="Seal mine").click()


def what_stands_on(page: Page) -> str:
    """All the page says, but for how long ago this browser has looked after the record."""
    return re.sub(r"This browser checked.*", "", words_of(page)).strip()


def nobody_else_finds_any_of_it(nia: Page, addresses: tuple[str, ...]) -> None:
    assert {status(nia, address) for address in addresses} == {404}


# ---- the team's record -----------------------------------------------------------------------------------


def the_teams_record_is_read_and_checked_elsewhere(
    maya: Page,
    callum: Page,
    running: Running,
    record: str,
    ids: Mapping[str, str],
    tmp_path: Path,
    picture: Picture,
) -> None:
    """A month after the quarter, by both; the file with one changed byte is found out without Twoway."""
    running.at("2026-05-04 09:00")
    running.tell(PUBLISH)
    for page in (maya, callum):
        page.goto(f"/track-records/{record}/figures")
        expect(page.get_by_text("kept on their day").first).to_be_visible()
    picture(callum, "story-client-track-record")
    answer = callum.request.get(f"/track-records/{record}/file")
    assert answer.status == 200
    assert [checked(tmp_path, answer.body())[0], checked(tmp_path, spoilt(answer.body()))[0]] == [0, 3]


def checked(elsewhere: Path, record: bytes) -> tuple[int, str]:
    """What the checker says of a file, on its own in a folder: Python and nothing else."""
    tool = Path(shutil.copy(VERIFIER, elsewhere))
    (elsewhere / "record").write_bytes(record)
    command = [sys.executable, "-I", "-S", tool.name, "check", "record"]
    done = subprocess.run(command, cwd=elsewhere, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def spoilt(record: bytes) -> bytes:
    """The same, with one figure in its middle another one."""
    place = next(
        number for number in range(len(record) // 2, len(record)) if record[number : number + 1].isdigit()
    )
    other = b"8" if record[place : place + 1] != b"8" else b"7"
    return record[:place] + other + record[place + 1 :]
