"""What follows a form that was sent: on to what was done, or the same page again with the refusal on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponse, HttpResponseRedirect

from twoway.errors import NotSeen, TwowayError

Done = TypeVar("Done")
TOO_OFTEN = 429


def done(
    run: Callable[[], Done], then: Callable[[Done], str], refused: Callable[[TwowayError], HttpResponse]
) -> HttpResponse:
    """Run a rule and go to the address `then` finds; `refused` shows what was typed and the sentence."""
    try:
        result = run()
    except TwowayError as error:
        return refused(shown(error))
    return HttpResponseRedirect(then(result), status=303)


def shown(error: TwowayError) -> TwowayError:
    """The refusal, if the page it came from can show it; else it goes on to the error page."""
    if isinstance(error, NotSeen) or error.status >= TOO_OFTEN:
        raise error
    return error
