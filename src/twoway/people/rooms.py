"""The two kinds of workplace in which nobody signs in as the people recorded: the sample company and a study.

In the sample company every visitor walks through as one of its people and may do whatever that person could.
In a study one researcher signs in and looks at the record as one of its people would see it; nothing is
written there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from twoway.errors import NotSeen
from twoway.people import accounts, looking, queries
from twoway.people.models import Person
from twoway.people.sight import asked
from twoway.web.days import read_day, whole_day_text
from twoway.web.slots import Banner

WALKING_AS = "walking_as"
LOOK_AS = "look_as"
LOOK_ON = "look_on"
_NOBODY_YET = {
    "sample": gettext_lazy("This is a sample company. Every name and every word is made up."),
    "study": gettext_lazy("A study of records. Nobody signs in here as the people recorded."),
}
View = TypeVar("View", bound=Callable[..., object])


def researchers_own(view: View) -> View:
    """Mark a page on which the researcher of a study may write."""
    view.researchers_own = True  # type: ignore[attr-defined]
    return view


def is_researchers_own(view: Callable[..., object]) -> bool:
    """Whether `view` was marked with `@researchers_own`."""
    return bool(getattr(view, "researchers_own", False))


def people_of_the_sample() -> list[Person]:
    """Whom one can walk through the sample company as."""
    return [person for person in queries.everybody() if person.state == "active"]


def walking_as(request: HttpRequest) -> Person | None:
    """The one this browser has chosen, if any."""
    return _chosen(request, WALKING_AS)


def walk_as(request: HttpRequest, person_id: str) -> Person:
    """From now on this browser walks through the sample company as that person."""
    return _choose(request, WALKING_AS, person_id)


def looking_as(request: HttpRequest, researcher: Person) -> Person:
    """Whose eyes the researcher looks through: their own until they choose."""
    return _chosen(request, LOOK_AS) or researcher


def look_as(request: HttpRequest, person_id: str) -> Person:
    """From now on the researcher sees what that person would see."""
    return _choose(request, LOOK_AS, person_id)


def look_on(request: HttpRequest, day: date | None) -> None:
    """From now on the record is looked at as of that day; with none, of its last."""
    request.session[LOOK_ON] = day.isoformat() if day else ""


def looking_on(request: HttpRequest) -> date | None:
    """The day in the address, for one page, or the one that was chosen for all."""
    return read_day(request.GET.get("day", "") or request.session.get(LOOK_ON, ""), field="day")


def researcher(request: HttpRequest) -> Person:
    """The one who has signed in, whoever they look as."""
    account = accounts.at(request)
    if account is None:
        raise NotSeen
    return account.person


def banner(request: HttpRequest) -> Banner | None:
    """What every page of such a workplace says of itself."""
    place, person = getattr(request, "workplace", None), getattr(request, "person", None)
    if place is None or place.kind == "real":
        return None
    if person is None:
        return mark(request)
    said = {"name": person.called}
    if place.kind == "sample":
        say = _("A sample company, made up. You are walking through it as %(name)s.") % said
        return Banner(
            say=say,
            href=reverse("sample"),
            label=_("Change person"),
            other_href=reverse("sample-remove"),
            other_label=_("Remove the sample company"),
        )
    say = _("A study of records, to be read and not added to. You see it as %(name)s would.") % said
    return Banner(say=f"{say} {_looked_at()}".strip(), href=reverse("study"), label=_("Change person or day"))


def mark(request: HttpRequest) -> Banner | None:
    """What error pages and doors say of such a workplace, the same whoever stands before them."""
    place = getattr(request, "workplace", None)
    return None if place is None or place.kind == "real" else Banner(say=_NOBODY_YET[place.kind])


def _looked_at() -> str:
    """As of which day the page is made, where that is not today."""
    looked = looking.looked_on()
    if looked is None:
        return ""
    blanks = {"day": whole_day_text(looked.on), "last": whole_day_text(looked.last)}
    if looked.on == looked.last:
        return _("Looked at as of %(day)s, the last day on record.") % blanks
    return _("Looked at as of %(day)s; the last day on record is %(last)s.") % blanks


def _chosen(request: HttpRequest, place: str) -> Person | None:
    person_id = request.session.get(place)
    found = Person.objects.filter(id=person_id).first() if person_id else None
    return found if found is not None and found.state == "active" else None


def _choose(request: HttpRequest, place: str, person_id: str) -> Person:
    found = Person.objects.filter(id=asked(person_id), state="active").first()
    if found is None:
        raise NotSeen
    request.session[place] = found.id
    return found
