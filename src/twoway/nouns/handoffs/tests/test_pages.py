"""The pages as each of those on a chain gets them, and what happens when their forms are sent."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, open_street
from twoway.nouns.handoffs import queries, rules
from twoway.nouns.handoffs.tests.chains import WORK, Chain, chain, raised
from twoway.people import rules as people


@pytest.fixture
def made(cast: Cast) -> Chain:
    return chain(cast)


def page(browser: Client, address: str, status: int = 200) -> str:
    """The page's main part, with every run of spaces as one."""
    response = browser.get(address)
    assert response.status_code == status, address
    return " ".join(response.content.decode().split('<main class="main" id="main">')[1].split())


def text(html: str) -> str:
    """What is read there."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_list_says_what_waits_and_an_empty_one_what_the_silence_could_mean(cast: Cast) -> None:
    ann, ben = cast.signed_in("ann"), cast.signed_in("ben")
    assert "Nothing handed on yet" in page(ann, "/handoffs")
    assert 'href="/handoffs"' not in ann.get("/people").content.decode()  # nobody needs it yet
    rules.hand(WORK, by=cast.ann, to=cast.ben)
    assert "Waiting for your answer" in page(ben, "/handoffs")
    assert "Waiting for others" in page(ann, "/handoffs")
    assert 'href="/handoffs"' in ann.get("/people").content.decode()


def test_a_hand_off_is_handed_on_taken_and_sent_back_by_its_forms(cast: Cast) -> None:
    ann, ben = cast.signed_in("ann"), cast.signed_in("ben")
    sent = ann.post("/handoffs/begin", {"what": WORK, "to": cast.ben})
    assert sent.status_code == 303
    handoff = sent["Location"]
    assert WORK in page(ben, handoff)
    assert ben.post(f"{handoff}/accept").status_code == 303
    refused = ben.post(f"{handoff}/send_back", {"reason": ""})
    assert refused.status_code == 422
    assert "Say why, in a few words." in refused.content.decode()
    assert ben.post(f"{handoff}/send_back", {"reason": "No room"}).status_code == 303
    assert "“ No room ”" in text(page(ann, handoff))


def test_what_was_typed_is_kept_where_handing_on_is_refused(cast: Cast) -> None:
    refused = cast.signed_in("ann").post("/handoffs/begin", {"what": WORK, "to": ""})
    assert refused.status_code == 422
    assert WORK in refused.content.decode()
    assert "Pick somebody, or a team." in refused.content.decode()


def test_a_team_is_picked_like_a_person_and_one_of_it_takes_it_on(cast: Cast) -> None:
    team = people.form_team(name="Paint shop", by=cast.dana).thing
    people.join_team(team, person=cast.ben, by=cast.dana)
    ann, ben = cast.signed_in("ann"), cast.signed_in("ben")
    handoff = ann.post("/handoffs/begin", {"what": WORK, "to": f"team-{team}"})["Location"]
    assert "It waits until one of them takes it on." in text(page(ann, handoff))
    assert ben.post(f"{handoff}/take").status_code == 303
    assert "It is with Ben Okoro." in text(page(ann, handoff))


def test_work_goes_on_from_what_one_has_under_the_call_it_came_with(made: Chain) -> None:
    cy = made.cast.signed_in("cy")
    drawn = page(cy, f"/handoffs/new?after={made.to_cy}")
    assert "as it came to me" in drawn
    assert re.search(rf'value="{made.to_cy}"[^>]* checked', drawn)  # a branch of what went on already
    sent = cy.post("/handoffs/begin", {"what": "More", "to": made.cast.ann, "after": [], "call": made.call})
    id = sent["Location"].rsplit("/", 1)[1]
    assert queries.one(id, seen_by=made.cast.ann).call == made.call


def test_the_way_home_is_drawn_on_the_problem_and_on_the_call(made: Chain) -> None:
    problem = raised(made)
    for who in ("ben", "ann", "cy", "eve"):
        browser = made.cast.signed_in(who)
        drawn = text(page(browser, f"/problems/{problem}"))
        assert "How it travelled, and how it came home" in drawn
        assert drawn.count("Not here") == 2
        assert "They don’t fit the lift" in drawn
        on_call = text(page(browser, f"/calls/{made.call}"))
        assert on_call.count("Not here Carried it as handed over.") == 2


def test_each_reads_whose_it_is(made: Chain) -> None:
    problem = f"/problems/{raised(made)}"
    assert "It stands with you." in text(page(made.cast.signed_in("ben"), problem))
    for carrier in ("ann", "cy"):
        read = text(page(made.cast.signed_in(carrier), problem))
        assert "It is not yours: you carried it as it was handed over." in read
    page_of = made.cast.signed_in("eve")
    page_of.post(f"{problem}/fault", {"carrier": made.cast.ann, "why": "The weld is short"})
    assert "It stands with you." in text(page(made.cast.signed_in("ann"), problem))
    assert "In the carrying The weld is short" in text(page(made.cast.signed_in("ben"), problem))


def test_a_problem_is_raised_answered_and_resolved_by_its_forms(made: Chain) -> None:
    eve, ben = made.cast.signed_in("eve"), made.cast.signed_in("ben")
    refused = eve.post(f"/handoffs/{made.to_eve}/raise_problem", {"what": "Too wide", "cost": "2"})
    assert refused.status_code == 422
    assert "Say what it costs you, or others." in refused.content.decode()
    said = {"what": "Too wide", "costs": "A day", "cost": "2", "may_be_shown": "on"}
    problem = eve.post(f"/handoffs/{made.to_eve}/raise_problem", said)["Location"]
    assert problem.startswith("/problems/")
    assert ben.post(f"{problem}/answer", {"answer": "need_more", "words": "Which lift?"}).status_code == 303
    assert eve.post(f"{problem}/reply", {"words": "Ours"}).status_code == 303
    refused = ben.post(f"{problem}/answer", {"answer": "not_mine", "words": ""})
    assert refused.status_code == 422
    assert ben.post(f"{problem}/answer", {"answer": "mine"}).status_code == 303
    read = text(page(eve, problem))
    assert read.index("Which lift?") < read.index("Ours") < read.index("this one is mine")
    assert eve.post(f"{problem}/resolve").status_code == 303
    assert "You said that it is over." in text(page(eve, problem))


def test_somebody_it_was_shown_to_takes_it_on_with_one_tap(cast: Cast) -> None:
    handoff = rules.hand(WORK, by=cast.ann, to=cast.cy).thing
    found = rules.raise_problem(handoff, by=cast.cy, what="Too wide", costs="A day", cost=2)
    problem = f"/problems/{found.thing}"
    ann, ben = cast.signed_in("ann"), cast.signed_in("ben")
    assert ben.get(problem).status_code == 404
    assert ann.post(f"{problem}/show", {"to": cast.ben, "words": "You told me"}).status_code == 303
    assert "That was my call" in page(ben, problem)
    assert ben.post(f"{problem}/take_on").status_code == 303
    assert "It is not yours: somebody else took it on." in text(page(ann, problem))
    assert "Not here Somebody else took it on." in text(page(cast.signed_in("cy"), problem))


def test_either_adds_their_side_beside_an_act(made: Chain) -> None:
    problem = raised(made)
    act = queries.said_on(queries.problem(problem, seen_by=made.cast.ann), seen_by=made.cast.ann)[0].id
    ann = made.cast.signed_in("ann")
    assert ann.post(f"/problems/{problem}/side", {"about": act, "words": "I measured"}).status_code == 303
    assert "I measured" in page(made.cast.signed_in("eve"), f"/problems/{problem}")
    assert "I measured" not in page(made.cast.signed_in("ben"), f"/problems/{problem}")
    assert ann.post(f"/problems/{problem}/side", {"about": "0" * 12, "words": "x"}).status_code == 404


def test_pages_ask_the_same_number_of_questions_however_long_the_chain(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)

    def lengthen(last: str, times: int) -> str:
        for turn in range(times):
            by, to = (cast.ann, cast.ben) if turn % 2 == 0 else (cast.ben, cast.ann)
            last = rules.hand(f"Turn {turn}", by=by, to=to, after=[last] if last else ()).thing
            rules.raise_problem(last, by=to, what="Bent", costs="An hour", cost=1)
        return last

    browser, last = cast.signed_in("ann"), lengthen("", 30)
    problem = queries.problems(cast.ann).latest("raised_at").id
    addresses = ["/handoffs", f"/handoffs/{last}", f"/problems/{problem}"]
    before = [asked(browser, address) for address in addresses]
    lengthen(last, 30)
    assert [asked(browser, address) for address in addresses] == before


def asked(browser: Client, address: str) -> int:
    """How many questions the page asks of the database, once everything that is kept is warm."""
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def test_whom_a_problem_was_shown_to_finds_it_on_today_until_it_stands_with_them(made: Chain) -> None:
    cast, shown = made.cast, raised(made)
    today = f'href="/problems/{shown}"'
    assert today not in page(cast.signed_in("dana"), "/")
    rules.show(shown, by=cast.cy, to=cast.dana, words="Was it you?")
    assert "Was it you?" in page(cast.signed_in("dana"), "/")
    assert today in page(cast.signed_in("dana"), "/")
    assert today not in page(cast.signed_in("cy"), "/")
    rules.take_on(shown, by=cast.dana)
    assert "Was it you?" not in page(cast.signed_in("dana"), "/")
