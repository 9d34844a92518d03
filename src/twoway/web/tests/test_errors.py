from __future__ import annotations

import html
import json
import re

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from twoway.errors import NotSaved, RuleBroken, TwowayError
from twoway.web.errors import ErrorsAsSentences, answer, as_ours, shape
from twoway.web.tests.doors import MOVED

WORDS = "I’ll have <b>the plan</b> on Friday & not before"
TYPED = {
    "promise-what": WORDS,
    "due_on": "6 March",
    "once": "k" * 24,
    "seen": "0123456789ab",
    "to": "0123456789ab",
}


def test_not_there_and_not_yours_are_the_same_bytes(visitor: Client) -> None:
    absent, not_yours = visitor.get("/no/such/address"), visitor.get("/raise/not-yours")
    assert absent.status_code == not_yours.status_code == 404
    assert absent.content == not_yours.content
    assert dict(absent.headers) == dict(not_yours.headers)
    assert "Nothing here you can open." in absent.text


def test_for_programs_too(visitor: Client) -> None:
    absent, not_yours = visitor.get("/api/v1/nowhere"), visitor.get("/api/v1/raise/not-yours")
    assert absent.status_code == not_yours.status_code == 404
    assert absent.content == not_yours.content


@pytest.mark.parametrize(
    ("what", "status", "code"),
    [
        ("not-yours", 404, "not_seen"),
        ("moved-on", 409, "moved_on"),
        ("too-often", 429, "too_often"),
        ("who", 401, "not_signed_in"),
        ("full", 503, "not_saved"),
        ("locked", 503, "not_saved"),
        ("no-space", 503, "not_saved"),
        ("our-fault", 500, "broken"),
        ("unforeseen", 500, "broken"),
    ],
)
def test_every_no_has_its_status_and_one_shape(visitor: Client, what: str, status: int, code: str) -> None:
    page = visitor.get(f"/raise/{what}")
    assert page.status_code == status
    assert page.headers["Content-Type"].startswith("text/html")
    for told in (
        visitor.get(f"/raise/{what}", headers={"Accept": "application/json"}),
        visitor.get(f"/api/v1/raise/{what}"),
    ):
        assert told.status_code == status
        error = json.loads(told.content)["error"]
        assert set(error) == {"code", "say", "field"}
        assert error["code"] == code
        assert error["say"]


def test_whoever_should_come_back_is_told_when_and_whoever_must_sign_in_how(visitor: Client) -> None:
    assert visitor.get("/raise/full").headers["Retry-After"] == "5"
    assert visitor.get("/raise/too-often").headers["Retry-After"] == "60"
    assert visitor.get("/api/v1/raise/who").headers["WWW-Authenticate"] == "Bearer"


def test_a_refused_form_gives_every_typed_word_back(visitor: Client) -> None:
    page = visitor.post("/raise/moved-on", TYPED, headers={"Referer": "http://testserver/promises/"}).text
    blanks = re.findall(
        r"<label for=\"(kept-\d)\">([^<]*)</label><textarea[^>]*id=\"\1\"[^>]*readonly>\n([^<]*)<", page
    )
    assert [(label, html.unescape(text)) for _, label, text in blanks] == [
        ("What", WORDS),
        ("Due on", "6 March"),
    ]
    assert "Jonas moved this first.</h1>" in page
    assert 'href="http://testserver/promises/"' in page
    assert "<b>the plan" not in page


def test_what_could_not_be_saved_can_be_sent_again_under_the_same_key(visitor: Client) -> None:
    page = visitor.post("/raise/full", TYPED).text
    assert 'action="/raise/full"' in page
    again = dict(re.findall(r'<textarea name="([^"]+)" hidden>\n([^<]*)</textarea>', page))
    assert {name: html.unescape(text) for name, text in again.items()} == TYPED


def test_what_a_rule_refused_is_not_offered_to_be_sent_again(visitor: Client) -> None:
    assert "Try again</button>" not in visitor.post("/raise/moved-on", TYPED).text


def test_a_page_that_was_only_looked_at_speaks_of_no_words(visitor: Client) -> None:
    page = visitor.get("/raise/locked").text
    assert "Your words" not in page
    assert "Nothing is lost" in page


@pytest.mark.parametrize("elsewhere", ["https://evil.example/x", "//evil.example", "javascript:alert(1)"])
def test_the_way_back_leads_nowhere_else(visitor: Client, elsewhere: str) -> None:
    assert "evil" not in visitor.get("/raise/moved-on", headers={"Referer": elsewhere}).text
    assert "javascript" not in visitor.get("/raise/moved-on", headers={"Referer": elsewhere}).text


def test_an_old_form_is_refused_and_its_words_are_kept(alone: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/raise/moved-on", TYPED)
    assert page.status_code == 403
    assert html.escape("the plan") in page.text
    assert "open too long" in page.text


def test_an_address_for_forms_says_so_when_it_is_opened(visitor: Client) -> None:
    page = visitor.get("/only-posted")
    assert page.status_code == 405
    assert page.headers["Allow"] == "POST"
    assert "only takes what a form" in page.text
    answer = visitor.get("/api/v1/promises")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert answer.json()["error"] == {
        "code": "form_only",
        "say": "This address takes POST.",
        "field": None,
    }


def test_a_body_beyond_all_measure_is_refused_in_words(visitor: Client, settings: object) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000  # type: ignore[attr-defined]
    for page in (
        visitor.post("/sent", {"what": "x" * 2000}),
        visitor.post("/api/v1/promises", b"[" * 2000, content_type="application/json"),
    ):
        assert page.status_code == 413
        assert "more than can be read at once" in page.text


def test_more_fields_than_any_form_has_are_refused_in_words(visitor: Client) -> None:
    page = visitor.post("/sent", {f"field{number}": "x" for number in range(501)})
    assert page.status_code == 413


@pytest.mark.parametrize("host", ["evil.example", "a b", "'\"<script>"])
def test_a_host_that_is_not_ours_gets_a_page_and_no_traceback(
    visitor: Client, settings: object, host: str
) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]  # type: ignore[attr-defined]
    page = visitor.get("/", headers={"Host": host, "Referer": "http://testserver/"})
    assert page.status_code == 400
    assert "could not be read" in page.text


@pytest.mark.parametrize("body", [b"[" * 10_000 + b"]" * 10_000, b'{"a":' * 10_000, b"{", b"\xff\xfe", b""])
def test_json_that_nobody_meant_is_a_sentence(visitor: Client, body: bytes) -> None:
    told = visitor.post("/api/v1/promises", body, content_type="application/json")
    assert told.status_code in {400, 422}
    assert json.loads(told.content)["error"]["say"]


def test_the_field_that_does_not_fit_is_named(visitor: Client) -> None:
    told = visitor.post("/api/v1/promises", {"what": "x", "due_on": "soon"}, content_type="application/json")
    assert told.status_code == 422
    error = json.loads(told.content)["error"]
    assert error["field"] == "due_on"
    assert "due_on" in error["say"]
    assert "soon" not in error["say"]


def test_a_token_that_is_none_says_where_to_get_one(visitor: Client) -> None:
    told = visitor.get("/api/v1/mine", headers={"Authorization": "Bearer wrong"})
    assert told.status_code == 401
    assert "token" in json.loads(told.content)["error"]["say"]


def test_error_pages_ask_the_database_nothing(visitor: Client) -> None:
    # No database mark on this module: a query would fail the test.
    assert visitor.get("/raise/unforeseen").status_code == 500


def test_what_nobody_foresaw_gets_a_name_that_the_log_knows(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    page = visitor.post("/raise/unforeseen", TYPED)
    [named] = re.findall(r"problem (\w{12})", page.text)
    [record] = [record for record in caplog.records if record.name == "twoway.web.errors"]
    event = record.msg
    assert isinstance(event, dict)
    assert (event["event"], event["problem"]) == ("page.broke", named)
    assert event["broke"] == "ValueError"
    assert "secret" not in str(event)


def test_the_look_one_chose_holds_on_error_pages(visitor: Client) -> None:
    visitor.cookies["look"] = "dark"
    assert 'data-theme="dark"' in visitor.get("/nowhere").text
    visitor.cookies["look"] = '"><script>'
    assert "data-theme" not in visitor.get("/nowhere").text


@given(st.text(max_size=300))
def test_any_sentence_can_be_shown(say: str) -> None:
    request = RequestFactory().get("/")
    page = answer(request, RuleBroken(say or None))
    assert page.status_code == 409
    assert "<h1></h1>" not in page.text


def test_shape_is_the_same_for_every_error_of_the_tree() -> None:
    def tree(kind: type[TwowayError]) -> list[type[TwowayError]]:
        return [kind, *(below for child in kind.__subclasses__() for below in tree(child))]

    for kind in tree(TwowayError):
        assert 400 <= kind.status <= 599
        assert re.fullmatch(r"[a-z_]+", kind.code)
    assert shape(RuleBroken(MOVED, field="due_on"))["error"]["field"] == "due_on"


def test_only_errors_that_stand_for_one_of_ours_are_taken_over() -> None:
    assert isinstance(as_ours(OSError(28, "full")), NotSaved)
    assert as_ours(OSError(2, "no such file")) is None
    assert as_ours(ValueError("x")) is None
    assert as_ours(None) is None

    def unused(request: HttpRequest) -> object:
        raise AssertionError

    middleware = ErrorsAsSentences(unused)  # type: ignore[arg-type]
    assert middleware.process_exception(RequestFactory().get("/"), ValueError("x")) is None
