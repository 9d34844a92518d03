"""What the two of a street may do to it, for programs. What lies on it is in the readings."""

from collections.abc import Callable

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.ledger.entries import Entry
from twoway.people.api.shapes import Done, done
from twoway.people.bearer import caller
from twoway.people.streets import queries, rules
from twoway.web.once import once_of

router = Router(tags=["streets"])


class Wish(Schema):
    """Whether one would like the estimate. Nobody else ever sees a lone wish."""

    wish: bool


class WishOut(Wish):
    """One's own wish, and whether the estimate is there, which takes both."""

    measured: bool


class Side(Schema):
    """One's own account beside an act: `about` is the act's entry."""

    about: str
    words: str


@router.post("/sides", response={201: Done}, operation_id="side_add")
def add_side(request: HttpRequest, said: Side) -> Done:
    """Say how it was for oneself, beside any act on one's street."""
    me, once = caller(request).id, once_of(request)
    return done(rules.add_side(said.about, by=me, words=said.words, once=once))


@router.post("/{id}/pause", response=Done, operation_id="street_pause")
def pause(request: HttpRequest, id: str) -> Done:
    """Pause the street, for both."""
    return _changed(rules.pause, request, id)


@router.post("/{id}/resume", response=Done, operation_id="street_resume")
def resume(request: HttpRequest, id: str) -> Done:
    """End one's own pause."""
    return _changed(rules.resume, request, id)


@router.post("/{id}/close", response=Done, operation_id="street_close")
def close(request: HttpRequest, id: str) -> Done:
    """Close the street, for both."""
    return _changed(rules.close, request, id)


@router.post("/{id}/reopen", response=Done, operation_id="street_reopen")
def reopen(request: HttpRequest, id: str) -> Done:
    """Wish a street back that one has closed; it opens with a first act and a yes."""
    return _changed(rules.reopen, request, id)


@router.get("/{id}/wish", response=WishOut, operation_id="street_own_wish")
def own_wish(request: HttpRequest, id: str) -> WishOut:
    """Whether one has asked for the estimate: one's own answer and nobody else's."""
    street = queries.street(id, seen_by=caller(request).id)
    wish = queries.wishes_estimate(street.id, seen_by=caller(request).id)
    return WishOut(wish=wish, measured=street.measured)


@router.post("/{id}/wish", response=WishOut, operation_id="street_wish")
def wish(request: HttpRequest, id: str, said: Wish) -> WishOut:
    """Ask for the estimate, or put it down."""
    street = rules.wish_estimate(id, by=caller(request).id, wish=said.wish)
    return WishOut(wish=said.wish, measured=street.measured)


def _changed(rule: Callable[..., Entry], request: HttpRequest, id: str) -> Done:
    return done(rule(id, by=caller(request).id, once=once_of(request)))
