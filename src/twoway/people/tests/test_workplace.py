"""A workplace is set up once, and its estimates can be ended once and for all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from tests.programs import Program
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import Once
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.ledger.entries import EVERY_MEMBER
from twoway.people import accounts, queries, rules

DANA: dict[str, Any] = {
    "name": "Fir",
    "person_name": "Dana",
    "email": "dana@fir.example",
    "zone": "Europe/Berlin",
}


def test_whoever_sets_up_a_workplace_is_in_it_and_looks_after_it(cast: Cast) -> None:
    dana = cast.person("dana")
    assert (dana.state, dana.kind, dana.runs_server) == ("active", "member", True)
    assert accounts.of(dana.id) is not None


@pytest.mark.django_db
def test_a_workplace_is_set_up_once() -> None:
    rules.set_up(**DANA)
    with pytest.raises(RuleBroken, match="set up already"):
        rules.set_up(**DANA | {"email": "other@fir.example"})
    assert len(queries.everybody()) == 1


@pytest.mark.django_db
def test_the_same_form_sent_twice_sets_up_one_workplace_with_one_first_person() -> None:
    once = Once("a-key-from-the-form", "fingerprint")
    assert rules.set_up(**DANA, once=once) == rules.set_up(**DANA, once=once)
    assert len(queries.everybody()) == 1


@pytest.mark.django_db
def test_nobody_of_the_sample_company_has_an_account() -> None:
    dana = rules.set_up(**DANA, purpose="sample").thing
    assert accounts.of(dana) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "  "), ("person_name", "\u200b"), ("email", "dana"), ("email", ""), ("zone", "Mars/Olympus")],
)
def test_what_cannot_be_kept_is_refused_and_leaves_nothing(field: str, value: str) -> None:
    with pytest.raises(BadShape) as refused:
        rules.set_up(**DANA | {field: value})
    assert refused.value.field == field
    assert queries.workplace() is None
    assert ledger.size() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["王小明", "Αθηνά", "محمد علي", "O’Brien-Ñandú", "Ng", "<b>Ann</b>", "=1+1"])
def test_a_name_in_any_script_is_that_name(name: str) -> None:
    person = rules.set_up(**DANA | {"person_name": name}).thing
    assert queries.person(person).name == name


def test_estimates_end_for_good_and_everybody_sees_it(cast: Cast) -> None:
    assert queries.estimates_allowed()
    entry = rules.end_estimates(by=cast.dana)
    assert not queries.estimates_allowed()
    assert EVERY_MEMBER in entry.audience
    with pytest.raises(RuleBroken, match="already"):
        rules.end_estimates(by=cast.dana)


def test_a_workplace_may_go_by_another_name(cast: Cast) -> None:
    rules.rename_workplace(name="Fir & Sons", by=cast.dana)
    place = queries.workplace()
    assert place is not None
    assert place.name == "Fir & Sons"
    assert replay.check().ok


@pytest.mark.parametrize("who", ["ann", "eve"])
def test_only_those_who_look_after_the_workplace_change_it(cast: Cast, who: str) -> None:
    before = ledger.size()
    changes: tuple[Callable[[str], object], ...] = (
        lambda by: rules.end_estimates(by=by),
        lambda by: rules.rename_workplace(name="Mine", by=by),
        lambda by: rules.form_team(name="Mine", by=by),
        lambda by: rules.rename_client(cast.larch, name="Mine", by=by),
        lambda by: rules.start_line(manager=cast.ann, report=cast.ben, by=by),
        lambda by: rules.run_server(cast.ann, by=by, runs=True),
        lambda by: rules.leave(cast.ben, by=by),
        lambda by: rules.erase(cast.ben, by=by, ground="no"),
        lambda by: rules.take_in([], by=by),
    )
    for change in changes:
        with pytest.raises(NotSeen):
            change(getattr(cast, who))
    assert ledger.size() == before


def test_every_member_names_a_client_and_no_guest_does(cast: Cast) -> None:
    oak = rules.name_client(name="Oak", by=cast.ann).thing
    assert [one.id for one in queries.clients(seen_by=cast.ben)] == [cast.larch, oak]
    with pytest.raises(RuleBroken):
        rules.name_client(name=" oak", by=cast.ben)
    with pytest.raises(NotSeen):
        rules.name_client(name="Mine", by=cast.eve)
    assert [one.id for one in queries.clients(seen_by=cast.eve)] == [cast.larch]


def test_a_program_switches_estimates_off_only_if_it_says_that_it_is_meant(cast: Cast) -> None:
    dana, path = Program.of(cast.dana), "/workplace/end_estimates"
    assert dana.call("POST", path, {}).status_code == 422
    assert dana.call("POST", path, {"sure": False}).status_code == 422
    assert Program.of(cast.ann).call("POST", path, {"sure": True}).status_code in {404, 409}
    assert queries.estimates_allowed()
    dana.post(path, sure=True)
    assert not queries.estimates_allowed()
