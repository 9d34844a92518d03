"""The pages of needs, as a contact and one of ours are shown them; what is told, mailed and called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, open_street
from twoway.ledger import erase
from twoway.ledger import queries as ledger
from twoway.nouns.needs import queries, rules, told
from twoway.nouns.needs.tests.needing import (
    BADLY,
    WELL,
    WHAT,
    delivered,
    fay_of,
    latest,
    looked_back,
    one,
    recognised,
    said,
)
from twoway.nouns.promises import queries as promise_queries
from twoway.nouns.promises import rules as promises
from twoway.people import rules as people
from twoway.people.streets import queries as street_queries

pytestmark = pytest.mark.alike

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def ann(cast: Cast) -> Client:
    return cast.signed_in("ann")


@pytest.fixture
def eve(cast: Cast) -> Client:
    return cast.signed_in("eve")


def main(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode().split('<main class="main" id="main">')[1].split("</main>")[0]


def test_a_contact_finds_where_to_say_it_and_a_member_once_it_is_in_use(
    cast: Cast, ann: Client, eve: Client
) -> None:
    assert "in your own words" in main(eve, "/needs").lower()
    assert 'href="/needs"' in eve.get("/").content.decode().split("<main")[0]
    assert 'href="/needs"' not in ann.get("/").content.decode().split("<main")[0]
    said(cast)
    assert 'href="/needs"' in ann.get("/").content.decode().split("<main")[0]
    assert "Waiting for a word of yours" in main(ann, "/needs")
    assert "It waits to be played back to you" in main(eve, "/needs")


def test_a_contact_says_it_in_a_sentence_and_sees_whom_they_may_name(cast: Cast, eve: Client) -> None:
    open_street(cast.ann, cast.eve)
    page = main(eve, "/needs/new")
    assert "Ann Lee" in page
    assert "Ben Okoro" not in page
    refused = eve.post("/needs/begin", {"what": " ", "ours": [cast.ann]})
    assert refused.status_code == 422
    assert "Say what is needed" in refused.content.decode()
    where = eve.post("/needs/begin", {"what": WHAT, "ours": [cast.ann], "wanted_by": "2026-03-20"})[
        "Location"
    ]
    assert WHAT in main(eve, where)
    assert eve.post("/needs/begin", {"what": WHAT, "wanted_by": "2026-02-31"}).status_code == 422


def test_a_member_notes_what_they_heard_with_contacts_by_their_client(cast: Cast, ann: Client) -> None:
    page = main(ann, "/needs/new")
    assert "Eve Novak, Larch" in page
    where = ann.post("/needs/begin", {"what": WHAT, "contacts": [cast.eve]})["Location"]
    assert "It binds nobody until somebody of Larch says yes" in main(ann, where)


def test_both_ends_read_the_same_need(cast: Cast, ann: Client, eve: Client) -> None:
    need = recognised(cast)
    theirs, ours = main(eve, f"/needs/{need}"), main(ann, f"/needs/{need}")
    for page in (theirs, ours):
        assert WHAT in page
        assert "Large figures, and nothing grey" in page
        assert "By a lamp" in page
    assert "What was promised to you" in theirs
    assert "What we promised Larch" in ours
    assert cast.signed_in("cy").get(f"/needs/{need}").status_code == 404


def test_yes_that_is_it_is_one_tap_and_not_quite_wants_words(cast: Cast, ann: Client, eve: Client) -> None:
    need = said(cast)
    page = main(ann, f"/needs/{need}")
    assert 'id="play_back" open' in page
    assert ann.post(f"/needs/{need}/play_back", {"words": "New lamps"}).status_code == 303
    refused = eve.post(f"/needs/{need}/correct", {"words": ""})
    assert (refused.status_code, "Say what is missing" in refused.content.decode()) == (422, True)
    assert eve.post(f"/needs/{need}/correct", {"words": "No lamps"}).status_code == 303
    ann.post(f"/needs/{need}/play_back", {"words": "Larger print"})
    assert eve.post(f"/needs/{need}/recognise", {}).status_code == 303
    assert one(need, cast.ann).state == "recognised"
    late = eve.post(f"/needs/{need}/correct", {"words": "Oh, wait"})
    assert late.status_code == 409
    assert "Oh, wait" in late.content.decode(), "what was typed stays"


def test_a_price_is_typed_as_people_do_and_stands_on_the_page(cast: Cast, ann: Client, eve: Client) -> None:
    need = recognised(cast)
    offer = {"to": cast.eve, "what": "Forty timetables", "due_on": "2026-03-06", "scope": "Forty sheets"}
    for price, currency in (
        ("-5", "EUR"),
        ("4.999", "EUR"),
        ("400", "XXQ"),
        ("400", ""),
        ("900000000000000", "EUR"),
    ):
        refused = ann.post(f"/needs/{need}/promise", offer | {"price_low": price, "currency": currency})
        assert refused.status_code == 422, price
        assert "Forty timetables" in refused.content.decode()
    priced = offer | {"price_low": "400", "price_high": "1,500.50", "currency": "eur"}
    assert ann.post(f"/needs/{need}/promise", priced).status_code == 303
    page = main(eve, f"/needs/{need}")
    assert "EUR 400.00 to 1,500.50" in page
    assert "Forty sheets" in page
    assert "Yes, please" in page


def test_how_likely_a_day_is_can_be_looked_at_before_the_word_is_given(cast: Cast, ann: Client) -> None:
    """Nothing is entered, nothing typed is lost; then what it hangs on goes along with the word."""
    need = recognised(cast)
    open_street(cast.ann, cast.ben)
    page = promises.make(cast.ann, "The fields of the form", FRIDAY, by=cast.ben).thing
    typed = {"to": cast.eve, "what": "One page, both sides", "due_on": "2026-03-12", "hangs_on": page}
    size = ledger.size()
    looked = ann.post(f"/needs/{need}/promise", typed | {"look": "1", "price_low": "8,000"})
    assert looked.status_code == 200
    assert ledger.size() == size
    shown = looked.content.decode()
    assert "Even odds" in shown
    assert "The fields of the form" in shown
    assert 'value="8,000"' in shown
    assert 'value="One page, both sides"' in shown
    assert ann.post(f"/needs/{need}/promise", typed).status_code == 303
    made = queries.promises_of([queries.one(need, seen_by=cast.ann)], seen_by=cast.ann)[need][-1].promise
    assert promise_queries.tree(made.id, seen_by=cast.ann).links == ((made.id, page),)
    assert promise_queries.tree(made.id, seen_by=cast.eve).links == ()


def test_looking_back_asks_for_the_price_where_there_is_one(cast: Cast, ann: Client, eve: Client) -> None:
    need = recognised(cast)
    assert ann.post(f"/needs/{need}/deliver", {"charged": "400", "currency": ""}).status_code == 422
    ann.post(f"/needs/{need}/deliver", {"words": "In the depot", "charged": "400", "currency": "EUR"})
    page = main(eve, f"/needs/{need}")
    assert "Was it at the agreed price?" in page
    assert "EUR 400.00" in page
    answer = {"needed": "partly", "at_price": "no", "words": "The night buses are missing"}
    assert eve.post(f"/needs/{need}/look_back", answer).status_code == 303
    page = main(ann, f"/needs/{need}")
    assert "No, above it" in page
    assert "The night buses are missing" in page
    assert latest(need, cast.ann).at_price is False


def test_what_both_said_under_seal_opens_for_all_on_the_need(cast: Cast, ann: Client, eve: Client) -> None:
    fay = fay_of(cast)
    need = looked_back(cast, contacts=(fay,), ours=(cast.ben,))
    ben = cast.signed_in("ben")
    delivery = latest(need, cast.ann).id
    assert "How was working together on this?" in main(ann, f"/needs/{need}")
    assert "How was working together on this?" not in main(ben, f"/needs/{need}")
    figures = {"fair": "7", "heard": "6", "clear": "7", "takes": "They listened.", "delivery": delivery}
    assert ann.post(f"/needs/{need}/rate", figures).status_code == 303
    assert "Yours is sealed until you both have" in main(ann, f"/needs/{need}")
    assert eve.post(f"/needs/{need}/rate", figures | {"fair": "9"}).status_code == 422
    assert eve.post(f"/needs/{need}/rate", figures | {"fair": "2"}).status_code == 303
    assert "Eve said 2 of 7, you said 7" in main(ann, f"/needs/{need}")
    assert "Ann said 7 of 7, you said 2" in main(eve, f"/needs/{need}")
    assert "Eve said 2 of 7, Ann said 7" in main(ben, f"/needs/{need}")


def test_sides_stand_beside_the_acts(cast: Cast, ann: Client, eve: Client) -> None:
    need = recognised(cast)
    played = queries.history(one(need, cast.eve), seen_by=cast.eve)[1]
    side = {"about": played.id, "words": "You saw what I did not say."}
    assert eve.post(f"/needs/{need}/side", side).status_code == 303
    assert "You saw what I did not say." in main(ann, f"/needs/{need}")
    assert eve.post(f"/needs/{need}/side", side | {"about": "0" * 12}).status_code == 404


def test_hostile_words_are_words(cast: Cast, ann: Client, eve: Client) -> None:
    open_street(cast.ann, cast.eve)
    words = '<script>alert("x")</script>\u202e أرسل'
    where = eve.post("/needs/begin", {"what": words, "good": "{{ 7|add:7 }}", "ours": [cast.ann]})["Location"]
    page = main(ann, where)
    assert "<script>" not in page
    assert "{{ 7|add:7 }}" in page


def test_words_that_were_erased_read_so(cast: Cast, ann: Client) -> None:
    need = delivered(cast)
    for entry in queries.history(one(need, cast.eve), seen_by=cast.eve):
        if entry.kind in {"need.said", "need.played_back"}:
            erase.erase_entry(entry.id, by=cast.dana, asked_by=entry.by, ground="asked for it")
    page = main(ann, f"/needs/{need}")
    assert page.count("The words were erased.") >= 1
    assert "These words were erased." in page
    assert "Words that were erased" in main(ann, "/needs")
    assert main(cast.signed_in("eve"), f"/needs/{need}")


# ---- on other pages --------------------------------------------------------------------------------------


def test_what_is_open_is_the_same_from_both_ends(cast: Cast) -> None:
    need = said(cast, ours=(cast.ben,))
    street = street_queries.between(cast.ann, cast.eve)
    assert street is not None
    for person in (cast.ann, cast.eve):
        [found] = told.opens(seen_by=person, streets=[street.id])
        assert (found.owes, found.to, found.thing) == (cast.ann, cast.eve, need)
    assert {found.owes for found in told.opens(seen_by=cast.eve)} == {cast.ann, cast.ben}
    assert (told.waiting(cast.ann), told.waiting(cast.ben), told.waiting(cast.eve)) == (1, 1, 0)


def test_today_asks_each_for_themselves_to_say_how_it_was(cast: Cast, ann: Client) -> None:
    need = looked_back(cast)
    assert "Say how working together was" in main(ann, "/")
    rules.rate(need, by=cast.ann, **WELL)
    assert "Say how working together was" not in main(ann, "/")
    assert "Say how working together was" in main(cast.signed_in("eve"), "/")


def test_when_whoever_spoke_has_left_the_word_is_owed_to_another(cast: Cast) -> None:
    fay = fay_of(cast)
    said(cast, contacts=(fay,))
    people.leave(cast.eve, by=cast.dana)
    [found] = told.opens(seen_by=cast.ann)
    assert (found.owes, found.to) == (cast.ann, fay)


def test_what_was_needed_and_delivered_stands_on_the_streets_of_whoever_did_it(
    cast: Cast, ann: Client
) -> None:
    need = looked_back(cast, ours=(cast.ben,))
    rules.rate(need, by=cast.ann, **WELL)
    rules.rate(need, by=cast.eve, **BADLY)
    mine, bens = street_queries.between(cast.ann, cast.eve), street_queries.between(cast.ben, cast.eve)
    assert mine is not None
    assert bens is not None
    for person in (cast.ann, cast.eve):
        found = told.deeds([mine.id], seen_by=person)
        assert [(deed.by, deed.shape.value) for deed in found] == [
            (cast.eve, "need"), (cast.ann, "need"), ("", "conversation"),
        ]  # fmt: skip
    assert [deed.by for deed in told.deeds([bens.id], seen_by=cast.ben)] == [cast.eve]
    assert WHAT in main(ann, f"/streets/{mine.id}")
    assert main(ann, f"/streets/{mine.id}/between")
    assert WHAT in main(ann, "/history")


def test_the_clients_page_shows_the_needs_one_is_on(cast: Cast, ann: Client, eve: Client) -> None:
    said(cast)
    assert WHAT in main(ann, f"/clients/{cast.larch}")
    assert WHAT in main(eve, f"/clients/{cast.larch}")
    assert WHAT not in main(cast.signed_in("cy"), f"/clients/{cast.larch}")


def test_a_page_asks_as_much_of_many_as_of_one(cast: Cast, ann: Client) -> None:
    street = open_street(cast.ann, cast.eve).id

    def asked(times: int) -> list[int]:
        for _again in range(times):
            need = rules.say(WHAT, by=cast.eve, ours=[cast.ann]).thing
            rules.play_back(need, "Larger print", by=cast.ann)
            rules.recognise(need, by=cast.eve)
            rules.deliver(need, by=cast.ann)
            rules.look_back(need, by=cast.eve, needed="no")
        return [
            queries_of(lambda: ann.get("/needs")),
            queries_of(lambda: ann.get(f"/clients/{cast.larch}")),
            queries_of(lambda: told.opens(seen_by=cast.ann)),
            queries_of(lambda: told.deeds([street], seen_by=cast.ann)),
        ]

    asked(1)
    assert asked(1) == asked(2)


def queries_of(run: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as count:
        run()
    return len(count)
