"""The pages of entrustments, as each of the two is shown them; what is open, told and mailed; programs."""

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
from twoway.ledger import erase
from twoway.nouns.entrustments import notices, queries, rules, told
from twoway.people import tokens
from twoway.people.streets import rules as streets

pytestmark = pytest.mark.alike

FRIDAY = date(2026, 3, 6)
SCOPE = "The board by the door"


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


def give(cast: Cast, scope: str = SCOPE, freedom: int = 5) -> str:
    return rules.give(cast.ben, scope, freedom, FRIDAY, by=cast.ann).thing


def test_the_list_is_empty_with_a_kind_word_and_shown_once_in_use(cast: Cast, ann: Client) -> None:
    assert "Somebody has to trust first." in main(ann, "/entrustments")
    assert 'href="/entrustments"' not in ann.get("/").content.decode().split("<main")[0]
    give(cast)
    assert 'href="/entrustments"' in ann.get("/").content.decode().split("<main")[0]


def test_it_is_given_in_a_sentence_and_a_refusal_keeps_what_was_typed(
    cast: Cast, ann: Client, ben: Client
) -> None:
    assert "It is yours, no need to tell me" in main(ann, f"/entrustments/new?to={cast.ben}")
    typed = {"to": cast.ben, "scope": SCOPE, "freedom": "", "look_back_on": "2026-03-06"}
    refused = ann.post("/entrustments/give", typed)
    assert refused.status_code == 422
    assert SCOPE in refused.content.decode()
    assert "seven steps" in refused.content.decode()
    where = ann.post("/entrustments/give", typed | {"freedom": "5"})["Location"]
    page = main(ben, where)
    assert "Ann Lee would like to entrust you" in page
    assert "You decide, and tell Ann before you act." in page
    assert page.count("<li class=") >= 7
    assert "Ben Okoro decides" not in page
    assert "Ben decides, and tells you before acting." in main(ann, where)
    assert cast.signed_in("cy").get(where).status_code == 404


def test_each_verb_is_one_form_and_leads_back(
    cast: Cast, ann: Client, ben: Client, at: Callable[[str], object]
) -> None:
    id = give(cast)
    assert ben.post(f"/entrustments/{id}/accept", {}).status_code == 303
    narrowed = {"freedom": "2", "reason": ""}
    refused = ann.post(f"/entrustments/{id}/narrow", narrowed)
    assert "Say why, in a few words." in refused.content.decode()
    assert ann.post(f"/entrustments/{id}/narrow", narrowed | {"reason": "Twice"}).status_code == 303
    assert ann.post(f"/entrustments/{id}/widen", {"freedom": "x"}).status_code == 422
    assert ann.post(f"/entrustments/{id}/shrink", {}).status_code == 404
    at("2026-03-06 09:00")
    assert "How did it go?" in main(ben, f"/entrustments/{id}")
    assert ben.post(f"/entrustments/{id}/look_back", {}).status_code == 422
    assert ben.post(f"/entrustments/{id}/look_back", {"how_it_went": "well"}).status_code == 303
    about = queries.history(queries.one(id, seen_by=cast.ann), seen_by=cast.ann)[-1].id
    side = {"about": about, "words": "For me as well."}
    assert ann.post(f"/entrustments/{id}/side", side).status_code == 303
    page = main(ann, f"/entrustments/{id}")
    assert "Ben says that it went well." in page
    assert "For me as well." in page


def test_today_asks_each_alone_and_the_list_parts_what_waits(
    cast: Cast, ann: Client, ben: Client, at: Callable[[str], object]
) -> None:
    id = give(cast)
    assert [one.owes for one in told.opens(seen_by=cast.ann)] == [cast.ben]
    assert "Waiting for your answer" in main(ben, "/entrustments")
    assert "Waiting for others" in main(ann, "/entrustments")
    rules.accept(id, by=cast.ben)
    assert "Entrusted to you" in main(ben, "/entrustments")
    assert "You entrust others" in main(ann, "/entrustments")
    at("2026-03-06 09:00")
    for person, browser in ((cast.ann, ann), (cast.ben, ben)):
        [one] = told.opens(seen_by=person)
        assert (one.owes, one.to, one.street, one.kind) == (person, person, "", "review")
        assert SCOPE in main(browser, "/")
        assert "To look back on" in main(browser, "/entrustments")
    rules.look_back(id, by=cast.ann, how_it_went="well")
    assert told.opens(seen_by=cast.ann) == []
    assert len(told.opens(seen_by=cast.ben)) == 1


def test_nothing_waits_on_a_closed_street(cast: Cast, ann: Client) -> None:
    street = queries.one(give(cast), seen_by=cast.ann).street_id
    streets.close(street, by=cast.ben)
    assert told.opens(seen_by=cast.ann) == told.opens(seen_by=cast.ben) == []


def test_what_was_taken_on_stands_on_the_street_in_the_givers_lane(cast: Cast, ann: Client) -> None:
    id = give(cast)
    street = queries.one(id, seen_by=cast.ann).street_id
    assert told.deeds([street], seen_by=cast.ann) == []
    rules.accept(id, by=cast.ben)
    mine, theirs = (told.deeds([street], seen_by=one) for one in (cast.ann, cast.ben))
    assert mine == theirs
    assert [(deed.by, deed.mark, deed.label) for deed in mine] == [(cast.ann, "entrusted", SCOPE)]
    assert SCOPE in main(ann, f"/streets/{street}")


def test_words_that_were_erased_say_so(cast: Cast, ann: Client) -> None:
    entry = rules.give(cast.ben, SCOPE, 5, FRIDAY, by=cast.ann)
    erase.erase_entry(entry.id, by=cast.dana, asked_by=cast.ann, ground="asked for it")
    page = main(ann, f"/entrustments/{entry.thing}")
    assert "These words were erased." in page
    assert SCOPE not in page
    assert "Words that were erased" in main(ann, "/entrustments")


@pytest.mark.parametrize("path", ["/entrustments", "/"])
def test_twice_as_many_take_no_more_queries(cast: Cast, ann: Client, path: str) -> None:
    def counted(number: int) -> int:
        for n in range(number):
            rules.accept(give(cast, f"Thing {n}"), by=cast.ben)
            give(cast, f"Other {n}")
        ann.get(path)
        with CaptureQueriesContext(connection) as captured:
            main(ann, path)
        return len(captured)

    few = counted(4)
    assert counted(4) == few


# ---- mail ------------------------------------------------------------------------------------------------


def test_the_other_hears_and_can_answer_from_the_mail(
    cast: Cast, ann: Client, at: Callable[[str], object]
) -> None:
    entry = rules.give(cast.ben, SCOPE, 5, FRIDAY, by=cast.ann)
    [asked] = notices.notices(entry)
    assert (asked.to, [tap.verb for tap in asked.taps]) == (cast.ben, ["accept", "decline"])
    assert SCOPE in asked.words
    assert SCOPE not in asked.subject + asked.line
    rules.TAPS["accept"](entry.thing, by=cast.ben, seen=asked.entry, note="Gladly")
    at("2026-03-06 07:00")
    due = {notice.to: notice for notice in notices.due(FRIDAY)}
    assert due.keys() == {cast.ann, cast.ben}
    assert [tap.verb for tap in due[cast.ann].taps] == ["well", "partly", "badly"]
    rules.TAPS["well"](entry.thing, by=cast.ann, seen=due[cast.ann].entry, note="Nobody asked me")
    rules.TAPS["badly"](entry.thing, by=cast.ben, seen=due[cast.ben].entry)
    found = queries.one(entry.thing, seen_by=cast.ann)
    assert (found.said_by(cast.ann), found.said_by(cast.ben)) == ("well", "badly")
    assert notices.due(FRIDAY) == []


# ---- programs --------------------------------------------------------------------------------------------


def called(person: str, path: str, **said: Any) -> Any:
    _token, text = tokens.make(person, name="A program")
    program = Client(headers={"Authorization": f"Bearer {text}"})
    address = f"/api/v1/entrustments{path}"
    if not said:
        return program.get(address).json()
    return program.post(address, json.dumps(said), content_type="application/json").json()


def test_programs_do_the_same(cast: Cast, ann: Client) -> None:
    id = called(cast.ann, "", to=cast.ben, scope=SCOPE, freedom=5)["thing"]
    [waits] = called(cast.ben, "?show=waiting_for_me")
    assert (waits["id"], waits["freedom"], waits["step"]) == (id, 5, "Decide, and tell me before you act")
    assert waits["verbs"] == ["accept", "decline"]
    called(cast.ben, f"/{id}/accept", note="Gladly")
    called(cast.ann, f"/{id}/widen", freedom=7, words="You never needed me")
    assert called(cast.ann, f"/{id}/narrow", freedom=7, reason="No")["error"]["code"] == "no_change"
    called(cast.ben, f"/{id}/give_back", reason="I have the press now")
    called(cast.ann, f"/{id}/look_back", how_it_went="well")
    seen = called(cast.ben, f"/{id}")
    assert (seen["state"], seen["giver_says"], seen["receiver_says"]) == ("returned", "well", "")
    assert [act["kind"].split(".")[1] for act in called(cast.ann, f"/{id}/history")] == [
        *("given", "accepted", "widened", "returned", "looked_back")
    ]
    assert called(cast.cy, f"/{id}")["error"]["code"] == "not_seen"
