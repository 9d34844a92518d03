"""Eve of Larch needs something of Ann; Fay of Larch and Ben may be on it too."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast, come_in, open_street
from twoway.nouns.needs import queries, rules

WHAT = "Timetables that drivers can read in the dark"
WELL: dict[str, Any] = {"fair": 7, "heard": 6, "clear": 7, "takes": "They listened first."}
BADLY: dict[str, Any] = {"fair": 2, "heard": 1, "clear": 2, "takes": "Nobody told us."}


def fay_of(cast: Cast) -> str:
    """Another contact of Larch."""
    return come_in(cast.dana, name="Fay Holm", email="fay@larch.example", role="guest", client=cast.larch)


def said(cast: Cast, *, contacts: tuple[str, ...] = (), ours: tuple[str, ...] = ()) -> str:
    """Eve says it to Ann, whom she knows, and to whoever else of ours."""
    for one in (cast.ann, *ours):
        open_street(one, cast.eve)
    return rules.say(WHAT, by=cast.eve, ours=[cast.ann, *ours], contacts=contacts, good="By a lamp").thing


def recognised(cast: Cast, **on_it: Any) -> str:
    """Ann has played it back, and Eve said: yes, that is it."""
    need = said(cast, **on_it)
    rules.play_back(need, "Large figures, and nothing grey", by=cast.ann)
    rules.recognise(need, by=cast.eve)
    return need


def delivered(cast: Cast, **on_it: Any) -> str:
    """Ann has delivered it."""
    need = recognised(cast, **on_it)
    rules.deliver(need, by=cast.ann, words="They hang in the depot.")
    return need


def looked_back(cast: Cast, needed: str = "yes", **on_it: Any) -> str:
    """Eve has looked back on it."""
    need = delivered(cast, **on_it)
    rules.look_back(need, by=cast.eve, needed=needed)
    return need


def one(need: str, seen_by: str) -> queries.Need:
    return queries.one(need, seen_by=seen_by)


def latest(need: str, seen_by: str) -> queries.Delivery:
    found = queries.latest(one(need, seen_by))
    assert found is not None
    return found


def kinds(need: str, seen_by: str) -> list[str]:
    """What was done, without the name of the noun."""
    entries = queries.history(one(need, seen_by), seen_by=seen_by)
    return [entry.kind.removeprefix("need.") for entry in entries]
