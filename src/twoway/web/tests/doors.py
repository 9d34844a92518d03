"""Addresses for the tests of web: one page for each way of going wrong, without any app above."""

from __future__ import annotations

import json

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from ninja import NinjaAPI, Schema
from ninja.security import HttpBearer

from twoway.errors import NotSaved, NotSeen, NotSignedIn, RuleBroken, TooOften
from twoway.web.api import one_shape
from twoway.web.errors import FormOnly
from twoway.web.once import once_of

MOVED = "Jonas moved this first. He changed the date to 9 March. Look at his, then send yours."
ERRORS = {
    "not-yours": NotSeen(),
    "moved-on": RuleBroken(MOVED, code="moved_on"),
    "too-often": TooOften(),
    "who": NotSignedIn(),
    "full": NotSaved(),
    "locked": OperationalError("database is locked"),
    "no-space": OSError(28, "No space left on device"),
    "our-fault": OperationalError("no such table: promises"),
    "unforeseen": ValueError("her secret words"),
}


def raising(request: HttpRequest, what: str) -> HttpResponse:
    raise ERRORS[what]


def form(request: HttpRequest) -> HttpResponse:
    return render(request, "web/bare.html")


def sent(request: HttpRequest) -> HttpResponse:
    once = once_of(request)
    return HttpResponse(json.dumps(once and [once.key, once.fingerprint]))


def only_posted(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=FormOnly.status, headers={"Allow": "POST"})


class Promise(Schema):
    what: str
    due_on: int


class Token(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        return token if token == "right" else None


api = one_shape(NinjaAPI(docs_url=None, openapi_url=None, urls_namespace="doors"))


@api.post("/promises")
def make(request: HttpRequest, said: Promise) -> dict[str, str]:
    return {"what": said.what}


@api.get("/raise/{what}")
def raise_in_api(request: HttpRequest, what: str) -> dict[str, str]:
    raise ERRORS[what]


@api.get("/mine", auth=Token())
def mine(request: HttpRequest) -> dict[str, str]:
    return {}


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("here")


urlpatterns = [
    path("", nothing, name="first"),
    path("raise/<what>", raising),
    path("form", form),
    path("sent", sent),
    path("only-posted", only_posted),
    path("promises/", nothing, name="promises"),
    path("history", nothing, name="history"),
    path("people", nothing, name="people"),
    path("api/v1/", api.urls),
    path("", include("twoway.web.urls")),
]
handler400 = "twoway.web.errors.unreadable"
handler403 = handler404 = "twoway.web.errors.not_found"
handler500 = "twoway.web.errors.broken"
