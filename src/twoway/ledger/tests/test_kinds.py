from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from twoway.errors import BadShape, LedgerBroken
from twoway.ledger import kinds
from twoway.ledger.kinds import Act, Json, PersonId, Ref, Words, act, put_together, take_apart


@act("toy.everything")
class Everything(Act):
    code: str
    count: int
    sure: bool
    day: date
    moment: datetime
    several: tuple[str, ...]
    about: Ref
    whom: PersonId
    said: Words
    more: Words | None = None
    later: date | None = None


def everything(**changes: object) -> Everything:
    fields: dict[str, object] = {
        "code": "hard",
        "count": 3,
        "sure": True,
        "day": date(2026, 3, 2),
        "moment": datetime(2026, 3, 2, 9, tzinfo=UTC),
        "several": ("a", "b"),
        "about": "k3v9x2k3v9x2",
        "whom": "annannannann",
        "said": "I will",
    }
    return Everything(**(fields | changes))  # type: ignore[arg-type]


def test_an_act_is_taken_apart_into_what_stays_and_what_can_be_erased() -> None:
    frame, words = take_apart(everything(more="and more"))
    assert words == {"said": "I will", "more": "and more"}
    assert frame == {
        "code": "hard",
        "count": 3,
        "sure": True,
        "day": "2026-03-02",
        "moment": "2026-03-02T09:00:00Z",
        "several": ["a", "b"],
        "about": "k3v9x2k3v9x2",
        "whom": "annannannann",
    }


def test_an_act_put_together_again_is_equal() -> None:
    whole = everything(later=date(2026, 4, 1))
    assert put_together("toy.everything", *take_apart(whole)) == whole


def test_erased_words_read_as_empty() -> None:
    frame, _ = take_apart(everything(more="and more"))
    assert put_together("toy.everything", frame, None) == everything(said="", more=None)


def test_a_moment_is_kept_in_utc() -> None:
    frame, _ = take_apart(everything(moment=datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=2)))))
    assert frame["moment"] == "2026-03-02T07:00:00Z"


@pytest.mark.parametrize(
    "changes",
    [
        {"count": True},
        {"count": 1.5},
        {"count": "3"},
        {"sure": 1},
        {"day": datetime(2026, 3, 2, 9, tzinfo=UTC)},
        {"day": "2026-03-02"},
        {"moment": datetime(2026, 3, 2, 9)},
        {"moment": date(2026, 3, 2)},
        {"several": ["a"]},
        {"several": (1,)},
        {"code": None},
        {"said": b"bytes"},
    ],
)
def test_a_value_of_the_wrong_type_is_refused_and_named(changes: Json) -> None:
    [name] = changes
    with pytest.raises(TypeError, match=name):
        take_apart(everything(**changes))


@pytest.mark.parametrize("changes", [{"count": 2**53}, {"said": "\udfff"}])
def test_what_a_person_may_have_typed_is_refused_in_a_sentence(changes: Json) -> None:
    with pytest.raises(BadShape):
        take_apart(everything(**changes))


def test_an_act_that_was_written_before_a_field_was_added_still_reads() -> None:
    @act("toy.grown")
    class Grown(Act):
        first: str
        added: int | None = None

    assert put_together("toy.grown", {"first": "as ever"}, {}) == Grown(first="as ever", added=None)


def test_an_unknown_kind_stops_the_reader_in_words() -> None:
    with pytest.raises(LedgerBroken, match=r"does not know: toy\.of_the_future"):
        put_together("toy.of_the_future", {}, {})


def test_two_shapes_of_one_kind_are_refused() -> None:
    with pytest.raises(TypeError, match="two shapes"):
        act("toy.everything")(Everything)


def test_a_field_that_the_ledger_cannot_hold_is_refused_when_the_act_is_written_down() -> None:
    with pytest.raises(TypeError, match="ratio"):

        @act("toy.with_a_float")
        class WithAFloat(Act):
            ratio: float


def test_acts_are_frozen() -> None:
    with pytest.raises(AttributeError):
        everything().count = 4  # type: ignore[misc]


def test_every_registered_kind_is_listed() -> None:
    assert {"toy.everything", "ledger.erased", "ledger.epoch_opened"} <= set(kinds.kinds())
