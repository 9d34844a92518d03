"""The blanks a person fills in, and what each refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway.errors import BadShape
from twoway.nouns.handoffs import ANSWERS, COSTS
from twoway.web.blanks import Blanks
from twoway.web.slots import Text
from twoway.web.text import clean

MOST_WHAT = 500
MOST_WORDS = 5_000
MOST_AFTER = 50


def what(text: str) -> str:
    """What is handed on, in one line."""
    said = clean(text, MOST_WHAT, field="what")
    if not said:
        raise BadShape(_("Say what you hand on."), code="empty", field="what")
    return said


def wrong(text: str) -> str:
    """What does not work, in one line: it is the title of the problem."""
    said = clean(text, MOST_WHAT, field="what")
    if not said:
        raise BadShape(_("Say what doesn’t work."), code="empty", field="what")
    return said


def words(text: str, field: str = "words") -> str | None:
    """Words beside an act, of several lines if need be; nothing typed is nothing kept."""
    return clean(text, MOST_WORDS, field=field, lines=True) or None


def needed(text: str, say: str, field: str = "words") -> str:
    """Words an act cannot do without."""
    said = words(text, field)
    if said is None:
        raise BadShape(say, code="empty", field=field)
    return said


def cost(number: int | str | None) -> int:
    """What it costs, from 1 to 5; only whoever it costs something can say."""
    try:
        found = int(number or 0)
    except ValueError:
        found = 0
    if found not in COSTS:
        raise BadShape(_("Say how much it costs you, from 1 to 5."), code="no_cost", field="cost")
    return found


def after(ids: Sequence[str]) -> tuple[str, ...]:
    """What something goes on from, each once and not too many."""
    if len(ids) > MOST_AFTER:
        say = _("That is more than %(most)s. Pick fewer.") % {"most": MOST_AFTER}
        raise BadShape(say, code="too_many", field="after")
    return tuple(dict.fromkeys(ids))


def answer(text: str) -> str:
    """One of the three answers."""
    if text not in ANSWERS:
        raise BadShape(
            _("Say whether it is yours, is not, or that you need more."), code="no_answer", field="answer"
        )
    return text


# ---- blanks on pages -------------------------------------------------------------------------------------


def _line(label: Text, attributes: Mapping[str, Text] | None = None) -> forms.Field:
    """A blank that refuses nothing by itself: rules judge what is typed, wherever it comes from."""
    widget = forms.TextInput(attrs=dict(attributes or {}))
    return forms.CharField(required=False, strip=False, label=label, widget=widget)  # type: ignore[arg-type]


def _lines(label: Text) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 3, "class": "words"})
    return forms.CharField(required=False, strip=False, label=label, widget=widget)  # type: ignore[arg-type]


def _one_of(label: Text, choices: Sequence[tuple[str, Text]]) -> forms.Field:
    widget = forms.Select(choices=choices)
    return forms.CharField(required=False, label=label, widget=widget)  # type: ignore[arg-type]


def _check(label: Text) -> forms.Field:
    return forms.BooleanField(required=False, label=label)  # type: ignore[arg-type]


def sentence(
    whom: Sequence[tuple[str, Text]],
    after: Sequence[tuple[str, Text]],
    calls: Sequence[tuple[str, Text]],
    **how: Any,
) -> Blanks:
    """The blanks of "I hand ... on to ...": what, to whom, after what, under which call."""
    wide: dict[str, Text] = {"placeholder": lazy("say what it is"), "class": "wide"}
    blanks = {"what": _line(lazy("What you hand on"), wide), "to": _one_of(lazy("To whom"), whom)}
    if after:
        widget = forms.CheckboxSelectMultiple(choices=after)
        blanks["after"] = forms.MultipleChoiceField(
            required=False,
            label=lazy("It goes on from"),
            choices=after,
            widget=widget,
        )
    if calls:
        blanks["call"] = _one_of(lazy("Under which call"), calls)
    return Blanks(blanks, "c-hand", **how)


def problem_blanks(**how: Any) -> Blanks:
    """What does not work, what it costs, and whether it may be shown to whoever made the call."""
    blanks = {
        "what": _line(lazy("What doesn’t work")),
        "costs": _lines(lazy("What it costs you, or others")),
        "cost": _one_of(lazy("How much that is to you"), [("", lazy("Pick one")), *_costs()]),
        "may_be_shown": _check(lazy("It may be shown to whoever made the call")),
    }
    return Blanks(blanks, "raise_problem", **({"initial": {"may_be_shown": True}} | how))


def _costs() -> list[tuple[str, Text]]:
    return [(str(number), label) for number, label in COSTS.items()]


def verb_blanks(verb: str, *, choices: Sequence[tuple[str, Text]] = (), **how: Any) -> Blanks:
    """The blanks beside a verb on the page of a hand-off or a problem."""
    if verb == "raise_problem":
        return problem_blanks(**how)
    blanks: dict[str, forms.Field] = {}
    if verb == "send_back":
        return Blanks({"reason": _lines(lazy("Why"))}, verb, **how)
    if verb in {"accept", "take", "withdraw"}:
        return Blanks({"note": _lines(lazy("A word with it, if you like"))}, verb, **how)
    if verb == "answer":
        blanks["answer"] = _one_of(lazy("Your answer"), [("", lazy("Pick one")), *ANSWERS.items()])
    if verb == "fault":
        return Blanks({"carrier": _one_of(lazy("Whose"), choices), "why": _lines(lazy("Why"))}, verb, **how)
    if verb == "show":
        blanks["to"] = _one_of(lazy("To whom"), choices)
    return Blanks(
        blanks | {"words": _lines(LABELS_OF_WORDS.get(verb, lazy("In your own words")))}, verb, **how
    )


LABELS_OF_WORDS = {
    "resolve": lazy("A word with it, if you like"),
    "reopen": lazy("A word with it, if you like"),
    "take_on": lazy("A word with it, if you like"),
    "show": lazy("Why you think it is theirs, if you like"),
}
