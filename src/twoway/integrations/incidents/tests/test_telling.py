"""What each row of a log says about who handed what to whom."""

from __future__ import annotations

from datetime import timedelta

from twoway.integrations.incidents.telling import HandoffStory
from twoway.integrations.incidents.tests.logs import row, told

BEGUN = row(1, "Accepted", "Desk", "Ann")


def said(stories: list[HandoffStory]) -> list[tuple[str, str, str, str]]:
    """Of each: its giver, where it went, what became of it, and by whom."""
    return [
        (
            story.giver.split()[0],
            story.team or story.to.split()[0],
            story.step.does if story.step else "waits",
            story.step.who.split()[0] if story.step else "",
        )
        for story in stories
    ]


def test_a_team_has_it_until_somebody_takes_it_on() -> None:
    stories = told(BEGUN, row(2, "Queued", "Web", "Ann"), row(4, "Accepted", "Web", "Ben"))
    assert said(stories) == [("Ann", "Web", "taken", "Ben")]
    assert stories[0].source == "vinst 1-1/1"
    assert stories[0].waited == timedelta(days=2)
    assert stories[0].way == "another team"
    assert (stories[0].from_line, stories[0].line) == (1, 2)


def test_what_nobody_took_on_still_waits() -> None:
    (story,) = told(BEGUN, row(2, "Queued", "Web", "Ann"))
    assert (story.step, story.receiver, story.waited) == (None, "", None)


def test_a_hand_off_goes_on_from_the_one_by_which_its_giver_had_it() -> None:
    stories = told(
        BEGUN,
        row(2, "Queued", "Web", "Ann"),
        row(3, "Accepted", "Web", "Ben"),
        row(4, "Queued", "Desk", "Ben"),
        row(5, "Accepted", "Desk", "Cy"),
    )
    assert said(stories) == [("Ann", "Web", "taken", "Ben"), ("Ben", "Desk", "taken", "Cy")]
    assert [story.after for story in stories] == ["", "vinst 1-1/1"]


def test_its_giver_having_it_again_is_taking_it_back() -> None:
    stories = told(
        BEGUN,
        row(2, "Queued", "Web", "Ann"),
        row(3, "Accepted", "Desk", "Ann"),
        row(4, "Queued", "Data", "Ann"),
    )
    assert said(stories) == [("Ann", "Web", "withdrawn", "Ann"), ("Ann", "Data", "waits", "")]
    assert (stories[0].way, stories[0].receiver, stories[1].after) == ("taken back", "", "")


def test_queued_once_more_for_the_same_team_is_nothing_new() -> None:
    stories = told(BEGUN, row(2, "Queued", "Web", "Ann"), row(3, "Queued", "Web", "Ann"))
    assert said(stories) == [("Ann", "Web", "waits", "")]


def test_queued_for_another_team_it_was_taken_back_first() -> None:
    stories = told(BEGUN, row(2, "Queued", "Web", "Ann"), row(3, "Queued", "Data", "Ann"))
    assert said(stories) == [("Ann", "Web", "withdrawn", "Ann"), ("Ann", "Data", "waits", "")]
    assert stories[1].from_team == "Desk"


def test_queued_on_by_somebody_else_it_had_been_theirs() -> None:
    stories = told(BEGUN, row(2, "Queued", "Web", "Ann"), row(3, "Queued", "Data", "Ben"))
    assert said(stories) == [("Ann", "Web", "taken", "Ben"), ("Ben", "Data", "waits", "")]
    assert (stories[1].from_team, stories[1].after) == ("Web", "vinst 1-1/1")


def test_within_a_team_it_goes_from_one_person_to_the_other() -> None:
    stories = told(BEGUN, row(2, "Accepted", "Desk", "Cy"))
    assert said(stories) == [("Ann", "Cy", "accepted", "Cy")]
    assert (stories[0].way, stories[0].waited) == ("within a team", None)


def test_somebody_in_another_team_has_it_without_a_queue() -> None:
    stories = told(BEGUN, row(2, "Accepted", "Web", "Ben"))
    assert said(stories) == [("Ann", "Web", "taken", "Ben")]
    assert (stories[0].way, stories[0].waited) == ("another team", None)


def test_whoever_queues_it_without_having_had_it_got_it_first() -> None:
    stories = told(BEGUN, row(2, "Queued", "Web", "Cy"))
    assert said(stories) == [("Ann", "Cy", "accepted", "Cy"), ("Cy", "Web", "waits", "")]
    assert stories[1].after == stories[0].source


def test_the_same_person_in_another_team_hands_nothing_on() -> None:
    assert told(BEGUN, row(2, "Accepted", "Web", "Ann"), row(3, "Completed", "Web", "Ann")) == []


def test_the_system_is_nobody() -> None:
    stories = told(
        row(1, "Queued", "Desk", "Siebel"),
        row(2, "Accepted", "Desk", "Ann"),
        row(3, "Completed", "Desk", "Ann"),
        row(9, "Completed", "Desk", "Siebel"),
    )
    assert stories == []


def test_a_log_that_begins_in_a_queue_does_not_say_from_which_team() -> None:
    (story,) = told(row(1, "Queued", "Web", "Ann"), row(2, "Accepted", "Web", "Ben"))
    assert (story.way, story.from_team, story.receiver) == ("first queue", "", "Ben (Poland)")


def test_rows_need_not_stand_in_order() -> None:
    assert said(told(row(2, "Queued", "Web", "Ann"), BEGUN)) == [("Ann", "Web", "waits", "")]


def test_the_same_log_later_on_begins_with_the_same_hand_offs() -> None:
    """What was brought in before is recognised by it."""
    rows = [BEGUN, row(2, "Queued", "Web", "Ann"), row(3, "Accepted", "Web", "Ben")]
    longer = told(*rows, row(4, "Queued", "Desk", "Ben"))
    assert longer[:1] == told(*rows)
