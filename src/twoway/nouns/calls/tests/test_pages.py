"""The pages of calls, as each of those who know of one is shown it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, open_street
from tests.pages import fixed
from twoway.ledger.write import writing
from twoway.nouns.calls import queries, rules
from twoway.people.streets import queries as streets

pytestmark = pytest.mark.alike

THURSDAY = date(2026, 3, 5)
CHOICE = "Run the parts cold, without a second pass"


@pytest.fixture
def ann(cast: Cast) -> Client:
    return cast.signed_in("ann")


@pytest.fixture
def ben(cast: Cast) -> Client:
    return cast.signed_in("ben")


def made(cast: Cast, choice: str = CHOICE) -> str:
    said: rules.Terms = {"asks": [cast.ann], "touches": [cast.cy], "review_on": THURSDAY, "sure_percent": 60}
    return rules.make(choice, by=cast.ben, on_me=True, **said).thing


def html(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def main(browser: Client, path: str) -> str:
    return html(browser, path).split('<main class="main" id="main">')[1].split("</main>")[0]


# ---- the list --------------------------------------------------------------------------------------------


def test_the_list_says_what_an_empty_one_could_mean(ann: Client) -> None:
    page = main(ann, "/calls")
    assert "No calls yet" in page
    assert "free to follow" in page


def test_the_sidebar_shows_calls_only_when_they_are_in_use(cast: Cast, ann: Client) -> None:
    assert 'href="/calls"' not in html(ann, "/").split("<main")[0]
    made(cast)
    assert 'href="/calls"' in html(ann, "/").split("<main")[0]


def test_the_list_parts_what_waits_what_is_due_what_is_open_and_what_is_over(
    cast: Cast, ben: Client, at: Callable[[str], object]
) -> None:
    made(cast, "Cold")
    rules.review(made(cast, "Hot"), by=cast.ben, outcome="worked")
    rules.ask_for(cast.ben, "And the racks?", by=cast.ann)
    page = main(ben, "/calls")
    assert [
        page.index(text)
        for text in ("Waiting for your answer", "racks", "Open", "Cold", "Looked back on", "Hot")
    ] == sorted(
        page.index(text)
        for text in ("Waiting for your answer", "racks", "Open", "Cold", "Looked back on", "Hot")
    )
    at("2026-03-05 09:00")
    assert "Due for a look back" in main(ben, "/calls")
    assert "Due for a look back" not in main(cast.signed_in("ann"), "/calls")


@pytest.mark.parametrize("path", ["/calls", "/", "/people"])
def test_twice_as_many_calls_take_no_more_queries(cast: Cast, path: str, at: Callable[[str], object]) -> None:
    open_street(cast.ann, cast.ben)

    def counted(number: int) -> int:
        for n in range(number):
            made(cast, f"Call {n}")
        visitor = cast.signed_in("ann")
        visitor.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(path).status_code == 200
        return len(captured)

    ten = counted(10)
    assert counted(10) == ten


def test_twice_as_many_people_and_acts_take_no_more_queries_on_a_calls_page(cast: Cast, ben: Client) -> None:
    id = made(cast)

    def counted(number: int) -> int:
        for _n in range(number):
            rules.say_cost(id, by=cast.ann, cost=2, words="An hour")
        ben.get(f"/calls/{id}")
        with CaptureQueriesContext(connection) as captured:
            html(ben, f"/calls/{id}")
        return len(captured)

    ten = counted(10)
    assert counted(10) <= ten + 10 * 3  # each act offers thanks beside it


# ---- one call --------------------------------------------------------------------------------------------


def test_a_calls_page_says_whose_it_is_and_that_it_is_on_them(cast: Cast, ann: Client, ben: Client) -> None:
    id = made(cast)
    page = main(ann, f"/calls/{id}")
    assert "A call of Ben Okoro" in page
    assert CHOICE in page
    assert "“If it goes wrong, it’s on me.”" in page
    assert "Ben will look back on it on Thursday 5 March." in page
    own = main(ben, f"/calls/{id}")
    assert "Your call" in own
    assert "You will look back on it on Thursday 5 March." in own


def test_those_it_names_see_that_it_waits_and_nothing_more(
    cast: Cast, ann: Client, ben: Client, at: Callable[[str], object]
) -> None:
    id = made(cast)
    at("2026-03-05 12:00")
    assert "Ben will look back on it" in main(ann, f"/calls/{id}")
    own = main(ben, f"/calls/{id}")
    assert "How did it turn out?" in own
    assert "Nobody but you is asked." in own
    at("2026-03-06 12:00")
    page = main(ann, f"/calls/{id}")
    assert "Waiting for Ben since Thursday 5 March." in page
    assert "How did it turn out?" not in page


def test_today_asks_only_the_owner_on_the_day(
    cast: Cast, ann: Client, ben: Client, at: Callable[[str], object]
) -> None:
    open_street(cast.ann, cast.ben)
    made(cast)
    at("2026-03-05 12:00")
    assert "You named Thursday 5 March to look back on it" in main(ben, "/")
    assert "Nothing is waiting for you." in main(ann, "/")
    assert "look back on it" not in main(ann, "/")
    at("2026-03-06 12:00")
    assert main(ben, "/").count("to look back on it") == 1
    street = streets.between(cast.ann, cast.ben)
    assert street is not None
    assert "Waiting for <bdi>Ben</bdi> since Thursday 5 March." in main(ann, f"/streets/{street.id}")
    assert "has been waiting for you since Thursday 5 March." in main(ben, f"/streets/{street.id}")


def test_what_it_cost_stands_on_the_page_of_its_writer_and_the_owner_alone(
    cast: Cast, ann: Client, ben: Client
) -> None:
    id = made(cast)
    rules.say_cost(id, by=cast.ann, cost=3, words="A whole morning")
    assert "A whole morning" in main(ann, f"/calls/{id}")
    assert "A whole morning" in main(ben, f"/calls/{id}")
    assert "A whole morning" not in main(cast.signed_in("cy"), f"/calls/{id}")


def test_a_calls_page_changes_no_byte_by_what_its_reader_may_not_see(cast: Cast) -> None:
    id = made(cast)
    cy = cast.signed_in("cy")
    before = fixed(cy.get(f"/calls/{id}").content)
    rules.say_cost(id, by=cast.ann, cost=3, words="A whole morning")
    with writing(by=cast.ann) as book:
        rules.reach(id, person=cast.eve, by=cast.ann, book=book)
    with writing(by=cast.eve) as book:
        rules.problem_came(id, problem="0" * 12, cost=2, carriers=[cast.ann], by=cast.eve, book=book)
    rules.say_cost(id, by=cast.eve, cost=3, words="A day")
    assert fixed(cy.get(f"/calls/{id}").content) == before


def test_every_verb_can_be_done_from_the_page(cast: Cast, ben: Client) -> None:
    noted = rules.note(cast.ben, CHOICE, by=cast.ann, on_me=True).thing
    answer = ben.post(
        f"/calls/{noted}/say_yes", {"has_on_me": "1", "sure_percent": "70", "review_on": "2026-03-09"}
    )
    assert answer.status_code == 303
    call = queries.one(noted, seen_by=cast.ben)
    assert (call.on_me, call.sure_percent, call.review_on) == (False, 70, date(2026, 3, 9))
    assert ben.post(f"/calls/{noted}/review", {"outcome": "partly", "words": "Half"}).status_code == 303
    again = ben.post(f"/calls/{noted}/supersede", {"choice": "Warm", "asks": [cast.ann]})
    assert again.status_code == 303
    assert queries.one(noted, seen_by=cast.ben).superseded_by in again["Location"]
    assert ben.post(f"/calls/{noted}/open_wider", {"to": [cast.dana]}).status_code == 303


def test_a_refused_form_keeps_what_was_typed_and_says_why(cast: Cast, ben: Client, ann: Client) -> None:
    id = made(cast)
    answer = ben.post(f"/calls/{id}/review", {"outcome": "too_early", "words": "Not a batch yet"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Pick another day to look back on it." in page
    assert "Not a batch yet" in page
    refused = ann.post(f"/calls/{id}/review", {"outcome": "failed", "words": "It cracked"})
    assert refused.status_code == 409
    assert "Only Ben Okoro can say how it turned out." in refused.content.decode()
    assert "It cracked" in refused.content.decode()
    assert ben.post(f"/calls/{id}/say_cost", {}).status_code == 409
    assert ann.post(f"/calls/{id}/say_cost", {"cost": "many"}).status_code == 422
    assert ben.post(f"/calls/{id}/nonsense").status_code == 404


# ---- beginnings ------------------------------------------------------------------------------------------


def test_a_call_is_made_in_one_sentence(cast: Cast, ben: Client) -> None:
    said = {"choice": CHOICE, "one_asked": cast.ann, "review_on": "2026-03-09", "on_me": "on"}
    answer = ben.post("/calls/make/begin", said)
    assert answer.status_code == 303
    call = queries.one(answer["Location"].rsplit("/", 1)[1], seen_by=cast.ann)
    assert (call.choice, call.on_me, call.owner_id) == (CHOICE, True, cast.ben)


def test_a_call_is_asked_for_and_noted_in_a_sentence(cast: Cast, ann: Client) -> None:
    for kind, blanks in (("ask_for", {"question": "Cold?"}), ("note", {"choice": CHOICE, "on_me": "on"})):
        answer = ann.post(f"/calls/{kind}/begin", {"owner": cast.ben} | blanks)
        assert answer.status_code == 303, answer.content
    assert ann.get("/calls/new?kind=ask_for").status_code == 200


def test_a_beginning_that_is_refused_keeps_every_blank(cast: Cast, ben: Client) -> None:
    answer = ben.post(
        "/calls/make/begin", {"choice": CHOICE, "why": "The press is slow", "touches": [], "review_on": ""}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Say whom it asks to do something, or whom it touches." in page
    assert CHOICE in page
    assert "The press is slow" in page
    assert ben.post("/calls/make/begin", {"choice": "", "one_asked": cast.ann}).status_code == 422
    assert ben.post("/calls/other/begin", {}).status_code == 404


def test_todays_composer_holds_the_sentence(ann: Client) -> None:
    page = main(ann, "/")
    assert 'action="/calls/make/begin"' in page
    assert "Note one you were told" in page


def test_a_side_can_be_added_to_an_act_of_a_call_and_is_read_by_its_doer(
    cast: Cast, ann: Client, ben: Client
) -> None:
    id = made(cast)
    entry = queries.one(id, seen_by=cast.ann).made_in
    assert ann.post(f"/calls/{id}/side", {"about": entry, "words": "I had my doubts"}).status_code == 303
    assert "I had my doubts" in main(ben, f"/calls/{id}")
    assert "I had my doubts" not in main(cast.signed_in("cy"), f"/calls/{id}")
    assert ann.post(f"/calls/{id}/side", {"about": "0" * 12, "words": "I"}).status_code == 404


def test_calibration_is_ones_own(cast: Cast, ann: Client, ben: Client) -> None:
    rules.review(made(cast), by=cast.ben, outcome="failed")
    page = main(ben, "/calls/calibration")
    assert "about 60 % sure" in page
    assert "you owned no" in page
    assert "Nothing to compare yet" in main(ann, "/calls/calibration")


def test_the_page_shows_the_latest_acts_and_says_where_the_others_stand(cast: Cast, ann: Client) -> None:
    call = made(cast)
    for number in range(24):
        rules.say_cost(call, by=cast.ann, cost=1, words=f"Hour {number}.")
    assert "the latest acts" not in main(ann, f"/calls/{call}")
    rules.say_cost(call, by=cast.ann, cost=1, words="One more.")
    page = main(ann, f"/calls/{call}")
    assert "the latest acts" in page
    assert 'href="/history"' in page
    assert page.index("One more.") < page.index("Hour 0.")
