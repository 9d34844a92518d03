"""Own-ups by mail: the letter in the morning, a tap to thank for it, and at once who else will hear of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from twoway.integrations.email.tests.conftest import Office, links_of, to
from twoway.integrations.email.tests.test_taps import press
from twoway.nouns.ownups import queries, rules
from twoway.nouns.thanks import queries as thanks

BEN, CY = "ben@fir.example", "cy@fir.example"
WHAT, COST = "I skipped the dry run", "It cost you a weekend"


@pytest.fixture
def phone() -> Client:
    """Nobody is signed in here, and forms must carry their token."""
    return Client(enforce_csrf_checks=True)


def owned(office: Office) -> str:
    """Ann owned up to Ben and Cy."""
    cast = office.cast
    return rules.say(WHAT, COST, by=cast.ann, touched=[cast.ben, cast.cy]).thing


def test_the_letter_comes_in_the_morning_and_one_tap_says_thank_you(
    office: Office, phone: Client, at: Callable[[str], object]
) -> None:
    owned(office)
    assert office.work() == []
    at("2026-03-03 06:30")  # half past seven where Ben is
    letter = to(office.minute(), BEN)
    assert WHAT in str(letter.body)
    assert WHAT not in letter.subject
    press(phone, links_of(letter)["Thank you"], words="You said it was yours.")
    assert thanks.given(office.cast.ben).get().receiver_id == office.cast.ann


def test_who_will_hear_of_it_is_told_at_once_and_each_says_that_they_have_seen_it(
    office: Office, phone: Client
) -> None:
    id = owned(office)
    office.work()
    rules.widen(id, by=office.cast.ann, to=[office.cast.dana])
    told = office.work()
    for address in (CY, BEN):
        announced = to(told, address)
        assert "Dana Ruiz" in str(announced.body)
        press(phone, links_of(announced)["I have seen it"])
    noticed = queries.one(id, seen_by=office.cast.ann).noticed
    assert set(noticed) == {office.cast.ben, office.cast.cy}
    assert rules.open_due() == 1
