"""Thanks for whatever was done, passed on with the yes of whoever was thanked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.living import Life, Throw
from twoway.ledger import queries as ledger
from twoway.nouns.thanks import queries, rules

ACTS = ("thanks.",)


def give(life: Life, thrown: Throw) -> None:
    if not life.acts:
        return
    act = life.acts[thrown.pick % len(life.acts)]
    entry = life.may_be_refused(
        lambda: rules.give(act, thrown.note, by=thrown.by, learned=thrown.day % 2 > 0)
    )
    assert not entry or ledger.entry(act).by != thrown.by


def learn(life: Life, thrown: Throw) -> None:
    life.may_be_refused(lambda: rules.say_learned(thrown.to, thrown.words, by=thrown.by))


def pass_on(life: Life, thrown: Throw) -> None:
    to = [thrown.to, thrown.also][: thrown.pick % 3]
    for said in queries.given(thrown.by):
        life.may_be_refused(partial(rules.ask_to_pass_on, said.id, by=thrown.by, to=to))


def answer_passing_on(life: Life, thrown: Throw) -> None:
    answer = rules.allow_pass_on if thrown.pick % 2 else rules.refuse_pass_on
    for said in queries.all_of(thrown.by):
        entry = life.may_be_refused(partial(answer, said.id, by=thrown.by))
        assert not entry or thrown.by == said.receiver_id


MOVES = (give, give, learn, pass_on, answer_passing_on)


def known(me: str) -> dict[str, list[str]]:
    return {"thanks": [said.id for said in queries.all_of(me)]}


def among_others(life: Life, me: str, others: list[str]) -> Iterator[None]:
    """They thank each other for what the viewer knows nothing of, and pass it on."""
    yield
    for act in life.acts[-4:]:
        life.may_be_refused(partial(rules.give, act, "Thank you for that", by=others[1]))
