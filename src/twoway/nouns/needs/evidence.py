"""How needs bear on trust: by what a contact said looking back, and what both said once it opened.

    what a contact said, looking back                   reading on their lane towards whoever delivered
    it was what we needed                               need.met
    in part                                             need.partly
    it was not                                          need.not_met
    at the agreed price, or below                       need.at_price
    above it                                            need.above_price

    how working together was, once open                 reading on the lane of whoever said it
    the three together, of seven each: well or badly    need.rated_together.well, need.rated_together.badly

Said again of the same delivery, the last word counts, on the day of the first. Where a promise within the
need tells what was charged, the price counts by that promise and not here again. All else counts nothing:
said, noted, confirmed, disowned, played back, recognised, corrected, delivered, set aside, taken up again;
what was promised within it counts as the promise that it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.needs import acts
from twoway.people.seals import asked
from twoway.trust.evidence import LANES, Lane, Reading

NEEDED = {"yes": "need.met", "partly": "need.partly", "no": "need.not_met"}
CHARGED_IN = ("promise.kept", "promise.confirmed")


def readings_of_street(
    entries: Sequence[Entry], today: date, *, between: tuple[str, str], zone: str = "UTC", study: bool = False
) -> list[Reading]:
    """What all needs of these two bear on their lanes, from all acts that both see, the oldest first."""
    looked: dict[str, Entry] = {}
    first: dict[str, Entry] = {}
    found: list[Reading] = []
    for entry in entries:
        if isinstance(entry.act, acts.LookedBack):
            looked[entry.act.delivery] = entry
            first.setdefault(entry.act.delivery, entry)
        elif isinstance(entry.act, acts.RatedTogether):
            found += _together(entry, entry.act, between, zone)
    priced = _priced(entries)
    for delivery, entry in looked.items():
        day = clock.day_of(first[delivery].happened_at, zone).toordinal()
        found += _looked_back(entry, day, between, is_priced=entry.thing in priced)
    return found


def _looked_back(entry: Entry, day: int, between: tuple[str, str], *, is_priced: bool) -> Iterator[Reading]:
    act, lane = entry.act, _lane(entry, between)
    if lane is None or not isinstance(act, acts.LookedBack):
        return
    yield Reading(entry=entry.id, kind=NEEDED[act.needed], day=day, lane=lane)
    if act.at_price is not None and not is_priced:
        kind = "need.at_price" if act.at_price else "need.above_price"
        yield Reading(entry=entry.id, kind=kind, day=day, lane=lane)


def _lane(entry: Entry, between: tuple[str, str]) -> Lane | None:
    """The lane of the contact towards whoever delivered; none between any other two."""
    act = entry.act
    deliverer = act.deliverer if isinstance(act, acts.LookedBack) else ""
    return next((lane for lane in LANES if (between[lane], between[1 - lane]) == (entry.by, deliverer)), None)


def _priced(entries: Sequence[Entry]) -> set[str]:
    """The needs within which a promise tells by itself what was charged, as far as both see."""
    charged = {
        entry.thing for entry in entries if entry.kind in CHARGED_IN and getattr(entry.act, "charged", None)
    }
    added = ((entry.thing, entry.act) for entry in entries if isinstance(entry.act, acts.PromiseAdded))
    return {need for need, act in added if act.promise in charged}


def _together(
    entry: Entry, act: acts.RatedTogether, between: tuple[str, str], zone: str
) -> Iterator[Reading]:
    said = {
        act.low: (act.low_fair, act.low_heard, act.low_clear),
        act.high: (act.high_fair, act.high_heard, act.high_clear),
    }
    day = clock.day_of(entry.happened_at, zone).toordinal()
    for lane in LANES:
        found = asked.reads(said[between[lane]]) if between[lane] in said else ""
        if found and {act.low, act.high} == set(between):
            yield Reading(entry=entry.id, kind=f"need.rated_together.{found}", day=day, lane=lane)
