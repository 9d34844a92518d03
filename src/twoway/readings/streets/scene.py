"""A street as it is drawn, whole and in small: marks of what was done, lanes where there is an estimate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from twoway import clock
from twoway.people import looking
from twoway.people import queries as people
from twoway.readings.estimates.lanes import Lane, StreetEstimate
from twoway.readings.streets.ends import Ends
from twoway.web import street as drawing
from twoway.web.days import whole_day_text
from twoway.web.street.scene import Lane as Place
from twoway.web.templatetags.twoway import first_name
from twoway.web.told import Deed

PERIODS: dict[str, int | None] = {"3": 91, "6": 182, "all": None}
"""How many days back each choice goes; the choices are months, but for the last."""

SMALL_STEPS = 26
A_MARGIN = timedelta(days=2)


def usual_period(ends: Ends, days: Collection[date]) -> str:
    """The shortest in which something was done, or the page of a quiet street would show an empty one."""
    latest = max(days, default=ends.today)
    ago = (ends.today - latest).days
    return next(name for name, days in PERIODS.items() if days is None or ago <= days)


def start_of(period: str, ends: Ends, days: Collection[date]) -> date:
    """The first day that is drawn: that of the period, or of the street where it is younger."""
    opened = ends.street.opened_at
    known = [*days, clock.day_of(opened, ends.you.zone)] if opened else days
    first = min(known, default=ends.today) - A_MARGIN
    back = PERIODS[period]
    return max(first, ends.today - timedelta(days=back)) if back else first


def scene(
    ends: Ends,
    deeds: Iterable[Deed],
    *,
    start: date,
    href: Callable[[str], str],
    acts_href: str = "",
    estimate: StreetEstimate | None = None,
) -> drawing.Scene:
    """The street from one end; `href` leads from an act's entry to where it is told in words."""
    looked = looking.looked_on()
    return drawing.Scene(
        you=first_name(ends.you.called),
        them=first_name(ends.them.called),
        today=ends.today,
        start=start,
        marks=tuple(_mark(deed, ends, href) for deed in deeds if deed.day >= start),
        events=tuple(_events(ends, start)),
        estimate=estimate_of(estimate, ends, drawing.days_to_draw(start=start, today=ends.today)),
        acts_href=acts_href,
        now_says=whole_day_text(looked.on) if looked else "",
    )


def small(
    ends: Ends, estimate: StreetEstimate | None, deeds: Sequence[Deed] = (), says: str = ""
) -> SafeString:
    """The street in the space of a thumb: its lanes, or without an estimate its deeds.

    It begins where its page would begin to draw it, as far as the acts that are drawn can tell.
    """
    acted = estimate.days() if estimate else [deed.day for deed in deeds]
    start = start_of(usual_period(ends, acted), ends, acted)
    known = [deed for deed in deeds if deed.day >= start]
    steps = max(1, (ends.today - start).days // SMALL_STEPS)
    days = [start + timedelta(days=n) for n in range(0, (ends.today - start).days, steps)]
    picture = drawing.Scene(
        you=ends.you.called,
        them=ends.them.called,
        today=ends.today,
        start=start,
        marks=tuple(_mark(deed, ends, lambda entry: "") for deed in known),
        estimate=estimate_of(estimate, ends, (*days, ends.today)),
    )
    return drawing.small_street(picture, says=says)


def estimate_of(estimate: StreetEstimate | None, ends: Ends, days: Sequence[date]) -> drawing.Estimate | None:
    """Both lanes as the drawing wants them: your lane is how far they can count on you."""
    if estimate is None:
        return None
    yours, theirs = (_path(estimate.counting_on(end.id), days) for end in (ends.you, ends.them))
    return drawing.Estimate(yours=yours, theirs=theirs)


def _path(lane: Lane, days: Sequence[date]) -> drawing.LanePath:
    points = lane.path(days)
    return drawing.LanePath(
        days=tuple(days),
        mean=tuple(point.mean for point in points),
        low=tuple(point.low for point in points),
        high=tuple(point.high for point in points),
        now=drawing.Now(mean=lane.in_whole_numbers().today, low=round(lane.low), high=round(lane.high)),
        thin=lane.is_thin,
    )


def _mark(deed: Deed, ends: Ends, href: Callable[[str], str]) -> drawing.Mark:
    lane: Place = "both" if deed.halves is not None else "you" if deed.by == ends.you.id else "them"
    yours, theirs = (_half(deed, end.id) for end in (ends.you, ends.them))
    return drawing.Mark(
        day=deed.day,
        lane=lane,
        shape=deed.shape,
        state=deed.state,
        href=href(deed.entry),
        says=deed.says,
        label=deed.label or None,
        weight=deed.weight,
        key=deed.entry,
        yours=yours,
        theirs=theirs,
    )


def _half(deed: Deed, person: str) -> drawing.Half:
    """How one side found what both did; whole where it is one person's deed."""
    if deed.halves is None:
        return drawing.Half()
    is_solid, says = deed.halves.get(person, (False, ""))
    return drawing.Half(solid=is_solid, says=says)


def _events(ends: Ends, start: date) -> Iterable[drawing.Event]:
    """When one of the two became the other's manager, or ceased to be."""
    name = first_name(ends.them.called)
    for line in people.lines_of(ends.you.id):
        if ends.them.id not in (line.manager_id, line.report_id):
            continue
        leads = line.manager_id == ends.you.id
        began = _("You become %(name)s’s manager") if leads else _("%(name)s becomes your manager")
        ended = _("You stop being %(name)s’s manager") if leads else _("%(name)s stops being your manager")
        for day, says in ((line.started_on, began), (line.ended_on, ended)):
            if day is not None and start <= day <= ends.today:
                yield drawing.Event(day=day, says=says % {"name": name})
