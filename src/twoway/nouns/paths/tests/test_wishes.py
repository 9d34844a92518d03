"""A path opens when both ask for it in private; a lone wish is seen by nobody and is on no ledger."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cast import Cast, open_street
from tests.pages import fixed
from tests.programs import Program
from twoway.errors import NotSeen, RuleBroken, TwowayError
from twoway.ledger import queries as ledger
from twoway.nouns.paths import queries, rules
from twoway.nouns.paths.tests.conftest import MONDAY, Pair
from twoway.nouns.promises import rules as promises
from twoway.people import rules as people
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

PAGES = ("/", "/paths", "/people", "/history", "/settings/record", "/api/v1/paths", "/api/v1/paths/wishes")


def everything(cast: Cast, name: str, street: str) -> dict[str, bytes]:
    """All that one of them receives of it."""
    browser, program = cast.signed_in(name), Program.of(getattr(cast, name))
    own = (*PAGES, f"/streets/{street}", f"/streets/{street}/between", f"/streets/{street}/settings")
    return {
        path: fixed(
            (
                program.call("GET", path.removeprefix("/api/v1")) if "/api/" in path else browser.get(path)
            ).content
        )
        for path in own
    }


def test_one_wish_changes_nothing_that_the_other_or_anybody_could_see(pair: Pair) -> None:
    cast, size = pair.cast, ledger.size()
    before = everything(cast, "ben", pair.street)
    rules.wish(cast.ben, by=cast.ann, wish=True)
    assert everything(cast, "ben", pair.street) == before
    assert ledger.size() == size
    rules.wish(cast.ben, by=cast.ann, wish=False)
    rules.put_offer_aside(pair.line, by=cast.ann)
    assert everything(cast, "ben", pair.street) == before
    assert ledger.size() == size


def test_the_second_wish_opens_it_by_nobody_and_says_nothing_of_who_was_first(pair: Pair) -> None:
    path = queries.one(pair.on_a_path(), seen_by=pair.cast.ann)
    entry = ledger.last_entry_of(path.id)
    assert entry is not None
    assert (entry.kind, entry.by, entry.entered_by) == ("path.opened", "", "")
    assert (path.first_on, path.line) == (MONDAY, True)
    assert {*entry.participants} == {pair.cast.ann, pair.cast.ben}
    assert not queries.Wish.objects.exists()


def test_a_wish_taken_back_opens_nothing(pair: Pair) -> None:
    rules.wish(pair.cast.ben, by=pair.cast.ann, wish=True)
    rules.wish(pair.cast.ben, by=pair.cast.ann, wish=False)
    assert rules.wish(pair.cast.ann, by=pair.cast.ben, wish=True) is None


@pytest.mark.parametrize("stopped", ["pause", "close"])
def test_a_wish_from_before_the_street_was_stopped_counts_no_longer(
    pair: Pair, at: Callable[[str], object], stopped: str
) -> None:
    cast = pair.cast
    rules.wish(cast.ben, by=cast.ann, wish=True)
    at("2026-03-03 09:00")
    getattr(streets, stopped)(pair.street, by=cast.ben)
    with pytest.raises(RuleBroken, match="not open now"):
        rules.wish(cast.ann, by=cast.ben, wish=True)
    at("2026-03-04 09:00")
    if stopped == "pause":
        streets.resume(pair.street, by=cast.ben)
    else:
        streets.reopen(pair.street, by=cast.ben)
        open_street(cast.ann, cast.ben)
    assert rules.wish(cast.ann, by=cast.ben, wish=True) is None
    assert rules.wish(cast.ben, by=cast.ann, wish=True) is not None


def test_a_wish_lasts_ninety_days(pair: Pair, at: Callable[[str], object]) -> None:
    rules.wish(pair.cast.ben, by=pair.cast.ann, wish=True)
    at("2026-06-01 10:00")
    assert rules.wish(pair.cast.ann, by=pair.cast.ben, wish=True) is None


def test_any_two_may_ask_and_their_street_opens_with_it(cast: Cast) -> None:
    assert rules.wish(cast.cy, by=cast.ben, wish=True) is None
    assert street_queries.between(cast.ben, cast.cy) is None
    path = rules.wish(cast.ben, by=cast.cy, wish=True)
    assert path is not None
    street = street_queries.between(cast.ben, cast.cy)
    assert street is not None
    assert (street.state, path.line) == ("open", False)


def test_a_street_that_waits_for_a_yes_opens_with_both_wishes(cast: Cast) -> None:
    promise = promises.ask(cast.cy, "The rota for April", MONDAY, by=cast.ben)
    for one, other in ((cast.ben, cast.cy), (cast.cy, cast.ben)):
        rules.wish(other, by=one, wish=True)
    assert street_queries.street(promise.street, seen_by=cast.cy).state == "open"
    promises.say_yes(promise.thing, by=cast.cy)


def test_nobody_walks_alone_and_nobody_asks_whom_they_do_not_see(pair: Pair) -> None:
    cast = pair.cast
    with pytest.raises(RuleBroken):
        rules.wish(cast.ann, by=cast.ann, wish=True)
    with pytest.raises(NotSeen):
        rules.wish(cast.ann, by=cast.eve, wish=True)
    with pytest.raises(TwowayError):
        rules.wish("", by=cast.ann, wish=True)


def test_beside_a_path_nothing_else_can_be_asked_for_until_it_is_ended_or_over(
    pair: Pair, at: Callable[[str], object]
) -> None:
    first = pair.on_a_path()
    with pytest.raises(RuleBroken, match="on a path already"):
        rules.wish(pair.cast.ben, by=pair.cast.ann, wish=True)
    rules.end(first, by=pair.cast.ben)
    second = pair.on_a_path()
    at("2026-05-31 09:00")
    third = pair.on_a_path()
    assert len({first, second, third}) == 3


def test_a_line_that_begins_offers_a_path_to_both_until_it_opens_or_they_would_rather_not(
    pair: Pair, at: Callable[[str], object]
) -> None:
    cast = pair.cast
    assert [(one.them.id, one.leads) for one in queries.offers_to(cast.ann)] == [(cast.ben, True)]
    assert [(one.them.id, one.leads) for one in queries.offers_to(cast.ben)] == [(cast.ann, False)]
    rules.put_offer_aside(pair.line, by=cast.ann)
    assert queries.offers_to(cast.ann) == []
    assert len(queries.offers_to(cast.ben)) == 1
    with pytest.raises(NotSeen):
        rules.put_offer_aside(pair.line, by=cast.cy)
    pair.on_a_path()
    assert queries.offers_to(cast.ben) == []


def test_no_path_is_offered_by_a_line_of_long_ago_or_one_that_has_ended(
    pair: Pair, at: Callable[[str], object]
) -> None:
    at("2026-04-02 09:00")
    assert queries.offers_to(pair.cast.ann) == []
    at("2026-03-09 09:00")
    people.end_line(pair.line, by=pair.cast.dana)
    assert queries.offers_to(pair.cast.ann) == []


def test_what_was_wished_and_put_aside_goes_with_the_person(pair: Pair) -> None:
    cast = pair.cast
    id = pair.on_a_path()
    rules.put_aside(id, "talk", by=cast.ben)
    rules.wish(cast.ben, by=cast.cy, wish=True)
    people.erase(cast.ben, by=cast.ben, ground="asked for it")
    assert not queries.Wish.objects.exists()
    assert not queries.Aside.objects.exists()
