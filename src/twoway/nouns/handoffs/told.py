"""Hand-offs and problems in the words and marks that readings show, and the chain as one person sees it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.handoffs import LABELS, UNDER_WAY, acts, notices, queries
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.streets.queries import streets_of
from twoway.web.addresses import address
from twoway.web.asked_once import asked_once
from twoway.web.street.glyphs import Shape, State
from twoway.web.told import Deed, Line, Open, Said, Verb

if TYPE_CHECKING:
    from twoway.people.models import Person

KINDS: tuple[str, ...] = ("handoff.", "problem.")
# What each kind of reading is called where an estimate shows its reasons, and its mark.
REASONS: dict[str, tuple[str, str]] = {
    "problem.raised": (later("A problem that came home"), "problem"),
    "problem.owned": (later("A problem taken on as one’s own"), "ownup"),
    "problem.taken_on": (later("Said: that was my call"), "call"),
}
SAID_LATELY = timedelta(days=30)
MOST_DRAWN = 6  # stations of a chain side by side; what lies between is counted


# ---- acts in words ---------------------------------------------------------------------------------------


def lines(entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]:
    """Each of these acts in words, by its entry."""
    own = [entry for entry in entries if entry.kind in notices.SAYS]
    things = {entry.thing for entry in own}
    titles = {one.id: ("handoff", one.what) for one in queries.all_of(seen_by).filter(id__in=things)}
    titles |= {one.id: ("problem", one.what) for one in queries.problems(seen_by).filter(id__in=things)}
    known = notices.named_in(own)
    there = [entry for entry in own if entry.thing in titles]
    return {entry.id: _line(entry, *titles[entry.thing], known, seen_by) for entry in there}


def _line(entry: Entry, page: str, title: str, known: dict[str, Person], seen_by: str) -> Line:
    told = notices.tell(entry, known, seen_by)
    return Line(
        entry=entry.id,
        kind=entry.kind,
        by=entry.by,
        day=clock.day_of(entry.happened_at, known[entry.by].zone),
        at=entry.happened_at,
        says=told.says,
        about=title,
        words=told.words if told.words != title else "",
        href=address(page, entry.thing),
        mark=told.mark,
    )


# ---- marks on a street -----------------------------------------------------------------------------------


def deeds(streets: Collection[str], *, seen_by: str, entries: Iterable[Entry] | None = None) -> list[Deed]:
    """What stands on these streets: work that was handed on and taken, and problems where they stand now."""
    ends = {street.other(seen_by): street.id for street in streets_of(seen_by) if street.id in set(streets)}
    there = queries.all_of(seen_by).filter(street__in=list(streets), source="")
    handed = there.exclude(state__in=["handed", "withdrawn", "sent_back"])
    return [*(_handed(one) for one in handed), *_standing(ends, seen_by)]


def _handed(handoff: queries.Handoff) -> Deed:
    what = handoff.what or _("words that were erased")
    return Deed(
        street=handoff.street_id or "",
        entry=handoff.last_entry_id,
        by=handoff.giver_id,
        day=clock.day_of(handoff.handed_at, handoff.giver.zone),
        shape=Shape.HANDOFF,
        state=State.DONE,
        says=_("Handed on: %(what)s") % {"what": what},
        label=handoff.what,
        weight=0.5,
    )


def _standing(ends: dict[str, str], seen_by: str) -> Iterator[Deed]:
    """A problem stands between its writer and whoever it stands with, in the lane of the latter."""
    rows = list(queries.standings(seen_by)) if ends else []
    zones = {id: one.zone for id, one in people.named(row.problem.raiser_id for row in rows).items()}
    for row in rows:
        problem = row.problem
        other = row.person_id if problem.raiser_id == seen_by else problem.raiser_id
        if other in ends and row.person_id != problem.raiser_id:
            what = problem.what or _("words that were erased")
            yield Deed(
                street=ends[other],
                entry=row.since,
                by=row.person_id,
                day=clock.day_of(row.since_at, zones[problem.raiser_id]),
                shape=Shape.PROBLEM,
                state=State.OPEN,
                says=_("Problem: %(what)s") % {"what": what},
                label=problem.what,
                weight=4.5,
            )


# ---- what is open ----------------------------------------------------------------------------------------

HANDED = (later("%(name)s hands this on to you"), later("You handed this on to %(name)s"))
TURNS = {
    "stands": (
        later("%(name)s raised a problem that stands with you"),
        later("A problem you raised stands with %(name)s"),
    ),
    "raiser": (
        later("%(name)s answered the problem you raised"),
        later("You answered a problem that %(name)s raised"),
    ),
}


def opens(*, seen_by: str, streets: Collection[str] | None = None) -> list[Open]:
    """What is open between the person and others; on these streets, if named."""
    found = _all_open(seen_by)
    return [one for one in found if streets is None or one.street in streets]


def waiting(person: str) -> int:
    """How many answers of the person's others wait for: counted, for every page in the sidebar shows it."""
    return queries.waiting_for(person).count() + queries.waiting_problems(person).count()


def said_to(person: str) -> list[Said]:
    """Problems that were shown to the person lately and stand with others: all else waits for an answer.

    In the words of whoever showed it; where there were none, in those of whoever raised it.
    """
    frames = sight.entries(person).filter(kind=acts.Shown.kind, at__gte=clock.now() - SAID_LATELY)
    entries = ledger.entries_from(frames)
    shown = {one.thing: one for one in entries if isinstance(one.act, acts.Shown) and one.act.to == person}
    there = queries.problems(person).filter(id__in=shown, state__in=UNDER_WAY) if shown else ()
    names = people.named(one.by for one in shown.values()) if shown else {}
    return [
        _shown(problem, shown[problem.id], names) for problem in there if person not in problem.stands_with
    ]


def _shown(problem: queries.Problem, entry: Entry, names: Mapping[str, Person]) -> Said:
    assert isinstance(entry.act, acts.Shown)
    words = str(entry.act.words or "")
    return Said(
        at=entry.happened_at,
        name=names[entry.by].called if words else problem.raiser.called,
        words=words or problem.what or _("Words that were erased"),
        mark="problem",
        href=address("problem", problem.id),
    )


@asked_once
def _all_open(seen_by: str) -> tuple[Open, ...]:
    mine, theirs = queries.waiting_for(seen_by), queries.waiting_for_others(seen_by)
    handed = [_open_handoff(one, seen_by) for one in (*mine, *theirs)]
    return (*handed, *_open_problems(seen_by))


def _open_handoff(handoff: queries.Handoff, seen_by: str) -> Open:
    is_mine = seen_by != handoff.giver_id
    to = handoff.receiver.called if handoff.receiver else handoff.team.name if handoff.team else ""
    verb = "accept" if handoff.receiver_id else "take"
    return Open(
        street=handoff.street_id or "",
        thing=handoff.id,
        owes=seen_by if is_mine else handoff.receiver_id or "",
        to=handoff.giver_id,
        kind="answer",
        what=handoff.what,
        says=_(HANDED[not is_mine]) % {"name": handoff.giver.called if is_mine else to},
        due_on=None,
        days_late=0,
        href=address("handoff", handoff.id),
        mark="handoff",
        verbs=(_verb(verb, "handoff", handoff.id),) if is_mine else (),
        seen=handoff.last_entry_id,
    )


def _open_problems(seen_by: str) -> Iterator[Open]:
    """Each problem in which somebody is to speak next, between its writer and each it stands with."""
    rows = [row for row in queries.open_standings(seen_by) if row.person_id != row.problem.raiser_id]
    known = people.named(person for row in rows for person in (row.person_id, row.problem.raiser_id))
    ends = {street.other(seen_by): street.id for street in streets_of(seen_by)} if rows else {}
    for row in rows:
        problem = row.problem
        turn = (row.person_id, problem.raiser_id)
        owes, to = turn if problem.turn == "stands" else reversed(turn)
        other = to if owes == seen_by else owes
        yield Open(
            street=ends.get(other, ""),
            thing=problem.id,
            owes=owes,
            to=to,
            kind="answer",
            what=problem.what,
            says=_(TURNS[problem.turn][owes != seen_by]) % {"name": known[other].called},
            due_on=None,
            days_late=0,
            href=address("problem", problem.id),
            mark="problem",
            verbs=_problem_verbs(problem, owes == seen_by),
            seen=problem.last_entry_id,
        )


def _problem_verbs(problem: queries.Problem, is_mine: bool) -> tuple[Verb, ...]:
    if not is_mine:
        return ()
    verb = "answer" if problem.turn == "stands" else "reply"
    page = address("problem", problem.id)
    return (Verb(label=str(LABELS[verb]), url=f"{page}#{verb}", posts=False),)


def _verb(verb: str, noun: str, id: str) -> Verb:
    return Verb(label=str(LABELS[verb]), url=reverse(f"{noun}.act", args=[id, verb]))


# ---- the chain, as one person sees it --------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Station:
    """One stop of a chain, as the viewer sees it: who, what went out from here, and how the problem met them.

    `role` on a way home is "caller" (whose call it is), "taker" (who took it on since), "giver" (who handed
    it over under no call), "carrier" or "raiser"; without a problem it is "giver" or "receiver". `how` tells
    where the problem is: "stands", "faulted", "shielded", "not_here", "found", or "" without one. A station
    of several is `skipped` people between, who have all carried it as handed over.
    """

    person: Person | None = None
    name: str = ""
    role: str
    how: str = ""
    out: str = ""
    out_at: datetime | None = None
    words: str = ""
    skipped: int = 0
    is_viewer: bool = False


@dataclass(frozen=True, kw_only=True)
class Chain:
    """Stations in the order in which the work went out; with a problem, read backwards it is the way home."""

    stations: tuple[Station, ...]
    problem: queries.Problem | None = None


def chain_of_problem(problem: queries.Problem, *, seen_by: str) -> Chain:
    """The problem's way home: where it stands, everybody between, and who found it.

    Of what was handed on the viewer reads what they gave or received themselves, and of what was said only
    where the fault was said to lie, which everybody sees who knows of the problem.
    """
    out = dict.fromkeys((*_homes(problem), *reversed(problem.carriers), problem.raiser_id))
    shown = _drawn(list(out), {seen_by, *problem.stands_with, *problem.shielded})
    known = people.named(person for person in shown if person)
    own = queries.own_on_the_way(problem, seen_by=seen_by)
    faults = _faults(problem, seen_by)
    stations = [
        _station(problem, known[person], own.get(person), faults.get(person, ""), seen_by)
        if person
        else Station(role="carrier", how="not_here", skipped=len(out) - len(shown) + 1)
        for person in shown
    ]
    return Chain(stations=tuple(stations), problem=problem)


def chain_of_handoff(handoff: queries.Handoff, *, seen_by: str) -> Chain:
    """The hand-off between its neighbours, as far as the viewer sees these: never beyond the next hand."""
    up = queries.before(handoff, seen_by=seen_by)
    down = queries.following(handoff, seen_by=seen_by)
    stations = [
        *(_giver(one, seen_by) for one in up[:1]),
        _giver(handoff, seen_by),
        _receiver(handoff, seen_by),
        *(_receiver(one, seen_by, out=one.what) for one in down),
    ]
    if down:
        stations[-len(down) - 1] = replace(
            stations[-len(down) - 1], out=down[0].what, out_at=down[0].handed_at
        )
        stations[-len(down)] = replace(stations[-len(down)], out="")
    return Chain(stations=tuple(stations))


def chain_under_call(call: str, *, seen_by: str) -> list[Chain]:
    """What travelled under a call: the problems that came home to it; without one, one's own hand-offs."""
    problems = list(queries.problems_under(call, seen_by=seen_by)[:3])
    if problems:
        return [chain_of_problem(problem, seen_by=seen_by) for problem in problems]
    latest = queries.under(call, seen_by=seen_by).first()
    return [chain_of_handoff(latest, seen_by=seen_by)] if latest else []


def _giver(handoff: queries.Handoff, seen_by: str) -> Station:
    return Station(
        person=handoff.giver,
        name=handoff.giver.called,
        role="giver",
        out=handoff.what,
        out_at=handoff.handed_at,
        is_viewer=handoff.giver_id == seen_by,
    )


def _receiver(handoff: queries.Handoff, seen_by: str, out: str = "") -> Station:
    name = handoff.receiver.called if handoff.receiver else handoff.team.name if handoff.team else ""
    return Station(
        person=handoff.receiver, name=name, role="receiver", out=out, is_viewer=handoff.receiver_id == seen_by
    )


def _station(
    problem: queries.Problem, person: Person, handoff: queries.Handoff | None, fault: str, seen_by: str
) -> Station:
    return Station(
        person=person,
        name=person.called,
        role=_role(problem, person.id),
        how=_how(problem, person.id),
        out=handoff.what if handoff else "",
        out_at=handoff.handed_at if handoff else None,
        words=problem.what if person.id == problem.raiser_id else fault,
        is_viewer=person.id == seen_by,
    )


def _homes(problem: queries.Problem) -> list[str]:
    """Where it is at home: with whoever took it on since, and with the owners as it was raised."""
    home = dict.fromkeys((*problem.stands_with, *problem.owners))
    return [person for person in home if person not in problem.carriers and person != problem.raiser_id]


def _role(problem: queries.Problem, person: str) -> str:
    if person == problem.raiser_id:
        return "raiser"
    if person in problem.carriers:
        return "carrier"
    if person in problem.owners:
        return "caller" if problem.call else "giver"
    return "taker"


def _how(problem: queries.Problem, person: str) -> str:
    if person in problem.stands_with:
        return "faulted" if person in problem.faulted else "stands"
    if person == problem.raiser_id:
        return "found"
    return "shielded" if person in problem.shielded else "not_here"


def _faults(problem: queries.Problem, seen_by: str) -> dict[str, str]:
    """Why the carrying was said to be at fault, by carrier; asked only where somebody said so."""
    if not problem.faulted:
        return {}
    said = (entry.act for entry in queries.said_on(problem, seen_by=seen_by))
    return {act.carrier: act.why for act in said if isinstance(act, acts.Faulted)}


def _drawn(on_the_way: list[str], wanted: Collection[str]) -> list[str]:
    """As many as fit side by side: both ends, and those wanted; "" in the place of all others between.

    Whoever has no place of their own carried it as handed over, and is counted.
    """
    if len(on_the_way) <= MOST_DRAWN:
        return on_the_way
    last = len(on_the_way) - 1
    between = [place for place, person in enumerate(on_the_way) if person in wanted][:MOST_DRAWN]
    keep = sorted({0, 1, last - 1, last, *between})
    drawn = [on_the_way[place] for place in keep]
    if len(keep) < len(on_the_way):
        drawn.insert(keep.index(last - 1), "")
    return drawn
