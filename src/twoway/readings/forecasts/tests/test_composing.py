"""A look at a day before the word is given: nothing is entered, nothing typed is lost, nobody else in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, come_in, open_street
from twoway.ledger import queries as ledger
from twoway.nouns.promises import queries
from twoway.nouns.promises import rules as promises
from twoway.nouns.promises.queries import Composing
from twoway.people import rules as people
from twoway.people.streets import rules as streets
from twoway.readings.forecasts.composing import Look, look
from twoway.readings.forecasts.figures import Forecast
from twoway.readings.forecasts.foreseen import foreseen

Hold = Callable[[str | datetime], datetime]
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
ADDRESS = "/forecasts/composing"


def in_mind(
    cast: Cast, due_on: date | None = FRIDAY, *, on: tuple[str, ...] = (), to: str = "ben"
) -> Composing:
    return Composing(promiser=cast.ann, promisee=getattr(cast, to) if to else "", due_on=due_on, hangs_on=on)


def looked(cast: Cast, due_on: date | None = FRIDAY, *, on: tuple[str, ...] = (), to: str = "ben") -> Look:
    return look(in_mind(cast, due_on, on=on, to=to), seen_by=cast.ann)


def chance(found: Look) -> float:
    assert found.days is not None
    assert found.days.chosen is not None
    return found.days.chosen.chance


def history(hold: Hold, cast: Cast, *, took: int, count: int = 8, wish: bool = True) -> None:
    """Ann promised Ben things for the third day after, each there when it took; now it is Monday again."""
    street = open_street(cast.ann, cast.ben)
    for person in street.both if wish else ():
        streets.wish_estimate(street.id, by=person, wish=True)
    for number in range(count):
        begun = MONDAY - timedelta(weeks=count - number)
        hold(f"{begun} 09:00")
        made = promises.make(cast.ben, "The plan for line 3", begun + timedelta(days=3), by=cast.ann)
        hold(f"{begun + timedelta(days=took)} 09:00")
        promises.confirm(made.thing, by=cast.ben, kept_on=begun + timedelta(days=took))
    hold(f"{MONDAY} 09:00")


def test_a_later_day_is_never_less_likely(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    days = [FRIDAY + timedelta(days=more) for more in range(0, 40, 3)]
    chances = [chance(look(in_mind(cast, day), seen_by=cast.ann, in_mind=FRIDAY)) for day in days]
    assert chances == sorted(chances)
    assert chances[-1] > chances[0] + 0.2


def test_the_days_proposed_hold_what_they_say(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    days = looked(cast).days
    assert days is not None
    assert days.even_odds is not None
    by_day = {one.day: one.chance for one in days.candidates}
    assert by_day[days.even_odds] >= 0.5
    assert days.nine_in_ten is not None
    assert by_day[days.nine_in_ten] >= 0.9
    assert FRIDAY in by_day


def test_the_promise_itself_says_the_same_once_it_is_given(cast: Cast, at: Hold) -> None:
    history(at, cast, took=2)
    before = chance(looked(cast))
    made = promises.make(cast.ben, "The rota for April", FRIDAY, by=cast.ann)
    found = foreseen(made.thing, seen_by=cast.ann)
    assert found is not None
    assert found.now is not None
    assert found.now.chance == pytest.approx(before, abs=0.02)


def test_the_record_moves_it_where_both_want_that_and_nowhere_else(cast: Cast, at: Hold) -> None:
    plain = chance(looked(cast))
    history(at, cast, took=1)
    found = looked(cast)
    assert chance(found) > plain + 0.1
    assert found.days is not None
    assert found.days.rests_on == 8


def test_without_both_wishes_the_words_stand_and_the_number_is_the_base_rate(cast: Cast, at: Hold) -> None:
    plain = chance(looked(cast))
    history(at, cast, took=1, wish=False)
    found = looked(cast)
    assert chance(found) == plain
    assert found.written[0] == (
        "Things like this took you 0.5 times as long as planned; 8 of 8 were there by their day."
    )


def test_with_nobody_picked_or_no_street_it_is_what_usually_becomes_of_promises(cast: Cast) -> None:
    nobody, stranger = looked(cast, to=""), looked(cast, to="cy")
    assert chance(nobody) == chance(stranger)
    assert nobody.written == ()
    assert stranger.written[0] == "Nothing you promised Cy Möller by a day is over yet."


def test_before_a_day_is_chosen_the_usual_days_stand(cast: Cast) -> None:
    days = looked(cast, None).days
    assert days is not None
    assert days.chosen is None
    assert len(days.candidates) >= 3


def test_what_it_hangs_on_lowers_it_and_stands_with_its_own_chance(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    below = promises.make(cast.ann, "The numbers from the press", FRIDAY, by=cast.ben)
    alone, hanging = looked(cast), looked(cast, on=(below.thing,))
    assert chance(hanging) < chance(alone)
    assert hanging.days is not None
    (hung,) = hanging.days.hangs
    assert (hung.what, hung.promiser, hung.due_on) == ("The numbers from the press", "Ben Okoro", FRIDAY)
    assert hung.chance is not None


@pytest.mark.alike
def test_what_one_may_not_see_is_as_if_it_were_not_there(cast: Cast) -> None:
    open_street(cast.ben, cast.cy)
    theirs = promises.make(cast.ben, "Something of their own", FRIDAY, by=cast.cy)
    open_street(cast.ann, cast.ben)
    assert looked(cast, on=(theirs.thing,)) == looked(cast)
    asked = {"kind": "make", "to": cast.ben, "due_on": "2026-03-06"}
    pages = [
        cast.signed_in("ann").get(ADDRESS, asked | {"hangs_on": id}).content
        for id in (theirs.thing, "nonsense", "")
    ]
    assert pages[0] == pages[1] == pages[2]


def test_what_others_do_elsewhere_changes_nothing(cast: Cast, at: Hold) -> None:
    history(at, cast, took=2, count=4)
    before = looked(cast)
    street = open_street(cast.ben, cast.cy)
    for person in street.both:
        streets.wish_estimate(street.id, by=person, wish=True)
    made = promises.make(cast.cy, "The order", FRIDAY, by=cast.ben)
    promises.give_up(made.thing, by=cast.ben)
    assert looked(cast) == before


@pytest.mark.parametrize(
    ("due_on", "says"),
    [
        ("2026-03-01", "That day has passed. Pick today or later."),
        ("2099-01-01", "That is more than ten years away. Pick a nearer day."),
        ("2026-02-30", "No day yet."),
        ("", "No day yet."),
    ],
)
def test_a_day_that_makes_no_sense_is_answered_in_a_sentence(cast: Cast, due_on: str, says: str) -> None:
    answer = cast.signed_in("ann").get(ADDRESS, {"kind": "make", "to": cast.ben, "due_on": due_on})
    assert answer.status_code == 200
    assert says in answer.content.decode()


@pytest.mark.parametrize(
    ("sure_by", "says"),
    [("2026-03-01", "sure of has passed"), ("9999-12-31", "sure of is more than ten years")],
)
def test_a_day_to_be_sure_of_that_cannot_be_entered_moves_no_number(
    cast: Cast, sure_by: str, says: str
) -> None:
    typed = replace(in_mind(cast), sure_by=date.fromisoformat(sure_by))
    found = look(typed, seen_by=cast.ann)
    assert says in found.refusal
    assert found.days is None


def test_where_the_workplace_wants_no_forecasts_only_the_words_stand(cast: Cast, at: Hold) -> None:
    history(at, cast, took=2, count=2)
    people.end_estimates(by=cast.dana)
    said = cast.signed_in("ann").get(ADDRESS, {"kind": "make", "to": cast.ben, "due_on": "2026-03-06"})
    assert "There by their day: two of two things you promised Ben Okoro." in said.content.decode()
    assert "%" not in said.content.decode()


def test_the_button_keeps_what_is_typed_and_enters_nothing(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    typed = {
        "to": cast.ben,
        "what": "The rota for April",
        "due_on": "2026-03-06",
        "sure_by": "2026-03-05",
        "hard": "The press may stop.",
        "in_mind": "2026-03-04",
        "look": "1",
    }
    size = ledger.size()
    answer = cast.signed_in("ann").post("/promises/make/begin", typed)
    said = answer.content.decode()
    assert (answer.status_code, ledger.size()) == (200, size)
    for kept in ("The rota for April", "The press may stop.", 'value="2026-03-05"', 'value="2026-03-04"'):
        assert kept in said, kept
    assert "likely by Friday 6 March" in said
    assert "It may also hang on something outside your view." in said


def test_a_record_by_which_forecasts_did_worse_is_set_aside_for_both_alike(cast: Cast, at: Hold) -> None:
    """Early twelve times, then late twelve times: what went before says the wrong thing for long."""
    street = open_street(cast.ann, cast.ben)
    for person in street.both:
        streets.wish_estimate(street.id, by=person, wish=True)
    for number in range(24):
        begun, took = MONDAY - timedelta(weeks=24 - number), 6 if number > 11 else 1
        at(f"{begun} 09:00")
        made = promises.make(cast.ben, "The plan for line 3", begun + timedelta(days=2), by=cast.ann)
        at(f"{begun + timedelta(days=took)} 09:00")
        promises.confirm(made.thing, by=cast.ben, kept_on=begun + timedelta(days=took))
    at(f"{MONDAY} 09:00")
    found = looked(cast)
    assert found.days is not None
    assert (found.days.is_set_aside, found.days.rests_on) == (True, 0)
    assert chance(found) == chance(looked(cast, to="cy"))
    says = "forecasts did worse than the base rate"
    asked = {"kind": "make", "to": cast.ben, "due_on": "2026-03-06"}
    assert says in cast.signed_in("ann").get(ADDRESS, asked).content.decode()
    for one, other in (("ann", "Ben Okoro"), ("ben", "Ann Lee")):
        page = cast.signed_in(one).get("/forecasts").content.decode()
        assert "Worse than the plain base rate" in page
        assert f"Going by the record between you and {other}, {says}." in page
    made = promises.make(cast.ben, "The rota for April", FRIDAY, by=cast.ann)
    forecasts = [now(made.thing, person) for person in (cast.ann, cast.ben)]
    assert forecasts[0] == forecasts[1]
    assert forecasts[0].is_set_aside
    assert forecasts[0].chance == pytest.approx(chance(found), abs=0.02)
    assert says in cast.signed_in("ben").get(f"/promises/{made.thing}").content.decode()


def now(promise: str, person: str) -> Forecast:
    """What the promise's own page says of it."""
    found = foreseen(promise, seen_by=person)
    assert found is not None
    assert found.now is not None
    return found.now


def test_how_often_as_much_came_true_so_far_is_said_to_both_alike(cast: Cast, at: Hold) -> None:
    history(at, cast, took=2, count=20)
    made = promises.make(cast.ben, "The rota for April", FRIDAY, by=cast.ann).thing
    says = [now(made, person).so_far for person in (cast.ann, cast.ben)]
    assert says[0] == says[1]
    assert re.fullmatch(
        r"When Twoway has said \d+ to \d+% of such promises, it came true (\d+) times in \1.", says[0]
    )
    assert says[0] in cast.signed_in("ben").get(f"/promises/{made}").content.decode()


@pytest.mark.alike
def test_nobody_looks_how_likely_others_are_to_keep_what_they_are_asked_for(cast: Cast) -> None:
    asked = {"kind": "ask", "to": cast.ben, "due_on": "2026-03-06"}
    assert cast.signed_in("ann").get(ADDRESS, asked).content == b""


def test_a_guest_looks_by_the_same_rules(cast: Cast) -> None:
    open_street(cast.ann, cast.eve)
    found = look(Composing(promiser=cast.eve, promisee=cast.ann, due_on=FRIDAY), seen_by=cast.eve)
    assert chance(found) == chance(looked(cast, to="eve"))


def test_the_same_look_is_the_same_to_the_byte(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    ann, asked = cast.signed_in("ann"), {"kind": "make", "to": cast.ben, "due_on": "2026-03-06"}
    assert ann.get(ADDRESS, asked).content == ann.get(ADDRESS, asked).content
    assert not re.search(rb"\son\w+=|<script|style=", ann.get(ADDRESS, asked).content)


@pytest.mark.alike
def test_a_tree_of_any_size_takes_as_many_questions(cast: Cast) -> None:
    counts = []
    open_street(cast.ann, cast.ben)
    root = promises.make(cast.ann, "The last of it", FRIDAY, by=cast.ben).thing
    for size in (3, 12):
        for number in range(size):
            other = come_in(cast.dana, name=f"Person {size}-{number}", email=f"p{size}x{number}@fir.example")
            open_street(cast.ann, other)
            below = promises.make(cast.ann, f"Part {number}", FRIDAY, by=other).thing
            promises.hang_on(root, below, by=cast.ann)
        looked(cast, on=(root,))
        with CaptureQueriesContext(connection) as asked:
            found = looked(cast, on=(root,))
        counts.append(len(asked))
        assert found.days is not None
    assert counts[0] == counts[1]
    assert queries.tree(root, seen_by=cast.ann).promises.keys() >= {root}
