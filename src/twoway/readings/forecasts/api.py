"""The forecast of one promise, for programs: the same eyes and the same figures as on its page."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.readings.forecasts.figures import Forecast
from twoway.readings.forecasts.foreseen import Foreseen, foreseen
from twoway.readings.forecasts.saying import written

router = Router(tags=["promises"])


class DaysOut(Schema):
    """By when it is kept one time in ten, with even odds, and nine times in ten; null is never."""

    soonest: date | None
    even_odds: date | None
    nine_in_ten: date | None


class LinkChanceOut(Schema):
    """What it hangs on: how likely that is by its own day, and the chance of the whole, were it kept then."""

    promise: str
    chance: float | None
    lifted: float | None


class WeakestOut(Schema):
    """The link that holds most of the risk, and which share of it."""

    promise: str
    share: float


class LeverOut(Schema):
    """What would move the chance, and to what: a link kept by a day, or another day for the promise."""

    what: Literal["kept", "moved"]
    promise: str
    day: date
    chance: float


class ForecastOut(Schema):
    """How likely a promise is to be kept by its day; `given` is false while nobody has said yes to it.

    `chance` is null once the day has passed; `error` is that of drawing lots alone. `dots` are fifty equally
    likely days, null is never. `rests_on` counts earlier promises on its own lane, `rests_on_all` those on
    all lanes that were used; with none it stands at the base rates of `release`.
    """

    as_of: date
    due_on: date
    given: bool
    is_late: bool
    chance: float | None
    error: float
    days: DaysOut
    dots: list[date | None]
    links: list[LinkChanceOut]
    weakest: WeakestOut | None
    levers: list[LeverOut]
    rests_on: int
    rests_on_all: int
    release: str

    @classmethod
    def of(cls, forecast: Forecast) -> ForecastOut:
        return cls(**forecast.as_json())


class ForeseenOut(Schema):
    """`now` while it is open; once it is over, `then`: what would have been said when the word was given.

    Both are null where there is nothing to foresee, and `off` is true where the workplace wants no estimates.
    It may also hang on something outside your view, and is worked out without it. `written` is what the
    record of the two says in words, for one of them.
    """

    promise: str
    off: bool
    now: ForecastOut | None
    then: ForecastOut | None
    written: list[str]


@router.get("/{id}/forecast", response=ForeseenOut, operation_id="promise_forecast")
def forecast(request: HttpRequest, id: str) -> ForeseenOut:
    """How likely it is to be kept by its day, and what that hangs on, as far as one may see."""
    me = str(request.auth.id)  # type: ignore[attr-defined]
    return answer(id, foreseen(id, seen_by=me), seen_by=me)


def answer(id: str, found: Foreseen | None, *, seen_by: str) -> ForeseenOut:
    """What programs and the command line read of it."""
    if found is None:
        return ForeseenOut(promise=id, off=True, now=None, then=None, written=[])
    return ForeseenOut(
        promise=found.root.id,
        off=False,
        now=ForecastOut.of(found.now) if found.now else None,
        then=ForecastOut.of(found.then) if found.then else None,
        written=[*written(found, seen_by)],
    )
