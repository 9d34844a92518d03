"""The blanks a person fills in, and what each refuses: nothing, too long, a past day, an absurd price."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway.errors import BadShape, RuleBroken
from twoway.nouns.needs import NEEDED
from twoway.people.models import Person
from twoway.web import money
from twoway.web.blanks import AsTyped, Blanks
from twoway.web.slots import Text
from twoway.web.text import clean

MOST_LINE = 500
MOST_NOTE = 5_000
MOST_NAMED = 20
"""On one side of a need."""
FURTHEST = timedelta(days=3_653)
LOOKS = {
    "yes": lazy("Yes"),
    "partly": lazy("In part"),
    "no": lazy("No"),
}
AT_PRICE = {"": lazy("I do not say"), "yes": lazy("Yes, or below it"), "no": lazy("No, above it")}
People = Sequence[tuple[str, str]]


def what(text: str) -> str:
    """What is needed, in one line."""
    said = clean(text, MOST_LINE, field="what")
    if not said:
        raise BadShape(_("Say what is needed, in the words of whoever needs it."), code="empty", field="what")
    return said


def good(text: str) -> str | None:
    """How both would see that it is done; need not be said."""
    return clean(text, MOST_LINE, field="good") or None


def words(text: str) -> str | None:
    """Words of several lines if need be; nothing typed is nothing kept."""
    return clean(text, MOST_NOTE, field="words", lines=True) or None


def needed_words(text: str, say: str, field: str = "words") -> str:
    """Words that an act cannot do without."""
    said = clean(text, MOST_NOTE, field=field, lines=True)
    if not said:
        raise BadShape(say, code="empty", field=field)
    return said


def wanted_by(day: date | None, today: date) -> date | None:
    """By when it would be good to have; need not be said."""
    if day is None:
        return None
    if day < today:
        raise BadShape(_("That day has passed. Pick today or later."), code="day_passed", field="wanted_by")
    if day > today + FURTHEST:
        say = _("That is more than ten years away. Pick a nearer day.")
        raise BadShape(say, code="day_too_far", field="wanted_by")
    return day


def begun(need: str, seen: str, day: date | None, today: date) -> dict[str, Any]:
    """What a need begins with: its words, how both would see it is done, and a day, if one is named."""
    done = good(seen)
    return {
        "what": what(need),
        "good": done,
        "has_good": done is not None,
        "wanted_by": wanted_by(day, today),
    }


def demand_sides(contacts: Sequence[Person], ours: Sequence[Person]) -> None:
    """At least one on each side: contacts of one and the same client, and people of ours."""
    for side, field in ((contacts, "contacts"), (ours, "ours")):
        if not side:
            raise BadShape(_("Pick at least one person."), code="nobody", field=field)
    for person in contacts:
        if person.is_member or person.client_id is None:
            say = _("%(name)s is no client’s contact. Name them on the other side.")
            raise RuleBroken(say % {"name": person.called}, code="not_a_contact", field="contacts")
    if len({person.client_id for person in contacts}) > 1:
        say = _("These are contacts of more than one client. A need is one client’s.")
        raise RuleBroken(say, code="several_clients", field="contacts")
    for person in ours:
        if not person.is_member:
            say = _("%(name)s is a client’s contact. Name them on the other side.")
            raise RuleBroken(say % {"name": person.called}, code="not_ours", field="ours")


def each_once(named: Iterable[str], field: str) -> tuple[str, ...]:
    """Those named on one side, each once and in their order; not more than fit round a table."""
    found = tuple(dict.fromkeys(person for person in named if person))
    if len(found) > MOST_NAMED:
        say = _("That is more than %(most)s people on one side. Name fewer.") % {"most": MOST_NAMED}
        raise BadShape(say, code="too_many", field=field)
    return found


def needed(said: str) -> str:
    """Whether it was what was needed: yes, partly or no."""
    if said not in NEEDED:
        say = _("Say whether it was what you needed: yes, in part, or no.")
        raise BadShape(say, code="no_answer", field="needed")
    return said


def charge(charged: int | None, currency: str, agreed: Iterable[str]) -> tuple[int | None, str | None]:
    """What was charged, and in which currency; where none is named, the one that was agreed."""
    minor = money.amount(charged, "charged")
    if minor is None:
        return None, None
    known = set(agreed)
    if not currency.strip() and len(known) == 1:
        return minor, known.pop()
    return minor, typed_currency(currency)


def typed_currency(text: str) -> str:
    """The currency of an amount that was typed."""
    if not text.strip():
        raise BadShape(_("Say in which currency."), code="no_currency", field="currency")
    return money.currency(text)


def typed_charge(amount: str, currency: str, agreed: Sequence[str]) -> tuple[int | None, str]:
    """An amount as somebody typed it, in minor units of its currency, or of the only one agreed."""
    if not amount.strip():
        return None, ""
    code = typed_currency(currency.strip() or (agreed[0] if len(agreed) == 1 else ""))
    return money.read_amount(amount, code, field="charged"), code


def yes_or_no(typed: str) -> bool | None:
    """A yes, a no, or nothing said."""
    return {"yes": True, "no": False}.get(typed)


# ---- blanks on pages -------------------------------------------------------------------------------------


def _blank(label: Text, widget: forms.Widget | None = None, hint: Text = "") -> forms.Field:
    return forms.CharField(required=False, strip=False, label=label, widget=widget, help_text=hint)  # type: ignore[arg-type]


def _wide(placeholder: Text) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "wide", "placeholder": placeholder})


def _lines(label: Text, rows: int = 2) -> forms.Field:
    return _blank(label, forms.Textarea(attrs={"rows": rows, "class": "words"}))


def _day(label: Text, hint: Text = "") -> forms.Field:
    return _blank(label, forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), hint)


def _amount(label: Text) -> forms.Field:
    return _blank(label, forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}))


def _currency() -> forms.Field:
    box = forms.TextInput(attrs={"class": "short", "maxlength": 3, "autocapitalize": "characters"})
    return _blank(lazy("Currency"), box, lazy("Three letters, like EUR"))


def _people(label: Text, people: People) -> forms.Field:
    return AsTyped(required=False, label=label, choices=list(people))  # type: ignore[arg-type]


def _whom(label: Text, people: People) -> forms.Field:
    nobody = [("", lazy("somebody"))] if len(people) > 1 else []
    return _blank(label, forms.Select(choices=[*nobody, *people]))


def _one_of(label: Text, among: Mapping[str, Text]) -> forms.Field:
    chosen = forms.RadioSelect(choices=list(among.items()))
    return forms.CharField(required=False, label=label, widget=chosen)  # type: ignore[arg-type]


def sentence(contacts: People, ours: People, *, is_contact: bool, **how: Any) -> Blanks:
    """The blanks in which a contact says what they need, or one of ours writes down what they heard."""
    said: dict[str, tuple[Text, Text, Text, Text]] = {
        "mine": (
            lazy("What you need"),
            lazy("in your own words"),
            lazy("Who else of you is on it"),
            lazy("Whom you ask"),
        ),
        "heard": (
            lazy("What they need"),
            lazy("in their words, as you heard them"),
            lazy("Whose need it is"),
            lazy("Who else of us is on it"),
        ),
    }
    what, example, of_theirs, of_ours = said["mine" if is_contact else "heard"]
    blanks = {
        "what": _blank(what, _wide(example)),
        "good": _blank(lazy("How both would see that it is done"), _wide(lazy("if you know"))),
        "wanted_by": _day(lazy("By which day it would be good to have")),
        "contacts": _people(of_theirs, contacts),
        "ours": _people(of_ours, ours),
    }
    return Blanks(blanks, "c-need", **how)


@dataclass(frozen=True, kw_only=True)
class Among:
    """What a verb's blanks choose among, and whether a price was agreed or charged."""

    people: People = ()
    promises: People = ()
    has_price: bool = False


def verb_blanks(verb: str, among: Among, **how: Any) -> Blanks:
    """The blanks beside a verb on the page of a need."""
    return Blanks(_BESIDE[verb](among), verb, **how)


def _promised(among: Among) -> dict[str, forms.Field]:
    blanks = {
        "to": _whom(lazy("To whom"), among.people),
        "what": _blank(lazy("What will be there")),
        "due_on": _day(lazy("By which day")),
        "scope": _lines(lazy("What is in it, and what is not, if that needs saying")),
    }
    return blanks | {
        "price_low": _amount(lazy("Price, if there is one")),
        "price_high": _amount(lazy("At most, if it is a range")),
        "currency": _currency(),
        "hangs_on": _people(lazy("It hangs on"), among.promises),
    }


def _asked_for(among: Among) -> dict[str, forms.Field]:
    return {
        "of": _whom(lazy("Whom you ask"), among.people),
        "what": _blank(lazy("What you ask for")),
        "due_on": _day(lazy("By which day")),
    }


def _if_you_like(_among: Among) -> dict[str, forms.Field]:
    return {"words": _lines(lazy("In your own words, if you like"))}


def _looked_back(among: Among) -> dict[str, forms.Field]:
    price = {"at_price": _one_of(lazy("Was it at the agreed price?"), AT_PRICE)} if among.has_price else {}
    return {"needed": _one_of(lazy("Was it what you needed?"), LOOKS)} | price | _if_you_like(among)


_BESIDE: dict[str, Callable[[Among], dict[str, forms.Field]]] = {
    "confirm": lambda _among: {"what": _blank(lazy("In your own words, where they differ"))},
    "disown": _if_you_like,
    "recognise": _if_you_like,
    "correct": lambda _among: {"words": _lines(lazy("What is missing, or different"), rows=3)},
    "look_back": _looked_back,
    "play_back": lambda _among: {"words": _lines(lazy("What you understood, in your own words"), rows=4)},
    "promise": _promised,
    "ask_promise": _asked_for,
    "deliver": lambda _among: {
        "words": _lines(lazy("What is there now, if you like")),
        "charged": _amount(lazy("What it costs, if that is known")),
        "currency": _currency(),
    },
    "set_aside": lambda _among: {"reason": _lines(lazy("Why"))},
    "take_up": _if_you_like,
}
