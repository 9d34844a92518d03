"""How working together was opens at once or not at all; what only one said comes back to them alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from twoway.errors import BadShape, RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.nouns.needs import notices, queries, rules, told
from twoway.nouns.needs.tests.needing import BADLY, WELL, fay_of, latest, looked_back, one
from twoway.people.seals.models import Seal
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

At = Callable[[str], object]


def test_both_open_in_one_act_of_nobodys_for_all_on_the_need(cast: Cast) -> None:
    fay = fay_of(cast)
    need, size = looked_back(cast, contacts=(fay,), ours=(cast.ben,)), ledger.size()
    assert rules.rate(need, by=cast.eve, **BADLY) is False
    assert ledger.size() == size
    assert rules.rate(need, by=cast.ann, **WELL) is True
    [entry] = ledger.entries_between(size, ledger.size())
    assert (entry.by, entry.entered_by, set(entry.participants)) == ("", "", {cast.ann, cast.eve})
    for person in (cast.ann, cast.ben, cast.eve, fay):
        found = latest(need, person)
        assert found.ratings == {cast.ann: [7, 6, 7], cast.eve: [2, 1, 2]}
        assert (found.takes_of(cast.ann), found.takes_of(cast.eve)) == (WELL["takes"], BADLY["takes"])
    assert Seal.objects.count() == 0
    assert replay.check().ok


def test_the_act_is_the_same_whoever_came_first(cast: Cast) -> None:
    acts = []
    need = looked_back(cast, "no")
    for order in ((cast.ann, cast.eve), (cast.eve, cast.ann)):
        for person in order:
            rules.rate(need, by=person, **(WELL if person == cast.ann else BADLY))
        entry = queries.history(one(need, cast.ann), seen_by=cast.ann)[-1]
        act: Any = entry.act
        acts.append((act.low_fair, act.high_fair, act.low_takes, entry.by, entry.participants))
        rules.deliver(need, by=cast.ann)
        rules.look_back(need, by=cast.eve, needed="no")
    assert acts[0] == acts[1]


def test_only_whoever_delivered_and_the_contact_who_looked_back_are_asked(cast: Cast) -> None:
    fay = fay_of(cast)
    need = looked_back(cast, contacts=(fay,), ours=(cast.ben,))
    for other in (cast.ben, fay):
        with pytest.raises(RuleBroken, match="nothing here now"):
            rules.rate(need, by=other, **WELL)
    for number in (0, 8, None):
        with pytest.raises(BadShape, match="from 1 to 7"):
            rules.rate(need, by=cast.ann, **WELL | {"fair": number})


def test_one_may_change_it_and_take_it_back_until_both_have(cast: Cast) -> None:
    need = looked_back(cast)
    with pytest.raises(RuleBroken, match="said nothing of it yet"):
        rules.take_back(need, by=cast.ann)
    rules.rate(need, by=cast.ann, **BADLY)
    rules.rate(need, by=cast.ann, **WELL)
    rules.take_back(need, by=cast.ann)
    assert rules.rate(need, by=cast.eve, **BADLY) is False
    assert rules.rate(need, by=cast.ann, **WELL) is True
    size = ledger.size()
    assert rules.rate(need, by=cast.ann, **WELL) is True, "the form was sent twice"
    with pytest.raises(RuleBroken):
        rules.rate(need, by=cast.ann, **BADLY)
    assert ledger.size() == size


def test_after_seven_days_it_comes_back_and_after_a_month_it_goes(cast: Cast, at: At) -> None:
    need = looked_back(cast)
    rules.rate(need, by=cast.ann, **WELL)
    at("2026-03-09 09:00")
    assert [each.need_id for each in queries.come_back(cast.ann)] == [need]
    assert queries.come_back(cast.eve) == queries.to_rate(cast.eve) == []
    for person in (cast.ann, cast.eve):
        with pytest.raises(RuleBroken):
            rules.rate(need, by=person, **BADLY)
    rules.clear_away()
    assert Seal.objects.count() == 2
    at("2026-04-09 09:01")
    rules.clear_away()
    assert Seal.objects.count() == 0


def test_what_came_back_can_be_thrown_away(cast: Cast, at: At) -> None:
    need = looked_back(cast)
    rules.rate(need, by=cast.ann, **WELL)
    at("2026-03-10 09:00")
    rules.throw_away(need, by=cast.ann)
    with pytest.raises(RuleBroken, match="Nothing of yours"):
        rules.throw_away(need, by=cast.ann)
    with pytest.raises(RuleBroken, match="Nothing of yours"):
        rules.throw_away(need, by=cast.eve)


def test_a_pause_puts_the_end_off_and_a_closed_street_ends_it(cast: Cast, at: At) -> None:
    need = looked_back(cast)
    street = street_queries.between(cast.ann, cast.eve)
    assert street is not None
    streets.pause(street.id, by=cast.eve)
    at("2026-03-20 09:00")
    streets.resume(street.id, by=cast.eve)
    assert rules.rate(need, by=cast.ann, **WELL) is False
    streets.close(street.id, by=cast.eve)
    with pytest.raises(RuleBroken):
        rules.rate(need, by=cast.eve, **WELL)
    assert [each.need_id for each in queries.come_back(cast.ann)] == [need]


def test_nothing_that_anybody_else_is_shown_or_asked_for_hangs_on_what_one_said(cast: Cast) -> None:
    fay = fay_of(cast)
    need = looked_back(cast, contacts=(fay,), ours=(cast.ben,))
    paths = ("/", f"/needs/{need}", "/needs", f"/api/v1/needs/{need}/own_words")

    def shown() -> list[tuple[list[str], int, int]]:
        found = []
        for name, person in (("eve", cast.eve), ("ben", cast.ben)):
            browser = cast.signed_in(name)
            with CaptureQueriesContext(connection) as count:
                pages = [len(browser.get(path).content) for path in paths]
            says = [each.says for each in told.opens(seen_by=person)]
            found.append((says, sum(pages), len(count)))
        return found

    shown()
    before, sizes = shown(), [len(bytes(row.body)) for row in Seal.objects.all()]
    rules.rate(need, by=cast.ann, **WELL)
    assert shown() == before
    assert [len(bytes(row.body)) for row in Seal.objects.all()] == sizes


def test_its_two_hear_that_it_is_open_in_the_same_words(cast: Cast) -> None:
    need = looked_back(cast, ours=(cast.ben,))
    rules.rate(need, by=cast.ann, **WELL)
    rules.rate(need, by=cast.eve, **BADLY)
    entry = queries.history(one(need, cast.ann), seen_by=cast.ann)[-1]
    found = notices.notices(entry)
    assert {each.to for each in found} == {cast.ann, cast.eve}
    assert len({each.line for each in found}) == 1
    assert all(WELL["takes"] not in each.words for each in found)
