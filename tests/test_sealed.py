"""Sealed means sealed: whether Ann has said how a talk was changes nothing that anybody else can see.

Not a byte of any page, of what programs are answered, of a mail or a file; not the number of queries; not a
row of the database but the two that are written anew each time, alike in length. When both have said it, the
one act that opens it tells nothing of who was first.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from tests.cast import Cast, open_street
from tests.pages import fixed
from tests.received import received, visitor
from twoway import clock
from twoway.ledger import queries as ledger
from twoway.nouns.conversations import queries, rules
from twoway.people import access
from twoway.people.seals.models import Seal

SEALS = Seal._meta.db_table
WELL: dict[str, Any] = {"fair": 7, "heard": 6, "clear": 7, "takes": "At last we said it."}
NUMBER = st.integers(1, 7)
SAID = st.one_of(
    st.none(),  # taken back
    st.fixed_dictionaries(
        {"fair": NUMBER, "heard": NUMBER, "clear": NUMBER, "takes": st.text(alphabet="ab ü話", max_size=300)}
    ),
)


@pytest.fixture
def talk(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> str:
    """Ann and Ben have talked about pay, and nobody has said how it was."""
    monkeypatch.setattr(access, "note", lambda _opened: None)
    mail.outbox.clear()
    street = open_street(cast.ann, cast.ben)
    planned = rules.plan(cast.ben, "pay", clock.now(), by=cast.ann, every_weeks=1)
    rules.accept(planned.thing, by=cast.ben)
    rules.hold(planned.thing, by=cast.ben)
    assert street.state == "open"
    return planned.thing


@pytest.fixture
def ben(cast: Cast) -> Client:
    return visitor(cast.ben)


def say(talk: str, by: str, said: dict[str, Any] | None) -> None:
    """Say it, or take it back if there is anything to take back."""
    if said is not None:
        rules.say(talk, by=by, **said)
    elif queries.own_words(queries.one(talk, seen_by=by), by=by) is not None:
        rules.take_back(talk, by=by)


@pytest.mark.long_run
def test_no_door_tells_whether_the_other_has_said_it(cast: Cast, talk: str, ben: Client) -> None:
    now = clock.now()
    before = received(ben, cast.ben, now=now, most=2)
    say(talk, cast.ann, WELL)
    after = received(ben, cast.ben, now=now, most=2)
    assert before.keys() == after.keys()
    assert [what for what, text in before.items() if after[what] != text] == []


def near(talk: str, street: str) -> list[str]:
    """The doors nearest to what is sealed."""
    return [
        "/",
        "/conversations",
        f"/conversations/{talk}",
        f"/streets/{street}/between",
        f"/api/v1/conversations/{talk}",
        f"/api/v1/conversations/{talk}/own_words",
        "/api/v1/conversations?show=to_say",
        "/api/v1/conversations?show=over",
        "/api/v1/today",
    ]


def seen(client: Client, addresses: list[str]) -> list[tuple[int, bytes, int]]:
    found = []
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        found.append((answer.status_code, fixed(answer.content), len(asked)))
    return found


def rows() -> Iterator[tuple[str, object]]:
    """Every table as somebody reads it who has the database and not the key."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            if table == SEALS:
                found = [row | {"body": len(row["body"])} for row in found]
            yield table, sorted(str(row) for row in found) if table != SEALS else [str(row) for row in found]


def doctors_word() -> list[str]:
    from twoway.cli import doctor

    return [finding.say for finding in doctor._seals()]


def queries_of(run: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        run()
    return len(asked)


@profile(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SAID, min_size=1, max_size=4))
def test_whatever_one_says_the_other_and_the_database_stay_as_they_were(
    cast: Cast, talk: str, ben: Client, told: list[dict[str, Any] | None]
) -> None:
    addresses = near(talk, queries.one(talk, seen_by=cast.ben).street_id)
    seen(ben, addresses)  # the first look of a token is noted with the token
    before, bodies = seen(ben, addresses), {row.pk: bytes(row.body) for row in Seal.objects.all()}
    kept, doctor = dict(rows()), doctors_word()
    for said in told:
        say(talk, cast.ann, said)
    assert dict(rows()) == kept
    assert doctors_word() == doctor == []
    assert seen(ben, addresses) == before
    now = {row.pk: bytes(row.body) for row in Seal.objects.all()}
    assert now == bodies or not set(now.values()) & set(bodies.values()), "both are written anew, or neither"
    say(talk, cast.ann, None)


def test_saying_it_first_costs_as_many_queries_as_saying_it_again(cast: Cast, talk: str) -> None:
    """Nor does it take longer for whoever is not the second to have said it."""
    first = queries_of(lambda: say(talk, cast.ann, WELL))
    assert queries_of(lambda: say(talk, cast.ann, WELL | {"fair": 2})) == first
    rules.take_back(talk, by=cast.ann)
    assert queries_of(lambda: say(talk, cast.ben, WELL)) == first


def test_the_page_that_seals_it_answers_alike_whatever_the_other_has_said(
    cast: Cast, talk: str, ben: Client
) -> None:
    """Of a refusal too: only sealing one's own for good opens both."""
    answers = []
    for said in (None, WELL):
        if said:
            say(talk, cast.ann, said)
        answer = ben.post(f"/conversations/{talk}/say", {"fair": "3", "heard": "", "clear": "9"})
        answers.append((answer.status_code, fixed(answer.content)))
    assert answers[0] == answers[1]


def test_who_opened_what_tells_of_a_look_and_of_nothing_else(
    cast: Cast, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[Any] = []
    monkeypatch.setattr(access, "note", noted.extend)
    ann = visitor(cast.ann)
    ann.post(f"/conversations/{talk}/say", {name: str(said) for name, said in WELL.items()}, follow=True)
    ann.get(f"/conversations/{talk}/prepare")
    ann.get(f"/api/v1/conversations/{talk}/own_words")
    assert {(one.what, one.id) for one in noted} == {("conversation", talk)}


@pytest.mark.alike
def test_what_opens_tells_both_the_same_and_nothing_of_who_was_first(cast: Cast, talk: str) -> None:
    say(talk, cast.ben, WELL)
    size = ledger.size()
    with clock.held_at(clock.now() + timedelta(days=3)):
        say(talk, cast.ann, WELL)
        [entry] = ledger.entries_between(size, ledger.size())
        records = [visitor(person).get("/api/v1/me/record").json() for person in (cast.ann, cast.ben)]
    assert (entry.by, entry.entered_by, entry.source) == ("", "", "")
    opened = [one for one in records[0]["entries"] if one["id"] == entry.id]
    assert opened == [one for one in records[1]["entries"] if one["id"] == entry.id]
    assert len(opened) == 1


def test_nobody_else_and_no_export_has_it(cast: Cast, talk: str) -> None:
    say(talk, cast.ann, WELL)
    for person in (cast.ben, cast.cy, cast.dana):
        record = json.dumps(visitor(person).get("/api/v1/me/record").json())
        assert "At last we said it" not in record
    printed = io.StringIO()
    with redirect_stdout(printed):
        assert doctors_word() == []
    assert "said it" not in printed.getvalue()
