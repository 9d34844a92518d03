"""Logging: a constant event name and ids, one line each, never people's words.

Messages of exceptions are left out, because a database or a parser likes to quote the value it choked on;
what broke and where is kept. Long parts of addresses are left out: the links in mails carry a secret there.
"""

from __future__ import annotations

import re
import sys
import traceback
from pathlib import PurePath
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_SECRET_PART = re.compile(r"(?<=/)[\w.:=-]{20,}")
_FRAMES_KEPT = 12


def without_secrets(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """An address in a log line keeps its short parts only."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = _SECRET_PART.sub("…", value)
    return event


def where_it_broke(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """An exception as its kinds and places, innermost last, without what it said."""
    error = _exception(event.pop("exc_info", None))
    if error is not None:
        event["broke"] = " from ".join(type(each).__name__ for each in _chain(error))
        event["at"] = [_place(frame) for frame in traceback.extract_tb(error.__traceback__)[-_FRAMES_KEPT:]]
    return event


def _exception(given: Any) -> BaseException | None:
    """Whatever logging allows for exc_info: True, a triple, or the exception itself."""
    if given is True:
        return sys.exc_info()[1]
    if isinstance(given, tuple):
        return given[1] if isinstance(given[1], BaseException) else None
    return given if isinstance(given, BaseException) else None


def _chain(error: BaseException) -> list[BaseException]:
    chain = [error]
    while (deeper := chain[-1].__cause__ or chain[-1].__context__) and deeper not in chain:
        chain.append(deeper)
    return chain


def _place(frame: traceback.FrameSummary) -> str:
    return f"{'/'.join(PurePath(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}"


def _renderer() -> Processor:
    """For a person at a terminal one readable line, for everything else JSON."""
    if sys.stderr.isatty():
        return structlog.dev.ConsoleRenderer()
    return structlog.processors.JSONRenderer(ensure_ascii=False)


_BEFORE: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    where_it_broke,
    without_secrets,
]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _BEFORE,
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer()],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # A refused request is everyday; what broke is logged by web.errors, with its name.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.request": {"handlers": [], "level": "CRITICAL", "propagate": True},
    },
}


def configure() -> None:
    """Make structlog speak through the standard library, so that everything is one stream."""
    structlog.configure(
        processors=[*_BEFORE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
