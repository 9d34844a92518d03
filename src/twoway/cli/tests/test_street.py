"""`twoway street` and `twoway promises`: the same sight from a terminal as from a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cast import Cast, open_street
from twoway import clock
from twoway.cli import demo
from twoway.cli.tests.conftest import Twoway
from twoway.nouns.promises import rules
from twoway.people import rules as people
from twoway.people import tokens
from twoway.people.streets import rules as streets


@pytest.fixture
def token_of(cast: Cast) -> Callable[[str], str]:
    return lambda name: tokens.make(getattr(cast, name), name="terminal")[1]


@pytest.fixture
def street_of_two(cast: Cast) -> str:
    """Ann and Ben, one promise kept, both want the estimate."""
    street = open_street(cast.ann, cast.ben).id
    made = rules.make(cast.ann, "Send the plan", clock.today(), by=cast.ben)
    rules.keep(made.thing, by=cast.ben)
    rules.confirm(made.thing, by=cast.ann)
    for person in (cast.ann, cast.ben):
        streets.wish_estimate(street, by=person, wish=True)
    return street


def test_trying_addresses_tells_nobody_whose_they_are(
    twoway: Twoway, cast: Cast, street_of_two: str, token_of: Callable[[str], str]
) -> None:
    told = [
        twoway("street", "Ben Okoro", who, "--token", token_of("ben")) for who in ("ann@fir.example", "x@y.z")
    ]
    assert told[0] == told[1]
    assert told[0].code == 4
    own = twoway("street", "ben@fir.example", "Ann Lee", "--token", token_of("ben"))
    assert own.code == 0


def test_a_street_is_shown_to_its_two_alike(
    twoway: Twoway, cast: Cast, street_of_two: str, token_of: Callable[[str], str]
) -> None:
    ask = ("street", "Ann Lee", "Ben Okoro", "--json")
    ann = twoway(*ask, "--as", "Ann Lee", "--token", token_of("ann"))
    ben = twoway(*ask, "--as", "Ben Okoro", env={"TWOWAY_TOKEN": token_of("ben")})
    assert ann.code == ben.code == 0
    assert ann.json == ben.json
    assert {lane["truster"] for lane in ann.json["lanes"]} == {cast.ann, cast.ben}
    lane = next(lane for lane in ann.json["lanes"] if lane["trustee"] == cast.ben)
    assert set(lane) == {"truster", "trustee", "mean", "low", "high", "baseline", "contributions"}
    assert set(lane["contributions"][0]) == {"entry", "kind", "at", "value", "plus_minus"}
    assert set(ann.json["as_of"]) == {"entry", "day"}
    total = lane["baseline"] + sum(reason["value"] for reason in lane["contributions"])
    assert total == pytest.approx(lane["mean"], abs=1e-10)


def test_in_words_the_whole_numbers_add_up(
    twoway: Twoway, cast: Cast, street_of_two: str, token_of: Callable[[str], str]
) -> None:
    said = twoway("street", "Ann Lee", "Ben Okoro", "--as", "Ann Lee", "--token", token_of("ann")).out
    assert "How far Ann Lee can count on Ben Okoro: " in said
    assert "50  where everyone starts" in said


def test_for_a_third_person_and_for_whoever_runs_the_server_there_is_no_street(
    twoway: Twoway, cast: Cast, street_of_two: str, token_of: Callable[[str], str]
) -> None:
    for name, called in (("cy", "Cy Möller"), ("dana", "Dana Ruiz"), ("eve", "Eve Novak")):
        outcome = twoway("street", "Ann Lee", "Ben Okoro", "--as", called, "--token", token_of(name))
        assert (outcome.code, outcome.out) == (4, "")


def test_what_is_not_there_and_what_is_not_yours_end_alike(
    twoway: Twoway, cast: Cast, street_of_two: str, token_of: Callable[[str], str]
) -> None:
    cys = token_of("cy")
    not_yours = twoway("street", "Ann Lee", "Ben Okoro", "--as", "Cy Möller", "--token", cys)
    not_there = twoway("street", "Ann Lee", "Nobody", "--as", "Cy Möller", "--token", cys)
    assert not_yours == not_there


def test_nobody_looks_as_somebody_else(
    twoway: Twoway, cast: Cast, street_of_two: str, token_of: Callable[[str], str]
) -> None:
    ask = ("street", "Ann Lee", "Ben Okoro", "--as", "Ann Lee")
    assert "needs the token" in twoway(*ask).said
    assert twoway(*ask, "--token", token_of("cy")).code == 4
    assert twoway(*ask, "--token", "twoway_made-up").code == 1


def test_without_an_estimate_no_number_is_told(
    twoway: Twoway, cast: Cast, token_of: Callable[[str], str]
) -> None:
    street = open_street(cast.ann, cast.ben).id
    ask = ("street", "Ann Lee", "Ben Okoro", "--as", "Ann Lee", "--token", token_of("ann"), "--json")
    before = twoway(*ask).json
    streets.wish_estimate(street, by=cast.ben, wish=True)
    assert twoway(*ask).json == before
    assert before == {
        "street": street, "names": {cast.ann: "Ann Lee", cast.ben: "Ben Okoro"}, "estimate": "off",
    }  # fmt: skip


def test_a_name_that_two_people_share_asks_for_more(
    twoway: Twoway, cast: Cast, token_of: Callable[[str], str]
) -> None:
    people.invite(by=cast.dana, name="Ann Lee", email="other.ann@fir.example")
    outcome = twoway("street", "Ann Lee", "Ben Okoro", "--as", "Ben Okoro", "--token", token_of("ben"))
    assert outcome.code == 1
    assert "Say which one by mail address or id" in outcome.said


def test_in_the_sample_company_anybody_looks_as_anybody(twoway: Twoway) -> None:
    demo.fill()
    assert "can count on" in twoway("street", "Ana", "Ben", "--as", "Ana").out
    assert "no estimate" in twoway("street", "Dana", "Eli", "--as", "Eli").out
    assert twoway("street", "Ana", "Ben", "--as", "Chen").code == 4


def test_promises_are_listed_for_the_one_who_looks(
    twoway: Twoway, cast: Cast, token_of: Callable[[str], str]
) -> None:
    open_street(cast.ann, cast.ben)
    rules.make(cast.ann, "Send the plan", clock.today(), by=cast.ben)
    rules.ask(cast.ben, "Mend the gate", clock.today(), by=cast.ann)
    bens = twoway("promises", "--as", "Ben Okoro", "--token", token_of("ben"), "--json").json
    assert [promise["what"] for promise in bens["owed-by-me"]] == ["Send the plan"]
    assert [promise["state"] for promise in bens["waiting-for-me"]] == ["asked"]
    anns = twoway("promises", "owed-to-me", "--as", "Ann Lee", "--token", token_of("ann"))
    assert "Send the plan  [Ben Okoro" in anns.out
    cys = twoway(
        "promises", "--with", "Ann Lee", "--as", "Cy Möller", "--token", token_of("cy"), "--json"
    ).json
    assert all(found == [] for found in cys.values())


@pytest.mark.parametrize(("day", "sentence"), [("2026-02-30", "is no day"), ("2030-01-01", "still to come")])
def test_a_day_to_look_back_on_must_be_one(twoway: Twoway, cast: Cast, day: str, sentence: str) -> None:
    open_street(cast.ann, cast.ben)
    anns = tokens.make(cast.ann, name="terminal")[1]
    outcome = twoway("street", "Ann Lee", "Ben Okoro", "--as", "Ann Lee", "--token", anns, "--on", day)
    assert outcome.code == 1
    assert sentence in outcome.said
