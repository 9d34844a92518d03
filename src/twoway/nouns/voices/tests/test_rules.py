"""Who may do what with a voice: the rules, one by one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from tests.cast import Cast, open_street
from twoway.errors import NotSeen
from twoway.ids import Once
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.ledger.entries import EVERY_STREET
from twoway.nouns.promises import queries as promises
from twoway.nouns.voices import queries, rules
from twoway.nouns.voices.tests.lives import (
    FRIDAY,
    LATER,
    SAID,
    THURSDAY,
    WHY,
    answered,
    led_by,
    raised,
    refused,
    seen,
    taken_on,
)
from twoway.people import queries as workplace
from twoway.people import rules as people
from twoway.people.streets import queries as streets
from twoway.people.streets import rules as street_rules
from twoway.people.streets.models import Street


def street_of(one: str, other: str) -> Street:
    found = streets.between(one, other)
    assert found is not None
    return found


# ---- raising ---------------------------------------------------------------------------------------------


def test_a_voice_is_a_first_step_and_any_answer_opens_the_street(cast: Cast) -> None:
    id = raised(cast)
    assert street_of(cast.ann, cast.ben).state == "waiting"
    voice = seen(id, cast.ben)
    assert (voice.title, voice.wants, voice.answer_by) == (SAID, "act", THURSDAY)
    assert refused(lambda: raised(cast)).code == "waits"
    answered(id, cast.ben)
    assert street_of(cast.ann, cast.ben).state == "open"
    assert seen(id, cast.ann).answer_words == WHY


@pytest.mark.parametrize("who", ["cy", "dana", "eve"])
def test_nobody_else_sees_it_or_can_do_anything_to_it(cast: Cast, who: str) -> None:
    id, them = raised(cast), getattr(cast, who)
    with pytest.raises(NotSeen):
        seen(id, them)
    for verb in (rules.acknowledge, rules.withdraw, partial(rules.close, heard=5)):
        with pytest.raises(NotSeen):
            verb(id, by=them)
    assert not queries.in_use(them)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"to": ""}, "to"),
        ({"team": "0" * 12}, "to"),
        ({"answer_by": None}, "answer_by"),
        ({"answer_by": date(2026, 3, 1)}, "answer_by"),
        ({"answer_by": date(2028, 3, 1)}, "answer_by"),
        ({"wants": "praise"}, "wants"),
        ({"more": "x" * 5_001}, "more"),
    ],
)
def test_what_is_missing_or_too_far_is_said_beside_its_blank(
    cast: Cast, terms: dict[str, object], field: str
) -> None:
    assert refused(lambda: raised(cast, **terms)).field == field


def test_a_voice_is_for_somebody_else_and_says_something(cast: Cast) -> None:
    assert refused(lambda: raised(cast, to=cast.ann)).code == "to_oneself"
    say_nothing = partial(rules.raise_, "  ", by=cast.ann, to=cast.ben, answer_by=FRIDAY)
    assert refused(say_nothing).field == "words"
    assert "about what" in refused(partial(say_nothing, wants="feedback")).say


def test_nothing_new_is_raised_on_a_stopped_street_and_what_stands_can_be_answered(cast: Cast) -> None:
    street, id = open_street(cast.ann, cast.ben), ""
    id = raised(cast)
    street_rules.pause(street.id, by=cast.ben)
    assert refused(lambda: raised(cast)).code == "paused"
    answered(id, cast.ben)
    assert seen(id, cast.ann).state == "answered"


@pytest.mark.parametrize("stop", [street_rules.pause, street_rules.close])
def test_on_a_stopped_street_nothing_is_opened_again_or_passed_on(
    cast: Cast, stop: Callable[..., object]
) -> None:
    """Whoever closed a street is asked for nothing on it any more."""
    street = open_street(cast.ann, cast.ben)
    done, waits = raised(cast), raised(cast)
    answered(done, cast.ben)
    stop(street.id, by=cast.ben)
    assert "not open" in refused(partial(rules.reopen, done, by=cast.ann, words="And now?")).say
    assert "not open" in refused(partial(rules.offer_pass, waits, by=cast.ben, to=cast.cy)).say
    rules.close(done, by=cast.ann, heard=4)
    answered(waits, cast.ben)


def test_sent_twice_it_is_one_voice_and_one_promise(cast: Cast) -> None:
    once = Once(key="k", fingerprint="f")
    first = rules.raise_(SAID, by=cast.ann, to=cast.ben, answer_by=FRIDAY, once=once)
    assert rules.raise_(SAID, by=cast.ann, to=cast.ben, answer_by=FRIDAY, once=once).id == first.id
    how = {"answer": "promised", "promise_what": "A rota with six names", "promise_due": FRIDAY, "once": once}
    said = rules.answer(first.thing, by=cast.ben, **how)  # type: ignore[arg-type]
    size = ledger.size()
    assert rules.answer(first.thing, by=cast.ben, **how).id == said.id  # type: ignore[arg-type]
    assert (ledger.size(), said.kind) == (size, "voice.answered")


# ---- answering -------------------------------------------------------------------------------------------


def test_a_promised_answer_makes_the_promise_by_its_own_rules_or_nothing(cast: Cast) -> None:
    id = raised(cast)
    vague = partial(rules.answer, id, by=cast.ben, answer="promised", promise_what="soon", promise_due=FRIDAY)
    assert refused(vague).field == "promise_what"
    no_day = partial(rules.answer, id, by=cast.ben, answer="promised", promise_what="A rota")
    assert refused(no_day).field == "promise_due"
    rules.answer(id, by=cast.ben, answer="promised", promise_what="A rota", promise_due=FRIDAY)
    promise = promises.one(seen(id, cast.ann).promise, seen_by=cast.ann)
    assert (promise.promiser_id, promise.promisee_id, promise.what) == (cast.ben, cast.ann, "A rota")
    assert promise.state == "made"


def test_on_a_paused_street_it_is_answered_but_nothing_is_promised(cast: Cast) -> None:
    street, id = open_street(cast.ann, cast.ben), ""
    id = raised(cast)
    street_rules.pause(street.id, by=cast.ann)
    promising = partial(
        rules.answer, id, by=cast.ben, answer="promised", promise_what="A rota", promise_due=FRIDAY
    )
    assert refused(promising).code == "paused"
    assert seen(id, cast.ann).state == "open"


@pytest.mark.parametrize("answer", ["done", "no_because", "need_more"])
def test_an_answer_takes_words(cast: Cast, answer: str) -> None:
    id = raised(cast)
    assert refused(lambda: answered(id, cast.ben, answer, words=" ")).field == "words"


@pytest.mark.parametrize(
    ("wants", "answer"), [("act", "told"), ("feedback", "promised"), ("hear", "perhaps")]
)
def test_an_answer_fits_what_was_wanted(cast: Cast, wants: str, answer: str) -> None:
    id = raised(cast, wants=wants)
    assert refused(lambda: answered(id, cast.ben, answer)).field == "answer"


def test_feedback_is_asked_up_down_and_across_and_answered_by_telling(cast: Cast) -> None:
    people.start_line(manager=cast.ben, report=cast.ann, by=cast.dana)
    for one, other in ((cast.ann, cast.ben), (cast.ben, cast.ann), (cast.cy, cast.ben)):
        asked = rules.raise_("how I run our mornings", by=one, to=other, wants="feedback", answer_by=FRIDAY)
        refused(partial(rules.offer_pass, asked.thing, by=other, to=cast.dana))
        answered(asked.thing, other, "told", words="Begin on time")
        assert seen(asked.thing, one).answer_words == "Begin on time"


def test_only_those_it_was_raised_with_answer_and_only_once(cast: Cast) -> None:
    id = raised(cast)
    refused(lambda: answered(id, cast.ann))
    answered(id, cast.ben)
    assert "answered already" in refused(lambda: answered(id, cast.ben)).say


def test_it_is_read_once_and_the_day_moves_once_with_a_reason_before_it_has_passed(
    cast: Cast, at: Callable[[str], object]
) -> None:
    id = raised(cast)
    rules.acknowledge(id, by=cast.ben)
    refused(partial(rules.acknowledge, id, by=cast.ben))
    move = partial(rules.move, id, by=cast.ben, reason="Stocktaking")
    assert refused(partial(move, answer_by=THURSDAY)).field == "answer_by"
    assert refused(partial(move, answer_by=date(2026, 7, 1))).code == "day_too_far"
    assert refused(partial(move, answer_by=LATER, reason="")).field == "reason"
    refused(partial(move, by=cast.ann, answer_by=LATER))
    move(answer_by=LATER)
    voice = seen(id, cast.ann)
    assert (voice.answer_by, voice.moved_from, voice.move_reason) == (LATER, THURSDAY, "Stocktaking")
    assert "once already" in refused(partial(move, answer_by=date(2026, 3, 20))).say
    late = raised(cast, answer_by=FRIDAY)
    at("2026-03-07 09:00")
    assert refused(partial(rules.move, late, by=cast.ben, answer_by=LATER, reason="Ill")).code == "day_passed"


def test_what_takes_more_runs_anew_once_its_writer_has_added_to_it(
    cast: Cast, at: Callable[[str], object]
) -> None:
    id = raised(cast)
    answered(id, cast.ben, "need_more", words="Which Fridays?")
    at("2026-03-20 09:00")
    assert seen(id, cast.ben).state == "needs_more"
    assert queries.days_late_for(seen(id, cast.ben), cast.ben) == 0
    assert refused(partial(rules.add, id, by=cast.ann, words="")).field == "words"
    rules.add(id, by=cast.ann, words="All since May")
    voice = seen(id, cast.ben)
    assert (voice.state, voice.answer_by, voice.answer) == ("open", date(2026, 3, 23), "")


# ---- closing ---------------------------------------------------------------------------------------------


def test_its_writer_closes_it_or_opens_it_again_with_a_new_day(cast: Cast) -> None:
    id = raised(cast)
    refused(partial(rules.close, id, by=cast.ann, heard=4))
    answered(id, cast.ben)
    refused(partial(rules.close, id, by=cast.ben, heard=5))
    assert refused(partial(rules.close, id, by=cast.ann, heard=6)).field == "heard"
    rules.close(id, by=cast.ann, heard=2, words="Not what I asked")
    voice = seen(id, cast.ben)
    assert (voice.state, voice.heard, voice.closing_words) == ("closed", 2, "Not what I asked")
    rules.reopen(id, by=cast.ann, words="And the other Fridays?", answer_by=LATER)
    voice = seen(id, cast.ben)
    assert (voice.state, voice.heard, voice.answer_by) == ("open", None, LATER)


def test_it_is_taken_back_only_as_long_as_there_is_no_answer(cast: Cast) -> None:
    id = raised(cast)
    rules.withdraw(id, by=cast.ann, words="It is over")
    assert seen(id, cast.ben).state == "withdrawn"
    assert street_of(cast.ann, cast.ben).asked_by_id is None
    again = raised(cast)
    answered(again, cast.ben)
    assert "answered already" in refused(partial(rules.withdraw, again, by=cast.ann)).say


def test_taking_back_what_a_team_was_told_leaves_another_first_step_waiting(cast: Cast) -> None:
    team = led_by(cast, cast.ben)
    first = raised(cast)
    id = raised(cast, to="", team=team)
    rules.withdraw(id, by=cast.ann)
    assert street_of(cast.ann, cast.ben).asked_by_id == cast.ann
    assert seen(first, cast.ben).state == "open"


def test_a_stale_page_is_refused(cast: Cast) -> None:
    id = raised(cast)
    stale = seen(id, cast.ben).last_entry_id
    rules.acknowledge(id, by=cast.ben)
    assert refused(lambda: answered(id, cast.ben, seen=stale)).code == "moved_on"


# ---- a team's leads --------------------------------------------------------------------------------------


def test_raised_with_a_teams_leads_any_one_answers_once_for_all(cast: Cast) -> None:
    team = led_by(cast, cast.ben, cast.cy)
    entry = rules.raise_(SAID, by=cast.ann, team=team, answer_by=THURSDAY)
    assert entry.street == EVERY_STREET
    assert set(entry.seen_by()) == {cast.ann, cast.ben, cast.cy}
    rules.answer(entry.thing, by=cast.cy, answer="promised", promise_what="A rota", promise_due=FRIDAY)
    assert street_of(cast.ann, cast.cy).state == "open"
    assert streets.between(cast.ann, cast.ben) is None
    assert refused(lambda: answered(entry.thing, cast.ben)).code == "cannot_answer"
    assert seen(entry.thing, cast.ben).answered_by == cast.cy
    with pytest.raises(NotSeen):
        promises.one(seen(entry.thing, cast.ben).promise, seen_by=cast.ben)


def test_a_lead_is_not_asked_by_their_own_voice_and_a_team_without_others_has_nobody(cast: Cast) -> None:
    team = led_by(cast, cast.ben)
    assert refused(partial(rules.raise_, SAID, by=cast.ben, team=team, answer_by=FRIDAY)).code == "no_leads"
    with pytest.raises(NotSeen):
        rules.raise_(SAID, by=cast.eve, team=team, answer_by=FRIDAY)


def test_whoever_leads_no_longer_leaves_it_to_the_others_or_passes_it_on(cast: Cast) -> None:
    team = led_by(cast, cast.ben, cast.cy)
    id = raised(cast, to="", team=team)
    refused(partial(rules.stand_aside, id, by=cast.ben))
    for membership in workplace.members_of(team):
        if membership.lead:
            people.lead_team(membership.id, lead=False, by=cast.dana)
    rules.stand_aside(id, by=cast.ben)
    assert [one.id for one in queries.raised_with(seen(id, cast.ann))] == [cast.cy]
    assert "Pass it on" in refused(partial(rules.stand_aside, id, by=cast.cy)).say
    rules.acknowledge(id, by=cast.cy)
    assert "stood aside" in refused(lambda: answered(id, cast.ben)).say
    kinds = [entry.kind for entry in queries.history(seen(id, cast.ben), seen_by=cast.ben)]
    assert kinds == ["voice.raised", "voice.stood_aside"]


def test_whoever_stays_lays_down_what_waits_for_nobody_any_more(cast: Cast) -> None:
    id, other = raised(cast), raised(cast, to=cast.cy)
    answered(other, cast.cy)
    people.leave(cast.ben, by=cast.ben)
    people.leave(cast.cy, by=cast.cy)
    assert "Raise it with somebody else" in refused(partial(rules.reopen, other, by=cast.ann, words="?")).say
    rules.withdraw(id, by=cast.ann)
    rules.close(other, by=cast.ann, heard=4)


def test_nobody_answers_somebody_who_has_left(cast: Cast) -> None:
    id = raised(cast)
    people.leave(cast.ann, by=cast.ann)
    assert "no longer here" in refused(lambda: answered(id, cast.ben)).say


# ---- overdue ---------------------------------------------------------------------------------------------


def test_overdue_is_plain_to_both_alike_and_on_a_stopped_street_to_neither(
    cast: Cast, at: Callable[[str], object]
) -> None:
    street = open_street(cast.ann, cast.ben)
    id = raised(cast)
    at("2026-03-08 09:00")
    assert [queries.days_late_for(seen(id, who), who) for who in (cast.ann, cast.ben)] == [3, 3]
    street_rules.pause(street.id, by=cast.ben)
    assert [queries.days_late_for(seen(id, who), who) for who in (cast.ann, cast.ben)] == [0, 0]


def test_of_several_leads_each_is_late_on_their_own_street(cast: Cast, at: Callable[[str], object]) -> None:
    street = open_street(cast.ann, cast.ben)
    id = raised(cast, to="", team=led_by(cast, cast.ben, cast.cy))
    street_rules.pause(street.id, by=cast.ben)
    at("2026-03-08 09:00")
    late = {who: queries.days_late_for(seen(id, who), who) for who in (cast.ann, cast.ben, cast.cy)}
    assert late == {cast.ann: 3, cast.ben: 0, cast.cy: 3}


def test_replaying_the_record_gives_the_same_rows(cast: Cast) -> None:
    id = raised(cast)
    taken_on(cast, id, cast.cy)
    answered(id, cast.cy, "need_more", words="Which?")
    rules.add(id, by=cast.ann, words="All")
    answered(id, cast.cy)
    rules.close(id, by=cast.ann, heard=3)
    assert replay.check().differences == ()
