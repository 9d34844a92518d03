"""Putting parts into markup where a page does it a hundred times."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

_AS_IT_IS = re.compile(r"""[^&<>"']*""").fullmatch


def put(pattern: str, **parts: object) -> SafeString:
    """The pattern with its `{parts}` filled in, each escaped that is not safe already.

    What `format_html` does, in a quarter of its time: it asks of every part whether it is lazy, and takes
    twice as long over that as over escaping.
    """
    return SafeString(pattern.format_map({name: _safe(part) for name, part in parts.items()}))


def joined(pieces: Iterable[SafeString]) -> SafeString:
    """Pieces that are safe already, one after the other."""
    return SafeString("".join(pieces))


def _safe(part: object) -> str:
    if isinstance(part, SafeString):
        return part
    text = str(part)
    return text if _AS_IT_IS(text) else escape(text)
