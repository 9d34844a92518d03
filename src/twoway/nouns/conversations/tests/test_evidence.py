"""What both say of a talk reads each their own lane, weakly; everything else counts nothing."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.cast import Cast
from twoway import clock
from twoway.ledger import queries as ledger
from twoway.nouns.conversations import rules
from twoway.nouns.conversations.evidence import readings_of_street
from twoway.nouns.conversations.tests.talks import BADLY, WELL, held, one, opened
from twoway.trust.evidence import Reading


def readings(cast: Cast, talk: str) -> list[Reading]:
    entries = ledger.entries_of_street(one(talk, cast).street_id)
    return readings_of_street(entries, clock.today(), between=(cast.ann, cast.ben))


def kinds(found: Iterable[Reading]) -> dict[int, str]:
    return {reading.lane: reading.kind for reading in found}


def test_each_sides_answers_read_that_sides_lane(cast: Cast) -> None:
    talk = opened(cast)
    assert kinds(readings(cast, talk)) == {0: "conversation.opened.well", 1: "conversation.opened.badly"}
    entries = ledger.entries_of_street(one(talk, cast).street_id)
    turned = readings_of_street(entries, clock.today(), between=(cast.ben, cast.ann))
    assert kinds(turned) == {1: "conversation.opened.well", 0: "conversation.opened.badly"}


@pytest.mark.parametrize(
    ("figures", "kind"),
    [((5, 5, 5), "well"), ((7, 7, 1), "well"), ((5, 5, 4), ""), ((3, 3, 3), ""), ((3, 3, 2), "badly")],
)
def test_three_answers_are_read_together(cast: Cast, figures: tuple[int, int, int], kind: str) -> None:
    talk = held(cast)
    fair, heard, clear = figures
    rules.say(talk, by=cast.ann, fair=fair, heard=heard, clear=clear)
    rules.say(talk, by=cast.ben, fair=4, heard=4, clear=4)
    assert kinds(readings(cast, talk)) == ({0: f"conversation.opened.{kind}"} if kind else {})


def test_what_is_sealed_or_came_back_is_evidence_for_nobody(cast: Cast) -> None:
    talk = held(cast)
    rules.say(talk, by=cast.ann, **WELL)
    assert readings(cast, talk) == []


def test_a_talk_itself_counts_nothing(cast: Cast) -> None:
    talk = held(cast, every_weeks=1)
    rules.note(talk, "It was short.", by=cast.ben)
    assert readings(cast, talk) == []


def test_it_is_read_on_the_day_it_opened(cast: Cast) -> None:
    talk = held(cast)
    rules.say(talk, by=cast.ann, **BADLY)
    rules.say(talk, by=cast.ben, **BADLY)
    assert {reading.day for reading in readings(cast, talk)} == {clock.today().toordinal()}
