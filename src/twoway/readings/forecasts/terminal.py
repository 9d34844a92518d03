"""What `twoway forecast` tells: the same figures as on the pages, as lines to be read and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from twoway.readings.forecasts import figures, saying
from twoway.readings.forecasts.api import answer
from twoway.readings.forecasts.figures import Forecast
from twoway.readings.forecasts.foreseen import Foreseen, foreseen
from twoway.web.days import day_text


@dataclass(frozen=True, kw_only=True)
class Told:
    """The same twice: for programs, and in lines to be read."""

    as_json: dict[str, Any]
    lines: tuple[str, ...]


def show(promise: str, *, seen_by: str) -> Told:
    """The forecast of one promise, for whoever may see it."""
    found = foreseen(promise, seen_by=seen_by)
    said = answer(promise, found, seen_by=seen_by).model_dump(mode="json")
    return Told(as_json=said, lines=tuple(_lines(found, seen_by)))


def _lines(found: Foreseen | None, me: str) -> Iterator[str]:
    if found is None:
        yield _("There are no forecasts here: this workplace wants no estimates.")
        return
    yield saying.shortened(found.root)
    yield from saying.written(found, me)
    if found.now:
        yield from _now(found, found.now, me)
    elif found.then:
        yield _then(found, found.then)
        yield saying.outside()
    else:
        yield _("There is nothing to foresee.")


def _now(found: Foreseen, now: Forecast, me: str) -> Iterator[str]:
    day = {"day": day_text(now.due_on)}
    if now.chance is None:
        yield _("It was for %(day)s, and that day has passed.") % day
    else:
        yield _("%(chance)s likely by %(day)s.") % (day | {"chance": figures.said(now.chance)})
    if why := saying.no_working_day(now.as_of, now.due_on):
        yield why
    yield saying.odds(now, is_mine=found.root.promiser_id == me)
    for lever in now.levers:
        yield f"  {figures.said(lever.chance)} {saying.lever(lever, found, me)}"
    for link in now.links:
        if link.chance is not None:
            promise = found.tree.promises[link.promise]
            yield f"  {saying.shortened(promise)}: {figures.said(link.chance)}"
    yield saying.rests_on(now)
    yield saying.outside()


def _then(found: Foreseen, then: Forecast) -> str:
    came_out = saying.came_out(found, then)
    if then.chance is None:
        return came_out
    says = {"chance": figures.said(then.chance), "due": day_text(then.due_on), "on": day_text(then.as_of)}
    first = _("%(chance)s by %(due)s, going by what was known on %(on)s.") % says
    return f"{first} {came_out}"
