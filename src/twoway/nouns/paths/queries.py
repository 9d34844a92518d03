"""What can be read of paths, always for somebody's eyes: days are the reader's, steps the acts' own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from twoway import clock
from twoway.errors import NotSeen
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.kinds import Act
from twoway.nouns.paths import DAYS, LOOK_BACKS, OFFERED_FOR, STEPS, WISH_LASTS, Step
from twoway.nouns.paths.models import Aside as Aside
from twoway.nouns.paths.models import LookBack as LookBack
from twoway.nouns.paths.models import Path as Path
from twoway.nouns.paths.models import Wish as Wish
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.models import Person, ReportingLine
from twoway.people.streets import queries as streets
from twoway.people.streets import stops
from twoway.people.streets.models import Street
from twoway.web.asked_once import asked_once

PRIVATE = (Wish, Aside)
"""What is on no ledger: it goes with the person."""
OFFER = "offer"
BEGINNINGS = frozenset({"promise.made", "promise.asked", "promise.offered", "promise.noted"})
READ = BEGINNINGS | {
    *("promise.accepted", "voice.raised", "voice.answered", "conversation.planned", "conversation.held"),
    *("thanks.given", "thanks.learned", "entrustment.given", "entrustment.accepted", "path.looked_back"),
}
"""The acts by which steps are done. What is unnamed is not among them, and stands on no street."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """The act by which somebody did a step, and on which day of the path, in the reader's days."""

    entry: str
    day: int


@dataclass(frozen=True, kw_only=True)
class Stride:
    """One step as it stands for each of the two; `is_aside` is the reader's own, and nobody else's."""

    step: Step
    mine: Done | None
    theirs: Done | None
    is_aside: bool
    falls_on: date | None = None
    said: tuple[tuple[str, str], ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether both have done it."""
        return self.mine is not None and self.theirs is not None


@dataclass(frozen=True, kw_only=True)
class Walk:
    """A path from one of its two ends. `standing` is open, over, paused, closed or ended."""

    path: Path
    you: Person
    them: Person
    day: int
    standing: str
    strides: tuple[Stride, ...] = field(default=())

    @property
    def next(self) -> Stride | None:
        """The reader's own next step: a look back whose day has come goes first."""
        if self.standing not in {"open", "over"}:
            return None
        mine = [one for one in self.strides if one.mine is None and not one.is_aside]
        due = [one for one in mine if one.step.day <= self.day]
        return next((one for one in due if one.step.day), next(iter(due), None))


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A path that a reporting line offers; whether the other wants it is theirs to know."""

    line: ReportingLine
    them: Person
    leads: bool
    wished: bool


# ---- paths -----------------------------------------------------------------------------------------------


@asked_once
def all_of(seen_by: str) -> QuerySet[Path]:
    """Every path of the person's, the latest first."""
    seen = Path.objects.filter(sight.sees(seen_by)).order_by("-opened_seq")
    return seen.select_related("street", "street__low", "street__high")


def one(id: str, *, seen_by: str) -> Path:
    """The path; what is not there and what is not theirs cannot be told apart."""
    found = all_of(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def latest(street: str, *, seen_by: str) -> Path | None:
    """The pair's latest path, whatever became of it."""
    return all_of(seen_by).filter(street=street).first()


def standing(path: Path, zone: str) -> str:
    """How it stands on the day it is in that zone."""
    if path.state == "ended" or path.street.state == "closed":
        return "ended" if path.state == "ended" else "closed"
    if path.street.state == "paused":
        return "paused"
    return "over" if day_of(path, zone) > DAYS else "open"


def is_under_way(path: Path | None) -> bool:
    """Whether nothing else can begin beside it: not ended, and not over for either of the two."""
    if path is None:
        return False
    ends = (standing(path, person.zone) for person in (path.street.low, path.street.high))
    return all(each in {"open", "paused"} for each in ends)


# ---- days ------------------------------------------------------------------------------------------------


def day_of(path: Path, zone: str, on: date | None = None) -> int:
    """Which day of the path it is in that zone; days on which the street was stopped do not count."""
    today = on or clock.today(zone)
    if today <= path.first_on:
        return 1
    end = today + timedelta(days=1)
    stopped = (
        (min(stop.until or end, end) - max(stop.since, path.first_on)).days for stop in _stops(path, zone)
    )
    return max(1, (end - path.first_on).days - sum(days for days in stopped if days > 0))


def falls_on(path: Path, number: int, zone: str) -> date | None:
    """The date of that day of the path; none while the street is stopped before it."""
    found = path.first_on + timedelta(days=number - 1)
    for stop in sorted(_stops(path, zone), key=lambda one: one.since):
        if stop.until is None and stop.since <= found:
            return None
        if stop.until is not None and path.first_on < stop.until and stop.since <= found:
            found += stop.until - max(stop.since, path.first_on)
    return found


def _stops(path: Path, zone: str) -> list[stops.Stop]:
    return stops.in_days(path.street.stops, zone)


def due_on(day: date) -> list[tuple[Path, str, int]]:
    """Whom that day asks to look back, and at which day of which path; nobody who put that aside."""
    since = day - timedelta(days=2 * DAYS)
    first = LOOK_BACKS[0]
    paths = Path.objects.filter(state="open", first_on__gte=since, street__state="open")
    found = []
    for path in paths.filter(first_on__lte=day - timedelta(days=first - 1)).select_related(
        "street", "street__low", "street__high"
    ):
        for person in (path.street.low, path.street.high):
            number = next((n for n in LOOK_BACKS if falls_on(path, n, person.zone) == day), 0)
            if number and clock.today(person.zone) >= day and not _is_quiet(path, person.id, number):
                found.append((path, person.id, number))
    return found


def _is_quiet(path: Path, person: str, number: int) -> bool:
    """Either has looked back at that day already, so that it was told or done; or the person put it aside."""
    said = LookBack.objects.filter(path=path, day=number).exists()
    return said or Aside.objects.filter(person=person, about=path.id, step=f"back{number}").exists()


# ---- steps -----------------------------------------------------------------------------------------------


def walk(id: str, *, seen_by: str) -> Walk:
    """A path from the person's end, with its steps."""
    return walks([one(id, seen_by=seen_by)], seen_by=seen_by)[0]


def walks(paths: Sequence[Path], *, seen_by: str) -> list[Walk]:
    """The same for several, with as many questions as for one."""
    if not paths:
        return []
    entries = _entries({path.street_id for path in paths}, seen_by)
    aside = set(Aside.objects.filter(person=seen_by).values_list("about", "step"))
    said = _said([path.id for path in paths])
    return [_walk(path, entries, aside, said, seen_by) for path in paths]


def _walk(
    path: Path,
    entries: Sequence[Entry],
    aside: set[tuple[str, str]],
    said: dict[tuple[str, int], list[tuple[str, str]]],
    me: str,
) -> Walk:
    you, them = path.street.from_end(me)
    done = _done(path, entries)
    strides = tuple(
        Stride(
            step=step,
            mine=_as_done(path, done.get((step.name, me)), you.zone),
            theirs=_as_done(path, done.get((step.name, them.id)), you.zone),
            is_aside=(path.id, step.name) in aside,
            falls_on=falls_on(path, step.day, you.zone) if step.day else None,
            said=tuple(said.get((path.id, step.day), ())),
        )
        for step in STEPS
    )
    return Walk(
        path=path,
        you=you,
        them=them,
        day=day_of(path, you.zone),
        standing=standing(path, you.zone),
        strides=strides,
    )


def _entries(of_streets: set[str], seen_by: str) -> list[Entry]:
    """The acts by which steps are done, on these streets and among those of several people."""
    if not of_streets:
        return []
    on = Q(street__in=list(of_streets)) | Q(street=EVERY_STREET)
    return ledger.entries_from(sight.entries(seen_by).filter(on, kind__in=READ))


def _said(paths: Sequence[str]) -> dict[tuple[str, int], list[tuple[str, str]]]:
    """Who looked back at which day, and in which words."""
    found: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for one in LookBack.objects.filter(path__in=paths).select_related("words_in").order_by("words_in_id"):
        found.setdefault((one.path_id, one.day), []).append((one.by_id, one.words))
    return found


def _as_done(path: Path, entry: Entry | None, zone: str) -> Done | None:
    if entry is None:
        return None
    return Done(entry=entry.id, day=day_of(path, zone, on=clock.day_of(entry.at, zone)))


def _done(path: Path, entries: Iterable[Entry]) -> dict[tuple[str, str], Entry]:
    """The first act by which each of the two did each step, from the path's beginning to its end."""
    both, last = set(path.street.both), path.ended_seq
    begun: dict[str, Entry] = {}
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.source or not both <= {*entry.participants, entry.by}:
            continue
        if entry.kind in BEGINNINGS | {"voice.raised", "conversation.planned", "entrustment.given"}:
            begun[entry.thing] = entry
        if entry.seq > path.opened_seq and (last is None or entry.seq < last):
            for ticked in _ticks(entry, begun.get(entry.thing), path):
                found.setdefault(ticked, entry)
    return found


def _ticks(entry: Entry, begun: Entry | None, path: Path) -> Iterator[tuple[str, str]]:
    """Which step of whose this act does; `begun` is how the thing it is about began."""
    act, first = entry.act, begun.act if begun is not None else None
    match entry.kind:
        case "promise.made" if not getattr(act, "waits", None):
            yield "promise", entry.by
        case "promise.accepted":
            yield "promise", getattr(first, "promiser", "")
        case "voice.raised":
            yield ("learn" if getattr(act, "wants", "") == "feedback" else "voice"), entry.by
        case "voice.answered" if begun is not None and _is_answer(act, first):
            yield "answer", entry.by
        case "conversation.held" if getattr(first, "about", "") == "expectations":
            yield from (("talk", person) for person in path.street.both)
        case "thanks.learned":
            yield "learn", entry.by
        case "thanks.given" if getattr(act, "learned", False):
            yield "learn", entry.by
        case "entrustment.accepted" if begun is not None:
            yield "entrust", begun.by
        case "path.looked_back" if entry.thing == path.id:
            yield f"back{getattr(act, 'day', 0)}", entry.by


def _is_answer(act: Act, raised: Act | None) -> bool:
    """To a voice, not to a wish to learn; "tell me more" is none yet."""
    return getattr(raised, "wants", "") != "feedback" and getattr(act, "answer", "") != "need_more"


# ---- wishes and offers -----------------------------------------------------------------------------------


def wishes_of(person: str) -> list[Wish]:
    """Whom the person asked for a path and has not heard from: an answer for that person alone."""
    found = Wish.objects.filter(person=person).select_related("other").order_by("-wished_at", "pk")
    here = [wish for wish in found if wish.other.is_here]
    known = _streets_of(person) if here else {}
    return [wish for wish in here if stands(wish, known.get(wish.other_id))]


def stands(wish: Wish, street: Street | None) -> bool:
    """A wish lasts ninety days, and no longer than the street went on as it was."""
    if clock.now() - wish.wished_at > timedelta(days=WISH_LASTS):
        return False
    moments = street.stops if street is not None else []
    return all(since is not None and since < wish.wished_at.isoformat() for since, _until in moments)


def offers_to(person: str) -> list[Offer]:
    """Paths that reporting lines which began lately offer the person, unless they have put that aside."""
    since = clock.today() - timedelta(days=OFFERED_FOR)
    lines = [one for one in people.lines_of(person) if one.ended_on is None and one.started_on >= since]
    if not lines:
        return []
    aside = set(Aside.objects.filter(person=person, step=OFFER).values_list("about", flat=True))
    wished = {wish.other_id for wish in wishes_of(person)}
    known = _streets_of(person)
    walked = dict(all_of(person).order_by("opened_seq").values_list("street", "first_on"))
    offers = (_offer(line, person, wished) for line in lines if line.id not in aside)
    return [one for one in offers if _is_offered(one, known.get(one.them.id), walked)]


def _offer(line: ReportingLine, person: str, wished: set[str]) -> Offer:
    leads = line.manager_id == person
    them = line.report if leads else line.manager
    return Offer(line=line, them=them, leads=leads, wished=them.id in wished)


def _is_offered(offer: Offer, street: Street | None, walked: Mapping[str, date]) -> bool:
    """Not where the street is stopped, and not where the two have walked one since the line began."""
    if street is None:
        return offer.them.is_here
    if street.state in {"paused", "closed"}:
        return False
    last = walked.get(street.id)
    return last is None or last < offer.line.started_on


def _streets_of(person: str) -> dict[str, Street]:
    """The person's streets, by whom they lead to; a page has read them anyway."""
    return {street.other(person): street for street in streets.streets_of(person)}
