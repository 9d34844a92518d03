"""One mail in the person's morning, in their zone, and none when there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from twoway.integrations.email import composing, wishes
from twoway.integrations.email.models import Telling, Without
from twoway.integrations.email.tests.conftest import FRIDAY, Office, links_of, to
from twoway.ledger.write import writing
from twoway.nouns.promises import acts
from twoway.nouns.promises import rules as promises
from twoway.nouns.promises.past import Past, PastPromise
from twoway.nouns.thanks import rules as thanks
from twoway.people import accounts, queries
from twoway.people import rules as people

BEN, ANN, FAY = "ben@fir.example", "ann@fir.example", "fay@fir.example"
At = Callable[[str], object]
pytestmark = [pytest.mark.django_db, pytest.mark.alike]


def mailed(office: Office, address: str) -> bool:
    return address in {message.to[0] for message in office.minute()}


def test_the_morning_is_at_seven_where_the_person_lives(office: Office, at: At) -> None:
    office.promised()
    at("2026-03-03 05:59")
    assert not mailed(office, ANN)
    at("2026-03-03 06:00")
    assert mailed(office, ANN)


def test_the_hour_is_the_persons_choice(office: Office, at: At) -> None:
    account = accounts.of(office.cast.ann)
    assert account is not None
    accounts.choose_notices(account, off=[], digest_hour=9)
    office.promised()
    at("2026-03-03 07:59")
    assert not mailed(office, ANN)
    at("2026-03-03 08:00")
    assert mailed(office, ANN)


def test_another_zone_has_another_morning(office: Office, at: At) -> None:
    people.describe(office.cast.ann, by=office.cast.ann, name="Ann Lee", title="", zone="America/New_York")
    office.promised()
    at("2026-03-03 06:00")
    assert not mailed(office, ANN)
    at("2026-03-03 12:00")
    assert mailed(office, ANN)


def test_one_mail_a_morning_and_nothing_in_it_again(office: Office, at: At) -> None:
    office.promised()
    at("2026-03-03 06:00")
    assert mailed(office, ANN)
    office.promised("the chimney swept")
    assert not mailed(office, ANN)
    at("2026-03-03 07:00")
    assert not mailed(office, ANN)
    at("2026-03-04 06:00")
    message = to([one for one in office.minute() if one.to == [ANN]], ANN)
    assert "chimney" in str(message.body)
    assert "boiler" not in str(message.body)


def test_no_news_is_no_mail(office: Office, at: At) -> None:
    at("2026-03-03 06:00")
    assert office.minute() == []


def test_what_happens_in_the_morning_after_the_hour_waits_for_the_next(office: Office, at: At) -> None:
    at("2026-03-03 06:30")
    office.promised()
    assert not mailed(office, ANN)
    at("2026-03-04 06:00")
    assert mailed(office, ANN)


def test_a_morning_that_was_missed_comes_late_but_not_at_night(office: Office, at: At) -> None:
    office.promised()
    at("2026-03-03 20:00")
    assert not mailed(office, ANN)
    at("2026-03-04 10:00")
    assert mailed(office, ANN)


def test_the_subject_counts_and_names_nobody(office: Office, at: At) -> None:
    wishes.turn_off(office.cast.ann, wishes.AT_ONCE)
    promise = office.promised("the zebra fed")
    promises.keep(promise, by=office.cast.ben)
    office.promised("the okapi fed")
    at("2026-03-03 06:00")
    message = to([one for one in office.minute() if one.to == [ANN]], ANN)
    assert message.subject == "Tuesday 3 March: 1 waits for you, 2 things to know"


def test_acts_in_ones_name_are_listed_so_that_a_forged_one_shows(office: Office, at: At) -> None:
    """Whoever holds database and key can append an act in Ben's name; his morning mail tells him of it."""
    promise = office.asks()
    with writing(by=office.cast.ben) as book:
        made = acts.Accepted()
        book.enter(made, thing=promise, participants=[office.cast.ann, office.cast.ben])
    at("2026-03-03 06:00")
    message = to([one for one in office.minute() if one.to == [BEN]], BEN)
    body = str(message.body)
    assert "ENTERED IN YOUR NAME" in body
    assert "Monday 2 March: You said yes." in body
    assert "that you did not do, tell a colleague and keep this mail" in body


def test_both_sides_of_an_act_hear_of_it(office: Office, at: At) -> None:
    office.promised()
    at("2026-03-03 06:00")
    messages = office.minute()
    assert "Ben Okoro promised it." in str(to(messages, ANN).body)
    assert "You promised it." in str(to(messages, BEN).body)


def test_acts_brought_in_from_elsewhere_are_counted_with_who_brought_them(office: Office, at: At) -> None:
    made_at = datetime(2026, 2, 2, 9, 0, tzinfo=UTC)
    past = [
        PastPromise(
            source=f"jira DS-{number}",
            promiser=office.cast.ben,
            promisee=office.cast.ann,
            what=f"issue {number} fixed",
            made_at=made_at,
            past=(Past(verb="kept", at=made_at),),
        )
        for number in range(3)
    ]
    promises.bring_in(past, by=office.cast.dana)
    at("2026-03-03 06:00")
    message = to([one for one in office.minute() if one.to == [BEN]], BEN)
    assert "6 acts were brought in from jira by Dana Ruiz." in str(message.body)


def test_thanks_are_told_with_their_words_in_the_body_alone(office: Office, at: At) -> None:
    promise = office.promised()
    claim = promises.keep(promise, by=office.cast.ben)
    thanks.give(claim.id, "It runs like new.", by=office.cast.ann)
    office.work()
    at("2026-03-03 06:00")
    message = to([one for one in office.minute() if one.to == [BEN]], BEN)
    assert "> It runs like new." in str(message.body)
    assert "runs like new" not in message.subject


def test_a_claim_can_be_thanked_for_from_the_morning_mail(office: Office, at: At) -> None:
    promise = office.asks()
    promises.say_yes(promise, by=office.cast.ben)
    at("2026-03-03 06:00")
    message = to([one for one in office.minute() if one.to == [ANN]], ANN)
    assert list(links_of(message)) == ["Thank you"]


def test_a_day_that_passed_is_asked_about_once_and_only_of_the_promiser(office: Office, at: At) -> None:
    office.promised(due_on=date(2026, 3, 3))
    at("2026-03-03 06:00")
    office.minute()
    for hour in ("2026-03-04 06:00", "2026-03-05 06:00", "2026-03-06 06:00"):
        at(hour)
        found = [one for one in office.minute() if "Say where it is" in str(one.body)]
        expected = [BEN] if hour == "2026-03-04 06:00" else []
        assert [one.to[0] for one in found] == expected


def test_a_day_that_passed_and_was_answered_before_the_morning_is_not_asked_about(
    office: Office, at: At
) -> None:
    promise = office.promised(due_on=date(2026, 3, 3))
    at("2026-03-03 23:30")
    office.minute()
    promises.keep(promise, by=office.cast.ben)
    at("2026-03-04 06:00")
    assert "Say where it is" not in "".join(str(one.body) for one in office.minute())


def test_a_long_morning_is_cut_and_says_how_much_is_left(office: Office, at: At) -> None:
    for number in range(composing.MOST_OF_A_KIND + 3):
        office.promised(f"part number {number}")
    at("2026-03-03 06:00")
    message = to([one for one in office.minute() if one.to == [ANN]], ANN)
    assert "And 3 more." in str(message.body)


def test_without_the_morning_mail_nothing_piles_up(office: Office, at: At) -> None:
    wishes.turn_off(office.cast.ann, wishes.MORNING)
    office.promised()
    at("2026-03-03 06:00")
    assert not mailed(office, ANN)
    assert not Telling.objects.filter(person=office.cast.ann, mail=None).exists()


def test_somebody_invited_who_does_without_stays_so_once_they_join(office: Office, at: At) -> None:
    fay = people.invite(by=office.cast.ann, name="Fay Wu", email=FAY).thing
    wishes.turn_off(fay, wishes.PROMISE)
    promises.ask(fay, "the plan drawn", FRIDAY, by=office.cast.ann)
    assert office.work() == []
    people.join(fay, by=fay)
    assert wishes.off_for(queries.person(fay)) == {wishes.PROMISE}
    assert not Without.objects.exists()
    account = accounts.of(fay)
    assert account is not None
    assert account.notices_off == [wishes.PROMISE]
