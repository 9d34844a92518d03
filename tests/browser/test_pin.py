"""The browser remembers the record it saw, and says so when the server's no longer begins with that one."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.server import Running
from tests.browser.test_coming_in import invite, set_up

Screenshot = Callable[[Page, str], None]

PUBLISH = """
import django
django.setup()
from django.db import connection
from twoway.ledger import keys, publish, tree, triggers
from twoway.ledger.merkle import Frontier, leaf_hash
from twoway.ledger.models import Leaf

def run(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, None)

def hash_again():
    growing, nodes = Frontier(), []
    for body in Leaf.objects.order_by("seq").values_list("body", flat=True):
        nodes += growing.add(leaf_hash(bytes(body)))
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO ledger_node (number, hash) VALUES (%s, %s)", nodes)
"""
REWRITE = """
run(*triggers.removal("sqlite"), "DELETE FROM ledger_node", "DELETE FROM ledger_checkpoint")
run("UPDATE ledger_leaf SET body = x'2a' WHERE seq = 0")
hash_again()
run(*triggers.statements("sqlite"))
(keys._folder() / "last-signed").unlink()
"""
LOST_KEY = """
for name in ("ledger.key", "last-signed"):
    (keys._folder() / name).unlink()
"""
PUT_BACK = """
run(*triggers.removal("sqlite"), "DELETE FROM ledger_node", "DELETE FROM ledger_checkpoint")
run(*(f"DELETE FROM ledger_{table} WHERE seq >= 2" for table in ("leaf", "frame", "words", "sight")))
hash_again()
run(*triggers.statements("sqlite"))
"""


def publish(running: Running, before: str = "") -> None:
    """Sign a checkpoint, as the work of each hour does, after whatever somebody has done to the database."""
    program = textwrap.dedent(PUBLISH + before) + "\npublish.publish()\n"
    subprocess.run([sys.executable, "-c", program], env=running.environment, check=True)


def pin(page: Page, *, checked_after: float = 0) -> dict[str, Any]:
    """What the browser remembers, once it has looked; an empty record it looks at again."""
    for _ in range(100):
        found = json.loads(page.evaluate("localStorage.getItem('twoway.pin')") or "{}")
        if found.get("size") and found["checked"] > checked_after:
            return dict(found)
        page.wait_for_timeout(50)
    raise AssertionError("the browser pinned nothing")


def an_hour_later(page: Page) -> None:
    """The browser looks again: the pin is made to look older than it is."""
    older = pin(page) | {"checked": 1}
    page.evaluate("older => localStorage.setItem('twoway.pin', older)", json.dumps(older))
    page.goto("/settings")


def test_the_browser_pins_what_it_saw_and_demands_proof_of_it(visit: Visit, running: Running) -> None:
    dana = visit("Dana")
    set_up(dana)
    publish(running)
    dana.goto("/settings")
    first = pin(dana)
    expect(dana.locator("#ledger-pin")).to_contain_text("This browser checked the record")
    invite(dana, "Ben Okoro", "ben@fir.example")
    publish(running)
    an_hour_later(dana)
    second = pin(dana, checked_after=1)
    assert second["size"] > first["size"]
    assert second["key"] == first["key"]
    expect(dana.locator("#ledger-alarm")).to_be_hidden()


def test_a_rewritten_record_is_shown_large_and_plain_and_is_never_pinned(
    visit: Visit, running: Running, screenshot: Screenshot
) -> None:
    dana = visit("Dana")
    set_up(dana)
    publish(running)
    dana.goto("/settings")
    seen = pin(dana)
    invite(dana, "Ben Okoro", "ben@fir.example")
    publish(running, REWRITE)
    an_hour_later(dana)
    expect(dana.locator("#ledger-alarm")).to_contain_text("does not match what this browser saw before")
    expect(dana.locator("#ledger-alarm")).to_be_in_viewport()
    screenshot(dana, "ledger alarm")
    assert pin(dana)["root"] == seen["root"]
    dana.goto("/")
    expect(dana.locator("#ledger-alarm")).to_be_visible()


@pytest.mark.long_run
def test_a_lost_key_is_told_apart_from_a_changed_record(
    visit: Visit, running: Running, screenshot: Screenshot
) -> None:
    dana = visit("Dana")
    set_up(dana)
    publish(running)
    dana.goto("/settings")
    seen = pin(dana)
    invite(dana, "Ben Okoro", "ben@fir.example")
    publish(running, LOST_KEY)
    an_hour_later(dana)
    expect(dana.locator("#ledger-alarm")).to_contain_text("signed with another key than before")
    expect(dana.locator("#ledger-alarm")).to_contain_text("the record still begins with it")
    screenshot(dana, "ledger key")
    found = pin(dana, checked_after=1)
    assert found["key"] != seen["key"]
    publish(running, LOST_KEY + REWRITE.replace('(keys._folder() / "last-signed").unlink()', ""))
    an_hour_later(dana)
    expect(dana.locator("#ledger-alarm")).to_contain_text("not the record that this browser saw before")
    assert pin(dana)["key"] == found["key"]


@pytest.mark.long_run
def test_a_browser_that_may_not_hash_says_that_it_does_not_check_and_why(
    visit: Visit, running: Running
) -> None:
    dana = visit("Dana")
    dana.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")  # as on plain http
    set_up(dana)
    publish(running)
    dana.goto("/settings")
    expect(dana.locator("#ledger-pin")).to_contain_text("does not check the record here")
    expect(dana.locator("#ledger-pin")).to_contain_text("https")
    assert dana.evaluate("localStorage.getItem('twoway.pin')") is None


@pytest.mark.long_run
def test_a_restored_record_is_shown_as_a_gap_and_not_as_tampering(
    visit: Visit, running: Running, screenshot: Screenshot
) -> None:
    dana = visit("Dana")
    set_up(dana)
    invite(dana, "Ben Okoro", "ben@fir.example")
    publish(running)
    dana.goto("/settings")
    assert pin(dana)["epoch"] == 1
    publish(running, PUT_BACK)
    an_hour_later(dana)
    expect(dana.locator("#ledger-alarm")).to_contain_text("was restored from an older copy")
    screenshot(dana, "ledger gap")
    assert pin(dana)["epoch"] == 2
