"""What each act about a pair paints on its row; the only writer of that row."""

from __future__ import annotations

from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.people.streets import acts, stops
from twoway.people.streets.models import Street


@effect(acts.Asked)
def asked(rows: Rows, entry: Entry, act: acts.Asked) -> None:
    street = rows.maybe(Street, entry.street)
    if street is None:
        street = Street(id=entry.street, low_id=act.low, high_id=act.high, state="waiting")
        rows.add(street)
    else:
        rows.put(street)
    # By nobody where a pair's past was brought in: then no first act waits.
    street.asked_by_id = entry.by or None


@effect(acts.SetAside)
def set_aside(rows: Rows, entry: Entry, act: acts.SetAside) -> None:
    street = rows.one(Street, entry.street)
    street.asked_by_id = None
    rows.put(street)


@effect(acts.Opened)
def opened(rows: Rows, entry: Entry, act: acts.Opened) -> None:
    street = rows.one(Street, entry.street)
    street.stops = stops.after(street.stops, entry.kind, entry.at)
    street.state, street.asked_by_id = "open", None
    street.opened_at = street.opened_at or entry.at
    rows.put(street)


@effect(acts.Paused)
def paused(rows: Rows, entry: Entry, act: acts.Paused) -> None:
    street = rows.one(Street, entry.street)
    street.stops = stops.after(street.stops, entry.kind, entry.at)
    street.state, street.paused_by_id = "paused", entry.by
    rows.put(street)


@effect(acts.Resumed)
def resumed(rows: Rows, entry: Entry, act: acts.Resumed) -> None:
    street = rows.one(Street, entry.street)
    street.stops = stops.after(street.stops, entry.kind, entry.at)
    street.state, street.paused_by_id = "open", None
    rows.put(street)


@effect(acts.Closed)
def closed(rows: Rows, entry: Entry, act: acts.Closed) -> None:
    street = rows.one(Street, entry.street)
    street.stops = stops.after(street.stops, entry.kind, entry.at)
    street.state, street.paused_by_id, street.asked_by_id = "closed", entry.by, None
    rows.put(street)


@effect(acts.Left)
def left(rows: Rows, entry: Entry, act: acts.Left) -> None:
    street = rows.one(Street, entry.street)
    street.stops = stops.after(street.stops, entry.kind, entry.at)
    street.state, street.paused_by_id, street.asked_by_id = "closed", None, None
    rows.put(street)


@effect(acts.Reopened)
def reopened(rows: Rows, entry: Entry, act: acts.Reopened) -> None:
    street = rows.one(Street, entry.street)
    street.state, street.paused_by_id = "waiting", None
    rows.put(street)


@effect(acts.Measured)
def measured(rows: Rows, entry: Entry, act: acts.Measured) -> None:
    street = rows.one(Street, entry.street)
    street.measured = True
    rows.put(street)


@effect(acts.Unmeasured)
def unmeasured(rows: Rows, entry: Entry, act: acts.Unmeasured) -> None:
    street = rows.one(Street, entry.street)
    street.measured = False
    rows.put(street)


@effect(acts.SideAdded)
def side_added(rows: Rows, entry: Entry, act: acts.SideAdded) -> None:
    """A side paints nothing: it is read where the act it stands beside is read."""
