"""Who may raise something unnamed and out of which group; how the thread goes on; and what is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.cast import Cast, come_in
from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken, TooFewPeople, TooOften, TwowayError
from twoway.ids import Once, new_id
from twoway.ledger import erase, replay, verify
from twoway.ledger import queries as ledger
from twoway.ledger.kinds import kinds
from twoway.ledger.models import Once as OnceKept
from twoway.nouns.unnamed import evidence, forms, queries, rules
from twoway.nouns.unnamed.models import Waiting
from twoway.nouns.unnamed.tests.groups import KEY, WORDS, Crew, gather, hand_on, raised, send
from twoway.people import pace
from twoway.people import rules as people

LOCK = forms.lock_of(KEY)
FRIDAY = date(2026, 3, 6)


@pytest.fixture(autouse=True)
def nobody_has_written_this_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_in_memory", pace._InMemory())


@pytest.fixture
def crew(cast: Cast) -> Crew:
    return gather(cast)


def refused(act: Callable[[], object], error: type[TwowayError] = RuleBroken) -> TwowayError:
    """The sentence of a refusal, which leaves the ledger and what waits as they were."""
    before = ledger.size(), Waiting.objects.count()
    with pytest.raises(error) as caught:
        act()
    assert (ledger.size(), Waiting.objects.count()) == before
    return caught.value


# ---- raising ---------------------------------------------------------------------------------------------


def test_it_waits_without_a_writer_and_is_entered_as_nobodys_act_the_next_day(crew: Crew) -> None:
    size = ledger.size()
    send(crew, by=crew.writers[0])
    assert ledger.size() == size
    [waiting] = Waiting.objects.all()
    assert (waiting.on, 0 <= waiting.hour < 24) == (date(2026, 3, 3), True)
    assert rules.enter_due() == 0
    later = hand_on()
    [entry] = ledger.entries_between(size, size + 10)
    assert (entry.kind, entry.by, entry.entered_by, entry.street) == ("unnamed.raised", "", "", "")
    assert (entry.at, entry.participants, entry.audience) == (later, (crew.ann,), ())
    assert not Waiting.objects.exists()


def test_the_addressee_sees_the_words_and_the_group_and_nobody_else_sees_anything(crew: Crew) -> None:
    voice = raised(crew, by=crew.writers[0])
    seen = queries.one(voice.id, seen_by=crew.ann)
    assert (seen.words, sorted(seen.group), seen.state) == (WORDS, sorted(crew.writers), "waiting")
    for person in crew.writers:
        refused(lambda person=person: queries.one(voice.id, seen_by=person), NotSeen)  # type: ignore[misc]


def test_fewer_than_five_besides_the_addressee_is_refused(crew: Crew, cast: Cast) -> None:
    people.leave(crew.writers[-1], by=crew.writers[-1])
    error = refused(lambda: send(crew, by=cast.ben), TooFewPeople)
    assert "there are 4" in error.say


def test_whoever_has_not_joined_could_not_have_written_and_does_not_count(crew: Crew, cast: Cast) -> None:
    people.leave(crew.writers[-1], by=crew.writers[-1])
    hal = people.invite(by=cast.dana, name="Hal Berg", email="hal@fir.example").thing
    people.join_team(crew.team, person=hal, by=cast.dana)
    refused(lambda: send(crew, by=cast.ben), TooFewPeople)


def test_only_out_of_a_team_of_ones_own(crew: Crew, cast: Cast) -> None:
    kit = come_in(cast.dana, name="Kit Lund", email="kit@fir.example")
    refused(lambda: send(crew, by=kit), NotSeen)
    raising = forms.Raising(to=cast.eve, team=crew.team, words=WORDS)
    refused(lambda: rules.raise_(raising, by=cast.ben, lock=LOCK, group=[]), NotSeen)
    raising = forms.Raising(to=cast.ben, team=crew.team, words=WORDS)
    assert refused(lambda: rules.raise_(raising, by=cast.ben, lock=LOCK, group=[])).code == "oneself"


def test_a_list_other_than_the_writer_was_shown_is_refused(crew: Crew, cast: Cast) -> None:
    raising = forms.Raising(to=crew.ann, team=crew.team, words=WORDS)
    shown = queries.group(crew.team, by=cast.ben, to=crew.ann).ids
    kit = come_in(cast.dana, name="Kit Lund", email="kit@fir.example")
    people.join_team(crew.team, person=kit, by=cast.dana)
    error = refused(lambda: rules.raise_(raising, by=cast.ben, lock=LOCK, group=shown))
    assert error.code == "group_changed"


def test_the_list_is_frozen_when_it_is_raised(crew: Crew, cast: Cast) -> None:
    send(crew, by=cast.ben)
    kit = come_in(cast.dana, name="Kit Lund", email="kit@fir.example")
    people.join_team(crew.team, person=kit, by=cast.dana)
    people.leave(crew.writers[-1], by=crew.writers[-1])
    hand_on()
    [voice] = queries.all_of(crew.ann)
    assert sorted(voice.group) == sorted(crew.writers)


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"words": " \u200b\n"}, "words"),
        ({"words": "x" * 5_001}, "words"),
        ({"wants": "money"}, "wants"),
        ({"within_days": 3}, "within_days"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_blank(crew: Crew, how: dict[str, str], field: str) -> None:
    assert refused(lambda: send(crew, by=crew.writers[0], **how), BadShape).field == field


def test_sent_twice_it_is_kept_once_and_no_key_is_kept_of_it(crew: Crew, cast: Cast) -> None:
    send(crew, by=cast.ben)
    send(crew, by=cast.ben)
    assert Waiting.objects.count() == 1
    hand_on()
    send(crew, by=cast.ben)
    assert (Waiting.objects.count(), queries.all_of(crew.ann).count()) == (0, 1)
    assert refused(lambda: send(crew, by=cast.ben, words="Another")).code == "same_key_other_body"
    assert not OnceKept.objects.exists()


def test_it_cannot_be_done_without_end_and_the_count_is_on_no_table(crew: Crew, cast: Cast) -> None:
    for number in range(rules.MOST_IN_AN_HOUR):
        send(crew, by=cast.ben, key=f"key {number}")
    refused(lambda: send(crew, by=cast.ben, key="one more"), TooOften)
    send(crew, by=cast.cy, key="of another")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert [key for (key,) in cursor.fetchall() if cast.ben in key] == []


# ---- the hour and the order ------------------------------------------------------------------------------


def test_every_hour_of_the_next_day_is_as_likely(db: None) -> None:
    for _each in range(1_200):
        rules._keep(verb="added", thing=new_id(), to="", lock=new_id(), words="")
    hours = Counter(Waiting.objects.values_list("hour", flat=True))
    assert set(hours) == set(range(24))
    assert sum((count - 50) ** 2 / 50 for count in hours.values()) < 70  # 1 in 2 million by chance


def test_what_falls_into_one_tick_is_entered_in_an_order_drawn_at_random(
    crew: Crew, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_IN_AN_HOUR", 100)
    came_first: Counter[str] = Counter()
    for turn in range(24):
        for name in ("first", "second"):
            send(crew, by=crew.writers[0], key=f"{name} {turn}", words=name)
        size = ledger.size()
        hand_on()
        came_first[ledger.entries_between(size, size + 1)[0].act.words] += 1  # type: ignore[attr-defined]
    assert min(came_first["first"], came_first["second"]) >= 2  # 1 in 300,000 by chance


def test_no_number_of_the_table_tells_which_was_written_first(crew: Crew) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL numbers no rows")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'unnamed_waiting'")
        assert cursor.fetchone()[0].endswith("WITHOUT ROWID")


def test_stirring_keeps_all_that_waits_and_writes_its_table_anew(
    crew: Crew, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    for number in range(4):
        send(crew, by=crew.writers[0], key=f"key {number}", words=f"Words {number}")
    before = sorted(Waiting.objects.values_list("id", "words"))
    # SQLite clears once the transaction is over, and here the test's own is still open.
    with django_capture_on_commit_callbacks(execute=connection.vendor != "sqlite") as cleared:
        rules.stir()
    assert len(cleared) == 1
    assert sorted(Waiting.objects.values_list("id", "words")) == before


# ---- the thread ------------------------------------------------------------------------------------------


def test_the_two_go_on_and_the_writer_stays_unnamed(crew: Crew) -> None:
    voice = raised(crew, by=crew.writers[0])
    with clock.held_at(clock.now() + timedelta(days=2)):
        rules.answer(voice.id, "need_more", by=crew.ann, words="Which changes?")
        rules.add(LOCK, "The dates of deliveries.")
        assert [entry.kind for entry in queries.thread(LOCK).said] == ["unnamed.raised", "unnamed.answered"]
        hand_on()
    with clock.held_at(clock.now() + timedelta(days=4)):
        rules.answer(voice.id, "will_do", by=crew.ann, words="A note each Monday", by_day=date(2026, 3, 16))
        rules.close(LOCK, 4, "Thank you")
        hand_on()
    found = queries.thread(LOCK)
    assert [(entry.kind, entry.by) for entry in found.said] == [
        ("unnamed.raised", ""),
        ("unnamed.answered", crew.ann),
        ("unnamed.added", ""),
        ("unnamed.answered", crew.ann),
        ("unnamed.closed", ""),
    ]
    assert found.voice
    assert (found.voice.state, found.voice.heard) == ("closed", 4)
    assert replay.check().ok
    assert verify.check().ok


def test_a_wrong_key_opens_nothing(crew: Crew) -> None:
    raised(crew, by=crew.writers[0])
    wrong = forms.lock_of("another key")
    for act in (
        lambda: queries.thread(wrong),
        lambda: rules.add(wrong, "More"),
        lambda: rules.close(wrong, 3),
        lambda: rules.take_back(wrong),
    ):
        refused(act, NotSeen)


def test_a_wrong_key_keeps_nobody_waiting_who_writes(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody signs in to show a key, so whoever shows wrong ones must not hold the ledger meanwhile."""
    monkeypatch.setattr(rules, "writing", lambda **_how: pytest.fail("the ledger was opened"))
    wrong = forms.lock_of("wrong")
    for act in (lambda: rules.add(wrong, "x"), lambda: rules.close(wrong, 1), lambda: rules.take_back(wrong)):
        with pytest.raises(NotSeen):
            act()


def test_a_key_is_the_same_however_it_is_typed() -> None:
    assert forms.lock_of(KEY) == forms.lock_of(KEY.replace("-", " ").upper()) != forms.lock_of(KEY[1:])
    assert len({forms.new_key() for _each in range(50)}) == 50
    assert len(forms.new_key()) == 34


def test_what_waits_can_be_taken_back_and_nothing_is_left_of_it(crew: Crew) -> None:
    send(crew, by=crew.writers[0])
    assert rules.take_back(LOCK) == "raised"
    assert not Waiting.objects.exists()
    refused(lambda: queries.thread(LOCK), NotSeen)
    voice = raised(crew, by=crew.writers[0])
    assert refused(lambda: rules.take_back(LOCK)).code == "nothing_waits"
    rules.add(LOCK, "More")
    assert rules.take_back(LOCK) == "added"
    assert queries.one(voice.id, seen_by=crew.ann).state == "waiting"


def test_the_writer_says_one_thing_at_a_time(crew: Crew) -> None:
    send(crew, by=crew.writers[0])
    assert refused(lambda: rules.add(LOCK, "More")).code == "waits"
    hand_on()
    rules.add(LOCK, "More")
    rules.add(LOCK, "More")
    assert Waiting.objects.count() == 1
    assert refused(lambda: rules.close(LOCK, 3)).code == "waits"
    assert refused(lambda: rules.add(LOCK, "And more")).code == "waits"


def test_nothing_is_said_in_what_is_closed(crew: Crew) -> None:
    voice = raised(crew, by=crew.writers[0])
    rules.close(LOCK, 2)
    hand_on()
    assert refused(lambda: rules.add(LOCK, "More")).code == "closed"
    assert refused(lambda: rules.answer(voice.id, "done", by=crew.ann)).code == "closed"
    assert refused(lambda: rules.close(LOCK, 0), BadShape).field == "heard"


# ---- answers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"answer": "promised"}, "answer"),
        ({"answer": "no_because"}, "words"),
        ({"answer": "need_more"}, "words"),
        ({"answer": "will_do", "by_day": FRIDAY}, "words"),
        ({"answer": "will_do", "words": "A note"}, "by_day"),
        ({"answer": "will_do", "words": "A note", "by_day": date(2026, 3, 1)}, "by_day"),
        ({"answer": "will_do", "words": "A note", "by_day": date(2096, 3, 1)}, "by_day"),
    ],
)
def test_an_answer_that_says_nothing_is_refused(crew: Crew, how: dict[str, object], field: str) -> None:
    voice = raised(crew, by=crew.writers[0])
    error = refused(lambda: rules.answer(voice.id, by=crew.ann, **how), BadShape)  # type: ignore[arg-type]
    assert error.field == field


def test_an_answer_to_what_has_moved_on_is_refused_and_the_same_twice_is_one(crew: Crew) -> None:
    voice = raised(crew, by=crew.writers[0])
    rules.add(LOCK, "More")
    hand_on()
    error = refused(lambda: rules.answer(voice.id, "done", by=crew.ann, seen=voice.last_entry_id))
    assert error.code == "moved_on"
    once = Once("a-key", "what was sent")
    first, second = (rules.answer(voice.id, "done", by=crew.ann, once=once) for _each in "12")
    assert first == second


def test_only_the_addressee_answers(crew: Crew) -> None:
    voice = raised(crew, by=crew.writers[0])
    for person in crew.writers:
        refused(lambda person=person: rules.answer(voice.id, "done", by=person), NotSeen)  # type: ignore[misc]


# ---- leaving and erasing ---------------------------------------------------------------------------------


def test_what_is_for_somebody_who_left_meanwhile_is_dropped(crew: Crew, cast: Cast) -> None:
    send(crew, by=cast.ben)
    people.leave(cast.ann, by=cast.ann)
    size = ledger.size()
    rules.enter_due()
    assert (ledger.size(), Waiting.objects.count()) == (size, 0)
    refused(lambda: queries.thread(LOCK), NotSeen)


def test_in_the_thread_of_somebody_who_left_nothing_more_is_said(crew: Crew, cast: Cast) -> None:
    raised(crew, by=cast.ben)
    rules.add(LOCK, "More")
    people.leave(cast.ann, by=cast.ann)
    rules.enter_due()
    assert [entry.kind for entry in queries.thread(LOCK).said] == ["unnamed.raised"]
    assert refused(lambda: rules.add(LOCK, "More")).code == "has_left"


def test_whoever_left_the_group_still_goes_on_with_the_key(crew: Crew) -> None:
    writer = crew.writers[-1]
    raised(crew, by=writer)
    people.leave(writer, by=writer)
    rules.add(LOCK, "More")
    hand_on()
    assert [entry.kind for entry in queries.thread(LOCK).said] == ["unnamed.raised", "unnamed.added"]


def test_erased_words_read_as_erased_at_both_ends(crew: Crew, cast: Cast) -> None:
    voice = raised(crew, by=cast.ben)
    [entry] = queries.so_far(voice)
    erase.erase_entry(entry.id, by=cast.dana, asked_by=cast.ann, ground="names a child")
    assert "Words that were erased" in cast.signed_in("ann").get(f"/unnamed/{voice.id}").content.decode()
    page = cast.signed_in("cy").post("/unnamed/thread", {"key": KEY}).content.decode()
    assert "Words that were erased" in page
    assert WORDS not in page
    assert replay.check().ok


# ---- evidence --------------------------------------------------------------------------------------------


def test_none_of_it_is_evidence() -> None:
    assert set(evidence.COUNTS_NOTHING) == {kind for kind in kinds() if kind.startswith("unnamed.")}
