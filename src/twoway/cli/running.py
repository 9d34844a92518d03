"""Whether a server runs on this home folder: a restore must not change the database under it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twoway.errors import RuleBroken


@contextmanager
def marked() -> Iterator[None]:
    """Say, for as long as this lasts, that this home is in use; several servers may be."""
    with _locked(fcntl.LOCK_SH):
        yield


@contextmanager
def stopped() -> Iterator[None]:
    """Go on only if nothing runs on this home, and let nothing start until it is done."""
    with _locked(fcntl.LOCK_EX | fcntl.LOCK_NB):
        yield


@contextmanager
def _locked(how: int) -> Iterator[None]:
    from django.conf import settings

    file = os.open(Path(settings.TWOWAY_HOME) / "in-use", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, how)
        yield
    except BlockingIOError as error:
        raise RuleBroken(
            "Twoway is running on this home folder. Stop it, then run this again.", code="is_running"
        ) from error
    finally:
        os.close(file)
