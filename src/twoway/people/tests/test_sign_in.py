"""One signs in by a code or a passkey; nobody learns at the door whose address is known here."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from twoway.people import accounts, mailing, rules

ANN = "ann@fir.example"


@pytest.fixture
def visitor() -> Client:
    return Client()


def code_for(visitor: Client, email: str) -> str:
    """Ask for a code and read it from the mail."""
    visitor.post("/sign-in/", {"email": email})
    mailing.wait()
    found = re.search(r"^\s+(\d{4}-\d{4})$", str(mail.outbox[-1].body), re.M)
    assert found is not None
    return found[1]


def is_signed_in(visitor: Client) -> bool:
    return visitor.get("/settings").status_code == 200


def test_a_code_by_mail_opens_the_door_once(cast: Cast, visitor: Client) -> None:
    code = code_for(visitor, "Ann@Fir.example")
    assert mail.outbox[-1].to == [ANN]
    assert code not in mail.outbox[-1].subject
    answer = visitor.post("/sign-in/code", {"code": code})
    assert (answer.status_code, is_signed_in(visitor)) == (302, True)
    other = Client()
    assert other.post("/sign-in/code", {"code": code}).status_code == 302
    assert not is_signed_in(other)


def test_one_comes_back_to_the_page_one_wanted_and_to_no_other_site(cast: Cast, visitor: Client) -> None:
    asked = visitor.get("/settings")
    assert asked.headers["Location"] == "/sign-in/?next=%2Fsettings"
    answer = visitor.post(asked.headers["Location"], {"email": ANN})
    mailing.wait()
    code = re.findall(r"\d{4}-\d{4}", str(mail.outbox[-1].body))[0]
    assert visitor.post(answer.headers["Location"], {"code": code}).headers["Location"] == "/settings"
    away = Client()
    answer = away.post("/sign-in/?next=https://elsewhere.example/", {"email": ANN})
    mailing.wait()
    code = re.findall(r"\d{4}-\d{4}", str(mail.outbox[-1].body))[0]
    assert away.post(answer.headers["Location"], {"code": code}).headers["Location"] == "/"


def test_a_wrong_code_may_be_tried_three_times(cast: Cast, visitor: Client) -> None:
    code = code_for(visitor, ANN)
    for _ in range(2):
        answer = visitor.post("/sign-in/code", {"code": "00000000"})
        assert answer.status_code == 422
        assert "That is not the code" in answer.content.decode()
    assert visitor.post("/sign-in/code", {"code": "00000000"}).status_code == 302
    visitor.post("/sign-in/code", {"code": code})
    assert not is_signed_in(visitor)


def test_a_newer_code_takes_the_place_of_the_one_before(cast: Cast, visitor: Client) -> None:
    first = code_for(visitor, ANN)
    visitor.post("/sign-in/code", {"action": "resend"})
    mailing.wait()
    second = re.findall(r"\d{4}-\d{4}", str(mail.outbox[-1].body))[0]
    assert visitor.post("/sign-in/code", {"code": first}).status_code == 422
    visitor.post("/sign-in/code", {"code": second})
    assert is_signed_in(visitor)


def tidy(page: bytes, email: str) -> str:
    """The page without what is fresh each time, and without the address that was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.decode())
    return text.replace(email, "")


@pytest.mark.parametrize("known", [ANN, "finn@fir.example", "ben@fir.example"])
def test_nobody_learns_whether_an_address_is_known(cast: Cast, known: str) -> None:
    """Ann is a member, Finn is invited, Ben has left: all read like somebody nobody has heard of."""
    rules.invite(by=cast.ann, name="Finn", email="finn@fir.example")
    rules.leave(cast.ben, by=cast.ben)
    seen = []
    for email in (known, "stranger@else.example"):
        visitor = Client()
        answer = visitor.post("/sign-in/", {"email": email})
        page = visitor.get(answer.headers["Location"])
        seen.append(
            (answer.status_code, answer.headers["Location"], page.status_code, tidy(page.content, email))
        )
    assert seen[0] == seen[1]
    mailing.wait()
    assert [to for message in mail.outbox for to in message.to] == ([ANN] if known == ANN else [])


def test_no_passwords_no_sign_up_and_no_such_pages(cast: Cast, visitor: Client) -> None:
    account = accounts.of(cast.ann)
    assert account is not None
    assert not account.has_usable_password()
    for path in ("/accounts/signup/", "/signup", "/sign-in/password", "/accounts/login/"):
        assert visitor.get(path).status_code == 404


def test_too_many_codes_for_one_address_are_refused_whoever_asks(cast: Cast) -> None:
    answers = [Client().post("/sign-in/", {"email": ANN}) for _ in range(8)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [422] * 3
    assert "tried too often" in answers[-1].content.decode()
    mailing.wait()
    assert len(mail.outbox) == 5


def test_too_many_tries_from_one_place_are_told_to_wait(cast: Cast, visitor: Client) -> None:
    statuses = [
        visitor.post("/sign-in/", {"email": f"{number}@x.example"}).status_code for number in range(62)
    ]
    assert statuses[:60] == [302] * 60
    assert statuses[60:] == [429, 429]


def test_behind_a_proxy_each_is_counted_alone(cast: Cast, visitor: Client, settings: object) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # type: ignore[attr-defined]
    for number in range(70):
        proxied = {"x-forwarded-for": f"9.9.9.9, 10.0.0.{number}"}
        answer = visitor.post("/sign-in/", {"email": f"{number}@x.example"}, headers=proxied)
        assert answer.status_code == 302
    answer = visitor.post("/sign-in/", {"email": "a@x.example"}, headers={"x-forwarded-for": "no address"})
    assert 400 <= answer.status_code < 500


def test_nonsense_at_the_door_is_answered_in_words(cast: Cast, visitor: Client) -> None:
    for email in ("", "no address", "a" * 100_000 + "@fir.example", "a\x00b@fir.example", "<script>@x"):
        answer = visitor.post("/sign-in/", {"email": email})
        assert answer.status_code == 422
    for credential in ("", "{}", "[1]", '{"response": {}}', "x" * 1_000, "[" * 10_000):
        answer = visitor.post("/sign-in/passkey", {"credential": credential})
        assert answer.status_code == 302
        assert not is_signed_in(visitor)


def test_a_passkey_is_asked_for_without_naming_anybody(cast: Cast, visitor: Client) -> None:
    answer = visitor.get("/sign-in/passkey", headers={"accept": "application/json"})
    options = answer.json()["request_options"]["publicKey"]
    assert options["userVerification"] == "required"
    assert not options.get("allowCredentials")


def test_signing_out_is_a_button_and_not_a_link(cast: Cast) -> None:
    visitor = cast.signed_in("ann")
    assert visitor.get("/sign-out").status_code == 200
    assert is_signed_in(visitor)
    assert visitor.post("/sign-out").status_code == 302
    assert not is_signed_in(visitor)


def test_whoever_is_in_is_not_asked_in(cast: Cast) -> None:
    assert cast.signed_in("ann").get("/sign-in/").headers["Location"] == "/"


def test_a_session_costs_few_queries(cast: Cast) -> None:
    visitor = cast.signed_in("ann")
    visitor.get("/help")
    with CaptureQueriesContext(connection) as asked:
        visitor.get("/sign-out")
    assert len(asked) <= 6, [query["sql"] for query in asked]


def test_where_no_mail_is_set_up_the_door_says_where_the_code_is(cast: Cast, visitor: Client) -> None:
    assert "stand on its console" in visitor.get("/sign-in/").content.decode()
