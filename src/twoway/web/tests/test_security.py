from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from twoway.web import security


@pytest.mark.parametrize(
    "path", ["/help", "/nowhere", "/api/v1/nowhere", "/raise/unforeseen", "/only-posted"]
)
def test_every_answer_carries_the_strict_policy(visitor: Client, path: str) -> None:
    headers = visitor.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert {source for sources in policy.values() for source in sources.split()} == {"'self'", "'none'"}
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"] == "private, no-cache"


@pytest.mark.django_db  # closing the answer looks whether a test before has left a connection open
def test_files_carry_it_too(settings: Any, tmp_path: Path) -> None:
    """A drawing opened by itself is a page."""
    (tmp_path / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.STATIC_ROOT = tmp_path
    answer = Client().get("/static/drawing.svg")
    assert b"".join(answer.streaming_content).startswith(b"<svg")  # type: ignore[attr-defined]
    answer.close()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_an_answer_that_says_how_long_it_keeps_is_left_so(visitor: Client) -> None:
    from django.http import HttpRequest, HttpResponse

    from twoway.web.headers import PrivateAnswers

    answered = PrivateAnswers(lambda request: HttpResponse(headers={"Cache-Control": "no-store"}))(
        HttpRequest()
    )
    assert answered.headers["Cache-Control"] == "no-store"


def test_settings_take_over_exactly_what_security_names() -> None:
    from django.conf import settings

    for name in security.__all__:
        assert getattr(settings, name) == getattr(security, name)


def test_cookies_cannot_be_read_by_scripts() -> None:
    assert security.SESSION_COOKIE_HTTPONLY
    assert security.CSRF_COOKIE_HTTPONLY
