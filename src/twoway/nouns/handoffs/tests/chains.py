"""Chains for the tests of hand-offs, made through the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.cast import Cast, come_in, open_street
from twoway.errors import RuleBroken, TwowayError
from twoway.ledger import queries as ledger
from twoway.nouns.calls import rules as calls
from twoway.nouns.handoffs import rules
from twoway.people import rules as people

WORK = "The racks for line 3, welded"


@dataclass(frozen=True, kw_only=True)
class Chain:
    """Ben's call; Ann hands the work to Cy, Cy to Eve, a guest. Flo knows nothing of it."""

    cast: Cast
    call: str
    to_cy: str
    to_eve: str
    flo: str
    gil: str

    def id(self, name: str) -> str:
        """One of them, by name."""
        found: str = getattr(self, name) if name in {"flo", "gil"} else getattr(self.cast, name)
        return found


def chain(cast: Cast, *, with_call: bool = True) -> Chain:
    """The chain, with Ben's call behind it or with none; Gil took part in a branch and has left."""
    flo = come_in(cast.dana, name="Flo Adams", email="flo@fir.example")
    gil = come_in(cast.dana, name="Gil Hall", email="gil@fir.example")
    open_street(cast.cy, cast.eve)
    call = ""
    if with_call:
        made = calls.make(
            "Weld first, paint later", by=cast.ben, on_me=True, asks=[cast.ann], sure_percent=40
        )
        call = made.thing
    to_cy = rules.hand(WORK, by=cast.ann, to=cast.cy, call=call).thing
    branch = rules.hand("The drawings of it", by=cast.ann, to=gil, call=call).thing
    rules.accept(branch, by=gil)
    people.leave(gil, by=gil)
    to_eve = rules.hand("The racks, painted", by=cast.cy, to=cast.eve, after=[to_cy]).thing
    rules.accept(to_eve, by=cast.eve)
    return Chain(cast=cast, call=call, to_cy=to_cy, to_eve=to_eve, flo=flo, gil=gil)


def raised(made: Chain, *, may_be_shown: bool = True) -> str:
    """The problem that Eve finds at the end of it."""
    return rules.raise_problem(
        made.to_eve,
        by=made.cast.eve,
        what="They don’t fit the lift",
        costs="A day, and a second van",
        cost=2,
        may_be_shown=may_be_shown,
    ).thing


def refused(act: Callable[[], object], error: type[TwowayError] = RuleBroken) -> TwowayError:
    """The sentence with which an act is refused, after which the ledger is as it was."""
    size, root = ledger.size(), ledger.root()
    with pytest.raises(error) as caught:
        act()
    assert (ledger.size(), ledger.root()) == (size, root)
    return caught.value
