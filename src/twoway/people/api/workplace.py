"""The workplace itself and the clients it works for, for programs."""

from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.errors import NotSeen
from twoway.people import queries, rules
from twoway.people.api.shapes import Done, Named, done
from twoway.people.bearer import caller
from twoway.web.frame import run_by
from twoway.web.once import once_of

router = Router(tags=["workplace"])


class WorkplaceOut(Schema):
    """The workplace: `kind` is real, sample or study. `run_by` names who could read what is kept here."""

    name: str
    kind: str
    estimates_allowed: bool
    run_by: str


class Sure(Schema):
    """For what nothing undoes: a program says that it is meant."""

    sure: Literal[True]


class ClientOut(Schema):
    """An outside organisation; its people here are guests."""

    id: str
    name: str


@router.get("/workplace", response=WorkplaceOut, operation_id="workplace")
def workplace(request: HttpRequest) -> WorkplaceOut:
    """The workplace, and who runs the server."""
    place = queries.workplace()
    if place is None:
        raise NotSeen
    allowed = queries.estimates_allowed()
    return WorkplaceOut(name=place.name, kind=place.kind, estimates_allowed=allowed, run_by=run_by())


@router.post("/workplace/rename", response=Done, operation_id="workplace_rename")
def rename(request: HttpRequest, said: Named) -> Done:
    """Give the workplace another name: for whoever looks after it."""
    return done(rules.rename_workplace(name=said.name, by=caller(request).id, once=once_of(request)))


@router.post("/workplace/end_estimates", response=Done, operation_id="workplace_end_estimates")
def end_estimates(request: HttpRequest, said: Sure) -> Done:
    """Switch every estimate off, for good: for whoever looks after the workplace."""
    return done(rules.end_estimates(by=caller(request).id, once=once_of(request)))


@router.get("/clients", response=list[ClientOut], operation_id="clients")
def clients(request: HttpRequest) -> list[ClientOut]:
    """The clients a member may know of; a guest knows of their own."""
    seen = queries.clients(seen_by=caller(request).id)
    return [ClientOut(id=client.id, name=client.name) for client in seen]


@router.post("/clients", response={201: Done}, operation_id="client_name")
def name_client(request: HttpRequest, said: Named) -> Done:
    """Name a client: for every member."""
    return done(rules.name_client(name=said.name, by=caller(request).id, once=once_of(request)))


@router.post("/clients/{id}/rename", response=Done, operation_id="client_rename")
def rename_client(request: HttpRequest, id: str, said: Named) -> Done:
    """Give a client another name: for whoever looks after the workplace."""
    return done(rules.rename_client(id, name=said.name, by=caller(request).id, once=once_of(request)))
