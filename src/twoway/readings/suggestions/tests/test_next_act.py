"""The next good act: what silences it, and who sees it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, open_street
from tests.programs import Program
from twoway import clock
from twoway.ledger import queries as ledger
from twoway.nouns.promises import rules as promises
from twoway.nouns.promises.past import Past, PastPromise
from twoway.people.streets import rules as streets
from twoway.private import queries as private
from twoway.private import rules as marks
from twoway.readings import record, told
from twoway.readings.streets.ends import ends
from twoway.readings.suggestions.choosing import NextAct, next_act
from twoway.readings.suggestions.tests.looking import occasion, suggested
from twoway.readings.tests.lives import FRIDAY, a_life, kept, page, promised

pytestmark = pytest.mark.alike

At = Callable[[str | datetime], datetime]
MONDAY = date(2026, 3, 2)
NOTHING = "Nothing is called for. That is fine."


@pytest.fixture
def street(cast: Cast) -> str:
    return open_street(cast.ann, cast.ben).id


# ---- what silences it --------------------------------------------------------------------------------------


def test_whoever_did_something_this_week_has_done_enough(cast: Cast, street: str, at: At) -> None:
    promised(cast.ann, cast.ben, due_on=date(2026, 6, 1))
    at("2026-04-01 09:00")
    promised(cast.ben, cast.ann, due_on=date(2026, 6, 1))
    assert suggested(street, cast.ann) is None
    assert suggested(street, cast.ben) is None


def test_not_now_silences_a_rule_on_that_street_for_good_and_for_oneself_alone(
    cast: Cast, street: str, at: At
) -> None:
    other = open_street(cast.ann, cast.cy).id
    first = suggested(street, cast.ann)
    assert first
    marks.mark(first.practice.slug, "not_now", by=cast.ann, street=street)
    assert suggested(street, cast.ann) is None
    assert occasion(street, cast.ben) == occasion(other, cast.ann) == "nothing-yet"
    at("2027-03-02 09:00")
    assert suggested(street, cast.ann) is None


def test_not_useful_names_the_next_practice_and_useful_changes_nothing(cast: Cast, street: str) -> None:
    first = suggested(street, cast.ann)
    assert first
    marks.mark(first.practice.slug, "useful", by=cast.ann, street=street)
    again = suggested(street, cast.ann)
    assert again
    assert (again.practice, again.was_useful) == (first.practice, True)
    marks.mark(first.practice.slug, "not_useful", by=cast.ann, street=street)
    then = suggested(street, cast.ann)
    assert then
    assert then.occasion == first.occasion
    assert then.practice != first.practice
    assert occasion(street, cast.ben) == "nothing-yet"


def test_a_street_that_is_stopped_or_whose_other_end_left_calls_for_nothing(cast: Cast, street: str) -> None:
    promises.ask(cast.ann, "The rota for April", FRIDAY, by=cast.ben)
    streets.pause(street, by=cast.ben)
    assert suggested(street, cast.ann) is None
    streets.resume(street, by=cast.ben)
    streets.close(street, by=cast.ben)
    assert suggested(street, cast.ann) is None


def test_what_was_brought_in_calls_for_nothing(cast: Cast, street: str) -> None:
    made_at = clock.now() - timedelta(days=20)
    past = (Past(verb="broken", at=made_at + timedelta(days=2)),)
    story = PastPromise(
        source="jira DS-1", promiser=cast.ann, promisee=cast.ben, what="Old", made_at=made_at, past=past
    )
    promises.bring_in([story], by=cast.dana)
    assert occasion(street, cast.ann) == occasion(street, cast.ben) == "nothing-yet"


def test_an_estimate_changes_nothing(cast: Cast, street: str, at: At) -> None:
    a_life(cast.ann, cast.ben)
    at("2026-03-04 09:00")
    before = [shown(suggested(street, person)) for person in (cast.ann, cast.ben)]
    for person in (cast.ann, cast.ben):
        streets.wish_estimate(street, by=person, wish=True)
    assert [shown(suggested(street, person)) for person in (cast.ann, cast.ben)] == before
    streets.wish_estimate(street, by=cast.ann, wish=False)
    assert [shown(suggested(street, person)) for person in (cast.ann, cast.ben)] == before


def shown(found: NextAct | None) -> tuple[str, ...]:
    return (found.occasion.slug, found.practice.slug, found.says, found.reason.href) if found else ()


# ---- the pages ---------------------------------------------------------------------------------------------


def next_on(browser: Client, address: str) -> str:
    """What the page says in the place of the next good act, and nothing around it."""
    _before, found, after = page(browser, address).partition('class="nextact"')
    return after.partition("How the next good act is chosen")[0] if found else ""


def test_each_sees_only_their_own_on_the_street_and_folded_on_between_us(cast: Cast, street: str) -> None:
    promises.ask(cast.ann, "The rota for April", FRIDAY, by=cast.ben)
    ann, ben = cast.signed_in("ann"), cast.signed_in("ben")
    assert "You owe <bdi>Ben</bdi> an answer since" in next_on(ann, f"/streets/{street}")
    assert NOTHING in next_on(ben, f"/streets/{street}")
    assert "an answer since" in next_on(ann, f"/streets/{street}/between")
    assert "<details" in page(ann, f"/streets/{street}/between").partition('class="nextact"')[0]
    for address in (f"/streets/{street}?side=theirs", f"/streets/{street}/between?side=theirs"):
        assert next_on(ann, address) == next_on(ben, address) == ""


def test_the_buttons_note_it_and_lead_back(cast: Cast, street: str) -> None:
    ann = cast.signed_in("ann")
    assert "first-small-promise" in next_on(ann, f"/streets/{street}")
    said = {"practice": "first-small-promise", "street": street, "what": "not_now"}
    answer = ann.post("/private/marks", said, headers={"referer": f"http://testserver/streets/{street}"})
    assert answer.status_code == 303
    assert NOTHING in next_on(ann, f"/streets/{street}")
    assert "Make a small promise, and keep it" in page(ann, "/private/marks")


def test_nothing_it_says_tells_what_an_act_would_earn(cast: Cast, street: str) -> None:
    a_life(cast.ann, cast.ben)
    told_to = next_on(cast.signed_in("ann"), f"/streets/{street}")
    assert not any(word in told_to.casefold() for word in ("worth", "point", "per cent", "%", "trusts"))


def test_looking_again_shows_the_same_and_writes_nothing(cast: Cast, street: str) -> None:
    a_life(cast.ann, cast.ben)
    ann, size = cast.signed_in("ann"), ledger.size()
    seen = {next_on(ann, f"/streets/{street}") for _look in range(3)}
    assert len(seen) == 1
    assert ledger.size() == size


def test_programs_are_told_the_same(cast: Cast, street: str) -> None:
    promises.ask(cast.ann, "The rota for April", FRIDAY, by=cast.ben)
    ann, ben, cy = (Program.of(person) for person in (cast.ann, cast.ben, cast.cy))
    found = ann.get(f"/streets/{street}/next")["next"]
    assert found["occasion"] == "answer-owed"
    assert found["says"] == "You owe Ben an answer since Monday 2 March."
    assert ben.get(f"/streets/{street}/next") == {"next": None}
    assert cy.refused("GET", f"/streets/{street}/next") == (404, "not_seen")
    assert ann.get("/practices?about=wrong")
    assert ann.get("/practices/occasions")[0]["slug"] == "feedback-asked"
    assert json.dumps(ann.get("/practices/own-it-before-the-fix"))


def test_it_takes_one_query_more_however_much_is_on_the_street(cast: Cast, street: str) -> None:
    counts = []
    for _half in range(2):
        for number in range(5):
            kept(cast.ann, cast.ben, what=f"Send part {number}")
            promised(cast.ben, cast.ann, what=f"Draw plan {number}")
        entries = record.of_street(street, seen_by=cast.ann)
        opens = told.opens(seen_by=cast.ann, streets=[street])
        end = ends(street, seen_by=cast.ann)
        with CaptureQueriesContext(connection) as asked:
            next_act(end, entries, opens, private.marks(cast.ann, street))
        counts.append(len(asked))
    assert counts == [1, 1]
