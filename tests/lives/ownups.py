"""Letters in which people own up, those who hear of them, and answers that are theirs alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.living import Life, Throw
from twoway.ledger import queries as ledger
from twoway.nouns.calls import rules as calls
from twoway.nouns.ownups import queries, rules

ACTS = ("ownup.",)


def own_up(life: Life, thrown: Throw) -> None:
    """About something that is there, or nothing in particular."""
    things = [*life.things["promises"][-1:], *life.things["calls"][-1:], *life.things["problems"][-1:], ""]
    about = things[thrown.pick % len(things)]
    told = [thrown.also] if thrown.day % 3 == 0 else []
    say = partial(rules.say, thrown.words, "A morning", by=thrown.by, touched=[thrown.to], told=told)
    life.may_be_refused(partial(say, about=about))


def _said(life: Life) -> list[str]:
    """The letters, without the answers to them."""
    kinds = {thing: ledger.entries_of([thing])[0].kind for thing in life.things["ownups"]}
    return [thing for thing, kind in kinds.items() if kind == "ownup.said"]


def answer(life: Life, thrown: Throw) -> None:
    for letter in _said(life)[-2:]:
        entry = life.may_be_refused(partial(rules.answer, letter, thrown.words, by=thrown.by))
        assert not entry or life.knows(letter, thrown.by)


def share_answers(life: Life, thrown: Throw) -> None:
    letters = _said(life)
    for answer in [thing for thing in life.things["ownups"] if thing not in letters][-2:]:
        entry = life.may_be_refused(partial(rules.share_answer, answer, by=thrown.by))
        assert not entry or ledger.entries_of([answer])[0].by == thrown.by


def widen(life: Life, thrown: Throw) -> None:
    for letter in _said(life)[-2:]:
        entry = life.may_be_refused(partial(rules.widen, letter, by=thrown.by, to=[thrown.to]))
        assert not entry or ledger.entries_of([letter])[0].by == thrown.by


def see_who_will_hear(life: Life, thrown: Throw) -> None:
    """And in time those who were named hear of it."""
    for letter in _said(life)[-2:]:
        life.may_be_refused(partial(rules.have_seen, letter, by=thrown.by))
    rules.open_due()


MOVES = (own_up, own_up, answer, share_answers, widen, see_who_will_hear)


def known(me: str) -> dict[str, list[str]]:
    return {"ownup": [one.id for one in queries.all_of(me)]}


QUERIES = ("/api/v1/ownups?show=mine",)


def among_others(life: Life, me: str, others: list[str]) -> Iterator[None]:
    """An own-up the viewer knows of, of which more are to hear, is answered by another."""
    owner, another, _third = others
    call = calls.make("Warm", by=owner, asks=[another], touches=[me])
    letter = rules.say("I guessed", "A day", by=owner, touched=[another, me], about=call.thing)
    rules.widen(letter.thing, by=owner, to=[life.cast.dana])
    yield
    rules.answer(letter.thing, "I had wondered", by=another)
    rules.have_seen(letter.thing, by=another)
