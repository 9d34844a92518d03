"""What the pages of talks show and do, and that both of the two get the same of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from twoway.nouns.conversations import queries, rules
from twoway.nouns.conversations.tests.talks import BADLY, THURSDAY, WELL, agreed, held, one, opened

pytestmark = pytest.mark.alike

At = Callable[[str], object]


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def post(client: Client, address: str, status: int = 303, **typed: Any) -> str:
    answer = client.post(address, typed)
    assert answer.status_code == status, answer.content.decode()[-4000:]
    return answer.content.decode()


@pytest.fixture
def ann(cast: Cast) -> Client:
    return cast.signed_in("ann")


@pytest.fixture
def ben(cast: Cast) -> Client:
    return cast.signed_in("ben")


def test_the_list_says_what_silence_could_mean_and_offers_one_small_act(ann: Client) -> None:
    told = read(ann, "/conversations")
    assert "No talks yet" in told
    assert "Plan a talk" in told


def test_a_talk_is_planned_by_the_clock_of_whoever_plans_it(cast: Cast, ann: Client, ben: Client) -> None:
    whole: dict[str, Any] = {
        "with_": cast.ben,
        "about": "pay",
        "day": "2026-03-05",
        "hour": "14:30",
        "minutes": "45",
    }
    post(ann, "/conversations/plan", where="Room 4", every_weeks="2", **whole)
    [talk] = queries.waiting_for(cast.ben)
    assert talk.starts_at.hour == 13, "14:30 in Berlin"
    told = read(ben, f"/conversations/{talk.id}")
    assert "Pay talk with Ann Lee" in told
    assert "Thursday 5 March, 14:30, 45 minutes, Room 4, every 2 weeks" in told
    assert "It waits for your yes." in told
    assert "It waits for Ben Okoro’s yes." in read(ann, f"/conversations/{talk.id}")


def test_a_blank_that_was_left_empty_is_said_beside_it_and_the_rest_is_kept(cast: Cast, ann: Client) -> None:
    told = post(ann, "/conversations/plan", 422, with_=cast.ben, about="pay", day="", hour="", minutes="45")
    assert "Say on which day, and at what time." in told
    told = post(ann, "/conversations/plan", 422, with_=cast.ben, about="pay", day="2026-03-05", hour="noon")
    assert "There is no such time." in told
    told = post(ann, "/conversations/plan", 422, with_="", about="pay", day="2026-03-05", hour="10:00")
    assert "Pick somebody." in told


def test_yes_no_another_time_and_calling_off(cast: Cast, ann: Client, ben: Client) -> None:
    talk = rules.plan(cast.ben, "one_to_one", THURSDAY, by=cast.ann).thing
    post(ben, f"/conversations/{talk}/move", day="2026-03-06", hour="09:00", note="I am away.")
    assert "I am away." in read(ann, f"/conversations/{talk}")
    post(ann, f"/conversations/{talk}/accept")
    assert one(talk, cast).state == "agreed"
    post(ben, f"/conversations/{talk}/call_off", note="Another week.")
    assert "It was called off." in read(ann, f"/conversations/{talk}")
    assert "The answer was no. You can plan another." not in read(ann, "/conversations")


def test_agenda_and_notes_are_both_s(cast: Cast, ann: Client, ben: Client) -> None:
    talk = agreed(cast)
    post(ann, f"/conversations/{talk}/add_to_agenda", words="The rota")
    post(ben, f"/conversations/{talk}/note", words="We start with it.")
    for reader in (ann, ben):
        told = read(reader, f"/conversations/{talk}")
        assert "The rota" in told
        assert "We start with it." in told
    assert "There is nothing in it yet." in post(ann, f"/conversations/{talk}/note", 422, words="")


def test_what_is_agreed_is_put_down_on_the_page(cast: Cast, ann: Client, ben: Client) -> None:
    talk = held(cast)
    post(
        ann,
        f"/conversations/{talk}/agree",
        kind="make",
        what="Four per cent, in writing",
        due_on="2026-03-13",
    )
    post(ann, f"/conversations/{talk}/agree", kind="ask", what="Three aims for the year", due_on="2026-03-13")
    post(ann, f"/conversations/{talk}/agree", kind="entrust", scope="The rota", freedom="3", look_back_on="")
    post(ben, f"/conversations/{talk}/agree", kind="goal", what="Lead a line")
    post(ann, f"/conversations/{talk}/agree", kind="offer", what="The Friday round")
    told = read(ben, f"/conversations/{talk}")
    assert "Your goal" in told
    assert "Ann Lee offered it to you" in told
    assert all(
        words in told for words in ("Four per cent, in writing", "Three aims for the year", "The rota")
    )
    told = post(ann, f"/conversations/{talk}/agree", 422, kind="make", what="", due_on="2026-03-13")
    assert "Say what will be there" in told
    assert ann.post(f"/conversations/{talk}/agree", {"kind": "weather"}).status_code == 404


def test_both_prepare_by_the_same_page_and_nobody_is_told_that_they_did(
    cast: Cast, ann: Client, ben: Client
) -> None:
    talk = agreed(cast, "pay")
    pages = [read(reader, f"/conversations/{talk}/prepare") for reader in (ann, ben)]
    assert "Which number or range do you have in mind" in pages[0]
    assert questions(pages[0]) == questions(pages[1])
    other = agreed(cast, "one_to_one")
    assert ann.get(f"/conversations/{other}/prepare").status_code == 404


def questions(page: str) -> str:
    return page[page.index("Ten minutes are enough") : page.index("Put something on the agenda")]


@pytest.mark.parametrize("about", ["pay", "expectations", "career"])
def test_a_page_to_prepare_by_asks_eight_things(cast: Cast, ann: Client, about: str) -> None:
    answer = ann.get(f"/conversations/{agreed(cast, about)}/prepare").content.decode()
    main = answer[answer.index('<ol class="asks') : answer.rindex("</ol>")]
    assert main.count("<li>") == 8


def test_what_one_says_is_sealed_and_can_be_changed(cast: Cast, ann: Client, ben: Client) -> None:
    talk = held(cast)
    assert "How was it?" in read(ann, f"/conversations/{talk}")
    post(ann, f"/conversations/{talk}/say", **WELL)
    told = read(ann, f"/conversations/{talk}")
    assert "Yours is sealed until you both have" in told
    assert "I can plan now." in ann.get(f"/conversations/{talk}").content.decode()
    assert "How was it?" in read(ben, f"/conversations/{talk}")
    post(ann, f"/conversations/{talk}/take_back")
    assert "How was it?" in read(ann, f"/conversations/{talk}")


def test_a_missing_number_is_asked_for_and_words_are_kept(cast: Cast, ann: Client) -> None:
    talk = held(cast)
    told = post(ann, f"/conversations/{talk}/say", 422, fair="4", heard="", clear="3", takes="A good hour.")
    assert "Give each of the three a number from 1 to 7." in told
    assert "A good hour." in told


def test_once_open_both_see_the_same_from_their_ends(cast: Cast, ann: Client, ben: Client) -> None:
    talk = opened(cast)
    told = read(ann, f"/conversations/{talk}")
    assert "Ben said 3 of 7, you said 6." in told
    assert told.index("I talked too much.") < told.index("I can plan now."), "theirs left, yours right"
    told = read(ben, f"/conversations/{talk}")
    assert "Ann said 6 of 7, you said 3." in told
    assert told.index("I can plan now.") < told.index("I talked too much.")


def test_what_came_back_is_on_its_writers_page_alone(cast: Cast, ann: Client, ben: Client, at: At) -> None:
    talk = held(cast)
    rules.say(talk, by=cast.ann, **WELL)
    at("2026-03-12 09:00")
    assert "This came back to you unopened" in read(ann, f"/conversations/{talk}")
    assert "Came back to you unopened" in read(ann, "/conversations")
    assert "came back" not in read(ben, f"/conversations/{talk}")
    assert "Came back" not in read(ben, "/conversations")
    refused = post(ben, f"/conversations/{talk}/say", 409, **BADLY)
    assert "The seven days" in refused
    assert "I talked too much." in refused, "words that cannot be sent any more are not lost"
    post(ann, f"/conversations/{talk}/throw_away")
    assert "came back" not in read(ann, f"/conversations/{talk}")


def test_between_us_shows_the_next_talk_to_both(cast: Cast, ann: Client, ben: Client) -> None:
    talk = agreed(cast)
    street = one(talk, cast).street_id
    assert "One to one with Ben Okoro" in read(ann, f"/streets/{street}/between")
    assert "One to one with Ann Lee" in read(ben, f"/streets/{street}/between")


def test_today_shows_what_is_coming_and_what_to_say_afterwards(cast: Cast, ann: Client, at: At) -> None:
    agreed(cast, "pay", at=THURSDAY)
    assert "Pay talk with Ben Okoro" in read(ann, "/")
    at("2026-03-05 14:30")
    talk = held(cast)
    assert "Say how it was. It is sealed until you both have." in read(ann, "/")
    rules.say(talk, by=cast.ann, **WELL)
    assert "Say how it was" not in read(ann, "/")


def test_a_talk_that_was_held_stands_on_the_middle_line(cast: Cast, ann: Client) -> None:
    talk = opened(cast)
    page = ann.get(f"/streets/{one(talk, cast).street_id}").content.decode()
    assert 'class="mk both"' in page
    assert "half-them hollow" in page
    assert 'class="half-you"' in page


def test_somebody_elses_talk_is_not_there(cast: Cast) -> None:
    talk, cy = agreed(cast, "pay"), cast.signed_in("cy")
    for address in ("", "/prepare", "/calendar.ics"):
        assert cy.get(f"/conversations/{talk}{address}").status_code == 404
    assert cy.post(f"/conversations/{talk}/note", {"words": "Hello"}).status_code == 404
    assert cy.post(f"/conversations/{talk}/sing").status_code == 404


def test_words_that_were_erased_are_said_to_be(cast: Cast, ann: Client) -> None:
    from twoway.people import rules as people

    talk = opened(cast)
    rules.note(talk, "We start with it.", by=cast.ben)
    people.erase(cast.ben, by=cast.ben, ground="asked for it")
    told = read(ann, f"/conversations/{talk}")
    assert "The words were erased." in told
    assert "We start with it." not in told
    assert "I talked too much." not in told


def test_the_list_asks_no_more_of_twenty_talks_than_of_ten(
    cast: Cast, ann: Client, django_assert_max_num_queries: Any
) -> None:
    for _talk in range(3):
        opened(cast)
        agreed(cast)
    with django_assert_max_num_queries(55) as few:
        ann.get("/conversations")
    for _talk in range(3):
        opened(cast)
        agreed(cast)
    with django_assert_max_num_queries(len(few)):
        ann.get("/conversations")
