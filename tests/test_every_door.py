"""Every door, tried by whoever it is not for: what is not theirs is not there, and looking changes nothing.

The doors come from Twoway's own list of addresses (tests/doors.py), so that a new one cannot be forgotten.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import pytest
from django.core.cache import cache
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.doors import CHOICES, IDS, Door, doors, kinds_in
from tests.pages import fixed
from tests.things import Things, between
from tests.whole_lives import is_long
from twoway.ledger import queries as ledger
from twoway.people import rules

pytestmark = pytest.mark.alike

BETWEEN_TWO: tuple[str, ...] = ("promise", "thanks", "call", "voice", "handoff", "problem", "ownup", "answer")
BETWEEN_TWO += ("street", "entry", "neighbour", "conversation", "entrustment", "goal", "opportunity", "path")
BETWEEN_TWO += ("track_record", "track_record_read")  # between five, of whom these are none
BETWEEN_TWO += ("showing", "standing_ask", "standing_words")
MANAGED = ("member", "team", "membership", "line", "client")
OWN = ("token", "passkey", "mark", "sheet")
# Whoever holds one may use it; there is no other way to know it.
KEYS = ("invitation", "tap", "ticket", "track_record_public")
# For whom a thing of this kind is not there, though it is there for others.
OUTSIDERS = {
    **dict.fromkeys(BETWEEN_TWO, ("cy", "dana", "eve")),
    **dict.fromkeys(MANAGED, ("ann", "cy", "eve")),
    "unnamed": ("ben", "cy", "dana", "eve"),
    "need": ("ben", "cy", "dana", "eve", "ida"),
    **dict.fromkeys(OWN, ("ben", "dana", "eve")),
    "guest": ("ida",),
    "colleague": ("eve", "ida"),
    "seen_team": ("eve", "ida"),
    "own_team": ("ann", "cy", "dana", "eve"),
    "seen_client": ("ida",),
    "members_client": ("eve", "ida"),
}
NOT_SIGNED_IN = ("nobody", "gus")
METHODS = ("get", "post", "head") if is_long() else ("get", "post")
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE|CREATE|DROP|ALTER)\b", re.IGNORECASE)
# What a visit may leave behind: who is signed in at this browser, and the day on which a token was last used.
BOOKKEEPING = ("django_session", "people_token", '"cache"')
A_DAY = "2026-03-12"
# Enough of everything to get past every blank of every form.
FILLED = {
    "answer_by": A_DAY,
    "promise_due": A_DAY,
    "heard": "4",
    "lines": "on_day",
    "thanks": "000000000000",
    "day": A_DAY,
    "hour": "10:00",
    "fair": "5",
    "scope": "Who works when on line 4",
    "freedom": "3",
    "how_it_went": "well",
    "step": "first",
    "of": "000000000000",
    "from_": "000000000000",
    "clear": "6",
    "note": "Gladly",
    "words": "Thank you for that",
    "what": "The plan for line 4",
    "choice": "Run the parts cold",
    "costs": "A morning",
    "why": "It was bent when it came",
    "carrier": "000000000000",
    "answer": "mine",
    "question": "Cold or warm?",
    "on_me": True,
    "outcome": "partly",
    "next_on": A_DAY,
    "cost": "2",
    "reason": "The press stopped",
    "due_on": A_DAY,
    "name": "Line 9",
    "title": "Planner",
    "sure": "on",
    "source": "jira",
    "lead": True,
    "runs": True,
    "wish": True,
    "off": "promise",
    "digest_hour": 8,
    "zone": "Europe/Berlin",
    "email": "jo@fir.example",
    "keys": "sealed-keys",
    "keys_version": 2,
    "index": "sealed-index",
    "index_version": 2,
    "version": 1,
    "sealed": "sealed-sheet",
    "practice": "ask-before-you-advise",
    "people": "000000000000",
    "audience": "clients",
    "good": "By a lamp",
    "wanted_by": A_DAY,
    "needed": "partly",
    "contacts": "000000000000",
    "ours": "000000000000",
}
# What programs say in other words: a moment in one, and the day of a path by its number.
OF_PROGRAMS = {"at": f"{A_DAY}T10:00:00Z", "day": 30}


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What came back, and how many queries it took; what was asked for is taken out of it."""

    status: int
    body: bytes
    headers: Mapping[str, str]
    queries: int


def posted(door: Door, ids: Mapping[str, str]) -> dict[str, Any]:
    """What to post: all of it to a page; to programs' doors what their description asks for."""
    given: dict[str, Any] = {**FILLED, **ids}
    if not door.is_for_programs:
        return {"data": given}
    given |= OF_PROGRAMS
    wanted = door.asks_for()
    unknown = [field.name for field in wanted if field.is_needed and field.name not in given]
    assert not unknown, f"/{door.route} asks for {unknown}: say in FILLED what to try it with"
    body = {
        field.name: A_DAY if field.is_day else given[field.name] for field in wanted if field.name in given
    }
    lists = {field.name: [body[field.name]] for field in wanted if field.is_list and field.name in body}
    return {"data": json.dumps(body | lists), "content_type": "application/json"}


def answer(client: Client, method: str, path: str, ids: Mapping[str, str], body: dict[str, Any]) -> Answered:
    cache.clear()  # the first knock within a minute is counted in other queries than the second
    reset_queries()  # no more than some thousands are kept
    with CaptureQueriesContext(connection) as captured:
        response = getattr(client, method)(path, **body)
    content, headers = fixed(response.content), dict(response.headers)
    headers.pop("Expires", None)  # the second in which it was asked
    for id_ in ids.values():
        content = content.replace(id_.encode(), b"ASKED")
        headers = {name: str(text).replace(id_, "ASKED") for name, text in headers.items()}
    return Answered(status=response.status_code, body=content, headers=headers, queries=len(captured))


def tries(kinds: set[str]) -> Iterator[tuple[Door, str]]:
    """Each door to a thing of these kinds, and how it may be knocked at."""
    for door in doors():
        if kinds & {*door.kinds}:
            yield from ((door, method) for method in METHODS)


def has_turn(name: str, among: Iterable[str], door: Door) -> bool:
    """Whether it is this one who tries that door: one of them each time, all of them in `make test-long`."""
    names = sorted(among)
    return is_long() or names[crc32(door.route.encode()) % len(names)] == name


def outsiders(door: Door) -> set[str]:
    """For whom what is behind that door is not there."""
    return {name for kind in door.kinds for name in OUTSIDERS.get(kind, ())}


def compare(
    things: Things, client: Client, doors: Iterable[tuple[Door, str]], statuses: set[int]
) -> list[str]:
    """Whatever tells a thing that is there from one that is not, in a sentence each."""
    told, absent, tried = [], things.absent(), 0
    cy = things.people["cy"]
    named = dict.fromkeys(("to", "person", "manager", "owner", "asks"), cy)
    named |= {"on": things.ids["promise"], "about": things.ids["entry"]}
    client.get("/api/v1/promises")  # a token is marked as used on the first use of a day
    for door, method in doors:
        body = posted(door, named) if method == "post" else {}
        for here, nowhere in zip(door.filled(things.ids), door.filled(absent), strict=True):
            there = answer(client, method, here, things.ids, body)
            not_there = answer(client, method, nowhere, absent, body)
            tried += 1
            if there != not_there:
                told.append(f"{method} {here} tells that it is there: {difference(there, not_there)}")
            if there.status not in statuses:
                told.append(f"{method} {here} answers {there.status}: {there.body[:300]!r}")
    assert tried
    return told


def difference(one: Answered, other: Answered) -> str:
    """Where two answers part."""
    if one.body == other.body:
        return (
            f"{one.status}, {one.queries}, {one.headers} and {other.status}, {other.queries}, {other.headers}"
        )
    at = next((i for i, (a, b) in enumerate(zip(one.body, other.body, strict=False)) if a != b), -40)
    return f"{one.body[max(0, at - 40) : at + 80]!r} and {other.body[max(0, at - 40) : at + 80]!r}"


def test_every_blank_in_an_address_is_known() -> None:
    routes = [door.route for door in doors()]
    for route in routes:
        kinds_in(route)
    for known in (*IDS, *CHOICES):
        assert any(route.startswith(known) for route in routes), f"no address begins with {known}"
    assert {*IDS.values()} == {*OUTSIDERS, *KEYS}, "say for whom a thing of this kind is not there"


@pytest.mark.parametrize("name", sorted({name for names in OUTSIDERS.values() for name in names}))
def test_what_is_not_yours_answers_as_if_it_were_not_there(things: Things, name: str) -> None:
    """The same bytes, headers and number of queries; and nothing is done."""
    kinds = {kind for kind, names in OUTSIDERS.items() if name in names}
    size = ledger.size()
    turns = [(door, how) for door, how in tries(kinds) if has_turn(name, outsiders(door), door)]
    assert compare(things, things.visitor(name), turns, {404, 405}) == []
    assert ledger.size() == size


@pytest.mark.parametrize("name", NOT_SIGNED_IN)
def test_whoever_is_not_signed_in_is_asked_in_whatever_they_try(things: Things, name: str) -> None:
    """Gus has left a moment ago, and the browser and the program that were his are still running."""
    visitor = things.visitor(name)
    rules.leave(things.people["gus"], by=things.people["gus"])
    size = ledger.size()
    turns = [(door, how) for door, how in tries({*OUTSIDERS}) if has_turn(name, NOT_SIGNED_IN, door)]
    assert compare(things, visitor, turns, {302, 401, 405}) == []
    assert ledger.size() == size


def test_looking_after_the_workplace_is_not_there_for_others(things: Things) -> None:
    """Also where they know that the person or the team is there."""
    kinds = {*MANAGED, "colleague"}
    named = dict.fromkeys(("to", "person", "manager", "owner", "asks"), things.people["cy"])
    for name in ("ann", "eve"):
        visitor = things.visitor(name)
        for door, method in tries(kinds):
            body = posted(door, named | {"on": "", "about": ""}) if method == "post" else {}
            for path in door.filled(things.ids):
                assert answer(visitor, method, path, things.ids, body).status in {404, 405}, path


# Where a form, or the rest of an address, names somebody or something: what it names, in which blank.
NAMING = [
    ("get", "/promises/new?to={}", "", "member"),
    ("get", "/thanks/new?about={}", "", "entry"),
    ("get", "/ownups/new?about={}", "", "promise"),
    ("get", "/ownups/new?to={}", "", "member"),
    ("get", "/history?person={}", "", "member"),
    ("get", "/api/v1/history?person={}", "", "member"),
    ("get", "/streets/OWN?side={}", "", "member"),
    ("post", "/promises/make/begin", "to", "member"),
    ("post", "/promises/PROMISE/hang-on", "on", "promise"),
    ("post", "/promises/PROMISE/unhang", "on", "promise"),
    ("post", "/promises/PROMISE/side", "about", "entry"),
    ("post", "/thanks/give", "about", "entry"),
    ("post", "/ownups/say", "about", "promise"),
    ("post", "/ownups/say", "touched", "member"),
    ("post", "/ownups/OWNUP/widen", "to", "member"),
    ("get", "/calls/new?to={}", "", "member"),
    ("get", "/voices/new?to={}", "", "member"),
    ("get", "/conversations/new?to={}", "", "member"),
    ("post", "/conversations/plan", "with_", "member"),
    ("post", "/conversations/CONVERSATION/side", "about", "entry"),
    ("post", "/api/v1/conversations", "with_", "member"),
    ("post", "/api/v1/conversations/CONVERSATION/side", "about", "entry"),
    ("post", "/voices/raise/begin", "to", "member"),
    ("post", "/voices/VOICE/side", "about", "entry"),
    ("post", "/api/v1/voices", "to", "member"),
    ("post", "/api/v1/voices", "team", "team"),
    ("post", "/api/v1/voices/VOICE/side", "about", "entry"),
    ("post", "/calls/ask_for/begin", "owner", "member"),
    ("post", "/calls/make/begin", "one_asked", "member"),
    ("post", "/calls/CALL/side", "about", "entry"),
    ("post", "/thanks/THANKS/ask_to_pass_on", "to", "member"),
    ("post", "/api/v1/promises", "to", "member"),
    ("post", "/api/v1/promises/ask", "to", "member"),
    ("post", "/api/v1/promises/PROMISE/hang_on", "on", "promise"),
    ("post", "/api/v1/promises/PROMISE/side", "about", "entry"),
    ("post", "/api/v1/thanks", "about", "entry"),
    ("post", "/api/v1/ownups", "about", "promise"),
    ("post", "/api/v1/ownups", "touched", "member"),
    ("post", "/api/v1/ownups/OWNUP/widen", "to", "member"),
    ("post", "/api/v1/thanks/THANKS/ask_to_pass_on", "to", "member"),
    ("post", "/api/v1/streets/sides", "about", "entry"),
    ("post", "/handoffs/begin", "to", "member"),
    ("post", "/handoffs/begin", "after", "handoff"),
    ("post", "/handoffs/begin", "call", "call"),
    ("post", "/problems/PROBLEM/show", "to", "member"),
    ("post", "/problems/PROBLEM/side", "about", "entry"),
    ("post", "/api/v1/handoffs", "to", "member"),
    ("post", "/api/v1/handoffs", "team", "team"),
    ("post", "/api/v1/problems/PROBLEM/show", "to", "member"),
    ("post", "/api/v1/handoffs/HANDOFF/side", "about", "entry"),
    ("post", "/api/v1/calls", "asks", "member"),
    ("post", "/api/v1/calls/note", "owner", "member"),
    ("post", "/api/v1/calls/CALL/side", "about", "entry"),
]


def test_naming_what_is_not_yours_is_naming_nothing(things: Things) -> None:
    """Ida, a guest, shares a street with Cy and knows nobody else."""
    own = between(things.people["cy"], things.people["ida"])
    visitor, size = things.visitor("ida"), ledger.size()
    visitor.get("/api/v1/promises")
    for method, address, blank, kind in NAMING:
        at = address.replace("OWN", own["street"])
        for name in OF_TWO:
            at = at.replace(name.upper(), own[name])
        here, nowhere = (
            answer(visitor, method, at.format(named), {kind: named}, body_naming(at, blank, named, method))
            for named in (things.ids[kind], things.absent()[kind])
        )
        assert here == nowhere, f"{method} {at}: {difference(here, nowhere)}"
        assert here.status == (404 if method == "post" else 200), f"{method} {at}"
    assert ledger.size() == size


OF_TWO = ("promise", "thanks", "call", "handoff", "problem", "ownup", "voice", "conversation")


def body_naming(address: str, blank: str, named: str, method: str) -> dict[str, Any]:
    """All that is asked for at that address, with this in the blank that names somebody or something."""
    if method != "post":
        return {}
    if not address.startswith("/api/"):
        return {"data": FILLED | {blank: named}}
    fields = {name: FILLED[name] for name in ("what", "due_on", "words", "choice", "answer_by")}
    fields |= {"cost": "It cost you a morning", "touched": []}
    if address.endswith("/conversations"):
        fields |= {"about": "pay", "at": f"{A_DAY}T10:00:00Z"}
    is_list = blank in {"asks", "touched"} or address.endswith(("pass_on", "widen"))
    value = [named] if is_list else named
    return {"data": json.dumps(fields | {blank: value}), "content_type": "application/json"}


def test_a_used_link_answers_as_one_that_never_was(things: Things) -> None:
    visitor, absent = things.visitor("nobody"), things.absent()
    paths = {"tap": "/tap/{}", "invitation": "/invitation/{}"}
    for kind, path in paths.items():
        key = things.ids[kind]
        assert visitor.get(path.format(key)).status_code == 200
        assert visitor.post(path.format(key), FILLED).status_code == 302
        other = things.visitor("nobody")
        for method in METHODS:
            used = answer(other, method, path.format(key), {kind: key}, {})
            unknown = answer(other, method, path.format(absent[kind]), {kind: absent[kind]}, {})
            assert used == unknown, difference(used, unknown)
            assert used.status == 404


@pytest.mark.parametrize(
    "name",
    [
        "ann",
        "nobody",
        *(pytest.param(name, marks=pytest.mark.long_run) for name in ("ben", "cy", "dana", "eve", "gus")),
    ],
)
def test_looking_leaves_no_trace(things: Things, name: str) -> None:
    """At every door there is, opened or not; mail scanners and browsers look ahead of whoever clicks."""
    visitor, size = things.visitor(name), ledger.size()
    if name == "gus":
        rules.leave(things.people["gus"], by=things.people["gus"])
        size = ledger.size()
    for door in doors():
        for path in door.filled(things.ids):
            for method in ("get", "head") if is_long() else ("get",):
                reset_queries()  # Django keeps the latest few thousand only
                with CaptureQueriesContext(connection) as captured:
                    status = getattr(visitor, method)(path).status_code
                assert status < 500, f"{method} {path} breaks"
                left = [said for said in map(str, (each["sql"] for each in captured)) if is_a_trace(said)]
                assert left == [], f"{method} {path} writes"
    assert ledger.size() == size


def is_a_trace(statement: str) -> bool:
    return bool(WRITES.match(statement)) and not any(table in statement for table in BOOKKEEPING)
