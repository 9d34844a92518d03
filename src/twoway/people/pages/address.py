"""Mail to somewhere else: a code goes there first, so that a mistyped letter locks nobody out."""

from __future__ import annotations

import hmac
import secrets

from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from twoway import clock
from twoway.errors import BadShape
from twoway.people import accounts, checks, forms, mailing, pace, rules
from twoway.people.models import Person
from twoway.people.pages.settings import myself
from twoway.people.rooms import researchers_own
from twoway.people.visits import SignedIn
from twoway.web.once import once_of
from twoway.web.text import digits

WAITING = "new_address"
LASTS_SECONDS = 15 * 60
MOST_TRIES = 5


@require_http_methods(["GET", "HEAD", "POST"])
@researchers_own
def page(request: SignedIn) -> HttpResponseBase:
    """First the address, then the code that went there."""
    if not accounts.signed_in_lately(request):
        return render(request, "people/sign_in_again.html", {"next": request.path})
    me = myself(request)
    waiting = _waiting(request)
    if waiting is not None and request.method == "POST" and "code" in request.POST:
        return _typed(request, me, waiting["email"])
    form = forms.Address(request.POST if "email" in request.POST else None)
    if request.method == "POST" and forms.carried_out(form, lambda said: _send(request, me, said["email"])):
        return redirect("settings-address")
    if waiting is not None and not form.errors:
        return _shown(request, forms.Code(), waiting["email"])
    return _shown(request, form, "")


def _typed(request: SignedIn, me: Person, email: str) -> HttpResponse:
    form = forms.Code(request.POST)
    if forms.carried_out(form, lambda said: _confirm(request, me, said["code"])) is None:
        return _shown(request, form, email)
    messages.success(request, _("Mail for you goes to %(email)s from now on.") % {"email": email})
    return redirect("settings")


def _shown(request: SignedIn, form: forms.Address | forms.Code, waiting: str) -> HttpResponse:
    said = {"form": form, "waiting": waiting, "mail_reaches_people": mailing.reaches_people()}
    return render(request, "people/address.html", said, status=422 if form.errors else 200)


def _waiting(request: SignedIn) -> dict[str, str] | None:
    """The address that waits for its code; after a quarter of an hour, or too many wrong ones, none does."""
    waiting = request.session.get(WAITING)
    if (
        waiting is None
        or clock.now().timestamp() - waiting["at"] > LASTS_SECONDS
        or waiting["tries"] >= MOST_TRIES
    ):
        return None
    return dict(waiting)


def _send(request: SignedIn, me: Person, typed: str) -> bool:
    pace.keep(f"address:{me.id}", most=10, seconds=60 * 60)
    email = checks.email(typed)
    if email == me.email:
        raise BadShape(_("That is the address you have."), field="email")
    code = f"{secrets.randbelow(10**8):08}"
    request.session[WAITING] = {"email": email, "code": code, "at": int(clock.now().timestamp()), "tries": 0}
    body = _(
        "The code to use this address with Twoway: %(code)s\n\nIf you did not ask for it, ignore this mail."
    )
    subject = _("Your code for Twoway")
    # Beside the answer, as at sign-in: nobody learns how the other server takes it.
    mailing.send_beside(EmailMessage(subject=subject, body=body % {"code": code}, to=[email]))
    return True


def _confirm(request: SignedIn, me: Person, typed: str) -> object:
    waiting = request.session[WAITING]
    waiting["tries"] += 1
    request.session.modified = True
    if not hmac.compare_digest(digits(typed), waiting["code"]):
        raise BadShape(_("That is not the code. Look at the newest mail."), field="code")
    done = rules.readdress(me.id, by=me.id, email=waiting["email"], once=once_of(request))
    del request.session[WAITING]
    return done
