"""Suggestions and practices for programs."""

from datetime import date
from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.errors import NotSeen
from twoway.people.bearer import caller
from twoway.private import queries as private
from twoway.readings import record, told
from twoway.readings.asked import searched
from twoway.readings.streets.ends import ends
from twoway.readings.suggestions.choosing import NextAct, next_act
from twoway.readings.suggestions.library import Practice, for_occasion, practices
from twoway.readings.suggestions.occasions import OCCASIONS
from twoway.readings.suggestions.pages import among

of_street = Router(tags=["streets"])
router = Router(tags=["practices"])

About = Literal["all", "word", "heard", "talk", "wrong", "decide", "thank", "grow", "begin"]
Whom = Literal["all", "any", "manager and report", "peers", "client"]


class SourceOut(Schema):
    """A publication, and its DOI where it has one."""

    says: str
    doi: str


class PracticeOut(Schema):
    """Something concrete that builds trust: what both sides do, what it takes, and what is known of it."""

    slug: str
    title: str
    about: str
    whom: list[str]
    fits: list[str]
    minutes: int
    effort: str
    strength: str
    one: str
    other: str
    lede: str
    one_does: str
    other_does: str
    known: str
    not_shown: str
    sources: list[SourceOut]


class OccasionOut(Schema):
    """A rule by which the next good act is chosen, and the practices that fit it, the one it names first."""

    slug: str
    title: str
    rule: str
    rests: bool
    practices: list[str]


class NextActOut(Schema):
    """What one could do next on a street, and why; `href` is where."""

    occasion: str
    practice: str
    title: str
    says: str
    since: date
    href: str


class NextOut(Schema):
    """The next good act of whoever asks, or none: then nothing is called for."""

    next: NextActOut | None


@of_street.get("/{id}/next", response=NextOut, operation_id="street_next")
def street_next(request: HttpRequest, id: str) -> NextOut:
    """The next good act of one's own on a street; the other one's is theirs alone."""
    me = caller(request).id
    end = ends(id, seen_by=me)
    entries, opens = record.of_street(id, seen_by=me), told.opens(seen_by=me, streets=[id])
    found = next_act(end, entries, opens, private.marks(me, id))
    return NextOut(next=_next_out(found) if found else None)


@router.get("", response=list[PracticeOut], operation_id="practices")
def all_practices(
    request: HttpRequest, about: About = "all", whom: Whom = "all", q: str = ""
) -> list[PracticeOut]:
    """The library of practices, by what they are for and for whom; `q` searches their words."""
    return [_practice_out(one) for one in among(about=about, whom=whom, search=searched(q))]


@router.get("/occasions", response=list[OccasionOut], operation_id="occasions")
def occasions(request: HttpRequest) -> list[OccasionOut]:
    """The rules by which the next good act is chosen, in the order in which they are asked."""
    return [
        OccasionOut(
            slug=one.slug,
            title=str(one.title),
            rule=str(one.rule),
            rests=one.rests,
            practices=[practice.slug for practice in for_occasion(one.slug, one.first)],
        )
        for one in OCCASIONS
    ]


@router.get("/{slug}", response=PracticeOut, operation_id="practice")
def practice(request: HttpRequest, slug: str) -> PracticeOut:
    """One practice."""
    found = practices().get(slug)
    if found is None:
        raise NotSeen
    return _practice_out(found)


def _practice_out(found: Practice) -> PracticeOut:
    plain = {name: getattr(found, name) for name in PracticeOut.model_fields if name != "sources"}
    sources = [SourceOut(says=one.says, doi=one.doi) for one in found.sources]
    return PracticeOut(**plain, sources=sources)


def _next_out(found: NextAct) -> NextActOut:
    return NextActOut(
        occasion=found.occasion.slug,
        practice=found.practice.slug,
        title=found.practice.title,
        says=found.text,
        since=found.reason.since,
        href=found.reason.href,
    )
