"""A token stands for one person, as long as they are here and have not taken it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tests.cast import Cast
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.people import rules, tokens
from twoway.people.models import Token


def test_a_token_stands_for_its_person(cast: Cast) -> None:
    _kept, text = tokens.make(cast.ann, name="script")
    person = tokens.person_of_token(text)
    assert person is not None
    assert person.id == cast.ann


@pytest.mark.parametrize("text", ["", "twoway_", "twoway_nothing", "x" * 10_000, "\x00", "twoway_\x00"])
def test_nothing_else_stands_for_anybody(cast: Cast, text: str) -> None:
    assert tokens.person_of_token(text) is None


def test_what_is_kept_of_a_token_opens_nothing(cast: Cast) -> None:
    kept, text = tokens.make(cast.ann, name="script")
    assert text not in str(Token.objects.values())
    assert tokens.person_of_token(kept.key_hash) is None
    assert tokens.person_of_token(tokens.PREFIX + kept.key_hash) is None


def test_a_token_of_somebody_who_left_opens_nothing_even_when_they_come_back(cast: Cast) -> None:
    _kept, text = tokens.make(cast.ben, name="script")
    rules.leave(cast.ben, by=cast.ben)
    rules.bring_back(cast.ben, by=cast.dana)
    rules.join(cast.ben, by=cast.ben)
    assert tokens.person_of_token(text) is None


def test_the_day_of_its_last_use_is_the_persons_day(cast: Cast, at: Callable[[str], datetime]) -> None:
    _kept, text = tokens.make(cast.ann, name="script")
    at("2026-03-02 23:30")  # half past midnight in Berlin
    tokens.person_of_token(text)
    assert tokens.of(cast.ann)[0].used_on == date(2026, 3, 3)


def test_a_token_has_a_name_and_one_person_has_twenty_at_most(cast: Cast) -> None:
    with pytest.raises(BadShape):
        tokens.make(cast.ann, name=" ")
    for number in range(20):
        tokens.make(cast.ann, name=f"script {number}")
    with pytest.raises(RuleBroken, match="twenty"):
        tokens.make(cast.ann, name="one more")
    with pytest.raises(NotSeen):
        tokens.take_back(tokens.of(cast.ann)[0].id, by=cast.ben)
    with pytest.raises(NotSeen):
        tokens.take_back("nothing", by=cast.ann)
