"""A voice of Ann's, raised with Ben or with those who lead the saw team, and how it goes on, for tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import Cast
from twoway.errors import TwowayError
from twoway.ledger import queries as ledger
from twoway.nouns.voices import queries, rules
from twoway.people import rules as people

THURSDAY = date(2026, 3, 5)
FRIDAY = date(2026, 3, 6)
LATER = date(2026, 3, 12)
SAID = "Two of us carry every Friday release"
MORE = "We share it, or we stop."
WHY = "The client reads it on Saturdays"


def raised(cast: Cast, **terms: object) -> str:
    """A voice of Ann's with Ben, to be answered by Thursday."""
    said: dict[str, object] = {"to": cast.ben, "wants": "act", "answer_by": THURSDAY, "more": MORE}
    return rules.raise_(SAID, by=cast.ann, **(said | terms)).thing  # type: ignore[arg-type]


def seen(id: str, who: str) -> queries.Voice:
    return queries.one(id, seen_by=who)


def led_by(cast: Cast, *leads: str, also: tuple[str, ...] = ()) -> str:
    """The saw team, with these leads; Ann works in it."""
    team = people.form_team(name="Saws", by=cast.dana).thing
    people.join_team(team, person=cast.ann, by=cast.dana)
    for person in leads:
        people.join_team(team, person=person, by=cast.dana, lead=True)
    for person in also:
        people.join_team(team, person=person, by=cast.dana)
    return team


def answered(id: str, by: str, answer: str = "no_because", **terms: object) -> str:
    said: dict[str, object] = {"words": WHY}
    return rules.answer(id, by=by, answer=answer, **(said | terms)).id  # type: ignore[arg-type]


def taken_on(cast: Cast, id: str, to: str) -> None:
    """Passed on by Ben with Ann's yes."""
    rules.offer_pass(id, by=cast.ben, to=to, words="You plan the Fridays")
    rules.allow_pass(id, by=cast.ann)
    rules.take_on(id, by=to)


def refused(run: Callable[[], object]) -> TwowayError:
    size = ledger.size()
    with pytest.raises(TwowayError) as error:
        run()
    assert ledger.size() == size
    assert error.value.say.strip()
    return error.value
