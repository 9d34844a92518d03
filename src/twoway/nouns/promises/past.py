"""Promises as other systems tell of them: acts with their moments, and whose each of them was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from twoway import clock
from twoway.ledger.kinds import Act
from twoway.nouns.promises import acts
from twoway.nouns.promises.forms import MOST_WHAT
from twoway.web.text import clean


@dataclass(frozen=True, kw_only=True)
class Past:
    """What another system says happened to a promise: "moved", "kept", "broken", "released" or "reopened"."""

    verb: str
    at: datetime
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PastPromise:
    """A promise as another system tells it; `source` is its own for good, such as "jira DS-100"."""

    source: str
    promiser: str
    promisee: str
    what: str
    made_at: datetime
    due_on: date | None = None
    past: tuple[Past, ...] = ()

    def acts(self, zone: str) -> Iterator[tuple[Act, datetime, str]]:
        """Each act with its moment and whose it is; `zone` is the promisee's, whose days count."""
        said = clean(self.what, MOST_WHAT)
        made = acts.Made(promiser=self.promiser, promisee=self.promisee, what=said, due_on=self.due_on)
        yield made, self.made_at, self.promiser
        due_on = self.due_on
        for past in self.past:
            on = clock.day_of(past.at, zone)
            if past.verb == "moved":
                moved = acts.Moved(
                    due_on=past.due_on, asked_by=self.promiser, asked_on=on, on=on, was_on=due_on
                )
                yield moved, past.at, self.promiser
                due_on = past.due_on
            else:
                whose = self.promisee if past.verb == "released" else self.promiser
                yield _PAST[past.verb](on), past.at, whose


_PAST: dict[str, Callable[[date], Act]] = {
    "kept": lambda on: acts.Kept(kept_on=on, on=on),
    "broken": lambda on: acts.Broken(on=on),
    "released": lambda on: acts.Released(),
    "reopened": lambda on: acts.Reopened(on=on),
}
