"""The pages of growth, as the owner and a supporter are shown them; what is told, mailed and called."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, open_street
from tests.pages import fixed
from twoway.ledger import erase
from twoway.nouns.growth import notices, queries, rules, told
from twoway.people import rules as people
from twoway.people import tokens
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

pytestmark = pytest.mark.alike

FRIDAY = date(2026, 3, 6)
GOAL = "To run line 3 on my own"


@pytest.fixture
def ann(cast: Cast) -> Client:
    open_street(cast.ann, cast.ben)
    return cast.signed_in("ann")


@pytest.fixture
def ben(cast: Cast) -> Client:
    return cast.signed_in("ben")


def main(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode().split('<main class="main" id="main">')[1].split("</main>")[0]


def test_the_list_is_empty_with_a_kind_word_and_shown_once_in_use(cast: Cast, ann: Client) -> None:
    assert "if only to yourself" in main(ann, "/growth")
    assert 'href="/growth"' not in ann.get("/").content.decode().split("<main")[0]
    rules.set_goal(GOAL, by=cast.ann)
    assert 'href="/growth"' in ann.get("/").content.decode().split("<main")[0]
    assert "Only you see it" in main(ann, "/growth")


def test_a_goal_is_set_in_a_sentence_with_those_who_may_see_it(cast: Cast, ann: Client, ben: Client) -> None:
    page = main(ann, "/growth/new")
    assert "They see the goal, its steps, and who else is named here." in page
    assert ann.post("/growth/set", {"goal": " ", "with_": [cast.ben]}).status_code == 422
    where = ann.post("/growth/set", {"goal": GOAL, "with_": [cast.ben, cast.cy]})["Location"]
    seen = main(ben, where)
    assert "Where Ann Lee wants to go" in seen
    assert "Cy Möller" in seen
    assert "Add a step" not in seen
    assert cast.signed_in("dana").get(where).status_code == 404
    assert "You got there" in main(ann, ann.post(f"{where}/reach", {"words": "By May"})["Location"])


def test_steps_are_added_and_reached_with_a_tap(cast: Cast, ann: Client, ben: Client) -> None:
    where = f"/growth/{rules.set_goal(GOAL, by=cast.ann, with_=[cast.ben]).thing}"
    assert ann.post(f"{where}/add_step", {"step": "A week beside Ben"}).status_code == 303
    step = queries.steps(queries.mine(cast.ann)[0])[0]
    assert ann.post(f"{where}/reach_step", {"step": step.id}).status_code == 303
    assert "1 of 1 steps reached." in main(ben, where)
    refused = ann.post(f"{where}/reach_step", {"step": step.id})
    assert "no step that is not reached" in refused.content.decode()


def test_no_supporter_reads_of_another(cast: Cast, ann: Client, ben: Client) -> None:
    where = f"/growth/{rules.set_goal(GOAL, by=cast.ann, with_=[cast.ben, cast.cy]).thing}"
    cy = cast.signed_in("cy")
    before = main(cy, where)
    assert ann.post(f"{where}/ask_support", {"of": cast.ben, "what": "A week beside you"}).status_code == 303
    assert "Ann Lee asks you for support" in main(ben, "/growth")
    promised = {"what": "A week in May", "due_on": "2026-03-06"}
    assert ben.post(f"{where}/promise_support", {"what": "", "due_on": ""}).status_code == 422
    assert ben.post(f"{where}/promise_support", promised).status_code == 303
    given = {"from_": cast.ben, "words": "Ben stayed late"}
    assert ann.post(f"{where}/say_given", given).status_code == 303
    for browser in (ann, ben):
        page = main(browser, where)
        assert "A week in May" in page
        assert "Ben stayed late" in page
    assert fixed(main(cy, where).encode()) == fixed(before.encode())
    street = street_queries.between(cast.ann, cast.ben)
    assert street is not None
    for person in (cast.ann, cast.ben):
        [deed] = told.deeds([street.id], seen_by=person)
        assert (deed.by, deed.mark, deed.label) == (cast.ben, "growth", "Ben stayed late")
    assert "Ben stayed late" in main(ann, f"/streets/{street.id}")


def test_an_offer_is_taken_declined_or_taken_back_on_its_page(cast: Cast, ann: Client, ben: Client) -> None:
    goal = rules.set_goal(GOAL, by=cast.ann, with_=[cast.ben]).thing
    assert "sets nothing for them" in main(ben, f"/growth/offer?to={cast.ann}")
    assert ben.post("/growth/offer/send", {"to": cast.ann, "what": " "}).status_code == 422
    where = ben.post("/growth/offer/send", {"to": cast.ann, "what": "The fair in May"})["Location"]
    assert [one.owes for one in told.opens(seen_by=cast.ben)] == [cast.ann]
    assert "The fair in May" in main(ann, "/")
    assert ann.post(f"{where}/take", {"goal": goal, "note": "Gladly"}).status_code == 303
    page = main(ben, where)
    assert GOAL in page
    assert "It was taken." in page
    other = ben.post("/growth/offer/send", {"to": cast.ann, "what": "The fair in June"})["Location"]
    about = {"about": queries.history(other.split("/")[-1], seen_by=cast.ann)[0].id, "words": "Too far"}
    assert ann.post(f"{other}/side", about).status_code == 303
    assert ann.post(f"{other}/decline", {}).status_code == 303
    assert ben.post(f"{other}/withdraw", {}).status_code == 409
    assert cast.signed_in("cy").get(other).status_code == 404


def test_what_waits_is_answered_from_today(cast: Cast, ann: Client, ben: Client) -> None:
    goal = rules.set_goal(GOAL, by=cast.ann, with_=[cast.ben]).thing
    rules.ask_support(goal, by=cast.ann, of=cast.ben)
    [one] = told.opens(seen_by=cast.ben)
    assert (one.owes, one.to, [verb.posts for verb in one.verbs]) == (cast.ben, cast.ann, [False, True])
    assert ben.post(one.verbs[1].url, {"seen": one.seen}).status_code == 303
    assert told.opens(seen_by=cast.ben) == told.opens(seen_by=cast.ann) == []


def test_nothing_waits_on_a_closed_street_nor_for_who_has_left(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    goal = rules.set_goal(GOAL, by=cast.ann, with_=[cast.ben, cast.cy]).thing
    rules.ask_support(goal, by=cast.ann, of=cast.ben)
    rules.ask_support(goal, by=cast.ann, of=cast.cy)
    rules.offer(cast.ben, "The fair in May", by=cast.ann)
    assert [len(told.opens(seen_by=one)) for one in (cast.ann, cast.ben, cast.cy)] == [3, 2, 1]
    streets.close(street.id, by=cast.ben)
    assert [len(told.opens(seen_by=one)) for one in (cast.ann, cast.ben, cast.cy)] == [1, 0, 1]
    people.leave(cast.cy, by=cast.cy)
    assert told.opens(seen_by=cast.ann) == []


def test_words_that_were_erased_say_so(cast: Cast, ann: Client) -> None:
    entry = rules.set_goal(GOAL, by=cast.ann)
    erase.erase_entry(entry.id, by=cast.dana, asked_by=cast.ann, ground="asked for it")
    assert "These words were erased." in main(ann, f"/growth/{entry.thing}")
    assert "Words that were erased" in main(ann, "/growth")


@pytest.mark.parametrize("path", ["/growth", "/"])
def test_twice_as_many_take_no_more_queries(cast: Cast, ann: Client, path: str) -> None:
    def counted(number: int) -> int:
        for n in range(number):
            goal = rules.set_goal(f"Goal {n}", by=cast.ann, with_=[cast.ben]).thing
            rules.ask_support(goal, by=cast.ann, of=cast.ben)
            rules.offer(cast.ann, f"Chance {n}", by=cast.ben)
        ann.get(path)
        with CaptureQueriesContext(connection) as captured:
            main(ann, path)
        return len(captured)

    few = counted(6)
    assert counted(6) == few


# ---- mail ------------------------------------------------------------------------------------------------


def test_each_hears_what_concerns_them_and_can_answer_from_the_mail(cast: Cast, ann: Client) -> None:
    entry = rules.set_goal(GOAL, by=cast.ann, with_=[cast.ben])
    assert [notice.to for notice in notices.notices(entry)] == [cast.ben]
    shown = rules.show(entry.thing, by=cast.ann, to=cast.cy)
    assert [notice.to for notice in notices.notices(shown)] == [cast.cy]
    asked = rules.ask_support(entry.thing, by=cast.ann, of=cast.ben, what="A week beside you")
    [notice] = notices.notices(asked)
    assert (notice.to, [tap.verb for tap in notice.taps]) == (cast.ben, ["decline_support"])
    assert GOAL in notice.words
    assert GOAL not in notice.subject + notice.line
    rules.TAPS["decline_support"](entry.thing, by=cast.ben, seen="", note="I am away")
    offered = rules.offer(cast.ann, "The fair", by=cast.ben)
    [notice] = notices.notices(offered)
    assert [tap.verb for tap in notice.taps] == ["take", "decline"]
    rules.TAPS["take"](offered.thing, by=cast.ann, seen=notice.entry)
    promised = rules.promise_support(entry.thing, by=cast.ben, what="A week", due_on=FRIDAY)
    assert notices.notices(promised) == []  # the promise tells of itself
    reached = rules.reach(entry.thing, by=cast.ann)
    assert {notice.to for notice in notices.notices(reached)} == {cast.ben, cast.cy}


@pytest.mark.parametrize("stop", [streets.pause, streets.close])
def test_how_a_goal_goes_on_is_no_news_over_a_stopped_street(cast: Cast, stop: Callable[..., object]) -> None:
    """Whoever closes a street is written to no more from its other end."""
    street = open_street(cast.ann, cast.ben)
    goal = rules.set_goal("To run line 3", by=cast.ann, with_=[cast.ben, cast.cy]).thing
    step = rules.add_step(goal, by=cast.ann, step="Run it with Ben").id
    stop(street.id, by=cast.ben)
    for entry in (rules.reach_step(goal, by=cast.ann, step=step), rules.reach(goal, by=cast.ann)):
        assert [notice.to for notice in notices.notices(entry)] == [cast.cy]


# ---- programs --------------------------------------------------------------------------------------------


def called(person: str, path: str, **said: Any) -> Any:
    _token, text = tokens.make(person, name="A program")
    program = Client(headers={"Authorization": f"Bearer {text}"})
    address = f"/api/v1{path}"
    if not said:
        return program.get(address).json()
    return program.post(address, json.dumps(said), content_type="application/json").json()


def test_programs_do_the_same(cast: Cast, ann: Client) -> None:
    id = called(cast.ann, "/growth", goal=GOAL, with_=[cast.ben])["thing"]
    called(cast.ann, f"/growth/{id}/add_step", step="A week beside Ben")
    [seen] = called(cast.ben, "/growth?show=shown_to_me")
    assert (seen["id"], seen["with_"], seen["verbs"]) == (id, [cast.ben], ["promise_support"])
    called(cast.ann, f"/growth/{id}/reach_step", step=seen["steps"][0]["id"])
    called(cast.ann, f"/growth/{id}/ask_support", of=cast.cy, what="Three quotes")
    called(cast.cy, f"/growth/{id}/promise_support", what="Three quotes", due_on="2026-03-06")
    assert [one["state"] for one in called(cast.ann, f"/growth/{id}")["support"]] == ["promised"]
    assert called(cast.ben, f"/growth/{id}")["support"] == []
    assert called(cast.ben, f"/growth/{id}/let_go", words="")["error"]["code"] == "cannot_let_go"
    kinds = [act["kind"] for act in called(cast.ben, f"/growth/{id}/history")]
    assert kinds == ["growth.set", "growth.step_added", "growth.step_reached", "growth.shown"]
    chance = called(cast.ben, "/opportunities", to=cast.ann, what="The fair")["thing"]
    called(cast.ann, f"/opportunities/{chance}/take", goal=id)
    assert called(cast.ben, f"/opportunities/{chance}")["goal"] == id
    assert len(called(cast.ann, "/opportunities")) == 1
    assert called(cast.dana, f"/growth/{id}")["error"]["code"] == "not_seen"
