"""The pages of standing as both ends read them; what is told, mailed and called."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.cast import Cast, open_street
from twoway.nouns.standing import notices, queries, rules, told
from twoway.nouns.thanks import rules as thanks
from twoway.people import tokens

pytestmark = pytest.mark.alike
NOTHING_HERE = 404


def main(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode().split('<main class="main" id="main">')[1].split("</main>")[0]


@pytest.fixture
def ann(cast: Cast) -> Client:
    open_street(cast.ann, cast.ben)
    return cast.signed_in("ann")


def test_lines_are_shown_read_and_taken_back_at_once(cast: Cast, ann: Client) -> None:
    cy = cast.signed_in("cy")
    assert "Nobody sees a line of it until you show it" in main(ann, "/standing/shared")
    assert "Cy Möller" in main(ann, "/standing/show")
    assert ann.post("/standing/show/send", {"to": cast.cy}).status_code == 422
    where = ann.post("/standing/show/send", {"to": cast.cy, "lines": ["on_day", "thanks"]})["Location"]
    assert "What Cy sees of your record" in main(ann, where)
    seen = main(cy, where)
    assert "What Ann shows you" in seen
    assert "Not shown: from fewer than five people" in seen
    assert "9 of the 11 lines Ann did not show" in seen
    assert cast.signed_in("ben").get(where).status_code == NOTHING_HERE
    back = ann.post(f"{where}/take_back")
    assert back["Location"] == "/standing/shared"
    for browser in (ann, cy):
        assert browser.get(where).status_code == NOTHING_HERE


def test_whoever_shows_theirs_asks_and_the_other_answers_by_showing(cast: Cast, ann: Client) -> None:
    cy = cast.signed_in("cy")
    where = ann.post("/standing/show/send", {"to": cast.cy, "lines": ["on_day"]})["Location"]
    assert ann.post(f"{where}/ask").status_code == 303
    assert ann.post(f"{where}/ask").status_code == 409
    assert "nothing counts the days" in main(ann, where)
    [waits] = told.opens(seen_by=cast.cy)
    assert waits.due_on is None
    assert "You need not answer" in main(cy, waits.href)
    assert f'href="{waits.href}"' in main(cy, "/standing/shared")
    assert f"/standing/show?to={cast.ann}" in main(cy, waits.href)
    cy.post("/standing/show/send", {"to": cast.ann, "lines": ["calls"]})
    assert told.opens(seen_by=cast.cy) == []
    assert "What Cy shows you" in main(ann, where)


def test_words_are_asked_for_allowed_and_taken_out(cast: Cast, ann: Client) -> None:
    ben = cast.signed_in("ben")
    said = thanks.say_learned(cast.ann, "How to read the plan", by=cast.ben).thing
    assert "Ask whether their words may stand in it" in main(ann, "/standing/lines/learned")
    where = ann.post("/standing/words/ask", {"thanks": said})["Location"]
    assert ann.post("/standing/words/ask", {"thanks": said}).status_code == 409
    assert "You have asked for these words." in main(ann, "/standing/lines/learned")
    assert "How to read the plan" in main(ben, where)
    assert cast.signed_in("cy").get(where).status_code == NOTHING_HERE
    shown = ann.post("/standing/show/send", {"to": cast.cy, "lines": ["learned"]})["Location"]
    assert "the plan" not in main(cast.signed_in("cy"), shown)
    ben.post(f"{where}/allow_words", {"named": "on"})
    read = main(cast.signed_in("cy"), shown)
    assert "How to read the plan" in read
    assert "Ben Okoro" in read
    ben.post(f"{where}/take_words_back")
    assert "the plan" not in main(cast.signed_in("cy"), shown)


def test_mail_says_who_and_never_what_a_line_says(cast: Cast, ann: Client) -> None:
    entry = rules.show(cast.cy, ["on_day"], by=cast.ann)
    [notice] = notices.notices(entry)
    assert (notice.to, notice.words, notice.taps) == (cast.cy, "", ())
    assert notice.subject == "Ann Lee shows you lines of their record"
    asked = rules.ask(cast.cy, by=cast.ann)
    assert [tap.verb for tap in notices.notices(asked)[0].taps] == ["decline"]
    assert notices.notices(rules.take_back(entry.thing, by=cast.ann)) == []


def test_programs_do_the_same_by_the_same_rules(cast: Cast) -> None:
    ann, cy = ({"Authorization": f"Bearer {tokens.make(one, name='x')[1]}"} for one in (cast.ann, cast.cy))
    api = Client()
    sent = json.dumps({"to": cast.cy, "lines": ["on_day"]})
    made = api.post("/api/v1/standing/shared", sent, content_type="application/json", headers=ann)
    assert made.status_code == 201
    id = made.json()["thing"]
    assert queries.showing(id, seen_by=cast.cy).lines == ["on_day"]
    lines = api.get(f"/api/v1/standing/shared/{id}/lines", headers=cy).json()
    assert lines["lines"] == [{"line": "on_day", "figure": None, "sure": None, "words": []}]
    assert [one["line"] for one in api.get("/api/v1/standing", headers=ann).json()][:2] == [
        "on_day",
        "moved_early",
    ]
    api.post(f"/api/v1/standing/shared/{id}/take_back", "{}", content_type="application/json", headers=ann)
    assert api.get(f"/api/v1/standing/shared/{id}", headers=cy).status_code == NOTHING_HERE
    assert api.get(f"/api/v1/standing/shared/{id}/lines", headers=cy).status_code == NOTHING_HERE
