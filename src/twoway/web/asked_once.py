"""While a page is made, a question goes to the database once, however many parts of the page ask it.

    @asked_once
    def workplace() -> Workplace | None: ...

Outside a page, and on pages that write, every question is asked anew: whoever writes looks under the lock,
and has to see what stands there then.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
Answer = TypeVar("Answer")
_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("twoway_answers", default=None)
READING = frozenset({"GET", "HEAD", "OPTIONS"})


@contextmanager
def for_page(method: str | None) -> Iterator[None]:
    """Remember answers until the page is made, if it is asked for by a method that only reads."""
    token = _answers.set({} if method in READING else None)
    try:
        yield
    finally:
        _answers.reset(token)


def asked_once(ask: Callable[P, Answer]) -> Callable[P, Answer]:
    """Remember the answer for the same arguments. Whoever asks shares it, and must leave it as it is."""

    @wraps(ask)
    def asked(*args: P.args, **kwargs: P.kwargs) -> Answer:
        answers = _answers.get()
        if answers is None:
            return ask(*args, **kwargs)
        question = (ask, args, *sorted(kwargs.items()))
        if question not in answers:
            answers[question] = ask(*args, **kwargs)
        found: Answer = answers[question]
        return found

    return asked
