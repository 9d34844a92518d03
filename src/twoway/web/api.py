"""What endpoints answer alike: acts as they are told, and a no in the shape and sentences of the pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Annotated, Any, Self

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Schema
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, Throttled, ValidationError
from ninja.parser import Parser
from pydantic import Strict

from twoway.errors import BadShape, NotSeen, NotSignedIn, TooOften, TwowayError
from twoway.web.errors import Unreadable, answer
from twoway.web.told import Side

First = Annotated[int, Field(ge=0, le=1_000_000_000)]
"""From which number on a list is told: more than any list holds, less than what a database cannot count."""
Minor = Annotated[int, Strict()]
"""Whole minor units of a currency, and nothing that can merely be read as a number, such as true."""


class SideOut(Schema):
    """One's own account beside an act."""

    by: str
    at: datetime
    words: str

    @classmethod
    def of(cls, side: Side) -> Self:
        """As programs read it."""
        return cls(by=side.by, at=side.at, words=side.words)


class ActOut(Schema):
    """One act in a thing's history."""

    entry: str
    kind: str
    by: str
    at: datetime
    happened_at: datetime
    says: str
    words: str
    sides: list[SideOut]

    @classmethod
    def of(cls, entry: Any, *, says: str, words: str, sides: Iterable[Side]) -> Self:
        """An entry of the ledger as its reader is told of it, with the sides added since."""
        plain = {name: getattr(entry, name) for name in ("kind", "by", "at", "happened_at")}
        return cls(
            entry=entry.id, says=says, words=words, sides=[SideOut.of(side) for side in sides], **plain
        )


class CarefulParser(Parser):
    """Reads JSON, and says in a sentence what it will not read."""

    def parse_body(self, request: HttpRequest) -> Any:
        """What the body says; brackets inside brackets by the thousand would exhaust whoever reads them."""
        try:
            return json.loads(request.body)
        except RecursionError as error:
            raise BadShape(_("That is nested too deep to be read. Send it flat.")) from error


class HeadLikeGet:
    """Middleware: HEAD at an endpoint answers as GET does, and whoever sends it leaves the body out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD" or not request.path.startswith("/api/"):
            return self.get_response(request)
        request.method = "GET"
        try:
            return self.get_response(request)
        finally:
            request.method = (
                "HEAD"  # for those outside: who opened what, and the server, go by what was asked
            )


def one_shape(api: NinjaAPI) -> NinjaAPI:
    """Make `api` answer with the one error shape; what nobody foresaw goes on to handler500."""
    for kind in (TwowayError, Http404, HttpError, ValidationError):
        api.add_exception_handler(kind, _answered)
    api.add_exception_handler(Exception, _raised_again)
    return api


def as_ours(error: Exception | type[Exception]) -> TwowayError:
    """The error of ours that stands for one of the API library's."""
    match error:
        case (TwowayError() as ours) | HttpError(__cause__=TwowayError() as ours):
            return ours
        case ValidationError():
            return _first_fault(error.errors)
        case AuthenticationError():
            return NotSignedIn(
                _("Send an API token: “Authorization: Bearer …”. Settings is where you make one.")
            )
        case Throttled():
            return TooOften()
        case Http404() | AuthorizationError():
            return NotSeen()
        case _other:
            return Unreadable(_("The body could not be read as JSON."))


def _answered(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    return answer(request, as_ours(error))


def _raised_again(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    raise error


def _first_fault(faults: Sequence[dict[str, Any]]) -> BadShape:
    """The first field that does not fit, by name; the others come to light once it does."""
    fault = faults[0]
    where, *names = (str(part) for part in fault["loc"])
    if where == "body":
        names = names[1:]  # the body itself has a name in the code, which no program sent
    field = ".".join(names)
    say = _("Check “%(field)s”: %(why)s.") % {
        "field": field or where,
        "why": str(fault["msg"]).lower().rstrip("."),
    }
    return BadShape(say, field=field or None)
