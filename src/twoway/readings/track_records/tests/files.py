"""Exported files to check, made once: of a team with a promise, a problem and a price of every kind."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from twoway.ledger import keys, publish
from twoway.ledger import queries as ledger
from twoway.nouns.handoffs import rules as handoffs
from twoway.nouns.promises import rules as promises
from twoway.nouns.track_records import rules
from twoway.nouns.track_records.tests.world import World, a_quarter, out, promised, world
from twoway.people.streets import queries as streets
from twoway.readings.history.proof import proof_of
from twoway.readings.track_records import figures, lines

At = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Made:
    """Two files of one quarter, and what their readers could have from elsewhere.

    In `opened` all acts of the team's side are opened, and in `sealed`, of the quarter before anybody let
    them be, none. `act` is one of them as the one it is between may see it.
    """

    opened: bytes
    sealed: bytes
    names: tuple[str, ...]
    key: str
    signer: keys.Signer
    act: dict[str, str]
    older: str
    same: str
    later: str
    proof: list[str]


def make(at: At) -> Made:
    at("2026-01-12 09:00")
    here = world()
    a_quarter([True] * 4 + [False] * 2, here.six, here.larch)
    every_way(here, at)
    record = out(here, opens=True)
    at("2026-05-04 09:00")
    early = publish.publish()
    sealed = lines.file_of(figures.for_reader(record, seen_by=here.larch[0]))
    rules.ask_contacts(record, by=here.six[0])
    for contact in here.larch:
        rules.agree(record, by=contact, opens=True)
    same, size = publish.publish(), ledger.size()
    opened = lines.file_of(figures.for_reader(record, seen_by=here.six[0]))
    promised(here.six[0], here.larch[0], due=date(2026, 6, 1))
    at("2026-05-05 09:00")
    return Made(
        opened=opened,
        sealed=sealed,
        names=(*here.six, *here.larch),
        key=publish.public_key(),
        signer=keys.signer(),
        act=_act(here),
        older=early,
        same=same,
        later=publish.publish(),
        proof=[base64.b64encode(step).decode() for step in ledger.consistency(size, ledger.size())],
    )


def every_way(here: World, at: At) -> None:
    """With prices, moves, other terms, taken back keepings, and given up: whatever a frame can say."""
    to, priced = here.larch[0], {}
    for place, one in enumerate(here.six):
        made = promises.offer(
            to, "A part", date(2026, 2, 2), by=one, price_low=900, price_high=1_000, currency="EUR"
        )
        if place == 0:
            promises.counter(made.thing, due_on=date(2026, 2, 4), price_high=950, by=to)
        promises.say_yes(made.thing, by=one if place == 0 else to)
        priced[one] = made.thing
    _terms_move(here, priced, to)
    at("2026-02-01 09:00")
    for place, one in enumerate(here.six[:5]):
        promises.keep(priced[one], by=one, charged=(950, 1_000, 1_001, 1_100, 900)[place])
    promises.contest(priced[here.six[4]], by=to, note="Not all of it")
    at("2026-02-03 09:00")
    promises.confirm(priced[here.six[4]], by=to, charged=950)
    promises.give_up(priced[here.six[5]], by=here.six[5])
    _problems(here, to)


def _problems(here: World, to: str) -> None:
    """What was handed on to the client did not work: owned by all but one, mended in part, one not over."""
    for place, one in enumerate(here.six):
        given = handoffs.hand("The part", by=one, to=to).thing
        problem = handoffs.raise_problem(given, by=to, what="Too wide", costs="A day", cost=2).thing
        if place:
            handoffs.answer(problem, by=one, answer="mine")
        if place % 2:
            handoffs.resolve(problem, by=to)
        if place == 3:
            handoffs.reopen(problem, by=to)


def _terms_move(here: World, priced: dict[str, str], to: str) -> None:
    """One is moved in good time, and of one another price is agreed."""
    early, dearer = here.six[1], here.six[3]
    promises.ask_move(priced[early], due_on=date(2026, 2, 20), reason="The press stopped", by=early)
    promises.agree_move(priced[early], by=to)
    promises.ask_terms(priced[dearer], price_high=1_100, currency="EUR", reason="Steel", by=dearer)
    promises.agree_terms(priced[dearer], by=to)


def _act(here: World) -> dict[str, str]:
    street = streets.between(here.six[0], here.larch[0])
    assert street is not None
    made = next(one for one in ledger.entries_of_street(street.id) if one.kind == "promise.made")
    proof = proof_of(made)
    return {"leaf": proof.leaf, "frame_blind": proof.frame_blind}
