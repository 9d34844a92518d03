"""What one viewer's forecast of a promise may rest on: decided here, before any number is worked out.

    the tree          promises the viewer sees, over links the viewer sees; a circle is cut where it closes
    a lane's record   only where the viewer is one of its two, and both want its estimate
    all else          the published base rates, which are the same for everybody

What stops a street is known to its two people alone; for anybody else its days run on. All that is gathered
stands in an order that ids give, so that whoever sees the same gets the same numbers to the last digit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

from django.db.models import Q

from twoway import clock
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.models import Frame
from twoway.nouns.promises import queries
from twoway.nouns.promises.acts import Contested, HungOn, Kept, Reopened
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.streets import queries as streets
from twoway.people.streets import stops
from twoway.readings.forecasts.courses import Past, told_by
from twoway.readings.forecasts.hindsight import worse
from twoway.readings.forecasts.tree import Links, bridged, reached_from

if TYPE_CHECKING:
    from twoway.people.streets.models import Street

LaneOf: TypeAlias = "tuple[str, str]"
"""Who promises, and to whom."""

NEVER = frozenset({"broken", "released"})
"""What hangs on something that ended so does not wait for it any more."""


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """The promise and what it hangs on, itself first, with the records of lanes that may be used.

    `hangs` are places in `promises`: the first of each hangs on the second. `today` is the promisee's at the
    moment `at`. While nobody has said yes it is not `given`, and looked at as if the word were given today.
    The record of lanes in `set_aside` is not used, for by it forecasts did worse than the base rate so far.
    """

    promises: tuple[Past, ...]
    hangs: tuple[tuple[int, int], ...]
    record: tuple[Past, ...]
    set_aside: frozenset[LaneOf]
    today: date
    at: datetime
    given: bool

    @property
    def root(self) -> Past:
        return self.promises[0]


def allowed() -> bool:
    """Whether forecasts are shown at all; where the workplace allows no estimates, nothing of them is."""
    return people.estimates_allowed()


def wanted(lanes: Iterable[LaneOf], *, seen_by: str) -> frozenset[LaneOf]:
    """Those of these lanes whose record may move a number that this person is shown."""
    if not allowed():
        return frozenset()
    own, study = _own(seen_by), people.is_study()
    return frozenset(
        lane for lane in lanes if (street := own.get(_pair(lane))) and (street.measured or study)
    )


def acts_of(on: Collection[str], things: Collection[str], *, seen_by: str) -> list[Entry]:
    """What was done with promises on these streets, and what stopped them; and all about these things."""
    on_them = Q(kind__startswith="promise.") | Q(kind__in=[*stops.STOPS, *stops.GOES_ON])
    frames = Frame.objects.filter(Q(on_them, street__in=list(on)) | Q(thing__in=list(things)))
    return ledger.entries_from(sight.among(frames, seen_by))


def gather(tree: queries.Tree, *, seen_by: str) -> Gathered | None:
    """All that the viewer's forecast of their tree may use today; None where there is nothing to foresee."""
    root = tree.promises[tree.root]
    told = _proposed(tree) + _told(_acts(tree, seen_by), tree, seen_by, clock.now())
    told = [past for past in told if not _is_laid_down(tree.promises.get(past.promise), seen_by)]
    look = _Look(seen_by=seen_by, at=clock.now(), today=queries.today_of(root), given=not root.waits_for)
    found = look.gathered(tree.root, told, tree.links)
    return None if found is None or found.root.kept_on else found


def gather_new(root: Past, on: Sequence[str], *, seen_by: str) -> Gathered | None:
    """The same of a promise that is not made yet and would hang on these, as far as the person sees them."""
    forest = queries.forest(on, seen_by=seen_by)
    acts = _acts(forest, seen_by, lanes={(root.promiser, root.promisee)})
    told = [root, *_proposed(forest), *_told(acts, forest, seen_by, clock.now())]
    told = [past for past in told if not _is_laid_down(forest.promises.get(past.promise), seen_by)]
    links = [(root.promise, id) for id in dict.fromkeys(on) if id in forest.promises]
    look = _Look(seen_by=seen_by, at=clock.now(), today=root.made_on, given=False)
    return look.gathered(root.promise, told, [*links, *forest.links])


def gather_back(tree: queries.Tree, *, seen_by: str) -> Gathered | None:
    """The same as it was known when the word was given; None where it never was, or counts for nothing."""
    links = queries.links(seen_by).filter(promise__in=[*tree.promises], on__in=[*tree.promises])
    acts = _acts(tree, seen_by, also=[*links.values_list("id", flat=True)])
    told = _told(acts, tree, seen_by, clock.now())
    now = next((past for past in told if past.promise == tree.root), None)
    given = next((entry for entry in acts if now and entry.id == now.entry), None)
    if now is None or given is None:
        return None
    known = [entry for entry in acts if _was_known(entry, given)]
    hung = {(entry.act.promise, entry.act.on) for entry in known if isinstance(entry.act, HungOn)}
    look = _Look(seen_by=seen_by, at=given.happened_at, today=now.made_on, given=True)
    told = _told(known, tree, seen_by, given.happened_at)
    return look.gathered(tree.root, told, [link for link in tree.links if link in hung])


# ---- acts ------------------------------------------------------------------------------------------------


def _own(person: str) -> dict[LaneOf, Street]:
    """The person's streets by their two ends."""
    return {(street.low_id, street.high_id): street for street in streets.streets_of(person)}


def _pair(lane: LaneOf) -> LaneOf:
    one, other = sorted(lane)
    return one, other


def _acts(
    tree: queries.Tree, seen_by: str, *, lanes: Collection[LaneOf] = (), also: Sequence[str] = ()
) -> list[Entry]:
    """All that matters: of the tree's promises, of lanes whose record counts, and what stopped streets."""
    own = _own(seen_by)
    all_lanes = {*lanes, *((one.promiser_id, one.promisee_id) for one in tree.promises.values())}
    counted = {own[_pair(lane)].id for lane in wanted(all_lanes, seen_by=seen_by)}
    stopped = {street.id for lane in all_lanes if (street := own.get(_pair(lane))) and street.stops}
    return acts_of(counted | stopped, [*tree.promises, *also], seen_by=seen_by)


def _was_known(entry: Entry, given: Entry) -> bool:
    """Whether it was there when the word was given; what a promise hangs on is said in the same breath."""
    if entry.happened_at == given.happened_at and isinstance(entry.act, HungOn):
        return True
    return (entry.happened_at, entry.seq) <= (given.happened_at, given.seq)


def _told(acts: Sequence[Entry], tree: queries.Tree, seen_by: str, at: datetime) -> list[Past]:
    """What these acts make of every promise among them at that moment; its lanes' promises are among them."""
    known = {end.id: end.zone for street in _own(seen_by).values() for end in (street.low, street.high)}
    known |= {row.promisee_id: row.promisee.zone for row in tree.promises.values()}
    claims = _claims(acts)
    found = told_by(acts, at=at, zones=known, study=people.is_study())
    return [_as_counted(past, claims.get(past.promise)) for past in found]


def _claims(acts: Iterable[Entry]) -> dict[str, date]:
    """What is said to have been kept, and on which day, while nobody says that it was not so."""
    said: dict[str, date] = {}
    for entry in acts:
        if isinstance(entry.act, Kept):
            said[entry.thing] = entry.act.kept_on
        elif isinstance(entry.act, Contested | Reopened):
            said.pop(entry.thing, None)
    return said


def _as_counted(past: Past, claimed: date | None) -> Past:
    """A claim is as good as kept while nobody objects; a stop over the day puts it off to the stop's end."""
    if claimed and not past.ended:
        past = replace(past, ended="kept", ended_on=claimed, said_on=past.as_of)
    if past.days and past.last_day and past.last_day != date.max:
        past = replace(past, days=(*past.days[:-1], (past.days[-1][0], past.last_day)))
    return past


# ---- what is not given yet, and what is laid down ---------------------------------------------------------


def _proposed(tree: queries.Tree) -> list[Past]:
    """What nobody has said yes to yet, as if the word were given today."""
    open_ones = (row for row in tree.promises.values() if row.waits_for)
    return [_as_if_given(row) for row in open_ones if not (row.is_history or row.disputed)]


def _as_if_given(row: queries.Promise) -> Past:
    today = queries.today_of(row)
    return Past(
        promise=row.id,
        street=row.street_id,
        promiser=row.promiser_id,
        promisee=row.promisee_id,
        entry=row.last_entry_id,
        made_at=clock.now(),
        made_on=today,
        days=((today, row.due_on),) if row.due_on else (),
        last_day=row.due_on,
        sure_by=row.sure_by,
        ended="",
        ended_on=None,
        said_on=None,
        as_of=today,
    )


def _is_laid_down(row: queries.Promise | None, seen_by: str) -> bool:
    """Whether its street is closed with the promise still open, as far as the viewer may know of it."""
    if row is None or seen_by not in row.parties:
        return False
    return row.street.state == "closed" and row.state not in {"kept", "claimed", "broken", "released"}


# ---- all of it together ----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Look:
    """Through whose eyes, and as of which moment."""

    seen_by: str
    at: datetime
    today: date
    given: bool

    def gathered(self, id: str, told: Sequence[Past], links: Iterable[tuple[str, str]]) -> Gathered | None:
        """What stands of it, in order; None where the promise has no day, is at its end, or counts not."""
        stands = {past.promise: past for past in told if past.ended not in NEVER}
        if id not in stands or not stands[id].days:
            return None
        ends = _ends(id, stands, links)
        order = [id, *sorted({on for _promise, on in ends} - {id})]
        place = {one: number for number, one in enumerate(order)}
        lanes = wanted({(stands[one].promiser, stands[one].promisee) for one in order}, seen_by=self.seen_by)
        record, set_aside = _record(lanes, told)
        return Gathered(
            promises=tuple(stands[one] for one in order),
            hangs=tuple(sorted((place[promise], place[on]) for promise, on in ends)),
            record=record,
            set_aside=set_aside,
            today=self.today,
            at=self.at,
            given=self.given,
        )


def _record(lanes: Collection[LaneOf], told: Sequence[Past]) -> tuple[tuple[Past, ...], frozenset[LaneOf]]:
    """The record of these lanes, without those by which forecasts did worse than the base rate so far."""
    by_lane: dict[LaneOf, list[Past]] = {}
    for past in sorted(told, key=lambda past: (past.made_at, past.promise)):
        by_lane.setdefault((past.promiser, past.promisee), []).append(past)
    set_aside = worse(by_lane, lanes)
    used = sorted(set(lanes) - set_aside)
    return tuple(past for lane in used for past in by_lane.get(lane, ())), set_aside


def _ends(id: str, stands: Mapping[str, Past], links: Iterable[tuple[str, str]]) -> Links:
    """The links below it. What has no day cannot be foreseen: one looks through it, or past what is kept."""
    without = {one for one, past in stands.items() if not past.days and one != id}
    over = {one for one in without if stands[one].kept_on}
    there = stands.keys() - over
    reached = reached_from(id, [link for link in links if there >= {*link}])
    return reached_from(id, bridged(reached, sorted(without - over)))
