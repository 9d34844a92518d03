"""The pages of thanks: what the two see, what others hear, and what becomes of what is typed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from tests.cast import Cast, come_in, open_street
from twoway.ledger import queries as ledger
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import notices, queries, rules

pytestmark = pytest.mark.alike

FRIDAY = date(2026, 3, 6)
WHAT = "You'll have the plan"


@pytest.fixture
def kept(cast: Cast) -> str:
    """Ann kept a promise to Ben."""
    open_street(cast.ann, cast.ben)
    promise = promises.make(cast.ben, WHAT, FRIDAY, by=cast.ann).thing
    return promises.keep(promise, by=cast.ann).id


@pytest.fixture
def said(cast: Cast, kept: str) -> str:
    return rules.give(kept, "You saved my week", by=cast.ben).thing


def text_of(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_thanks_are_said_in_a_sentence_for_a_named_act(cast: Cast, kept: str) -> None:
    browser = cast.signed_in("ben")
    page = browser.get(f"/thanks/new?about={kept}").content.decode()
    assert f'<option value="{kept}" selected>' in page
    response = browser.post("/thanks/give", {"about": kept, "words": "You saved my week", "learned": "on"})
    assert response.status_code == 303
    said = queries.one(response["Location"].rsplit("/", 1)[1], seen_by=cast.ann)
    assert (said.words, said.learned) == ("You saved my week", True)


def test_refused_thanks_keep_what_was_typed(cast: Cast, kept: str) -> None:
    before = ledger.size()
    response = cast.signed_in("ben").post("/thanks/give", {"about": kept, "words": "x" * 1_001})
    assert response.status_code == 422
    assert "x" * 1_001 in response.content.decode()
    assert ledger.size() == before


def test_both_see_it_on_its_page_and_under_the_act_it_is_for(cast: Cast, kept: str, said: str) -> None:
    for name in ("ann", "ben"):
        browser = cast.signed_in(name)
        assert "You saved my week" in text_of(browser, f"/thanks/{said}")
        assert WHAT.replace("'", "&#x27;") in text_of(browser, f"/thanks/{said}")
        assert "You saved my week" in text_of(browser, f"/promises/{ledger.entry(kept).thing}")
        assert "You saved my week" in text_of(browser, "/thanks")


def test_who_it_was_passed_on_to_sees_the_words_and_no_more(cast: Cast, said: str) -> None:
    fay = come_in(cast.dana, name="Fay Ito", email="fay@fir.example")
    rules.ask_to_pass_on(said, by=cast.ben, to=[cast.cy, fay])
    rules.allow_pass_on(said, by=cast.ann)
    page = text_of(cast.signed_in("cy"), f"/thanks/{said}")
    assert "You saved my week" in page
    assert "Ben Okoro to Ann Lee" in page
    assert "plan" not in page
    assert "Fay Ito" not in page
    assert "You saved my week" in text_of(cast.signed_in("cy"), "/thanks")


@pytest.mark.parametrize("who", ["cy", "dana", "eve"])
def test_an_outsider_finds_nothing_at_any_door(cast: Cast, said: str, who: str) -> None:
    browser = cast.signed_in(who)
    absent = browser.get(f"/thanks/{'0' * 12}")
    refused = browser.get(f"/thanks/{said}")
    assert (refused.status_code, absent.status_code) == (404, 404)
    assert refused.content == absent.content
    for verb in ("ask_to_pass_on", "allow_pass_on", "refuse_pass_on"):
        assert browser.post(f"/thanks/{said}/{verb}", {"to": [getattr(cast, who)]}).status_code == 404


def test_passing_on_goes_through_the_pages(cast: Cast, said: str) -> None:
    asked = cast.signed_in("ben").post(f"/thanks/{said}/ask_to_pass_on", {"to": [cast.cy]})
    assert asked.status_code == 303
    page = text_of(cast.signed_in("ann"), f"/thanks/{said}")
    assert "Ben Okoro would like to pass this on to Cy Möller." in page
    assert cast.signed_in("ann").post(f"/thanks/{said}/allow_pass_on").status_code == 303
    assert queries.one(said, seen_by=cast.cy).told == [cast.cy]


def test_passing_on_to_nobody_is_refused_on_the_same_page(cast: Cast, said: str) -> None:
    response = cast.signed_in("ben").post(f"/thanks/{said}/ask_to_pass_on")
    assert response.status_code == 422
    assert "Pick at least one person." in response.content.decode()


def test_looking_never_writes(cast: Cast, said: str) -> None:
    browser, before = cast.signed_in("ann"), ledger.size()
    for address in (
        "/thanks",
        "/thanks/new",
        f"/thanks/{said}",
        f"/thanks/{said}/allow_pass_on",
        "/thanks/give",
    ):
        browser.get(address)
    assert ledger.size() == before


def test_an_empty_list_offers_one_small_act(cast: Cast) -> None:
    assert "Nothing said yet" in text_of(cast.signed_in("ann"), "/thanks")


def test_mails_tell_the_other_and_those_who_may_now_hear_of_it(cast: Cast, kept: str) -> None:
    given = rules.give(kept, "You saved my week", by=cast.ben)
    [notice] = notices.notices(given)
    assert (notice.to, notice.words, notice.taps) == (cast.ann, "You saved my week", ())
    [notice] = notices.notices(rules.ask_to_pass_on(given.thing, by=cast.ben, to=[cast.cy]))
    assert (notice.to, [tap.verb for tap in notice.taps]) == (cast.ann, ["allow_pass_on", "refuse_pass_on"])
    assert "Cy Möller" in notice.line
    [notice] = notices.notices(rules.allow_pass_on(given.thing, by=cast.ann))
    assert (notice.to, notice.words) == (cast.cy, "You saved my week")
    assert "week" not in notice.subject
