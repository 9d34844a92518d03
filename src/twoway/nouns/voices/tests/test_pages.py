"""The pages of voices, as each of those who know of one is shown it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, open_street
from tests.pages import fixed
from twoway.ledger.erase import erase_entry
from twoway.nouns.voices import VERBS, rules, told
from twoway.nouns.voices.tests.lives import MORE, SAID, WHY, answered, led_by, raised, seen, taken_on
from twoway.people.streets import rules as streets

pytestmark = pytest.mark.alike


@pytest.fixture
def ann(cast: Cast) -> Client:
    return cast.signed_in("ann")


@pytest.fixture
def ben(cast: Cast) -> Client:
    return cast.signed_in("ben")


def html(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def main(browser: Client, path: str) -> str:
    return html(browser, path).split('<main class="main" id="main">')[1].split("</main>")[0]


def in_order(page: str, *texts: str) -> bool:
    places = [page.index(text) for text in texts]
    return places == sorted(places)


# ---- the list --------------------------------------------------------------------------------------------


def test_the_list_says_what_an_empty_one_could_mean_and_shows_in_the_sidebar_once_in_use(
    cast: Cast, ann: Client
) -> None:
    assert "No voices yet" in main(ann, "/voices")
    assert 'href="/voices"' not in html(ann, "/").split("<main")[0]
    raised(cast)
    assert 'href="/voices"' in html(ann, "/").split("<main")[0]


def test_the_list_parts_what_waits_what_was_answered_what_is_with_others_and_what_is_over(
    cast: Cast, ann: Client
) -> None:
    open_street(cast.ann, cast.ben)
    for words, by, to in (("Mine", cast.ben, cast.ann), ("Theirs", cast.ann, cast.ben)):
        rules.raise_(words, by=by, to=to, answer_by=date(2026, 3, 9))
    for words in ("Answered one", "Closed one"):
        id = rules.raise_(words, by=cast.ann, to=cast.ben, answer_by=date(2026, 3, 9)).thing
        answered(id, cast.ben)
    rules.close(id, by=cast.ann, heard=5)
    page = main(ann, "/voices")
    assert in_order(
        page, "Waiting for you", ">Mine<", "did you feel heard?", ">Answered one<", "With others", ">Theirs<"
    )
    assert in_order(page, ">Theirs<", "Earlier", ">Closed one<")


@pytest.mark.parametrize("path", ["/voices", "/", "/people"])
def test_twice_as_many_voices_take_no_more_queries(cast: Cast, path: str) -> None:
    open_street(cast.ann, cast.ben)
    team = led_by(cast, cast.ben, cast.cy)

    def counted(number: int) -> int:
        for n in range(number):
            whom = {"team": team} if n % 2 else {"to": cast.ben}
            rules.raise_(f"Voice {n}", by=cast.ann, answer_by=date(2026, 3, 9), **whom)  # type: ignore[arg-type]
        visitor = cast.signed_in("ann")
        visitor.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(path).status_code == 200
        return len(captured)

    few = counted(4)
    assert counted(4) == few


# ---- one voice -------------------------------------------------------------------------------------------


def test_whoever_it_was_raised_with_reads_it_with_its_clock_and_answers_there(
    cast: Cast, ann: Client, ben: Client
) -> None:
    id = raised(cast)
    page = main(ben, f"/voices/{id}")
    assert in_order(
        page, "Ann Lee raised this with you", SAID, MORE, "Your answer", "The clock", "answer good"
    )
    assert "This becomes a promise" in page
    posted = {"answer": "promised", "promise_what": "A rota", "promise_due": "2026-03-09"}
    assert ben.post(f"/voices/{id}/answer", posted).status_code == 303
    own = main(ann, f"/voices/{id}")
    assert in_order(own, "The answer", "Promised with it:", "A rota", "Did you feel heard?")
    assert ann.post(f"/voices/{id}/close", {"heard": "4"}).status_code == 303
    assert "felt heard: mostly" in main(ben, f"/voices/{id}")


def test_a_refused_answer_keeps_what_was_typed_and_says_why(cast: Cast, ben: Client) -> None:
    id = raised(cast)
    answer = ben.post(f"/voices/{id}/answer", {"answer": "promised", "words": "Yes", "promise_what": "soon"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "couldn’t tell when this is done" in page
    assert ">\nYes</textarea>" in page
    assert 'value="promised" checked' in page


def test_overdue_stands_on_the_pages_of_both_and_on_nobody_elses(
    cast: Cast, ann: Client, ben: Client, at: Callable[[str], object]
) -> None:
    street = open_street(cast.ann, cast.ben)
    id = raised(cast)
    at("2026-03-06 12:00")
    assert "You have been waiting for an answer since Thursday 5 March." in main(ann, f"/voices/{id}")
    assert "Ann Lee has been waiting for an answer since Thursday 5 March." in main(ben, f"/voices/{id}")
    assert "<bdi>Ben</bdi> owes you an answer." in main(ann, f"/streets/{street.id}")
    assert "You owe <bdi>Ann</bdi> an answer." in main(ben, f"/streets/{street.id}")
    assert in_order(main(ben, "/"), SAID, "Ann Lee would like an answer.", "late, 1 day")
    for path in ("/", "/voices", "/people", "/history"):
        assert SAID not in html(cast.signed_in("cy"), path)


def test_both_are_told_what_waits_until_their_street_is_closed(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    answered(raised(cast), cast.ben)
    raised(cast)

    def waits(who: str) -> list[tuple[str, str, str]]:
        return [(one.kind, one.owes, one.to) for one in told.opens(seen_by=who)]

    assert waits(cast.ann) == waits(cast.ben)
    assert sorted(waits(cast.ben)) == [("answer", cast.ben, cast.ann), ("claim", cast.ann, cast.ben)]
    streets.close(street.id, by=cast.ben)
    assert waits(cast.ann) == waits(cast.ben) == []


def test_what_comes_after_changes_no_byte_for_whoever_had_it_before(cast: Cast) -> None:
    id = raised(cast)
    rules.offer_pass(id, by=cast.ben, to=cast.dana)
    rules.allow_pass(id, by=cast.ann)
    rules.decline_pass(id, by=cast.dana)
    taken_on(cast, id, cast.cy)
    browsers = [cast.signed_in(name) for name in ("ben", "dana")]
    paths = (f"/voices/{id}", "/voices", "/", "/history", "/people")
    before = [fixed(browser.get(path).content) for browser in browsers for path in paths]
    assert "Cy Möller took it on" in main(browsers[0], f"/voices/{id}")
    answered(id, cast.cy, "need_more", words="Which Fridays?")
    rules.add(id, by=cast.ann, words="All of them")
    answered(id, cast.cy)
    rules.close(id, by=cast.ann, heard=1, words="No")
    assert [fixed(browser.get(path).content) for browser in browsers for path in paths] == before


def test_whoever_is_asked_to_take_it_on_reads_the_writers_words_and_the_offer_alone(cast: Cast) -> None:
    id = raised(cast)
    rules.move(id, by=cast.ben, answer_by=date(2026, 3, 20), reason="Stocktaking")
    answered(id, cast.ben, "need_more", words="Which Fridays?")
    rules.add(id, by=cast.ann, words="All of them")
    rules.offer_pass(id, by=cast.ben, to=cast.cy, words="You plan the Fridays")
    rules.allow_pass(id, by=cast.ann)
    page = main(cast.signed_in("cy"), f"/voices/{id}")
    for text in (SAID, MORE, "All of them", "You plan the Fridays"):
        assert text in page
    for text in ("Stocktaking", "Which Fridays?", "20 March"):
        assert text not in page


def test_every_verb_can_be_done_from_the_page(cast: Cast, ann: Client, ben: Client) -> None:
    id = raised(cast)
    cy = cast.signed_in("cy")
    said: list[tuple[Client, str, dict[str, str]]] = [
        (ben, "acknowledge", {}),
        (ben, "move", {"answer_by": "2026-03-12", "reason": "Stocktaking"}),
        (ben, "offer_pass", {"to": cast.cy, "words": "You plan it"}),
        (ben, "take_pass_back", {}),
        (ben, "offer_pass", {"to": cast.cy}),
        (ann, "refuse_pass", {}),
        (ben, "offer_pass", {"to": cast.cy}),
        (ann, "allow_pass", {}),
        (cy, "decline_pass", {"words": "Not mine"}),
        (ben, "offer_pass", {"to": cast.cy}),
        (ann, "allow_pass", {}),
        (cy, "take_on", {}),
        (cy, "answer", {"answer": "need_more", "words": "Which?"}),
        (ann, "add", {"words": "All", "answer_by": "2026-03-19"}),
        (cy, "answer", {"answer": "no_because", "words": WHY}),
        (ann, "close", {"heard": "2"}),
        (ann, "reopen", {"words": "And the others?", "answer_by": "2026-03-19"}),
        (ann, "withdraw", {}),
    ]
    for browser, verb, blanks in said:
        assert verb in VERBS
        assert browser.post(f"/voices/{id}/{verb}", blanks).status_code == 303, verb
    assert seen(id, cast.ann).state == "withdrawn"


def test_a_voice_begins_in_the_composer_with_a_person_or_the_leads_of_a_team(cast: Cast, ann: Client) -> None:
    team = led_by(cast, cast.ben, cast.cy)
    assert "Those who lead" in main(ann, "/")
    said = {"words": SAID, "wants": "hear", "answer_by": "2026-03-09"}
    answer = ann.post("/voices/raise/begin", said | {"to": f"team:{team}"})
    assert answer.status_code == 303
    assert "Seen by you and two others." in html(ann, answer["Location"])
    assert ann.post("/voices/feedback/begin", said | {"to": cast.ben}).status_code == 303
    refused = ann.post("/voices/raise/begin", said | {"to": cast.ben, "answer_by": "2026-03-01"})
    assert refused.status_code == 422
    assert SAID in refused.content.decode()


def test_words_that_were_erased_are_said_to_be(cast: Cast, ann: Client, ben: Client) -> None:
    id = raised(cast)
    erase_entry(seen(id, cast.ann).raised_in, by=cast.dana, asked_by=cast.ann, ground="Art. 17")
    assert "These words were erased." in main(ben, f"/voices/{id}")
    assert "Words that were erased" in main(ben, "/voices")
    assert SAID not in html(ben, f"/voices/{id}") + html(ann, "/")
