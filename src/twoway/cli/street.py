"""`twoway street`: both lanes between two people, with every act behind them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twoway import clock
from twoway.cli.start import open_database
from twoway.cli.who import As, Token, seen, viewer
from twoway.cli.words import tell, tell_json
from twoway.errors import BadShape, NotSeen

if TYPE_CHECKING:
    from twoway.people.models import Person
    from twoway.people.streets.models import Street
    from twoway.readings.estimates.lanes import Lane, StreetEstimate

OFF = "There is no estimate of this street. It is there while both turn it on; the acts stand without it."


def street(
    one: Annotated[str, typer.Argument(help="Somebody, by name, mail address or id.")],
    other: Annotated[str, typer.Argument(help="The other of the two.")],
    on: Annotated[
        str, typer.Option("--on", "--day", help="As of the end of a day before today, such as 2026-03-02.")
    ] = "",
    as_: As = "",
    token: Token = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show both lanes between two people, to one of the two; in a study as of its last day on record."""
    open_database()
    me = viewer(as_, token)
    both = (seen(one, me), seen(other, me))
    between = _between(both, me)
    from twoway.people.looking import looking
    from twoway.readings import estimates

    day = _day(on)
    with looking():
        estimate = estimates.estimate(between.id, seen_by=me.id, as_of_day=day)
    if as_json:
        tell_json(_as_json(between, both, estimate))
        return
    for line in _lines(both, estimate):
        tell(line)


def _day(on: str) -> date | None:
    if not on:
        return None
    try:
        day = date.fromisoformat(on)
    except ValueError as error:
        raise BadShape(f"{on} is no day. Write it like 2026-03-02.", code="no_such_day") from error
    if day > clock.today():
        raise BadShape(f"{on} is still to come.", code="day_to_come")
    return day


def _between(both: tuple[Person, Person], me: Person) -> Street:
    """The street of the two, if the viewer is one of them."""
    from twoway.people.streets import queries

    found = queries.between(both[0].id, both[1].id, seen_by=me.id)
    if found is None:
        raise NotSeen
    return found


def _as_json(between: Street, both: tuple[Person, Person], estimate: StreetEstimate | None) -> dict[str, Any]:
    """The estimate as the API gives it; without one, no lanes at all."""
    return {
        "street": between.id,
        "names": {person.id: person.called for person in both},
        "estimate": "on" if estimate else "off",
        **(estimate.as_json() if estimate else {}),
    }


def _lines(both: tuple[Person, Person], estimate: StreetEstimate | None) -> Iterator[str]:
    if estimate is None:
        yield OFF
        return
    names = {person.id: person.called for person in both}
    for lane in estimate.lanes:
        yield from _lane(lane, names)
    yield f"As of act {estimate.as_of_entry} of this street, on {estimate.as_of_day.isoformat()}."


def _lane(lane: Lane, names: dict[str, str]) -> Iterator[str]:
    """The lane in whole numbers, which add up as they are shown."""
    whole = lane.in_whole_numbers()
    likely = f"likely {lane.low:.0f} to {lane.high:.0f}"
    thin = "; too little to say much yet" if lane.is_thin else ""
    yield f"How far {names[lane.truster]} can count on {names[lane.trustee]}: {whole.today} ({likely}{thin})"
    yield f"  {whole.start:>4}  where everyone starts"
    for reason, value in zip(lane.contributions, whole.contributions, strict=True):
        yield f"  {value:>+4}  {reason.at.isoformat()}  {reason.kind}, give or take {reason.plus_minus:.0f}"
