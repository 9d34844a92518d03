"""What is only mine, for programs: ciphertexts that a program of one's own seals and opens, and marks.

docs/private-format.md says how they are sealed. Nothing that comes in here is understood, and nothing is
promised of it but its version.
"""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from twoway.people.access import unlogged
from twoway.people.bearer import caller
from twoway.private import queries, rules
from twoway.private.rules import Sealed
from twoway.private.shapes import (
    Begun,
    Kept,
    Keys,
    MarkOut,
    NotebookOut,
    Noted,
    SheetOut,
    SheetsOut,
    WithIndex,
)
from twoway.private.wire import some_sheets

router = Router(tags=["private"])


@router.get("/notebook", response=NotebookOut, operation_id="private_notebook")
@unlogged
def notebook(request: HttpRequest) -> NotebookOut:
    """One's wrapped keys and sealed index."""
    return NotebookOut.of(queries.notebook(caller(request).id))


@router.post("/notebook/begin", response={201: NotebookOut}, operation_id="private_begin")
def begin(request: HttpRequest, said: Begun) -> NotebookOut:
    """Begin a notebook with its wrapped keys and an empty sealed index."""
    return NotebookOut.of(rules.begin(by=caller(request).id, keys=said.keys, index=said.index))


@router.post("/notebook/keys", response=NotebookOut, operation_id="private_keys")
def keys(request: HttpRequest, said: Keys) -> NotebookOut:
    """Change how it is unlocked."""
    new = Sealed(said.keys, said.keys_version)
    return NotebookOut.of(rules.change_keys(by=caller(request).id, keys=new, index=said.as_index()))


@router.post("/notebook/destroy", response={204: None}, operation_id="private_destroy")
def destroy(request: HttpRequest) -> None:
    """Delete keys, index and every sheet, for good."""
    rules.destroy(by=caller(request).id)


@router.get("/sheets", response=SheetsOut, operation_id="private_sheets")
@unlogged
def sheets(request: HttpRequest, after: str = "") -> SheetsOut:
    """One's sealed sheets by name, forty at a time, from after a name on."""
    return some_sheets(caller(request).id, after)


@router.post("/sheets", response=SheetOut, operation_id="private_keep")
def keep(request: HttpRequest, said: Kept) -> SheetOut:
    """Keep a sheet, or a new version of one, with the index that names it."""
    sealed = Sealed(said.sealed, said.version)
    return SheetOut.of(rules.keep(said.name, sealed, by=caller(request).id, index=said.as_index()))


@router.get("/sheets/{id}", response=SheetOut, operation_id="private_sheet")
@unlogged
def sheet(request: HttpRequest, id: str) -> SheetOut:
    """One sealed sheet."""
    return SheetOut.of(queries.sheet(id, seen_by=caller(request).id))


@router.post("/sheets/{id}/drop", response={204: None}, operation_id="private_drop")
def drop(request: HttpRequest, id: str, said: WithIndex) -> None:
    """Delete one sheet for good, with the index that no longer names it."""
    rules.drop(id, by=caller(request).id, index=said.as_index())


@router.get("/marks", response=list[MarkOut], operation_id="private_marks")
@unlogged
def marks(request: HttpRequest) -> list[MarkOut]:
    """What one noted beside suggestions."""
    return [MarkOut.of(one) for one in queries.own_marks(caller(request).id)]


@router.post("/marks", response={201: MarkOut}, operation_id="private_mark")
def mark(request: HttpRequest, said: Noted) -> MarkOut:
    """Note "not_now", "useful" or "not_useful" beside a suggestion."""
    return MarkOut.of(rules.mark(said.practice, said.what, by=caller(request).id, street=said.street))


@router.post("/marks/{id}/take_back", response={204: None}, operation_id="private_mark_back")
def take_back_mark(request: HttpRequest, id: str) -> None:
    """Take a mark back, as if it had never been noted."""
    rules.take_back_mark(id, by=caller(request).id)
