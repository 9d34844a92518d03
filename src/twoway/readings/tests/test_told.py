"""Every act has a sentence; both sides are told the same; and no list takes more queries for being longer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, open_street
from twoway.errors import NotSeen
from twoway.ledger.kinds import kinds
from twoway.nouns.calls import notices as calls_told
from twoway.nouns.conversations import notices as conversations_told
from twoway.nouns.entrustments import notices as entrustments_told
from twoway.nouns.growth import notices as growth_told
from twoway.nouns.handoffs import notices as handoffs_told
from twoway.nouns.needs import notices as needs_told
from twoway.nouns.ownups import told as ownups_told
from twoway.nouns.paths import notices as paths_told
from twoway.nouns.promises import notices as promises_told
from twoway.nouns.promises import rules as promises
from twoway.nouns.promises.past import PastPromise
from twoway.nouns.standing import notices as standing_told
from twoway.nouns.thanks import told as thanks_told
from twoway.nouns.track_records import notices as track_records_told
from twoway.nouns.unnamed import told as unnamed_told
from twoway.nouns.voices import notices as voices_told
from twoway.people import told as people_told
from twoway.people.streets import rules as street_rules
from twoway.people.streets import told as streets_told
from twoway.readings import record, told
from twoway.readings.tests.lives import FRIDAY, a_life, kept, promised, thanked
from twoway.trust.evidence import DEFAULTS
from twoway.web import asked_once
from twoway.web.street import State

SENTENCES = {
    *promises_told.SAYS,
    *calls_told.SAYS,
    "call.reviewed",
    *voices_told.SAYS,
    "voice.answered",
    *handoffs_told.SAYS,
    *conversations_told.SAYS,
    *conversations_told.NOBODYS,
    "conversation.outcome",
    *entrustments_told.SAYS,
    "entrustment.looked_back",
    *growth_told.SAYS,
    *needs_told.SAYS,
    "need.promise_added",
    "need.looked_back",
    "need.rated_together",
    *paths_told.SAYS,
    *thanks_told.SAYS,
    *ownups_told.SAYS,
    *standing_told.SAYS,
    *track_records_told.SAYS,
    *unnamed_told.SAYS,
    *streets_told.SAYS,
    *streets_told.NOBODYS,
    *people_told.SAYS,
    "promise.hung_on",
    "promise.unhung",
}


@pytest.mark.parametrize("kind", [kind for kind in kinds() if not kind.startswith("toy.")])
def test_every_act_has_a_sentence_and_somebody_who_says_it(kind: str) -> None:
    assert kind in SENTENCES
    assert [teller for teller in told.TELLERS if kind.startswith(teller.KINDS)], kind


def test_every_kind_of_reading_has_a_name_for_the_list_of_reasons() -> None:
    """Of every noun that tells of itself."""
    for row in DEFAULTS.kinds:
        if any(row.name.startswith(noun.KINDS) for noun in told.NOUNS):
            assert told.reason(row.name)[0]


def test_what_was_brought_in_says_so_and_from_where_in_every_list(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    kept(cast.ann, cast.ben, what="Entered here")
    made_at = datetime(2026, 2, 27, 9, tzinfo=UTC)
    past = PastPromise(source="jira DS-1", promiser=cast.ann, promisee=cast.ben, what="DS-1", made_at=made_at)
    promises.bring_in([past], by=cast.dana)
    brought = "Brought in from jira DS-1"
    for path in ("/history", f"/streets/{street}", f"/streets/{street}/between"):
        assert cast.signed_in("ben").get(path).content.decode().count(brought) == 1, path
    lines = told.in_words(record.of_street(street, seen_by=cast.ben), seen_by=cast.ben)
    assert [line.about for line in lines if line.source == "jira DS-1"] == ["DS-1"]


def test_what_oneself_did_begins_with_you_and_the_rest_with_a_name(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    kept(cast.ann, cast.ben)
    entries = record.of_street(street, seen_by=cast.ann)[-3:]
    to_ann = [line.says for line in told.in_words(entries, seen_by=cast.ann)]
    to_ben = [line.says for line in told.in_words(entries, seen_by=cast.ben)]
    assert to_ann == [
        "You promised it",
        "You said it was kept on Monday 2 March",
        "Ben Okoro confirmed that it was kept on Monday 2 March",
    ]
    assert to_ben == [
        "Ann Lee promised it",
        "Ann Lee said it was kept on Monday 2 March",
        "You confirmed that it was kept on Monday 2 March",
    ]


def test_a_side_is_told_under_the_act_it_was_added_to(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    done = kept(cast.ann, cast.ben)
    street_rules.add_side(done.id, by=cast.ben, words="It came by noon")
    entries = record.of_street(street, seen_by=cast.ann)
    lines = told.with_sides(told.in_words(entries, seen_by=cast.ann), entries)
    assert [side.words for line in lines for side in line.sides if line.entry == done.id] == [
        "It came by noon"
    ]
    assert not [line for line in lines if line.kind == "side.added"]


def test_both_find_the_same_marks_on_their_street(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    a_life(cast.ann, cast.ben)
    mine, theirs = (told.deeds([street], seen_by=one)[street] for one in (cast.ann, cast.ben))
    assert mine == theirs
    assert {deed.state for deed in mine} == {
        State.KEPT,
        State.BROKEN,
        State.OPEN,
        State.MOVED,
        State.DONE,
        State.FAILED,
        State.FAILED,
    }


def test_nothing_stands_on_the_street_before_somebody_gave_their_word(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    promises.ask(cast.ben, "Read the draft", FRIDAY, by=cast.ann)
    promises.note(cast.ben, "Read the proofs", FRIDAY, by=cast.ann)
    promises.decline(promises.ask(cast.ben, "Read it all", FRIDAY, by=cast.ann).thing, by=cast.ben)
    assert told.deeds([street], seen_by=cast.ann)[street] == []


def test_what_is_open_is_the_same_for_both_and_says_whose_it_is(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    a_life(cast.ann, cast.ben)
    mine, theirs = (
        {(one.thing, one.owes, one.kind) for one in told.opens(seen_by=p)} for p in (cast.ann, cast.ben)
    )
    assert mine == theirs
    owes = [(one.what, one.owes, one.kind) for one in told.opens(seen_by=cast.ann)]
    assert ("Draw up the rota", cast.ann, "promise") in owes
    assert ("Read the draft", cast.ben, "answer") in owes
    assert ("Sweep the yard", cast.ann, "claim") in owes


def test_verbs_are_offered_to_whoever_can_use_them(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    promised(cast.ann, cast.ben)
    [mine], [theirs] = told.opens(seen_by=cast.ann), told.opens(seen_by=cast.ben)
    assert [(str(verb.label), verb.posts) for verb in mine.verbs] == [("Kept", True), ("Move it", False)]
    assert [(str(verb.label), verb.posts) for verb in theirs.verbs] == [
        ("It was kept", True),
        ("Let it go", False),
    ]


def test_a_third_person_is_told_nothing(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    a_life(cast.ann, cast.ben)
    entries = record.of_street(street, seen_by=cast.ann)
    promise_acts = [entry for entry in entries if entry.kind.startswith("promise.")]
    assert record.of_street(street, seen_by=cast.cy) == []
    assert told.in_words(promise_acts, seen_by=cast.cy) == []
    assert told.deeds([street], seen_by=cast.cy) == {street: []}
    assert told.opens(seen_by=cast.cy, streets=[street]) == []
    with pytest.raises(NotSeen):
        street_rules.add_side(promise_acts[0].id, by=cast.cy, words="I was there")


def test_said_to_somebody_is_what_others_thanked_them_for(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    thanked(cast.ben, kept(cast.ann, cast.ben), "You saved the shift")
    assert [(one.name, one.words) for one in told.said_to(cast.ann)] == [("Ben Okoro", "You saved the shift")]
    assert told.said_to(cast.ben) == []
    assert told.said_to(cast.cy) == []


def test_more_acts_take_no_more_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    street = open_street(cast.ann, cast.ben).id
    counts = []
    for rounds in (2, 2):
        for _round in range(rounds):
            a_life(cast.ann, cast.ben)
        with django_assert_max_num_queries(60) as counted, asked_once.for_page("GET"):
            told.in_words(record.of_street(street, seen_by=cast.ann), seen_by=cast.ann)
            told.deeds([street], seen_by=cast.ann)
            told.opens(seen_by=cast.ann)
            told.said_to(cast.ann)
        counts.append(len(counted))
    assert counts[0] == counts[1]
