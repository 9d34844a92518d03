"""Who is meant, and through whose eyes one looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from twoway.errors import BadShape, NotSeen, NotSignedIn, RuleBroken

if TYPE_CHECKING:
    from twoway.people.models import Person

As = Annotated[str, typer.Option("--as", help="Who looks: name, mail address or id.")]
AsAdministrator = Annotated[
    str, typer.Option("--as", help="Which administrator does it, if there are several.")
]
Token = Annotated[str, typer.Option(envvar="TWOWAY_TOKEN", help="The token of the one who looks.")]


def viewer(named: str, token: str) -> Person:
    """The person whose eyes are used: shown by their token, except where nobody is real.

    Whoever runs the server has the database in their hands, but no command opens a street to them.
    """
    from twoway.people import queries, tokens

    place = queries.workplace()
    if place is None:
        raise NotSeen
    if place.kind in {"sample", "study"}:
        return named_by(named, queries.everybody())
    person = tokens.person_of_token(token) if token else None
    if person is None:
        raise NotSignedIn(
            "That needs the token of the person you look as: --token, or TWOWAY_TOKEN. "
            "They make one for themselves under Settings."
        )
    if named and not is_called(person, named):
        raise NotSeen
    return person


def seen(named: str, seen_by: Person) -> Person:
    """Somebody the viewer can see; by mail address only where they see that, or trying would tell it."""
    from twoway.people import queries

    place, people = queries.workplace(), queries.persons(seen_by=seen_by.id)
    sees_all = seen_by.runs_server or (place is not None and place.kind != "real")
    if "@" not in named or sees_all or is_called(seen_by, named):
        return named_by(named, people)
    raise NotSeen


def only_administrator(named: str) -> Person:
    """Whose act it is when it is done to the whole workplace from the terminal."""
    from twoway.people import queries

    found = queries.administrators()
    if named:
        return named_by(named, found)
    if not found:
        raise RuleBroken(
            "There is no workplace here yet. Set one up first: twoway serve.", code="no_workplace"
        )
    if len(found) > 1:
        names = ", ".join(person.name for person in found)
        raise RuleBroken(
            f"Several people look after this workplace: {names}. Pick one with --as.", code="which"
        )
    return found[0]


def named_by(named: str, people: list[Person]) -> Person:
    """The one of these people who is called so; a name that two people share needs an address or an id."""
    found = [person for person in people if is_called(person, named)]
    found = found or [person for person in people if _given_name(person) == named.strip().casefold()]
    if len(found) > 1:
        raise BadShape(f"{len(found)} people are called {named}. Say which one by mail address or id.")
    if not found:
        raise NotSeen
    return found[0]


def _given_name(person: Person) -> str:
    return person.name.casefold().partition(" ")[0]


def is_called(person: Person, named: str) -> bool:
    """By id, mail address or whole name; a study's "Person 17" answers to 17 as well."""
    wanted = named.strip().casefold()
    names = {
        person.id,
        person.email.casefold(),
        person.name.casefold(),
        person.name.casefold().removeprefix("person "),
    }
    return bool(wanted) and wanted in names
