"""On the page of a first act towards somebody not here yet: what they get, for whoever waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from twoway.integrations.email.models import GIVEN_UP, WAITING, Mail
from twoway.people import mailing
from twoway.people.visits import SignedIn

if TYPE_CHECKING:
    from twoway.people.models import Person


class FirstAct(Protocol):
    """What may be a first act between two, and for whose answer it waits."""

    id: str
    waits_for: str
    promiser: Person
    promisee: Person


def below(request: HttpRequest, about: FirstAct) -> str:
    """Nothing once they have come in, and nothing for whoever is to answer, or only reads it."""
    me = cast(SignedIn, request).person.id
    waited = next((one for one in (about.promiser, about.promisee) if one.id == about.waits_for), None)
    waits = me in {about.promiser.id, about.promisee.id} - {about.waits_for}
    if waited is None or not waits or waited.state != "invited":
        return ""
    says = _says(about.id, waited.id) % {"name": waited.called}
    return render_to_string("email/newcomer.html", {"says": says})


def _says(thing: str, person_id: str) -> str:
    """What a mail server refused is said; whether they do without mails is theirs to know."""
    tried = Mail.objects.filter(tellings__thing=thing, person=person_id, tries__gt=0)
    mail = tried.order_by("-made_at").first()
    if mail is not None and mail.state == GIVEN_UP:
        say = _(
            "The mail to %(name)s did not arrive: it was refused for half a day. "
            "Take this back and begin again with another address, or tell them yourself."
        )
    elif mail is not None and mail.state == WAITING:
        say = _(
            "The mail to %(name)s was refused, and is tried again for half a day. "
            "If the address is wrong, take this back and begin again."
        )
    elif not mailing.reaches_people():
        say = _(
            "%(name)s is not here yet. No mail is set up, so what they get stands on the server’s console: "
            "hand them the link yourself."
        )
    else:
        say = _(
            "%(name)s is not here yet. They get this by mail and can answer from it without an account: "
            "yes, another way, or no. Their answer will stand here."
        )
    return say
