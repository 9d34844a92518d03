"""History for programs: every act one may see, each with its proof."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from ninja import Router, Schema

from twoway.errors import NotSeen
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.people import sight
from twoway.people.bearer import caller
from twoway.readings import told
from twoway.readings.history.listing import History, sides_beside
from twoway.readings.history.proof import proof_of
from twoway.readings.shapes import MOST_IN_A_LIST, LineOut, line_out
from twoway.web.api import First
from twoway.web.told import Line

router = Router(tags=["history"])
Kind = Literal["", "promises", "thanks", "sides", "streets", "workplace"]


class SeenActOut(LineOut):
    """One act, with who may see it: ids of people, and `*members` for every member."""

    thing: str
    street: str
    seen_by: list[str]
    words_erased: bool


class ProofOut(Schema):
    """What opens the act's leaf, and the way from there to the root of the last checkpoint.

    Before a checkpoint covers the act there is no `path` and no `note`. How to check: docs/ledger-format.md.
    """

    leaf: str
    frame: str
    frame_blind: str
    words: str
    words_blind: str
    place: int
    size: int
    path: list[str]
    note: str
    signed_at: datetime | None


@router.get("", response=list[LineOut], operation_id="history")
def history(
    request: HttpRequest,
    person: str = "",
    kind: Kind = "",
    since: date | None = None,
    until: date | None = None,
    first: First = 0,
) -> list[LineOut]:
    """Every act one may see, the newest first, 200 at a time from number `first` on."""
    me = caller(request)
    days = {"since": since.isoformat() if since else "", "until": until.isoformat() if until else ""}
    found = History(me, QueryDict(urlencode({"person": person, "kind": kind, **days})))
    seqs = found.page.paginator.object_list[first : first + MOST_IN_A_LIST]
    return [line_out(line) for line in reversed(_in_words(ledger.entries_at(seqs), me.id))]


@router.get("/{id}", response=SeenActOut, operation_id="history_act")
def act(request: HttpRequest, id: str) -> SeenActOut:
    """One act in words, and who may see it."""
    entry = _entry(request, id)
    line = next(iter(_in_words([entry], caller(request).id)), None)
    if line is None:
        raise NotSeen
    about: dict[str, Any] = {name: getattr(entry, name) for name in ("thing", "street", "words_erased")}
    return SeenActOut(**line_out(line).dict(), **about, seen_by=list(entry.seen_by()))


@router.get("/{id}/proof", response=ProofOut, operation_id="history_proof")
def proof(request: HttpRequest, id: str) -> ProofOut:
    """The proof that an act stands in the record unchanged."""
    entry = _entry(request, id)
    found = proof_of(entry)
    shown = {name: getattr(found, name) for name in ProofOut.model_fields if name not in {"path", "place"}}
    return ProofOut(**shown, path=list(found.path), place=entry.seq)


def _in_words(entries: Sequence[Entry], me: str) -> list[Line]:
    """Each act with the sides added to it; a side is an act as well, and stands in its own place too."""
    lines = told.in_words(entries, seen_by=me)
    beside = {line.entry: line for line in told.with_sides(lines, sides_beside(entries, seen_by=me))}
    return [beside.get(line.entry, line) for line in lines]


def _entry(request: HttpRequest, id: str) -> Entry:
    if not sight.may_see_entry(id, caller(request).id):
        raise NotSeen
    return ledger.entry(id)
