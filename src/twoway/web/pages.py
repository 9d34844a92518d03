"""The few pages that belong to no noun: how to read the street, More, and light or dark."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from twoway.errors import BadShape
from twoway.web.days import today_here
from twoway.web.example import example_street
from twoway.web.frame import LOOK_COOKIE, LOOKS
from twoway.web.public import public
from twoway.web.typed import way_back

_A_YEAR = timedelta(days=365)


@public
@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """How to read the street, in words and marks; open to whoever was invited and has no account yet."""
    return render(request, "web/help.html", {"street": example_street(today_here())})


@require_GET
def more(request: HttpRequest) -> HttpResponse:
    """On the phone: every page the sidebar lists."""
    return render(request, "web/more.html")


@public
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the system has it: kept in this browser alone."""
    chosen = request.POST.get("look", "")
    if chosen not in {"", *LOOKS}:
        raise BadShape(field="look")
    response = redirect(way_back(request) or "/")
    if chosen:
        secure = request.is_secure()
        response.set_cookie(
            LOOK_COOKIE, chosen, max_age=_A_YEAR, samesite="Lax", secure=secure, httponly=True
        )
    else:
        response.delete_cookie(LOOK_COOKIE, samesite="Lax")
    return response
