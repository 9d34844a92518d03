"""What was brought in is history, enters once, and counts when its promiser says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.cast import Cast
from twoway.errors import RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.nouns.promises import evidence, queries, rules
from twoway.nouns.promises.past import Past, PastPromise

TODAY = date(2026, 3, 2)


def moment(month: int, day: int) -> datetime:
    return datetime(2025, month, day, 9, tzinfo=UTC)


@pytest.fixture
def story(cast: Cast) -> PastPromise:
    """Ann promised Ben, moved it early, kept it late, and it was opened again and kept."""
    return PastPromise(
        source="jira DS-1",
        promiser=cast.ann,
        promisee=cast.ben,
        what="DS-1",
        made_at=moment(5, 1),
        due_on=date(2025, 5, 20),
        past=(
            Past(verb="moved", at=moment(5, 10), due_on=date(2025, 6, 1)),
            Past(verb="kept", at=moment(6, 10)),
            Past(verb="reopened", at=moment(6, 12)),
            Past(verb="kept", at=moment(6, 20)),
        ),
    )


def bring(cast: Cast, *stories: PastPromise) -> str:
    """The id of the first promise that the stories tell."""
    rules.bring_in(stories, by=cast.dana)
    return queries.by_source([stories[0].source])[stories[0].source].id


def test_acts_keep_their_own_time_and_say_whose_they_are_and_from_where(
    cast: Cast, story: PastPromise
) -> None:
    id = bring(cast, story)
    entries = ledger.entries_of([id])
    assert [(entry.kind, entry.happened_at) for entry in entries] == [
        ("promise.made", moment(5, 1)),
        ("promise.moved", moment(5, 10)),
        ("promise.kept", moment(6, 10)),
        ("promise.reopened", moment(6, 12)),
        ("promise.kept", moment(6, 20)),
    ]
    assert {(entry.by, entry.entered_by, entry.source) for entry in entries} == {
        (cast.ann, cast.dana, "jira DS-1")
    }
    promise = queries.one(id, seen_by=cast.ben)
    assert (promise.standing(TODAY), promise.kept_on, promise.due_on) == (
        "kept",
        date(2025, 6, 20),
        date(2025, 6, 1),
    )
    assert replay.check().ok


def test_bringing_it_in_twice_adds_nothing_and_a_newer_record_adds_what_is_new(
    cast: Cast, story: PastPromise
) -> None:
    older = replace(story, past=story.past[:2])
    id = bring(cast, older)
    assert rules.bring_in([older], by=cast.dana) == []
    added = rules.bring_in([story], by=cast.dana)
    assert [entry.kind for entry in added] == ["promise.reopened", "promise.kept"]
    assert len(ledger.entries_of([id])) == 5


def test_it_is_on_no_list_of_what_is_owed_and_nothing_can_be_done_to_it(
    cast: Cast, story: PastPromise
) -> None:
    id = bring(cast, replace(story, past=()))
    assert not queries.owed_by(cast.ann, seen_by=cast.ann).exists()
    assert not queries.waiting_for(cast.ben).exists()
    assert [promise.id for promise in queries.brought_in(cast.ben)] == [id]
    assert queries.open_verbs(queries.one(id, seen_by=cast.ann), cast.ann) == ["take_on", "dispute"]
    assert queries.open_verbs(queries.one(id, seen_by=cast.ben), cast.ben) == ["dispute"]
    with pytest.raises(RuleBroken, match="is history until Ann Lee takes it on"):
        rules.keep(id, by=cast.ann)


def test_its_promiser_takes_it_on_and_nobody_else(cast: Cast, story: PastPromise) -> None:
    id = bring(cast, story)
    with pytest.raises(RuleBroken, match="Only Ann Lee can take this on"):
        rules.take_on(id, by=cast.ben)
    rules.take_on(id, by=cast.ann)
    kinds = [reading.kind for reading in evidence.readings(ledger.entries_of([id]), TODAY)]
    assert kinds == ["promise.moved_early", "promise.kept_late"]
    with pytest.raises(RuleBroken, match="taken on already"):
        rules.take_on(id, by=cast.ann)


def test_what_was_let_go_counts_only_when_whoever_let_it_go_has_taken_that_on_as_well(
    cast: Cast, story: PastPromise
) -> None:
    id = bring(cast, replace(story, past=(*story.past[:1], Past(verb="released", at=moment(6, 10)))))
    with pytest.raises(RuleBroken, match="until both of you take it on"):
        rules.keep(id, by=cast.ann)
    rules.take_on(id, by=cast.ann)
    assert [promise.id for promise in queries.brought_in(cast.ann)] == [id]
    assert evidence.readings(ledger.entries_of([id]), TODAY) == []
    with pytest.raises(RuleBroken, match="Only Ben Okoro can take this on"):
        rules.take_on(id, by=cast.ann)
    assert queries.open_verbs(queries.one(id, seen_by=cast.ben), cast.ben) == ["take_on", "dispute"]
    assert (queries.sources_to_take_on(cast.ann), queries.sources_to_take_on(cast.ben)) == ([], ["jira"])
    rules.take_on_import("jira", by=cast.ben)
    assert [reading.kind for reading in evidence.readings(ledger.entries_of([id]), TODAY)] == [
        "promise.moved_early"
    ]
    assert not queries.brought_in(cast.ben)
    assert queries.one(id, seen_by=cast.ann).taken_on
    assert replay.check().ok


def test_whoever_let_something_go_cannot_make_the_promise_count_alone(cast: Cast, story: PastPromise) -> None:
    id = bring(cast, replace(story, past=(Past(verb="released", at=moment(6, 10)),)))
    rules.take_on(id, by=cast.ben)
    assert queries.one(id, seen_by=cast.ben).is_history


def test_imports_of_an_older_database_wait_for_the_same_people(cast: Cast, story: PastPromise) -> None:
    let_go = (Past(verb="released", at=moment(6, 10)),)
    bring(cast, story, *(replace(story, source=f"jira DS-{number}", past=let_go) for number in (2, 3)))
    kept, half, nobody = sorted(queries.brought_in(cast.ann), key=lambda one: one.source)
    for one in (kept, half):
        rules.take_on(one.id, by=cast.ann)
    then = MigrationExecutor(connection).loader.project_state(("promises", "0002_to_take_on")).apps
    then.get_model("promises", "Promise").objects.update(to_take_on=[])
    import_module("twoway.nouns.promises.migrations.0002_to_take_on").paint(then, None)
    now = [queries.one(one.id, seen_by=cast.ann) for one in (kept, half, nobody)]
    assert [one.to_take_on for one in now] == [[], [cast.ben], [cast.ann, cast.ben]]
    assert replay.check().ok


def test_a_whole_import_is_taken_on_at_once_but_for_what_is_disputed_or_not_ones_own(
    cast: Cast, story: PastPromise
) -> None:
    bring(
        cast,
        story,
        replace(story, source="jira DS-2"),
        replace(story, source="jira DS-3", promiser=cast.ben, promisee=cast.ann),
        replace(story, source="github 7"),
    )
    found = queries.by_source(["jira DS-1", "jira DS-2", "jira DS-3", "github 7"])
    rules.dispute(found["jira DS-2"].id, by=cast.ben, note="I did that myself")
    assert queries.sources_to_take_on(cast.ann) == ["github", "jira"]
    rules.take_on_import("jira", by=cast.ann)
    now = queries.by_source(found)
    assert {source: promise.taken_on for source, promise in now.items()} == {
        "jira DS-1": True,
        "jira DS-2": False,
        "jira DS-3": False,
        "github 7": False,
    }
    with pytest.raises(RuleBroken, match="Nothing from there"):
        rules.take_on_import("jira", by=cast.ann)


@pytest.mark.parametrize("who", ["ann", "ben"])
def test_either_may_dispute_it_and_then_it_counts_for_nothing_for_good(
    cast: Cast, story: PastPromise, who: str
) -> None:
    id = bring(cast, story)
    rules.take_on(id, by=cast.ann)
    rules.dispute(id, by=getattr(cast, who))
    assert evidence.readings(ledger.entries_of([id]), TODAY) == []
    with pytest.raises(RuleBroken, match="disputed already"):
        rules.take_on(id, by=cast.ann)


def test_what_was_promised_here_can_be_neither_taken_on_nor_disputed(cast: Cast) -> None:
    id = rules.make(cast.ben, "The plan", date(2026, 3, 6), by=cast.ann).thing
    for verb in (rules.take_on, rules.dispute):
        with pytest.raises(RuleBroken, match="This was promised here"):
            verb(id, by=cast.ann)


def test_without_a_day_it_is_never_late(cast: Cast, story: PastPromise) -> None:
    id = bring(cast, replace(story, due_on=None, past=()))
    rules.take_on(id, by=cast.ann)
    assert queries.one(id, seen_by=cast.ann).standing(date(2099, 1, 1)) == "made"


def test_the_past_of_two_opens_no_street_between_them(cast: Cast, story: PastPromise) -> None:
    id = bring(cast, story)
    assert queries.one(id, seen_by=cast.ann).street.state == "waiting"
    rules.say_yes(rules.make(cast.ben, "The plan", date(2026, 3, 6), by=cast.ann).thing, by=cast.ben)
    assert queries.one(id, seen_by=cast.ann).street.state == "open"
