"""Who sees what of a forecast: nothing outside a viewer's sight changes a byte of it, nor a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast, open_street
from tests.pages import fixed
from tests.received import visitor
from twoway.errors import NotSeen, RuleBroken
from twoway.ids import new_id
from twoway.nouns.promises import rules as promises
from twoway.people import access
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets
from twoway.readings.forecasts.foreseen import Foreseen, foreseen
from twoway.readings.forecasts.tests.lanes import (
    FRIDAY,
    IN_A_WEEK,
    IN_TWO_WEEKS,
    TUESDAY,
    At,
    measured,
    now,
    on_record,
    tree_of_three,
    wish,
)

OUTSIDE = "It may also hang on something outside your view."


@pytest.fixture(autouse=True)
def _without_footprints(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one opened oneself stands in one's record; without that, looking twice gives the same twice."""
    monkeypatch.setattr(access, "note", lambda _opened: None)


# ---- the same for both, the base rate for a third ---------------------------------------------------------


def test_both_of_the_two_get_the_same_where_they_see_the_same(cast: Cast, at: At) -> None:
    measured(cast.ann, cast.ben)
    on_record(at, (cast.ann, cast.ben), (cast.ben, cast.ann))
    drawings = promises.make(cast.ann, "The drawings", TUESDAY, by=cast.ben).thing
    root = promises.make(cast.ben, "The plan", IN_A_WEEK, by=cast.ann, hangs_on=[drawings]).thing
    assert now(root, cast.ann) == now(root, cast.ben)
    assert now(root, cast.ann).rests_on == 5
    said = {_api(visitor(person), root) for person in (cast.ann, cast.ben)}
    assert len({one.partition(b'"written"')[0] for one in said}) == 1


def test_a_third_person_named_beside_gets_the_number_of_the_base_rate(cast: Cast, at: At) -> None:
    street = measured(cast.ann, cast.ben)
    on_record(at, (cast.ann, cast.ben), taking=1)
    root = promises.make(cast.ben, "The plan", IN_A_WEEK, by=cast.ann, beside=[cast.cy]).thing
    for_cy, for_ann = now(root, cast.cy), now(root, cast.ann)
    assert for_cy.chance != for_ann.chance
    wish(street, cast.ann, wish=False)
    assert now(root, cast.ann) == for_cy  # with nothing but the base rates to go by
    assert now(root, cast.cy) == for_cy


def test_a_lanes_record_moves_a_number_only_while_both_want_it(cast: Cast, at: At) -> None:
    street = open_street(cast.ann, cast.ben).id
    on_record(at, (cast.ann, cast.ben), taking=1)
    root = promises.make(cast.ben, "The plan", IN_A_WEEK, by=cast.ann).thing
    by_base_rate = now(root, cast.ann)
    assert by_base_rate.rests_on_all == 0
    wish(street, cast.ann)
    assert now(root, cast.ann) == now(root, cast.ben) == by_base_rate
    wish(street, cast.ben)
    assert now(root, cast.ann) == now(root, cast.ben) != by_base_rate


def test_the_record_of_others_is_not_used_for_a_link_one_merely_sees(cast: Cast, at: At) -> None:
    measured(cast.cy, cast.ann)
    open_street(cast.ann, cast.ben)
    on_record(at, (cast.cy, cast.ann), taking=1)
    figures = promises.make(cast.ann, "The figures", FRIDAY, by=cast.cy, beside=[cast.ben]).thing
    root = promises.make(cast.ben, "The plan", IN_A_WEEK, by=cast.ann, hangs_on=[figures]).thing
    assert now(root, cast.ann).rests_on_all == 5
    assert now(root, cast.ben).rests_on_all == 0
    assert now(root, cast.ben).link(figures) != now(root, cast.ann).link(figures)


def test_a_link_one_may_not_see_is_not_there_and_nothing_tells_that_it_is(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    open_street(cast.ann, cast.cy)
    root, drawings, figures = tree_of_three(cast)
    assert {link.promise for link in now(root, cast.ann).links} == {drawings, figures}
    with_it = now(root, cast.ben)
    assert {link.promise for link in with_it.links} == {drawings}
    promises.unhang(root, figures, by=cast.ann)
    assert now(root, cast.ben) == with_it
    for person in (cast.ann, cast.ben):
        assert OUTSIDE in visitor(person).get(f"/promises/{root}").content.decode()


def test_to_whoever_does_not_see_the_promise_there_is_none(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    root = promises.make(cast.ben, "The plan", IN_A_WEEK, by=cast.ann).thing
    for stranger in (cast.cy, cast.dana, cast.eve):
        with pytest.raises(NotSeen):
            foreseen(root, seen_by=stranger)
        client = visitor(stranger)
        there, nowhere = (client.get(f"/api/v1/promises/{id}/forecast") for id in (root, new_id()))
        assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)
        assert there.status_code == 404


def test_where_the_workplace_wants_no_estimates_nothing_of_a_forecast_is_there(cast: Cast, at: At) -> None:
    measured(cast.ann, cast.ben)
    on_record(at, (cast.ann, cast.ben), times=2)
    drawings = promises.make(cast.ann, "The drawings", TUESDAY, by=cast.ben).thing
    root = promises.make(cast.ben, "The plan", IN_A_WEEK, by=cast.ann, hangs_on=[drawings]).thing
    client = visitor(cast.ann)
    assert "likely by" in client.get(f"/promises/{root}").content.decode()
    with override_settings(TWOWAY_ESTIMATES=False):
        page = client.get(f"/promises/{root}").content.decode()
        said = client.get(f"/api/v1/promises/{root}/forecast").json()
    assert said == {"promise": root, "off": True, "now": None, "then": None, "written": []}
    for telling in ("forecast", "likely", "%", OUTSIDE, "weakest", "as planned", 'class="ten'):
        assert telling not in page.partition("<main")[2], telling
    assert "The drawings" in page
    assert "What you can do" in page


# ---- paired worlds ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class World:
    """Ann promised Ben a plan, Cy reads along; it hangs on what Cy and Ben owe Ann, and there is more."""

    cast: Cast
    at: At
    root: str
    figures: str
    hidden: str
    also: str

    def street(self, one: str, other: str) -> str:
        found = street_queries.between(one, other)
        assert found is not None
        return found.id


@pytest.fixture
def world(cast: Cast, at: At) -> World:
    measured(cast.ann, cast.ben)
    measured(cast.cy, cast.ann)
    measured(cast.cy, cast.dana)
    on_record(at, (cast.ann, cast.ben), (cast.cy, cast.ann), times=1)
    figures = promises.make(cast.ann, "The figures", FRIDAY, by=cast.cy).thing
    drawings = promises.make(cast.ann, "The drawings", TUESDAY, by=cast.ben).thing
    how = {"hangs_on": [drawings, figures], "beside": [cast.cy]}
    root = promises.make(cast.ben, "The plan", IN_A_WEEK, by=cast.ann, **how).thing  # type: ignore[arg-type]
    hidden = promises.make(cast.dana, "The numbers", TUESDAY, by=cast.cy).thing
    also = promises.make(cast.ben, "Another plan", FRIDAY, by=cast.ann).thing
    return World(cast=cast, at=at, root=root, figures=figures, hidden=hidden, also=also)


def _api(client: Client, id: str) -> bytes:
    return bytes(client.get(f"/api/v1/promises/{id}/forecast").content)


def _seen(client: Client, world: World) -> tuple[bytes, bytes]:
    return fixed(client.get(f"/promises/{world.root}").content), _api(client, world.root)


# What goes on among others, and whom of the three it is hidden from.


def cy_hangs_one_on_the_other(world: World) -> None:
    promises.hang_on(world.figures, world.hidden, by=world.cast.cy)


def cy_gives_it_up(world: World) -> None:
    promises.give_up(world.hidden, by=world.cast.cy)


def cy_keeps_it(world: World) -> None:
    promises.keep(world.hidden, by=world.cast.cy)


def dana_moves_it(world: World) -> None:
    promises.ask_move(world.hidden, by=world.cast.dana, due_on=IN_TWO_WEEKS, reason="It takes longer")
    promises.agree_move(world.hidden, by=world.cast.cy)


def cy_and_dana_promise_more(world: World) -> None:
    later = promises.make(world.cast.dana, "More figures", FRIDAY, by=world.cast.cy).thing
    promises.keep(later, by=world.cast.cy)
    promises.confirm(later, by=world.cast.dana)


def cy_and_dana_pause(world: World) -> None:
    streets.pause(world.street(world.cast.cy, world.cast.dana), by=world.cast.dana)


def cy_wants_no_estimate_with_dana(world: World) -> None:
    wish(world.street(world.cast.cy, world.cast.dana), world.cast.cy, wish=False)


def ann_keeps_another_for_ben(world: World) -> None:
    promises.keep(world.also, by=world.cast.ann)
    promises.confirm(world.also, by=world.cast.ben)


def ann_and_ben_put_the_estimate_down(world: World) -> None:
    wish(world.street(world.cast.ann, world.cast.ben), world.cast.ben, wish=False)


def ann_and_ben_pause(world: World) -> None:
    streets.pause(world.street(world.cast.ann, world.cast.ben), by=world.cast.ben)


def cy_keeps_his_for_ann(world: World) -> None:
    promises.keep(world.figures, by=world.cast.cy)


def cy_and_ann_put_the_estimate_down(world: World) -> None:
    wish(world.street(world.cast.cy, world.cast.ann), world.cast.cy, wish=False)


AMONG_CY_AND_DANA = (
    cy_hangs_one_on_the_other,
    cy_gives_it_up,
    cy_keeps_it,
    dana_moves_it,
    cy_and_dana_promise_more,
    cy_and_dana_pause,
    cy_wants_no_estimate_with_dana,
)
AMONG_ANN_AND_BEN = (ann_keeps_another_for_ben, ann_and_ben_put_the_estimate_down, ann_and_ben_pause)
AMONG_CY_AND_ANN = (cy_keeps_his_for_ann, cy_and_ann_put_the_estimate_down)
HIDDEN_FROM: dict[str, tuple[Callable[[World], None], ...]] = {
    "ann": AMONG_CY_AND_DANA,
    "ben": (*AMONG_CY_AND_DANA, *AMONG_CY_AND_ANN),
    "cy": AMONG_ANN_AND_BEN,
}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draw=st.data())
def test_nothing_outside_ones_sight_changes_a_byte(world: World, draw: st.DataObject) -> None:
    viewer = draw.draw(st.sampled_from(sorted(HIDDEN_FROM)))
    chosen = draw.draw(st.lists(st.sampled_from(HIDDEN_FROM[viewer]), min_size=2, max_size=6, unique=True))
    client = visitor(getattr(world.cast, viewer))
    before = _seen(client, world)
    with undone():
        for deed in chosen:
            with suppress(RuleBroken):  # in a pause, or once it is over, some of it cannot be done any more
                deed(world)
        assert _seen(client, world) == before


def test_to_somebody_each_of_these_deeds_makes_a_difference(world: World) -> None:
    """Or the test above would test nothing."""
    cast = world.cast

    def found() -> list[Foreseen | None]:
        looks = ((world.root, cast.ann), (world.figures, cast.cy), (world.hidden, cast.cy))
        return [foreseen(id, seen_by=person) for id, person in looks]

    before = found()
    for deed in {deed for deeds in HIDDEN_FROM.values() for deed in deeds}:
        with undone():
            deed(world)
            assert found() != before, deed.__name__


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is taken back at its end."""
    start = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(start)
