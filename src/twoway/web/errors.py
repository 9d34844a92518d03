"""Every no is a sentence with the right status, as a page or as JSON of one shape, and no typed word is lost.

What is not there and what is not yours give the same bytes. Error pages ask the database nothing: they still
come when it does not.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable

import structlog
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from twoway.errors import BadShape, NotSaved, NotSeen, TwowayError
from twoway.ids import new_id
from twoway.web import slots
from twoway.web.typed import look_of, way_back, what_was_typed

log = structlog.get_logger(__name__)

# How each database says that it cannot write now; anything else it says is a fault of ours, for the log.
_CANNOT_WRITE = (
    "is locked",
    "disk is full",
    "readonly database",
    "disk i/o error",
    "unable to open database file",
    "no space left",
    "lock timeout",
    "could not connect",
    "connection failed",
    "connection refused",
    "server closed the connection",
    "terminating connection",
    "too many clients",
    "remaining connection slots",
    "is shutting down",
    "is starting up",
)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
_RETRY_SECONDS = {429: "60", 503: "5"}


class TooLarge(BadShape):
    """More than is read at once."""

    code = "too_large"
    status = 413
    say = "That is more than can be read at once. Go back: your browser still has it. Send it in parts."


class Unreadable(BadShape):
    """Bytes that are no request."""

    code = "unreadable"
    status = 400
    say = "That could not be read. Go back and try again."


class OldForm(TwowayError):
    """The form did not come from a page this browser was shown lately: not taken, its words kept."""

    code = "old_form"
    status = 403
    say = (
        "This page had been open too long to be sent. "
        "Your words are below. Go back, load the page again and send them."
    )


class FormOnly(TwowayError):
    """An address that only takes what a form sends."""

    code = "form_only"
    status = 405
    say = "There is nothing to read here. This address only takes what a form on another page sends."


class Broken(TwowayError):
    """A fault of ours, with a name under which it stands in the log."""

    code = "broken"
    status = 500

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(
            _("Something went wrong here, not with you. Tell whoever runs this server: problem %(name)s.")
            % {"name": problem}
        )


class ErrorsAsSentences:
    """Middleware: turns what rules raise into an answer, and an empty 405 into a sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == FormOnly.status and (not response.content or wants_json(request)):
            allowed = response.headers.get("Allow", "")
            say = _("This address takes %(methods)s.") % {"methods": allowed}
            response = answer(request, FormOnly(say if wants_json(request) else None))
            response.headers["Allow"] = allowed
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        error = as_ours(exception)
        return answer(request, error) if error else None


def as_ours(exception: BaseException | None) -> TwowayError | None:
    """The error of ours that this exception is or stands for; None for a fault nobody foresaw."""
    if isinstance(exception, TwowayError):
        return exception
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return TooLarge()
    if _cannot_write(exception):
        return NotSaved()
    return None


def answer(request: HttpRequest, error: TwowayError) -> HttpResponse:
    """The error as whoever asked can read it."""
    response = _json(error) if wants_json(request) else _page(request, error)
    if error.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if error.status in _RETRY_SECONDS:
        response.headers["Retry-After"] = _RETRY_SECONDS[error.status]
    if error.status >= 500 and not isinstance(error, Broken):
        log.error("answer.refused", code=error.code, status=error.status, page=_page_name(request))
    return response


def shape(error: TwowayError) -> dict[str, dict[str, str | None]]:
    """The one JSON shape of every error."""
    return {"error": {"code": error.code, "say": str(error.say), "field": error.field}}


def wants_json(request: HttpRequest) -> bool:
    """Programs: the API, and whoever prefers JSON to a page."""
    if request.path.startswith("/api/"):
        return True
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404 and handler403: an address that does not exist answers like a thing that is not yours."""
    return answer(request, NotSeen())


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400."""
    return answer(request, as_ours(exception) or Unreadable())


def old_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW."""
    return answer(request, OldForm())


def broken(request: HttpRequest) -> HttpResponse:
    """handler500: what nobody foresaw gets a name, which the person can pass on and the log knows."""
    fault = sys.exc_info()[1]
    ours = as_ours(fault)
    if ours:
        return answer(request, ours)
    problem = new_id()
    log.error("page.broke", problem=problem, page=_page_name(request), exc_info=fault)
    return answer(request, Broken(problem))


def _cannot_write(exception: BaseException | None) -> bool:
    """A full disk, a held lock, a database that is away."""
    if isinstance(exception, OperationalError):
        said = str(exception).lower()
        return any(words in said for words in _CANNOT_WRITE)
    return isinstance(exception, OSError) and exception.errno in _FULL


def _json(error: TwowayError) -> HttpResponse:
    return JsonResponse(shape(error), status=error.status)


def _page(request: HttpRequest, error: TwowayError) -> HttpResponse:
    """Rendered without context processors: an error page must need nothing that could fail again."""
    typed = what_was_typed(request, again=error.status in {429, 500, 503})
    title, rest = _heading(request, error)
    context = {
        "frame": {"look": look_of(request), "banners": _marks(request)},
        "title": title,
        "rest": rest,
        "typed": typed,
        "back": "" if isinstance(error, NotSeen) else way_back(request),
        "action": request.path,
    }
    return HttpResponse(render_to_string("web/error.html", context), status=error.status)


def _marks(request: HttpRequest) -> list[slots.Banner]:
    """A sample company or a study says so here too."""
    return [banner for mark in slots.MARKS if (banner := mark(request))]


def _heading(request: HttpRequest, error: TwowayError) -> tuple[str, str]:
    """The first sentence stands large, the others below it."""
    if isinstance(error, NotSaved) and request.method in {"GET", "HEAD"}:
        return _("The record can’t be reached just now."), _("Nothing is lost. Try again in a moment.")
    if isinstance(error, NotSeen):
        return str(error.say), _(
            "It may not exist, or it may be between other people. Both read alike, for everyone."
        )
    first, stop, rest = str(error.say).partition(". ")
    return first + stop.strip(), rest


def _page_name(request: HttpRequest) -> str:
    """The name of the page, not its address, which may carry a secret."""
    match = request.resolver_match
    return match.view_name or match.route if match else ""
