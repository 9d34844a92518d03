"""What each act does to the rows of promises: the only code that writes them, live and in replay alike."""

from __future__ import annotations

from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.nouns.promises import acts
from twoway.nouns.promises.models import Hanging, Promise


def _begin(
    rows: Rows,
    entry: Entry,
    act: acts.Made | acts.Asked | acts.Offered | acts.Noted,
    state: str,
    waits_for: str,
) -> None:
    made = state == "made" and not waits_for
    rows.add(
        Promise(
            id=entry.thing,
            street_id=entry.street,
            promiser_id=act.promiser,
            promisee_id=act.promisee,
            state=state,
            waits_for=waits_for,
            what_in_id=entry.seq,
            due_on=act.due_on,
            first_due_on=act.due_on if made else None,
            made_at=entry.happened_at if made else None,
            due_agreed_at=entry.happened_at if made else None,
            source=entry.source,
            to_take_on=[act.promiser] if entry.source else [],
            beside=list(act.beside or ()),
            price_low=act.price_low,
            price_high=act.price_high,
            currency=act.currency or "",
            scope_in_id=entry.seq if act.has_scope else None,
            last_entry_id=entry.id,
        )
    )


def _now(rows: Rows, entry: Entry) -> Promise:
    """The row the act is about, with the act as the last thing that happened to it."""
    promise = rows.one(Promise, entry.thing)
    promise.last_entry_id = entry.id
    return promise


def _without_move(promise: Promise) -> None:
    promise.move_to, promise.move_asked_by, promise.move_asked_on = None, "", None


def _without_terms(promise: Promise) -> None:
    promise.terms_low, promise.terms_high, promise.terms_currency = None, None, ""
    promise.terms_rescopes, promise.terms_scope_in_id = False, None
    promise.terms_asked_by, promise.terms_asked_on = "", None


def _price(promise: Promise, act: acts.Countered | acts.TermsChanged) -> None:
    promise.price_low, promise.price_high, promise.currency = (
        act.price_low,
        act.price_high,
        act.currency or "",
    )


def _settle(rows: Rows, entry: Entry, state: str) -> Promise:
    promise = _now(rows, entry)
    promise.state, promise.waits_for, promise.settled_at = state, "", entry.happened_at
    _without_move(promise)
    _without_terms(promise)
    rows.put(promise)
    return promise


@effect(acts.Made)
def made(rows: Rows, entry: Entry, act: acts.Made) -> None:
    _begin(rows, entry, act, "made", act.promisee if act.waits else "")
    promise = rows.one(Promise, entry.thing)
    promise.sure_by, promise.hard_in_id = act.sure_by, entry.seq
    rows.put(promise)


@effect(acts.Asked)
def asked(rows: Rows, entry: Entry, act: acts.Asked) -> None:
    _begin(rows, entry, act, "asked", act.promiser)


@effect(acts.Offered)
def offered(rows: Rows, entry: Entry, act: acts.Offered) -> None:
    _begin(rows, entry, act, "offered", act.promisee)


@effect(acts.Noted)
def noted(rows: Rows, entry: Entry, act: acts.Noted) -> None:
    _begin(rows, entry, act, "noted", act.promiser)


@effect(acts.Countered)
def countered(rows: Rows, entry: Entry, act: acts.Countered) -> None:
    promise = _now(rows, entry)
    promise.state, promise.waits_for = "countered", promise.other(promise.waits_for)
    promise.due_on = act.due_on
    _price(promise, act)
    if act.rewords:
        promise.what_in_id = entry.seq
    if act.rescopes:
        promise.scope_in_id = entry.seq
    rows.put(promise)


@effect(acts.Accepted)
def accepted(rows: Rows, entry: Entry, act: acts.Accepted) -> None:
    promise = _now(rows, entry)
    # A promise made as the first act on a street brought its own "sure by" and "hard": a yes leaves them be.
    if promise.state != "made":
        promise.sure_by, promise.hard_in_id = act.sure_by, entry.seq
    promise.state, promise.waits_for = "made", ""
    promise.made_at = promise.due_agreed_at = entry.happened_at
    promise.first_due_on = promise.due_on
    rows.put(promise)


@effect(acts.Declined)
def declined(rows: Rows, entry: Entry, act: acts.Declined) -> None:
    _settle(rows, entry, "declined")


@effect(acts.Withdrawn)
def withdrawn(rows: Rows, entry: Entry, act: acts.Withdrawn) -> None:
    _settle(rows, entry, "withdrawn")


@effect(acts.Kept)
def kept(rows: Rows, entry: Entry, act: acts.Kept) -> None:
    promise = _now(rows, entry)
    promise.state, promise.kept_on, promise.claimed_on = "claimed", act.kept_on, act.on
    promise.charged = act.charged
    _without_move(promise)
    _without_terms(promise)
    rows.put(promise)


@effect(acts.Confirmed)
def confirmed(rows: Rows, entry: Entry, act: acts.Confirmed) -> None:
    promise = _settle(rows, entry, "kept")
    promise.kept_on, promise.charged = act.kept_on, act.charged
    rows.put(promise)


@effect(acts.Contested)
def contested(rows: Rows, entry: Entry, act: acts.Contested) -> None:
    _open_again(rows, entry)


@effect(acts.Reopened)
def reopened(rows: Rows, entry: Entry, act: acts.Reopened) -> None:
    _open_again(rows, entry)


def _open_again(rows: Rows, entry: Entry) -> None:
    promise = _now(rows, entry)
    promise.state, promise.kept_on, promise.claimed_on, promise.settled_at = "made", None, None, None
    promise.charged = None
    rows.put(promise)


@effect(acts.MoveAsked)
def move_asked(rows: Rows, entry: Entry, act: acts.MoveAsked) -> None:
    promise = _now(rows, entry)
    promise.move_to, promise.move_asked_by, promise.move_asked_on = act.due_on, entry.by, act.on
    rows.put(promise)


@effect(acts.Moved)
def moved(rows: Rows, entry: Entry, act: acts.Moved) -> None:
    promise = _now(rows, entry)
    promise.due_on, promise.due_agreed_at = act.due_on, entry.happened_at
    promise.first_due_on = promise.first_due_on or act.due_on
    promise.moves += 1
    _without_move(promise)
    rows.put(promise)


@effect(acts.MoveRefused)
def move_refused(rows: Rows, entry: Entry, act: acts.MoveRefused) -> None:
    promise = _now(rows, entry)
    _without_move(promise)
    rows.put(promise)


@effect(acts.TermsAsked)
def terms_asked(rows: Rows, entry: Entry, act: acts.TermsAsked) -> None:
    promise = _now(rows, entry)
    promise.terms_low, promise.terms_high = act.price_low, act.price_high
    promise.terms_currency, promise.terms_rescopes = act.currency or "", bool(act.rescopes)
    promise.terms_scope_in_id = entry.seq if act.rescopes else None
    promise.terms_asked_by, promise.terms_asked_on = entry.by, act.on
    rows.put(promise)


@effect(acts.TermsChanged)
def terms_changed(rows: Rows, entry: Entry, act: acts.TermsChanged) -> None:
    promise = _now(rows, entry)
    _price(promise, act)
    if act.rescopes:
        promise.scope_in_id = promise.terms_scope_in_id
    promise.terms_changes += 1
    _without_terms(promise)
    rows.put(promise)


@effect(acts.TermsRefused)
def terms_refused(rows: Rows, entry: Entry, act: acts.TermsRefused) -> None:
    promise = _now(rows, entry)
    _without_terms(promise)
    rows.put(promise)


@effect(acts.Broken)
def broken(rows: Rows, entry: Entry, act: acts.Broken) -> None:
    _settle(rows, entry, "broken")


@effect(acts.Released)
def released(rows: Rows, entry: Entry, act: acts.Released) -> None:
    promise = _settle(rows, entry, "released")
    if entry.source and entry.by not in promise.to_take_on:
        promise.to_take_on = [*promise.to_take_on, entry.by]
        rows.put(promise)


@effect(acts.TakenOn)
def taken_on(rows: Rows, entry: Entry, act: acts.TakenOn) -> None:
    promise = _now(rows, entry)
    promise.to_take_on = [person for person in promise.to_take_on if person != entry.by]
    promise.taken_on = not promise.to_take_on
    rows.put(promise)


@effect(acts.Disputed)
def disputed(rows: Rows, entry: Entry, act: acts.Disputed) -> None:
    promise = _now(rows, entry)
    promise.disputed = True
    rows.put(promise)


@effect(acts.Owned)
def owned(rows: Rows, entry: Entry, act: acts.Owned) -> None:
    rows.put(_now(rows, entry))


@effect(acts.HungOn)
def hung_on(rows: Rows, entry: Entry, act: acts.HungOn) -> None:
    rows.add(Hanging(id=entry.thing, promise_id=act.promise, on_id=act.on))


@effect(acts.Unhung)
def unhung(rows: Rows, entry: Entry, act: acts.Unhung) -> None:
    rows.drop(rows.one(Hanging, entry.thing))
