"""What counts beside a street is what both ends see, each knowing that the other does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from twoway.ledger.acts import SightOpened
from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act, act
from twoway.people.streets.models import Street
from twoway.readings.estimates import shared

ANA, BEN, CHEN, EVE = "ana000000000", "ben000000000", "chen00000000", "eve000000000"
MARCH_2 = datetime(2026, 3, 2, 9, tzinfo=UTC)
BEN_AND_CHEN = Street(id="street000000", low_id=BEN, high_id=CHEN)


@act("toy.beside")
class Beside(Act):
    """Something several people take part in."""


def entered(told: Act, *, id: str, by: str, named: tuple[str, ...], street: str = "*", seq: int = 1) -> Entry:
    return Entry(
        seq=seq, id=id, kind=told.kind, by=by, at=MARCH_2, happened_at=MARCH_2, thing="thing0000000",
        street=street, participants=named, audience=(), source="", entered_by=by, act=told,
        words_erased=False,
    )  # fmt: skip


def opened(*named: str, to: str = CHEN, of: str = "made") -> Entry:
    return entered(
        SightOpened(entries=(of,), to=to, reason="handed_on"),
        id="opened",
        by=named[0],
        named=named,
        street="",
    )


def beside(*told: Entry) -> list[str]:
    acts = [(one, set(one.seen_by())) for one in told if not isinstance(one.act, SightOpened)]
    openings = [one for one in told if isinstance(one.act, SightOpened)]
    return [one.id for one in shared._beside(BEN_AND_CHEN, acts, openings)]


BY_ANA = entered(Beside(), id="x", by=ANA, named=(ANA, BEN, CHEN))
BY_CHEN = entered(Beside(), id="x", by=CHEN, named=(CHEN, BEN))
MADE = entered(Beside(), id="made", by=BEN, named=(BEN, ANA))


@pytest.mark.parametrize(
    ("what", "told", "found"),
    [
        ("both take part in a third person's act", [BY_ANA], ["x"]),
        ("it stands on their street already", [BY_CHEN], []),
        ("one of them takes no part", [MADE], []),
        ("opened to one by an act both see", [MADE, opened(ANA, CHEN, BEN)], ["made"]),
        ("opened by an act the other does not see", [MADE, opened(ANA, CHEN)], []),
        ("opened to somebody else", [MADE, opened(ANA, CHEN, BEN, to=EVE)], []),
        ("another act was opened", [MADE, opened(ANA, CHEN, BEN, of="other")], []),
    ],
)  # fmt: skip
def test_what_stands_beside_a_street(what: str, told: list[Entry], found: list[str]) -> None:
    assert beside(*told) == found


def test_what_is_beside_comes_in_its_place_among_the_streets_own() -> None:
    first, second, third = (
        entered(Beside(), id=str(seq), by=BEN, named=(BEN, CHEN), seq=seq) for seq in (1, 2, 3)
    )
    assert shared.in_order([first, third], [second]) == [first, second, third]
    assert shared.in_order([first, third], []) == [first, third]
