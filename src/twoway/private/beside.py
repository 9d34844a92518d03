"""What stands on other pages: a place to prepare, and "Keep as draft". Neither tells the server what for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string


def drafts(request: HttpRequest, where: Any) -> str:
    """What script needs to offer drafts on a page; without script there is nothing to see of it."""
    return render_to_string("private/aside.html", request=request)


def prepare(request: HttpRequest, conversation: Any) -> str:
    """A place to prepare for a conversation; its address is there for the browser, which seals it."""
    return render_to_string("private/prepare.html", {"about": f"/conversations/{conversation.id}"}, request)


def leave(request: HttpRequest, person: Any) -> str:
    """For whoever is about to leave: their pages stay behind unless they take them."""
    return render_to_string("private/leave.html", request=request)


def write(request: HttpRequest, street: Any) -> str:
    """From a street to a page about it: which one stands behind #, and is not sent."""
    return render_to_string("private/write.html", {"about": f"/streets/{street.id}"}, request)
