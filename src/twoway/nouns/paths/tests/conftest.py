"""Ann begins to lead Ben; acts of any noun, as they stand on their street."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from tests.cast import Cast, open_street
from twoway.nouns.paths import queries, rules
from twoway.people import rules as people

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
"""Day 1, and the end of its week."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Ann leads Ben since Monday, and their street is open."""

    cast: Cast
    street: str
    line: str

    def on_a_path(self) -> str:
        """Both ask for one; its id."""
        assert rules.wish(self.cast.ben, by=self.cast.ann, wish=True) is None
        found = rules.wish(self.cast.ann, by=self.cast.ben, wish=True)
        assert found is not None
        return found.id

    def walk(self, id: str, name: str = "ann") -> queries.Walk:
        return queries.walk(id, seen_by=getattr(self.cast, name))

    def done(self, id: str, name: str = "ann") -> dict[str, tuple[int, int]]:
        """On which day each of the two did each step; 0 for not yet."""
        walk = self.walk(id, name)
        days = {
            one.step.name: (one.mine.day if one.mine else 0, one.theirs.day if one.theirs else 0)
            for one in walk.strides
        }
        return {step: each for step, each in days.items() if any(each)}


@pytest.fixture
def pair(cast: Cast, at: Callable[[str], object]) -> Pair:
    at("2026-03-02 09:00")
    street = open_street(cast.ann, cast.ben)
    line = people.start_line(manager=cast.ann, report=cast.ben, by=cast.dana).thing
    return Pair(cast=cast, street=street.id, line=line)
