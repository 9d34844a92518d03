"""Marks beside suggestions: one's own, taken back at will, told to nobody, and gone with the person."""

from __future__ import annotations

import json

import pytest

from tests.cast import Cast, open_street
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ledger import queries as ledger
from twoway.people import record
from twoway.people import rules as people
from twoway.private import queries, rules
from twoway.private.models import Mark

pytestmark = pytest.mark.alike

PRACTICE = "ask-before-you-advise"


@pytest.fixture
def street(cast: Cast) -> str:
    return open_street(cast.ann, cast.ben).id


def test_a_mark_is_its_writers_alone(cast: Cast, street: str) -> None:
    rules.mark(PRACTICE, "not_now", by=cast.ann, street=street)
    assert queries.marks(cast.ann, street) == {PRACTICE: "not_now"}
    assert queries.marks(cast.ben, street) == {}
    assert queries.marks(cast.ann, "") == {}


def test_what_is_noted_later_takes_the_place_of_what_stood_there(cast: Cast, street: str) -> None:
    rules.mark(PRACTICE, "not_now", by=cast.ann, street=street)
    rules.mark(PRACTICE, "useful", by=cast.ann, street=street)
    rules.mark(PRACTICE, "not_useful", by=cast.ann)
    assert queries.marks(cast.ann, street) == {PRACTICE: "useful"}
    assert queries.marks(cast.ann, "") == {PRACTICE: "not_useful"}


def test_nothing_of_it_reaches_the_ledger_or_the_record_one_takes_along(cast: Cast, street: str) -> None:
    size = ledger.size()
    rules.mark(PRACTICE, "useful", by=cast.ann, street=street)
    assert ledger.size() == size
    assert PRACTICE not in json.dumps(record.as_data(cast.ann), default=str)


@pytest.mark.parametrize(
    ("practice", "what"),
    [(PRACTICE, "often"), (PRACTICE, ""), ("", "useful"), ("Not A Slug", "useful"), ("a" * 81, "useful")],
)
def test_what_is_no_mark_is_refused(cast: Cast, practice: str, what: str) -> None:
    with pytest.raises(BadShape):
        rules.mark(practice, what, by=cast.ann)


def test_nobody_notes_anything_on_a_street_of_others(cast: Cast, street: str) -> None:
    with pytest.raises(NotSeen):
        rules.mark(PRACTICE, "useful", by=cast.cy, street=street)


def test_there_is_an_end_to_how_many(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_MARKS", 1)
    rules.mark(PRACTICE, "useful", by=cast.ann)
    rules.mark(PRACTICE, "not_useful", by=cast.ann)
    with pytest.raises(RuleBroken):
        rules.mark("another", "useful", by=cast.ann)


def test_by_hand_it_is_noted_listed_and_taken_back_without_script(cast: Cast, street: str) -> None:
    ann, ben = cast.signed_in("ann"), cast.signed_in("ben")
    noted = {"practice": PRACTICE, "what": "not_now", "street": street}
    assert ann.post("/private/marks", noted).status_code == 303
    page = ann.get("/private/marks").content.decode()
    assert "Ask before you advise" in page
    assert "on your street with Ben Okoro" in page
    assert "Ask before you advise" not in ben.get("/private/marks").content.decode()
    mark = Mark.objects.get().id
    assert ben.post(f"/private/marks/{mark}/take-back").status_code == 404
    assert ann.post(f"/private/marks/{mark}/take-back").status_code == 303
    assert queries.marks(cast.ann, street) == {}


def test_a_mark_that_is_none_is_a_sentence(cast: Cast) -> None:
    answer = cast.signed_in("ann").post("/private/marks", {"practice": PRACTICE, "what": "soon"})
    assert answer.status_code == 422
    assert "not useful" in answer.content.decode()


def test_whoever_keeps_practices_says_what_one_is_called(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    known = queries.Named(title="Ask first", href=f"/practices/{PRACTICE}")
    monkeypatch.setattr(queries.PRACTICES, "_filled", [lambda slug: known if slug == PRACTICE else None])
    assert queries.named(PRACTICE) == known
    assert queries.named("say-it-soon").title == "Say it soon"


def test_they_go_with_the_person(cast: Cast, street: str) -> None:
    rules.mark(PRACTICE, "useful", by=cast.ann, street=street)
    rules.mark(PRACTICE, "useful", by=cast.ben, street=street)
    people.erase(cast.ann, by=cast.dana, ground="asked for it")
    assert queries.own_marks(cast.ann) == []
    assert len(queries.own_marks(cast.ben)) == 1
