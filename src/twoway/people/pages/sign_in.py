"""The door: a code by mail, or a passkey. Whether an address belongs to somebody is never told here."""

from __future__ import annotations

import ipaddress
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from twoway.errors import TooOften
from twoway.people import mailing, pace, queries
from twoway.web.errors import answer
from twoway.web.public import public

MOST_TRIES_PER_MINUTE = 60
NOT_READ = 422


class Door:
    """What all ways in have in common: nobody tries too often, and there is no door where nobody signs in."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """To the first page where there is nothing to sign in to."""
        place = queries.workplace()
        if place is None or place.kind == "sample":
            return redirect("/")
        if request.method == "POST":
            pace.keep(f"sign-in:{get_adapter().get_client_ip(request)}", most=MOST_TRIES_PER_MINUTE)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc, no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Where a code goes when no mail is set up, and whether passkeys work at this address."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | {
            "workplace": queries.workplace(),
            "host": self.request.get_host(),
            "mail_reaches_people": mailing.reaches_people(),
            "passkeys_work": passkeys_work_at(self.request),
            "next": self.request.GET.get("next", ""),
        }

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, with the sentence beside the blank, and a status that says it was not taken."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if response.status_code == 200:
            response.status_code = NOT_READ
        return response


class SignIn(Door, RequestLoginCodeView):  # type: ignore[misc]  # allauth carries no types
    """Where one asks for a code."""

    template_name = "people/sign_in.html"


class EnterCode(Door, ConfirmLoginCodeView):  # type: ignore[misc]
    """Where one types it."""

    template_name = "people/enter_code.html"


class UsePasskey(Door, LoginWebAuthnView):  # type: ignore[misc]
    """Where the browser sends what the passkey signed; it gets what to sign from here as well."""


class SignOut(LogoutView):  # type: ignore[misc]
    """Asked by a page and done by its button."""

    template_name = "people/sign_out.html"


@public
@require_GET
def closed(request: HttpRequest) -> HttpResponse:
    """Where somebody arrives whose account is closed."""
    return render(request, "people/closed.html", status=403)


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler429, which allauth asks for by that name."""
    return answer(request, TooOften())


def passkeys_work_at(request: HttpRequest) -> bool:
    """A passkey belongs to a name, so browsers refuse one at an address that is only numbers."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return True
    return False


sign_in = public(SignIn.as_view())
enter_code = public(EnterCode.as_view())
use_passkey = public(UsePasskey.as_view())
sign_out = public(SignOut.as_view())
