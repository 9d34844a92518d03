"""Logs as they come: packed, garbled, ragged; what cannot be read is said row by row."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from twoway.errors import BadShape
from twoway.integrations.incidents import log, maps, record
from twoway.integrations.incidents.maps import Map
from twoway.integrations.incidents.tests.logs import HEAD, row, text

BEGUN = row(1, "Accepted", "Desk", "Ann")


def errors(*rows: str) -> list[str]:
    return [str(error) for error in log.read(text(*rows), None).errors]


def own(**sections: object) -> Map:
    return Map.model_validate(sections)


def test_every_row_that_cannot_be_read_is_named_with_its_line() -> None:
    assert errors(
        BEGUN,
        "1-2,2020-03-01T09:00:00+01:00,Accepted",
        ",2020-03-01T09:00:00+01:00,Accepted,Desk,L1,Low,P,Sweden,Ann",
        "1-3,yesterday,Accepted,Desk,L1,Low,P,Sweden,Ann",
        "1-4,2020-03-01T09:00:00+01:00,,Desk,L1,Low,P,Sweden,Ann",
        "1-5,2020-03-01T09:00:00+01:00,Accepted,,L1,Low,P,Sweden,Ann",
        f"1-6,2020-03-01T09:00:00+01:00,Accepted,{'x' * 201},L1,Low,P,Sweden,Ann",
        f"{'9' * 101},2020-03-01T09:00:00+01:00,Accepted,Desk,L1,Low,P,Sweden,Ann",
    ) == [
        "line 3: 3 cells where the header has 9",
        "line 4: The incident's number is empty.",
        "line 5: 'yesterday' is no time that can be read.",
        "line 6: The status is empty.",
        "line 7: The team is empty.",
        "line 8: That is 201 characters, and 200 fit here. Keep the heart of it.",
        "line 9: An incident's number has 101 letters; up to 100 are read.",
    ]


def test_an_unknown_status_is_asked_about_once() -> None:
    assert errors(row(1, "Parked", "Desk", "Ann"), row(2, "Parked", "Desk", "Ann")) == [
        "status 'Parked' (2 rows): not in the map. Put \"Parked\" under queued or held in [statuses] "
        "of a map of yours."
    ]


def test_a_day_that_could_be_two_is_asked_about() -> None:
    shown = BEGUN.replace("2020-03-01T09:00:00+01:00", "03/04/2020 09:00")
    assert "could be two days" in errors(shown)[0]
    first = own(days={"first": "day"})
    (incident,) = log.read(text(shown), first).incidents
    assert incident.events[0].at.month == 4


def test_columns_of_another_make_need_a_map() -> None:
    with pytest.raises(BadShape, match="no column for key, at, status, team, owner") as caught:
        log.read("Ticket,When,State,Group,Person\n", None)
    assert "Its columns are Ticket, When, State, Group, Person." in caught.value.say
    theirs = own(
        source="desk",
        person="{owner}",
        columns={
            "key": ["Ticket"],
            "at": ["When"],
            "status": ["State"],
            "team": ["Group"],
            "owner": ["Person"],
        },
        statuses={"queued": ["waiting"], "held": ["working"]},
    )
    found = log.read("Ticket,When,State,Group,Person\nT-1,2020-03-01,Working,Desk,Ann\n", theirs)
    assert not found.errors
    assert found.incidents[0].what == "Incident T-1: , impact"
    (event,) = found.incidents[0].events
    assert (event.who, event.team, event.line) == ("Ann", "Desk", 0)


def test_columns_that_nobody_asked_for_change_nothing() -> None:
    more = text(BEGUN).replace(HEAD, HEAD + ",Remarks").replace(BEGUN, BEGUN + ",=2+2")
    assert log.read(more, None).incidents == log.read(text(BEGUN), None).incidents


def test_a_cell_that_looks_like_a_formula_stays_what_it_says() -> None:
    formula = row(1, "Accepted", '"=HYPERLINK(""x"")"', "@SUM(1)")
    (incident,) = log.read(text(formula), None).incidents
    assert (incident.events[0].team, incident.events[0].who) == ('=HYPERLINK("x")', "@SUM(1) (Brazil)")


def test_capitals_and_spaces_make_nobody_else_of_somebody() -> None:
    (incident,) = log.read(text(BEGUN, row(2, "Accepted", "DESK", " ann ,")[:-1]), None).incidents
    assert {event.team for event in incident.events} == {"Desk"}


def test_garbled_names_are_read_as_they_were_written() -> None:
    found = log.read(text(row(1, "Accepted", "Desk", "Bjˆrn"), row(2, "Accepted", "Desk", "≈sa")), None)
    assert [event.who for event in found.incidents[0].events] == ["Björn (Brazil)", "Åsa (Brazil)"]
    assert found.notes == [
        "Names that were garbled before they came here are read as they were written: 2, "
        "such as Bjˆrn, which is Björn."
    ]
    as_they_are = own(text={"read_as": "", "written_as": ""})
    found = log.read(text(row(2, "Accepted", "Desk", "≈sa")), as_they_are)
    assert found.incidents[0].events[0].who == "≈sa (Brazil)"


def test_names_that_are_right_already_are_left_alone() -> None:
    found = log.read(text(row(1, "Accepted", "Desk", "Björn"), row(2, "Accepted", "Desk", "André")), None)
    assert [event.who for event in found.incidents[0].events] == ["Björn (Brazil)", "André (Brazil)"]
    assert not found.notes


def test_what_cannot_be_mended_stays_as_it_is() -> None:
    rows = (row(1, "Accepted", "Desk", "陳"), row(2, "Accepted", "Desk", "≈sa"))
    (incident,) = log.read(text(*rows), None).incidents
    assert [event.who for event in incident.events] == ["陳 (Brazil)", "Åsa (Brazil)"]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_packed_log_with_or_without_a_mark_reads_the_same(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress((mark + text(BEGUN)).encode()))
    found = record.tell(path)
    assert found.log.incidents == log.read(text(BEGUN), None).incidents
    assert found.log.notes == []


def test_another_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(text(row(1, "Accepted", "Büro", "Ann")).encode("cp1252"))
    found = record.tell(path)
    assert found.log.incidents[0].events[0].team == "Büro"
    assert "read as Windows-1252" in found.log.notes[0]


@pytest.mark.parametrize(
    ("content", "say"),
    [
        (b"", "The file is empty."),
        (b"\x89PNG\x00\x00", "not a text file"),
        (b"\x1f\x8bno", "cannot be opened"),
    ],
)
def test_what_is_no_log_is_refused_as_a_whole(content: bytes, say: str, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    with pytest.raises(BadShape, match=say):
        record.tell(path)


def test_a_map_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text('[text]\nread_as = "klingon"\n')
    with pytest.raises(BadShape, match=r"text\.read_as: .*klingon is no encoding"):
        maps.load(path)
    path.write_text("[columns\n")
    with pytest.raises(BadShape, match="is not TOML"):
        maps.load(path)
    with pytest.raises(BadShape, match="cannot be opened"):
        maps.load(tmp_path / "none.toml")


def test_a_team_is_whoever_was_seen_working_in_it_by_then(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(
        text(
            row(1, "Accepted", "Web", "Ben", key="1-2"),
            row(1, "Accepted", "Desk", "Ann"),
            row(2, "Queued", "Web", "Ann"),
            row(3, "Accepted", "Web", "Cy"),
        )
    )
    told = record.tell(path)
    (story,) = told.stories
    assert told.offered_to(story) == ["Ben (Poland)"]
    assert sorted(told.seen["Web"]) == ["Ben (Poland)", "Cy (Brazil)"]
