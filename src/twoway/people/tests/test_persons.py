"""Persons come by invitation, say who they are themselves, and leave nothing open behind them."""

from __future__ import annotations

from tests.cast import Cast


def test_whoever_sets_up_a_workplace_is_in_it_and_looks_after_it(cast: Cast) -> None:
    dana = cast.person("dana")
    assert (dana.state, dana.kind, dana.runs_server) == ("active", "member", True)
