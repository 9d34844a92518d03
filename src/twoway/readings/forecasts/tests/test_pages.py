"""The forecast on a promise's page: while it is open or late, without a day, and once it is over."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

from tests.cast import Cast, open_street
from tests.received import visitor
from twoway.nouns.promises import rules as promises
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets
from twoway.readings.forecasts import saying, terminal
from twoway.readings.forecasts.foreseen import foreseen
from twoway.readings.forecasts.tests.lanes import (
    FRIDAY,
    IN_A_WEEK,
    TODAY,
    TUESDAY,
    At,
    measured,
    now,
    on_record,
    tree_of_three,
)


def page(person: str, id: str) -> str:
    """What stands on the page, without its marks."""
    body = visitor(person).get(f"/promises/{id}").content.decode().partition("<main")[2]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body)))


def plan(cast: Cast, due_on: date = IN_A_WEEK, **how: list[str]) -> str:
    open_street(cast.ann, cast.ben)
    return promises.make(cast.ben, "The plan", due_on, by=cast.ann, **how).thing  # type: ignore[arg-type]


def test_a_page_says_the_three_figures_and_what_they_rest_on(cast: Cast, at: At) -> None:
    measured(cast.ann, cast.ben)
    on_record(at, (cast.ann, cast.ben))
    id = promises.make(cast.ben, "The plan", IN_A_WEEK, by=cast.ann).thing
    says, told = page(cast.ann, id), now(id, cast.ann)
    assert told.chance is not None
    assert f"{round(told.chance * 100)}% likely by Monday 9 March" in says
    assert "Even odds by" in says
    assert "It rests on 5 earlier promises of or to you" in says
    assert "5 of 5 were there by their day" in says.partition("likely by")[0]
    assert "It may also hang on something outside your view." in says


def test_in_ones_own_words_nine_in_ten_is_a_day_one_would_say(cast: Cast) -> None:
    id = plan(cast)
    assert "To be nine-in-ten sure, you’d say" in page(cast.ann, id)
    assert "Nine in ten by" in page(cast.ben, id)


def test_the_tree_shows_chances_and_marks_its_weakest_link(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    open_street(cast.ann, cast.cy)
    root, drawings, figures = tree_of_three(cast)
    body = visitor(cast.ann).get(f"/promises/{root}").content.decode()
    assert body.count('class="ten ') == 3
    assert body.count('class="flag ') == 1
    assert "The weakest link is marked" in body
    weakest = now(root, cast.ann).weakest
    assert weakest is not None
    assert weakest.promise in {drawings, figures}


def test_what_would_move_it_is_more_than_it_is(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    open_street(cast.ann, cast.cy)
    root, _drawings, _figures = tree_of_three(cast)
    told = now(root, cast.ann)
    assert told.chance is not None
    assert {lever.what for lever in told.levers} == {"kept", "moved"}
    assert all(lever.chance > told.chance for lever in told.levers)
    says = page(cast.ann, root)
    assert "if “The drawings” is kept by Tuesday 3 March" in says
    assert "if you keep “The drawings” by Tuesday 3 March" in page(cast.ben, root)
    assert "if the day is moved to" in says


def test_being_honest_early_leads_to_real_verbs_for_either_of_the_two(cast: Cast) -> None:
    id = plan(cast, beside=[cast.cy])
    for person in (cast.ann, cast.ben):
        body = visitor(person).get(f"/promises/{id}").content.decode()
        linked = re.findall(r'href="#((?:side|ask_move)[^"]*)"', body)
        assert len(linked) == 2
        assert all(f'id="{anchor}"' in body for anchor in linked)
    assert "Be honest early" not in page(cast.cy, id)
    assert "costs" not in page(cast.ann, id).partition("Be honest early")[2].partition("What you can do")[0]


def test_what_is_as_good_as_certain_asks_nobody_to_say_anything(cast: Cast) -> None:
    id = plan(cast)
    found = foreseen(id, seen_by=cast.ann)
    assert found is not None
    assert found.now is not None
    assert not saying.needs_no_word(found.now, found.root, cast.ann)
    assert saying.needs_no_word(replace(found.now, chance=0.95), found.root, cast.ann)


def test_before_a_yes_it_is_what_it_would_be_if_the_word_were_given_today(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    id = promises.ask(cast.ann, "The plan", IN_A_WEEK, by=cast.ben).thing
    asked = now(id, cast.ann)
    assert not asked.given
    assert asked == now(id, cast.ben)
    assert "If the word is given today:" in page(cast.ann, id)
    promises.say_yes(id, by=cast.ann)
    assert now(id, cast.ann).chance == asked.chance


def test_a_late_promise_has_days_and_no_chance(cast: Cast, at: At) -> None:
    id = plan(cast, FRIDAY)
    at("2026-03-10 09:00")
    told = now(id, cast.ann)
    assert told.is_late
    assert told.chance is None
    says = page(cast.ann, id)
    assert "It was for Friday 6 March, and that day has passed" in says
    assert "likely by" not in says
    assert "Say where it is, even if it isn’t done." in says
    assert "Even odds by" in says


def test_on_a_day_off_it_says_why_hardly_anything_is_likely_before_the_next_working_day(
    cast: Cast, at: At
) -> None:
    open_street(cast.ann, cast.ben)
    why = "No working day lies between today and then"
    at("2026-03-07 10:00")
    for due_on, says in ((date(2026, 3, 8), True), (date(2026, 3, 9), False)):
        root = promises.make(cast.ben, "The plan", due_on, by=cast.ann).thing
        look = f"/forecasts/composing?kind=make&to={cast.ben}&due_on={due_on}"
        for address in (f"/promises/{root}", look):
            assert (why in visitor(cast.ann).get(address).content.decode()) is says, address
        assert any(why in line for line in terminal.show(root, seen_by=cast.ben).lines) is says


def test_without_a_day_there_is_nothing_to_foresee(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    id = promises.offer(cast.ben, "I can help with the plan", by=cast.ann).thing
    says = page(cast.ann, id)
    assert "Without a day there is nothing to be early or late for." in says
    assert "%" not in says


def test_a_link_without_a_day_is_looked_through(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    ground = promises.make(cast.ann, "The drawings", TUESDAY, by=cast.ben).thing
    between = promises.offer(cast.ann, "I can check them", by=cast.ben).thing
    promises.say_yes(between, by=cast.ann)
    promises.hang_on(between, ground, by=cast.ben)
    root = promises.make(cast.ben, "The plan", IN_A_WEEK, by=cast.ann, hangs_on=[between]).thing
    assert [link.promise for link in now(root, cast.ann).links] == [ground]


def test_a_kept_link_lifts_the_chance_and_what_was_given_up_is_waited_for_no_more(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    open_street(cast.ann, cast.cy)
    root, drawings, figures = tree_of_three(cast)
    before = now(root, cast.ann).chance
    assert before is not None
    promises.keep(drawings, by=cast.ben)
    kept = now(root, cast.ann)
    assert kept.chance is not None
    assert kept.chance > before
    assert kept.link(drawings) is not None
    promises.give_up(figures, by=cast.cy)
    assert now(root, cast.ann).link(figures) is None


def test_while_the_street_is_paused_nothing_is_foreseen(cast: Cast) -> None:
    id = plan(cast)
    street = street_queries.between(cast.ann, cast.ben)
    assert street is not None
    streets.pause(street.id, by=cast.ben)
    for person in (cast.ann, cast.ben):
        found = foreseen(id, seen_by=person)
        assert found is not None
        assert found.now is None
        assert "likely by" not in page(person, id)


def test_once_kept_it_says_what_was_likely_when_the_word_was_given(cast: Cast, at: At) -> None:
    id = plan(cast, FRIDAY)
    first = now(id, cast.ann)
    at("2026-03-05 09:00")
    promises.keep(id, by=cast.ann)
    promises.confirm(id, by=cast.ben)
    found = foreseen(id, seen_by=cast.ann)
    assert found is not None
    assert found.then is not None
    assert (found.then.chance, found.then.dots) == (first.chance, first.dots)
    says = page(cast.ben, id)
    assert "by Friday 6 March, going by what was known on Monday 2 March." in says
    assert "It was kept on Thursday 5 March, a day before the one named first." in says


def test_what_was_likely_then_never_looks_ahead(cast: Cast, at: At) -> None:
    """Neither at what became of it, nor at links, moves and other promises that came later."""
    measured(cast.ann, cast.ben)
    on_record(at, (cast.ann, cast.ben), taking=2, times=3)
    drawings = promises.make(cast.ann, "The drawings", TUESDAY, by=cast.ben).thing
    root = promises.make(cast.ben, "The plan", IN_A_WEEK, by=cast.ann, hangs_on=[drawings]).thing
    first = now(root, cast.ann)
    at("2026-03-03 09:00")
    late = promises.make(cast.ann, "More drawings", FRIDAY, by=cast.ben).thing
    promises.hang_on(root, late, by=cast.ann)
    other = promises.make(cast.ben, "Something else", FRIDAY, by=cast.ann).thing
    promises.ask_move(root, by=cast.ann, due_on=date(2026, 3, 20), reason="The drawings come late")
    promises.agree_move(root, by=cast.ben)
    at("2026-03-18 09:00")
    promises.give_up(other, by=cast.ann)
    promises.give_up(root, by=cast.ann)
    found = foreseen(root, seen_by=cast.ann)
    assert found is not None
    assert found.then is not None
    assert found.then.as_of == date.fromisoformat(TODAY[:10])
    assert (found.then.chance, found.then.dots) == (first.chance, first.dots)
    assert "The day was moved to Friday 20 March later. It was given up." in page(cast.ann, root)


def test_what_was_let_go_counts_neither_way(cast: Cast) -> None:
    id = plan(cast)
    promises.release(id, by=cast.ben)
    assert "It was let go, and so it counts neither way." in page(cast.ann, id)


def test_a_claim_is_told_as_what_is_said(cast: Cast) -> None:
    id = plan(cast)
    promises.keep(id, by=cast.ann)
    assert "It is said to have been kept on Monday 2 March, 7 days before" in page(cast.ben, id)


def test_what_was_declined_has_no_forecast(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    id = promises.ask(cast.ann, "The plan", IN_A_WEEK, by=cast.ben).thing
    promises.decline(id, by=cast.ann)
    assert "likely" not in page(cast.ben, id)


def test_the_same_record_gives_the_same_bytes_again(cast: Cast) -> None:
    id = plan(cast)
    client = visitor(cast.ann)
    answers = {client.get(f"/api/v1/promises/{id}/forecast").content for _again in range(3)}
    assert len(answers) == 1
