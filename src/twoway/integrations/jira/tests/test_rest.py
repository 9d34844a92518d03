"""Jira's REST JSON with its changelog, from Cloud and from Server."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from twoway.errors import BadShape
from twoway.integrations.jira import rest, telling

ANN = {"accountId": "5b:ann", "displayName": "Ann Lee", "emailAddress": "ann@example.org"}
BEN = {"accountId": "5b:ben", "displayName": "Ben Ode"}


def issue(key: str = "OPS-1", **fields: Any) -> dict[str, Any]:
    return {
        "key": key,
        "fields": {
            "summary": "Fix the feed",
            "reporter": BEN,
            "assignee": ANN,
            "created": "2026-11-02T09:00:00.000+0100",
            "duedate": "2026-11-20",
            "resolution": {"name": "Done"},
            "resolutiondate": "2026-11-19T12:00:00.000+0100",
            **fields,
        },
    }


def changed(at: str, field: str, before: str | None, after: str | None, **more: Any) -> dict[str, Any]:
    item = {"field": field, "from": before, "fromString": before, "to": after, "toString": after, **more}
    return {"created": at, "items": [item]}


def with_history(*changes: dict[str, Any]) -> dict[str, Any]:
    return {**issue(), "changelog": {"total": len(changes), "histories": list(changes)}}


def read(root: Any) -> Any:
    return rest.read(json.dumps(root), None)[0]


def test_an_issue_is_read_with_its_people_and_days() -> None:
    reading = read({"issues": [issue()], "total": 1})
    (one,) = reading.issues
    assert one.created == datetime(2026, 11, 2, 8, tzinfo=UTC)
    assert one.due_on == date(2026, 11, 20)
    assert one.resolution == "Done"
    assert not one.history
    assert reading.people["5b:ann"].email == "ann@example.org"


def test_pages_and_bare_lists_and_lines_are_all_read_and_overlaps_counted_once() -> None:
    pages = [{"issues": [issue("A-1"), issue("A-2")]}, {"issues": [issue("A-2"), issue("A-3")]}]
    assert [one.key for one in read(pages).issues] == ["A-1", "A-2", "A-3"]
    assert len(read([issue("A-1"), issue("A-2")]).issues) == 2
    lines = "\n".join(json.dumps(page) for page in pages)
    assert len(rest.read(lines, None)[0].issues) == 3


def test_the_changelog_becomes_the_promises_story() -> None:
    reading, map_ = rest.read(
        json.dumps(
            with_history(
                changed("2026-11-19T12:00:00.000+0100", "resolution", None, "10000", toString="Done"),
                changed("2026-11-03T10:00:00.000+0100", "assignee", None, "5b:ann", toString="Ann Lee"),
                changed("2026-11-10T10:00:00.000+0100", "duedate", "2026-11-12", "2026-11-20"),
                changed("2026-11-11T10:00:00.000+0100", "labels", "", "soon"),
            )
        ),
        None,
    )
    (story,) = telling.tell(reading.issues[0], map_.meaning).stories
    assert [(step.does, step.due_on) for step in story.steps] == [
        ("made", date(2026, 11, 12)),
        ("moved", date(2026, 11, 20)),
        ("kept", None),
    ]


def test_servers_keys_and_names_lead_to_the_same_person() -> None:
    ann = {"key": "JIRAUSER10", "name": "alee", "displayName": "Ann Lee"}
    node = with_history(changed("2026-11-03T10:00:00.000+0100", "assignee", None, "alee"))
    node["fields"]["assignee"] = ann
    (one,) = read([node]).issues
    assert one.changes[0].after == one.assignee == "JIRAUSER10"


@pytest.mark.parametrize(
    ("node", "sentence"),
    [
        ("nothing", "It has no fields"),
        ({"key": "A-1"}, "It has no fields"),
        ({"fields": {}}, "It has no key"),
        ({"key": "A-1", "fields": {"created": "soon"}}, "no moment"),
        ({**issue(), "changelog": {"total": 200, "histories": [{}]}}, "cut short \\(1 of 200"),
        ({**issue(duedate="20th"), "key": "A-1"}, "is no day"),
    ],
)
def test_an_issue_that_cannot_be_read_is_an_error_of_its_own(node: Any, sentence: str) -> None:
    reading = read({"issues": [node, issue("A-9")]})
    assert [one.key for one in reading.issues] == ["A-9"]
    with pytest.raises(BadShape, match=sentence):
        raise BadShape(reading.errors[0].say)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[" * 10_000 + "]" * 10_000, "nested too deeply"),
        ('{"issues": [', "breaks off"),
        ('{"values": []}', "holds no issues"),
        ("3", "holds no issues"),
        ('{"issues": []}\n{"issues": [', "one JSON text a line"),
    ],
)
def test_broken_json_is_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadShape, match=sentence):
        rest.read(text, None)
