"""When a checkpoint is signed: hourly, and at once when the last one holds next to nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from twoway import clock
from twoway.ledger import publish
from twoway.ledger.models import Checkpoint
from twoway.ledger.tests.conftest import Fill


def signed() -> list[int]:
    """Of how many entries each checkpoint was."""
    return list(Checkpoint.objects.order_by("id").values_list("size", flat=True))


@pytest.mark.django_db
def test_a_record_that_grew_from_nothing_is_signed_at_once(fill: Fill) -> None:
    publish.keep_up()
    publish.keep_up()
    assert signed() == [0]
    fill(3)
    publish.keep_up()
    assert signed() == [0, 3]


def test_a_few_more_wait_for_the_hour(fill: Fill) -> None:
    fill(10)
    publish.keep_up()
    fill(9)
    publish.keep_up()
    assert signed() == [10]
    with clock.held_at(clock.now() + publish.OLD):
        publish.keep_up()
    assert signed() == [10, 19]


def test_a_record_twice_as_long_does_not_wait(fill: Fill) -> None:
    fill(10)
    publish.keep_up()
    fill(10)
    publish.keep_up()
    assert signed() == [10, 20]


def test_what_has_not_grown_is_not_signed_again(fill: Fill) -> None:
    fill(2)
    publish.keep_up()
    with clock.held_at(clock.now() + timedelta(days=3)):
        publish.keep_up()
    assert signed() == [2]
