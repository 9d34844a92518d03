"""What a record says is worked out from acts alone; what is shown of it changes for nobody after that day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, come_in, open_street
from tests.pages import fixed
from twoway.nouns.calls import rules as calls
from twoway.nouns.ownups import rules as ownups
from twoway.nouns.promises import rules as promises
from twoway.nouns.standing import LINES
from twoway.nouns.standing import queries as standings
from twoway.nouns.standing import rules as standing
from twoway.nouns.thanks import rules as thanks
from twoway.nouns.voices import rules as voices
from twoway.readings.standing import lines

At = Callable[[str | datetime], datetime]
DUE = date(2026, 3, 20)
AFTER_THE_QUARTER = "2026-05-02 09:00"
AFTER_THE_NEXT = "2026-08-02 09:00"


@pytest.fixture
def crew(cast: Cast, at: At) -> list[str]:
    """Ben, Cy, Dana and three more, each on an open street with Ann."""
    at("2026-03-02 09:00")
    more = [
        come_in(cast.dana, name=f"{name} Ade", email=f"{name}@fir.example") for name in ("Nia", "Olu", "Pia")
    ]
    found = [cast.ben, cast.cy, cast.dana, *more]
    for other in found:
        open_street(cast.ann, other)
    return found


def promise(by: str, to: str, due: date = DUE, *, kept: bool = True, sure_by: date | None = None) -> str:
    """One promise, kept at once and confirmed, or never."""
    made = promises.make(to, "The plan", due, by=by, sure_by=sure_by).thing
    if kept:
        promises.keep(made, by=by)
        promises.confirm(made, by=to)
    return made


def own(person: str) -> dict[str, tuple[int, int, int]]:
    """Each line of one's own as (at least, at most, of), or the bare number of it."""
    return {
        one.line: (one.figure.at_least, one.figure.at_most, one.figure.of)
        if one.figure
        else (one.number,) * 3
        for one in lines.own(person)
    }


def read(id: str, by: str) -> dict[str, tuple[int, int, int] | None]:
    """What stands in a showing for one of its two."""
    found = lines.read(standings.showing(id, seen_by=by)).lines
    return {
        one.line: (one.figure.at_least, one.figure.at_most, one.figure.of) if one.figure else None
        for one in found
    }


def test_ones_own_lines_count_all_there_is_and_open_into_it(cast: Cast, crew: list[str], at: At) -> None:
    promise(cast.ann, cast.ben, sure_by=date(2026, 3, 18))
    promise(cast.ann, cast.cy, kept=False, sure_by=date(2026, 3, 18))
    promise(cast.ben, cast.ann)
    call = calls.make(
        "Run the parts cold", by=cast.ann, asks=[cast.ben], review_on=DUE, sure_percent=60
    ).thing
    answered = voices.raise_("Too loud", by=cast.ben, to=cast.ann, answer_by=DUE).thing
    voices.answer(answered, by=cast.ann, answer="no_because", words="It has to be")
    voices.raise_("Too cold", by=cast.cy, to=cast.ann, answer_by=DUE)
    ownups.say("I read the wrong list", "A morning", by=cast.ann, touched=[cast.ben])
    thanks.say_learned(cast.ann, "How to plan", by=cast.ben)
    assert own(cast.ann)["on_day"] == (1, 1, 1), "what is still in time is counted for nothing yet"
    at("2026-03-25 09:00")
    calls.review(call, by=cast.ann, outcome="worked")
    found = own(cast.ann)
    assert found["on_day"] == (1, 1, 2)
    assert found["moved_early"] == (0, 0, 2)
    assert found["sure"] == (1, 1, 2)
    assert (found["calls"], found["sure_calls"]) == ((1, 1, 1), (1, 1, 1))
    assert found["voices"] == (1, 1, 2)
    assert (found["ownups"], found["thanks"], found["learned"]) == ((1, 1, 1), (0, 0, 0), (1, 1, 1))
    assert [one.sure for one in lines.own(cast.ann) if one.line == "sure_calls"] == [60]
    for line in LINES:
        assert len(lines.acts_behind(line, cast.ann)) == found[line][2]
    page = cast.signed_in("ann").get("/standing/lines/on_day").content.decode()
    assert page.count("The plan") == 2


def test_what_is_shown_comes_out_with_the_quarter_and_stays(cast: Cast, crew: list[str], at: At) -> None:
    for number, other in enumerate(crew):
        promise(cast.ann, other, kept=number != 0 and number != 1)
    at("2026-04-15 09:00")
    early = standing.show(cast.cy, ["on_day", "sure", "thanks"], by=cast.ann).thing
    assert read(early, cast.cy) == {"on_day": None, "sure": None, "thanks": None}
    at(AFTER_THE_QUARTER)
    assert read(early, cast.cy)["on_day"] is None, "it stays as it was on the day it was shown"
    standing.show(cast.cy, ["on_day", "sure", "thanks"], by=cast.ann)
    assert read(early, cast.cy) == {"on_day": (4, 4, 6), "sure": None, "thanks": None}
    assert read(early, cast.cy) == read(early, cast.ann)
    then = read(early, cast.cy)
    promise(cast.ann, cast.ben, date(2026, 5, 4), kept=False)
    at(AFTER_THE_NEXT)
    assert read(early, cast.cy) == then
    reader = cast.signed_in("cy")
    before = fixed(reader.get(f"/standing/shared/{early}").content)
    promise(cast.ann, cast.ben, date(2026, 8, 20))
    thanks.say_learned(cast.ann, "How to plan", by=cast.ben)
    assert fixed(reader.get(f"/standing/shared/{early}").content) == before


def test_shown_before_and_after_one_act_it_says_the_same(cast: Cast, crew: list[str], at: At) -> None:
    """Else whoever is shown both could take the one from the other, and have what lay with one person."""
    for other in crew:
        promise(cast.ann, other)
    at(AFTER_THE_QUARTER)
    id = standing.show(cast.cy, ["on_day", "moved_early"], by=cast.ann).thing
    before = read(id, cast.cy)
    promise(cast.ann, cast.ben, date(2026, 5, 20), kept=False)
    at(AFTER_THE_NEXT)
    standing.show(cast.cy, ["on_day", "moved_early"], by=cast.ann)
    assert read(id, cast.cy) == before


def test_what_lies_with_a_clients_contact_is_ones_own_to_read_and_in_no_line_shown(
    cast: Cast, crew: list[str], at: At
) -> None:
    open_street(cast.ann, cast.eve)
    for other in (*crew, cast.eve):
        promise(cast.ann, other)
    at(AFTER_THE_QUARTER)
    assert own(cast.ann)["on_day"] == (7, 7, 7)
    id = standing.show(cast.cy, ["on_day"], by=cast.ann).thing
    assert read(id, cast.cy)["on_day"] == (5, 6, 6)
    assert lines.read(standings.showing(id, seen_by=cast.cy)).of_about == 10


def test_four_read_like_none(cast: Cast, crew: list[str], at: At) -> None:
    empty = standing.show(cast.cy, ["on_day"], by=cast.ben).thing
    for other in crew[:4]:
        promise(cast.ann, other)
    at(AFTER_THE_QUARTER)
    id = standing.show(cast.cy, ["on_day"], by=cast.ann).thing
    assert read(id, cast.cy) == read(empty, cast.cy) == {"on_day": None}


def test_it_takes_the_same_queries_for_much_as_for_little(cast: Cast, crew: list[str], at: At) -> None:
    browser, counted = cast.signed_in("ann"), []
    for _ in range(2):
        for other in crew:
            promise(cast.ann, other)
        with CaptureQueriesContext(connection) as captured:
            browser.get("/standing")
        counted.append(len(captured))
    assert counted[0] == counted[1]
