"""The one blank beside a tap."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway.integrations.email import taps
from twoway.integrations.email.models import Tap


class Word(forms.Form):
    """A word with the answer; thanks come with the two words everybody says, to be changed at will."""

    words = forms.CharField(
        required=False,
        strip=False,
        label=lazy("A word with it, if you like"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "words"}),
    )

    def __init__(self, tap: Tap, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if tap.verb == taps.THANK:
            self.fields["words"].label = _("In your words")
            self.fields["words"].initial = _("Thank you.")
        elif not taps.takes_words(tap):
            del self.fields["words"]
