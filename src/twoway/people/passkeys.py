"""What a browser sends of a passkey, read with care before anybody takes it apart."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_LETTERS = 20_000
MOST_BRACKETS = 50  # a real one has about six; ten thousand inside each other would exhaust the reader


class Credential(forms.JSONField):
    """JSON of a sensible size and depth, which is an object."""

    default_error_messages = {"invalid": _("That passkey did not open anything here. Try again.")}
    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """Refused in words where reading it would cost more than it could be worth."""
        text = value if isinstance(value, str) else ""
        if len(text) > MOST_LETTERS or text.count("[") + text.count("{") > MOST_BRACKETS:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        read = super().to_python(value)
        if read is not None and not isinstance(read, dict):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return read


class UsePasskey(LoginWebAuthnForm):  # type: ignore[misc]  # allauth carries no types
    """Signing in."""

    credential = Credential()

    def clean_credential(self) -> Any:
        """Whose passkey it is; whatever cannot be taken apart is nobody's."""
        with _in_words():
            return super().clean_credential()


class AddPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """Adding one."""

    name = forms.CharField(required=False, max_length=100)
    credential = Credential()

    def clean(self) -> dict[str, Any]:
        """What the device made, checked against what it was asked for."""
        with _in_words():
            cleaned: dict[str, Any] = super().clean()
        return cleaned


@contextmanager
def _in_words() -> Iterator[None]:
    """A browser sends whatever it likes: the libraries below stumble over nonsense in their own ways."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, struct.error, InvalidSignature) as wrong:
        raise ValidationError(Credential.default_error_messages["invalid"], code="invalid") from wrong
