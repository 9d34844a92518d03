"""What a browser or a witness asks for to check the record: sizes and hashes, nothing of what anybody did.

The inclusion proof alone is about an act, so it also opens that entry's leaf, for those who may see the
entry.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ledger import publish, queries

View = TypeVar("View", bound=Callable[..., HttpResponse])
MaySee = Callable[[str, str], bool]
_may_see: list[MaySee] = []


def ask_before_showing(may_see: MaySee) -> None:
    """people.sight registers itself: it alone says who may see an entry, and it stands a storey above."""
    _may_see[:] = [may_see]


def _open_to_all(view: View) -> View:
    """A witness needs no account: what it gets is the same for everyone and tells of nobody's acts."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


@_open_to_all
@require_safe
def checkpoint(_request: HttpRequest) -> HttpResponse:
    """The last checkpoint that was given out, as a signed note; empty until there is one."""
    latest = queries.latest_checkpoint()
    if latest is None:
        return HttpResponse(status=204)
    return HttpResponse(latest.note, content_type="text/plain; charset=utf-8")


@_open_to_all
@require_safe
def key(_request: HttpRequest) -> HttpResponse:
    """The key that checkpoints are signed with, in the note format."""
    return HttpResponse(publish.public_key() + "\n", content_type="text/plain; charset=utf-8")


@_open_to_all
@require_safe
def consistency(request: HttpRequest) -> JsonResponse:
    """The proof that the tree of `from` entries begins that of `to` (without it: the last checkpoint's)."""
    latest = queries.latest_checkpoint()
    if latest is None:
        raise NotSeen
    first, second = _number(request, "from"), _number(request, "to", latest.size)
    if not 0 <= first <= second <= latest.size:
        raise BadShape(
            "Ask from a smaller size to a larger one, up to that of the last checkpoint.", field="to"
        )
    gaps = [
        {"epoch": gap.epoch, "kept": gap.kept, "known": gap.known_size, "opened": gap.opened_at.isoformat()}
        for gap in queries.gaps()
    ]
    proof = [_base64(node) for node in queries.consistency(first, second)]
    return JsonResponse({"from": first, "to": second, "proof": proof, "gaps": gaps})


@require_safe
def inclusion(request: HttpRequest, entry_id: str) -> JsonResponse:
    """The proof that one entry stands under the last checkpoint, and what opens its leaf."""
    person = getattr(request, "person", None)
    if not person or not any(may_see(entry_id, person.id) for may_see in _may_see):
        raise NotSeen
    entry, latest = queries.entry(entry_id), queries.latest_checkpoint()
    if latest is None or latest.size <= entry.seq:
        raise RuleBroken(
            "This was entered after the last checkpoint. Ask again in an hour.", code="not_signed_yet"
        )
    return JsonResponse(
        {
            "seq": entry.seq,
            "size": latest.size,
            "proof": [_base64(node) for node in queries.inclusion(entry, latest.size)],
            "checkpoint": latest.note,
            **_opening(queries.kept_of(entry)),
        }
    )


def _opening(kept: queries.Kept) -> dict[str, Any]:
    """The bytes of an entry: the texts as they are hashed, and the random bytes as hex."""
    opened: dict[str, Any] = {
        "leaf": kept.leaf.decode(),
        "frame": kept.frame.decode(),
        "frame_blind": kept.frame_blind.hex(),
    }
    if kept.words is not None and kept.words_blind is not None:
        opened |= {"words": kept.words.decode(), "words_blind": kept.words_blind.hex()}
    return opened


def _number(request: HttpRequest, name: str, default: int | None = None) -> int:
    text = request.GET.get(name, "")
    if not text and default is not None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise BadShape(f"Say how many entries in `{name}`, as a whole number.", field=name)
    return int(text)


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode()
