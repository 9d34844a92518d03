"""A first act towards somebody who is not here yet, given by name and address: they are invited by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests.cast import Cast
from tests.programs import Program
from twoway.ledger import queries as ledger
from twoway.nouns.promises import queries
from twoway.people import invitations, mailing, rules
from twoway.people import queries as people
from twoway.people.streets import queries as streets

NOOR = "noor@fir.example"
SAID = {"to": "new", "name": "Noor Ali", "email": NOOR, "what": "the plan for line 3", "due_on": "2026-03-06"}


def say(browser: Client, kind: str = "make", **other: str) -> Any:
    return browser.post(f"/promises/{kind}/begin", SAID | other, follow=True)


def noor() -> str:
    found = people.by_email(NOOR)
    assert found is not None
    return found.id


@pytest.mark.parametrize(
    ("kind", "state", "is_promiser"),
    [
        ("make", "made", True),
        ("ask", "asked", False),
        ("offer", "offered", True),
        ("note", "noted", False),
    ],
)
def test_whoever_is_not_here_is_invited_by_what_is_said_to_them(
    cast: Cast, kind: str, state: str, is_promiser: bool
) -> None:
    page = say(cast.signed_in("ann"), kind).content.decode()
    assert "Noor Ali hears of it by mail" in page or "what Noor Ali gets stands on" in page
    [promise] = queries.waiting_for_others(cast.ann)
    assert (promise.state, promise.what, promise.promiser_id == cast.ann) == (
        state,
        SAID["what"],
        is_promiser,
    )
    assert people.person(noor()).state == "invited"
    assert [one.id for one in queries.waiting_for(noor())] == [promise.id]


def test_it_is_on_the_page_of_whoever_looks_after_the_workplace_at_once(cast: Cast) -> None:
    answer = say(cast.signed_in("dana"), "ask")
    assert "Noor Ali is not here yet." in answer.content.decode()
    [promise] = queries.waiting_for_others(cast.dana)
    assert answer.request["PATH_INFO"] == f"/promises/{promise.id}"


def test_sent_twice_it_is_one_person_and_one_promise(cast: Cast) -> None:
    ann = cast.signed_in("ann")
    for _time in range(2):
        say(ann, once="the-same-form")
    assert len(queries.waiting_for_others(cast.ann)) == 1
    assert len([one for one in people.everybody() if one.name == "Noor Ali"]) == 1


@pytest.mark.parametrize(
    "wrong", [{"what": "soon"}, {"what": ""}, {"due_on": "2026-03-01"}, {"due_on": ""}, {"name": ""}]
)
@pytest.mark.parametrize("email", [NOOR, "ben@fir.example"])
def test_what_is_wrong_is_refused_alike_for_a_new_and_a_taken_address_and_nobody_is_invited(
    cast: Cast, wrong: dict[str, str], email: str
) -> None:
    size = ledger.size()
    answer = say(cast.signed_in("ann"), email=email, **wrong)
    assert answer.status_code == 422
    assert f'value="{email}"' in answer.content.decode()
    assert (ledger.size(), mail.outbox) == (size, [])


@pytest.mark.parametrize(
    ("email", "words"), [("ben@fir.example", "You are in already"), ("cy@fir.example", "You were there")]
)
def test_a_taken_address_answers_as_a_new_one_and_its_owner_hears_who_asked_and_what(
    cast: Cast, email: str, words: str
) -> None:
    rules.leave(cast.cy, by=cast.dana)
    ann, size = cast.signed_in("ann"), ledger.size()
    taken = say(ann, email=email)
    mailing.wait()
    assert ledger.size() == size
    [told] = mail.outbox
    assert (told.to, words in str(told.body), "the plan for line 3" in str(told.body)) == (
        [email],
        True,
        True,
    )
    new = say(ann)
    assert taken.redirect_chain == new.redirect_chain
    [said], [of_taken] = ([str(one) for one in page.context["messages"]] for page in (new, taken))
    assert said == of_taken
    assert len(mail.outbox) == 1, "nothing is mailed by the page itself where the address is new"


def test_the_address_of_somebody_another_invited_gets_a_fresh_link_and_no_promise(
    cast: Cast, at: Callable[[str], object]
) -> None:
    cast.signed_in("ann").post("/invite", {"name": "Noor", "email": NOOR})
    at("2026-03-02 09:10")
    say(cast.signed_in("ben"))
    assert streets.between(cast.ben, noor()) is None
    assert invitations.send_waiting() == 1
    assert "the plan for line 3" in str(mail.outbox[-1].body)


def test_whom_one_invited_oneself_is_promised_it_by_their_address(cast: Cast) -> None:
    ann = cast.signed_in("ann")
    ann.post("/invite", {"name": "Noor", "email": NOOR})
    say(ann)
    assert [one.promisee_id for one in queries.waiting_for_others(cast.ann)] == [noor()]


def test_programs_hear_one_sentence_for_a_new_and_a_taken_address(cast: Cast) -> None:
    said = {"kind": "ask", "name": "Noor", "what": "the plan for line 3", "due_on": "2026-03-06"}
    ann = Program.of(cast.ann)
    new, taken = (ann.post("/promises/newcomer", email=email, **said) for email in (NOOR, "ben@fir.example"))
    assert new == taken
    assert len(queries.waiting_for_others(cast.ann)) == 1


def test_guests_find_no_such_blank_and_no_such_door(cast: Cast) -> None:
    eve = cast.signed_in("eve")
    page = eve.get("/promises/new").content.decode()
    assert "somebody not here yet" not in page
    assert say(eve).status_code == 404
