"""What a person had typed when they were refused, so that it can be shown to them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import get_token
from django.utils.http import url_has_allowed_host_and_scheme

from twoway.ids import looks_like_id
from twoway.web.frame import LOOK_COOKIE, LOOKS
from twoway.web.once import FIELD

_NOT_TYPED = {"csrfmiddlewaretoken", FIELD, "seen", "next"}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One blank and what stood in it."""

    label: str
    text: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class Typed:
    """All blanks, to be read; where trying again can help, the whole form as it was, to be sent anew."""

    fields: tuple[Field, ...] = ()
    again: tuple[tuple[str, str], ...] = ()
    token: str = ""


def what_was_typed(request: HttpRequest, *, again: bool) -> Typed:
    """Nothing for a page that was only looked at; files cannot be shown and must be chosen anew."""
    if request.method != "POST":
        return Typed()
    sent = _sent(request)
    if not again or request.FILES:
        return Typed(fields=tuple(_fields(sent)))
    repeat = tuple((name, text) for name, text in _pairs(sent) if name != "csrfmiddlewaretoken")
    return Typed(fields=tuple(_fields(sent)), again=repeat, token=get_token(request))


def way_back(request: HttpRequest) -> str:
    """The page they came from, if it is one of ours."""
    came_from = request.headers.get("Referer", "")
    try:
        hosts = {request.get_host()}
    except SuspiciousOperation:
        return ""
    if not url_has_allowed_host_and_scheme(came_from, allowed_hosts=hosts):
        return ""
    return came_from


def look_of(request: HttpRequest) -> str:
    """Light or dark, when this browser was told so."""
    chosen = request.COOKIES.get(LOOK_COOKIE, "")
    return chosen if chosen in LOOKS else ""


def _sent(request: HttpRequest) -> QueryDict:
    """The form, or an empty one when its bytes cannot be read: nothing may fail where something has."""
    try:
        return request.POST
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError, BadRequest):
        return QueryDict()


def _pairs(sent: QueryDict) -> Iterator[tuple[str, str]]:
    return ((name, text) for name, texts in sent.lists() for text in texts)


def _fields(sent: QueryDict) -> Iterable[Field]:
    for name, text in _pairs(sent):
        if name not in _NOT_TYPED and text.strip() and not looks_like_id(text):
            yield Field(label=_label(name), text=text, rows=min(12, 1 + len(text) // 60 + text.count("\n")))


def _label(name: str) -> str:
    """A blank's name as a word: `promise-due_on` is "Due on"."""
    return name.rpartition("-")[2].replace("_", " ").capitalize()
