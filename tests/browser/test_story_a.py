"""Story A in real browsers: a call goes wrong some hands later. Both beginnings and both endings.

Ana is unsure and Ben decides; the work goes on to Chen, to Lena, who speaks with the client, and to Margit, a
guest from there. Otto works here too and has no part in it. Each sits at a browser of their own, Chen and
Lena on the phone. Only where nothing is said do they want an estimate: what owning it adds needs no browser.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Picture, Visit
from tests.browser.hands import open_street_with, row, words_of
from tests.browser.server import Running
from tests.browser.test_estimate import whole
from tests.browser.test_street import fits

Axe = Callable[[Page], None]
SIGNED_IN = "signed-in.json"
ON_PHONES, IN_THE_DARK = {"Chen", "Lena"}, {"Chen", "Margit"}
# Coming in and signing in has tests of its own; here everybody has done so.
WORKPLACE = """
import json
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from twoway.ledger.write import writing
from twoway.people import accounts, rules
from twoway.people.streets import rules as streets

kim = rules.set_up(name="Larkfield", person_name="Kim Roy", email="kim@larkfield.example", zone="UTC").thing
harbour = rules.name_client(name="Harbour Clinics", by=kim).thing
people = {}
for name in ("Ana Duarte", "Ben Whitlock", "Chen Wei", "Lena Vogel", "Otto Brandt", "Margit Solberg"):
    is_guest = name.startswith("Margit")
    first = name.split()[0]
    people[first] = rules.invite(
        by=kim, name=name, email=f"{first.lower()}@larkfield.example", title="",
        role="guest" if is_guest else "member", client=harbour if is_guest else None,
    ).thing
    rules.join(people[first], by=people[first])
for one, other in (("Ana", "Ben"), ("Ben", "Chen"), ("Lena", "Margit")):
    with writing(by=people[one]) as book:
        street = streets.knock(book, by=people[one], to=people[other])
    with writing(by=people[other]) as book:
        streets.say_yes(book, street, by=people[other])
browser = RequestFactory().get("/")
signed_in = {}
for name, person in people.items():
    browser.session = SessionStore()
    accounts.sign_in(browser, accounts.of(person))
    browser.session.save()
    signed_in[name] = browser.session.session_key
print(json.dumps(signed_in))
"""
FRONTS, HANDLES = "The drawer fronts, drilled", "The handles sit two millimetres off"
CHOICE = "Rout the side panels to eight, without a test piece."
WRONG = "The side panels do not fit their slots"
CHAIN = {
    "Ana": "Twelve pairs of side panels, routed to eight",
    "Chen": "Twelve beds, finished and packed",
    "Lena": "Twelve beds, ready to put together",
}
NEXT = {"Ana": "Chen Wei", "Chen": "Lena Vogel", "Lena": "Margit Solberg"}
THOSE_BETWEEN = ("Ana", "Chen", "Lena")
# The same beginning as by hand, for the ending in which nothing is said; here both ends want an estimate.
CALL_AND_CHAIN = """
from datetime import date
from twoway.nouns.calls import rules as calls
from twoway.nouns.handoffs import rules as handoffs
from twoway.people import queries
from twoway.people.streets import queries as streets
from twoway.people.streets import rules

id = {one.called.split()[0]: one.id for one in queries.everybody()}
call = calls.ask_for(id["Ben"], "Rout the side panels to eight or to six?", by=id["Ana"]).thing
calls.say_yes(call, by=id["Ben"], choice=CHOICE, on_me=True, sure_percent=60, review_on=date(2026, 3, 12))
after, by = [], "Ana"
for by, to in (("Ana", "Chen"), ("Chen", "Lena"), ("Lena", "Margit")):
    how = {"after": after} if after else {"call": call}
    after = [handoffs.hand(CHAIN[by], by=id[by], to=id[to], **how).thing]
    handoffs.accept(after[0], by=id[to])
wrong = handoffs.raise_problem(after[0], by=id["Margit"], what=WRONG, costs="Nine beds in pieces.", cost=2)
for name in ("Ana", "Chen"):
    for wishing in (name, "Ben"):
        rules.wish_estimate(streets.between(id[name], id["Ben"]).id, by=id[wishing], wish=True)
print(call)
"""


@pytest.fixture(scope="module")
def prepared_home(prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One in which all of them have come in already."""
    home = shutil.copytree(prepared_home, tmp_path_factory.mktemp("larkfield") / "home")
    server = Running(home)
    server.at("2026-03-02 08:00")
    (home / SIGNED_IN).write_text(server.tell(WORKPLACE))
    return home


@pytest.fixture
def people(visit: Visit, running: Running) -> Mapping[str, Page]:
    """The six, each signed in at a browser of their own."""
    signed_in = json.loads((running.home / SIGNED_IN).read_text())
    pages = {}
    for name, session in signed_in.items():
        pages[name] = visit(name, phone=name in ON_PHONES, dark=name in IN_THE_DARK)
        pages[name].context.add_cookies([{"name": "sessionid", "value": session, "url": running.url}])
    return pages


# ---- nothing was written down beforehand -----------------------------------------------------------------


@pytest.mark.long_run
def test_nothing_was_written_down_and_he_says_that_it_was_his_call(
    people: Mapping[str, Page], axe: Axe, picture: Picture
) -> None:
    ana, ben, chen, lena = (people[name] for name in ("Ana", "Ben", "Chen", "Lena"))
    problem = it_comes_back_to_whoever_handed_it_over(ana, chen)
    she_shows_it_to_him(ana, ben, problem)
    axe(ben)
    ben.get_by_role("button", name="That was my call", exact=True).click()
    expect(ben.get_by_text("It stands with you: “this one is mine”.")).to_be_visible()
    ana.reload()
    expect(ana.get_by_text("It is not yours: somebody else took it on.")).to_be_visible()
    expect(station(ana, "You").get_by_text("Not here")).to_be_visible()
    chen.goto(problem)
    expect(chen.get_by_text("It stands with Ben Whitlock.")).to_be_visible()
    axe(chen)
    picture(chen, "story-a-problem", above="next")
    ownup = he_owns_it_with_a_promise(ben, "The handles sit two")
    thanks = they_answer_and_thank(ana, chen, ben, ownup)
    word_gets_round(ana, ben, lena, thanks)
    for name in ("Lena", "Margit"):
        assert {status(people[name], address) for address in (problem, ownup)} == {404}
    finds_nothing(people["Otto"], problem, ownup, thanks)
    no_numbers(people.values())


def it_comes_back_to_whoever_handed_it_over(ana: Page, chen: Page) -> str:
    hand_on(ana, "/handoffs/new", FRONTS, "Chen Wei")
    chen.goto("/")
    row(chen, FRONTS).get_by_role("link", name=FRONTS).click()
    take(chen)
    raise_problem(chen, HANDLES, "Forty fronts to plug and drill again.")
    expect(chen.get_by_text("It stands with Ana Duarte.")).to_be_visible()
    return path_of(chen)


def she_shows_it_to_him(ana: Page, ben: Page, problem: str) -> None:
    """It stands with Ana; until she shows it to Ben it is not there for him."""
    assert status(ben, problem) == 404
    ana.goto("/")
    row(ana, HANDLES).get_by_role("link", name=HANDLES).click()
    expect(ana.get_by_text("It stands with you.")).to_be_visible()
    form = unfold(ana, "Show it to somebody")
    form.locator("[name=to]").select_option(label="Ben Whitlock")
    form.locator("[name=words]").fill("You said to go by the old template.")
    form.get_by_role("button").click()
    expect(ana.get_by_text("You showed it to Ben Whitlock")).to_be_visible()
    ben.goto("/handoffs")
    row(ben, HANDLES).get_by_role("link").click()
    expect(ben.get_by_text("You said to go by the old template.")).to_be_visible()


def he_owns_it_with_a_promise(ben: Page, about: str) -> str:
    """Two blanks are enough; those it cost something are there already, and a promise may go with it."""
    ben.get_by_role("link", name="This one is mine").click()
    expect(ben.get_by_text(about)).to_be_visible()
    assert ticked(ben) == ["Ana Duarte", "Chen Wei"]
    ben.get_by_label("What happened").fill(
        "I said to go by the old template, and did not look at the new one."
    )
    ben.get_by_label("What it cost", exact=True).fill("Chen, your morning. Ana, you did it as I said.")
    unfold(ben, "Sorry, what changes")
    ben.get_by_label("Sorry", exact=True).fill("It is mine and nobody else’s. I am sorry.")
    ben.locator("[name=to-0]").select_option(label="Chen Wei")
    ben.locator("[name=will-0]").fill("Forty new fronts on your bench")
    ben.locator("[name=due_on-0]").fill("2026-03-05")
    ben.get_by_role("button", name="Own it").click()
    expect(ben.get_by_role("heading", level=1)).to_have_text("This one is yours")
    return path_of(ben)


def they_answer_and_thank(ana: Page, chen: Page, ben: Page, ownup: str) -> str:
    chen.goto("/")
    chen.locator("main .said").get_by_role("link", name="I said to go by").click()
    expect(chen.get_by_role("link", name="Forty new fronts on your bench")).to_be_visible()
    assert path_of(chen) == ownup
    form = unfold(chen, "Answer")
    form.locator("[name=words]").fill("I had been over that template three times.")
    form.get_by_role("button").click()
    expect(chen.locator("blockquote", has_text="three times")).to_be_visible()
    ana.goto(ownup)
    assert "three times" not in words_of(ana)
    ana.get_by_role("link", name="Say thanks").click()
    pane = ana.locator(".pane.p-thanks").first
    pane.locator("[name=words]").fill("You said it was yours.")
    pane.get_by_role("button", name="Send thanks").click()
    expect(ana.get_by_role("heading", level=1)).to_have_text("You said it was yours.")
    ben.reload()
    expect(ben.get_by_text("I had been over that template three times.")).to_be_visible()
    expect(ben.get_by_text("You said it was yours.")).to_be_visible()
    return path_of(ana)


def word_gets_round(ana: Page, ben: Page, lena: Page, thanks: str) -> None:
    """With the yes of whom it thanks, and without a word of what it was about."""
    unfold(ana, "Pass it on")
    ana.get_by_label("Lena Vogel").check()
    ana.get_by_role("button", name="Ask Ben").click()
    expect(ana.get_by_role("button", name="Ask Ben")).to_have_count(0)
    assert status(lena, thanks) == 404
    ben.goto(thanks)
    ben.get_by_role("button", name="Yes, pass it on").click()
    expect(ben.get_by_text("Passed on to: Lena Vogel")).to_be_visible()
    lena.goto(thanks)
    expect(lena.get_by_text("Ana Duarte to Ben Whitlock")).to_be_visible()
    assert "template" not in words_of(lena)


# ---- with a recorded call --------------------------------------------------------------------------------


def test_a_recorded_call_travels_four_hands_comes_home_at_once_and_is_owned(
    people: Mapping[str, Page], running: Running, axe: Axe, picture: Picture
) -> None:
    ben, margit = people["Ben"], people["Margit"]
    call = he_makes_the_call_she_asks_for(people["Ana"], ben)
    running.at("2026-03-04 15:00")
    it_goes_from_hand_to_hand(people, call)
    running.at("2026-03-06 11:00")
    raise_problem(margit, WRONG, "Nine beds stand in pieces in the corridor.")
    expect(margit.get_by_text("It stands with Ben Whitlock.")).to_be_visible()
    problem = path_of(margit)
    axe(margit)
    ben.goto("/")
    expect(row(ben, WRONG)).to_contain_text("Margit Solberg raised a problem that stands with you")
    for name in THOSE_BETWEEN:
        nothing_of_it_is_theirs(people[name], problem)
    running.at("2026-03-06 12:15")
    he_owns_it_in_one_tap_and_two_blanks(ben, call)
    picture(ben, "story-a-letter")
    those_it_reached_read_it_and_thank(people, call)
    running.at("2026-03-07 09:00")
    ben.goto(call)
    axe(ben)
    picture(ben, "story-a-call", above="terms")
    finds_nothing(people["Otto"], call, problem)


def he_makes_the_call_she_asks_for(ana: Page, ben: Page) -> str:
    """Unsure, and on him: the sentence only he can say."""
    ana.goto("/calls/new?kind=ask_for")
    pane = ana.locator(".pane.p-askcall")
    pane.locator("[name=owner]").select_option(label="Ben Whitlock")
    pane.locator("[name=question]").fill("Rout the side panels to eight or to six?")
    pane.get_by_role("button", name="Ask").click()
    expect(ana.get_by_role("heading", level=1)).to_contain_text("to eight or to six")
    ben.goto("/")
    row(ben, "to eight or to six").get_by_role("link").first.click()
    form = unfold(ben, "Make the call")
    form.locator("[name=choice]").fill(CHOICE)
    form.locator("[name=on_me]").check()
    form.locator("[name=review_on]").fill("2026-03-12")
    form.locator("[name=sure_percent]").fill("60")
    form.locator("[name=expect]").fill("Twelve beds that go together at the clinic.")
    form.get_by_role("button").click()
    expect(ben.get_by_role("heading", level=1)).to_have_text(CHOICE)
    ana.reload()
    expect(ana.get_by_text("“If it goes wrong, it’s on me.”")).to_be_visible()
    return path_of(ben)


def it_goes_from_hand_to_hand(people: Mapping[str, Page], call: str) -> None:
    """Ana, Chen, Lena, Margit: the call goes with the work, and whoever gets it can read it."""
    people["Ana"].goto(call)
    people["Ana"].get_by_role("link", name="Hand something on under").click()
    for name, what in CHAIN.items():
        giver, receiver = people[name], people[NEXT[name].split()[0]]
        hand_on(giver, "", what, NEXT[name])
        receiver.goto("/")
        row(receiver, what).get_by_role("link", name=what).click()
        take(receiver)
        expect(receiver.get_by_role("link", name=CHOICE)).to_be_visible()
        if name != "Lena":
            receiver.get_by_role("link", name="Hand it on").click()


def nothing_of_it_is_theirs(page: Page, problem: str) -> None:
    """Those between see where it stands, and that they carried it as it was handed over."""
    page.goto("/")
    assert WRONG not in words_of(page)
    page.goto(problem)
    expect(page.get_by_text("It is not yours: you carried it as it was handed over.")).to_be_visible()
    expect(page.locator("ol.chain li .bck b", has_text="Not here")).to_have_count(3)
    expect(station(page, "Ben").get_by_text("The call", exact=True)).to_be_visible()
    assert fits(page)


def he_owns_it_in_one_tap_and_two_blanks(ben: Page, call: str) -> None:
    """Whom it cost something is filled in, and no figure is shown before it is sent."""
    ben.goto(call)
    ben.get_by_role("link", name="This one is mine").click()
    assert ticked(ben) == ["Ana Duarte", "Chen Wei", "Lena Vogel", "Margit Solberg"]
    ben.get_by_label("What happened").fill(
        "I said eight without a test piece, because I had promised Friday."
    )
    ben.get_by_label("What it cost", exact=True).fill("A morning, and the ward its beds.")
    ben.get_by_role("button", name="Own it").click()
    expect(ben.get_by_role("heading", level=1)).to_have_text("This one is yours")


def those_it_reached_read_it_and_thank(people: Mapping[str, Page], call: str) -> None:
    for name in (*THOSE_BETWEEN, "Margit"):
        people[name].goto(call)
        expect(people[name].get_by_text("I said eight without a test piece")).to_be_visible()
    margit, ana = people["Margit"], people["Ana"]
    ana.get_by_role("link", name="Answer Ben, or say thanks").click()
    ana.get_by_role("link", name="Say thanks").click()
    ana.locator(".pane.p-thanks [name=words]").first.fill("You said it was yours before anybody asked.")
    ana.locator(".pane.p-thanks").first.get_by_role("button", name="Send thanks").click()
    expect(ana.get_by_role("heading", level=1)).to_have_text("You said it was yours before anybody asked.")
    margit.get_by_role("link", name="Answer Ben, or say thanks").click()
    form = unfold(margit, "Answer")
    form.locator("[name=words]").fill("We heard it from you before we heard it from our own front desk.")
    form.get_by_role("button").click()
    expect(margit.locator("blockquote", has_text="front desk")).to_be_visible()


# ---- the other ending ------------------------------------------------------------------------------------


def test_he_says_nothing_and_those_it_touched_wait_and_are_told_no_more(
    people: Mapping[str, Page], running: Running, axe: Axe, picture: Picture
) -> None:
    ben = people["Ben"]
    told = running.tell(f"CHOICE, WRONG, CHAIN = {CHOICE!r}, {WRONG!r}, {CHAIN!r}\n{CALL_AND_CHAIN}")
    call = f"/calls/{told.split()[-1]}"
    running.at("2026-03-12 10:00")
    only_he_is_asked(people, call)
    axe(ben)
    picture(ben, "story-a-day-of-review")
    running.at("2026-03-13 10:00")
    for name in (*THOSE_BETWEEN, "Margit"):
        they_wait_and_are_told_no_more(people[name], call)
    axe(people["Chen"])
    at_once = {name: where_it_stands(people[name], ben) for name in ("Ana", "Chen")}
    running.at("2026-03-23 10:00")
    for name, before in at_once.items():
        people[name].reload()
        assert lane(people[name]) <= before < START


def only_he_is_asked(people: Mapping[str, Page], call: str) -> None:
    for name in (*THOSE_BETWEEN, "Margit"):
        people[name].goto("/")
        assert CHOICE not in words_of(people[name])
        people[name].goto(call)
        assert "turn out" not in words_of(people[name])
        assert "Waiting for" not in words_of(people[name])
    people["Ben"].goto("/")
    expect(row(people["Ben"], CHOICE)).to_contain_text("You named Thursday 12 March to look back on it.")


def they_wait_and_are_told_no_more(page: Page, call: str) -> None:
    """A plain fact, and nothing asked of anybody else."""
    page.goto(call)
    expect(page.get_by_text("Waiting for Ben since Thursday 12 March.")).to_be_visible()
    assert not re.search(r"late|overdue|silent|blame|fault|owned", words_of(page))


# ---- what hands do ---------------------------------------------------------------------------------------

START = 50


def hand_on(page: Page, address: str, what: str, to: str) -> None:
    """The sentence in which work goes on; at `address`, or on the page one is on."""
    if address:
        page.goto(address)
    pane = page.locator(".pane.p-hand")
    pane.locator("[name=what]").fill(what)
    pane.locator("[name=to]").select_option(label=to)
    pane.get_by_role("button", name="Hand it on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(what)


def take(page: Page) -> None:
    """Say yes to what was handed on."""
    page.get_by_role("button", name="I have it", exact=True).click()
    expect(page.get_by_role("button", name="I have it", exact=True)).to_have_count(0)


def raise_problem(page: Page, what: str, costs: str) -> None:
    """On the page of the hand-off: what doesn't work, what it costs, and how much that is."""
    form = unfold(page, "Something doesn’t work")
    form.locator("[name=what]").fill(what)
    form.locator("[name=costs]").fill(costs)
    form.locator("[name=cost]").select_option(label="Something")
    form.get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(what)


def unfold(page: Page, label: str) -> Locator:
    """What is folded away under a label."""
    folded = page.locator("details").filter(has=page.locator("summary", has_text=label)).first
    if folded.get_attribute("open") is None:
        folded.locator("summary").first.click()
    return folded


def station(page: Page, name: str) -> Locator:
    """Where somebody stands in the chain."""
    return page.locator("ol.chain > li").filter(has=page.locator(".who", has_text=name))


def ticked(page: Page) -> list[str]:
    """Whom it cost something, as the page has filled it in once it is there."""
    expect(page.locator("[name=touched]").first).to_be_visible()
    return page.locator("label:has([name=touched]:checked)").all_inner_texts()


def path_of(page: Page) -> str:
    return re.sub(r"^https?://[^/]+|[?#].*$", "", page.url)


def status(page: Page, address: str) -> int:
    outcome = page.goto(address)
    assert outcome is not None
    return outcome.status


def finds_nothing(page: Page, *addresses: str) -> None:
    """What is not theirs is as if it were not there, and nothing on their pages speaks of it."""
    for address in addresses:
        assert status(page, address) == 404, address
    for address in ("/", "/handoffs", "/calls", "/ownups", "/history"):
        page.goto(address)
        assert not re.search("template|panels|handles", words_of(page)), address


def no_numbers(pages: Iterable[Page]) -> None:
    """All of it was told with every estimate off."""
    for page in pages:
        page.goto("/people")
        assert "count on" not in words_of(page)


def where_it_stands(page: Page, ben: Page) -> int:
    """How far they can count on Ben; the same from Ben's end."""
    open_street_with(page, "Ben Whitlock")
    ben.goto(path_of(page))
    assert lane(page, "them") == lane(ben, "you")
    return lane(page, "them")


def lane(page: Page, side: str = "them") -> int:
    return whole(page.locator(f"section.evcol:has(#ev-{side}) h2 .num").inner_text())
