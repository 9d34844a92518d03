from __future__ import annotations

import json
import logging

import pytest
import structlog

from twoway.web import logs


def line(record: logging.LogRecord) -> dict[str, object]:
    """A log line as it is written when nobody sits at a terminal."""
    lines = logs.LOGGING["formatters"]["lines"]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=lines["foreign_pre_chain"],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
    )
    written: dict[str, object] = json.loads(formatter.format(record))
    return written


def broken() -> Exception:
    try:
        try:
            raise KeyError("her words")
        except KeyError as first:
            raise ValueError("his words") from first
    except ValueError as error:
        return error


def test_an_exception_is_told_by_kind_and_place_never_by_what_it_said() -> None:
    error = broken()
    record = logging.LogRecord(
        "django", logging.ERROR, __file__, 1, "Failed", None, (ValueError, error, error.__traceback__)
    )
    written = line(record)
    assert written["broke"] == "ValueError from KeyError"
    assert "test_logs.py" in str(written["at"])
    assert "words" not in json.dumps(written)


@pytest.mark.parametrize("path", ["/tap/9f8e7d6c5b4a39281706f5e4", "/join/abc.def:ghi-jkl_mnopqrstu"])
def test_secrets_in_addresses_are_left_out(path: str) -> None:
    written = line(logging.LogRecord("django", logging.WARNING, __file__, 1, "Not Found: %s", (path,), None))
    assert path.split("/")[2] not in json.dumps(written)
    assert str(written["event"]).startswith(f"Not Found: /{path.split('/')[1]}/")


def test_ids_stay_readable() -> None:
    written = line(logging.LogRecord("x", logging.INFO, __file__, 1, "/promises/k3v9x2k3v9x2", None, None))
    assert written["event"] == "/promises/k3v9x2k3v9x2"


def test_an_exception_that_is_its_own_cause_does_not_go_round_for_ever() -> None:
    error = ValueError()
    error.__context__ = KeyError()
    error.__context__.__context__ = error
    assert logs.where_it_broke(None, "error", {"exc_info": error})["broke"] == "ValueError from KeyError"
