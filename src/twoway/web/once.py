"""The same form sent twice is one act: each carries a key, and the second is answered like the first."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from django.http import HttpRequest

from twoway.errors import BadShape
from twoway.ids import Once, new_id

FIELD = "once"
HEADER = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]{1,128}")
_NOT_PART_OF_THE_ACT = {FIELD, "csrfmiddlewaretoken"}


def once_of(request: HttpRequest) -> Once | None:
    """The key this request came with and a fingerprint of what it asks; None when it carries no key."""
    key = request.headers.get(HEADER) or request.POST.get(FIELD, "")
    if not key:
        return None
    if not _KEY.fullmatch(key):
        raise BadShape(f"{HEADER} takes up to 128 visible letters.", field=FIELD)
    return Once(key=key, fingerprint=_fingerprint(request))


def fresh_key() -> str:
    """A key for one showing of a form."""
    return new_id() + new_id()


def _fingerprint(request: HttpRequest) -> str:
    """What is asked for, whatever the key: sent again with other words it is another act, and is refused."""
    digest = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    for part in _asked(request):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _asked(request: HttpRequest) -> Iterable[bytes]:
    """The form's fields in a fixed order, or the body of an API call as it came."""
    if not request.POST:
        return [request.body]
    fields = sorted((name, value) for name, values in request.POST.lists() for value in values)
    return [
        part.encode() for name, value in fields if name not in _NOT_PART_OF_THE_ACT for part in (name, value)
    ]
