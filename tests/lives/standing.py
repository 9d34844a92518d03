"""Lines of a record shown, taken back and asked for in return; words of thanks that may stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.living import Life, Throw
from twoway.nouns.standing import LINES, queries, rules
from twoway.nouns.thanks import queries as thanks

ACTS = ("standing.",)


def show(life: Life, thrown: Throw) -> None:
    lines = [*LINES][thrown.pick % len(LINES) :: 4]
    life.may_be_refused(lambda: rules.show(thrown.to, lines, by=thrown.by))


def go_on(life: Life, thrown: Throw) -> None:
    for shown in queries.showings(thrown.by):
        rule = (
            partial(rules.take_back, shown.id)
            if thrown.pick % 3 == 0
            else partial(rules.ask, shown.reader_id)
        )
        entry = life.may_be_refused(partial(rule, by=thrown.by))
        assert not entry or thrown.by == shown.owner_id
    for asked in queries.asks(thrown.by):
        entry = life.may_be_refused(partial(rules.decline, asked.id, by=thrown.by, note=thrown.note))
        assert not entry or thrown.by == asked.asked_id


def ask_words(life: Life, thrown: Throw) -> None:
    for said in thanks.all_of(thrown.by):
        entry = life.may_be_refused(partial(rules.ask_words, said.id, by=thrown.by))
        assert not entry or thrown.by == said.receiver_id


def answer_words(life: Life, thrown: Throw) -> None:
    answers = (rules.allow_words, rules.refuse_words, rules.take_words_back)
    for asked in queries.quotes(thrown.by):
        life.may_be_refused(partial(answers[thrown.pick % 3], asked.id, by=thrown.by))


MOVES = (show, go_on, ask_words, answer_words)


def known(me: str) -> dict[str, list[str]]:
    return {
        "showing": [one.id for one in queries.showings(me)],
        "standing_ask": [one.id for one in queries.asks(me)],
        "standing_words": [one.id for one in queries.quotes(me)],
    }


def among_others(life: Life, me: str, others: list[str]) -> Iterator[None]:
    """One of them shows the viewer lines; then they show each other theirs, and ask."""
    life.may_be_refused(lambda: rules.show(me, ["on_day", "calls"], by=others[0]))
    yield
    life.may_be_refused(lambda: rules.show(others[1], ["on_day"], by=others[0]))
    life.may_be_refused(lambda: rules.ask(others[1], by=others[0]))
    for said in thanks.given(others[0]):
        if said.receiver_id != me:
            life.may_be_refused(partial(rules.ask_words, said.id, by=said.receiver_id))
