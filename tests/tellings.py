"""A story told once as a list of steps, and three ways to tell it: by rules, by programs, at a terminal.

In the blanks of a step "@Chen" is a person, "#call" what an earlier step made, "!call" its act, and "#the
promise in it" the promise that the last own-up, answer, talk or support came with.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from types import ModuleType
from typing import Any

from tests.programs import ROOT, Program, read
from twoway import clock
from twoway.api import api
from twoway.cli.tests.conftest import run
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.models import Leaf, Sight
from twoway.ledger.stretches import frames_with_words
from twoway.nouns.calls import rules as calls
from twoway.nouns.conversations import rules as conversations
from twoway.nouns.entrustments import rules as entrustments
from twoway.nouns.growth import rules as growth
from twoway.nouns.handoffs import rules as handoffs
from twoway.nouns.needs import rules as needs
from twoway.nouns.ownups import forms as ownup_forms
from twoway.nouns.ownups import rules as ownups
from twoway.nouns.paths import rules as paths
from twoway.nouns.promises import rules as promises
from twoway.nouns.standing import rules as standing
from twoway.nouns.thanks import rules as thanks
from twoway.nouns.voices import rules as voices
from twoway.people.streets.models import Street

RULES: dict[str, ModuleType] = {
    "call": calls,
    "conversation": conversations,
    "entrustment": entrustments,
    "growth": growth,
    "handoff": handoffs,
    "need": needs,
    "problem": handoffs,
    "opportunity": growth,
    "ownup": ownups,
    "path": paths,
    "promise": promises,
    "standing": standing,
    "thanks": thanks,
    "voice": voices,
}
NAMED_OTHERWISE = {"thanks_learned": "say_learned", "voice_raise": "raise_"}


@dataclass(frozen=True)
class Step:
    """Who does what, with what in its blanks; `gives` names it for later steps, `at` moves the clock."""

    who: str
    does: str
    blanks: Mapping[str, Any]
    gives: str = ""
    at: str = ""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """The people of a story by name, with their tokens, and what its steps have made so far."""

    people: Mapping[str, str]
    tokens: Mapping[str, str]
    made: dict[str, str] = field(default_factory=dict)

    def filled(self, blank: Any, *, people: bool = True) -> Any:
        """What stands in a blank, with ids in the place of names; a terminal leaves people their names."""
        if isinstance(blank, dict):  # inside a value written as JSON nobody is looked up by name
            return {name: self.filled(value) for name, value in blank.items()}
        if isinstance(blank, list):
            return [self.filled(one, people=people) for one in blank]
        if isinstance(blank, str) and blank[:1] in {"#", "!"}:
            return self.made[blank]
        if isinstance(blank, str) and blank[:1] == "@" and people:
            return self.people[blank[1:]]
        return blank

    def at(self, path: str) -> str:
        """An address with what "#call" and "!call" stand for."""
        return "/".join(self.made.get(part, part) for part in path.split("/"))

    def name(self, person: str) -> str:
        """Whose id that is."""
        return next(name for name, id in self.people.items() if id == person)


Made = tuple[str, str] | None  # the entry and what it is about; None where one is not told
Way = Callable[[Telling, Step], Made]


def tell(story: Sequence[Step], telling: Telling, way: Way) -> Telling:
    """Each step in turn, a minute after the one before, or at its own time."""
    now = clock.now()
    for step in story:
        now = datetime.fromisoformat(f"{step.at}+00:00") if step.at else now + timedelta(minutes=1)
        with clock.held_at(now):
            size = ledger.size()
            made = way(telling, step) or _made_since(size)
        if made is None:
            continue
        entry, thing = made
        if step.gives:
            telling.made.update({f"#{step.gives}": thing, f"!{step.gives}": entry})
        for promise in _promises_in(entry):
            telling.made["#the promise in it"] = promise
    return telling


def _promises_in(entry: str) -> list[str]:
    """The promises that an act came with, whatever it is an act of."""
    act = ledger.entry(entry).act
    found = [*getattr(act, "promises", ()), getattr(act, "promise", None)]
    if getattr(act, "what", "") == "promise":  # what two agreed on in a talk
        found.append(getattr(act, "thing", None))
    return [promise for promise in found if promise]


def _made_since(size: int) -> Made:
    """What two had to say before anything was: whoever said it second is told no more than the first."""
    entries = ledger.entries_between(size, ledger.size())
    return (entries[-1].id, entries[-1].thing) if entries else None


def by_rules(telling: Telling, step: Step) -> Made:
    """As the rules' own callers do it."""
    noun, _, verb = step.does.partition("_")
    blanks = {name: _typed(name, telling.filled(value)) for name, value in step.blanks.items()}
    first = [blanks.pop("about")] if noun == "thanks" and "about" in blanks else []
    rule = getattr(RULES[noun], NAMED_OTHERWISE.get(step.does, verb))
    done = rule(*first, by=telling.people[step.who], **blanks)
    return (done.id, done.thing) if isinstance(done, Entry) else None


def by_programs(telling: Telling, step: Step) -> Made:
    """Through /api/v1 alone, with the token of whoever does it."""
    method, path, in_path = _operations()[step.does]
    blanks = {name: telling.filled(value) for name, value in step.blanks.items()}
    where = path.removeprefix(ROOT).format(**{name: blanks.pop(name) for name in in_path})
    return _told(read(Program(telling.tokens[step.who]).call(method, where, blanks)))


def at_a_terminal(telling: Telling, step: Step) -> Made:
    """With `twoway act` alone, and the same token."""
    arguments = [
        f"{name}={written}"
        for name, value in step.blanks.items()
        for written in _written(telling.filled(value, people=False))
    ]
    done = run("act", step.does, *arguments, "--json", "--token", telling.tokens[step.who])
    assert done.code == 0, (step, done.said)
    return _told(done.json)


def _told(done: Mapping[str, Any]) -> Made:
    return (done["entry"], done["thing"]) if "entry" in done else None


def _typed(name: str, value: Any) -> Any:
    if name == "at":
        return datetime.fromisoformat(value)
    if name.endswith("_on") or name in {"answer_by", "promise_due", "sure_by", "wanted_by"}:
        return date.fromisoformat(value)
    if name == "promised":
        return [
            ownup_forms.Promised(**each | {"due_on": date.fromisoformat(each["due_on"])}) for each in value
        ]
    return value


def _written(value: Any) -> list[str]:
    """As one types it: text as it is, a list as the same name again, all else as JSON."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return value
    return [value if isinstance(value, str) else json.dumps(value)]


@cache
def _operations() -> dict[str, tuple[str, str, list[str]]]:
    """Method, address and the blanks in the address of everything programs can do."""
    return {
        found["operationId"]: (
            method.upper(),
            path,
            [blank["name"] for blank in found.get("parameters", ()) if blank["in"] == "path"],
        )
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method, found in methods.items()
    }


# ---- the ledger it leaves --------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Act:
    """An entry without its opaque parts: people by name, streets by their two, things by their number."""

    frame: dict[str, Any]
    words: dict[str, str]
    day: str
    seen_by: tuple[str, ...]

    @property
    def says(self) -> str:
        """Whose act of which kind."""
        return f"{self.frame.get('by', 'nobody')} {self.frame['kind']}"


def ledger_since(size: int, people: Mapping[str, str]) -> list[Act]:
    """Every entry from number `size` on, as it would read however it was entered and whatever its ids."""
    named = _Named(people)
    found = list(frames_with_words(size, size + 10_000))
    days = {
        seq: json.loads(bytes(body))["day"]
        for seq, body in Leaf.objects.filter(seq__gte=size).values_list("seq", "body")
    }
    assert list(days) == [seq for seq, _frame, _words in found]
    return [
        Act(
            frame=_frame(named.of(json.loads(bytes(frame)))),
            words=json.loads(bytes(words)) if words is not None else {},
            day=days[seq],
            seen_by=tuple(sorted(named.of(person) for person in _who_sees(seq))),
        )
        for seq, frame, words in found
    ]


def _frame(frame: dict[str, Any]) -> dict[str, Any]:
    """Who takes part, without an order: that of ids is by chance."""
    return frame | {"to": sorted(frame["to"])}


def _who_sees(seq: int) -> Iterator[str]:
    yield from Sight.objects.filter(seq=seq).values_list("person", flat=True)


class _Named:
    """Names for ids: whoever comes first is number one, in every telling."""

    def __init__(self, people: Mapping[str, str]) -> None:
        self._names = {id: name for name, id in people.items()}
        for street in Street.objects.all():
            ends = (self._names.get(person, person) for person in street.both)
            self._names[street.id] = " and ".join(sorted(ends))

    def of(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self.of(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self.of(one) for one in value]
        if isinstance(value, str) and looks_like_id(value):
            return self._names.setdefault(value, f"no. {len(self._names)}")
        return value
