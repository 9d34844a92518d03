from __future__ import annotations

import pytest
from django.http import HttpResponse

from twoway.errors import NotSaved, NotSeen, RuleBroken, TooOften, TwowayError
from twoway.web.done import done


def answered(error: TwowayError | None = None) -> HttpResponse:
    def run() -> str:
        if error:
            raise error
        return "one"

    return done(run, lambda thing: f"/things/{thing}", lambda refused: HttpResponse(refused.say, status=409))


def test_what_was_done_leads_to_its_page_by_another_request() -> None:
    response = answered()
    assert (response.status_code, response["Location"]) == (303, "/things/one")


def test_a_refusal_stands_on_the_page_it_came_from() -> None:
    response = answered(RuleBroken("It is yours already."))
    assert response.content == b"It is yours already."


@pytest.mark.parametrize("error", [NotSeen(), TooOften(), NotSaved()])
def test_what_that_page_cannot_show_goes_on_to_the_error_page(error: TwowayError) -> None:
    with pytest.raises(type(error)):
        answered(error)
