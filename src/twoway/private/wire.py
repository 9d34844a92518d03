"""What the half in the browser asks of this one, as JSON; programs ask the same of /api/v1/private."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from ninja import Schema
from pydantic import ValidationError

from twoway.errors import BadShape
from twoway.ids import looks_like_id
from twoway.people.access import unlogged
from twoway.people.visits import SignedIn
from twoway.private import queries, rules
from twoway.private.rules import Sealed
from twoway.private.shapes import Begun, Kept, Keys, NotebookOut, SheetOut, SheetsOut, WithIndex

SHEETS_AT_ONCE = 40
Shape = TypeVar("Shape", bound=Schema)


@require_safe
@unlogged
def notebook(request: SignedIn) -> HttpResponse:
    """One's wrapped keys and sealed index."""
    return _told(NotebookOut.of(queries.notebook(request.person.id)))


@require_POST
def begin(request: SignedIn) -> HttpResponse:
    """A new notebook."""
    said = _said(request, Begun)
    return _told(NotebookOut.of(rules.begin(by=request.person.id, keys=said.keys, index=said.index)))


@require_POST
def keys(request: SignedIn) -> HttpResponse:
    """Other wrapped keys."""
    said = _said(request, Keys)
    changed = rules.change_keys(
        by=request.person.id, keys=Sealed(said.keys, said.keys_version), index=said.as_index()
    )
    return _told(NotebookOut.of(changed))


@require_POST
def destroy(request: SignedIn) -> HttpResponse:
    """Everything goes."""
    rules.destroy(by=request.person.id)
    return _told(NotebookOut())


def sheets(request: SignedIn) -> HttpResponse:
    """Some of one's sheets; by POST one more, or a new version of one."""
    return _keep(request) if request.method == "POST" else _some(request)


@require_safe
@unlogged
def sheet(request: SignedIn, id: str) -> HttpResponse:
    """One of them."""
    return _told(SheetOut.of(queries.sheet(id, seen_by=request.person.id)))


@require_POST
def drop(request: SignedIn, id: str) -> HttpResponse:
    """One of them goes for good."""
    queries.sheet(id, seen_by=request.person.id)
    rules.drop(id, by=request.person.id, index=_said(request, WithIndex).as_index())
    return JsonResponse({})


def some_sheets(me: str, after: str) -> SheetsOut:
    """As many as are sent at once, from after a name on; what is no name is none."""
    after = after if looks_like_id(after) else ""
    found = queries.sheets_after(after, SHEETS_AT_ONCE + 1, seen_by=me)
    told = [SheetOut.of(one) for one in found[:SHEETS_AT_ONCE]]
    return SheetsOut(sheets=told, more=len(found) > SHEETS_AT_ONCE)


@require_POST
def _keep(request: SignedIn) -> HttpResponse:
    said = _said(request, Kept)
    kept = rules.keep(
        said.name, Sealed(said.sealed, said.version), by=request.person.id, index=said.as_index()
    )
    return JsonResponse({"name": kept.name, "version": kept.version})


@require_safe
def _some(request: SignedIn) -> HttpResponse:
    return _told(some_sheets(request.person.id, request.GET.get("after", "")))


def _said(request: HttpRequest, shape: Callable[..., Shape]) -> Shape:
    """What was sent, in its shape, or a no that quotes none of it."""
    try:
        return shape.model_validate_json(request.body)  # type: ignore[attr-defined,no-any-return]
    except ValidationError as error:
        raise BadShape(_("That was not sent by Twoway’s page. Load it again.")) from error


def _told(what: Schema) -> HttpResponse:
    response = JsonResponse(what.model_dump())
    response.headers["Cache-Control"] = "no-store"
    return response
