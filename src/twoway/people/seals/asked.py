"""What both sides are asked under seal of something they did together, the same of each, and how long.

Three figures from 1 to 7, and what one takes from it in words. A talk asks it of its two, a need of whoever
delivered and of the contact who looked back on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway import clock
from twoway.errors import BadShape
from twoway.people.seals.closing import Said
from twoway.web.blanks import Blanks, whole_number
from twoway.web.slots import Text
from twoway.web.text import clean

if TYPE_CHECKING:
    from twoway.people.streets.models import Street

LOWEST, HIGHEST, SOLID_FROM = 1, 7, 5
WELL_FROM, BADLY_BELOW = 15, 9
"""Sums of three answers from 1 to 7."""
MOST_TAKES = 2_000
SEALED_FOR = timedelta(days=7)
KEPT_FOR = timedelta(days=30)
"""How long what came back unopened is kept for its writer."""
QUESTIONS: dict[str, tuple[Text, Text, Text]] = {
    "fair": (lazy("Was it fair?"), lazy("Not at all"), lazy("Entirely")),
    "heard": (lazy("Did you feel heard?"), lazy("Not at all"), lazy("Entirely")),
    "clear": (lazy("Do you know what happens next?"), lazy("Not at all"), lazy("Entirely")),
}


# ---- how long --------------------------------------------------------------------------------------------


def ends_at(since: datetime, street: Street) -> datetime:
    """Until when both may say it: seven days, without those in which their street was stopped."""
    end = since + SEALED_FOR
    for stopped, goes_on in street.stops:
        start = max(datetime.fromisoformat(str(stopped)), since)
        stop = datetime.fromisoformat(goes_on) if goes_on else clock.now()
        if start < end and stop > start:
            end += stop - start
    return end


def is_sealing(since: datetime, street: Street) -> bool:
    """Whether both may still say it; a closed street ends it at once."""
    return street.state in {"open", "paused"} and clock.now() < ends_at(since, street)


# ---- what is said ----------------------------------------------------------------------------------------


def said(fair: int | None, heard: int | None, clear: int | None, takes: str) -> Said:
    """How it was for one side, each from 1 to 7, and what they take from it."""
    answers = dict(zip(QUESTIONS, (fair, heard, clear), strict=True))
    for name, number in answers.items():
        if number is None or not LOWEST <= number <= HIGHEST:
            say = _("Give each of the three a number from %(low)s to %(high)s.")
            raise BadShape(say % {"low": LOWEST, "high": HIGHEST}, code="no_number", field=name)
    figures = {name: number for name, number in answers.items() if number is not None}
    return figures | {"takes": clean(takes, MOST_TAKES, field="takes", lines=True)}


def typed(blanks: QueryDict) -> dict[str, Any]:
    """What a form says of it; a question nobody answered is none."""
    found: dict[str, Any] = {name: whole_number(blanks.get(name, ""), name) for name in QUESTIONS}
    return found | {"takes": blanks.get("takes", "")}


def in_order(both: Mapping[str, Said]) -> dict[str, Any]:
    """Both sides in the order of their ids, as the act that opens them holds them."""
    low, high = sorted(both)
    sides: dict[str, Any] = {
        f"{side}_{name}": value or None
        for side, person in (("low", low), ("high", high))
        for name, value in both[person].items()
    }
    return sides | {"low": low, "high": high, "has_takes": any(one["takes"] for one in both.values())}


def reads(figures: Sequence[int]) -> Literal["well", "badly", ""]:
    """How one side found it, all three together; between well and badly it tells nothing."""
    if BADLY_BELOW <= sum(figures) < WELL_FROM:
        return ""
    return "well" if sum(figures) >= WELL_FROM else "badly"


def is_solid(figures: Sequence[int]) -> bool:
    """Whether a side found it good, all in all: from five of seven."""
    return bool(figures) and sum(figures) >= SOLID_FROM * len(figures)


def in_short(figures: Sequence[int]) -> str:
    """How a side found it: its three figures."""
    return _("%(fair)s, %(heard)s and %(clear)s of 7") % dict(zip(QUESTIONS, figures, strict=True))


# ---- on pages --------------------------------------------------------------------------------------------


def saying(name: str = "say", **how: Any) -> Blanks:
    """How it was, and what one takes from it."""
    seven = [(str(number), str(number)) for number in range(LOWEST, HIGHEST + 1)]
    scales = {
        each: forms.ChoiceField(required=False, label=label, choices=seven, widget=forms.RadioSelect)  # type: ignore[arg-type]
        for each, (label, _low, _high) in QUESTIONS.items()
    }
    box = forms.Textarea(attrs={"rows": 4, "class": "words"})
    label = lazy("What you take from it, in your words, if you like")
    takes = forms.CharField(required=False, strip=False, label=label, widget=box)
    return Blanks({**scales, "takes": takes}, name, **how)


def scales(blanks: Blanks) -> list[tuple[forms.BoundField, Text, Text]]:
    """Each question with the words at the ends of its scale."""
    return [(blanks[name], low, high) for name, (_label, low, high) in QUESTIONS.items()]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One question as both answered it, once both have, and where the answers stand on its scale."""

    asks: Text
    theirs: int
    yours: int

    @property
    def theirs_at(self) -> int:
        return _on_scale(self.theirs)

    @property
    def yours_at(self) -> int:
        return _on_scale(self.yours)


def compared(theirs: Sequence[int], yours: Sequence[int]) -> list[Compared]:
    """What both answered, question by question."""
    return [
        Compared(asks=asks, theirs=one, yours=other)
        for (asks, _low, _high), one, other in zip(QUESTIONS.values(), theirs, yours, strict=True)
    ]


def _on_scale(number: int) -> int:
    """1 stands at 74 of the drawing's 440 units, and each further one 58 on."""
    return 74 + 58 * (number - 1)
