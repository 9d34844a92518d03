"""The blanks a person fills in, and what each refuses: nobody, too few, an audience there is none of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway.errors import BadShape
from twoway.nouns.track_records import AUDIENCES, CLIENTS, FEWEST, MOST, PUBLIC
from twoway.web.blanks import Blanks
from twoway.web.slots import Text
from twoway.web.text import clean

MOST_NOTE = 5_000
TO = {
    CLIENTS: lazy("Contacts of clients who have to do with one of us"),
    PUBLIC: lazy("Everybody who has its address, once the clients’ contacts agree too"),
}


def counted(people: Iterable[str]) -> tuple[str, ...]:
    """Who would be counted, each once: with fewer than five nothing could ever be shown."""
    found = tuple(dict.fromkeys(person for person in people if person))
    if len(found) < FEWEST:
        say = _("A track record takes at least five people: with fewer, a figure would be somebody’s.")
        raise BadShape(say, code="too_few", field="people")
    if len(found) > MOST:
        say = _("That is more than %(most)s people. Name fewer.") % {"most": MOST}
        raise BadShape(say, code="too_many", field="people")
    return found


def audience(said: str) -> str:
    """Who may read it."""
    if said not in AUDIENCES:
        raise BadShape(_("Say who may read it."), code="no_audience", field="audience")
    return said


def note(text: str) -> str | None:
    """Words of several lines if need be; nothing typed is nothing kept."""
    return clean(text, MOST_NOTE, field="note", lines=True) or None


# ---- blanks on pages -------------------------------------------------------------------------------------


def proposal(people: Sequence[tuple[str, str]], **how: Any) -> Blanks:
    """The blanks in which a record is proposed: who would be counted, and who may read it."""
    blanks = {
        "people": forms.MultipleChoiceField(
            required=False,
            label=lazy("Who would be counted"),
            choices=people,
            widget=forms.CheckboxSelectMultiple,
        ),
        "audience": forms.CharField(
            required=False,
            label=lazy("Who may read it"),
            widget=forms.RadioSelect(choices=list(TO.items())),
        ),
    }
    return Blanks(blanks, "record", **how)


def verb_blanks(verb: str, **how: Any) -> Blanks:
    """The blanks beside a verb on a record's page."""
    return Blanks(_BESIDE.get(verb, dict)(), verb, **how)


def _opens() -> dict[str, forms.Field]:
    label: Text = lazy("Acts of mine may be opened in its file, where everybody on them agrees")
    return {"opens": forms.BooleanField(required=False, label=label)}  # type: ignore[arg-type]


def _note() -> dict[str, forms.Field]:
    area = forms.Textarea(attrs={"rows": 2, "class": "words"})
    label: Text = lazy("A word with it, if you like")
    return {"note": forms.CharField(required=False, strip=False, label=label, widget=area)}  # type: ignore[arg-type]


_BESIDE: dict[str, Any] = {"agree": _opens, "decline": _note}
