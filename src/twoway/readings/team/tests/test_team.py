"""A team's page and its figure: for whom, from how many on, once, and never two that tell of one person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import Cast, come_in
from tests.pages import fixed
from twoway.errors import NotSeen
from twoway.nouns.voices import rules
from twoway.people import rules as people
from twoway.people.quarters import Quarter, blurred, last_published
from twoway.readings.team import figures

At = Callable[[str], object]
DAY = date(2026, 3, 20)


@pytest.fixture
def six(cast: Cast) -> tuple[str, list[str]]:
    """The saws, led by Ben, with Ann and five more in it."""
    team = people.form_team(name="Saws", by=cast.dana).thing
    people.join_team(team, person=cast.ben, by=cast.dana, lead=True)
    names = ("Gus", "Ida", "Jo", "Kim", "Lou")
    more = [come_in(cast.dana, name=f"{one} Orr", email=f"{one.lower()}@fir.example") for one in names]
    for person in (cast.ann, *more):
        people.join_team(team, person=person, by=cast.dana)
    return team, [cast.ann, *more]


def raise_each(team: str, people: list[str]) -> list[str]:
    return [rules.raise_("The saw is loud", by=one, team=team, answer_by=DAY).thing for one in people]


@pytest.mark.parametrize(
    ("today", "since", "until"),
    [
        (date(2026, 1, 30), date(2025, 7, 1), date(2025, 10, 1)),
        (date(2026, 1, 31), date(2025, 10, 1), date(2026, 1, 1)),
        (date(2026, 4, 30), date(2025, 10, 1), date(2026, 1, 1)),
        (date(2026, 5, 1), date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 12, 31), date(2026, 7, 1), date(2026, 10, 1)),
    ],
)
def test_a_quarter_is_published_a_month_after_its_end(today: date, since: date, until: date) -> None:
    assert last_published(today) == Quarter(since=since, until=until)
    assert last_published(today).published_on <= today


def test_it_comes_once_a_month_after_the_quarter_and_never_changes(
    cast: Cast, six: tuple[str, list[str]], at: At
) -> None:
    team, writers = six
    ids = raise_each(team, writers)
    for id in ids[:3]:
        rules.answer(id, by=cast.ben, answer="no_because", words="The new one is ordered")
    rules.answer(ids[3], by=cast.ben, answer="need_more", words="Which?")
    at("2026-04-30 12:00")
    assert figures.of_team(team, seen_by=cast.ann).raised is None
    at("2026-05-01 12:00")
    found = figures.of_team(team, seen_by=cast.ann)
    assert (found.raised, found.at_least, found.at_most) == (6, 3, 3)
    rules.answer(ids[5], by=cast.ben, answer="no_because", words="Late")
    rules.withdraw(ids[4], by=writers[4])
    rules.reopen(ids[0], by=writers[0], words="And?")
    at("2026-07-29 12:00")
    assert figures.of_team(team, seen_by=cast.ben) == found


@pytest.mark.parametrize(
    ("answered", "between"), [(0, (0, 1)), (1, (0, 1)), (2, (2, 2)), (4, (4, 4)), (5, (5, 6)), (6, (5, 6))]
)
def test_all_and_none_are_not_told_apart_from_all_but_one_and_one(
    answered: int, between: tuple[int, int]
) -> None:
    assert blurred(answered, 6) == between


def test_from_five_different_people_on_and_what_was_taken_back_does_not_count(
    cast: Cast, six: tuple[str, list[str]], at: At
) -> None:
    team, writers = six
    ids = raise_each(team, [*writers[:5], writers[0], writers[1]])
    rules.withdraw(ids[4], by=writers[4])
    at("2026-05-02 12:00")
    assert figures.of_team(team, seen_by=cast.ann).raised is None


def test_what_was_raised_with_a_person_or_another_team_is_in_no_figure_of_this_one(
    cast: Cast, six: tuple[str, list[str]], at: At
) -> None:
    team, writers = six
    inner = people.form_team(name="Blades", by=cast.dana, parent=team).thing
    people.join_team(inner, person=cast.ben, by=cast.dana, lead=True)
    people.join_team(inner, person=cast.ann, by=cast.dana)
    rules.raise_("The saw is loud", by=writers[5], to=cast.ben, answer_by=DAY)
    raise_each(team, writers[:5])
    raise_each(inner, writers)
    at("2026-05-02 12:00")
    assert figures.of_team(team, seen_by=cast.ann).raised == 5
    assert figures.of_team(inner, seen_by=cast.ann).raised == 6


def test_only_those_in_the_team_see_it_and_all_of_them_the_same(
    cast: Cast, six: tuple[str, list[str]], at: At
) -> None:
    team, writers = six
    raise_each(team, writers)
    at("2026-05-02 12:00")
    for person in (cast.cy, cast.dana, cast.eve):
        with pytest.raises(NotSeen):
            figures.of_team(team, seen_by=person)
    assert figures.of_team(team, seen_by=cast.ben) == figures.of_team(team, seen_by=cast.ann)
    page = cast.signed_in("ann").get(f"/teams/{team}").content.decode()
    assert "At most one of 6 voices raised with those who lead the team was answered." in page
    outside = cast.signed_in("cy").get(f"/teams/{team}").content.decode()
    assert "Saws" in outside
    assert "Voices answered" not in outside


def test_between_two_publications_a_page_changes_no_byte_by_what_others_raise_or_answer(
    cast: Cast, six: tuple[str, list[str]], at: At
) -> None:
    team, writers = six
    at("2026-05-02 12:00")
    ann = cast.signed_in("ann")
    before = fixed(ann.get(f"/teams/{team}").content)
    others = [
        rules.raise_("Loud", by=one, team=team, answer_by=date(2026, 5, 9)).thing for one in writers[1:]
    ]
    rules.answer(others[0], by=cast.ben, answer="no_because", words="Soon")
    assert fixed(ann.get(f"/teams/{team}").content) == before
    assert "fewer than five people" in before.decode()


def test_a_guest_and_a_wrong_address_find_nothing(cast: Cast, six: tuple[str, list[str]]) -> None:
    team, _writers = six
    assert cast.signed_in("eve").get(f"/teams/{team}").status_code == 404
    assert cast.signed_in("eve").get("/teams").status_code == 404
    assert cast.signed_in("ann").get("/teams/000000000000").status_code == 404


def test_the_list_shows_ones_own_first_and_the_sidebar_leads_there(
    cast: Cast, six: tuple[str, list[str]]
) -> None:
    people.form_team(name="Glue", by=cast.dana)
    page = cast.signed_in("ann").get("/teams").content.decode()
    main = page.split("<main")[1]
    assert main.index("Saws") < main.index("Glue")
    assert 'href="/teams"' in page.split("<main")[0]
    assert 'href="/teams"' not in cast.signed_in("cy").get("/").content.decode().split("<main")[0]
