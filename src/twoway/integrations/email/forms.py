"""The blanks beside a tap: mostly a word, and where another way is meant, which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway.integrations.email import taps
from twoway.integrations.email.models import Tap
from twoway.nouns.promises.forms import day

BLANKS: dict[str, Callable[[], forms.Field]] = {
    "what": lambda: forms.CharField(required=False, strip=False, label=lazy("In other words")),
    "due_on": lambda: forms.CharField(
        required=False,
        label=lazy("Another day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    ),
    "would_rather_not": lambda: forms.BooleanField(
        required=False, label=lazy("I can, but would rather not"), widget=forms.CheckboxInput
    ),
}

READ: dict[str, Callable[[str], Any]] = {"what": str, "due_on": day, "would_rather_not": bool}


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
        more = {name: BLANKS[name]() for name in taps.blanks_of(tap)}
        self.fields = {**more, **self.fields}

    def more(self) -> dict[str, Any]:
        """What stands in the blanks besides the word, as rules take it."""
        typed = {name: self.data.get(name, "") for name in BLANKS if name in self.fields}
        return {name: READ[name](text) for name, text in typed.items() if text}
