"""A question is asked once for a page that reads, and anew everywhere else."""

from __future__ import annotations

import pytest

from twoway.web.asked_once import asked_once, for_page

asked: list[tuple[str, str]] = []


@pytest.fixture(autouse=True)
def nothing_asked_yet() -> None:
    asked.clear()


@asked_once
def answer(to: str, *, seen_by: str = "") -> str:
    asked.append((to, seen_by))
    return to + seen_by


def test_within_a_page_the_same_is_asked_once() -> None:
    with for_page("GET"):
        assert [answer("a", seen_by="ann"), answer("a", seen_by="ann")] == ["aann", "aann"]
    assert asked == [("a", "ann")]


def test_what_is_for_other_eyes_is_another_question() -> None:
    with for_page("GET"):
        assert [answer("a", seen_by="ann"), answer("a", seen_by="ben")] == ["aann", "aben"]
    assert asked == [("a", "ann"), ("a", "ben")]


def test_the_next_page_asks_anew() -> None:
    for _page in range(2):
        with for_page("GET"):
            answer("a")
    assert len(asked) == 2


def test_whoever_writes_looks_each_time() -> None:
    with for_page("POST"):
        answer("a")
        answer("a")
    assert len(asked) == 2


def test_outside_any_page_nothing_is_remembered() -> None:
    answer("a")
    answer("a")
    assert len(asked) == 2


def test_a_refusal_is_not_remembered() -> None:
    @asked_once
    def refuse() -> str:
        asked.append(("refused", ""))
        raise LookupError

    with for_page("GET"):
        for _time in range(2):
            with pytest.raises(LookupError):
                refuse()
    assert len(asked) == 2
