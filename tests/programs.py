"""A program of one person: calls the API with their token, as one would from outside."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

from twoway.people import tokens

ROOT = "/api/v1"


@dataclass
class Program:
    """Calls as somebody; without a token as nobody."""

    token: str = ""

    @classmethod
    def of(cls, person: str) -> Program:
        _token, text = tokens.make(person, name="a program")
        return cls(text)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """The answer as it comes."""
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        client = Client(raise_request_exception=False)
        return client.generic(  # type: ignore[return-value]
            method, ROOT + path, raw, content_type="application/json", headers=headers
        )

    def get(self, path: str) -> Any:
        """What a GET that must succeed answers."""
        return read(self.call("GET", path))

    def post(self, path: str, **body: Any) -> Any:
        """What a POST that must succeed answers."""
        return read(self.call("POST", path, body))

    def refused(self, method: str, path: str, body: Any = None) -> tuple[int, str]:
        """Status and code of a call that must be refused, in the one shape."""
        answer = self.call(method, path, body)
        error = json.loads(answer.content)["error"]
        assert set(error) == {"code", "say", "field"}
        assert error["say"]
        return answer.status_code, error["code"]


def read(answer: HttpResponse) -> Any:
    assert answer.status_code < 300, (answer.status_code, answer.content)
    return json.loads(answer.content)
