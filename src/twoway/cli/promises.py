"""`twoway promises`: what a person owes, is owed, and has waiting."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twoway.cli.start import open_database
from twoway.cli.who import As, Token, seen, viewer
from twoway.cli.words import tell, tell_json

if TYPE_CHECKING:
    from twoway.nouns.promises.models import Promise
    from twoway.people.models import Person


class Which(StrEnum):
    """The lists of the page of promises."""

    OWED_BY_ME = "owed-by-me"
    OWED_TO_ME = "owed-to-me"
    WAITING = "waiting-for-me"
    WAITING_FOR_OTHERS = "waiting-for-others"
    DONE = "done"
    BROUGHT_IN = "brought-in"
    SHOWN = "shown-to-me"


TITLES = {
    Which.OWED_BY_ME: "You owe",
    Which.OWED_TO_ME: "Owed to you",
    Which.WAITING: "Waiting for your answer",
    Which.WAITING_FOR_OTHERS: "Waiting for an answer",
    Which.DONE: "Done",
    Which.BROUGHT_IN: "Brought in, and nobody's yet",
    Which.SHOWN: "Shown to you by others",
}


def promises(
    which: Annotated[
        list[Which] | None, typer.Argument(help="Which lists; all but what is over, if none.")
    ] = None,
    with_: Annotated[str, typer.Option("--with", help="Only those with this person.")] = "",
    as_: As = "",
    token: Token = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List promises: yours to others, others' to you, and what waits for an answer."""
    open_database()
    me = viewer(as_, token)
    other = seen(with_, me) if with_ else None
    from twoway.people.looking import looking

    with looking():
        lists = {each: _of(each, me, other) for each in which or list(Which)[:4]}
        _tell(lists, me, as_json)


def _tell(lists: dict[Which, list[Promise]], me: Person, as_json: bool) -> None:
    if as_json:
        told = {each.value: [_as_json(promise, me) for promise in found] for each, found in lists.items()}
        tell_json(told)
        return
    for each, found in lists.items():
        tell(f"{TITLES[each]}: {len(found) or 'nothing'}")
        for promise in found:
            tell(_line(promise, me))


def _of(which: Which, me: Person, other: Person | None) -> list[Promise]:
    from twoway.nouns.promises import queries

    found: Iterable[Promise] = {
        Which.OWED_BY_ME: lambda: queries.owed_by(me.id, seen_by=me.id),
        Which.OWED_TO_ME: lambda: queries.owed_to(me.id, seen_by=me.id),
        Which.WAITING: lambda: queries.waiting_for(me.id),
        Which.WAITING_FOR_OTHERS: lambda: queries.waiting_for_others(me.id),
        Which.DONE: lambda: queries.done(me.id),
        Which.BROUGHT_IN: lambda: queries.brought_in(me.id),
        Which.SHOWN: lambda: queries.shown_to(me.id),
    }[which]()
    return [promise for promise in found if other is None or other.id in promise.parties]


def _as_json(promise: Promise, me: Person) -> dict[str, Any]:
    from twoway.nouns.promises import queries

    return {
        "id": promise.id,
        "what": promise.what,
        "promiser": promise.promiser_id,
        "promisee": promise.promisee_id,
        "state": queries.standing(promise, me.id),
        "due_on": promise.due_on.isoformat() if promise.due_on else None,
        "waits_for": promise.waits_for or None,
        "made_at": promise.made_at.isoformat() if promise.made_at else None,
        "kept_on": promise.kept_on.isoformat() if promise.kept_on else None,
        "price_low": promise.price_low,
        "price_high": promise.price_high,
        "currency": promise.currency or None,
        "source": promise.source or None,
    }


def _line(promise: Promise, me: Person) -> str:
    from twoway.nouns.promises import queries

    other = promise.promisee if promise.promiser_id == me.id else promise.promiser
    names = other.called if promise.is_between(me.id) else queries.headline(promise, me.id)
    state = queries.standing(promise, me.id)
    day = promise.due_on.isoformat() if promise.due_on else "no day    "
    return f"  {day}  {state:<9} {promise.what or '(erased)'}  [{names}, {promise.id}]"
