"""What people raise with each other and with those who lead a team, and how it is answered and passed on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.living import PEOPLE, Life, Throw
from twoway.ledger.entries import Entry
from twoway.nouns.voices import ANSWERS, OFF_IT, WANTS, queries, rules
from twoway.nouns.voices import VERBS as VOICE_VERBS
from twoway.people import queries as people
from twoway.people import rules as people_rules

ACTS = ("voice.",)
VERBS = tuple(VOICE_VERBS)
# What is missing, passed or too far; all that a promise may be refused for; who may not have it.
MAY_FAIL = {"empty", "no_day", "day_passed", "day_too_far", "no_later_day", "no_answer", "too_long", "vague"}
MAY_FAIL |= {"paused", "closed", "waits", "asked_first", "has_left", "has_it", "strangers", "not_seen"}
TEAM = "Saws"


def raise_(life: Life, thrown: Throw) -> None:
    wants, day = WANTS[thrown.pick % len(WANTS)], life.day(thrown.day)
    begin = partial(rules.raise_, thrown.words, by=thrown.by, wants=wants, answer_by=day, more=thrown.note)
    life.may_be_refused(lambda: begin(to=thrown.to))


def raise_with_leads(life: Life, thrown: Throw) -> None:
    team, day = a_team(life), life.day(thrown.day)
    life.may_be_refused(lambda: rules.raise_(thrown.words, by=thrown.by, team=team, answer_by=day))


def a_team(life: Life) -> str:
    """Led by Ben and Cy, with Ann in it; made in the life that first needs it."""
    found = next((team.id for team in people.teams() if team.name == TEAM), "")
    if found:
        return found
    cast = life.cast
    team = people_rules.form_team(name=TEAM, by=cast.dana).thing
    for person in (cast.ann, cast.ben, cast.cy):
        people_rules.join_team(team, person=person, by=cast.dana, lead=person != cast.ann)
    return team


def leads_no_longer(life: Life, thrown: Throw) -> None:
    for one in people.members_of(a_team(life)):
        if one.lead and one.person_id == thrown.by:
            people_rules.lead_team(one.id, lead=False, by=life.cast.dana)


def go_on(life: Life, thrown: Throw) -> None:
    thing = life.pick("voices", thrown)
    if thing:
        life.goes_on("voices", thing, thrown)


def offered(thing: str, by: str) -> list[str]:
    return queries.open_verbs(queries.one(thing, seen_by=by), by)


def do(life: Life, verb: str, thing: str, thrown: Throw) -> Entry:
    words, day = thrown.note, life.day(thrown.day) if thrown.pick % 2 else None
    answers = sorted({answer for those in ANSWERS.values() for answer in those})
    blanks: dict[str, dict[str, Any]] = {
        "answer": {
            "answer": answers[thrown.pick % len(answers)],
            "words": words,
            "promise_what": thrown.words,
            "promise_due": day,
        },
        "move": {"answer_by": day, "reason": words},
        "offer_pass": {"to": thrown.also, "words": words},
        "take_on": {"answer_by": day},
        "close": {"heard": 1 + thrown.pick % 5, "words": words},
        **{each: {"words": words, "answer_by": day} for each in ("add", "reopen")},
        **{each: {"words": words} for each in ("decline_pass", "withdraw")},
    }
    did: Entry = getattr(rules, verb)(thing, by=thrown.by, **blanks.get(verb, {}))
    return did


MOVES = (raise_, raise_with_leads, leads_no_longer, go_on, go_on, go_on, go_on, go_on)
QUERIES = (
    *("/api/v1/voices?show=to_close", "/api/v1/voices?show=waiting_for_others", "/api/v1/voices?show=over"),
    "/teams",
)


def known(me: str) -> dict[str, list[str]]:
    return {"voice": [voice.id for voice in queries.all_of(me)]}


def among_others(life: Life, me: str, others: list[str]) -> Iterator[None]:
    """What the viewer passed on, and what two others raise with each other, goes on without them."""
    first, second, _third = others
    by = life.day(9)
    mine = life.may_be_refused(partial(rules.raise_, "The board", by=first, to=me, answer_by=by))
    theirs = life.may_be_refused(partial(rules.raise_, "The rota", by=first, to=second, answer_by=by))
    if mine and life.may_be_refused(partial(rules.offer_pass, mine.thing, by=me, to=second)):
        life.may_be_refused(partial(rules.allow_pass, mine.thing, by=first))
        life.may_be_refused(partial(rules.take_on, mine.thing, by=second))
    yield
    for voice in filter(None, (mine, theirs)):
        answer = partial(rules.answer, voice.thing, by=second, answer="no_because", words="Not this year")
        if queries.role_of(queries.one(voice.thing, seen_by=first), second) == "to":
            life.may_be_refused(answer)
            life.may_be_refused(partial(rules.close, voice.thing, by=first, heard=2))
            life.may_be_refused(partial(rules.reopen, voice.thing, by=first, words="And next year?"))


def holds(life: Life) -> None:
    """Whoever reads the row has seen the act it comes from, and whoever is off it may do nothing."""
    for thing in life.things["voices"]:
        for who in map(life.id, PEOPLE):
            if not life.knows(thing, who):
                continue
            voice = queries.one(thing, seen_by=who)
            role = queries.role_of(voice, who)
            assert role
            assert role not in OFF_IT or queries.open_verbs(voice, who, role) == []
            mine = {entry.id for entry in queries.history(voice, seen_by=who)}
            if role in {"writer", "to"}:
                assert voice.last_entry_id in mine
