"""A team large enough, and what one of it raises, handed on the day after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.cast import Cast, come_in
from twoway import clock
from twoway.nouns.unnamed import forms, queries, rules
from twoway.people import rules as people

WORDS = "We find out about changes from the clients."
KEY = "0123-4567-89ab-cdef-ghjk-mnpq-rstv"


@dataclass(frozen=True, kw_only=True)
class Crew:
    """Ben, Cy, Dana, Fay and Gus are in a team with Ann, to whom things are raised."""

    team: str
    writers: tuple[str, ...]
    ann: str


def gather(cast: Cast) -> Crew:
    fay = come_in(cast.dana, name="Fay Ito", email="fay@fir.example")
    gus = come_in(cast.dana, name="Gus Petri", email="gus@fir.example")
    team = people.form_team(name="Line 3", by=cast.dana).thing
    writers = (cast.ben, cast.cy, cast.dana, fay, gus)
    for person in (cast.ann, *writers):
        people.join_team(team, person=person, by=cast.dana)
    return Crew(team=team, writers=writers, ann=cast.ann)


def send(crew: Crew, *, by: str, key: str = KEY, words: str = WORDS, **more: str | int) -> None:
    """Raised by one of the crew, as the pages would."""
    raising = forms.Raising(to=crew.ann, team=crew.team, words=words, **more)  # type: ignore[arg-type]
    group = queries.group(crew.team, by=by, to=crew.ann).ids
    rules.raise_(raising, by=by, lock=forms.lock_of(key), group=group)


def hand_on() -> datetime:
    """The tick at the end of the next day: by then every hour of it has come."""
    later = clock.now().replace(hour=23, minute=59) + timedelta(days=1)
    with clock.held_at(later):
        rules.enter_due()
    return later


def raised(crew: Crew, *, by: str, key: str = KEY, words: str = WORDS) -> queries.Unnamed:
    """Raised, and handed on."""
    send(crew, by=by, key=key, words=words)
    hand_on()
    found = queries.thread(forms.lock_of(key)).voice
    assert found is not None
    return found
