"""A client’s contact, over real SMTP: invited by mail or by a first act, answering without an account."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.post import Post
from twoway.errors import BadShape
from twoway.integrations.email.tests.conftest import FRIDAY, Office
from twoway.integrations.email.tests.test_posting import over_smtp
from twoway.ledger import queries as ledger
from twoway.nouns.promises import queries
from twoway.nouns.promises import rules as promises
from twoway.people import inviting
from twoway.people import queries as people

FAY = "fay@larch.example"
pytestmark = [pytest.mark.django_db, pytest.mark.this_machine]
WAY_IN = re.compile(r"http://[^/]+(/invitation/\S+)")


@pytest.fixture
def letters(post: Post, settings: Any) -> Post:
    """Where mail arrives."""
    over_smtp(settings, int(post.address.rpartition(":")[2]))
    return post


def asks(office: Office, client: str, email: str = FAY) -> str | None:
    """Ann asks a contact for something; the promise's id, where one was entered."""
    entry = inviting.begin_with(
        lambda person, **how: promises.ask(person, "Your measurements", FRIDAY, by=office.cast.ann, **how),
        by=office.cast.ann,
        name="Fay Orr",
        email=email,
        words="Your measurements",
        client=client,
    )
    return None if entry is None else entry.thing


def test_a_contact_is_invited_comes_in_and_stands_on_the_other_side(office: Office, letters: Post) -> None:
    cast = office.cast
    ann, path = cast.signed_in("ann"), f"/clients/{cast.larch}"
    line = "We plan the east wing with you."
    typed = {"name": "Fay Orr", "email": FAY, "title": "Site manager", "line": line}
    assert ann.post(f"{path}/invite", typed).headers["Location"] == path
    words = letters.words(FAY)
    assert line in words
    [link] = WAY_IN.findall(words)
    fay = Client()
    assert "Ann Lee invites you" in fay.get(link).content.decode()
    fay.post(link)
    assert fay.get("/clients").headers["Location"] == path
    page = fay.get(path).content.decode()
    assert "Fir &amp; Daughters" in page
    assert "Eve Novak" in page
    assert "Ann Lee" not in page
    assert "Site manager" in ann.get(path).content.decode()


def test_a_first_act_invites_a_contact_who_answers_from_the_mail_without_an_account(
    office: Office, letters: Post
) -> None:
    """Begun in the composer, to which the client's page leads."""
    cast, ann = office.cast, office.cast.signed_in("ann")
    page = ann.get(f"/promises/new?to=new&client={cast.larch}").content.decode()
    assert page.count(f'<option value="{cast.larch}" selected>Larch</option>') == 4
    typed = {"to": "new", "name": "Fay Orr", "email": FAY, "client": cast.larch}
    typed |= {"what": "Your measurements", "due_on": FRIDAY.isoformat()}
    assert ann.post("/promises/ask/begin", typed).status_code == 303
    [promise] = [one.id for one in queries.waiting_for_others(cast.ann)]
    office.work()
    said = letters.words(FAY)
    assert "Your measurements" in said
    [yes] = re.findall(r"^ *I promise it:\s+http://[^/]+(/tap/\S+)", said, re.MULTILINE)
    assert "Your answer stands." in Client().post(yes, follow=True).content.decode()
    now = queries.one(promise, seen_by=cast.ann)
    assert now.state == "made"
    fay = people.person(now.promiser_id)
    assert (fay.kind, fay.client_id, fay.state) == ("guest", cast.larch, "invited")
    browser = Client()
    browser.post(WAY_IN.findall(said)[0])
    page = browser.get(f"/clients/{cast.larch}").content.decode()
    assert "Your measurements" in page
    assert "Ann Lee" in page
    assert {one.id for one in people.persons(seen_by=fay.id)} == {fay.id, cast.ann, cast.eve}


def test_an_address_that_is_taken_tells_only_its_owner(office: Office, letters: Post) -> None:
    """Whoever asks is answered alike, and nothing is entered."""
    size = ledger.size()
    assert asks(office, office.cast.larch, "cy@fir.example") is None
    assert ledger.size() == size
    assert "Your measurements" in letters.words("cy@fir.example")
    with pytest.raises(BadShape):
        asks(office, "no such client")
    assert ledger.size() == size
