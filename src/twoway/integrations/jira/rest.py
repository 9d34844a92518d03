"""Jira's REST JSON: search answers with `expand=changelog`, one page or many, or a bare list of issues."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, get_args

from twoway.errors import BadShape
from twoway.integrations.jira import days, maps
from twoway.integrations.jira.issues import Change, Field, Issue, Reading, RowError, Someone
from twoway.integrations.jira.table import fill

Node = dict[str, Any]


def read(text: str, over: maps.Map | None) -> tuple[Reading, maps.Map]:
    """Issues from Jira's JSON; each issue that cannot be read is an error of its own."""
    map_ = maps.search_map(over)
    reading = Reading(map_name=map_.says or map_.name)
    reader = _Reader(map_, reading)
    seen: set[str] = set()
    for number, node in enumerate(_issues_of(parse(text)), start=1):
        try:
            issue = reader.issue(node, number)
        except BadShape as error:
            reading.errors.append(RowError(where=_where(node, number), say=error.say))
            continue
        if issue.key not in seen:  # pages that were fetched while issues moved overlap
            seen.add(issue.key)
            reading.issues.append(issue)
    return reading, map_


def parse(text: str) -> Any:
    """JSON, or JSON lines; too deep a nesting or a broken text is a sentence and not a traceback."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise BadShape("The JSON is nested too deeply to be a Jira export.", code="too_deep") from error
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and lines[0].rstrip().endswith("}"):
            return _lines(lines)
        raise BadShape(
            f"The JSON breaks off or is wrong at line {error.lineno}: {error.msg}.", code="bad_json"
        ) from error


def _lines(lines: list[str]) -> list[Any]:
    try:
        return [json.loads(line) for line in lines]
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadShape(
            "The file is neither one JSON text nor one JSON text a line.", code="bad_json"
        ) from error


def _issues_of(root: Any) -> Iterator[Any]:
    """The issues, however the pages were put together."""
    if isinstance(root, list):
        for part in root:
            yield from _issues_of(part)
    elif isinstance(root, dict) and isinstance(root.get("issues"), list):
        yield from root["issues"]
    elif isinstance(root, dict) and "fields" in root:
        yield root
    else:
        raise BadShape(
            "This JSON holds no issues. Give what Jira's search answers, with expand=changelog.",
            code="no_issues",
        )


def _where(node: Any, number: int) -> str:
    key = node.get("key") if isinstance(node, dict) else None
    return key if isinstance(key, str) and key else f"issue {number}"


class _Reader:
    """Reads one issue after the other; the map says which field is which."""

    def __init__(self, map_: maps.Map, reading: Reading) -> None:
        self.map, self.reading = map_, reading
        self.canonical: dict[str, str] = {}

    def issue(self, node: Any, number: int) -> Issue:
        if not isinstance(node, dict) or not isinstance(node.get("fields"), dict):
            raise BadShape("It has no fields.")
        key = node.get("key")
        if not isinstance(key, str) or not key:
            raise BadShape("It has no key.")
        cells = {name: self.text(node, name) for name in self.map.columns}
        reporter, assignee = self.person(node, "reporter"), self.person(node, "assignee")
        history = node.get("changelog")
        return Issue(
            key=key,
            what=fill(self.map.what, {**cells, "key": key}),
            where=_where(node, number),
            reporter=reporter,
            assignee=assignee,
            created=self.moment(cells["created"], "created"),
            updated=self.moment(cells["updated"], "updated") if cells.get("updated") else None,
            due_on=self.day(cells.get("due", "")),
            resolved=self.moment(cells["resolved"], "resolutiondate") if cells.get("resolved") else None,
            resolution=cells.get("resolution", ""),
            history=isinstance(history, dict),
            changes=self.changes(history, key) if isinstance(history, dict) else (),
        )

    def field(self, node: Node, name: str) -> Any:
        """The first of the map's fields that stands there."""
        fields: Node = node["fields"]
        for title in self.map.columns.get(name, ()):
            if fields.get(title) is not None:
                return fields[title]
        return None

    def text(self, node: Node, name: str) -> str:
        """A field as text: Jira gives plain texts, and objects with a name or a value."""
        found = self.field(node, name)
        if isinstance(found, dict):
            found = found.get("name") or found.get("value") or found.get("displayName")
        return found.strip() if isinstance(found, str) else ""

    def person(self, node: Node, role: str) -> str:
        found = self.field(node, role)
        return self.meet(found) if isinstance(found, dict) else ""

    def meet(self, node: Node) -> str:
        """Cloud has account ids, Server has keys and names, changes use either: all lead to one person."""
        names = [node[part] for part in ("accountId", "key", "name") if isinstance(node.get(part), str)]
        if not names:
            return ""
        key = next((self.canonical[name] for name in names if name in self.canonical), names[0])
        for name in names:
            self.canonical[name] = key
        shown, email = node.get("displayName"), node.get("emailAddress")
        return self.reading.meet(
            Someone(
                key=key,
                name=shown if isinstance(shown, str) else names[-1],
                email=email if isinstance(email, str) and "@" in email else "",
            )
        )

    def moment(self, text: str, name: str) -> datetime:
        try:
            return days.read_moment(text, zone=self.map.days.zone, first=self.map.days.first)
        except (ValueError, OverflowError) as error:
            raise BadShape(f"{text!r} in {name} is no moment.") from error

    def day(self, text: str) -> date | None:
        try:
            return days.read_day(text, first=self.map.days.first) if text else None
        except (ValueError, OverflowError) as error:
            raise BadShape(f"{text!r} in the due day is no day.") from error

    def changes(self, changelog: Node, key: str) -> tuple[Change, ...]:
        histories = changelog.get("histories") or changelog.get("values") or []
        total = changelog.get("total")
        if isinstance(total, int) and isinstance(histories, list) and total > len(histories):
            raise BadShape(
                f"Its history is cut short ({len(histories)} of {total} changes). "
                f"Fetch the rest from /rest/api/2/issue/{key}/changelog."
            )
        found = [change for node in histories if isinstance(node, dict) for change in self.one_moment(node)]
        return tuple(sorted(found, key=lambda change: change.at))

    def one_moment(self, node: Node) -> Iterator[Change]:
        """All that changed at one moment."""
        items = node.get("items")
        if not isinstance(items, list):
            return
        for item in items:
            field = self.kind(item)
            if field:
                at = self.moment(str(node.get("created", "")), "a change")
                before, after = self.end(item, field, "from"), self.end(item, field, "to")
                yield Change(at=at, field=field, before=before, after=after)

    def kind(self, item: Any) -> Field | None:
        name = item.get("field") if isinstance(item, dict) else None
        for field in get_args(Field):
            if name == self.map.events.kinds.get(field):
                return field  # type: ignore[no-any-return]
        return None

    def end(self, item: Node, field: Field, end: str) -> str:
        """One end of a change: a person's key, an ISO day, or a resolution's name."""
        raw, shown = item.get(end), item.get(f"{end}String")
        if field == "assignee":
            if not isinstance(raw, str) or not raw:
                return ""
            return self.meet({"key": self.canonical.get(raw, raw), "displayName": shown or raw})
        if field == "due":
            return str(raw or shown or "")[:10]
        return str(shown or raw or "")
