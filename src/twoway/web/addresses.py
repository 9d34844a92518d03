"""The addresses of things: a page names a hundred of them, and Django looks each up among all there are."""

from __future__ import annotations

from functools import cache

from django.urls import get_script_prefix, reverse

from twoway.ids import LENGTH

_PLACE = "-" * LENGTH


def address(name: str, id: str) -> str:
    """`reverse(name, args=[id])`, for an id, which can stand in an address as it is."""
    return _pattern(name, get_script_prefix()).replace(_PLACE, id)


@cache
def _pattern(name: str, prefix: str) -> str:
    """Looked up once in a process for each `prefix` under which pages are served."""
    return reverse(name, args=[_PLACE])
