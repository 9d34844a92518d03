"""What each side may do with a need and when, and who is on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import Cast, come_in, open_street
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import Once
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.nouns.needs import queries, rules
from twoway.nouns.needs.tests.needing import (
    WHAT,
    fay_of,
    kinds,
    looked_back,
    one,
    recognised,
    said,
)
from twoway.nouns.promises import rules as promises
from twoway.people import rules as people
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

FRIDAY = date(2026, 3, 6)
At = Callable[[str], object]


def state(need: str, cast: Cast) -> str:
    return one(need, cast.ann).state


def test_what_a_contact_says_is_played_back_until_that_is_it(cast: Cast) -> None:
    need = said(cast)
    found = one(need, cast.ann)
    assert (found.what, found.good, found.said_by) == (WHAT, "By a lamp", cast.eve)
    rules.play_back(need, "New lamps", by=cast.ann)
    rules.correct(need, "No lamps: the print is too small", by=cast.eve)
    rules.play_back(need, "Larger print", by=cast.ann)
    rules.recognise(need, by=cast.eve)
    assert kinds(need, cast.eve) == ["said", "played_back", "corrected", "played_back", "recognised"]
    assert (state(need, cast), one(need, cast.eve).played_words) == ("recognised", "Larger print")
    assert replay.check().ok


def test_all_on_it_see_all_of_it_and_nobody_else_anything(cast: Cast) -> None:
    fay = fay_of(cast)
    need = looked_back(cast, contacts=(fay,), ours=(cast.ben,))
    assert kinds(need, cast.eve) == kinds(need, fay) == kinds(need, cast.ann) == kinds(need, cast.ben)
    for stranger in (cast.cy, cast.dana):
        with pytest.raises(NotSeen):
            one(need, stranger)
        assert list(queries.over(stranger)) == []


def test_a_note_binds_nobody_until_a_contact_says_yes(cast: Cast) -> None:
    need = rules.note("Darker print", by=cast.ann, contacts=[cast.eve]).thing
    for verb in (rules.recognise, rules.deliver, rules.take_up):
        with pytest.raises(RuleBroken):
            verb(need, by=cast.eve if verb is rules.recognise else cast.ann)
    with pytest.raises(RuleBroken, match="Nobody of Larch has said yet"):
        rules.play_back(need, "Black on white", by=cast.ann)
    with pytest.raises(RuleBroken, match="whoever needs it"):
        rules.confirm(need, by=cast.ann)
    assert one(need, cast.eve).said_by == ""
    rules.confirm(need, by=cast.eve, what="Print that drivers can read in the dark")
    found = one(need, cast.ann)
    assert (found.state, found.said_by, found.what) == (
        "said", cast.eve, "Print that drivers can read in the dark",
    )  # fmt: skip
    assert replay.check().ok


def test_a_note_confirmed_as_it_is_keeps_its_words(cast: Cast) -> None:
    need = rules.note("Darker print", by=cast.ann, contacts=[cast.eve], good="By a lamp").thing
    rules.confirm(need, by=cast.eve, what=" Darker print ")
    assert (one(need, cast.eve).what, one(need, cast.eve).good) == ("Darker print", "By a lamp")


def test_what_was_never_said_is_disowned_for_good_and_another_may_follow(cast: Cast) -> None:
    need = rules.note("Darker print", by=cast.ann, contacts=[cast.eve]).thing
    with pytest.raises(RuleBroken, match="not answered your first one"):
        rules.note("Larger print", by=cast.ann, contacts=[cast.eve])
    rules.disown(need, by=cast.eve, words="That was somebody else.")
    for by, rule in ((cast.ann, rules.take_up), (cast.eve, rules.confirm)):
        with pytest.raises(RuleBroken, match="Nobody said that they need this"):
            rule(need, by=by)
    rules.note("Larger print", by=cast.ann, contacts=[cast.eve])


def test_members_note_and_contacts_say(cast: Cast) -> None:
    open_street(cast.ann, cast.eve)
    with pytest.raises(RuleBroken, match="for a client to say"):
        rules.say(WHAT, by=cast.ann, ours=[cast.ben])
    with pytest.raises(RuleBroken, match="yours to say"):
        rules.note(WHAT, by=cast.eve, contacts=[cast.eve], ours=[cast.ann])


def test_people_stand_on_their_own_side_and_a_need_is_one_clients(cast: Cast) -> None:
    birch = people.name_client(name="Birch", by=cast.dana).thing
    ida = come_in(cast.dana, name="Ida Kern", email="ida@birch.example", role="guest", client=birch)
    open_street(cast.ann, cast.eve)
    for contacts, ours, code in (
        ([cast.eve, ida], [], "several_clients"),
        ([cast.ben], [], "not_a_contact"),
        ([cast.eve], [ida], "not_ours"),
    ):
        with pytest.raises(RuleBroken) as refused:
            rules.note(WHAT, by=cast.ann, contacts=contacts, ours=ours)
        assert refused.value.code == code
    for contacts, ours in (([], []), (["", ""], [])):
        with pytest.raises(BadShape, match="Pick at least one"):
            rules.note(WHAT, by=cast.ann, contacts=contacts, ours=ours)
    with pytest.raises(NotSeen):
        rules.say(WHAT, by=cast.eve, ours=[cast.cy])


@pytest.mark.parametrize(
    ("what", "day", "code"),
    [
        (" \u200b ", None, "empty"),
        ("x" * 501, None, "too_long"),
        (WHAT, date(2026, 3, 1), "day_passed"),
        (WHAT, date(2039, 1, 1), "day_too_far"),
    ],
)
def test_a_need_has_words_and_a_day_that_can_come(cast: Cast, what: str, day: date | None, code: str) -> None:
    open_street(cast.ann, cast.eve)
    size = ledger.size()
    with pytest.raises(BadShape) as refused:
        rules.say(what, by=cast.eve, ours=[cast.ann], wanted_by=day)
    assert (refused.value.code, ledger.size()) == (code, size)


def test_a_need_is_a_first_act_that_asks_everybody_of_the_other_side(cast: Cast) -> None:
    fay = fay_of(cast)
    need = rules.note(WHAT, by=cast.ann, contacts=[cast.eve, fay], ours=[cast.ben]).thing
    asked = [street_queries.between(cast.ann, one) for one in (cast.eve, fay)]
    assert [(street.state, street.asked_by_id) for street in asked if street] == [("waiting", cast.ann)] * 2
    met = street_queries.between(cast.ben, fay)
    assert met is not None
    assert (met.state, met.asked_by_id) == ("waiting", None)
    rules.confirm(need, by=fay)
    opened = [street_queries.between(cast.ann, one) for one in (cast.eve, fay)]
    assert [street.state for street in opened if street] == ["waiting", "open"]
    rules.play_back(need, "Larger print", by=cast.ben)
    there = street_queries.between(cast.ben, fay)
    assert there is not None
    assert there.state == "open", "both have spoken on it"
    assert replay.check().ok


def test_what_is_set_aside_before_an_answer_lets_another_first_act_follow(cast: Cast) -> None:
    fay = fay_of(cast)
    need = rules.note(WHAT, by=cast.ann, contacts=[cast.eve, fay]).thing
    rules.disown(need, by=fay)
    for contact in (cast.eve, fay):
        street = street_queries.between(cast.ann, contact)
        assert street is not None
        assert (street.state, street.asked_by_id) == ("waiting", None)
    promises.make(cast.eve, "The old timetables", FRIDAY, by=cast.ann)


def test_nothing_begins_on_a_paused_or_closed_street(cast: Cast) -> None:
    street = open_street(cast.ann, cast.eve)
    streets.pause(street.id, by=cast.ann)
    with pytest.raises(RuleBroken, match="paused"):
        rules.say(WHAT, by=cast.eve, ours=[cast.ann])
    streets.resume(street.id, by=cast.ann)
    streets.close(street.id, by=cast.eve)
    with pytest.raises(RuleBroken, match="closed"):
        rules.note(WHAT, by=cast.ann, contacts=[cast.eve])


def test_work_goes_on_while_a_street_is_paused_and_ends_when_the_last_is_closed(cast: Cast) -> None:
    need = recognised(cast)
    street = street_queries.between(cast.ann, cast.eve)
    assert street is not None
    streets.pause(street.id, by=cast.eve)
    rules.deliver(need, by=cast.ann)
    with pytest.raises(RuleBroken, match="paused"):
        rules.promise(need, "The files", FRIDAY, by=cast.ann, to=cast.eve)
    streets.resume(street.id, by=cast.eve)
    streets.close(street.id, by=cast.eve)
    with pytest.raises(RuleBroken, match="Nobody on the other side can be reached"):
        rules.look_back(need, by=cast.eve, needed="yes")
    assert queries.open_verbs(one(need, cast.eve), cast.eve) == ["set_aside"]
    rules.set_aside(need, "We go our own ways", by=cast.eve)


def test_when_one_contact_leaves_the_other_goes_on_and_when_both_have_it_can_only_be_laid_down(
    cast: Cast,
) -> None:
    fay = fay_of(cast)
    need = said(cast, contacts=(fay,), ours=(cast.ben,))
    people.leave(cast.eve, by=cast.dana)
    rules.play_back(need, "Larger print", by=cast.ben)
    rules.recognise(need, by=fay)
    people.leave(fay, by=cast.dana)
    with pytest.raises(RuleBroken, match="can be reached"):
        rules.deliver(need, by=cast.ann)
    rules.set_aside(need, "Both have left", by=cast.ben)
    assert replay.check().ok


def test_when_the_one_of_ours_leaves_the_contact_can_only_lay_it_down(cast: Cast) -> None:
    need = recognised(cast)
    people.leave(cast.ann, by=cast.dana)
    found = one(need, cast.eve)
    assert queries.open_verbs(found, cast.eve) == ["set_aside"]
    rules.set_aside(need, "Ann has left", by=cast.eve)
    with pytest.raises(RuleBroken, match="can be reached"):
        rules.take_up(need, by=cast.eve)


def test_set_aside_by_either_and_taken_up_again_where_it_was(cast: Cast) -> None:
    need = said(cast)
    rules.play_back(need, "Larger print", by=cast.ann)
    with pytest.raises(BadShape, match="Say why"):
        rules.set_aside(need, " ", by=cast.ann)
    rules.set_aside(need, "No money this year", by=cast.eve)
    assert state(need, cast) == "set_aside"
    with pytest.raises(RuleBroken, match="was set aside"):
        rules.recognise(need, by=cast.eve)
    rules.take_up(need, by=cast.ann)
    assert state(need, cast) == "played_back"
    rules.recognise(need, by=cast.eve)


def test_each_verb_is_for_its_side(cast: Cast) -> None:
    need = said(cast)
    for rule, by in ((rules.play_back, cast.eve), (rules.correct, cast.ann)):
        with pytest.raises(RuleBroken, match="That is for"):
            rule(need, "Words", by=by)
    with pytest.raises(RuleBroken, match="That is for"):
        rules.recognise(need, by=cast.ann)
    with pytest.raises(NotSeen):
        rules.play_back(need, "Words", by=cast.cy)


def test_an_answer_to_what_has_moved_on_is_refused(cast: Cast) -> None:
    need = said(cast)
    rules.play_back(need, "Larger print", by=cast.ann)
    seen = one(need, cast.eve).last_entry_id
    rules.play_back(need, "Smaller print", by=cast.ann)
    with pytest.raises(RuleBroken) as refused:
        rules.recognise(need, by=cast.eve, seen=seen)
    assert refused.value.code == "moved_on"


def test_sent_twice_it_is_one_act(cast: Cast) -> None:
    need, once = said(cast), Once(key="a", fingerprint="b")
    first = rules.play_back(need, "Larger print", by=cast.ann, once=once)
    assert rules.play_back(need, "Larger print", by=cast.ann, once=once).id == first.id
    again = Once(key="c", fingerprint="d")
    begun = rules.say("Lamps", by=cast.eve, ours=[cast.ann], once=again)
    assert rules.say("Lamps", by=cast.eve, ours=[cast.ann], once=again).thing == begun.thing
