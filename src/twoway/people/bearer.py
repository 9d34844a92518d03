"""Programs say who they are by token, call by call: `Authorization: Bearer twoway_...`."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from twoway.errors import RuleBroken
from twoway.people import pace, queries, tokens
from twoway.people.models import Person

READING = {"GET", "HEAD", "OPTIONS"}


class Bearer(HttpBearer):
    """The person whose token it is: the same rules, pace and days as if they had signed in."""

    leaves_a_trace = True

    def __call__(self, request: HttpRequest) -> Person | None:
        """Whose token came in; at the terminal of this machine who it is has been asked already."""
        there = getattr(request, "at_terminal", None)
        return self._let_in(request, there) if isinstance(there, Person) else super().__call__(request)

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """Nobody for a token that opens nothing: made up, taken back, or of somebody who has left."""
        person = tokens.person_of_token(token, noting=self.leaves_a_trace)
        return None if person is None else self._let_in(request, person)

    def _let_in(self, request: HttpRequest, person: Person) -> Person:
        timezone.activate(person.zone)
        if request.method not in READING:
            _refuse_in_a_study()
            (pace.keep if self.leaves_a_trace else pace.keep_unwritten)(person.id)
        return person


class BearerWithoutTrace(Bearer):
    """The same, where no row may tell who called: neither on which day the token was used, nor their pace."""

    leaves_a_trace = False


def caller(request: HttpRequest) -> Person:
    """Whoever the token stands for."""
    person: Person = request.auth  # type: ignore[attr-defined]
    return person


def _refuse_in_a_study() -> None:
    place = queries.workplace()
    if place is not None and place.kind == "study":
        say = _("This is a study: records are looked at here and nothing is added to them.")
        raise RuleBroken(say, code="study")
