"""A share and its range: the equation, its ends, and how often it covers the truth."""

from __future__ import annotations

from math import comb

import pytest

from twoway.trust.errors import BadReading
from twoway.trust.shares import NINETY, share


def test_the_range_solves_wilsons_equation_before_it_is_rounded_outwards() -> None:
    for kept, of in ((8, 10), (3, 17), (50, 120)):
        found = share(kept, of)
        for end, outwards in ((found.low, 1), (found.high, -1)):
            inside, p = (end + outwards) / 100, kept / of
            assert (p - inside) ** 2 <= NINETY**2 * inside * (1 - inside) / of + 1e-9
            past, at = end / 100, kept / of
            assert (at - past) ** 2 >= NINETY**2 * past * (1 - past) / of - 1e-9


def test_it_stays_between_nothing_and_all_and_holds_the_share() -> None:
    for of in range(1, 60):
        for kept in range(of + 1):
            found = share(kept, of)
            assert 0 <= found.low <= 100 * kept / of <= found.high <= 100
            assert (found.low, found.high) == (
                100 - share(of - kept, of).high,
                100 - share(of - kept, of).low,
            )


def test_more_of_the_same_is_surer() -> None:
    assert share(80, 100).low > share(8, 10).low
    assert share(80, 100).high < share(8, 10).high


@pytest.mark.parametrize("chance", [0.2, 0.5, 0.7, 0.9])
def test_it_covers_the_chance_about_nine_times_in_ten(chance: float) -> None:
    of = 60
    covered = sum(
        comb(of, kept) * chance**kept * (1 - chance) ** (of - kept)
        for kept in range(of + 1)
        if share(kept, of).low <= 100 * chance <= share(kept, of).high
    )
    assert 0.86 <= covered <= 0.97


@pytest.mark.parametrize(("kept", "of"), [(0, 0), (-1, 5), (6, 5)])
def test_a_share_of_nothing_is_refused(kept: int, of: int) -> None:
    with pytest.raises(BadReading):
        share(kept, of)
