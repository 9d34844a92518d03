"""Histories as their readers are told of them: each act with the sides that were added to it since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from twoway.errors import NotSeen
from twoway.ledger.entries import Entry
from twoway.people.models import Person
from twoway.people.streets.acts import SideAdded
from twoway.web.told import Side


@dataclass(frozen=True, kw_only=True)
class Beside(Side):
    """A side as a page shows it, with the name of whoever added it."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """One act as its reader is told of it: a sentence of the app's, what was said, and sides added since.

    `side` is "you" or "them", and empty where an act is nobody's; `is_deed` says whether somebody may want to
    thank for it.
    """

    entry: Entry
    says: str
    words: str
    side: str
    mark: str = ""
    is_deed: bool = False
    sides: tuple[Beside, ...] = ()


def with_sides(
    entries: Iterable[Entry], tell: Callable[[Entry], Told], called: Callable[[str], str]
) -> list[Told]:
    """The acts among these entries, in their order, each with the sides among them; `called` names people."""
    acts: list[Entry] = []
    sides: dict[str, list[Beside]] = {}
    for entry in entries:
        if isinstance(entry.act, SideAdded):
            side = Beside(by=entry.by, at=entry.at, words=entry.act.words, name=called(entry.by))
            sides.setdefault(entry.act.about, []).append(side)
        else:
            acts.append(entry)
    return [replace(tell(act), sides=tuple(sides.get(act.id, ()))) for act in acts]


def act_among(entries: Iterable[Entry], id: str) -> str:
    """The id, if it is that of one of these acts, which are what the person may see."""
    if id not in {entry.id for entry in entries}:
        raise NotSeen
    return id


def named_in(entries: Iterable[Entry]) -> set[str]:
    """Whose acts these are and whom they are towards, to read all names at once."""
    found: set[str] = set()
    for entry in entries:
        to: Any = getattr(entry.act, "to", ())
        found |= {entry.by, *((to,) if isinstance(to, str) else to)}
    return found


def called(names: Mapping[str, Person], person: str) -> str:
    """How somebody is called whose act may be older than their leaving."""
    return names[person].called if person in names else _("Somebody no longer named")
