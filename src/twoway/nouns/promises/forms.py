"""The blanks a person fills in, and what each refuses: too long, too vague, a past day, no day at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway.errors import BadShape
from twoway.web import money
from twoway.web.blanks import AsTyped, Blanks
from twoway.web.slots import Text
from twoway.web.text import clean

if TYPE_CHECKING:
    from twoway.nouns.promises.models import Promise

MOST_WHAT = 500
MOST_NOTE = 5_000
MOST_BESIDE = 50
FURTHEST = timedelta(days=3_653)

# Whole texts that name a time or an effort and nothing that will be there. Only a text that says no more
# than one of these is refused: a real promise in a language we cannot read must never be.
VAGUE = frozenset(
    {
        *("soon", "asap", "later", "sometime", "eventually", "maybe", "perhaps", "now", "today", "tomorrow"),
        *("try", "try it", "try hard", "try my best", "do my best", "my best", "best effort"),
        *("do it", "do that", "do this"),
        *(
            "look into it",
            "look into this",
            "look into that",
            "see",
            "see to it",
            "think about it",
            "help",
            "work",
        ),
        *(
            "something",
            "stuff",
            "things",
            "anything",
            "whatever",
            "it",
            "this",
            "that",
            "tbd",
            "tba",
            "todo",
            "to do",
        ),
        *("yes", "no", "ok", "okay", "sure", "will do", "test", "x", "xx", "xxx", "na", "none", "nothing"),
        *("bald", "irgendwann", "vielleicht", "mal sehen", "versuchen", "etwas", "ja", "nein"),
        *(
            "bientôt",
            "peut-être",
            "essayer",
            "quelque chose",
            "oui",
            "non",
            "pronto",
            "quizás",
            "intentar",
            "algo",
            "sí",
        ),
    }
)
OPENINGS = ("i will ", "i'll ", "we will ", "we'll ", "you will ", "you'll ", "that ", "to ")


def what(text: str, *, to: str) -> str:
    """What will be there, in one line; `to` names the one who must be able to tell when it is done."""
    said = clean(text, MOST_WHAT, field="what")
    if not said:
        raise BadShape(_("Say what will be there when it is done."), code="empty", field="what")
    if is_vague(said):
        say = _("%(name)s couldn’t tell when this is done. Try “You’ll have …”.") % {"name": to}
        raise BadShape(say, code="vague", field="what")
    return said


def is_vague(said: str) -> bool:
    """Whether the whole text only names a time or an effort, or has no letter, number or sign at all."""
    plain = "".join(
        letter if unicodedata.category(letter)[0] not in "PC" or letter in "'-" else " "
        for letter in said.casefold().replace("’", "'")
    )
    plain = " ".join(plain.split()).strip("'- ")
    bare = next((plain.removeprefix(opening) for opening in OPENINGS if plain.startswith(opening)), plain)
    return not plain or plain in VAGUE or bare in VAGUE


def note(text: str, field: str = "note") -> str | None:
    """Words beside an act, of several lines if need be; nothing typed is nothing kept."""
    return clean(text, MOST_NOTE, field=field, lines=True) or None


def needed(text: str, say: str, field: str) -> str:
    """Words an act cannot do without."""
    said = note(text, field)
    if said is None:
        raise BadShape(say, code="empty", field=field)
    return said


def day(text: str, field: str = "due_on") -> date | None:
    """The day in a blank, as browsers send it; an empty blank is no day."""
    typed = text.strip()
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        say = _("There is no such day. Pick one, or write it like %(example)s.") % {"example": "2026-03-09"}
        raise BadShape(say, code="no_such_day", field=field) from error


def day_ahead(wanted: date | None, today: date, field: str = "due_on") -> date:
    """A day that can be promised: today or later where the promisee is, and within ten years."""
    if wanted is None:
        raise BadShape(_("Pick a day."), code="no_day", field=field)
    if wanted < today:
        raise BadShape(_("That day has passed. Pick today or later."), code="day_passed", field=field)
    if wanted > today + FURTHEST:
        raise BadShape(
            _("That is more than ten years away. Pick a nearer day."), code="day_too_far", field=field
        )
    return wanted


def day_done(done_on: date, made_on: date, today: date) -> date:
    """The day on which something was kept: from the day it was promised to today."""
    if done_on > today:
        raise BadShape(
            _("That day is still to come. Pick today or earlier."), code="day_to_come", field="kept_on"
        )
    if done_on < made_on:
        say = _("That is before it was promised. Pick a later day.")
        raise BadShape(say, code="before_made", field="kept_on")
    return done_on


def price(low: int | None, high: int | None, currency: str) -> dict[str, Any]:
    """A price as acts hold it, in whole minor units; either end alone is the whole of it."""
    least, most = money.amount(low, "price_low"), money.amount(high, "price_high")
    least, most = least or most, most or least
    if least is None or most is None:
        if currency.strip():
            say = _("Say how much it costs, or leave the currency empty.")
            raise BadShape(say, code="no_amount", field="price_low")
        return {"price_low": None, "price_high": None, "currency": None}
    code = _currency(currency)
    if least > most:
        say = _("The lower price is above the higher one. Change them round.")
        raise BadShape(say, code="low_above_high", field="price_low")
    return {"price_low": least, "price_high": most, "currency": code}


def terms_of(promise: Promise) -> dict[str, Any]:
    """Price and scope as they stand, as the acts hold them that would change nothing."""
    cost = {"price_low": promise.price_low, "price_high": promise.price_high}
    return cost | {"currency": promise.currency or None, "scope": None, "rescopes": None}


def new_terms(
    promise: Promise, low: int | None, high: int | None, currency: str, scope: str
) -> dict[str, Any]:
    """Price and scope as they would stand; what is left empty stays as it is."""
    terms = terms_of(promise)
    if low is not None or high is not None or currency.strip():
        terms |= price(low, high, currency.strip() or promise.currency)
    said = note(scope, "scope")
    if said is not None and said != promise.scope:
        terms |= {"scope": said, "rescopes": True}
    return terms


def typed_price(typed: QueryDict, usual: str = "") -> dict[str, Any]:
    """A price as it was typed; a currency alone says nothing, for it may have stood there already."""
    low, high = typed.get("price_low", ""), typed.get("price_high", "")
    if not low.strip() and not high.strip():
        return {}
    code = _currency(typed.get("currency", "").strip() or usual)
    return {
        "price_low": money.read_amount(low, code, "price_low"),
        "price_high": money.read_amount(high, code, "price_high"),
        "currency": code,
    }


def _currency(text: str) -> str:
    if not text.strip():
        say = _("Say in which currency, by its three letters, like EUR or GBP.")
        raise BadShape(say, code="no_currency", field="currency")
    return money.currency(text)


def typed_charge(text: str, promise: Promise) -> int | None:
    """The same as it was typed, in the currency of the price."""
    _demand_price(promise)
    return money.read_amount(text, promise.currency, "charged")


def charged(minor: int | None, promise: Promise) -> int | None:
    """What was charged in the end, where a price stands."""
    if minor is not None:
        _demand_price(promise)
    return money.amount(minor, "charged")


def _demand_price(promise: Promise) -> None:
    if promise.price_low is None:
        say = _("No price was agreed here, so there is nothing to charge against it. Leave it empty.")
        raise BadShape(say, code="no_price", field="charged")


# ---- blanks on pages -------------------------------------------------------------------------------------


def _blank(label: Text, widget: forms.Widget | None = None) -> forms.Field:
    """A blank that refuses nothing by itself: rules judge what is typed, wherever it comes from."""
    return forms.CharField(required=False, strip=False, label=label, widget=widget)  # type: ignore[arg-type]


def _day_blank(label: Text) -> forms.Field:
    return _blank(label, forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


def _note_blank(label: Text) -> forms.Field:
    return _blank(label, forms.Textarea(attrs={"rows": 3, "class": "words"}))


class Whom(forms.Select):
    """Everybody one could say it to, drawn once for all the sentences that ask for somebody.

    Django draws each choice by a template of its own; with two hundred people and four sentences that takes
    longer than all the rest of the page.
    """

    def __init__(self, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(choices=people)
        self._drawn = format_html_join("", '<option value="{}">{}</option>', people)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = format_html(' value="{}"', value or "")
        drawn = mark_safe(self._drawn.replace(chosen, f"{chosen} selected", 1))  # noqa: S308  escaped above
        return format_html(
            '<select name="{}"{}>{}</select>', name, flatatt(self.build_attrs(self.attrs, attrs)), drawn
        )


NEWCOMER = "new"
"""What stands for somebody who is not here yet, given by name and address, where somebody is picked."""


@dataclass(frozen=True, kw_only=True)
class More:
    """What else can be said as a promise begins, chosen from lists: who sees it, and what it hangs on."""

    people: Sequence[tuple[str, str]] = ()
    promises: Sequence[tuple[str, str]] = ()


def sentence(
    kind: str,
    whom: Whom,
    *,
    invites: bool,
    clients: Sequence[tuple[str, str]] = (),
    more: More | None = None,
    **how: Any,
) -> Blanks:
    """The blanks of a beginning: who, what and by when; for a promise also how sure one is of it."""
    who = {"make": lazy("Who you promise"), "note": lazy("Who said it")}.get(kind, lazy("Whom you say it to"))
    wide = {"placeholder": PLACEHOLDERS[kind], "class": "wide"}
    blanks = {
        "to": forms.CharField(required=False, label=who, widget=whom),
        "what": _blank(lazy("What will be there"), forms.TextInput(attrs=wide)),
        "due_on": _day_blank(lazy("By which day")),
    }
    if kind == "make":
        blanks |= sureness()
    if invites:
        blanks |= newcomer(clients)
    if more is not None:
        blanks |= terms() | _lists(more)
    return Blanks(blanks, f"c-{kind}", **how)


def _lists(more: More) -> dict[str, forms.Field]:
    return {
        "hangs_on": AsTyped(
            required=False,
            label=lazy("It hangs on"),
            choices=more.promises,
            help_text=lazy("Whoever sees both promises sees that this one hangs on the other."),
        ),
        "beside": AsTyped(
            required=False,
            label=lazy("Who else sees it"),
            choices=more.people,
            help_text=lazy(
                "They read it and what becomes of it, and do nothing. It cannot be changed later."
            ),
        ),
    }


def terms() -> dict[str, forms.Field]:
    """What it costs, and what is in it."""
    figure = {"inputmode": "decimal", "autocomplete": "off"}
    code = {"placeholder": "EUR", "autocomplete": "off", "size": 4}
    return {
        "price_low": _blank(lazy("Price"), forms.TextInput(attrs=figure)),
        "price_high": _blank(lazy("Up to, if it is a range"), forms.TextInput(attrs=figure)),
        "currency": _blank(lazy("Currency"), forms.TextInput(attrs=code)),
        "scope": _blank(
            lazy("What is in it, and what is not"), forms.Textarea(attrs={"rows": 3, "class": "words"})
        ),
    }


def newcomer(clients: Sequence[tuple[str, str]] = ()) -> dict[str, forms.Field]:
    """Who somebody is that nobody here knows yet, where mail reaches them, and of which client they are."""
    name = {"placeholder": lazy("their name"), "autocomplete": "off"}
    email = {"placeholder": lazy("name@example.org"), "autocomplete": "off", "inputmode": "email"}
    blanks: dict[str, forms.Field] = {
        "name": _blank(lazy("Their name"), forms.TextInput(attrs=name)),
        "email": _blank(lazy("Their mail address"), forms.TextInput(attrs=email)),
    }
    if clients:
        of = Whom([("", _("this workplace")), *clients])
        blanks["client"] = forms.CharField(required=False, label=lazy("Where they work"), widget=of)
    return blanks


def sureness() -> dict[str, forms.Field]:
    """What a promiser may say beside their word."""
    return {
        "sure_by": _day_blank(lazy("The day you are fairly sure of, four times in five")),
        "hard": _note_blank(lazy("What would make it hard")),
    }


PLACEHOLDERS = {
    "make": lazy("say what will be true"),
    "ask": lazy("say what you would like to have"),
    "offer": lazy("say what you can do"),
    "note": lazy("as you heard it"),
}


def next_friday(today: date) -> date:
    """What the blank says before anybody has thought about it: the end of this week, or of the next."""
    return today + timedelta(days=(4 - today.weekday()) % 7 or 7)


def verb_blanks(
    verb: str, *, is_promiser: bool, is_claimed: bool, price: str = "", is_charged: bool = False, **how: Any
) -> Blanks:
    """The blanks beside a verb on a promise's page; `price` is the currency of the price that stands."""
    blanks: dict[str, forms.Field] = {}
    if verb in {"keep", "confirm"} and not is_claimed:
        blanks["kept_on"] = _day_blank(lazy("On which day, if not today"))
    if verb in {"keep", "confirm"} and price and not is_charged:
        figure = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        blanks["charged"] = _blank(_("What was charged, in %(currency)s") % {"currency": price}, figure)
    if verb == "counter":
        blanks["what"] = _blank(lazy("In other words"))
    if verb in {"counter", "ask_move"}:
        blanks["due_on"] = _day_blank(lazy("Another day"))
    if verb == "ask_terms" or (verb == "counter" and price):
        blanks |= terms()
    if verb in {"ask_move", "ask_terms"}:
        blanks["reason"] = _note_blank(lazy("Why"))
    if verb == "decline" and is_promiser:
        check = forms.CheckboxInput()
        label = lazy("I can, but would rather not")
        blanks["would_rather_not"] = forms.BooleanField(required=False, label=label, widget=check)
    if verb == "say_yes" and is_promiser:
        blanks |= sureness()
    if verb not in {"ask_move", "ask_terms", "take_on"}:
        blanks["note"] = _note_blank(lazy("A word with it, if you like"))
    return Blanks(blanks, verb, **how)
