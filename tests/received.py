"""All that reaches one person: through every door that may be opened without changing anything, and by mail.

The doors without a blank are found by themselves, and so are those to things the person knows of, as far as
the modules in tests/lives say what is known; what asks a question they name too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from itertools import product

from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.doors import BLANK, CHOICES, doors
from tests.living import nouns
from tests.pages import read
from twoway import clock
from twoway.ids import new_id
from twoway.integrations import email
from twoway.ledger import follow
from twoway.people import accounts, tokens
from twoway.people import queries as people

# What others do may change the ledger's size, root and proofs. The rest is no door of somebody who is in, or
# says the same to everybody, or something else each time.
NOT_OPENED = re.compile(
    r"(?:api/v1/)?(?:ledger/|history/[^/]+/proof|workplace)|api/v1/(?:openapi|$)|settings/passkeys/add"
    r"|sign-|tap/|invitation/|mail/|help|set-up|welcome"
)
IN_A_QUESTION = re.compile(r"\{(\w+)\}")
ONLY_TAKES_SOMETHING_IN = 405

_shut: set[str] = set()  # routes that only take something in


def visitor(person: str) -> Client:
    """A browser and a program of one person's."""
    account = accounts.of(person)
    assert account is not None
    _token, text = tokens.make(person, name="A program")
    client = Client(headers={"Authorization": f"Bearer {text}"})
    client.force_login(account, backend=accounts.BACKEND)
    return client


def received(
    client: Client, me: str, *, now: datetime, most: int, doors: slice = slice(None)
) -> dict[str, object]:
    """What every door answers (or some of them), of at most so many things of a kind, and what was mailed."""
    answers: dict[str, object] = {}
    for route, address in [*addresses(known(me, most=most))][doors]:
        if route in _shut:
            continue
        answer = client.get(address)
        assert answer.status_code < 500, address
        if answer.status_code == ONLY_TAKES_SOMETHING_IN:
            _shut.add(route)
        else:
            answers[address] = answer.status_code, read(answer)
    return answers | {"mail": mailed(me, now=now)}


def known(me: str, *, most: int) -> dict[str, list[str]]:
    """What somebody knows of, by kind: the first of each kind and the last, as many as asked for."""
    found: dict[str, list[str]] = {}
    for noun in nouns().values():
        found |= noun.known(me) if hasattr(noun, "known") else {}
    return {kind: [*dict.fromkeys([*ids[-most:], *ids])][:most] for kind, ids in found.items()}


def addresses(things: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Each route with each address it has for these: programs' first, for settings tell of tokens."""
    for route, kinds in _routes().items():
        if all(kind in things for kind in kinds):
            for ids in product(*(things[kind] for kind in kinds)):
                yield route, "/" + _filled(route, ids)
    for question in (one for noun in nouns().values() for one in getattr(noun, "QUERIES", ())):
        kinds = IN_A_QUESTION.findall(question)
        for ids in product(*(things.get(kind, ()) for kind in kinds)):
            yield question, question.format(**dict(zip(kinds, ids, strict=True)))


@cache
def _routes() -> dict[str, tuple[str, ...]]:
    found = {door.route: door.kinds for door in doors() if not NOT_OPENED.match(door.route)}
    choices = [route for route in found if any(route.startswith(choice) for choice in CHOICES)]
    opened = sorted(found.keys() - {*choices}, key=lambda route: (not route.startswith("api/"), route))
    return {route: found[route] for route in opened}


def _filled(route: str, ids: Sequence[str]) -> str:
    waiting = iter(ids)
    return BLANK.sub(lambda _blank: next(waiting), route)


def mailed(me: str, *, now: datetime) -> list[tuple[str, str]]:
    """All mails so far, after `twoway work` has looked, an evening and a morning of its minutes."""
    follow.run()
    email.look()
    with clock.held_at(now + timedelta(hours=22)):
        email.tick()
    address = people.person(me).email
    return [(str(one.subject), str(one.body)) for one in mail.outbox if one.to == [address]]


def tells_that_it_is_there(client: Client, things: Mapping[str, Sequence[str]]) -> list[str]:
    """Addresses of what others have that do not answer as those of what nobody has, to the byte and query."""
    nothing = {kind: [new_id() for _id in ids] for kind, ids in things.items()}
    told = []
    for (route, there), (_route, nowhere) in zip(of_things(things), of_things(nothing), strict=True):
        answers = [_asked(client, address) for address in (there, nowhere)]
        if answers[0] != answers[1]:
            told.append(f"{there} ({route}): {answers[0]} and {answers[1]}")
    return told


def of_things(things: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Only the addresses of these things themselves."""
    return ((route, address) for route, address in addresses(things) if _routes().get(route))


def _asked(client: Client, address: str) -> tuple[int, bytes, int]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    body = read(answer)
    for part in address.split("/"):
        body = body.replace(part.encode(), b"ASKED") if len(part) == len(new_id()) else body
    return answer.status_code, body, len(queries)
