"""Who is there: every page that is not public knows for whom it is made, or asks to sign in first."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from twoway.errors import BadShape, NotSignedIn, RuleBroken, TooOften
from twoway.people import access, accounts, looking, pace, queries, rooms
from twoway.people.models import Person, Workplace
from twoway.people.pages.welcome import welcome
from twoway.web import asked_once, errors
from twoway.web.errors import answer, wants_json
from twoway.web.public import is_for_nobody, is_public

View = Callable[..., HttpResponse]


class WhoIsThere:
    """Sets `request.person`, `request.workplace` and the zone in which days are told."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = None  # type: ignore[attr-defined]
        request.workplace = None  # type: ignore[attr-defined]
        with ExitStack() as until_answered:
            until_answered.callback(timezone.deactivate)
            until_answered.enter_context(asked_once.for_page(request.method))
            request.until_answered = until_answered  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """The answer in place of the page when nobody is known, or when they may not write here."""
        if request.path.startswith("/api/"):
            return None  # programs say who they are by token, call by call
        place = queries.workplace()
        person = None if is_for_nobody(view) else _person_at(request, place)
        request.workplace, request.person = place, person  # type: ignore[attr-defined]
        if person is not None:
            timezone.activate(person.zone)
        if place is None and request.path == "/":
            return welcome(request)
        if not is_public(view):
            if person is None:
                return _ask_in(request, place)
            return _refused_writing(request, view, place, person) or _refused_looking(request, view, place)
        return None


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404: an address that does not exist asks for the workplace as others do, and answers alike."""
    if not request.path.startswith("/api/") and getattr(request, "workplace", None) is None:
        request.workplace = queries.workplace()  # type: ignore[attr-defined]
    return errors.not_found(request, exception)


def _person_at(request: HttpRequest, place: Workplace | None) -> Person | None:
    """Whose eyes this browser looks through. Whoever has left is nobody, whatever the session says."""
    if place is None:
        return None
    if place.kind == "sample":
        return rooms.walking_as(request)
    account = accounts.at(request)
    person = account.person if account is not None else None
    if person is None or person.state != "active":
        return None
    return rooms.looking_as(request, person) if place.kind == "study" else person


def _ask_in(request: HttpRequest, place: Workplace | None) -> HttpResponse:
    """Where somebody unknown is asked in; a form that came too late keeps its words."""
    if request.method not in asked_once.READING or wants_json(request):
        return answer(request, NotSignedIn())
    if place is None:
        return HttpResponseRedirect("/")
    if place.kind == "sample":
        return HttpResponseRedirect(reverse("sample"))
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")


def _refused_writing(
    request: HttpRequest, view: View, place: Workplace | None, person: Person
) -> HttpResponse | None:
    if request.method in asked_once.READING:
        return None
    if place is not None and place.kind == "study" and not rooms.is_researchers_own(view):
        say = _("This is a study: records are looked at here and nothing is added to them.")
        return answer(request, RuleBroken(say, code="study"))
    try:
        (pace.keep_unwritten if access.leaves_no_trace(view) else pace.keep)(person.id)
    except TooOften as error:
        return answer(request, error)
    return None


def _refused_looking(request: HttpRequest, view: View, place: Workplace | None) -> HttpResponse | None:
    """Have the page of a study made as of its day; what its researcher may change happens today."""
    is_study = place is not None and place.kind == "study"
    if not is_study or request.method not in asked_once.READING or rooms.is_researchers_own(view):
        return None
    until_answered: ExitStack = request.until_answered  # type: ignore[attr-defined]
    try:
        until_answered.enter_context(looking.looking(rooms.looking_on(request)))
    except BadShape as error:
        return answer(request, error)
    return None
