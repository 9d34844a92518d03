"""Stories: the language, and the sample company told in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from tests.cast import Cast
from twoway import clock
from twoway.cli import demo, story, story_telling
from twoway.errors import BadShape, RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger import replay, verify
from twoway.nouns.promises.models import Promise
from twoway.nouns.thanks.models import Thanks
from twoway.people import queries, sample
from twoway.people.models import Membership, ReportingLine
from twoway.people.streets.models import Street

HEAD = """\
workplace Yard in Europe/London kept by ann
person ann: Ann Lee, ann@yard.example, Lead
person ben: Ben Ode, ben@yard.example, Maker
"""
A_MONDAY = date(2026, 3, 2)


def told(*lines: str) -> story.Story:
    return story.read(HEAD + "\n".join(lines) + "\n")


def test_a_line_says_who_did_what_when() -> None:
    (deed,) = told("-3 09:10 ann promises ben plan by +2 sure by +1: Send the plan: all of it").deeds
    assert (deed.day, deed.at, deed.who, deed.verb) == (-3, time(9, 10), "ann", "promises")
    assert deed.parts == {"to": "ben", "new": "plan", "day": "+2", "sure": "+1"}
    assert deed.words == "Send the plan: all of it"


def test_an_indented_line_goes_on_and_a_remark_is_no_line() -> None:
    (deed,) = told(
        "# a remark", "-3 09:10 ann promises ben plan by 0: Send", "  the plan", "  # not this"
    ).deeds
    assert deed.words == "Send the plan"


def test_deeds_are_told_in_the_order_of_time() -> None:
    deeds = told("-1 09:00 ben says yes to plan", "-2 17:00 ann promises ben plan by 0: Send the plan").deeds
    assert [deed.verb for deed in deeds] == ["promises", "says_yes"]


@pytest.mark.parametrize(
    ("number", "day"),
    [(0, "2026-03-02"), (-1, "2026-02-27"), (-5, "2026-02-23"), (4, "2026-03-06"), (5, "2026-03-09")],
)
def test_days_are_working_days(number: int, day: str) -> None:
    assert story.working_day(number, A_MONDAY) == date.fromisoformat(day)


def test_on_a_weekend_the_story_ends_on_friday() -> None:
    for weekend in (date(2026, 3, 7), date(2026, 3, 8)):
        assert story.working_day(0, weekend) == date(2026, 3, 6)
        assert story.working_day(1, weekend) == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("-1 09:00 ann does something", "Line 4 of the story: “does something” is nothing anybody does"),
        ("yesterday ann promises ben", "no sentence of a story"),
        ("-1 09:00 ann promises cy plan by 0: Send the plan", "Nobody is called cy"),
        ("-1 09:00 ann keeps plan", "nothing is called plan yet"),
        ("person ann: Ann, a@b.example, Lead", "ann is taken"),
        ("person cy: Cy", "A person is a name, an address"),
        ("team Makers: ann, cy", "Nobody is called cy"),
    ],
)
def test_what_is_no_story_is_refused_with_its_line(line: str, sentence: str) -> None:
    with pytest.raises(BadShape, match=sentence):
        told(line)


def test_a_name_is_given_once() -> None:
    line = "-1 09:00 ann promises ben plan by 0: Send the plan"
    with pytest.raises(BadShape, match="plan is taken"):
        told(line, line)


@pytest.mark.django_db
def test_a_story_happens_at_its_own_times_through_the_rules() -> None:
    story_telling.tell(
        told(
            "-4 09:10 ann asks ben for plan by +2: Send the plan",
            "-4 10:00 ben says yes to plan: Gladly.",
            "-1 16:00 ben keeps plan",
        )
    )
    (promise,) = Promise.objects.all()
    assert promise.what == "Send the plan"
    assert promise.made_at == datetime(2026, 2, 24, 10, tzinfo=UTC)
    assert promise.claimed_on == date(2026, 2, 27)
    assert promise.due_on == date(2026, 3, 4)


@pytest.mark.django_db
def test_a_rule_that_refuses_names_the_line_and_leaves_nobody_half_told() -> None:
    with pytest.raises(BadShape, match="Line 5 of the story: "):
        story_telling.tell(
            told(
                "-4 09:10 ann promises ben plan by +2: Send the plan",
                "-4 09:20 ann keeps plan",
            )
        )
    assert not Promise.objects.exists()
    assert [person.name for person in queries.everybody()] == ["Ann Lee"]


@pytest.mark.django_db
def test_a_company_that_was_set_up_and_no_more_is_told_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(story_telling, "_Telling", crash)
        with pytest.raises(KeyboardInterrupt):
            demo.fill()
    assert len(queries.everybody()) == 1
    sample.fill()
    assert len(queries.everybody()) > 10
    told = ledger.size()
    demo.fill()
    sample.fill()
    assert ledger.size() == told
    assert verify.check().ok
    assert replay.check().ok


@pytest.mark.django_db
def test_the_sample_company_can_be_walked_through() -> None:
    demo.fill()
    people = queries.everybody()
    assert len(people) == 12
    assert sum(not person.is_member for person in people) == 1
    assert all(person.state == "active" for person in people)
    assert ReportingLine.objects.count() == 10
    assert Membership.objects.filter(lead=True).exists()
    assert Promise.objects.count() > 100
    assert Thanks.objects.count() > 20


@pytest.mark.django_db
def test_the_sample_company_shows_a_bit_of_everything() -> None:
    demo.fill()
    today = clock.today("Europe/London")
    stands = {promise.standing(today) for promise in Promise.objects.all()}
    assert stands >= {"made", "late", "kept", "broken", "released", "declined", "asked", "offered"}
    assert Promise.objects.filter(moves__gt=0).exists()
    assert {street.state for street in Street.objects.all()} >= {"open", "waiting"}
    assert 0 < Street.objects.filter(measured=True).count() < Street.objects.count()
    busy = {promise.promiser_id for promise in Promise.objects.filter(state="made")}
    assert len(busy) >= 9


@pytest.mark.django_db
@pytest.mark.parametrize(
    "now", ["2026-03-02T00:05", "2026-03-07T23:55", "2026-03-08T12:00", "2028-02-29T08:00"]
)
def test_the_sample_company_can_be_told_on_any_day(now: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    with clock.held_at(moment):
        demo.fill()
        assert verify.check().ok
        assert replay.check().ok
        assert Promise.objects.filter(made_at__gt=moment).count() == 0


@pytest.mark.django_db
def test_what_is_told_stands_in_the_order_of_its_days() -> None:
    demo.fill()
    moments = [entry.at for entry in ledger.entries_between(0, ledger.size())]
    assert moments == sorted(moments)


@pytest.mark.django_db
def test_a_workplace_of_real_people_is_left_alone_in_words(cast: Cast) -> None:
    size = ledger.size()
    with pytest.raises(RuleBroken, match="the sample company needs one of its own"):
        demo.fill()
    assert ledger.size() == size


@pytest.mark.django_db
def test_telling_it_again_changes_nothing() -> None:
    demo.fill()
    before = verify.check().root
    demo.fill()
    assert verify.check().root == before
