"""The client's part of the sample company: what Eli and Callum have between them, and what Callum finds."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from twoway import clock
from twoway.cli import demo, story
from twoway.ledger import queries as ledger
from twoway.nouns.needs.models import Need
from twoway.nouns.promises.models import Promise
from twoway.people import queries
from twoway.people.models import Person
from twoway.readings.forecasts import written
from twoway.readings.forecasts.foreseen import foreseen

pytestmark = [pytest.mark.alike, pytest.mark.django_db]

HIS_PAGES = ("/", "/people", "/needs", "/promises", "/thanks", "/history")
NOT_HIS = re.compile("Marguerite|Harbour|Farid|Dana|Priya|Workshop|boot racks|wall at the depot")


def test_the_client_has_a_part_of_its_own_in_the_sample_company() -> None:
    demo.fill()
    eli, callum = (known(email) for email in ("eli@larkfield.example", "callum@northline.example"))
    one_need_was_met_and_one_is_understood()
    a_day_was_moved_early_and_the_price_held(callum)
    their_record_says_something_each_way(eli, callum)
    promise = a_promise_to_him_is_foreseen_from_what_each_may_see(eli, callum)
    he_walks_among_what_is_his(callum, promise)


def known(email: str) -> Person:
    person = queries.by_email(email)
    assert person is not None
    return person


def one_need_was_met_and_one_is_understood() -> None:
    assert {need.state for need in Need.objects.all()} == {"met", "recognised"}
    kinds = [entry.kind for entry in ledger.entries_between(0, ledger.size())]
    assert kinds.count("need.corrected") == 2
    assert kinds.count("need.rated_together") == 1


def a_day_was_moved_early_and_the_price_held(callum: Person) -> None:
    kept = Promise.objects.get(promisee=callum, moves=1, state="kept")
    assert (kept.price_low, kept.price_high, kept.charged, kept.currency) == (
        800_000,
        950_000,
        920_000,
        "GBP",
    )


def their_record_says_something_each_way(eli: Person, callum: Person) -> None:
    for me, them in ((eli, callum), (callum, eli)):
        mine, theirs = written.sentences(me.id, them.id, seen_by=me.id)
        assert "4 of 5 were there by their day" in mine
        assert "4 of 5 were there by their day" in theirs


def a_promise_to_him_is_foreseen_from_what_each_may_see(eli: Person, callum: Person) -> str:
    """It hangs on two promises of colleagues, of which he does not know, and on one of his own."""
    promise = Promise.objects.get(promisee=callum, state="made")
    assert promise.due_on is not None
    assert 0 < (promise.due_on - story.working_day(0, clock.today("Europe/London"))).days <= 20
    links = []
    for reader in (eli, callum):
        told = foreseen(promise.id, seen_by=reader.id)
        assert told is not None
        assert told.now is not None
        links.append(len(told.now.links))
    assert links == [3, 1]
    return promise.id


def he_walks_among_what_is_his(callum: Person, promise: str) -> None:
    visitor = Client()
    assert visitor.post("/sample/walk", {"person": callum.id}).status_code == 302
    for path in (*HIS_PAGES, f"/clients/{callum.client_id}", f"/promises/{promise}"):
        answer = visitor.get(path)
        assert answer.status_code == 200, path
        assert NOT_HIS.findall(answer.content.decode()) == [], path
