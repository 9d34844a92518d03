"""A call of Ben's, and how it goes on, for tests of calls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import Cast
from twoway.errors import TwowayError
from twoway.ledger import queries as ledger
from twoway.ledger.write import writing
from twoway.nouns.calls import queries, rules

THURSDAY = date(2026, 3, 5)
LATER = date(2026, 3, 19)
CHOICE = "Run the parts cold, without a second pass"


def made(cast: Cast, **terms: object) -> str:
    """A call of Ben's that asks Ann and touches Cy, and is on him."""
    said = {
        "asks": [cast.ann],
        "touches": [cast.cy],
        "review_on": THURSDAY,
        "sure_percent": 60,
        "on_me": True,
    }
    return rules.make(CHOICE, by=cast.ben, **(said | terms)).thing  # type: ignore[arg-type]


def seen(id: str, who: str) -> queries.Call:
    return queries.one(id, seen_by=who)


def refused(run: Callable[[], object]) -> TwowayError:
    size = ledger.size()
    with pytest.raises(TwowayError) as error:
        run()
    assert ledger.size() == size
    assert error.value.say.strip()
    return error.value


def handed_on(id: str, *, to: str, by: str) -> object:
    with writing(by=by) as book:
        return rules.reach(id, person=to, by=by, book=book)
