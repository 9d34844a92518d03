"""`twoway import handoffs`: a log of incidents becomes a study of who handed what to whom."""

from __future__ import annotations

import gzip
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from tests.cast import Cast
from twoway.cli.tests.conftest import Twoway
from twoway.integrations.incidents.tests.logs import row, text, written
from twoway.ledger import queries as ledger
from twoway.nouns.handoffs import queries as handoffs
from twoway.nouns.handoffs.models import After, Handoff
from twoway.people import queries
from twoway.people.looking import looking
from twoway.people.streets.models import Street

LOG = Path(__file__).parents[5] / "shared" / "data" / "bpi2013_incidents" / "VINST-new.csv.gz"
BEGUN = row(1, "Accepted", "Desk", "Ann")
PASSED = (BEGUN, row(2, "Queued", "Web", "Ann"), row(3, "Accepted", "Web", "Ben"))
PONG = (row(4, "Queued", "Desk", "Ben"), row(5, "Accepted", "Desk", "Cy"))


def person(name: str) -> str:
    return next(one.id for one in queries.everybody() if one.name.startswith(name))


def test_a_study_brings_in_people_teams_and_what_they_handed_on(twoway: Twoway, tmp_path: Path) -> None:
    outcome = twoway("import", "handoffs", written(tmp_path, *PASSED, *PONG), "--study", "--name", "Desks")
    assert outcome.code == 0
    assert "Hand-offs" in outcome.out
    place = queries.workplace()
    assert place is not None
    assert (place.kind, place.name) == ("study", "Desks")
    names = {one.name for one in queries.everybody()}
    assert names == {"Ann (Sweden)", "Ben (Poland)", "Cy (Brazil)", "Researcher"}
    inside = [(one.team.name, one.person.name, str(one.joined_on)) for one in queries.memberships()]
    assert sorted(inside) == [
        ("Desk", "Ann (Sweden)", "2020-03-01"),
        ("Desk", "Cy (Brazil)", "2020-03-05"),
        ("Web", "Ben (Poland)", "2020-03-03"),
    ]
    there, back = Handoff.objects.order_by("handed_at")
    assert (there.giver_id, there.receiver_id) == (person("Ann"), person("Ben"))
    assert (back.source, back.what) == ("vinst 1-1/2", "Incident 1-1: PROD1, impact Medium")
    assert After.objects.get().after_id == there.id
    assert {street.state for street in Street.objects.all()} == {"open"}


def test_acts_keep_their_own_time_and_say_that_they_were_brought_in(twoway: Twoway, tmp_path: Path) -> None:
    twoway("import", "handoffs", written(tmp_path, *PASSED), "--study")
    handed, taken = ledger.entries_of([Handoff.objects.get().id])
    assert (handed.kind, handed.happened_at.isoformat()) == ("handoff.handed", "2020-03-02T08:00:00+00:00")
    assert (taken.kind, taken.happened_at.isoformat()) == ("handoff.taken", "2020-03-03T08:00:00+00:00")
    assert handed.at.year == 2026
    assert (handed.by, handed.source) == (person("Ann"), "vinst 1-1/1")
    assert handed.entered_by == queries.administrators()[0].id


def test_in_a_study_what_waits_in_a_queue_is_shown_to_the_team(twoway: Twoway, tmp_path: Path) -> None:
    seen_before = row(1, "Accepted", "Web", "Ben", key="1-2")
    twoway("import", "handoffs", written(tmp_path, seen_before, *PASSED[:2]), "--study")
    assert [one.what for one in handoffs.waiting_for(person("Ben"))] == ["Incident 1-1: PROD1, impact Medium"]
    assert handoffs.waiting_for_others(person("Ann")).exists()


def test_one_can_look_back_to_the_day_on_which_it_waited(twoway: Twoway, tmp_path: Path) -> None:
    twoway("import", "handoffs", written(tmp_path, *PASSED, *PONG), "--study")
    with looking(date(2020, 3, 2)):
        waiting = Handoff.objects.get()
        assert (waiting.state, waiting.receiver_id) == ("handed", None)
        assert [one.id for one in handoffs.waiting_for_others(person("Ann"))] == [waiting.id]
    with looking(date(2020, 3, 3)):
        assert [one.id for one in handoffs.held_by(person("Ben"))] == [waiting.id]
    assert not handoffs.held_by(person("Ben"))


def test_the_same_log_twice_adds_nothing_and_a_newer_one_what_is_new(twoway: Twoway, tmp_path: Path) -> None:
    path = written(tmp_path, *PASSED[:2])
    twoway("import", "handoffs", path, "--study", "--name", "Desks")
    size = ledger.size()
    again = twoway("import", "handoffs", path, "--study", "--name", "Desks", "--json")
    assert (again.json["handoffs_with_news"], again.json["unchanged"]) == (0, 1)
    assert ledger.size() == size
    newer = written(tmp_path, *PASSED, *PONG)
    outcome = twoway("import", "handoffs", newer, "--study", "--name", "Desks", "--json")
    assert outcome.json["handoffs_with_news"] == 2
    assert [one.state for one in Handoff.objects.order_by("handed_at")] == ["accepted", "accepted"]
    last = twoway("import", "handoffs", newer, "--study", "--name", "Desks", "--json")
    assert last.json["handoffs_with_news"] == 0


def test_an_incident_with_another_past_is_left_as_it_is(twoway: Twoway, tmp_path: Path) -> None:
    twoway("import", "handoffs", written(tmp_path, *PASSED), "--study", "--name", "Desks")
    size = ledger.size()
    other = written(tmp_path, BEGUN, row(7, "Queued", "Web", "Ann"), row(8, "Accepted", "Web", "Cy"))
    outcome = twoway("import", "handoffs", other, "--study", "--name", "Desks", "--json")
    assert outcome.json["left_alone"] == [
        "1-1: its past reads otherwise than when it was brought in; left as it is."
    ]
    assert not [one for one in ledger.entries_between(size, ledger.size()) if one.kind.startswith("handoff")]


def test_a_dry_run_counts_and_changes_nothing(twoway: Twoway, tmp_path: Path) -> None:
    outcome = twoway(
        "import", "handoffs", written(tmp_path, *PASSED, *PONG), "--study", "--dry-run", "--json"
    )
    assert outcome.json["done"] is False
    counted = outcome.json["file"]
    assert (counted["handoffs"], counted["back_and_forth"], counted["further_back"]) == (2, 1, 1)
    assert (counted["half_within"], counted["longest"], counted["one_way"]) == (86_400, 2, 2)
    assert queries.workplace() is None


def test_a_log_without_hand_offs_is_counted_all_the_same(twoway: Twoway, tmp_path: Path) -> None:
    outcome = twoway("import", "handoffs", written(tmp_path), "--study", "--json")
    assert outcome.code == 0
    assert outcome.json["file"]["handoffs"] == 0


def test_rows_that_cannot_be_read_stop_the_whole_import(twoway: Twoway, tmp_path: Path) -> None:
    outcome = twoway("import", "handoffs", written(tmp_path, *PASSED, "1-9,too few"), "--study")
    assert outcome.code == 1
    assert "line 5: 2 cells where the header has 9" in outcome.said
    assert "Nothing was brought in." in outcome.said
    assert queries.workplace() is None


def test_a_log_is_nobodys_history_without_a_study(twoway: Twoway, cast: Cast, tmp_path: Path) -> None:
    path = written(tmp_path, *PASSED)
    outcome = twoway("import", "handoffs", path)
    assert outcome.code == 1
    assert "nobody's history here" in outcome.said
    assert "add --study" in outcome.said
    size = ledger.size()
    beside = twoway("import", "handoffs", path, "--study")
    assert beside.code == 1
    assert "a study needs one of its own" in beside.said
    assert ledger.size() == size


def test_a_map_says_which_column_is_which(twoway: Twoway, tmp_path: Path) -> None:
    own = tmp_path / "map.toml"
    own.write_text('nobody = ["Robot"]\n[columns]\nteam = ["Group"]\n[statuses]\nqueued = ["Waiting"]\n')
    path = tmp_path / "log.csv"
    rows = (BEGUN, row(2, "Waiting", "Web", "Ann"), row(3, "Accepted", "Web", "Robot"))
    path.write_text(text(*rows).replace("Involved ST", "Group"))
    outcome = twoway("import", "handoffs", path, "--study", "--map", own, "--json")
    assert outcome.code == 0
    assert Handoff.objects.get().receiver_id is None


@pytest.mark.parametrize("as_json", [True, False])
def test_the_record_holds_and_its_rows_are_what_it_says(
    twoway: Twoway, tmp_path: Path, as_json: bool
) -> None:
    other = [row(day, "Queued", "Shop", "Ann", key="1-2") for day in (1, 2)]
    path = written(tmp_path, *PASSED, *PONG, *other, row(3, "Accepted", "Desk", "Ann", key="1-2"))
    twoway("import", "handoffs", path, "--study", *(["--json"] if as_json else []))
    assert twoway("verify").code == 0
    assert twoway("replay", "--check").code == 0


def test_the_beginning_of_the_shared_log_comes_in_whole_and_only_once(twoway: Twoway, tmp_path: Path) -> None:
    if not LOG.is_file():
        pytest.skip("the shared data are not beside the project")
    path = tmp_path / "vinst.csv"
    with gzip.open(LOG, "rt", encoding="utf-8") as rows:
        path.write_text("".join(islice(rows, 1_501)))
    first = twoway("import", "handoffs", path, "--study", "--json").json
    assert first["handoffs_with_news"] == first["file"]["handoffs"] == Handoff.objects.count() > 400
    assert first["file"]["longest"] == 1 + max(Handoff.objects.values_list("depth", flat=True))
    again = twoway("import", "handoffs", path, "--study", "--json").json
    assert (again["handoffs_with_news"], again["unchanged"]) == (0, first["file"]["handoffs"])
    assert twoway("verify").code == 0
    assert twoway("replay", "--check").code == 0
