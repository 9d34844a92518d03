"""Forecasts for programs: a look at a day, the score and the base rates say what the pages say."""

from __future__ import annotations

import json
from typing import Any

from tests.cast import Cast, open_street
from twoway.ledger import queries as ledger
from twoway.people import tokens
from twoway.readings.forecasts import base_rates


def asked(cast: Cast, name: str, path: str, **query: Any) -> Any:
    _token, text = tokens.make(getattr(cast, name), name="A program")
    answer = cast.signed_in(name).get(f"/api/v1/{path}", query, headers={"Authorization": f"Bearer {text}"})
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def test_a_look_at_a_day_enters_nothing(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    size = ledger.size()
    found = asked(cast, "ann", "forecasts/look", to=cast.ben, due_on="2026-03-06", in_mind="2026-03-04")
    assert found["days"]["chosen"]["day"] == "2026-03-06"
    assert 0 < found["days"]["chosen"]["chance"] < 1
    assert found["in_mind"] == "2026-03-04"
    assert len(found["written"]) == 2
    assert ledger.size() == size


def test_a_day_that_has_passed_is_answered_in_a_sentence(cast: Cast) -> None:
    found = asked(cast, "ann", "forecasts/look", to=cast.ben, due_on="2026-03-01")
    assert (found["refusal"], found["days"]) == ("That day has passed. Pick today or later.", None)


def test_the_score_says_how_few_there_are(cast: Cast) -> None:
    found = asked(cast, "ann", "forecasts")
    assert (found["promises"], found["few"], found["scored"]) == (0, 20, None)


def test_guests_read_the_same_base_rates(cast: Cast) -> None:
    anns, eves = (asked(cast, name, "forecasts/base-rates") for name in ("ann", "eve"))
    assert anns == eves
    assert [line["name"] for line in anns["lines"]] == [line.name for line in base_rates.table().lines]
