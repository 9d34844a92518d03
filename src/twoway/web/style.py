"""The sheet of parts, alive: every part as pages use it, for whoever builds one; only with DEBUG on."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from twoway import clock
from twoway.web.days import today_here
from twoway.web.public import public

COLOURS = [
    *["paper", "raised", "sunken", "asphalt", "line", "line-strong", "ink", "ink-2", "ink-3", "alert"],
    *[f"{side}-{use}" for side in ("you", "them") for use in ("mark", "text", "road", "shoulder", "tint")],
]
MARKS = [
    ("open", "Promise, open", "circle, dashed"),
    ("kept", "Promise kept", "solid"),
    ("late", "Kept late", "half"),
    ("moved", "Promise moved", "hollow, arrow"),
    ("broken", "Promise broken", "hollow, cracked"),
    ("released", "Let off", "small ring"),
    ("thanks", "Thanks", "heart"),
    ("learned", "Learned from you", "book"),
]
ICONS = [
    *["alert", "arrow", "back", "check", "chev", "chevd", "chevl", "clock", "eye", "flip", "history"],
    *["info", "key", "link", "lock", "more", "pen", "people", "plus", "promise", "settings", "team"],
    *["thanks", "today"],
]
SENT = {"due_on": "3 February", "what": "I’ll look into it", "to": "p", "how": "lead", "count": "5"}


class Example(forms.Form):
    """One field of each kind, two of them with something wrong."""

    due_on = forms.CharField(label="By when", help_text="A day, as you would say it.")
    what = forms.CharField(label="What will be true?", widget=forms.Textarea({"rows": 2, "class": "words"}))
    to = forms.ChoiceField(label="To whom", choices=[("j", "Jonas"), ("p", "Priya"), ("r", "Ruth")])
    how = forms.ChoiceField(
        label="How do you work together?",
        choices=[("peer", "Side by side"), ("lead", "I lead them"), ("led", "They lead me")],
        widget=forms.RadioSelect,
    )
    told = forms.BooleanField(label="I learned this from you", required=False)
    count = forms.ChoiceField(
        label="I can count on Jonas",
        choices=[(str(number), str(number)) for number in range(1, 8)],
        widget=forms.RadioSelect,
    )

    def clean(self) -> None:
        self.add_error("due_on", "That day has passed. Pick today or later.")
        self.add_error("what", "Jonas couldn’t tell when this is done. Try “You’ll have …”.")


@public
def page(request: HttpRequest) -> HttpResponse:
    """Everything at once."""
    context = {
        "colours": COLOURS,
        "marks": MARKS,
        "icons": ICONS,
        "form": Example(SENT),
        "today": today_here(),
        "last_year": today_here() - timedelta(days=400),
        "now": clock.now(),
        "periods": [("#", "3 months", False), ("#", "6 months", True), ("#", "From the start", False)],
        "verbs": [
            {"label": "Kept", "url": "#", "kind": "sm"},
            {"label": "Move it", "url": "#", "kind": "sm ghost"},
        ],
    }
    return render(request, "web/style.html", context)
