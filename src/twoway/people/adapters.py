"""Where django-allauth asks us: nobody signs up, and a passkey is a way in rather than a second lock."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from twoway.people import accounts, mailing, queries


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Codes by mail."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("That is not the code. Look at the newest mail."),
        "too_many_login_attempts": _("That was tried too often. Wait a few minutes and ask for a new code."),
        "rate_limited": _("That was a lot in a short time. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """One comes in by invitation."""
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Noted for what may only be done soon after."""
        super().login(request, user)
        accounts.note_sign_in(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sent beside the answer: how long the page takes must not tell whether there was an account."""
        place = queries.workplace()
        context = {**context, "workplace": place.name if place else "Twoway"}
        ours = f"people/mail/{template_prefix.rpartition('/')[2]}"
        mailing.send_beside(self.render_mail(ours, email, context))

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Refusals only."""
        if message_template is None and kwargs.get("message"):
            super().add_message(request, level, message_template, *args, **kwargs)


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # nor here
    """A passkey opens the account by itself; it is not asked for after a code as well."""

    def is_mfa_enabled(self, user: AbstractBaseUser, types: Any = None) -> bool:
        """So that whoever has lost their device can still come in by mail."""
        return False

    def _get_site_name(self) -> str:
        place = queries.workplace()
        return place.name if place else "Twoway"

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:
        """Named by the day it was added, when the person names it nothing better."""
        return str(_("Passkey"))
