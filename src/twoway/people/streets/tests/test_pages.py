"""The page on which either of the two changes their street: what it offers, what it asks, and to whom."""

from __future__ import annotations

import re

import pytest
from django.test import override_settings

from tests.cast import Cast, open_street
from twoway.people.streets import queries, rules

KEYS = re.compile(r'name="(csrfmiddlewaretoken|once)" value="[^"]*"')


def shown(cast: Cast, name: str, street: str) -> str:
    response = cast.signed_in(name).get(f"/streets/{street}/settings")
    assert response.status_code == 200
    return KEYS.sub("", response.content.decode())


def test_either_can_pause_it_and_end_their_own_pause(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    response = cast.signed_in("ann").post(f"/streets/{street}/settings/pause")
    assert (response.status_code, response.headers["Location"]) == (303, f"/streets/{street}/settings")
    assert queries.street(street, seen_by=cast.ben).state == "paused"
    assert "End the pause" in shown(cast, "ann", street)
    assert "End the pause" not in shown(cast, "ben", street)
    assert cast.signed_in("ben").post(f"/streets/{street}/settings/resume").status_code == 409
    cast.signed_in("ann").post(f"/streets/{street}/settings/resume")
    assert queries.street(street, seen_by=cast.ben).state == "open"


def test_either_can_close_it_and_wish_their_own_closing_back(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    cast.signed_in("ben").post(f"/streets/{street}/settings/close")
    assert queries.street(street, seen_by=cast.ann).state == "closed"
    assert "Wish it back" in shown(cast, "ben", street)
    assert "Wish it back" not in shown(cast, "ann", street)
    cast.signed_in("ben").post(f"/streets/{street}/settings/reopen")
    assert queries.street(street, seen_by=cast.ann).state == "waiting"


def test_the_estimate_is_asked_for_privately_and_there_when_both_did(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    before = shown(cast, "ben", street)
    cast.signed_in("ann").post(f"/streets/{street}/settings/estimate", {"wish": "yes"})
    assert "You have said yes." in shown(cast, "ann", street)
    assert shown(cast, "ben", street) == before
    cast.signed_in("ben").post(f"/streets/{street}/settings/estimate", {"wish": "yes"})
    assert queries.street(street, seen_by=cast.ann).measured
    assert "Put the estimate down" in shown(cast, "ann", street)


def test_either_puts_it_down_again_and_both_would_have_to_ask_anew(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    rules.wish_estimate(street, by=cast.ann, wish=True)
    rules.wish_estimate(street, by=cast.ben, wish=True)
    cast.signed_in("ben").post(f"/streets/{street}/settings/estimate", {"wish": "no"})
    assert not queries.street(street, seen_by=cast.ann).measured
    assert "Yes, if we both want it" in shown(cast, "ann", street)
    assert "Yes, if we both want it" in shown(cast, "ben", street)


def test_where_estimates_are_switched_off_nothing_is_asked(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    with override_settings(TWOWAY_ESTIMATES=False):
        assert "A question for you alone" not in shown(cast, "ann", street)


@pytest.mark.parametrize("ending", ["settings", "settings/pause", "settings/estimate"])
def test_for_a_third_person_there_is_no_such_street(cast: Cast, ending: str) -> None:
    street = open_street(cast.ann, cast.ben).id
    cy = cast.signed_in("cy")
    ask = cy.get if ending == "settings" else cy.post
    assert ask(f"/streets/{street}/{ending}").status_code == 404
    assert ask(f"/streets/nothinghere0/{ending}").status_code == 404
    assert queries.street(street, seen_by=cast.ann).state == "open"


def test_looking_changes_nothing(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    for verb in ("pause", "close", "estimate"):
        assert cast.signed_in("ann").get(f"/streets/{street}/settings/{verb}").status_code == 405
    assert queries.street(street, seen_by=cast.ann).state == "open"


def test_a_verb_that_is_none_is_not_there(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    assert cast.signed_in("ann").post(f"/streets/{street}/settings/burn").status_code == 404
