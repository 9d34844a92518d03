"""Checkpoints to pin and to check against, for programs: nothing of what anybody did."""

from base64 import b64encode
from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import NonNegativeInt

from twoway.errors import BadShape, NotSeen
from twoway.ledger import publish, queries

router = Router(tags=["ledger"])


class CheckpointOut(Schema):
    """The last checkpoint that was given out, as a signed note: pin it, and demand consistency from it."""

    size: int
    root: str
    at: datetime
    note: str


class ConsistencyOut(Schema):
    """The proof that the record of `first` entries begins the record of `second`."""

    first: int
    second: int
    proof: list[str]


@router.get("/checkpoint", response=CheckpointOut, operation_id="ledger_checkpoint")
def checkpoint(request: HttpRequest) -> CheckpointOut:
    """The last checkpoint."""
    latest = queries.latest_checkpoint()
    if latest is None:
        raise NotSeen
    root = b64encode(bytes(latest.root)).decode()
    return CheckpointOut(size=latest.size, root=root, at=latest.at, note=latest.note)


@router.get("/key", response=str, operation_id="ledger_key")
def key(request: HttpRequest) -> str:
    """The key that checkpoints are signed with, in the note format."""
    return publish.public_key()


@router.get("/consistency", response=ConsistencyOut, operation_id="ledger_consistency")
def consistency(
    request: HttpRequest, first: NonNegativeInt, second: NonNegativeInt | None = None
) -> ConsistencyOut:
    """The proof that the record of `first` entries begins that of `second` (or of the last checkpoint)."""
    latest = queries.latest_checkpoint()
    if latest is None:
        raise NotSeen
    until = latest.size if second is None else second
    if not first <= until <= latest.size:
        say = "Ask from a smaller size to a larger one, up to that of the last checkpoint."
        raise BadShape(say, field="second")
    found = [b64encode(node).decode() for node in queries.consistency(first, until)]
    return ConsistencyOut(first=first, second=until, proof=found)
