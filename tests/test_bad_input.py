"""Whatever people and programs send gets a sentence and the right status, and no typed word is lost.

Forms are found by reading the pages, so that a new one is tried by itself. What a file may hold is tried
beside its reader (integrations/csv, integrations/jira), a full disk beside the lock (ledger/tests).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.doors import doors
from tests.pages import Form, forms_of
from tests.things import Things
from twoway.ledger import queries as ledger

LONG = "long " * 20_000  # a hundred thousand letters
TYPED = {"text", "search", "email", "textarea"}
NOT_DAYS = ("2026-02-30", "0001-01-01", "9999-12-31", "2026-13-01", "next Friday", "９９９９-99-99")
A_SENTENCE = re.compile(r"\w.*[.?]")
HOSTILE = "<img src=x onerror=alert(1)>\u202e<script>alert(2)</script>"
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


# ---- every form --------------------------------------------------------------------------------------------


def forms_for(visitor: Client, things: Things) -> Iterator[tuple[Form, str, str]]:
    """Each form on a page this visitor may open, with each blank in it; alike ones once."""
    met = set()
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
    cache.clear()  # the tests type faster than anybody may
    size, undo = ledger.size(), transaction.savepoint()
    answer = visitor.post(form.action, form.filled(**typed))
    assert ledger.size() == size, f"{form.action} took it"
    transaction.savepoint_rollback(undo)
    assert 400 <= answer.status_code < 500, f"{form.action} answers {answer.status_code}"
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("name", ["ann", "ben", "dana"])
def test_a_text_without_measure_is_refused_and_kept(things: Things, name: str) -> None:
    visitor, tried = things.visitor(name), 0
    for form, blank, kind in forms_for(visitor, things):
        if kind in TYPED:
            assert LONG in refused(visitor, form, **{blank: LONG}), f"{form.action} loses {blank}"
            tried += 1
    assert tried > 10


@pytest.mark.parametrize("name", ["ann", "dana"])
def test_a_day_that_is_none_is_refused_and_kept(things: Things, name: str) -> None:
    visitor, tried = things.visitor(name), 0
    for form, blank, kind in forms_for(visitor, things):
        for day in NOT_DAYS if kind == "date" else ():
            assert day in refused(visitor, form, **{blank: day}), f"{form.action} loses {blank}"
            tried += 1
    assert tried
