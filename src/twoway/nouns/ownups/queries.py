"""What can be read of own-ups and the answers to them, always for somebody's eyes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from twoway.errors import NotSeen
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.calls import queries as calls
from twoway.nouns.handoffs import queries as handoffs
from twoway.nouns.ownups import MATTERS
from twoway.nouns.ownups.models import Answer as Answer
from twoway.nouns.ownups.models import Ownup as Ownup
from twoway.nouns.promises import queries as promises
from twoway.nouns.thanks import queries as thanks
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.models import Person
from twoway.web.asked_once import asked_once

# By which acts of an own-up its words are told, and who hears of them.
TELLING = ("ownup.said", "ownup.widening", "ownup.opened")
TO_BE_OWNED = ("raised", "answered")


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What an own-up is about: a thing the person may see, what it is, and the latest act on it they see."""

    id: str
    of: str
    entry: Entry


def all_of(seen_by: str) -> QuerySet[Ownup]:
    """Every own-up the person has said or heard, the latest first."""
    seen = Ownup.objects.filter(sight.sees(seen_by)).order_by("-said_at", "id")
    return seen.select_related("owner", "said_in")


def one(id: str, *, seen_by: str) -> Ownup:
    """The own-up; what is not there and what is not theirs cannot be told apart."""
    found = all_of(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def said_by(person: str) -> QuerySet[Ownup]:
    """The person's own."""
    return all_of(person).filter(owner=person)


def heard_by(person: str) -> QuerySet[Ownup]:
    """What others owned up to before the person."""
    return all_of(person).exclude(owner=person)


def is_in_use(person: str) -> bool:
    """Whether there is any own-up for these eyes."""
    return all_of(person).exists()


def about(things: Iterable[str], *, seen_by: str) -> list[Ownup]:
    """The own-ups about these things, the oldest first, as far as the person has heard them."""
    heard = all_of(seen_by).filter(about__in=list(things)).order_by("said_at", "id")
    return list(heard.prefetch_related(Prefetch("answers", queryset=answers(seen_by))))


@asked_once
def about_once(thing: str, seen_by: str) -> list[Ownup]:
    """Those about one thing, for a page that shows their words in one place and the answers in another.

    What was owned up to about a problem is part of the story of the call behind it.
    """
    problems = handoffs.problems_under(thing, seen_by=seen_by)
    return about([thing, *(problem.id for problem in problems)], seen_by=seen_by)


def answers(seen_by: str) -> QuerySet[Answer]:
    """The answers the person may read, the oldest first: those to them, their own, and what was opened."""
    seen = Answer.objects.filter(sight.sees(seen_by)).order_by("answered_at", "id")
    return seen.select_related("writer", "words_in")


def answers_to(ownup: Ownup, *, seen_by: str) -> list[Answer]:
    """What came back to one own-up, for these eyes."""
    return list(answers(seen_by).filter(ownup=ownup.id))


def answer(id: str, *, seen_by: str) -> Answer:
    """One answer, with the own-up it is to."""
    readable = answers(seen_by).select_related("ownup__owner")
    found = readable.filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def matter(about: str, *, seen_by: str) -> Matter:
    """What an address or a program names: a thing, or one of the acts on it, that the person may see."""
    known = looks_like_id(about)
    seen = sight.entries(seen_by)
    act = seen.filter(entry_id=about if known else sight.NOBODY).values_list("thing", flat=True).first()
    frames = seen.filter(thing=act or (about if known else sight.NOBODY))
    wanted = [seq for seq, kind in frames.order_by("-seq").values_list("seq", "kind") if _of(kind)]
    if not wanted:
        raise NotSeen
    entry = ledger.entries_at(wanted[:1])[0]
    return Matter(id=entry.thing, of=_of(entry.kind), entry=entry)


def matter_of(ownup: Ownup, *, seen_by: str) -> Matter | None:
    """What the own-up is about, if the person may see that as well."""
    try:
        return matter(ownup.about, seen_by=seen_by) if ownup.about else None
    except NotSeen:
        return None


def _of(kind: str) -> str:
    of = kind.split(".")[0]
    return of if of in MATTERS else ""


def owned_with(matter: Matter, person: str) -> list[tuple[str, str]]:
    """What becomes the person's with it: a call and the problems that came of it are one; a part is no whole.

    Whoever owns up to their part in what is somebody else's to own takes nothing from them.
    """
    if matter.of == "call":
        return _call_and_problems(calls.one(matter.id, seen_by=person), person)
    if matter.of == "problem":
        return _problem_and_call(handoffs.problem(matter.id, seen_by=person), person)
    return [("promise", matter.id)] if matter.of == "promise" else []


def _call_and_problems(call: calls.Call, person: str) -> list[tuple[str, str]]:
    if not (call.is_made and calls.role_of(call, person) == "owner"):
        return []
    problems = handoffs.problems_under(call.id, seen_by=person)
    theirs = (one for one in problems if one.state in TO_BE_OWNED and person in one.stands_with)
    return [("call", call.id), *(("problem", one.id) for one in theirs)]


def _problem_and_call(problem: handoffs.Problem, person: str) -> list[tuple[str, str]]:
    stands_elsewhere = person not in problem.stands_with
    if stands_elsewhere and handoffs.problem_refusal(problem, "take_on", person) is not None:
        return []
    call = calls.all_of(person).filter(id=problem.call, owned_on=None).first() if problem.call else None
    is_own = call is not None and call.is_made and calls.role_of(call, person) == "owner"
    return [("problem", problem.id), *([("call", problem.call)] if is_own else [])]


def touched_by(matter: Matter, *, seen_by: str) -> tuple[str, ...]:
    """Whom it probably cost something: everybody else who takes part in it, as far as the person may know."""
    if matter.of == "call":
        call = calls.one(matter.id, seen_by=seen_by)
        knows = (row for row in calls.who_knows(call, seen_by=seen_by) if row.role != "told")
        return tuple(row.person_id for row in knows if row.person_id != seen_by and row.person.is_here)
    frames = sight.entries(seen_by).filter(thing=matter.id)
    named = (person for entry in ledger.entries_from(frames) for person in entry.participants)
    return tuple(person for person in dict.fromkeys(named) if person != seen_by)


def knows(ownup: Ownup) -> tuple[str, ...]:
    """Everybody who has heard of it and is still here, without the owner."""
    here = people.named(ownup.receivers)
    return tuple(person for person in ownup.receivers if here[person].is_here)


def names(ids: Iterable[str]) -> list[Person]:
    """These persons in the order of their naming: whoever reads an own-up may know who else does."""
    wanted = list(dict.fromkeys(ids))
    found = people.named(wanted)
    return [found[person] for person in wanted if person in found]


def named_in(entries: Iterable[Entry]) -> dict[str, Person]:
    """Whose acts these are."""
    return people.named(entry.by for entry in entries)


def promises_of(*ownups: Ownup, seen_by: str) -> list[promises.Line]:
    """The promises made with these and how they stand, as far as the person sees them."""
    order = {id: place for place, id in enumerate(id for ownup in ownups for id in ownup.promises)}
    found = promises.all_of(seen_by).filter(id__in=order) if order else ()
    return [promises.line_of(one, seen_by) for one in sorted(found, key=lambda one: order[one.id])]


def thanks_for(ownups: Iterable[Ownup], *, seen_by: str) -> list[thanks.Thanks]:
    """The thanks said for these, to their owner or by the person."""
    return thanks.for_acts([ownup.said_entry for ownup in ownups], seen_by=seen_by)


def words_of(ownup: Ownup, *, seen_by: str) -> list[Entry]:
    """The acts whose words are the owner's own: what is opened to somebody more."""
    return ledger.entries_from(sight.entries(seen_by).filter(thing=ownup.id, kind__in=TELLING))


def announced() -> list[Ownup]:
    """Own-ups of which more people are to hear, for the clock, which opens them."""
    return list(Ownup.objects.exclude(announced={}).select_related("owner").order_by("said_at", "id"))


def latest(person: str, since: datetime) -> QuerySet[Ownup]:
    """What others owned up to before the person lately."""
    return heard_by(person).filter(said_at__gte=since)


def answers_lately(person: str, since: datetime) -> QuerySet[Answer]:
    """What came back to the person's own lately."""
    mine = answers(person).filter(ownup__owner=person, answered_at__gte=since)
    return mine.exclude(writer=person)
