"""What somebody has in mind while they write a promise, before anything is entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from twoway.nouns.promises.queries.lists import all_of
from twoway.people import sight

OF_ONES_OWN = ("make", "offer")
"""The ways to begin in which whoever writes is the promiser."""


@dataclass(frozen=True, kw_only=True)
class Composing:
    """Who would promise whom, for which day, and what it would hang on; people are "" until picked."""

    promiser: str
    promisee: str
    due_on: date | None = None
    sure_by: date | None = None
    hangs_on: tuple[str, ...] = ()


def composing(kind: str, typed: QueryDict, *, me: str) -> Composing:
    """What is typed, as far as it makes sense and the person sees whom and what it names."""
    other = typed.get("to", "")
    to = other if other != me and sight.may_see_person(other, me) else ""
    promiser, promisee = (me, to) if kind in OF_ONES_OWN else (to, me)
    return Composing(
        promiser=promiser,
        promisee=promisee,
        due_on=_day(typed.get("due_on", "")),
        sure_by=_day(typed.get("sure_by", "")),
        hangs_on=_seen(typed.getlist("hangs_on"), me),
    )


def _seen(ids: list[str], me: str) -> tuple[str, ...]:
    wanted = dict.fromkeys(sight.asked(id) for id in ids)
    there = set(all_of(me).filter(id__in=wanted).values_list("id", flat=True)) if wanted else set()
    return tuple(id for id in wanted if id in there)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
