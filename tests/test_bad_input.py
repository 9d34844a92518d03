"""Whatever people and programs send gets a sentence and the right status, and no typed word is lost.

Forms are found by reading the pages, so that a new one is tried by itself. What a file may hold is tried
beside its reader (integrations/csv, integrations/jira), a full disk beside the lock (ledger/tests).
"""

from __future__ import annotations

import html
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.doors import Door, doors
from tests.pages import Form, forms_of
from tests.things import Things
from tests.whole_lives import is_long
from twoway.ledger import queries as ledger
from twoway.nouns.promises.forms import NEWCOMER

pytestmark = pytest.mark.alike

LONG = "long " * 20_000  # a hundred thousand letters
TYPED = {"text", "search", "email", "textarea"}
NOT_DAYS = ("2026-02-30", "0001-01-01", "9999-12-31", "2026-13-01", "next Friday", "９９９９-99-99")
OF_NEWCOMERS = {"name", "email"}  # read where "somebody not here yet" is picked
A_SENTENCE = re.compile(r"\w.*[.?]")
HOSTILE = "<img src=x onerror=alert(1)>\u202e<script>alert(2)</script>"
CONTROLS = "a\x00b\x07c\x1b[2Jd\u200fe\u2067f"
NAMES = (
    "王小明",
    "محمد بن سلمان",
    "Zoë Ångström-O’Neill",
    "Ольга Ц.",
    "ชาย ใจดี",
    "🧑‍🚀 Ola",
    "N",
    "José Ñandú 3rd",
)
ODD = (HOSTILE, CONTROLS, *NAMES[:2])


# ---- every form --------------------------------------------------------------------------------------------


def forms_for(visitor: Client, things: Things, met: set[tuple[str, str]]) -> Iterator[tuple[Form, str, str]]:
    """Each form on a page this visitor may open, with each blank in it; those `met` before are left out."""
    for door in doors():
        for path in door.filled(things.ids) if not door.is_for_programs else ():
            page = visitor.get(path)
            is_html = page.headers.get("Content-Type", "").startswith("text/html")
            for form in forms_of(path, page.content.decode()) if is_html else ():
                for name, (kind, _value) in form.fields.items():
                    alike = (re.sub(r"[0-9a-z]{12}", "…", form.action), name)
                    if alike not in met:
                        met.add(alike)
                        yield form, name, kind


def refused(visitor: Client, form: Form, **typed: str) -> str:
    """What the page says when that form is sent with this typed in it, which it must not take."""
    size = ledger.size()
    status, page, after = sent(visitor, form, **typed)
    assert after == size, f"{form.action} took it"
    assert 400 <= status < 500, f"{form.action} answers {status}"
    return page


def a_text_without_measure(visitor: Client, form: Form, blank: str) -> None:
    typed = {blank: LONG} | ({"to": NEWCOMER} if blank in OF_NEWCOMERS else {})
    assert LONG in refused(visitor, form, **typed), f"{form.action} loses {blank}"


def odd_letters(visitor: Client, form: Form, blank: str) -> None:
    for odd in ODD if is_long() else ODD[:1]:
        status, page, _size = sent(visitor, form, **{blank: odd})
        assert status < 500, f"{form.action} answers {status}"
        kept = status < 400 or odd.isprintable() is False or odd in page
        assert kept, f"{form.action} loses {blank}"


def another_encoding(visitor: Client, form: Form, blank: str) -> None:
    cache.clear()
    undo = transaction.savepoint()
    body = blank.encode() + b"=Z%FCrich%80%FF" + "Zürich".encode("latin-1")
    answer = visitor.generic("POST", form.action, body, content_type="application/x-www-form-urlencoded")
    transaction.savepoint_rollback(undo)
    assert answer.status_code < 500, f"{form.action} answers {answer.status_code}"


def twice(visitor: Client, form: Form) -> None:
    cache.clear()
    undo, filled = transaction.savepoint(), form.filled()
    first, size = visitor.post(form.action, filled), ledger.size()
    again = visitor.post(form.action, filled)
    assert (first.status_code < 500, again.status_code < 500) == (True, True), form.action
    assert ledger.size() == size, f"{form.action} counts twice"
    transaction.savepoint_rollback(undo)


def test_what_no_form_takes_is_refused_and_kept_and_sent_twice_it_counts_once(things: Things) -> None:
    """All that is tried is tried on one walk through the pages: finding the forms takes longest."""
    met: set[tuple[str, str]] = set()
    tried, turns, sent_twice = Counter[str](), itertools.cycle(NOT_DAYS), set()
    for name in ("ann", "dana", "ben") if is_long() else ("ann", "dana"):
        visitor = things.visitor(name)
        for form, blank, kind in forms_for(visitor, things, met):
            tried[kind] += 1
            if kind in TYPED:
                a_text_without_measure(visitor, form, blank)
                odd_letters(visitor, form, blank)
                another_encoding(visitor, form, blank)
            for _each in NOT_DAYS if kind == "date" and is_long() else ["one"] * (kind == "date"):
                day = next(turns)
                assert day in refused(visitor, form, **{blank: day}), f"{form.action} loses {blank}"
            if form.action not in sent_twice and "once" in form.fields:
                sent_twice.add(form.action)
                twice(visitor, form)
    assert tried["date"] > len(NOT_DAYS)
    assert sum(tried[kind] for kind in TYPED) > 20
    assert len(sent_twice) > 10


def sent(visitor: Client, form: Form, **typed: str) -> tuple[int, str, int]:
    """What a form with this typed in it is answered, and the size of the record then; it is all undone."""
    cache.clear()  # the tests type faster than anybody may
    undo = transaction.savepoint()
    answer = visitor.post(form.action, form.filled(**typed))
    size = ledger.size()
    transaction.savepoint_rollback(undo)
    return answer.status_code, html.unescape(answer.content.decode()), size


# ---- every operation of the API ----------------------------------------------------------------------------


def operations(things: Things) -> Iterator[tuple[Door, str]]:
    """Each address to which a program may post JSON, its blanks filled in."""
    for door in doors():
        if door.is_for_programs and door.asks_for():
            yield from ((door, path) for path in door.filled(things.ids))


def told(visitor: Client, path: str, body: bytes) -> int:
    """The status of an answer, which is never one that nobody foresaw and says no in a sentence."""
    cache.clear()
    undo = transaction.savepoint()
    answer = visitor.generic("POST", path, body, content_type="application/json")
    transaction.savepoint_rollback(undo)
    assert answer.status_code < 500, f"{path} answers {answer.status_code} to {body[:60]!r}"
    if answer.status_code >= 400:
        say = json.loads(answer.content)["error"]["say"]
        assert A_SENTENCE.search(say), f"{path} says {say!r}"
        assert len(say) < 1_000, f"{path} says too much"
    return answer.status_code


@pytest.mark.parametrize("name", ["ann", pytest.param("dana", marks=pytest.mark.long_run)])
def test_what_is_no_json_or_nested_without_end_is_refused(things: Things, name: str) -> None:
    visitor, deep, tried = things.visitor(name), b"[" * 10_000 + b"]" * 10_000, 0
    nested = itertools.cycle([deep, deep.replace(b"[", b'{"a":').replace(b"]", b"}")[:-10_000]])
    for number, (door, path) in enumerate(operations(things)):
        fields = [field.name for field in door.asks_for()]
        bodies = [b'{"name": "Z\xfcrich"}', b""]
        if name == "ann" and (
            is_long() or number % 12 == 0
        ):  # what nests without end never gets as far as asking who sent it
            bodies += [next(nested), *(b'{"%s": %s}' % (field.encode(), deep) for field in fields[:1])]
        for body in [*bodies, b"\xff\xfe{\x00}\x00", b"null", b"[]", b'"words"', b'{"a": NaN}']:
            status = told(visitor, path, body)
            assert status >= 400 or not any(field.is_needed for field in door.asks_for()), path
            tried += 1
    assert tried > 100


def test_a_call_that_is_sent_twice_counts_once(things: Things) -> None:
    visitor = things.visitor("ann")
    body = {"to": things.people["ben"], "what": "The plan for line 4", "due_on": "2026-03-12"}
    for path in ("/api/v1/promises/make", "/api/v1/promises/ask", "/api/v1/promises/offer"):
        how: dict[str, Any] = {"content_type": "application/json", "headers": {"Idempotency-Key": path}}
        answers = [visitor.post(path, json.dumps(body), **how) for _ in range(2)]
        size = ledger.size()
        assert answers[0].status_code == answers[1].status_code
        assert answers[0].content == answers[1].content
        visitor.post(path, json.dumps(body), **how)
        assert ledger.size() == size
