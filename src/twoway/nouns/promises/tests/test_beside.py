"""Whoever is named beside the two reads a promise, and nothing more: no verb, no street, no judgement."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.cast import Cast, come_in, open_street
from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ledger import erase, replay
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.write import writing
from twoway.nouns.promises import IMPORT_VERBS, VERBS, notices, queries, rules, told
from twoway.people import access, opened, sight, tokens
from twoway.people import rules as people
from twoway.people.streets import rules as streets

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def pair(cast: Cast) -> Cast:
    """Ann and Ben have an open street; Cy knows both as colleagues and has a street with neither."""
    open_street(cast.ann, cast.ben)
    return cast


@pytest.fixture
def shown(pair: Cast) -> str:
    """Ann promised Ben the plan, with Cy beside them."""
    return rules.make(pair.ben, "The plan", FRIDAY, by=pair.ann, beside=[pair.cy]).thing


def page_of(cast: Cast, name: str, id: str) -> str:
    """The page as somebody reads it, without what is new each time."""
    answer = cast.signed_in(name).get(f"/promises/{id}")
    assert answer.status_code == 200
    return re.sub(r'(csrfmiddlewaretoken|name="once")"? value="[^"]*"', "", answer.content.decode())


def test_who_is_named_beside_the_two_reads_it_and_nobody_else_does(pair: Cast, shown: str) -> None:
    for name, says in (
        ("ann", "Seen by you, Ben and Cy."),
        ("ben", "Seen by you, Ann and Cy."),
        ("cy", "Seen by you, Ann and Ben."),
    ):
        assert says in page_of(pair, name, shown)
    for name in ("dana", "eve"):
        assert pair.signed_in(name).get(f"/promises/{shown}").status_code == 404


def test_every_later_act_is_seen_by_them_too(pair: Cast, shown: str) -> None:
    rules.ask_move(shown, by=pair.ann, due_on=FRIDAY + timedelta(days=3), reason="The press is away")
    rules.agree_move(shown, by=pair.ben)
    rules.keep(shown, by=pair.ann, note="On your desk")
    rules.confirm(shown, by=pair.ben)
    entries = ledger.entries_of([shown])
    assert [entry.kind for entry in entries if pair.cy not in entry.seen_by()] == []
    says = [line.says for line in notices.history(queries.one(shown, seen_by=pair.cy), seen_by=pair.cy)]
    assert says[0] == "Ann Lee promised it"
    assert not any("You" in line or "you" in line for line in says)


def test_their_page_has_no_form_and_judges_nothing(pair: Cast, shown: str) -> None:
    with clock.held_at(clock.now() + timedelta(days=30)):
        page = page_of(pair, "cy", shown)
    main = page[page.index("<main") : page.index("</main")]
    assert "<form" not in main
    assert not re.search(r"\blate\b", main)
    assert "Ann Lee promised Ben Okoro" in main
    assert "What is done about it is between Ann Lee and Ben Okoro." in main


def test_they_do_nothing_to_it_by_any_door(pair: Cast, shown: str) -> None:
    assert queries.open_verbs(queries.one(shown, seen_by=pair.cy), pair.cy) == []
    browser = pair.signed_in("cy")
    for verb in (*VERBS, *IMPORT_VERBS):
        with pytest.raises(RuleBroken, match="You can read this one"):
            getattr(rules, verb)(shown, by=pair.cy)
        assert browser.post(f"/promises/{shown}/{verb}", {}).status_code == 409
    first = ledger.entries_of([shown])[0].id
    assert browser.post(f"/promises/{shown}/side", {"about": first, "words": "Mine"}).status_code == 404
    own = rules.make(pair.ann, "The order", FRIDAY, by=pair.cy).thing
    rules.say_yes(own, by=pair.ann)
    for link in (rules.hang_on, rules.unhang):
        with pytest.raises(RuleBroken, match="You can read this one"):
            link(shown, own, by=pair.cy)
    with pytest.raises(RuleBroken), writing(by=pair.cy) as book:
        rules.owned(shown, by=pair.cy, ownup="0123456789ab", book=book)


def test_it_is_in_none_of_their_lists_but_the_one_of_what_they_are_shown(pair: Cast, shown: str) -> None:
    cy = pair.cy
    assert [one.id for one in queries.shown_to(cy)] == [shown]
    for found in (
        queries.owed_by(cy, seen_by=cy),
        queries.owed_to(cy, seen_by=cy),
        queries.waiting_for(cy),
        queries.waiting_for_others(cy),
        queries.not_over(cy),
        queries.done(cy),
        queries.brought_in(cy),
    ):
        assert list(found) == []
    assert told.opens(seen_by=cy) == []
    assert told.waiting(cy) == 0
    assert list(queries.shown_to(pair.ann)) == []
    program = {"Authorization": f"Bearer {tokens.make(cy, name='a program')[1]}"}
    told_to = Client().get("/api/v1/promises?show=shown_to_me", headers=program).json()
    assert [(one["id"], one["verbs"], one["beside"]) for one in told_to] == [(shown, [], [cy])]
    page = pair.signed_in("cy").get("/promises").content.decode()
    assert "Shown to you by others" in page
    assert "The plan" in page


def test_nothing_of_it_stands_on_a_street_of_theirs(pair: Cast, shown: str) -> None:
    street = open_street(pair.ann, pair.cy)
    before = pair.signed_in("cy").get(f"/streets/{street.id}")
    assert b"The plan" not in before.content
    assert told.deeds([street.id], seen_by=pair.cy) == []
    assert told.opens(seen_by=pair.cy, streets=[street.id]) == []


def test_they_hear_of_it_once_from_whoever_shows_it(pair: Cast, shown: str) -> None:
    acts: list[Callable[[], Entry]] = [
        lambda: rules.ask_move(shown, by=pair.ann, due_on=FRIDAY + timedelta(days=3), reason="Away"),
        lambda: rules.agree_move(shown, by=pair.ben),
        lambda: rules.keep(shown, by=pair.ann),
        lambda: rules.confirm(shown, by=pair.ben),
    ]
    heard = [*notices.notices(ledger.entries_of([shown])[0])]
    for act in acts:
        heard += notices.notices(act())
    [mine] = [notice for notice in heard if notice.to == pair.cy]
    assert (mine.kind, mine.taps, mine.subject) == (notices.SHOWN, (), "Ann Lee shows you a promise")
    assert mine.line.startswith("Ann Lee promised Ben Okoro.")


def test_nobody_is_shown_anything_by_mail_over_a_street_that_is_stopped(pair: Cast) -> None:
    street = open_street(pair.ann, pair.cy)
    streets.close(street.id, by=pair.cy)
    entry = rules.make(pair.ben, "The plan", FRIDAY, by=pair.ann, beside=[pair.cy])
    assert [notice.to for notice in notices.notices(entry)] == [pair.ben]


def test_a_first_act_waits_for_its_yes_whoever_else_sees_it(cast: Cast) -> None:
    id = rules.make(cast.ben, "The plan", FRIDAY, by=cast.ann, beside=[cast.cy]).thing
    assert queries.standing(queries.one(id, seen_by=cast.cy), cast.cy) == "waiting"
    assert "It waits for an answer from Ben Okoro." in page_of(cast, "cy", id)
    noted = rules.note(cast.ann, "The list", FRIDAY, by=cast.cy, beside=[cast.dana]).thing
    assert "and is no promise before that" in page_of(cast, "dana", noted)


def test_what_happens_to_the_street_changes_nothing_they_read(pair: Cast, shown: str) -> None:
    street = queries.one(shown, seen_by=pair.ann).street
    with clock.held_at(clock.now() + timedelta(days=30)):
        before = page_of(pair, "cy", shown)
        streets.pause(street.id, by=pair.ben)
        assert page_of(pair, "cy", shown) == before
        streets.resume(street.id, by=pair.ben)
        streets.close(street.id, by=pair.ben)
        assert page_of(pair, "cy", shown) == before


def test_kept_late_is_a_day_to_them_and_no_judgement(pair: Cast, shown: str) -> None:
    with clock.held_at(clock.now() + timedelta(days=9)):
        rules.keep(shown, by=pair.ann)
        rules.confirm(shown, by=pair.ben)
    promise = queries.one(shown, seen_by=pair.cy)
    assert (queries.mark_of(promise, pair.ann), queries.mark_of(promise, pair.cy)) == ("late", "kept")
    marks = {line.mark for line in notices.history(promise, seen_by=pair.cy)}
    assert "late" not in marks


@pytest.mark.parametrize(("whom", "code"), [("ann", "sees_anyway"), ("ben", "sees_anyway")])
def test_the_two_are_not_named_beside_themselves(pair: Cast, whom: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.make(pair.ben, "The plan", FRIDAY, by=pair.ann, beside=[getattr(pair, whom)])
    assert (refused.value.code, refused.value.field) == (code, "beside")


def test_only_who_is_here_and_seen_can_be_named(pair: Cast) -> None:
    for nobody in ("nonsense", "0" * 12, "x\x00y"):
        with pytest.raises(NotSeen):
            rules.ask(pair.ben, "The plan", FRIDAY, by=pair.ann, beside=[nobody])
    with pytest.raises(BadShape):
        rules.ask(pair.ben, "The plan", FRIDAY, by=pair.ann, beside=[f"{n:012}" for n in range(51)])
    gone = come_in(pair.dana, name="Gil Ng", email="gil@fir.example")
    people.leave(gone, by=pair.dana)
    with pytest.raises(RuleBroken, match="no longer here"):
        rules.offer(pair.ben, "The plan", by=pair.ann, beside=[gone])


def test_a_guest_names_whom_they_see_and_no_others(pair: Cast) -> None:
    open_street(pair.ann, pair.eve)
    with pytest.raises(NotSeen):
        rules.make(pair.ann, "The data", FRIDAY, by=pair.eve, beside=[pair.cy])
    shown = rules.make(pair.eve, "The price list", FRIDAY, by=pair.ann, beside=[pair.cy, pair.ben]).thing
    assert "Seen by you, Ann, Cy and Ben." in page_of(pair, "eve", shown)


def test_a_link_is_seen_by_exactly_those_who_see_both(pair: Cast, shown: str) -> None:
    open_street(pair.ben, pair.cy)
    below = rules.make(pair.ben, "The numbers", FRIDAY, by=pair.cy, beside=[pair.dana, pair.ann]).thing
    link = rules.hang_on(shown, below, by=pair.ann)
    who = {
        name for name in ("ann", "ben", "cy", "dana", "eve") if sight.may_see(link.thing, getattr(pair, name))
    }
    assert who == {"ann", "ben", "cy"}
    for name in who:
        assert [*queries.tree(shown, seen_by=getattr(pair, name)).below(shown)] == [below]
    assert "The numbers" in page_of(pair, "cy", shown)
    assert b"Take the link away" not in pair.signed_in("cy").get(f"/promises/{shown}").content


def test_it_may_hang_on_others_from_its_beginning_or_not_begin_at_all(pair: Cast, shown: str) -> None:
    top = rules.make(pair.ben, "The house", FRIDAY, by=pair.ann, hangs_on=[shown]).thing
    assert queries.tree(top, seen_by=pair.ben).below(top) == (shown,)
    number = queries.all_of(pair.ann).count()
    with pytest.raises(NotSeen):
        rules.make(pair.ben, "The roof", FRIDAY, by=pair.ann, hangs_on=["0" * 12])
    assert queries.all_of(pair.ann).count() == number


def test_both_are_told_that_they_opened_it(
    pair: Cast, shown: str, settings: Settings, tmp_path: Path
) -> None:
    settings.TWOWAY_HOME = tmp_path  # of which nobody has opened anything
    page_of(pair, "cy", shown)
    with clock.held_at(clock.now() + timedelta(days=1)):
        found = {who: opened.everything(getattr(pair, who)) for who in ("ann", "ben", "cy")}
    assert [each.by for each in found["ann"]] == [each.by for each in found["ben"]] == [pair.cy]
    assert found["cy"] == []
    assert access.months()


def test_words_and_names_go_when_they_are_erased(pair: Cast, shown: str) -> None:
    first = ledger.entries_of([shown])[0]
    erase.erase_entry(first.id, by=pair.ann, asked_by=pair.ann, ground="a client's name stood in it")
    assert "These words were erased." in page_of(pair, "cy", shown)
    people.erase(pair.cy, by=pair.dana, ground="asked for it")
    rules.keep(shown, by=pair.ann)
    assert "Seen by you and Ben." in page_of(pair, "ann", shown)
    assert replay.check().ok
