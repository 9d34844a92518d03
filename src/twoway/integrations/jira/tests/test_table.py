"""Jira's CSV export, and any other table with a map."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from twoway.errors import BadShape
from twoway.integrations.jira import maps, table

EXPORT = """\
Summary,Issue key,Issue id,Issue Type,Status,Resolution,Assignee,Assignee Id,Reporter,Reporter Id,Created,\
Updated,Resolved,Due Date,Watchers,Watchers,Comment,Comment
"Fix the feed, then test",OPS-1,10001,Task,Done,Done,Ann Lee,5b:ann,Ben Ode,5b:ben,21/Nov/26 6:12 PM,\
25/Nov/26 9:00 AM,24/Nov/26 5:00 PM,24/Nov/26 12:00 AM,Ann Lee,Ben Ode,"21/Nov/26 6:15 PM;5b:ben;Thanks,
on two lines",
Tidy up,OPS-2,10002,Task,To Do,,,,Ben Ode,5b:ben,22/Nov/26 9:12 AM,22/Nov/26 9:12 AM,,,,,,
"""
GERMAN = """\
Vorgangsschlüssel;Zusammenfassung;Bearbeiter;Autor;Erstellt;Fällig;Lösung
OPS-1;Prüfen;Ann;Ben;21.11.2026 18:12;24.11.2026;Erledigt
"""


def test_jiras_own_export_is_recognised_and_read() -> None:
    reading, map_ = table.read(EXPORT, None)
    assert map_.name == "jira-csv"
    assert not reading.errors
    first, second = reading.issues
    assert (first.key, first.what, first.due_on) == ("OPS-1", "Fix the feed, then test", date(2026, 11, 24))
    assert first.created == datetime(2026, 11, 21, 18, 12, tzinfo=UTC)
    assert first.resolved == datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert reading.people[first.assignee].name == "Ann Lee"
    assert (second.assignee, second.due_on, second.resolution) == ("", None, "")


def test_an_export_in_another_language_is_recognised() -> None:
    reading, map_ = table.read(GERMAN, None)
    assert map_.name == "jira-csv"
    assert reading.issues[0].due_on == date(2026, 11, 24)
    assert map_.meaning(reading.issues[0].resolution) == "kept"


def test_a_table_nobody_knows_is_refused_with_its_columns() -> None:
    with pytest.raises(BadShape, match=r"no column for key, reporter, .*Its columns are ticket, who"):
        table.read("ticket,who\n1,2\n", None)


def test_ones_own_map_makes_any_table_readable(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(
        'what = "{summary} ({key})"\n[columns]\nkey = ["ticket"]\nsummary = ["title"]\nassignee = ["who"]\n'
        'reporter = ["for"]\ncreated = ["since"]\nresolution = ["end"]\n[resolutions]\nkept = ["shipped"]\n'
        'released = ["Done"]\n[days]\nfirst = "month"\n'
    )
    reading, map_ = table.read("ticket,title,who,for,since,end\n7,Mend,a,b,3/4/26,Shipped\n", maps.load(path))
    assert reading.issues[0].what == "Mend (7)"
    assert reading.issues[0].created.month == 3
    assert map_.meaning("SHIPPED") == "kept"
    assert map_.meaning("Done") == "released"
    assert map_.meaning("Duplicate") == "released"
    assert map_.meaning("Eaten by the dog") is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("columns = 3", "columns"),
        ("colums = {}", "colums"),
        ("not toml", "not TOML"),
        ('[days]\nfirst = "year"', "days.first"),
    ],
)
def test_a_wrong_map_is_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text)
    with pytest.raises(BadShape, match=sentence):
        maps.load(path)


def test_a_missing_map_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadShape, match="cannot be opened"):
        maps.load(tmp_path / "map.toml")


def errors_of(*rows: str) -> list[str]:
    header = "Issue key,Reporter,Assignee,Created,Due Date\n"
    return [str(error) for error in table.read(header + "\n".join(rows) + "\n", None)[0].errors]


def test_each_bad_row_is_named_with_its_line() -> None:
    found = errors_of(
        "OPS-1,Ann,Ben,21/Nov/26 6:12 PM,",
        "OPS-2,Ann,Ben",
        ",Ann,Ben,21/Nov/26 6:12 PM,",
        "OPS-4,Ann,Ben,,",
        "OPS-5,Ann,Ben,yesterday,",
        "OPS-6,Ann,Ben,21/Nov/26 6:12 PM,31/Feb/26",
        "OPS-1,Ann,Ben,21/Nov/26 6:12 PM,",
    )
    assert found == [
        "line 3: 3 cells where the header has 5",
        "line 4: The key is empty.",
        "line 5: Created is empty.",
        "line 6: 'yesterday' in created is no day that can be read.",
        "line 7: '31/Feb/26' in due is no day that can be read.",
        "line 8: OPS-1 stands already on line 2.",
    ]


def test_days_that_could_be_two_are_asked_about() -> None:
    (error,) = errors_of("OPS-1,Ann,Ben,3/4/26 6:12 PM,")
    assert '[days] first = "day" or "month"' in error


def test_one_telling_row_settles_the_order_of_days_for_all() -> None:
    assert not errors_of("OPS-1,Ann,Ben,3/4/26 6:12 PM,", "OPS-2,Ann,Ben,13/4/26 6:12 PM,")


def test_an_empty_file_is_a_sentence() -> None:
    with pytest.raises(BadShape, match="empty"):
        table.read("\n\n", None)


def test_too_long_a_cell_or_too_many_rows_are_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_CELL", 100)
    with pytest.raises(BadShape, match="cannot be read"):
        errors_of(f"OPS-1,{'A' * 200},Ben,21/Nov/26,")
    monkeypatch.setattr(table, "MOST_ROWS", 1)
    with pytest.raises(BadShape, match="Split the file"):
        errors_of("OPS-1,Ann,Ben,21/Nov/26,", "OPS-2,Ann,Ben,21/Nov/26,")


def test_events_give_issues_their_history() -> None:
    issues = (
        "key,type,reporter,assignee,created,due,resolved,resolution,n_changes\n"
        "A-1,Bug,1,2,2020-01-01T09:00:00,,,,1\nA-2,Bug,1,2,2020-01-01T09:00:00,,,,0\n"
    )
    events = (
        "key,at,person,kind,from,to\nA-1,2020-01-03T09:00:00,1,assignee,3,2\nA-1,2020-01-02T09:00:00,1,comment,,\n"
        "Z-9,2020-01-02T09:00:00,1,due,,2020-02-01\n"
    )
    reading, map_ = table.read(issues, None, events)
    assert map_.name == "jira-promises"
    assert reading.issues[0].what == "Bug A-1"
    assert [change.before for change in reading.issues[0].changes] == ["3"]
    assert reading.issues[1].history
    assert reading.people["3"].called() == "Person 3"
    assert "1 issues in the file of events are not" in reading.notes[0]


def test_events_without_their_columns_are_refused() -> None:
    with pytest.raises(BadShape, match="events has no column for at"):
        table.read(
            "key,reporter,assignee,created,due,resolved,resolution,n_changes\n", None, "key,kind,from,to\n"
        )
