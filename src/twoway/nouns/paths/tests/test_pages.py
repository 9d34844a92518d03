"""The pages of paths, the API, and what is mailed: each sees the same, and only their own next step."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.programs import Program
from twoway.integrations import email
from twoway.ledger import follow
from twoway.nouns.paths import queries, rules
from twoway.nouns.paths.tests.conftest import FRIDAY, Pair
from twoway.nouns.promises import rules as promises
from twoway.people.streets import rules as streets

pytestmark = pytest.mark.alike


def text_of(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    body = answer.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def test_a_line_that_begins_is_offered_on_today_and_asked_for_without_a_word_to_the_other(pair: Pair) -> None:
    ann, ben = pair.cast.signed_in("ann"), pair.cast.signed_in("ben")
    assert "You are Ben’s manager now." in text_of(ann, "/")
    assert "Ann is your manager now." in text_of(ben, "/")
    answer = ann.post("/paths/wish", {"to": pair.cast.ben, "wish": "yes"}, follow=True)
    assert "Noted, for your eyes alone." in answer.content.decode()
    assert "You asked for it. Only you see this." in text_of(ann, "/paths")
    assert "You asked" not in text_of(ben, "/paths")
    answer = ben.post("/paths/wish", {"to": pair.cast.ann, "wish": "yes"}, follow=True)
    assert "Your first ninety days begin." in answer.content.decode()
    assert "Day 1 with Ann" in answer.content.decode()


def test_the_page_says_who_sees_it_and_shows_both_the_same_steps(pair: Pair) -> None:
    id, cast = pair.on_a_path(), pair.cast
    promises.make(cast.ben, "The plan for line 3", FRIDAY, by=cast.ann)
    anns, bens = (text_of(cast.signed_in(name), f"/paths/{id}") for name in ("ann", "ben"))
    assert "Seen by you and Ben." in anns
    assert "Seen by you and Ann." in bens
    assert "You, day 1" in anns
    assert "Ben: not yet" in anns
    assert "Ann, day 1" in bens
    assert "You: not yet" in bens
    assert ("You are Ben Okoro’s manager." in anns, "Ann Lee is your manager." in bens) == (True, True)
    assert "score" not in anns + bens


def test_the_next_step_leads_to_where_it_is_done_with_the_blanks_filled(pair: Pair) -> None:
    id, cast = pair.on_a_path(), pair.cast
    page = cast.signed_in("ann").get(f"/paths/{id}").content.decode()
    assert f'href="/promises/new?kind=make&amp;to={cast.ben}"' in page
    assert (
        f'<option value="{cast.ben}" selected>'
        in cast.signed_in("ann").get(f"/promises/new?kind=make&to={cast.ben}").content.decode()
    )


def test_today_and_the_street_name_only_ones_own_next_step(pair: Pair) -> None:
    id, cast = pair.on_a_path(), pair.cast
    promises.make(cast.ben, "The plan for line 3", FRIDAY, by=cast.ann)
    for address in ("/", f"/streets/{pair.street}", f"/streets/{pair.street}/between"):
        anns, bens = (text_of(cast.signed_in(name), address) for name in ("ann", "ben"))
        assert "A talk about what you expect of each other" in anns
        assert "A first promise" in bens
        assert "A talk about" not in bens
    assert "A first promise" not in text_of(cast.signed_in("ben"), f"/streets/{pair.street}?side=theirs")
    cast.signed_in("ben").post(f"/paths/{id}/aside", {"step": "promise"})
    assert "A talk about" in text_of(cast.signed_in("ben"), "/")


def test_looking_back_stands_on_the_page_in_the_words_of_each(
    pair: Pair, at: Callable[[str], object]
) -> None:
    id = pair.on_a_path()
    ann = pair.cast.signed_in("ann")
    early = ann.post(f"/paths/{id}/look_back", {"day": "30", "words": "Good."})
    assert (early.status_code, "Day 30 is still to come." in early.content.decode()) == (409, True)
    at("2026-03-31 09:00")
    empty = pair.cast.signed_in("ann").post(f"/paths/{id}/look_back", {"day": "30", "words": ""})
    assert (empty.status_code, "A line is enough." in empty.content.decode()) == (422, True)
    pair.cast.signed_in("ann").post(f"/paths/{id}/look_back", {"day": "30", "words": "I still ask twice."})
    assert "I still ask twice." in text_of(pair.cast.signed_in("ben"), f"/paths/{id}")


@pytest.mark.parametrize("typed", ["", "30x", "-30", "٣٠", "9" * 9])
def test_odd_days_are_refused_in_a_sentence(pair: Pair, typed: str) -> None:
    id = pair.on_a_path()
    answer = pair.cast.signed_in("ann").post(f"/paths/{id}/look_back", {"day": typed, "words": "x"})
    assert answer.status_code in {409, 422}


def test_ending_it_says_nothing_of_by_whom(pair: Pair) -> None:
    id = pair.on_a_path()
    pair.cast.signed_in("ben").post(f"/paths/{id}/end")
    pages = [text_of(pair.cast.signed_in(name), f"/paths/{id}") for name in ("ann", "ben")]
    assert all("This path has ended, for both of you." in page for page in pages)
    assert "The path ended, for both of you" in text_of(pair.cast.signed_in("ann"), f"/streets/{pair.street}")


def test_on_any_street_either_may_ask_in_its_settings(pair: Pair) -> None:
    settings = f"/streets/{pair.street}/settings"
    assert "Yes, if we both want it" in text_of(pair.cast.signed_in("ann"), settings)
    rules.wish(pair.cast.ben, by=pair.cast.ann, wish=True)
    assert "You have said yes. It opens once" in text_of(pair.cast.signed_in("ann"), settings)
    assert "It opens once both of you have asked." in text_of(pair.cast.signed_in("ben"), settings)
    rules.wish(pair.cast.ann, by=pair.cast.ben, wish=True)
    assert "first ninety days" not in text_of(pair.cast.signed_in("ann"), settings)


def test_without_a_path_or_an_offer_the_sidebar_has_no_such_page(pair: Pair) -> None:
    pages = [pair.cast.signed_in(name).get("/people").content.decode() for name in ("cy", "ann")]
    assert ['href="/paths"' in page for page in pages] == [False, True]


def test_many_paths_are_read_with_no_more_questions_than_one(pair: Pair) -> None:
    cast, counted = pair.cast, []
    pair.on_a_path()
    for other in (cast.ben, cast.cy, cast.dana):
        for one, another in ((cast.ann, other), (other, cast.ann)):
            if other != cast.ben:
                rules.wish(another, by=one, wish=True)
        paths = list(queries.all_of(cast.ann))
        with CaptureQueriesContext(connection) as asked:
            queries.walks(paths, seen_by=cast.ann)
        counted.append((len(paths), len(asked)))
    assert [paths for paths, _asked in counted] == [1, 2, 3]
    assert len({asked for _paths, asked in counted}) == 1


def test_programs_read_a_path_as_its_page_tells_it_and_walk_it(
    pair: Pair, at: Callable[[str], object]
) -> None:
    cast = pair.cast
    ann, ben = Program.of(cast.ann), Program.of(cast.ben)
    assert ann.get("/paths/wishes")["offers"][0]["them"] == cast.ben
    assert ann.post("/paths/wish", to=cast.ben) == {"path": ""}
    assert ann.get("/paths/wishes")["asked"] == [cast.ben]
    id = ben.post("/paths/wish", to=cast.ann)["path"]
    at("2026-03-31 09:00")
    ann, ben = Program.of(cast.ann), Program.of(cast.ben)
    ann.post(f"/paths/{id}/look_back", day=30, words="I still ask twice.")
    ann.post(f"/paths/{id}/aside", step="talk")
    mine, theirs = ann.get(f"/paths/{id}"), ben.get(f"/paths/{id}")
    assert mine["looked_back"] == theirs["looked_back"]
    assert [(one["mine"], one["theirs"]) for one in mine["steps"]] == [
        (one["theirs"], one["mine"]) for one in theirs["steps"]
    ]
    assert (mine["put_aside"], theirs["put_aside"]) == (["talk"], [])
    assert (mine["day"], mine["next"], theirs["next"]) == (30, "promise", "back30")
    ben.post(f"/paths/{id}/end")
    assert ben.refused("POST", f"/paths/{id}/end")[1] == "so_already"
    assert Program.of(cast.cy).refused("GET", f"/paths/{id}")[0] == 404


# ---- mail ------------------------------------------------------------------------------------------------


def mornings(at: Callable[[str], object], day: str) -> dict[str, str]:
    """What each gets on the morning of a day, by address."""
    follow.run()
    mail.outbox.clear()
    for hour in ("00:05", "06:10", "07:10"):
        at(f"{day} {hour}")
        follow.run()
        email.tick()
    return {one.to[0]: str(one.body) for one in mail.outbox}


def test_a_path_is_one_line_in_the_morning_when_offered_begun_or_to_be_looked_back_on(
    pair: Pair, at: Callable[[str], object]
) -> None:
    offered = mornings(at, "2026-03-03")
    assert all(
        offered[f"{name}@fir.example"].count("Ann Lee is Ben Okoro’s manager now.") == 1
        for name in ("ann", "ben")
    )
    id = pair.on_a_path()
    begun = mornings(at, "2026-03-04")
    assert begun["ann@fir.example"].count("You and Ben Okoro both asked for it") == 1
    assert begun["ben@fir.example"].count("You and Ann Lee both asked for it") == 1
    due = mornings(at, "2026-04-01")
    assert due["ann@fir.example"].count("Day 30 of your path with Ben Okoro") == 1
    assert "Day 30" not in "".join(mornings(at, "2026-04-02").values())
    rules.put_aside(id, "back60", by=pair.cast.ann)
    sixty = mornings(at, "2026-05-01")
    assert "Day 60" not in sixty.get("ann@fir.example", "")
    assert "Day 60" in sixty["ben@fir.example"]


def test_on_a_paused_street_no_day_asks_to_look_back(pair: Pair, at: Callable[[str], object]) -> None:
    pair.on_a_path()
    at("2026-03-10 09:00")
    streets.pause(pair.street, by=pair.cast.ben)
    assert "Day 30" not in "".join(mornings(at, "2026-03-31").values())
    streets.resume(pair.street, by=pair.cast.ben)
    at("2026-04-20 09:00")
    assert "Day 30" in "".join(mornings(at, "2026-04-21").values())
