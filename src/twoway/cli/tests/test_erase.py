"""`twoway erase`, and a database that is not of this Twoway's time."""

from __future__ import annotations

import pytest

from tests.cast import Cast, open_street
from twoway import clock
from twoway.cli import start
from twoway.cli.tests.conftest import Twoway
from twoway.ledger import queries, verify
from twoway.nouns.promises import rules
from twoway.people import queries as people

GROUND = ("--ground", "Asked for it")


def test_the_words_of_an_entry_go_and_the_record_still_holds(twoway: Twoway, cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    made = rules.make(cast.ann, "Send the plan", clock.today(), by=cast.ben)
    outcome = twoway("erase", made.id, "--asked-by", "Ben Okoro", *GROUND)
    assert outcome.code == 0
    assert queries.entry(made.id).words_erased
    assert verify.check().ok


def test_a_person_is_erased_by_name(twoway: Twoway, cast: Cast) -> None:
    assert twoway("erase", "--person", "cy@fir.example", *GROUND).code == 0
    assert people.person(cast.cy).name == ""
    assert people.by_email("cy@fir.example") is None


@pytest.mark.parametrize("what", [(), ("000000000000", "--person", "Ann Lee")])
def test_it_is_either_entries_or_a_person(twoway: Twoway, cast: Cast, what: tuple[str, ...]) -> None:
    outcome = twoway("erase", *what, *GROUND)
    assert outcome.code == 1
    assert "Say either which entries" in outcome.said


def test_nothing_is_erased_without_a_ground(twoway: Twoway, cast: Cast) -> None:
    assert twoway("erase", "--person", "Cy Möller").code == 2


@pytest.mark.parametrize("command", [("verify",), ("promises",), ("demo",)])
def test_a_database_older_than_the_code_waits_for_the_server(
    twoway: Twoway, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr(start, "fitness", lambda: "older")
    outcome = twoway(*command)
    assert outcome.code == 1
    assert "start `twoway serve` once" in outcome.said
