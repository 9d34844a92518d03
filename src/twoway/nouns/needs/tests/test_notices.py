"""What everybody on a need hears by mail, and what can be answered from it with one tap; and by programs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from twoway.nouns.needs import notices, queries, rules
from twoway.nouns.needs.tests.needing import WHAT, fay_of, latest, one, said
from twoway.people import tokens
from twoway.web.notice import Notice

pytestmark = pytest.mark.alike


def told(need: str, cast: Cast) -> dict[str, Notice]:
    """What each is told of the latest act."""
    entry = queries.history(one(need, cast.ann), seen_by=cast.ann)[-1]
    return {notice.to: notice for notice in notices.notices(entry)}


def verbs(notice: Notice) -> list[str]:
    return [tap.verb for tap in notice.taps]


def test_each_act_is_told_to_all_others_and_asks_those_whose_word_it_is(cast: Cast) -> None:
    fay = fay_of(cast)
    need = said(cast, contacts=(fay,), ours=(cast.ben,))
    heard = told(need, cast)
    assert set(heard) == {fay, cast.ann, cast.ben}
    assert all(WHAT not in notice.subject for notice in heard.values())
    rules.play_back(need, "Larger print", by=cast.ann)
    heard = told(need, cast)
    assert verbs(heard[cast.eve]) == verbs(heard[fay]) == ["recognise", "correct"]
    assert verbs(heard[cast.ben]) == []
    assert heard[cast.ben].subject == "Ann Lee played back what a client needs"
    rules.TAPS["recognise"](need, by=fay, note="Just that")
    assert one(need, cast.ann).answer_words == "Just that"
    rules.deliver(need, by=cast.ben)
    assert verbs(told(need, cast)[cast.eve]) == ["needed_yes", "needed_partly", "needed_no"]
    rules.TAPS["needed_partly"](need, by=cast.eve, note="The rest is missing")
    assert (latest(need, fay).needed, latest(need, fay).looked_words) == ("partly", "The rest is missing")


def test_a_note_is_answered_from_the_mail_with_yes_or_no(cast: Cast) -> None:
    need = rules.note(WHAT, by=cast.ann, contacts=[cast.eve]).thing
    heard = told(need, cast)[cast.eve]
    assert (verbs(heard), heard.subject) == (["confirm", "disown"], "Ann Lee wrote down what you need")
    rules.TAPS["confirm"](need, by=cast.eve)
    assert one(need, cast.ann).said_by == cast.eve


def test_what_was_promised_is_told_by_the_promise(cast: Cast) -> None:
    need = said(cast)
    rules.promise(need, "The list of stops", None, by=cast.eve, to=cast.ann, scope="All of line 4")
    assert told(need, cast) == {}


class Program:
    """A program with somebody’s token."""

    def __init__(self, person: str) -> None:
        self._key = tokens.make(person, name="A program")[1]

    def post(self, path: str, said: dict[str, Any]) -> tuple[int, Any]:
        answer = Client().post(
            f"/api/v1/needs{path}",
            json.dumps(said),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self._key}"},
        )
        return answer.status_code, answer.json()

    def get(self, path: str) -> Any:
        return Client().get(f"/api/v1/needs{path}", headers={"Authorization": f"Bearer {self._key}"}).json()


def test_a_whole_need_by_programs_from_both_ends(cast: Cast) -> None:
    from tests.cast import open_street

    open_street(cast.ann, cast.eve)
    eve, ann = Program(cast.eve), Program(cast.ann)
    status, begun = eve.post("/say", {"what": WHAT, "ours": [cast.ann], "wanted_by": "2026-03-30"})
    assert status == 201
    need = begun["thing"]
    assert [each["id"] for each in ann.get("?show=waiting_for_me")] == [need]
    assert ann.post(f"/{need}/play_back", {"words": "Larger print"})[0] == 200
    assert eve.post(f"/{need}/recognise", {})[0] == 200
    offer = {"what": "Forty", "to": cast.eve, "due_on": "2026-03-06", "price_low": 40000, "currency": "EUR"}
    assert ann.post(f"/{need}/promise", offer)[0] == 200
    for wrong in ({"price_low": -1}, {"currency": "XXQ"}, {"price_low": 10**15}, {"price_low": "much"}):
        assert ann.post(f"/{need}/promise", offer | wrong)[0] == 422
    assert ann.post(f"/{need}/deliver", {"charged": 40000, "currency": "EUR"})[0] == 200
    assert eve.post(f"/{need}/look_back", {"needed": "perhaps"})[0] == 422
    assert eve.post(f"/{need}/look_back", {"needed": "yes", "at_price": True})[0] == 200
    rating = {"fair": 6, "heard": 6, "clear": 6}
    assert ann.post(f"/{need}/rate", rating)[1]["is_open"] is False
    assert eve.get(f"/{need}/own_words") == {"said": None, "is_open": False}
    assert eve.post(f"/{need}/rate", rating)[1]["is_open"] is True
    theirs, ours = eve.get(f"/{need}"), ann.get(f"/{need}")
    assert {**theirs, "verbs": []} == {**ours, "verbs": []}
    assert theirs["deliveries"][0]["said"][cast.ann]["fair"] == 6
    assert [each["kind"] for each in eve.get(f"/{need}/history")][-1] == "need.rated_together"
    assert Program(cast.cy).get(f"/{need}")["error"]["code"] == "not_seen"
