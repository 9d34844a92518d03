"""Every test begins with a record of its own: another signing key, and tables that may be emptied afterwards.

Nothing may change or delete history, and the test runner's way of clearing up after a test that commits is
to delete everything. So for that moment alone the triggers stand aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

import pytest
from django.conf import settings
from django.db.backends.base.operations import BaseDatabaseOperations

_numbers = count()


@pytest.fixture(autouse=True)
def a_key_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else what one test signed would look to the next like a record that was cut short."""
    from twoway.ledger import write

    monkeypatch.setattr(settings, "TWOWAY_KEYS", settings.TWOWAY_HOME / "keys-of-tests" / str(next(_numbers)))
    monkeypatch.setattr(write, "_looked_for_a_restore", False)


@pytest.fixture(autouse=True, scope="session")
def emptying_is_allowed() -> Iterator[None]:
    from twoway.ledger import triggers

    flush = BaseDatabaseOperations.execute_sql_flush

    def with_triggers_aside(self: Any, statements: Sequence[str]) -> None:
        vendor = self.connection.vendor
        flush(self, [*triggers.removal(vendor), *statements, *triggers.statements(vendor)])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", with_triggers_aside)
        yield
