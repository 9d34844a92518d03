"""What others hear of a voice by mail: each only what they may see; overdue to both, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.cast import Cast, open_street
from twoway.ledger import queries as ledger
from twoway.nouns.voices import notices, rules
from twoway.nouns.voices.tests.lives import MORE, SAID, THURSDAY, answered, led_by, raised, seen
from twoway.people.streets import rules as streets
from twoway.web.notice import Notice


def by_person(entry_id: str) -> dict[str, Notice]:
    return {notice.to: notice for notice in notices.notices(ledger.entry(entry_id))}


def verbs(notice: Notice) -> list[str]:
    return [tap.verb for tap in notice.taps]


def test_what_was_raised_can_be_said_to_be_read_with_one_tap(cast: Cast) -> None:
    told = by_person(seen(raised(cast), cast.ben).raised_in)
    assert told.keys() == {cast.ben}
    notice = told[cast.ben]
    assert verbs(notice) == ["acknowledge"]
    assert notice.line == "Ann Lee raised this. An answer would help by Thursday 5 March."
    assert SAID not in notice.subject + notice.line
    assert MORE in notice.words


def test_its_writer_can_close_it_from_the_mail_with_how_far_they_felt_heard(cast: Cast) -> None:
    id = raised(cast)
    told = by_person(answered(id, cast.ben))
    assert verbs(told[cast.ann]) == ["heard_5", "heard_4", "heard_3", "heard_2", "heard_1"]
    entry = rules.TAPS["heard_2"](id, by=cast.ann, seen=told[cast.ann].entry, note="Not quite")
    voice = seen(id, cast.ben)
    assert (voice.heard, voice.closing_words) == (2, "Not quite")
    assert by_person(entry.id).keys() == {cast.ben}


def test_passing_it_on_is_answered_from_the_mail_by_the_writer_first(cast: Cast) -> None:
    id = raised(cast)
    offer = by_person(rules.offer_pass(id, by=cast.ben, to=cast.cy, words="You plan it").id)
    assert {to: verbs(notice) for to, notice in offer.items()} == {cast.ann: ["allow_pass", "refuse_pass"]}
    allowed = by_person(rules.TAPS["allow_pass"](id, by=cast.ann).id)
    assert {to: verbs(notice) for to, notice in allowed.items()} == {
        cast.ben: [],
        cast.cy: ["take_on", "decline_pass"],
    }
    assert by_person(rules.TAPS["take_on"](id, by=cast.cy).id).keys() == {cast.ann, cast.ben}
    assert by_person(answered(id, cast.cy)).keys() == {cast.ann}


def test_of_several_leads_each_hears_it_and_hears_that_one_answered(cast: Cast) -> None:
    id = raised(cast, to="", team=led_by(cast, cast.ben, cast.cy))
    assert by_person(seen(id, cast.ann).raised_in).keys() == {cast.ben, cast.cy}
    told = by_person(answered(id, cast.cy))
    assert told.keys() == {cast.ann, cast.ben}
    assert not told[cast.ben].taps


def test_that_the_day_has_passed_is_told_to_both_once_and_to_nobody_else(
    cast: Cast, at: Callable[[str], object]
) -> None:
    raised(cast)
    at("2026-03-05 12:00")
    assert notices.passed(THURSDAY) == []
    at("2026-03-06 07:00")
    told = notices.passed(THURSDAY)
    assert {notice.to for notice in told} == {cast.ann, cast.ben}
    assert all(SAID in notice.words and SAID not in notice.line for notice in told)
    assert notices.passed(date(2026, 3, 6)) == []


def test_on_a_street_that_was_stopped_it_is_told_when_the_day_has_passed_there(
    cast: Cast, at: Callable[[str], object]
) -> None:
    street = open_street(cast.ann, cast.ben)
    raised(cast)
    streets.pause(street.id, by=cast.ann)
    at("2026-03-06 07:00")
    assert notices.passed(THURSDAY) == []
    streets.resume(street.id, by=cast.ann)
    at("2026-03-07 07:00")
    assert {notice.to for notice in notices.passed(date(2026, 3, 6))} == {cast.ann, cast.ben}
