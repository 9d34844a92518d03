"""Issues told as promises; and the record of DuraSpace, counted."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from twoway.integrations.jira import files, maps, table, telling
from twoway.integrations.jira.issues import Change, Field, Issue

DATA = Path(__file__).parents[6] / "shared" / "data" / "jira_promises"
DAY = date(2020, 3, 20)


def moment(day: int, month: int = 3) -> datetime:
    return datetime(2020, month, day, 12, tzinfo=UTC)


def issue(*changes: Change, assignee: str = "ann", due_on: date | None = None, resolution: str = "") -> Issue:
    return Issue(
        key="A-1", what="Fix it", where="line 2", reporter="ben", assignee=assignee, created=moment(1),
        due_on=due_on, resolution=resolution, resolved=moment(19) if resolution else None,
        changes=changes,
    )  # fmt: skip


def change(day: int, field: Field, before: str, after: str) -> Change:
    return Change(at=moment(day), field=field, before=before, after=after)


def told(one: Issue) -> list[tuple[str, str, list[str]]]:
    """Source, promiser and acts, as short as can be: "moved 25" says to which day of March."""
    meaning = maps.bundled_map("jira-promises").meaning
    return [
        (
            story.source,
            story.promiser,
            [step.does + (f" {step.due_on.day}" if step.due_on else "") for step in story.steps],
        )
        for story in telling.tell(one, meaning).stories
    ]


def test_an_assigned_issue_is_a_promise_from_assignee_to_reporter() -> None:
    assert told(issue()) == [("jira A-1", "ann", ["made"])]


@pytest.mark.parametrize("assignee", ["", "ben"])
def test_an_issue_of_nobody_or_of_its_reporter_is_no_promise(assignee: str) -> None:
    assert told(issue(assignee=assignee)) == []


def test_without_a_history_the_columns_tell_what_they_can() -> None:
    assert told(issue(due_on=DAY, resolution="Fixed")) == [("jira A-1", "ann", ["made 20", "kept"])]
    assert told(issue(resolution="Duplicate")) == [("jira A-1", "ann", ["made", "released"])]


def test_assignment_makes_it_at_its_own_time() -> None:
    one = issue(change(5, "assignee", "", "ann"))
    (story,) = telling.tell(one, maps.bundled_map("jira-promises").meaning).stories
    assert story.steps[0].at == moment(5)
    assert story.last_holder


def test_another_day_moves_it() -> None:
    moved = issue(change(10, "due", "2020-03-15", "2020-03-20"), due_on=DAY)
    assert told(moved) == [("jira A-1", "ann", ["made 15", "moved 20"])]


def test_taking_the_day_away_leaves_it_without_one() -> None:
    assert told(issue(change(10, "due", "2020-03-15", ""))) == [("jira A-1", "ann", ["made 15", "moved"])]


def test_reassignment_releases_it_and_makes_the_next_ones() -> None:
    handed = issue(change(5, "assignee", "cy", "ann"), resolution="Fixed")
    assert told(handed) == [
        ("jira A-1", "cy", ["made", "released"]),
        ("jira A-1/2", "ann", ["made", "kept"]),
    ]


def test_reopening_puts_it_back_open() -> None:
    again = issue(
        change(5, "resolution", "", "Fixed"),
        change(7, "resolution", "Fixed", ""),
        change(9, "resolution", "", "Fixed"),
        resolution="Fixed",
    )
    assert told(again) == [("jira A-1", "ann", ["made", "kept", "reopened", "kept"])]


def test_a_released_promise_that_is_reopened_is_made_anew() -> None:
    again = issue(change(5, "resolution", "", "Won't Fix"), change(7, "resolution", "Won't Fix", ""))
    assert told(again) == [("jira A-1", "ann", ["made", "released"]), ("jira A-1/2", "ann", ["made"])]


def test_what_was_kept_stays_kept_when_the_issue_is_handed_on_afterwards() -> None:
    after = issue(
        change(5, "resolution", "", "Fixed"), change(7, "assignee", "cy", "ann"), resolution="Fixed"
    )
    assert told(after) == [("jira A-1", "cy", ["made", "kept"]), ("jira A-1/2", "ann", ["made", "kept"])]


def test_a_day_that_had_passed_when_it_was_assigned_is_nobodys_promise() -> None:
    late = issue(change(25, "assignee", "", "ann"), due_on=DAY)
    assert told(late) == [("jira A-1", "ann", ["made"])]
    assert telling.tell(late, maps.bundled_map("jira-promises").meaning).passed_days == 1


def test_a_move_to_a_day_already_past_moves_nothing() -> None:
    back = issue(change(18, "due", "2020-03-20", "2020-03-10"), due_on=date(2020, 3, 10))
    assert told(back) == [("jira A-1", "ann", ["made 20"])]


def test_days_the_log_lost_are_taken_from_what_follows() -> None:
    lost = issue(change(5, "due", "", ""), change(9, "due", "2020-03-15", ""), due_on=DAY)
    assert told(lost) == [("jira A-1", "ann", ["made", "moved 15", "moved 20"])]


def test_a_renamed_account_is_the_issues_assignee() -> None:
    renamed = issue(change(5, "assignee", "", "ann.old"), change(6, "resolution", "", "Fixed"),
                    resolution="Fixed")  # fmt: skip
    assert told(renamed) == [("jira A-1", "ann", ["made", "kept"])]


def test_the_same_issue_later_on_begins_with_the_same_acts() -> None:
    """What was brought in before is recognised by it."""
    meaning = maps.bundled_map("jira-promises").meaning
    moved = change(10, "due", "2020-03-15", "2020-03-20")
    (early,) = telling.tell(issue(moved, due_on=DAY), meaning).stories
    kept = change(15, "resolution", "", "Fixed")
    (later,) = telling.tell(issue(moved, kept, due_on=DAY, resolution="Fixed"), meaning).stories
    assert later.source == early.source
    assert later.steps[: len(early.steps)] == early.steps


@pytest.fixture(scope="module", params=["duraspace", "apache"])
def record(request: pytest.FixtureRequest) -> tuple[str, list[Issue], list[telling.Told]]:
    if not DATA.is_dir():
        pytest.skip("the shared data are not beside the project")
    texts = (files.read(DATA / f"{request.param}_{part}.csv").text for part in ("issues", "events"))
    reading, map_ = table.read(next(texts), None, next(texts))
    assert not reading.errors
    return request.param, reading.issues, [telling.tell(one, map_.meaning) for one in reading.issues]


def test_the_shared_record_counts_as_described(
    record: tuple[str, list[Issue], list[telling.Told]],
) -> None:
    name, issues, tellings = record
    stories = [story for told in tellings for story in told.stories]
    pairs = [one for one in issues if one.between_two()]
    counted = {
        "issues": len(issues),
        "between two": len(pairs),
        "of these without a day": sum(one.due_on is None for one in pairs),
        "last holders": sum(story.last_holder for story in stories),
        "all holders": len(stories),
    }
    expected = {
        "duraspace": [2957, 1013, 888, 1013, 1435],
        "apache": [437, 204, 144, 204, 320],
    }
    assert list(counted.values()) == expected[name]


def test_every_story_of_the_shared_record_is_a_possible_life(
    record: tuple[str, list[Issue], list[telling.Told]],
) -> None:
    _, _, tellings = record
    follows = {
        "made": {"moved", "kept", "released"}, "moved": {"moved", "kept", "released"}, "kept": {"reopened"},
        "reopened": {"moved", "kept", "released"}, "released": set(),
    }  # fmt: skip
    counted: Counter[str] = Counter()
    for story in (story for told in tellings for story in told.stories):
        assert story.steps[0].does == "made"
        for one, next_one in zip(story.steps, story.steps[1:], strict=False):
            assert next_one.does in follows[one.does]
            assert one.at <= next_one.at
            counted[next_one.does] += 1
        for step in story.steps:
            assert step.due_on is None or step.due_on >= step.at.date()
    assert min(counted.values()) > 0
