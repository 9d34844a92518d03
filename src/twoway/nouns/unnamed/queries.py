"""What can be read of unnamed voices: by their addressee, and by whoever shows the key to one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from twoway.errors import NotSeen
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.unnamed import FEWEST
from twoway.nouns.unnamed.models import Unnamed as Unnamed
from twoway.nouns.unnamed.models import Waiting as Waiting
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.models import Person, Team
from twoway.web.asked_once import asked_once


@dataclass(frozen=True, kw_only=True)
class Group:
    """Who could have written: the active members of a team, without the addressee, in the order of names."""

    team: Team
    people: tuple[Person, ...]

    @property
    def is_enough(self) -> bool:
        """Whether a voice out of this group names nobody by itself."""
        return len(self.people) >= FEWEST

    @property
    def ids(self) -> tuple[str, ...]:
        """In an order that has nothing to do with anybody's place in the team."""
        return tuple(sorted(person.id for person in self.people))


@dataclass(frozen=True, kw_only=True)
class Thread:
    """What a key opens: the voice once it is entered, all that was said, and what of the writer's waits."""

    lock: str
    to: Person
    group: list[Person]
    voice: Unnamed | None
    said: list[Entry]
    waits: Waiting | None


# ---- for the addressee -----------------------------------------------------------------------------------


@asked_once
def all_of(seen_by: str) -> QuerySet[Unnamed]:
    """Every unnamed voice to the person, those that wait first."""
    seen = Unnamed.objects.filter(sight.sees(seen_by), to=seen_by)
    return seen.select_related("said_in").order_by("-raised_on", "id")


def one(id: str, *, seen_by: str) -> Unnamed:
    """The voice; what is not there and what is not theirs cannot be told apart."""
    found = all_of(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def among(things: Iterable[str], *, seen_by: str) -> dict[str, Unnamed]:
    """Those of these voices that are there for the person."""
    return {voice.id: voice for voice in all_of(seen_by).filter(id__in=set(things))}


def waiting_for(person: str) -> QuerySet[Unnamed]:
    """Those that wait for the person's answer."""
    return all_of(person).filter(state="waiting")


@asked_once
def asks_something(person: str) -> list[Unnamed]:
    """Those that wait for an answer, and those the person said they would do something about by a day."""
    asks = Q(state="waiting") | Q(state="answered", will_do_by__isnull=False)
    return list(all_of(person).filter(asks).order_by("answer_by", "id"))


@asked_once
def is_in_use(person: str) -> bool:
    """Whether there was ever one to the person."""
    return all_of(person).exists()


def so_far(voice: Unnamed) -> list[Entry]:
    """All that was said, the oldest first."""
    return [entry for entry in ledger.entries_of([voice.id]) if entry.kind.startswith("unnamed.")]


def group_of(ids: Iterable[str]) -> list[Person]:
    """The frozen list by name; whoever was erased since stays in it, without a name."""
    return sorted(people.named(ids).values(), key=lambda person: (person.called.casefold(), person.id))


# ---- for whoever writes ----------------------------------------------------------------------------------


def groups(by: str, *, to: str = "") -> list[Group]:
    """Each team the person is in, as the group out of which they could write to `to`."""
    found = [_group(team, to) for team in people.teams_of(by)]
    return [group for group in found if by in group.ids]


def group(team: str, *, by: str, to: str) -> Group:
    """One of them; NotSeen where the person is not in it, or could not write."""
    for found in groups(by, to=to):
        if found.team.id == team:
            return found
    raise NotSeen


def addressees(by: str) -> list[Person]:
    """Whom the person can raise something to: every other member who has joined."""
    return [one for one in people.companions(by) if one.is_member and one.state == "active"]


def _group(team: Team, to: str) -> Group:
    inside = (row.person for row in people.members_of(team.id))
    could = [person for person in inside if person.is_member and person.state == "active" and person.id != to]
    return Group(team=team, people=tuple(sorted(could, key=lambda one: (one.called.casefold(), one.id))))


# ---- for whoever shows a key -----------------------------------------------------------------------------


def thread(lock: str) -> Thread:
    """What the key of this lock opens; NotSeen, after the same two questions, where it opens nothing."""
    voice = Unnamed.objects.filter(lock=lock).select_related("said_in").first()
    waits = Waiting.objects.filter(lock=lock).first()
    about = voice or waits
    if about is None:
        raise NotSeen
    to = voice.to_id if voice else waits.to if waits else ""
    return Thread(
        lock=lock,
        to=people.person(to),
        group=group_of(about.group),
        voice=voice,
        said=so_far(voice) if voice else [],
        waits=waits,
    )


def raised_under(lock: str) -> tuple[str, str, str] | None:
    """To whom, out of which team and in which words something was raised under this lock, if anything was."""
    waits = Waiting.objects.filter(lock=lock, verb="raised").first()
    voice = None if waits else Unnamed.objects.filter(lock=lock).select_related("said_in").first()
    if waits:
        return waits.to, waits.team, waits.words
    return (voice.to_id, voice.team, voice.words) if voice else None


# ---- what waits to be entered ----------------------------------------------------------------------------


def due(now: datetime) -> list[Waiting]:
    """What is to be entered by now, or never, since it is for somebody who is no longer here."""
    waiting = list(Waiting.objects.order_by("id"))
    known = people.named(each.to for each in waiting) if waiting else {}
    here = {person.id for person in known.values() if person.is_here}
    by_now = (now.date(), now.hour)
    return [each for each in waiting if (each.on, each.hour) <= by_now or each.to not in here]
