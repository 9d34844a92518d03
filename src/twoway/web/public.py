"""Which doors are open to somebody who has not signed in: only those that say so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

View = TypeVar("View", bound=Callable[..., object])


def public(view: View) -> View:
    """Mark a page that needs nobody signed in; every other page asks who is there first."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def is_public(view: Callable[..., object]) -> bool:
    """Whether `view` was marked with `@public`."""
    return bool(getattr(view, "open_to_all", False))


def for_nobody(view: View) -> View:
    """Mark a public page for which it is not even looked up who is signed in; whoever opens it has a key."""
    view.open_to_all = view.asks_nobody = True  # type: ignore[attr-defined]
    return view


def is_for_nobody(view: Callable[..., object]) -> bool:
    """Whether `view` was marked with `@for_nobody`."""
    return bool(getattr(view, "asks_nobody", False))
