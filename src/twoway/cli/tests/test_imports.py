"""`twoway import` from files, into a study and into a workplace."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core import mail

from tests.cast import Cast
from twoway.cli.tests.conftest import Twoway
from twoway.ledger import queries as ledger
from twoway.ledger import replay, verify
from twoway.nouns.promises import rules
from twoway.nouns.promises.models import Promise
from twoway.people import queries
from twoway.people.streets.models import Street

DATA = Path(__file__).parents[5] / "shared" / "data" / "jira_promises"
HEAD = "Issue key,Summary,Reporter,Assignee,Created,Updated,Due Date,Resolved,Resolution\n"


def export(folder: Path, *rows: str, name: str = "export.csv") -> Path:
    path = folder / name
    path.write_text(HEAD + "\n".join(rows) + "\n")
    return path


def opened(
    key: str, *, who: str = "Ben Okoro", updated: str = "02/Feb/26", due: str = "", end: str = ","
) -> str:
    return f"{key},Mend the {key} gate,Ann Lee,{who},02/Feb/26 9:00 AM,{updated} 9:00 AM,{due},{end}"


DONE = "12/Feb/26 4:00 PM,Done"


def test_an_export_becomes_history_of_the_people_who_are_here(
    twoway: Twoway, cast: Cast, tmp_path: Path
) -> None:
    path = export(
        tmp_path, opened("OPS-1", due="20/Feb/26", end=DONE), opened("OPS-2"), opened("OPS-3", who="")
    )
    outcome = twoway("import", "promises", path, "--json")
    assert outcome.code == 0
    assert outcome.json["file"]["promises"] == 2
    kept, still_open = Promise.objects.order_by("source")
    assert (kept.promiser_id, kept.promisee_id, kept.source) == (cast.ben, cast.ann, "jira OPS-1")
    assert (kept.state, kept.claimed_on, kept.what) == ("claimed", date(2026, 2, 12), "Mend the OPS-1 gate")
    assert still_open.due_on is None
    assert kept.is_history
    assert Street.objects.get().state != "open"


def test_acts_keep_their_own_time_and_say_that_they_were_brought_in(
    twoway: Twoway, cast: Cast, tmp_path: Path
) -> None:
    twoway("import", "promises", export(tmp_path, opened("OPS-1")))
    (entry,) = ledger.entries_of([Promise.objects.get().id])
    assert entry.happened_at.date() == date(2026, 2, 2)
    assert entry.at.date() == date(2026, 3, 2)
    assert (entry.by, entry.entered_by, entry.source) == (cast.ben, cast.dana, "jira OPS-1")


def test_the_same_file_twice_adds_nothing(twoway: Twoway, cast: Cast, tmp_path: Path) -> None:
    path = export(tmp_path, opened("OPS-1", end=DONE))
    twoway("import", "promises", path)
    before = ledger.size()
    outcome = twoway("import", "promises", path, "--json")
    assert outcome.json["unchanged"] == 1
    assert ledger.size() == before


def test_a_newer_export_adds_what_is_new(twoway: Twoway, cast: Cast, tmp_path: Path) -> None:
    twoway("import", "promises", export(tmp_path, opened("OPS-1", due="20/Feb/26"), opened("OPS-2")))
    newer = export(
        tmp_path,
        opened("OPS-1", due="25/Feb/26", updated="10/Feb/26"),
        opened("OPS-2", end=DONE, updated="12/Feb/26"),
        opened("OPS-3"),
    )
    outcome = twoway("import", "promises", newer, "--json")
    assert outcome.json["promises_with_news"] == 3
    states = {promise.source: (promise.state, promise.due_on) for promise in Promise.objects.all()}
    assert states == {
        "jira OPS-1": ("made", date(2026, 2, 25)),
        "jira OPS-2": ("claimed", None),
        "jira OPS-3": ("made", None),
    }
    assert twoway("import", "promises", newer, "--json").json["promises_with_news"] == 0


def test_in_a_newer_export_another_holder_is_another_promise(
    twoway: Twoway, cast: Cast, tmp_path: Path
) -> None:
    twoway("import", "promises", export(tmp_path, opened("OPS-1")))
    handed_on = export(tmp_path, opened("OPS-1", who="Cy Möller", updated="10/Feb/26"))
    twoway("import", "promises", handed_on)
    bens, cys = Promise.objects.order_by("source")
    assert (bens.state, cys.state) == ("released", "made")
    assert (cys.promiser_id, cys.source) == (cast.cy, "jira OPS-1/2")
    back = export(tmp_path, opened("OPS-1", who="Cy Möller", updated="16/Feb/26", end=DONE))
    assert twoway("import", "promises", back, "--json").json["promises_with_news"] == 1
    cys.refresh_from_db()
    assert cys.state == "claimed"
    assert replay.check().ok


def test_what_the_two_have_gone_on_with_here_is_left_alone(
    twoway: Twoway, cast: Cast, tmp_path: Path
) -> None:
    twoway("import", "promises", export(tmp_path, opened("OPS-1")))
    promise = Promise.objects.get()
    rules.take_on(promise.id, by=cast.ben)
    rules.keep(promise.id, by=cast.ben)
    outcome = twoway("import", "promises", export(tmp_path, opened("OPS-1", end=",Won't Fix")), "--json")
    assert "gone on with it here" in outcome.json["left_alone"][0]
    promise.refresh_from_db()
    assert promise.state == "claimed"


def test_a_dry_run_counts_and_changes_nothing(twoway: Twoway, cast: Cast, tmp_path: Path) -> None:
    before = ledger.size()
    outcome = twoway("import", "promises", export(tmp_path, opened("OPS-1")), "--dry-run", "--json")
    assert outcome.json["promises_with_news"] == 1
    assert ledger.size() == before


def test_strangers_stop_the_whole_import_and_are_named_once(
    twoway: Twoway, cast: Cast, tmp_path: Path
) -> None:
    path = export(tmp_path, opened("OPS-1"), *(opened(f"OPS-{n}", who="Zed Zorn") for n in (2, 3)))
    outcome = twoway("import", "promises", path)
    assert outcome.code == 1
    assert "Zed Zorn (2 promises): is nobody here" in outcome.said
    assert '[people] "Zed Zorn" = "name@example.org"' in outcome.said
    assert not Promise.objects.exists()


def test_a_map_says_who_is_who(twoway: Twoway, cast: Cast, tmp_path: Path) -> None:
    own = tmp_path / "map.toml"
    own.write_text('[people]\n"zz" = "cy@fir.example"\n')
    outcome = twoway("import", "promises", export(tmp_path, opened("OPS-1", who="zz")), "--map", own)
    assert outcome.code == 0
    assert Promise.objects.get().promiser_id == cast.cy


def test_an_unknown_resolution_is_asked_about(twoway: Twoway, cast: Cast, tmp_path: Path) -> None:
    outcome = twoway(
        "import", "promises", export(tmp_path, opened("OPS-1", end=DONE.replace("Done", "Sunk")))
    )
    assert outcome.code == 1
    assert 'Put "Sunk" under kept, released or open' in outcome.said


def test_rows_that_cannot_be_read_stop_the_import(twoway: Twoway, cast: Cast, tmp_path: Path) -> None:
    outcome = twoway("import", "promises", export(tmp_path, opened("OPS-1"), "OPS-2,too few"))
    assert outcome.code == 1
    assert "line 3: 2 cells where the header has 9" in outcome.said
    assert "Nothing was brought in." in outcome.said


def test_a_workplace_needs_no_study_and_a_study_no_workplace(
    twoway: Twoway, cast: Cast, tmp_path: Path
) -> None:
    outcome = twoway("import", "promises", export(tmp_path, opened("OPS-1")), "--study")
    assert outcome.code == 1
    assert "a study needs one of its own" in outcome.said


def test_without_a_workplace_one_is_asked_for(twoway: Twoway, tmp_path: Path) -> None:
    outcome = twoway("import", "promises", export(tmp_path, opened("OPS-1")))
    assert "Set one up first" in outcome.said


def test_a_study_brings_its_people_with_it(twoway: Twoway, tmp_path: Path) -> None:
    path = export(tmp_path, opened("OPS-1", who="17"), opened("OPS-2", who="9"))
    outcome = twoway("import", "promises", path, "--study", "--name", "Gates")
    assert outcome.code == 0
    names = sorted(person.name for person in queries.everybody())
    assert names == ["Ann Lee", "Person 17", "Person 9", "Researcher"]
    assert queries.workplace().kind == "study"  # type: ignore[union-attr]
    again = twoway("import", "promises", path, "--study", "--name", "Gates", "--json")
    assert again.json["unchanged"] == 2
    other = twoway("import", "promises", path, "--study", "--name", "Fences")
    assert other.code == 1
    assert "holds the study “Gates”" in other.said


def test_a_study_shows_a_street_to_whoever_asks(twoway: Twoway, tmp_path: Path) -> None:
    path = export(tmp_path, opened("OPS-1", who="17", due="20/Feb/26", end=DONE))
    twoway("import", "promises", path, "--study")
    outcome = twoway("street", "17", "Ann Lee", "--as", "17", "--json")
    assert outcome.code == 0
    lane = next(
        lane for lane in outcome.json["lanes"] if outcome.json["names"][lane["trustee"]] == "Person 17"
    )
    assert [reason["kind"] for reason in lane["contributions"]] == ["promise.kept"]


PEOPLE = "name,email,manager's email,team,title\nFay Orr,fay@fir.example,ann@fir.example,Yard,Fitter\n"


def test_people_come_in_from_a_list_once(twoway: Twoway, cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE)
    assert twoway("import", "people", path, "--dry-run", "--json").json["new"] == 1
    assert queries.by_email("fay@fir.example") is None
    assert twoway("import", "people", path, "--json").json["new"] == 1
    fay = queries.by_email("fay@fir.example")
    assert fay is not None
    assert [manager.id for manager in queries.managers_of(fay.id)] == [cast.ann]
    assert twoway("import", "people", path, "--json").json == {
        "done": True, "new": 0, "changed": 0, "as_they_were": 1, "new_teams": 0,
    }  # fmt: skip


def test_newcomers_are_invited_if_that_is_asked_for(twoway: Twoway, cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE)
    twoway("import", "people", path, "--invite")
    twoway("work", "--once")
    assert [message.to for message in mail.outbox] == [["fay@fir.example"]]


def test_a_missing_list_is_a_sentence(twoway: Twoway, cast: Cast, tmp_path: Path) -> None:
    outcome = twoway("import", "people", tmp_path / "nowhere.csv")
    assert outcome.code == 1
    assert "No such file" in outcome.said


def test_a_list_with_mistakes_is_refused_row_by_row(twoway: Twoway, cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE + "No Address,nowhere,,,\n,x@fir.example,,,\n")
    outcome = twoway("import", "people", path)
    assert outcome.code == 1
    assert outcome.said.count("row ") == 2
    assert queries.by_email("fay@fir.example") is None


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not beside the project")
def test_the_record_of_duraspace_comes_in_whole_and_verifies(twoway: Twoway) -> None:
    files = (DATA / "duraspace_issues.csv", "--events", DATA / "duraspace_events.csv")
    outcome = twoway("import", "promises", *files, "--study", "--json")
    assert outcome.code == 0
    counted = outcome.json["file"]
    assert (counted["issues"], counted["between_two"], counted["between_two_without_a_day"]) == (
        2957,
        1013,
        888,
    )
    assert Promise.objects.count() == counted["promises"] == 1435
    assert verify.check().ok
    assert replay.check().ok
