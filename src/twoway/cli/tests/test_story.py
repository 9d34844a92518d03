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
from twoway.nouns.calls.models import Call
from twoway.nouns.calls.queries import waiting_since
from twoway.nouns.handoffs.models import Handoff, Problem
from twoway.nouns.ownups.models import Ownup
from twoway.nouns.promises.models import Promise
from twoway.nouns.thanks.models import Thanks
from twoway.people import queries, sample
from twoway.people.models import Membership, ReportingLine
from twoway.people.streets.models import Street

pytestmark = pytest.mark.alike

HEAD = """\
workplace Yard in Europe/London kept by ann
person ann: Ann Lee, ann@yard.example, Lead
person ben: Ben Ode, ben@yard.example, Maker
"""
A_MONDAY = date(2026, 3, 2)
WENT_WRONG = """\
person cy: Cy Hall, cy@yard.example, Painter
person dan: Dan Roe, dan@yard.example, Driver
-9 09:10 ben asks ann to decide glue: Glue it now, or wait?
-9 10:00 ann settles glue for ben touching cy, looking back on -5, 40% sure, on me: Glue it now
  Because: It is late.
-8 09:00 ben hands cy glued under glue: The top
-8 10:00 cy sends back glued: Not sanded.
-8 11:00 ben hands cy sanded under glue: The top, sanded
-8 12:00 cy accepts sanded
-7 09:00 cy hands dan painted after sanded: The top, painted
-6 09:00 dan raises gap on painted at 2: It has opened It costs: A day.
-6 10:00 ann asks for more about gap: Where?
-6 11:00 dan replies about gap: Along the front.
-6 12:00 ann says that gap is mine: I said so.
-5 08:00 ann finds that glue did not work: It opened.
-5 09:00 ann owns up sorry to ben, cy, dan about glue, promising dan new-top by +2: I had it glued wet.
  It cost: A day. I will: A new top
-5 10:00 dan answers sorry as all-right: All right.
-5 10:30 dan lets all who know read all-right
-5 11:00 cy says that glue cost 1: An hour.
-4 09:00 ben thanks ann for sorry: You said so.
-3 09:00 ann keeps new-top
-2 09:00 dan says that gap is over
-2 10:00 ben notes the call of ann birch, on them: Birch only
-1 10:00 ann says yes to the call birch
-1 11:00 ann decides slow in place of birch for ben: Beech, slowly
"""


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


def test_a_call_says_its_terms_and_names_the_parts_of_its_words() -> None:
    (deed,) = told(
        "-3 09:10 ann decides glue for ben, looking back on -1, 50% sure, on me: Glue it now: today",
        "  Because: It is late. Or else: Wait.",
    ).deeds
    assert (deed.verb, deed.listed("asks"), "on_me" in deed.parts) == ("decides", ["ben"], True)
    assert (deed.parts["day"], deed.parts["percent"]) == ("-1", "50")
    assert deed.said() == ["Glue it now: today"]
    assert (deed.said("Because"), deed.said("Or else")) == (["It is late."], ["Wait."])
    assert deed.said("By then") == []


def test_promises_of_an_own_up_are_named_and_have_their_words() -> None:
    lines = (
        "-3 09:10 ann owns up sorry to ben, promising ben plan by +2, promising ben more by 0:",
        "  Late.",
    )
    _own, keeps = told(*lines, "  I will: Send it. I will: Say so.", "-1 09:00 ann keeps more").deeds
    assert keeps.parts["of"] == "more"
    with pytest.raises(BadShape, match="Each promise needs its words"):
        told(*lines, "  I will: Send it.")


def test_a_story_says_as_whom_one_may_begin() -> None:
    begun = told("begin as ben, ann: Ben has made a call.")
    assert (begun.begins_as, begun.so_far) == (("ben", "ann"), "Ben has made a call.")
    with pytest.raises(BadShape, match="Nobody is called cy"):
        told("begin as cy: Cy has left.")


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
        ("-1 09:00 ann hands ben plan under glue: The plan", "nothing is called glue yet"),
        ("-1 09:00 ann decides glue for ben, cy: Glue it", "Nobody is called cy"),
        (
            "-1 09:00 ann owns up sorry to ben, promising cy plan by 0: Late. I will: Go",
            "Nobody is called cy",
        ),
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
def test_what_went_wrong_is_told_from_the_call_to_what_came_after() -> None:
    story_telling.tell(told(*WENT_WRONG.splitlines()))
    assert {call.state for call in Call.objects.all()} == {"owned", "superseded", "made"}
    (problem,) = Problem.objects.all()
    assert (problem.state, len(problem.carriers)) == ("resolved", 2)
    assert Handoff.objects.filter(state="sent_back").count() == 1
    (ownup,) = Ownup.objects.all()
    assert Promise.objects.get().id in ownup.promises
    assert verify.check().ok
    assert replay.check().ok


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
    assert len(people) == 13
    assert sum(not person.is_member for person in people) == 2
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
    assert {call.state for call in Call.objects.all()} >= {"asked_for", "noted", "made", "reviewed", "owned"}
    assert any(waiting_since(call) for call in Call.objects.all())
    busy = {promise.promiser_id for promise in Promise.objects.filter(state="made")}
    assert len(busy) >= 9


@pytest.mark.django_db
def test_the_sample_company_opens_on_a_call_that_went_wrong_and_was_owned() -> None:
    demo.fill()
    (owned,) = Call.objects.filter(state="owned")
    (problem,) = Problem.objects.filter(call=owned.id)
    (ownup,) = Ownup.objects.filter(about=owned.id)
    assert owned.owner.name == "Ben Whitlock"
    assert problem.raiser.client is not None
    assert len(problem.carriers) == 3
    assert ownup.said_at.date() == story.working_day(-5, clock.today("Europe/London"))
    begins_as = [queries.by_email(email) for email in demo.opening().begins_as]
    assert [person and person.called for person in begins_as] == [
        "Ben Whitlock", "Ana Duarte", "Chen Wei", "Marguerite Diallo"
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    "now",
    [
        "2026-03-07T23:55",
        *(
            pytest.param(day, marks=pytest.mark.long_run)
            for day in ("2026-03-02T00:05", "2026-03-08T12:00", "2028-02-29T08:00")
        ),
    ],
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
