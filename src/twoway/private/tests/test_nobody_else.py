"""What somebody writes and notes for themselves changes no byte that anybody else is given, at any door."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client

from tests.doors import doors
from tests.pages import fixed
from tests.things import Things
from twoway.ids import new_id
from twoway.private import rules
from twoway.private.rules import Sealed

# When a record was taken, what its owner had opened before, and what a new passkey is asked to sign.
NEW_EACH_TIME = re.compile(rb'"taken_at": ?"[^"]*"|"opened_by_you": ?\[[^]]*\]|data-options="[^"]*"')

pytestmark = [pytest.mark.alike, pytest.mark.long_run]


def given(visitor: Client, things: Things) -> dict[str, tuple[int, bytes]]:
    """All that a visitor gets to read, by address."""
    found = {}
    for door in doors():
        for path in door.filled(things.ids):
            cache.clear()
            answer = visitor.get(path)
            body = b"".join(answer) if answer.streaming else answer.content
            found[path] = (answer.status_code, NEW_EACH_TIME.sub(b"", fixed(body)))
    return found


@pytest.mark.parametrize("name", ["ben", "dana"])
def test_nobody_else_is_given_another_byte(things: Things, name: str) -> None:
    """Ben, across Ann's street, and Dana, who runs the server."""
    visitor = things.visitor(name)
    given(visitor, things)  # a first visit leaves traces of its own: a token is in use now
    before = given(visitor, things)
    ann, street = things.people["ann"], things.ids["street"]
    for version in (3, 4, 5):
        rules.keep(new_id(), Sealed("sealed", 1), by=ann, index=Sealed(f"index-{version}", version))
    rules.mark("say-it-soon", "not_now", by=ann, street=street)
    rules.mark("say-it-soon", "useful", by=ann)
    after = given(visitor, things)
    assert len(before) > 100
    assert [path for path in before if before[path] != after[path]] == []
