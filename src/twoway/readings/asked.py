"""What stands in the address of a page: days, choices and searches, read with care."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from twoway.web.days import read_day
from twoway.web.text import clean

LONGEST_SEARCH = 200


def day(asked: QueryDict, name: str) -> date | None:
    """The day in the address, if one is named."""
    return read_day(asked.get(name, ""), field=name)


def choice(asked: QueryDict, name: str, among: Collection[str], usual: str) -> str:
    """One of a few; whatever else stands there is the usual one."""
    chosen = asked.get(name, usual)
    return chosen if chosen in among else usual


def search(asked: QueryDict, name: str = "q") -> str:
    """What somebody searches for."""
    return searched(asked.get(name, ""), name)


def searched(typed: str, name: str = "q") -> str:
    """The same, as it was typed."""
    return clean(typed, LONGEST_SEARCH, field=name)


def address(query: str, place: str = "") -> str:
    """A query as a link within the same page."""
    return (f"?{query}" if query else "") + (f"#{place}" if place else "")


def rest(asked: QueryDict, *, without: Collection[str] = (), **changed: str) -> str:
    """The address's query without some of it and with other values, as what follows the question mark."""
    kept = [(name, text) for name, text in asked.items() if name not in {*without, *changed} and text]
    return urlencode([*kept, *((name, text) for name, text in changed.items() if text)])
