"""What one of a team raises without a name, and what comes of it; a writer's acts are of the next day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

from tests.cast import come_in
from tests.living import Life, Throw
from twoway import clock
from twoway.errors import TwowayError
from twoway.ids import new_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.unnamed import ANSWERS, forms, queries, rules
from twoway.people import pace
from twoway.people import queries as people
from twoway.people import rules as people_rules

ACTS = ("unnamed.",)
VERBS = ("answer",)
MAY_FAIL = {"empty", "no_day", "day_passed", "day_too_far"}
TEAM = "All hands"
KEYS: dict[str, str] = {}  # of the things of all lives: the writers' own


def raise_(life: Life, thrown: Throw) -> None:
    raised(life, by=thrown.by, to=thrown.to, words=thrown.words)


def raised(life: Life, *, by: str, to: str, words: str) -> None:
    """The day before yesterday, so that its hour has come by now."""
    team, key = a_team(life), new_id()
    pace._in_memory = pace._InMemory()  # lives are lived faster than anybody writes
    raising = forms.Raising(to=to, team=team, words=words)
    try:
        with clock.held_at(life.now - timedelta(days=2)):
            group = queries.group(team, by=by, to=to).ids
            rules.raise_(raising, by=by, lock=forms.lock_of(key), group=group)
    except TwowayError:
        assert ticked(life) == []
        return
    for entry in ticked(life):
        KEYS[entry.thing] = key


def a_team(life: Life) -> str:
    """Everybody of the cast who is a member, and three more; made in the life that first needs it."""
    found = next((team.id for team in people.teams() if team.name == TEAM), "")
    if found:
        return found
    cast = life.cast
    more = [
        come_in(cast.dana, name=name, email=f"{name.split()[0].lower()}@fir.example")
        for name in ("Jo Abe", "Kit Lund", "Lou Roy")
    ]
    team = people_rules.form_team(name=TEAM, by=cast.dana).thing
    for person in (cast.ann, cast.ben, cast.cy, cast.dana, *more):
        people_rules.join_team(team, person=person, by=cast.dana)
    return team


def ticked(life: Life) -> list[Entry]:
    """What the tick enters: nobody's act, for one pair of eyes, on no street."""
    size = ledger.size()
    rules.enter_due()
    entered = ledger.entries_between(size, ledger.size())
    for entry in entered:
        assert (entry.by, entry.entered_by, entry.street, len(entry.seen_by())) == ("", "", "", 1)
        life.remember(entry)
    return entered


def write_on(life: Life, thrown: Throw) -> None:
    """Whoever has the key adds something, closes it, or takes back what waits."""
    thing = life.pick("unnamed", thrown)
    if thing is None:
        return
    lock, size = forms.lock_of(KEYS[thing]), ledger.size()
    with suppress(TwowayError):
        with clock.held_at(life.now - timedelta(days=2)):
            if thrown.day % 3:
                rules.add(lock, thrown.note)
            else:
                rules.close(lock, thrown.pick % 6, thrown.note)
        if thrown.pick % 5 == 0:
            rules.take_back(lock)
    assert ledger.size() == size
    ticked(life)


def go_on(life: Life, thrown: Throw) -> None:
    thing = life.pick("unnamed", thrown)
    if thing:
        life.goes_on("unnamed", thing, thrown)


def offered(thing: str, by: str) -> list[str]:
    return ["answer"] if queries.one(thing, seen_by=by).state != "closed" else []


def do(life: Life, _verb: str, thing: str, thrown: Throw) -> Entry:
    which = list(ANSWERS)[thrown.pick % len(ANSWERS)]
    day = life.day(thrown.day) if thrown.day % 2 else None
    return rules.answer(thing, which, by=thrown.by, words=thrown.note, by_day=day)


MOVES = (raise_, raise_, write_on, go_on, go_on)


def known(me: str) -> dict[str, list[str]]:
    return {"unnamed": [voice.id for voice in queries.all_of(me)]}


def among_others(life: Life, _me: str, others: list[str]) -> Iterator[None]:
    """One of them writes to another, of which even those who could have written it learn nothing."""
    a_team(life)
    yield
    by, to = [person for person in others if person != life.cast.eve][:2]
    raised(life, by=by, to=to, words="Ask us first")


def holds(life: Life) -> None:
    """Nothing of any writer's is on a street, and no thread opens for anything but its own key."""
    for thing in life.things["unnamed"]:
        found = queries.thread(forms.lock_of(KEYS[thing]))
        assert found.voice is not None
        assert found.voice.id == thing
        assert {entry.by for entry in found.said} <= {"", found.voice.to_id}
