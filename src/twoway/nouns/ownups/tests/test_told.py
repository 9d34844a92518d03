"""Own-ups as others show them: acts in words, marks on streets, what was said lately, and mails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.cast import Cast, open_street
from twoway.ledger import queries as ledger
from twoway.nouns.ownups import notices, queries, rules, told
from twoway.people.streets import queries as street_queries

WHAT, COST = "I skipped the dry run", "Your weekend"


def owned(cast: Cast, **how: Any) -> str:
    return rules.say(WHAT, COST, **{"by": cast.ann, "touched": [cast.ben]} | how).thing


def test_every_act_is_told_to_whoever_sees_it(cast: Cast, at: Callable[[str], object]) -> None:
    id = owned(cast, told=[cast.eve])
    rules.share_answer(rules.answer(id, "Thank you", by=cast.ben).thing, by=cast.ben)
    rules.widen(id, by=cast.ann, to=[cast.cy])
    rules.have_seen(id, by=cast.ben)
    at("2026-03-04 09:00")
    rules.open_due()
    entries = [entry for entry in ledger.entries_between(0, ledger.size()) if entry.kind.startswith("ownup.")]
    assert {entry.kind for entry in entries} == set(told.SAYS)
    for entry in entries:
        for person in entry.seen_by():
            line = told.lines([entry], seen_by=person)[entry.id]
            assert line.says.startswith("You" if entry.by == person else ("Ann Lee", "Ben Okoro"))
            assert line.href == f"/ownups/{id}"
    assert told.lines(entries, seen_by=cast.dana) == {}


def test_it_stands_on_the_street_of_the_owner_with_each_it_touched(cast: Cast) -> None:
    owned(cast, touched=[cast.ben, cast.cy], told=[cast.eve])
    open_street(cast.ann, cast.eve)
    for other, marks in ((cast.ben, 1), (cast.cy, 1), (cast.eve, 0)):
        street = street_queries.between(cast.ann, other)
        assert street is not None
        ends = [told.deeds([street.id], seen_by=end) for end in (cast.ann, other)]
        assert ends[0] == ends[1]
        assert [(deed.by, deed.mark, deed.label) for deed in ends[0]] == [(cast.ann, "ownup", WHAT)] * marks


def test_nobody_owes_an_answer(cast: Cast) -> None:
    owned(cast)
    assert told.opens(seen_by=cast.ann) == told.opens(seen_by=cast.ben) == []


def test_what_was_owned_up_and_what_came_back_is_heard_lately(
    cast: Cast, at: Callable[[str], object]
) -> None:
    rules.answer(owned(cast), "Thank you", by=cast.ben)
    assert [(one.name, one.words) for one in told.said_to(cast.ben)] == [("Ann Lee", WHAT)]
    assert [(one.name, one.words) for one in told.said_to(cast.ann)] == [("Ben Okoro", "Thank you")]
    assert told.said_to(cast.cy) == []
    at("2026-05-01 09:00")
    assert told.said_to(cast.ben) == told.said_to(cast.ann) == []


def test_mails_go_to_those_who_hear_it_with_one_tap_to_say_thank_you(cast: Cast) -> None:
    said = ledger.entry(queries.one(owned(cast, told=[cast.cy]), seen_by=cast.ann).said_entry)
    found = {notice.to: notice for notice in notices.notices(said)}
    assert set(found) == {cast.ben, cast.cy}
    assert [tap.verb for tap in found[cast.ben].taps] == ["thank"]
    assert found[cast.cy].taps == ()
    assert all(WHAT in notice.words and WHAT not in notice.subject for notice in found.values())


def test_mails_tell_the_owner_what_came_back_and_the_others_who_will_hear(
    cast: Cast, at: Callable[[str], object]
) -> None:
    id = owned(cast)
    [answered] = notices.notices(rules.answer(id, "Thank you", by=cast.ben))
    assert (answered.to, answered.words) == (cast.ann, "Thank you")
    [announced] = notices.notices(rules.widen(id, by=cast.ann, to=[cast.cy]))
    assert (announced.to, [tap.verb for tap in announced.taps]) == (cast.ben, ["have_seen"])
    assert "Cy Möller" in announced.line
    at("2026-03-04 09:00")
    rules.open_due()
    last = ledger.entries_of([id])[-1]
    [opened] = notices.notices(last)
    assert (last.kind, opened.to) == ("ownup.opened", cast.cy)
    assert WHAT in opened.words
    assert notices.notices(rules.have_seen(owned_and_widened(cast), by=cast.ben)) == []


def owned_and_widened(cast: Cast) -> str:
    id = owned(cast)
    rules.widen(id, by=cast.ann, to=[cast.cy])
    return id
