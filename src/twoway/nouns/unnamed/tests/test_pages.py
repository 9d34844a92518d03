"""The pages and endpoints of unnamed voices: for the addressee, for whoever writes, for whoever has a key."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.pages import fixed
from tests.programs import Program
from twoway import clock
from twoway.ledger import queries as ledger
from twoway.nouns.unnamed import forms, notices, queries, rules, told
from twoway.nouns.unnamed.models import Waiting
from twoway.nouns.unnamed.tests.groups import KEY, WORDS, Crew, gather, hand_on, raised, send
from twoway.people import access, pace
from twoway.people import rules as people

pytestmark = pytest.mark.alike

LOCK = forms.lock_of(KEY)


@pytest.fixture(autouse=True)
def nobody_has_written_this_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_in_memory", pace._InMemory())


@pytest.fixture
def crew(cast: Cast) -> Crew:
    return gather(cast)


def text_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.content[:500]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def typed(crew: Crew, **more: str) -> dict[str, Any]:
    return {"to": crew.ann, "team": crew.team, "words": WORDS, "wants": "act", "within_days": "7", **more}


# ---- whoever writes --------------------------------------------------------------------------------------


def test_the_writer_sees_everybody_it_could_be_from_before_anything_is_kept(cast: Cast, crew: Crew) -> None:
    ben = cast.signed_in("ben")
    assert "Cy Möller" in text_of(ben.get("/unnamed/new"))
    page = text_of(ben.post("/unnamed/look", typed(crew)))
    for name in ("Ben Okoro", "Cy Möller", "Dana Ruiz", "Fay Ito", "Gus Petri"):
        assert name in page
    assert WORDS in page
    assert not Waiting.objects.exists()


def test_the_key_is_shown_once_and_sending_again_shows_the_same(cast: Cast, crew: Crew) -> None:
    ben, sent = cast.signed_in("ben"), typed(crew, key=KEY) | {"group": list(crew.writers)}
    pages = [fixed(ben.post("/unnamed/raise", sent).content) for _twice in "12"]
    assert pages[0] == pages[1]
    assert KEY.encode() in pages[0]
    assert Waiting.objects.count() == 1
    stored = repr(list(Waiting.objects.values_list()))
    assert KEY not in stored
    assert cast.ben not in stored.replace(repr(sorted(crew.writers)), "")


def test_a_browser_that_draws_the_key_sends_its_hash_alone(cast: Cast, crew: Crew) -> None:
    sent = typed(crew, key="", lock=LOCK) | {"group": list(crew.writers)}
    assert LOCK in cast.signed_in("ben").post("/unnamed/raise", sent).content.decode()
    assert queries.thread(LOCK).waits
    nonsense = sent | {"lock": "abc", "words": "Another"}
    assert "SHA-256" in text_of(cast.signed_in("ben").post("/unnamed/raise", nonsense), 422)


def test_refused_it_keeps_what_was_typed(cast: Cast, crew: Crew) -> None:
    ben = cast.signed_in("ben")
    assert "x" * 5_001 in text_of(ben.post("/unnamed/look", typed(crew, words="x" * 5_001)), 422)
    page = ben.post("/unnamed/raise", typed(crew, key=KEY) | {"group": [cast.ben]})
    assert "The group has changed" in text_of(page, 409)
    assert WORDS in text_of(page, 409)
    assert WORDS in text_of(ben.post("/unnamed/change", typed(crew)))


def test_where_no_team_is_large_enough_there_is_no_form(cast: Cast, crew: Crew) -> None:
    people.leave(crew.writers[-1], by=crew.writers[-1])
    page = cast.signed_in("ann").get("/unnamed/new")
    assert "Line 3" in text_of(page)
    people.leave(crew.writers[-2], by=crew.writers[-2])
    page = cast.signed_in("ben").get("/unnamed/new")
    assert "There is no group large enough" in text_of(page)
    assert "/unnamed/look" not in page.content.decode()


def test_a_writer_leaves_no_line_in_the_access_log_and_none_about_their_pace(cast: Cast, crew: Crew) -> None:
    before = [path.read_text() for path in access.months()]
    ben = cast.signed_in("ben")
    with CaptureQueriesContext(connection) as captured:
        ben.get("/unnamed/new")
        ben.post("/unnamed/look", typed(crew))
        ben.post("/unnamed/raise", typed(crew, key=KEY) | {"group": list(crew.writers)})
    written = [one["sql"] for one in captured if re.match(r"INSERT|UPDATE|DELETE", one["sql"])]
    assert [re.findall(r'"(\w+)"', statement)[0] for statement in written] == ["unnamed_waiting"]
    hand_on()
    [voice] = queries.all_of(crew.ann)
    cast.signed_in("ann").get(f"/unnamed/{voice.id}")
    Program.of(crew.ann).get(f"/unnamed/{voice.id}")
    assert [path.read_text() for path in access.months()] == before


# ---- whoever has the key ---------------------------------------------------------------------------------


def test_the_thread_opens_for_a_key_alone_and_does_not_ask_who_is_signed_in(cast: Cast, crew: Crew) -> None:
    raised(crew, by=cast.ben)
    stranger, ben = Client(enforce_csrf_checks=True), cast.signed_in("ben")
    with CaptureQueriesContext(connection) as captured:
        pages = [one.post("/unnamed/thread", {"key": KEY}) for one in (stranger, ben)]
    assert fixed(pages[0].content) == fixed(pages[1].content)
    assert WORDS in text_of(pages[0])
    assert not pages[0].cookies
    assert not pages[1].cookies
    assert [one["sql"] for one in captured if "session" in one["sql"] or "account" in one["sql"]] == []
    assert "Ben Okoro" in text_of(ben.get("/unnamed/new"))  # and is signed in as before


def test_a_wrong_key_answers_like_what_is_not_there(crew: Crew, cast: Cast) -> None:
    raised(crew, by=cast.ben)
    almost = KEY[:-1] + "z"
    answers = []
    for key in (almost, almost[::-1]):
        with CaptureQueriesContext(connection) as captured:
            page = Client().post("/unnamed/thread", {"key": key})
        answers.append((page.status_code, page.content.replace(key.encode(), b"KEY"), len(captured)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
    assert b"Nothing here you can open." in answers[0][1]
    for verb in ("add", "close", "take_back", "nonsense"):
        sent = {"key": almost, "verb": verb, "words": "More", "heard": "3"}
        assert Client().post("/unnamed/thread", sent).status_code == 404


def test_the_writer_goes_on_without_signing_in(crew: Crew, cast: Cast) -> None:
    voice = raised(crew, by=cast.ben)
    rules.answer(voice.id, "need_more", by=crew.ann, words="Which changes?")
    device = Client(enforce_csrf_checks=True)
    page = text_of(device.post("/unnamed/thread", {"key": KEY}))
    assert "Ann Lee asks to know more" in page
    assert "Which changes?" in page
    page = text_of(device.post("/unnamed/thread", {"key": KEY, "verb": "add", "words": ""}), 422)
    assert "Say it in your own words." in page
    page = text_of(device.post("/unnamed/thread", {"key": KEY, "verb": "add", "words": "The dates"}))
    assert "Waits until tomorrow" in page
    page = text_of(device.post("/unnamed/thread", {"key": KEY, "verb": "take_back"}))
    assert "The dates" not in page
    device.post("/unnamed/thread", {"key": KEY, "verb": "close", "heard": "4"})
    hand_on()
    assert "You closed it" in text_of(device.post("/unnamed/thread", {"key": KEY}))
    assert "Mostly" in text_of(cast.signed_in("ann").get(f"/unnamed/{voice.id}"))


def test_taken_back_before_it_is_handed_on_it_never_was(crew: Crew, cast: Cast) -> None:
    send(crew, by=cast.ben)
    page = text_of(Client().post("/unnamed/thread", {"key": KEY, "verb": "take_back"}))
    assert "You took it back." in page
    assert Client().post("/unnamed/thread", {"key": KEY}).status_code == 404


# ---- the addressee ---------------------------------------------------------------------------------------


def test_the_addressee_finds_it_on_today_in_the_list_and_on_its_page(crew: Crew, cast: Cast) -> None:
    ann = cast.signed_in("ann")
    assert "Nothing unnamed was raised to you" in text_of(ann.get("/unnamed"))
    voice = raised(crew, by=cast.ben)
    with clock.held_at(clock.now() + timedelta(days=2)):
        assert "An unnamed voice waits for your answer" in text_of(ann.get("/"))
        assert WORDS in text_of(ann.get("/unnamed"))
        page = text_of(ann.get(f"/unnamed/{voice.id}"))
        assert WORDS in page
        assert "Fay Ito" in page
        assert WORDS not in text_of(ann.get("/"))


def test_only_the_addressee_is_told_that_there_is_one(crew: Crew, cast: Cast) -> None:
    voice = raised(crew, by=cast.ben)
    for name in ("ben", "cy", "dana", "eve"):
        browser = cast.signed_in(name)
        assert "unnamed" not in text_of(browser.get("/")).lower()
        assert browser.get(f"/unnamed/{voice.id}").content == browser.get(f"/unnamed/{'0' * 12}").content
        assert browser.post(f"/unnamed/{voice.id}/answer", {"answer": "done"}).status_code == 404
        assert Program.of(getattr(cast, name)).get("/unnamed") == []


def test_it_is_answered_on_its_page_and_what_was_typed_is_kept(crew: Crew, cast: Cast) -> None:
    voice, ann = raised(crew, by=cast.ben), cast.signed_in("ann")
    page = ann.post(f"/unnamed/{voice.id}/answer", {"answer": "will_do", "words": "A note each Monday"})
    assert "Name a day by which you will do it." in text_of(page, 422)
    assert "A note each Monday" in text_of(page, 422)
    given = {"answer": "will_do", "words": "A note each Monday", "by_day": "2026-03-16"}
    assert ann.post(f"/unnamed/{voice.id}/answer", given).status_code == 303
    assert "You said that you will do it by Monday 16 March" in text_of(ann.get(f"/unnamed/{voice.id}"))
    assert told.opens(seen_by=crew.ann) == []
    with clock.held_at(clock.now() + timedelta(days=14)):
        assert "You said that you would do it by Monday 16 March" in text_of(ann.get("/"))


def test_late_it_says_so_to_its_addressee_and_asks_for_where_it_stands(crew: Crew, cast: Cast) -> None:
    voice = raised(crew, by=cast.ben)
    with clock.held_at(clock.now() + timedelta(days=30)):
        [one] = told.opens(seen_by=crew.ann)
        assert (one.owes, one.street, one.days_late > 0) == (crew.ann, "", True)
        assert "late" in text_of(cast.signed_in("ann").get("/unnamed"))
        assert "Say where it is" in text_of(cast.signed_in("ann").get(f"/unnamed/{voice.id}"))
    assert told.opens(seen_by=crew.ann, streets=["any"]) == []


def test_mail_goes_to_the_addressee_alone_without_a_word_of_it(crew: Crew, cast: Cast) -> None:
    voice = raised(crew, by=cast.ben)
    [entry] = queries.so_far(voice)
    [notice] = notices.notices(entry)
    assert (notice.to, notice.words, notice.taps) == (crew.ann, "", ())
    assert not any(part in notice.subject + notice.line for part in (WORDS, "Line 3", "Ben"))
    assert notices.notices(rules.answer(voice.id, "done", by=crew.ann)) == []


def test_the_writers_own_record_does_not_hold_it(crew: Crew, cast: Cast) -> None:
    raised(crew, by=cast.ben)
    taken = cast.signed_in("ben").get("/settings/record?as=json").content.decode()
    assert "unnamed." not in taken
    assert WORDS not in taken
    assert WORDS in cast.signed_in("ann").get("/settings/record?as=json").content.decode()


def test_what_it_protects_is_said_beside_it(crew: Crew, cast: Cast) -> None:
    page = cast.signed_in("ben").get("/unnamed/new").content.decode()
    assert "/unnamed/protects" in page
    assert "Whoever runs the server" in text_of(cast.signed_in("ben").get("/unnamed/protects"))


# ---- programs --------------------------------------------------------------------------------------------


def test_programs_raise_go_on_and_answer_as_pages_do(crew: Crew, cast: Cast) -> None:
    ben, ann, nobody = Program.of(cast.ben), Program.of(crew.ann), Program()
    [group] = ben.post("/unnamed/groups", to=crew.ann)
    assert (group["enough"], group["group"]) == (True, sorted(crew.writers))
    said = {"to": crew.ann, "team": crew.team, "words": WORDS, "group": group["group"], "lock": LOCK}
    assert ben.post("/unnamed", **said) == {"taken": True}
    assert nobody.post("/unnamed/thread", key=KEY)["waits"] == "raised"
    hand_on()
    [voice] = ann.get("/unnamed")
    assert (voice["words"], voice["state"]) == (WORDS, "waiting")
    done = ann.post(f"/unnamed/{voice['id']}/answer", answer="no_because", words="It costs too much")
    assert ledger.entry(done["entry"]).by == crew.ann
    thread = nobody.post("/unnamed/thread/add", key=KEY, words="And the dates?")
    assert [one["answer"] for one in thread["said"]] == ["", "no_because"]
    assert nobody.post("/unnamed/thread/take_back", key=KEY) == {"taken": True}
    assert nobody.post("/unnamed/thread/close", key=KEY, heard=2)["waits"] == "closed"
    assert nobody.refused("POST", "/unnamed/thread", {"key": "another"}) == (404, "not_seen")


def test_a_program_that_raises_is_not_noted_as_used(crew: Crew, cast: Cast) -> None:
    ben = Program.of(cast.ben)
    with CaptureQueriesContext(connection) as captured:
        ben.post("/unnamed/groups", to=crew.ann)
        group = list(crew.writers)
        ben.post("/unnamed", to=crew.ann, team=crew.team, words=WORDS, group=group, lock=LOCK)
    written = [one["sql"] for one in captured if re.match(r"INSERT|UPDATE|DELETE", one["sql"])]
    assert [re.findall(r'"(\w+)"', statement)[0] for statement in written] == ["unnamed_waiting"]
