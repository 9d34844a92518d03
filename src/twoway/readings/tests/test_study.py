"""A study is looked at as of the last day on its record, everywhere alike, and says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.cast import Cast, open_street
from twoway import clock
from twoway.ledger import replay, verify
from twoway.nouns.promises import queries as queries_of_promises
from twoway.nouns.promises import rules as promises
from twoway.nouns.promises.past import Past, PastPromise
from twoway.people import accounts, queries, rules
from twoway.people.looking import looked_on, looking
from twoway.people.streets import queries as streets
from twoway.readings import estimates
from twoway.readings.tests.lives import main_of, page, promised

At = Callable[[str | datetime], datetime]
LAST = "17 August 2014"
SOURCES = [f"jira DS-{number}" for number in (1, 2, 3, 4)]


def moment(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, tzinfo=UTC)


def past(number: int, made: datetime, due_on: date | None, *ends: Past) -> PastPromise:
    one, other = (person(f"Person {n}") for n in (17, 18))
    source, what = f"jira DS-{number}", f"DS-{number}: mend the gate"
    return PastPromise(
        source=source, promiser=one, promisee=other, what=what, made_at=made, due_on=due_on, past=ends
    )


def person(name: str) -> str:
    return next(one.id for one in queries.everybody() if one.name == name)


@pytest.fixture
def study(db: None) -> Client:
    """Two people who were busy until August 2014, brought in twelve years on; looked at as Person 18."""
    by = rules.set_up(
        name="S", person_name="Dr. Roe", email="roe@uni.example", zone="UTC", purpose="study"
    ).thing
    for number in (17, 18):
        rules.introduce(by=by, name=f"Person {number}", zone="UTC")
    kept = Past(verb="kept", at=moment(2014, 8, 17))
    told = [
        past(1, moment(2011, 9, 15), None, Past(verb="kept", at=moment(2011, 10, 1))),
        past(2, moment(2014, 7, 1), date(2014, 7, 20), kept),
        past(3, moment(2014, 8, 1), date(2014, 8, 15)),
        past(4, moment(2014, 8, 2), date(2014, 8, 20)),
    ]
    promises.bring_in(told, by=by)
    account, browser = accounts.of(by), Client()
    assert account is not None
    browser.force_login(account, backend=accounts.BACKEND)
    browser.post("/study/look-as", {"person": person("Person 18")})
    return browser


def street() -> str:
    found = streets.between(person("Person 17"), person("Person 18"))
    assert found is not None
    return found.id


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_every_page_says_as_of_which_day_it_is(study: Client) -> None:
    for address in ("/", "/people", f"/streets/{street()}", f"/streets/{street()}/between", "/promises"):
        assert f"Looked at as of {LAST}, the last day on record." in page(study, address), address


def test_nothing_is_later_than_it_was_on_the_last_day(study: Client) -> None:
    found = text(main_of(page(study, f"/streets/{street()}/between")))
    assert "late, 2 days" in found
    assert found.count("late, ") == 1, "what is for the 20th is not late on the 17th"


def test_what_waits_is_what_waited_then(study: Client) -> None:
    found = text(main_of(page(study, "/")))
    assert "17 August" in found
    assert "DS-3: mend the gate" in found
    assert "DS-2" not in found, "what was kept on the last day stands: there is nobody left to contest it"


def test_what_is_new_is_what_had_just_happened(study: Client) -> None:
    found = page(study, f"/streets/{street()}/between")
    assert "DS-2: mend the gate" in found
    assert "DS-1: mend the gate" not in found
    assert "brought in" not in found, "the day it was brought in lies after the day it is looked at"


def test_acts_stand_in_the_order_in_which_they_happened(study: Client) -> None:
    found = text(main_of(page(study, f"/streets/{street()}")))
    assert found.index("Sunday 17 August") < found.index("Friday 1 August") < found.index("1 October 2011")


def test_silence_begins_when_the_record_ends(study: Client) -> None:
    me = person("Person 18")
    with looking():
        then = estimates.estimate(street(), seen_by=me)
    now = estimates.estimate(street(), seen_by=me)
    assert then is not None
    assert now is not None
    assert then.as_of_day == date(2014, 8, 17)
    lane, faded = (one.counting_on(person("Person 17")) for one in (then, now))
    assert lane.high - lane.low < faded.high - faded.low
    assert {one.kind for one in lane.contributions} == {"promise.kept", "promise.kept_late", "promise.late"}


def test_the_drawing_ends_on_that_day(study: Client) -> None:
    found = page(study, f"/streets/{street()}")
    assert 'class="todaylab"' in found
    assert re.search(rf'class="todaylab"[^>]*>{LAST}<', found)


def test_the_street_is_as_old_as_its_first_act(study: Client) -> None:
    assert "Records since Thursday 15 September 2011." in page(study, f"/streets/{street()}")


def test_a_later_day_may_be_asked_for(study: Client) -> None:
    found = page(study, f"/streets/{street()}/between?day=2014-08-25")
    assert f"Looked at as of 25 August 2014; the last day on record is {LAST}." in found
    assert "late, 10 days" in text(found)


@pytest.mark.parametrize(
    ("day", "say"),
    [("2014-02-30", "no such day"), ("2099-01-01", "still to come")],
)
def test_a_day_that_cannot_be_looked_from_is_refused_in_a_sentence(study: Client, day: str, say: str) -> None:
    response = study.get(f"/streets/{street()}", {"day": day})
    assert response.status_code == 422
    assert say in response.content.decode()


def test_what_the_researcher_may_do_happens_today(study: Client) -> None:
    study.post("/study/look-as", {"person": person("Dr. Roe")})
    assert "Looked at as of" not in page(study, "/manage")


def test_a_workplace_that_is_alive_is_looked_at_today(cast: Cast, at: At) -> None:
    open_street(cast.ann, cast.ben)
    promised(cast.ann, cast.ben)
    with looking(date(2020, 1, 1)):
        assert looked_on() is None
        assert clock.today() == date(2026, 3, 2)
    assert "Looked at as of" not in page(cast.signed_in("ann"), "/?day=nonsense")


def test_a_record_of_nothing_is_looked_at_today(db: None) -> None:
    rules.set_up(name="S", person_name="R", email="r@uni.example", zone="UTC", purpose="study")
    with looking():
        assert looked_on() is None


THEN = "2014-07-10"


@pytest.mark.parametrize("me", ["Person 17", "Person 18"])
def test_a_day_before_the_last_shows_what_had_been_done_by_then(study: Client, me: str) -> None:
    study.post("/study/look-as", {"person": person(me)})
    found = page(study, f"/streets/{street()}/between?day={THEN}")
    assert f"Looked at as of 10 July 2014; the last day on record is {LAST}." in found
    shown = text(main_of(found))
    assert "DS-2: mend the gate" in shown
    assert "late" not in shown, "it is for the 20th, and was kept in August"
    for later in ("DS-3", "DS-4"):
        for address in (f"/streets/{street()}", "/promises", "/", "/history"):
            assert later not in text(main_of(page(study, f"{address}?day={THEN}"))), (later, address)


def test_a_promise_made_later_was_not_there_and_one_kept_later_was_open(study: Client) -> None:
    ids = {source: found.id for source, found in queries_of_promises.by_source(SOURCES).items()}
    assert study.get(f"/promises/{ids['jira DS-3']}?day={THEN}").status_code == 404
    shown = text(main_of(page(study, f"/promises/{ids['jira DS-2']}?day={THEN}")))
    assert "it was kept" not in shown
    assert "said it was kept" in text(main_of(page(study, f"/promises/{ids['jira DS-2']}")))


def test_the_estimate_on_pages_of_a_day_is_that_of_the_day(study: Client) -> None:
    me, day = person("Person 18"), date(2014, 7, 10)
    with looking():
        asked_for = estimates.estimate(street(), seen_by=me, as_of_day=day)
    with looking(day):
        looked_at = estimates.estimate(street(), seen_by=me)
    assert asked_for is not None
    assert looked_at is not None
    assert looked_at.lanes == asked_for.lanes


def test_before_its_first_act_a_record_is_empty(study: Client) -> None:
    assert "DS-" not in text(main_of(page(study, f"/streets/{street()}?day=2001-01-01")))


def look_and_fail() -> None:
    with looking(date(2014, 7, 10)):
        assert len(queries_of_promises.by_source(SOURCES)) == 2
        raise RuntimeError


def test_looking_back_leaves_everything_as_it_was(study: Client) -> None:
    page(study, f"/promises?day={THEN}")
    before = page(study, "/promises")
    assert "Brought in from elsewhere" not in text(main_of(before)), "in a study it counts as it is"
    with pytest.raises(RuntimeError):
        look_and_fail()
    assert len(queries_of_promises.by_source(SOURCES)) == 4
    assert text(main_of(page(study, "/promises"))) == text(main_of(before))
    assert replay.check().ok
    assert verify.check().ok


def test_the_day_that_is_chosen_stays_for_every_page_and_whoever_is_looked_as(study: Client) -> None:
    study.post("/study/look-on", {"day": THEN})
    study.post("/study/look-as", {"person": person("Person 17")})
    for address in ("/", "/promises", f"/streets/{street()}"):
        assert "Looked at as of 10 July 2014;" in page(study, address)
    assert f"Looked at as of {LAST}" in page(study, "/?day=2014-08-17")
    study.post("/study/look-on", {"day": ""})
    assert f"Looked at as of {LAST}" in page(study, "/")
    assert study.post("/study/look-on", {"day": "2099-01-01"}).status_code == 422
    assert f"Looked at as of {LAST}" in page(study, "/")
