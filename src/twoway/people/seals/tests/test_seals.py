"""Rows never tell who has answered, and both answers come out at once or not at all."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from tests.cast import Cast
from twoway.errors import BadShape
from twoway.ledger import keys
from twoway.ledger import queries as ledger
from twoway.ledger.write import writing
from twoway.people import rules as people
from twoway.people.seals import closing, queries, rules
from twoway.people.seals.models import Seal

ABOUT = "0000000000ab"
FAIR: closing.Said = {"fair": 6, "takes": "We said it at last."}
HARD: closing.Said = {"fair": 2, "takes": "I did not get a word in."}


def put(cast: Cast, by: str, said: closing.Said | None, about: str = ABOUT) -> dict[str, closing.Said] | None:
    with writing(by=by) as book:
        return rules.put(book, about=about, by=by, pair=(cast.ann, cast.ben), said=said)


def rows() -> list[tuple[str, str, bytes]]:
    return [(row.about, row.person_id, bytes(row.body)) for row in Seal.objects.order_by("id")]


def test_both_come_out_with_the_second_and_nothing_is_kept(cast: Cast) -> None:
    assert put(cast, cast.ann, FAIR) is None
    assert put(cast, cast.ben, HARD) == {cast.ann: FAIR, cast.ben: HARD}
    assert rows() == []


def test_each_reads_their_own_and_never_the_others(cast: Cast) -> None:
    put(cast, cast.ann, FAIR)
    assert queries.mine(ABOUT, by=cast.ann) == FAIR
    assert queries.mine(ABOUT, by=cast.ben) is None
    assert queries.mine(ABOUT, by=cast.cy) is None


def test_it_can_be_changed_and_taken_back_until_then(cast: Cast) -> None:
    put(cast, cast.ann, HARD)
    put(cast, cast.ann, FAIR)
    put(cast, cast.ben, None)
    assert queries.mine(ABOUT, by=cast.ann) == FAIR
    put(cast, cast.ann, None)
    assert put(cast, cast.ben, HARD) is None, "what was taken back is as if it had never been said"


def test_the_ledger_does_not_hear_of_a_seal(cast: Cast) -> None:
    size = ledger.size()
    put(cast, cast.ann, FAIR)
    assert ledger.size() == size


def test_a_side_that_has_not_answered_has_a_row_of_the_same_length(cast: Cast) -> None:
    with writing(by=cast.ben) as book:
        rules.lay(book, about=ABOUT, pair=(cast.ben, cast.ann))
    laid = rows()
    put(cast, cast.ben, FAIR)
    answered = rows()
    assert (
        [row[:2] for row in laid]
        == [row[:2] for row in answered]
        == [(ABOUT, person) for person in sorted((cast.ann, cast.ben))]
    )
    assert len({len(row[2]) for row in laid + answered}) == 1
    assert all(was[2] != now[2] for was, now in zip(laid, answered, strict=True)), "both are written anew"


def test_nothing_of_it_can_be_read_without_the_key(cast: Cast) -> None:
    put(cast, cast.ann, FAIR)
    kept = b"".join(row[2] for row in rows())
    assert b"said it at last" not in kept
    (Path(settings.TWOWAY_KEYS) / keys.SEALS).unlink()
    assert queries.mine(ABOUT, by=cast.ann) is None
    assert not queries.can_all_be_opened()
    assert put(cast, cast.ben, HARD) is None, "what nobody can open is not opened"


def test_a_row_put_in_anothers_place_opens_nothing(cast: Cast) -> None:
    put(cast, cast.ann, FAIR)
    anns = Seal.objects.get(person=cast.ann).body
    Seal.objects.filter(person=cast.ben).update(body=anns)
    assert queries.mine(ABOUT, by=cast.ben) is None
    assert put(cast, cast.ann, FAIR) is None


def test_what_does_not_fit_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(BadShape, match="Shorten it"):
        put(cast, cast.ann, {"takes": "x" * closing.ROOM})


def test_two_thousand_letters_of_any_script_fit(cast: Cast) -> None:
    assert put(cast, cast.ann, {"fair": 7, "heard": 7, "clear": 7, "takes": "𠮷" * 2_000}) is None


def test_who_is_erased_has_no_answer_left(cast: Cast) -> None:
    put(cast, cast.ann, FAIR)
    put(cast, cast.ben, HARD, about="0000000000cd")
    people.erase(cast.ann, by=cast.ann, ground="asked for it")
    assert [row[1] for row in rows()] == [cast.ben, cast.ben]
    assert queries.mine("0000000000cd", by=cast.ben) == HARD


def test_what_is_dropped_is_gone_for_both(cast: Cast) -> None:
    put(cast, cast.ann, FAIR)
    assert queries.laid() == [ABOUT]
    with writing(by="") as book:
        rules.drop(book, queries.laid())
    assert queries.mine(ABOUT, by=cast.ann) is None


said = st.one_of(st.none(), st.fixed_dictionaries({"fair": st.integers(1, 7), "takes": st.text(max_size=40)}))


@profile(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.booleans(), said), max_size=8))
def test_they_open_exactly_when_both_stand(cast: Cast, told: list[tuple[bool, closing.Said | None]]) -> None:
    with writing(by="") as book:
        rules.drop(book, [ABOUT])
    stands: dict[str, closing.Said] = {}
    for is_ann, answer in told:
        by = cast.ann if is_ann else cast.ben
        stands.pop(by, None)
        stands |= {by: answer} if answer is not None else {}
        both = put(cast, by, answer)
        assert (both == stands) if len(stands) == 2 else (both is None)
        stands = {} if both else stands
        assert [queries.mine(ABOUT, by=one) for one in (cast.ann, cast.ben)] == [
            stands.get(cast.ann),
            stands.get(cast.ben),
        ]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_the_same_moment_exactly_one_opens(cast: Cast) -> None:
    both: list[object] = []
    begin = threading.Barrier(2)

    def answer(by: str, what: closing.Said) -> None:
        begin.wait()
        try:
            both.append(put(cast, by, what))
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=one) for one in ((cast.ann, FAIR), (cast.ben, HARD))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(both, key=lambda one: one is None) == [{cast.ann: FAIR, cast.ben: HARD}, None]
