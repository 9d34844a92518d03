"""What both say of a talk opens at once or not at all; what only one said comes back to them alone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextvars import copy_context
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tests.cast import Cast
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.ledger.models import Once
from twoway.ledger.write import writing
from twoway.nouns.conversations import acts, queries, rules
from twoway.nouns.conversations.tests.talks import BADLY, WELL, by_whom, held, kinds, one, opened
from twoway.people import rules as people
from twoway.people.seals.models import Seal
from twoway.people.streets import rules as streets

At = Callable[[str], object]


def test_both_open_in_one_act_of_nobodys(cast: Cast) -> None:
    talk = held(cast)
    size = ledger.size()
    assert rules.say(talk, by=cast.ben, **BADLY) is False
    assert ledger.size() == size
    assert rules.say(talk, by=cast.ann, **WELL) is True
    assert ledger.size() == size + 1
    assert list(by_whom(talk, cast))[-1] == ("opened", "")
    found = one(talk, cast)
    assert (found.ratings[cast.ann], found.ratings[cast.ben]) == ([6, 7, 5], [3, 2, 1])
    assert (found.takes_of(cast.ann), found.takes_of(cast.ben)) == (WELL["takes"], BADLY["takes"])
    assert Seal.objects.count() == 0
    assert replay.check().ok


def test_the_act_is_the_same_whoever_came_first(cast: Cast) -> None:
    told = []
    for order in ((cast.ann, cast.ben), (cast.ben, cast.ann)):
        talk = held(cast)
        for person in order:
            rules.say(talk, by=person, **(WELL if person == cast.ann else BADLY))
        entry = queries.history(one(talk, cast), seen_by=cast.ann)[-1]
        told.append((entry.act, entry.by, entry.entered_by, entry.participants, entry.source))
    assert told[0] == told[1]
    assert Once.objects.filter(first__gte=ledger.size() - 1).count() == 0


def test_one_may_change_it_and_take_it_back_until_both_have(cast: Cast) -> None:
    talk = held(cast)
    rules.say(talk, by=cast.ann, **BADLY)
    rules.say(talk, by=cast.ann, **WELL)
    assert queries.own_words(one(talk, cast), by=cast.ann) == WELL
    rules.take_back(talk, by=cast.ann)
    assert queries.own_words(one(talk, cast), by=cast.ann) is None
    assert rules.say(talk, by=cast.ben, **BADLY) is False
    rules.say(talk, by=cast.ann, **WELL)
    assert one(talk, cast).ratings[cast.ann] == [6, 7, 5]


def test_what_is_open_stays_as_it_is(cast: Cast) -> None:
    talk, size = opened(cast), ledger.size()
    assert rules.say(talk, by=cast.ben, **BADLY) is True, "the form was sent twice"
    with pytest.raises(RuleBroken, match="is open"):
        rules.say(talk, by=cast.ben, **WELL)
    with pytest.raises(RuleBroken, match="is open"):
        rules.take_back(talk, by=cast.ann)
    assert ledger.size() == size


@pytest.mark.parametrize("number", [0, 8, None])
def test_each_of_the_three_goes_from_one_to_seven(cast: Cast, number: int | None) -> None:
    with pytest.raises(BadShape, match="from 1 to 7") as refused:
        rules.say(held(cast), by=cast.ann, fair=4, heard=number, clear=4)
    assert refused.value.field == "heard"


def test_whoever_was_not_there_says_nothing_of_it(cast: Cast) -> None:
    talk = held(cast)
    for stranger in (cast.cy, cast.dana, cast.eve):
        with pytest.raises(NotSeen):
            rules.say(talk, by=stranger, **WELL)


def test_after_seven_days_it_comes_back_to_its_writer_and_to_nobody_else(cast: Cast, at: At) -> None:
    talk = held(cast)
    rules.say(talk, by=cast.ann, **WELL)
    size = ledger.size()
    at("2026-03-09 09:00")
    assert not one(talk, cast).is_sealing
    assert [each.id for each in queries.come_back(cast.ann)] == [talk]
    assert queries.come_back(cast.ben) == queries.to_say(cast.ben) == []
    assert queries.own_words(one(talk, cast), by=cast.ann) == WELL
    for person in (cast.ann, cast.ben):
        with pytest.raises(RuleBroken, match="seven days"):
            rules.say(talk, by=person, **BADLY)
    assert ledger.size() == size
    assert kinds(talk, cast)[-1] == "held"


def test_to_the_last_second_of_the_seventh_day_both_can_open_it(cast: Cast, at: At) -> None:
    talk = held(cast)
    rules.say(talk, by=cast.ann, **WELL)
    at("2026-03-09 08:59:59")
    assert rules.say(talk, by=cast.ben, **BADLY) is True


def test_what_came_back_can_be_thrown_away_and_goes_by_itself_after_a_month(cast: Cast, at: At) -> None:
    talk, other = held(cast), held(cast)
    for each in (talk, other):
        rules.say(each, by=cast.ann, **WELL)
    at("2026-03-10 09:00")
    rules.throw_away(talk, by=cast.ann)
    assert [each.id for each in queries.come_back(cast.ann)] == [other]
    with pytest.raises(RuleBroken, match="Nothing of yours"):
        rules.throw_away(talk, by=cast.ben)
    at("2026-04-07 09:00")
    rules.clear_away()
    assert queries.come_back(cast.ann), "a day is left"
    at("2026-04-09 09:00")
    rules.clear_away()
    assert queries.come_back(cast.ann) == []
    assert Seal.objects.count() == 0


def test_days_on_which_the_street_is_paused_do_not_count(cast: Cast, at: At) -> None:
    talk = held(cast)
    street = one(talk, cast).street_id
    rules.say(talk, by=cast.ann, **WELL)
    at("2026-03-04 09:00")
    streets.pause(street, by=cast.ben)
    at("2026-03-24 09:00")
    assert one(talk, cast).is_sealing
    streets.resume(street, by=cast.ben)
    found = one(talk, cast)
    assert found.held_at is not None
    assert found.seal_ends_at == found.held_at + timedelta(days=27)
    at("2026-03-29 08:59")
    assert rules.say(talk, by=cast.ben, **BADLY) is True


def test_when_the_street_is_closed_it_comes_back_at_once(cast: Cast) -> None:
    talk = held(cast)
    rules.say(talk, by=cast.ann, **WELL)
    streets.close(one(talk, cast).street_id, by=cast.ben)
    assert [each.id for each in queries.come_back(cast.ann)] == [talk]
    with pytest.raises(RuleBroken, match="closed"):
        rules.say(talk, by=cast.ben, **BADLY)


def test_who_leaves_takes_what_they_said_along_unopened(cast: Cast) -> None:
    """It is kept for them alone, and can be read by nobody while they are away."""
    talk = held(cast)
    rules.say(talk, by=cast.ben, **BADLY)
    people.leave(cast.ben, by=cast.ben)
    assert queries.to_say(cast.ann) == queries.come_back(cast.ann) == []
    with pytest.raises(RuleBroken, match="closed"):
        rules.say(talk, by=cast.ann, **WELL)
    people.erase(cast.ben, by=cast.dana, ground="asked for it")
    assert not Seal.objects.filter(person=cast.ben).exists()


def test_what_one_said_under_seal_stays_theirs_when_the_other_is_erased(cast: Cast) -> None:
    talk = held(cast)
    rules.say(talk, by=cast.ann, **WELL)
    people.erase(cast.ben, by=cast.ben, ground="asked for it")
    assert queries.own_words(one(talk, cast), by=cast.ann) == WELL


def test_what_both_said_goes_with_either_who_is_erased(cast: Cast) -> None:
    """It is one act: the words of one cannot go and those of the other stay. The numbers are no words."""
    talk = opened(cast)
    people.erase(cast.ben, by=cast.ben, ground="asked for it")
    found = one(talk, cast)
    assert (found.takes_of(cast.ann), found.takes_of(cast.ben)) == ("", "")
    assert found.ratings[cast.ann] == [6, 7, 5]
    assert replay.check().ok


def test_a_talk_nobody_says_anything_of_is_simply_over(cast: Cast, at: At) -> None:
    talk = held(cast)
    at("2026-05-01 09:00")
    rules.clear_away()
    assert one(talk, cast).state == "held"
    assert queries.to_say(cast.ann) == []
    assert queries.open_verbs(one(talk, cast), cast.ann) == ["note", "agree"]


def test_an_act_that_opens_half_is_not_entered(cast: Cast) -> None:
    talk = held(cast)
    rules.say(talk, by=cast.ann, **WELL)

    def cut_short() -> None:
        with writing(by=cast.ben) as book:
            rules.say(talk, by=cast.ben, book=book, **BADLY)
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError, match="the power"):
        cut_short()
    assert one(talk, cast).state == "held"
    assert queries.own_words(one(talk, cast), by=cast.ann) == WELL
    assert queries.own_words(one(talk, cast), by=cast.ben) is None


@pytest.mark.django_db(transaction=True)
def test_when_both_answer_at_the_same_moment_it_opens_once(cast: Cast) -> None:
    talk, told, begin = held(cast), list[bool](), threading.Barrier(2)

    def answer(by: str, what: dict[str, Any]) -> None:
        begin.wait()
        try:
            told.append(rules.say(talk, by=by, **what))
        finally:
            connection.close()

    both = [
        threading.Thread(target=copy_context().run, args=(answer, *one))  # the clock stands there as well
        for one in ((cast.ann, WELL), (cast.ben, BADLY))
    ]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(told) == [False, True]
    assert kinds(talk, cast).count("opened") == 1
    assert isinstance(queries.history(one(talk, cast), seen_by=cast.ann)[-1].act, acts.Opened)
