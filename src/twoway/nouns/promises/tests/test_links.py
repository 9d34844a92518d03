"""What hangs on what: made by who sees both, seen by who sees both, and no circle that can be seen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cast import Cast, open_street
from twoway import clock
from twoway.errors import NotSeen, RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger.write import writing
from twoway.nouns.promises import acts, queries, rules
from twoway.people import sight

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def chain(cast: Cast) -> dict[str, str]:
    """Ann owes Ben, Ben owes Cy, Cy owes Ann."""
    for one, other in ((cast.ann, cast.ben), (cast.ben, cast.cy), (cast.cy, cast.ann)):
        open_street(one, other)
    return {
        "ann to ben": rules.make(cast.ben, "The plan", FRIDAY, by=cast.ann).thing,
        "ben to cy": rules.make(cast.cy, "The order", FRIDAY, by=cast.ben).thing,
        "cy to ann": rules.make(cast.ann, "The price", FRIDAY, by=cast.cy).thing,
    }


def seen(cast: Cast, who: str, id: str) -> list[str]:
    """What the promise hangs on, for somebody's eyes."""
    person = getattr(cast, who)
    return [*queries.tree(id, seen_by=person).below(id)]


def test_a_link_is_seen_by_who_sees_both_ends_and_by_nobody_else(cast: Cast, chain: dict[str, str]) -> None:
    rules.hang_on(chain["ben to cy"], chain["ann to ben"], by=cast.ben)
    assert seen(cast, "ben", chain["ben to cy"]) == [chain["ann to ben"]]
    assert seen(cast, "cy", chain["ben to cy"]) == []
    promise = queries.one(chain["ann to ben"], seen_by=cast.ann)
    assert queries.carries(promise, seen_by=cast.ann) == []
    assert [node.promise.id for node in queries.carries(promise, seen_by=cast.ben)] == [chain["ben to cy"]]


def test_a_link_changes_nothing_for_who_may_not_see_it(cast: Cast, chain: dict[str, str]) -> None:
    browser = cast.signed_in("cy")
    address = f"/promises/{chain['ben to cy']}"
    before, street = queries.one(chain["ben to cy"], seen_by=cast.cy), None
    rules.hang_on(chain["ben to cy"], chain["ann to ben"], by=cast.ben)
    after = queries.one(chain["ben to cy"], seen_by=cast.cy)
    assert vars(before).keys() == vars(after).keys()
    assert before.last_entry_id == after.last_entry_id
    street = after.street_id
    assert {entry.kind for entry in ledger.entries_of_street(street)}.isdisjoint({"promise.hung_on"})
    assert browser.get(address).status_code == 200


def test_between_the_same_two_both_see_the_link(cast: Cast, chain: dict[str, str]) -> None:
    other = rules.make(cast.ann, "The numbers", FRIDAY, by=cast.ben).thing
    rules.hang_on(chain["ann to ben"], other, by=cast.ben)
    assert seen(cast, "ann", chain["ann to ben"]) == seen(cast, "ben", chain["ann to ben"]) == [other]


def test_who_sees_one_end_only_can_neither_link_nor_unlink(cast: Cast, chain: dict[str, str]) -> None:
    rules.hang_on(chain["ben to cy"], chain["ann to ben"], by=cast.ben)
    for verb in (rules.hang_on, rules.unhang):
        with pytest.raises(NotSeen):
            verb(chain["ben to cy"], chain["ann to ben"], by=cast.ann)
    with pytest.raises(NotSeen):
        rules.unhang(chain["ann to ben"], chain["ben to cy"], by=cast.ben)


def test_a_link_is_made_once_and_never_to_itself_and_can_be_taken_away(
    cast: Cast, chain: dict[str, str]
) -> None:
    one, other = chain["ben to cy"], chain["ann to ben"]
    with pytest.raises(RuleBroken, match="cannot hang on itself"):
        rules.hang_on(one, one, by=cast.ben)
    rules.hang_on(one, other, by=cast.ben)
    with pytest.raises(RuleBroken, match="already"):
        rules.hang_on(one, other, by=cast.ben)
    rules.unhang(one, other, by=cast.ben)
    assert seen(cast, "ben", one) == []
    rules.hang_on(one, other, by=cast.ben)
    assert seen(cast, "ben", one) == [other]


def test_what_is_over_is_not_offered_a_link_nor_given_one(cast: Cast, chain: dict[str, str]) -> None:
    one, other = chain["ben to cy"], chain["ann to ben"]
    browser, offered = cast.signed_in("ben"), b"It hangs on another promise"
    assert offered in browser.get(f"/promises/{one}").content
    rules.keep(one, by=cast.ben)
    assert offered in browser.get(f"/promises/{one}").content
    with clock.held_at(clock.now() + timedelta(days=7)):
        assert offered not in browser.get(f"/promises/{one}").content
        with pytest.raises(RuleBroken, match="is over"):
            rules.hang_on(one, other, by=cast.ben)


def test_a_circle_wholly_in_view_is_refused(cast: Cast, chain: dict[str, str]) -> None:
    first = chain["ann to ben"]
    second, third = (
        rules.make(cast.ann, what, FRIDAY, by=cast.ben).thing for what in ("The numbers", "The dates")
    )
    rules.hang_on(first, second, by=cast.ann)
    rules.hang_on(second, third, by=cast.ben)
    with pytest.raises(RuleBroken, match="in the end"):
        rules.hang_on(third, first, by=cast.ann)
    with pytest.raises(RuleBroken, match="in the end"):
        rules.hang_on(second, first, by=cast.ben)


def test_a_circle_through_what_one_may_not_see_is_neither_refused_nor_told(
    cast: Cast, chain: dict[str, str]
) -> None:
    rules.hang_on(chain["ben to cy"], chain["ann to ben"], by=cast.ben)
    rules.hang_on(chain["cy to ann"], chain["ben to cy"], by=cast.cy)
    rules.hang_on(chain["ann to ben"], chain["cy to ann"], by=cast.ann)
    assert seen(cast, "ann", chain["ann to ben"]) == [chain["cy to ann"]]
    for name in ("ann", "ben", "cy"):
        person = getattr(cast, name)
        assert queries.links(person).count() == 1


def test_a_circle_that_is_there_all_the_same_is_shown_without_end(cast: Cast, chain: dict[str, str]) -> None:
    """Such as when two links were made before one of them could be seen."""
    one, other = chain["ann to ben"], rules.make(cast.ann, "The numbers", FRIDAY, by=cast.ben).thing
    rules.hang_on(one, other, by=cast.ann)
    with writing(by=cast.ben) as book:
        both = (cast.ann, cast.ben)
        book.enter(acts.HungOn(promise=other, on=one), thing="0123456789ab", participants=both)
    page = cast.signed_in("ann").get(f"/promises/{one}")
    assert page.status_code == 200


def test_outsiders_see_no_link(cast: Cast, chain: dict[str, str]) -> None:
    link = rules.hang_on(chain["ben to cy"], chain["ann to ben"], by=cast.ben)
    assert [
        who for who in ("ann", "ben", "cy", "dana", "eve") if sight.may_see(link.thing, getattr(cast, who))
    ] == ["ben"]
