"""A list of people comes in whole or not at all, and bringing it in again changes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from twoway.errors import BadShape, RuleBroken
from twoway.ids import Once
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.people import queries, rules
from twoway.people.roster import RosterLine, plan

TODAY = date(2026, 3, 2)


def line(row: int, name: str, email: str, **more: object) -> RosterLine:
    return RosterLine(row=row, name=name, email=email, **more)  # type: ignore[arg-type]


FINN = line(
    2, "Finn Berg", "finn@fir.example", manager="gus@fir.example", team="Product / Mobile", title="Tester"
)
GUS = line(
    3, "Gus Ahn", "gus@fir.example", manager="ben@fir.example", team="Product", starts_on=date(2025, 5, 1)
)


def problems(*lines: RosterLine) -> list[tuple[int, str]]:
    return [(problem.row, problem.say) for problem in plan(lines, today=TODAY).problems]


def test_people_teams_and_lines_come_in_together(cast: Cast) -> None:
    rules.take_in([FINN, GUS], by=cast.dana)
    finn, gus = queries.by_email("finn@fir.example"), queries.by_email("gus@fir.example")
    assert finn is not None
    assert gus is not None
    assert (finn.state, finn.title, gus.starts_on) == ("invited", "Tester", date(2025, 5, 1))
    assert [one.id for one in queries.managers_of(finn.id)] == [gus.id]
    assert [one.id for one in queries.managers_of(gus.id)] == [cast.ben]
    [mobile], [product] = queries.teams_of(finn.id), queries.teams_of(gus.id)
    assert (mobile.name, mobile.parent_id) == ("Mobile", product.id)
    assert replay.check().ok


def test_the_same_list_again_adds_nothing(cast: Cast) -> None:
    rules.take_in([FINN, GUS], by=cast.dana)
    size = ledger.size()
    again = plan([FINN, GUS], today=TODAY)
    assert (again.new, again.changed, len(again.same), again.new_teams) == ([], [], 2, ())
    with pytest.raises(RuleBroken, match="Nothing in the list is new"):
        rules.take_in([FINN, GUS], by=cast.dana)
    assert ledger.size() == size


def test_the_same_form_sent_twice_takes_a_list_in_once(cast: Cast) -> None:
    once = Once("a-key-from-the-form", "fingerprint")
    assert rules.take_in([GUS], by=cast.dana, once=once) == rules.take_in([GUS], by=cast.dana, once=once)


def test_a_list_corrects_what_it_names_and_leaves_alone_what_it_does_not(cast: Cast) -> None:
    rules.take_in([FINN, GUS], by=cast.dana)
    moved = line(2, "Finn B. Berg", "FINN@fir.example", manager="cy@fir.example")
    rules.take_in([moved], by=cast.dana)
    finn = queries.by_email("finn@fir.example")
    assert finn is not None
    assert (finn.name, finn.title) == ("Finn B. Berg", "Tester")
    assert [one.id for one in queries.managers_of(finn.id)] == [cast.cy]
    assert [team.name for team in queries.teams_of(finn.id)] == ["Mobile"]
    assert len(queries.lines_of(finn.id)) == 2
    assert replay.check().ok


def test_the_name_of_somebody_who_has_joined_is_theirs(cast: Cast) -> None:
    ann = line(2, "ANN LEE (PLANNING)", "ann@fir.example", title="Head planner")
    [change] = plan([ann], today=TODAY).changes
    assert change.keeps_own_name
    rules.take_in([ann], by=cast.dana)
    assert (cast.person("ann").name, cast.person("ann").title) == ("Ann Lee", "Head planner")


def test_a_team_is_the_same_team_however_it_is_capitalised(cast: Cast) -> None:
    rules.take_in([GUS], by=cast.dana)
    assert plan([line(2, "Hal", "hal@fir.example", team="PRODUCT")], today=TODAY).new_teams == ()


def test_each_wrong_row_says_what_is_wrong_with_it(cast: Cast) -> None:
    rules.leave(cast.cy, by=cast.cy)
    found = problems(
        line(2, "", "a@fir.example"),
        line(3, "Bo", "no address"),
        line(4, "Di", "di@fir.example"),
        line(5, "Di Two", "DI@fir.example"),
        line(6, "Ed", "ed@fir.example", manager="nobody@fir.example"),
        line(7, "Fi", "fi@fir.example", manager="fi@fir.example"),
        line(9, "Cy", "cy@fir.example"),
        line(10, "Eve", "eve@larch.example"),
        line(11, "Hu", "hu@fir.example", starts_on=date(206, 1, 1)),
        line(12, "Io", "io@fir.example", team="/".join("abcdefghi")),
        line(13, "Jo" * 200, "jo@fir.example"),
    )
    wanted = {
        2: "name is missing",
        3: "no mail address",
        5: "in row 4 already",
        6: "nobody's here",
        7: "own manager",
        9: "has left",
        10: "as a guest",
        11: "Check the year",
        12: "More than eight",
        13: "400 characters",
    }
    assert {row for row, _say in found} == wanted.keys()
    for row, say in found:
        assert wanted[row] in say


def test_a_guest_is_nobodys_manager(cast: Cast) -> None:
    [(_row, say)] = problems(line(8, "Gi", "gi@fir.example", manager="eve@larch.example"))
    assert "nobody's here" in say


def test_a_row_with_a_mistake_is_no_unknown_manager_to_the_others(cast: Cast) -> None:
    found = problems(
        line(2, "", "boss@fir.example"), line(3, "Bo", "bo@fir.example", manager="boss@fir.example")
    )
    assert [row for row, _say in found] == [2]


def test_a_circle_in_the_list_is_told_once_with_the_way_round(cast: Cast) -> None:
    rules.start_line(manager=cast.ann, report=cast.ben, by=cast.dana)
    [(row, say)] = problems(
        line(2, "Gus", "gus@fir.example", manager="ben@fir.example"),
        line(3, "Ann Lee", "ann@fir.example", manager="gus@fir.example"),
    )
    assert row == 2
    assert "ben@fir.example → ann@fir.example → gus@fir.example → ben@fir.example" in say


def test_one_wrong_row_and_nobody_comes_in(cast: Cast) -> None:
    size = ledger.size()
    with pytest.raises(BadShape, match="Row 9"):
        rules.take_in([FINN, GUS, line(9, "", "x@fir.example")], by=cast.dana)
    assert ledger.size() == size
    assert queries.by_email("finn@fir.example") is None


NAMES = ["ada", "bob", "cleo", "dov"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(["", *NAMES]), st.sampled_from(["", "X", "X / Y"]))
    )
)
def test_whatever_a_list_says_taking_it_in_twice_is_taking_it_in_once(
    cast: Cast, said: list[tuple[str, str, str]]
) -> None:
    lines = [
        line(
            row, name.title(), f"{name}@oak.example", team=team, manager=f"{boss}@oak.example" if boss else ""
        )
        for row, (name, boss, team) in enumerate(said, start=2)
    ]
    first = plan(lines, today=TODAY)
    if first.problems or not any(not change.is_nothing for change in first.changes):
        with pytest.raises((BadShape, RuleBroken)):
            rules.take_in(lines, by=cast.dana)
        return
    rules.take_in(lines, by=cast.dana)
    again = plan(lines, today=TODAY)
    assert (again.new, again.changed, again.problems, again.new_teams) == ([], [], (), ())
    assert replay.check().ok
