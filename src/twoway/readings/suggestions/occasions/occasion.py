"""What an occasion is, and why it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.functional import Promise as LazyText

from twoway.readings.suggestions.situation import Situation

Text = str | LazyText


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why an occasion holds, as it is told to the one whose act it would be.

    `sentence` has blanks: {name} is the other one, {what} people's own words, {day} the day since when, and
    {number} how often. `href` is where it would be done, or where it stands.
    """

    sentence: Text
    since: date
    what: str = ""
    number: int = 0
    href: str = ""


Find = Callable[[Situation], "Reason | None"]


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """A stated rule. `rule` is published as it stands and says all that `find` looks at.

    `first` is the practice it names. One that `rests` is asked only where nothing was done for a week by the
    one it is for. `does` is what the link to the doing says.
    """

    slug: str
    title: Text
    rule: Text
    first: str
    find: Find
    does: Text
    rests: bool = False


class _Making(Protocol):
    def __call__(self, find: Find) -> Occasion: ...


def occasion(slug: str, *, title: Text, rule: Text, first: str, does: Text, rests: bool = False) -> _Making:
    """Make the function below it the one by which an occasion is found."""

    def make(find: Find) -> Occasion:
        return Occasion(slug=slug, title=title, rule=rule, first=first, find=find, does=does, rests=rests)

    return make
