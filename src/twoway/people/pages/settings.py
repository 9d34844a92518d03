"""One's own page: who one is, signing in, mails, tokens, one's record, and leaving."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from twoway.errors import NotSeen
from twoway.people import accounts, forms, mailing, queries, record, rooms, rules, tokens
from twoway.people.models import Account, Person
from twoway.people.pages.sign_in import passkeys_work_at
from twoway.people.visits import SignedIn
from twoway.web import notice
from twoway.web.once import once_of


@require_safe
def page(request: SignedIn) -> HttpResponse:
    """Everything at a glance; each part has a form of its own."""
    return _shown(request)


@require_POST
@rooms.researchers_own
def describe(request: SignedIn) -> HttpResponse:
    """Name, title and zone."""
    me = myself(request)
    form = forms.You(request.POST)

    def say(said: dict[str, Any]) -> object:
        return rules.describe(
            me.id,
            by=me.id,
            name=said["name"],
            title=said["title"],
            zone=said["zone"],
            starts_on=me.starts_on,
            once=once_of(request),
        )

    return _done(request, form, say, _("That is how you are known here from now on."), you=form)


@require_POST
@rooms.researchers_own
def notices(request: SignedIn) -> HttpResponse:
    """Which mails, and when."""
    account = _account(request)
    form = forms.Notices(request.POST)

    def choose(said: dict[str, Any]) -> bool:
        wanted = set(request.POST.getlist("wanted"))
        off = [kind.kind for kind in notice.KINDS if kind.kind not in wanted]
        accounts.choose_notices(account, off=off, digest_hour=said["digest_hour"])
        return True

    return _done(request, form, choose, _("Mails come that way from now on."), notices=form)


@require_POST
@rooms.researchers_own
def make_token(request: SignedIn) -> HttpResponse:
    """The one moment in which a token's text can be read."""
    me = myself(request)
    form = forms.NewToken(request.POST)
    made = forms.carried_out(form, lambda said: tokens.make(me.id, name=said["name"]))
    if made is None:
        return _shown(request, status=422, new_token=form)
    token, text = made
    response = render(request, "people/token.html", {"token": token, "text": text})
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@rooms.researchers_own
def take_back_token(request: SignedIn, id: str) -> HttpResponse:
    """The token opens nothing any more."""
    tokens.take_back(id, by=myself(request).id)
    messages.success(request, _("The token is taken back. Whatever used it is locked out."))
    return redirect("settings")


@require_POST
@rooms.researchers_own
def end_sessions(request: SignedIn) -> HttpResponse:
    """Signed in here and nowhere else."""
    accounts.end_sessions(_account(request), but=request)
    messages.success(request, _("You are signed out everywhere but here."))
    return redirect("settings")


@require_safe
def take_record(request: SignedIn) -> HttpResponse:
    """One's whole record, to keep: as a page anybody can read, or as JSON for programs."""
    me = request.person
    if request.GET.get("as") == "json":
        response = HttpResponse(
            json.dumps(record.as_data(me.id), ensure_ascii=False, indent=1), content_type="application/json"
        )
        name = "twoway-record.json"
    else:
        text = record.as_text(me.id)
        response = HttpResponse(text, content_type="text/plain; charset=utf-8")
        name = "twoway-record.txt"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@rooms.researchers_own
def leave(request: SignedIn) -> HttpResponse:
    """What leaving means, and the button that does it."""
    me = myself(request)
    form = forms.Sure(forms.sent(request))
    if request.method == "POST":
        erased = "erase" in request.POST

        def go(said: dict[str, Any]) -> object:
            if erased:
                return rules.erase(
                    me.id, by=me.id, ground=_("asked for it when leaving"), once=once_of(request)
                )
            return rules.leave(me.id, by=me.id, once=once_of(request))

        if forms.carried_out(form, go) is not None:
            logout(request)
            return render(request, "people/left.html", {"erased": erased})
    return render(request, "people/leave.html", {"form": form}, status=422 if form.errors else 200)


class Fresh:
    """What opens an account for good is changed only soon after signing in."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A page that asks to sign in once more, where that was a while ago."""
        if not accounts.signed_in_lately(request):
            return render(request, "people/sign_in_again.html", {"next": request.path})
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc, no-any-return]


class AddPasskey(Fresh, AddWebAuthnView):  # type: ignore[misc]  # allauth carries no types
    """A passkey that opens the account by itself."""

    template_name = "people/passkey_add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser has to sign goes to the script in an attribute, as JSON."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "options": json.dumps(context["js_data"]["creation_options"]),
            "passkeys_work": passkeys_work_at(self.request),
        }

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, with a status that says it was not taken."""
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_success_url(self) -> str:
        """Back to where it was asked for."""
        messages.success(self.request, _("The passkey is added. You can sign in with it from now on."))
        return reverse("settings")


class RemovePasskey(Fresh, RemoveWebAuthnView):  # type: ignore[misc]
    """Asked once more on a page of its own."""

    template_name = "people/passkey_remove.html"

    def get_success_url(self) -> str:
        """Back to where it was asked for."""
        messages.success(self.request, _("The passkey is taken away. It opens nothing any more."))
        return reverse("settings")


add_passkey = rooms.researchers_own(AddPasskey.as_view())
remove_passkey = rooms.researchers_own(RemovePasskey.as_view())


def _done(
    request: SignedIn, form: Any, act: Callable[[dict[str, Any]], object], say: str, **parts: Any
) -> HttpResponse:
    """The page anew with a sentence, or with what was refused beside its blank."""
    if forms.carried_out(form, act) is None:
        return _shown(request, status=422, **parts)
    messages.success(request, say)
    return redirect("settings")


def _shown(request: SignedIn, status: int = 200, **parts: Any) -> HttpResponse:
    me = myself(request)
    account = accounts.of(me.id)
    said: dict[str, Any] = {
        "me": me,
        "account": account,
        "managers": queries.managers_of(me.id),
        "reports": queries.reports_of(me.id),
        "teams": queries.teams_of(me.id),
        "you": forms.You(initial={"name": me.name, "title": me.title, "zone": me.zone}),
        "new_token": forms.NewToken(),
        "tokens": tokens.of(me.id),
        "mail_reaches_people": mailing.reaches_people(),
        "passkeys_work": passkeys_work_at(request),
        "signed_in": request.user.is_authenticated,
    }
    if account is not None:
        off = set(account.notices_off)
        said["passkeys"] = accounts.passkeys(account)
        said["notices"] = forms.Notices(initial={"digest_hour": account.digest_hour})
        said["kinds"] = [(kind, kind.kind not in off) for kind in notice.KINDS]
    return render(request, "people/settings.html", said | parts, status=status)


def myself(request: HttpRequest) -> Person:
    """In a study the researcher's own settings, whoever they look as."""
    place = queries.workplace()
    if place is not None and place.kind == "study":
        return rooms.researcher(request)
    person: Person = request.person  # type: ignore[attr-defined]
    return person


def _account(request: HttpRequest) -> Account:
    account = accounts.of(myself(request).id)
    if account is None:
        raise NotSeen
    return account
