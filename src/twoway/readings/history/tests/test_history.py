"""History: every act one may see and no other, each with a proof that holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, open_street
from twoway.ledger import erase, publish
from twoway.ledger import queries as ledger
from twoway.people import sight, tokens
from twoway.people.streets import rules as streets
from twoway.readings.history.proof import proof_of
from twoway.readings.tests.lives import a_life, kept, main_of, page, text_of

pytestmark = pytest.mark.alike

At = Callable[[str | datetime], datetime]


@pytest.fixture(autouse=True)
def keys_of_its_own(tmp_path: Path) -> Iterator[None]:
    """Checkpoints are signed with a key of this test alone."""
    with override_settings(TWOWAY_KEYS=tmp_path):
        yield


def told(html: str) -> list[str]:
    """The acts of a page, by their ids, in its order."""
    return re.findall(r'id="a-([0-9a-z]{12})"', main_of(html))


def test_the_newest_act_stands_first_and_all_are_there(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    kept(cast.ann, cast.ben)
    seen = sight.entries(cast.ann).order_by("-seq").values_list("entry_id", flat=True)
    assert told(page(cast.signed_in("ann"), "/history")) == list(seen)


def test_nobody_is_told_of_acts_between_others(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    before = page(cast.signed_in("cy"), "/history")
    a_life(cast.ann, cast.ben)
    assert page(cast.signed_in("cy"), "/history") == before


def test_it_can_be_cut_to_a_kind_a_person_and_days(cast: Cast, at: At) -> None:
    open_street(cast.ann, cast.ben)
    first = kept(cast.ann, cast.ben)
    at("2026-03-04 09:00")
    second = kept(cast.ben, cast.ann)
    ann = cast.signed_in("ann")
    assert set(told(page(ann, "/history?kind=streets"))).isdisjoint({first.id, second.id})
    mine = told(page(ann, f"/history?kind=promises&person={cast.ann}"))
    assert first.id in mine
    assert second.id not in mine
    assert second.id in told(page(ann, "/history?since=2026-03-03"))
    assert first.id not in told(page(ann, "/history?since=2026-03-03"))
    assert second.id not in told(page(ann, "/history?until=2026-03-03"))
    assert ann.get("/history?since=soon").status_code == 422


def test_days_are_the_readers(cast: Cast, at: At) -> None:
    at("2026-03-02 23:30")  # Tuesday already, in Berlin
    open_street(cast.ann, cast.ben)
    entry = kept(cast.ann, cast.ben)
    ann = cast.signed_in("ann")
    assert entry.id in told(page(ann, "/history?since=2026-03-03"))
    assert entry.id not in told(page(ann, "/history?until=2026-03-02"))


def test_long_histories_come_in_pages(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    for _round in range(4):
        a_life(cast.ann, cast.ben)
    ann = cast.signed_in("ann")
    first, second = told(page(ann, "/history")), told(page(ann, "/history?page=2"))
    assert len(first) == 40
    assert second
    assert not set(first) & set(second)


def test_an_act_of_others_is_not_there(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    entry = kept(cast.ann, cast.ben)
    cy = cast.signed_in("cy")
    theirs, nowhere = cy.get(f"/history/{entry.id}"), cy.get("/history/nothinghere0")
    assert theirs.status_code == nowhere.status_code == 404
    assert text_of(theirs.content) == text_of(nowhere.content)


def test_an_act_says_who_sees_it_and_what_was_said(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    entry = kept(cast.ann, cast.ben, what="Send the minutes")
    streets.add_side(entry.id, by=cast.ben, words="It came by noon")
    html = page(cast.signed_in("ann"), f"/history/{entry.id}")
    assert "Seen by you and Ben Okoro." in html
    assert "Send the minutes" in main_of(html)
    assert "It came by noon" in main_of(html)


def test_before_the_next_checkpoint_it_says_when_the_proof_will_be_there(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    entry = kept(cast.ann, cast.ben)
    assert not proof_of(entry).is_signed
    assert "It was entered after the last checkpoint." in page(cast.signed_in("ann"), f"/history/{entry.id}")


def test_under_a_checkpoint_the_proof_holds_and_is_laid_open(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    entry = kept(cast.ann, cast.ben)
    publish.publish()
    proof = proof_of(ledger.entry(entry.id))
    assert (proof.frame_fits, proof.words_fit, proof.stands) == (True, True, True)
    html = main_of(page(cast.signed_in("ann"), f"/history/{entry.id}"))
    assert "It stands in the checkpoint signed today" in html
    assert proof.leaf.replace('"', "&quot;") in html
    assert "This does not fit" not in html


def test_every_act_of_a_life_has_a_proof_that_holds(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    a_life(cast.ann, cast.ben)
    publish.publish()
    for entry in ledger.entries_between(0, ledger.size()):
        proof = proof_of(entry)
        assert proof.frame_fits, entry.kind
        assert proof.words_fit, entry.kind
        assert proof.stands, entry.kind


def test_every_act_one_may_see_has_a_page(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    a_life(cast.ann, cast.ben)
    ann = cast.signed_in("ann")
    for id in sight.entries(cast.ann).values_list("entry_id", flat=True):
        page(ann, f"/history/{id}")


def test_erased_words_are_gone_and_the_proof_still_holds(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    promise = kept(cast.ann, cast.ben, what="Send the minutes").thing
    made = ledger.entries_of([promise])[0]
    erase.erase_entry(made.id, by=cast.dana, asked_by=cast.ann, ground="Asked for it")
    publish.publish()
    html = main_of(page(cast.signed_in("ben"), f"/history/{made.id}"))
    assert "Send the minutes" not in html
    assert "The words of this act were erased." in html
    assert proof_of(ledger.entry(made.id)).stands
    assert "Ann Lee had the words of one act erased" in page(cast.signed_in("ben"), "/history")


def test_a_longer_history_takes_no_more_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    open_street(cast.ann, cast.ben)
    ann, counts = cast.signed_in("ann"), []
    for _round in range(2):
        a_life(cast.ann, cast.ben)
        with django_assert_max_num_queries(66) as counted:
            page(ann, "/history")
        counts.append(len(counted))
    assert counts[1] <= counts[0]


def test_programs_are_told_of_the_sides_beside_an_act_as_pages_are(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    act = kept(cast.ann, cast.ben)
    side = streets.add_side(act.id, by=cast.ben, words="It came a day late for me.")
    program = Client(headers={"Authorization": f"Bearer {tokens.make(cast.ann, name='A program')[1]}"})
    one = program.get(f"/api/v1/history/{act.id}").json()
    assert [(beside["by"], beside["words"]) for beside in one["sides"]] == [
        (cast.ben, "It came a day late for me.")
    ]
    listed = {line["entry"]: line for line in program.get("/api/v1/history").json()}
    assert listed[act.id]["sides"] == one["sides"]
    assert listed[side.id]["words"] == "It came a day late for me."
