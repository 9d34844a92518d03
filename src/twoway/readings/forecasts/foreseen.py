"""What somebody who opens a promise is shown of its forecast: today's, or once it is over the first one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from twoway.nouns.promises import queries
from twoway.readings.forecasts import base_rates, gathering
from twoway.readings.forecasts.figures import Forecast
from twoway.readings.forecasts.scores import like_this

OVER = frozenset({"claimed", "kept", "broken", "released"})
NOT_YET = frozenset({"asked", "offered", "noted", "waiting", "countered", "made", "late"})


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """A promise with its tree as the viewer sees it. `standing` is how it stands today.

    While it is open there is the forecast `now`; once it is over, `then`: what would have been said when the
    word was given, on `then.as_of`. Neither where there is nothing to foresee.
    """

    tree: queries.Tree
    standing: str
    now: Forecast | None = None
    then: Forecast | None = None

    @property
    def root(self) -> queries.Promise:
        return self.tree.promises[self.tree.root]

    @property
    def has_no_day(self) -> bool:
        """Whether all that is missing is a day."""
        return self.root.due_on is None and self.standing in NOT_YET


def foreseen(id: str, *, seen_by: str) -> Foreseen | None:
    """The forecast of one promise for one pair of eyes; None where the workplace wants none at all.

    What is not there and what is not theirs cannot be told apart: NotSeen.
    """
    tree = queries.tree(id, seen_by=seen_by)
    if not gathering.allowed():
        return None
    root = tree.promises[tree.root]
    standing = queries.standing(root)
    if standing in OVER:
        return Foreseen(tree=tree, standing=standing, then=_then(tree, seen_by))
    return Foreseen(tree=tree, standing=standing, now=_now(tree, seen_by))


def _now(tree: queries.Tree, seen_by: str) -> Forecast | None:
    gathered = gathering.gather(tree, seen_by=seen_by)
    if gathered is None or _is_paused(tree.promises[tree.root], seen_by):
        return None
    return _reckoned(gathered)


def _is_paused(root: queries.Promise, seen_by: str) -> bool:
    """While their street is paused its days wait, and nothing is foreseen; nobody else knows of it."""
    return seen_by in root.parties and root.street.state == "paused"


def _then(tree: queries.Tree, seen_by: str) -> Forecast | None:
    gathered = gathering.gather_back(tree, seen_by=seen_by)
    return None if gathered is None else _reckoned(gathered)


def _reckoned(gathered: gathering.Gathered) -> Forecast:
    from twoway.readings.forecasts.reckoning import reckoned  # the numbers take their time to load

    found = reckoned(gathered, base_rates.published(gathered.at))
    return replace(found, so_far=so_far(found.chance, gathered))


def so_far(chance: float | None, gathered: gathering.Gathered) -> str:
    """How often about this chance came true of what the one promised the other; both read the same of it."""
    lane = (gathered.root.promiser, gathered.root.promisee)
    pasts = [past for past in gathered.record if (past.promiser, past.promisee) == lane]
    return like_this(chance, pasts) if chance is not None and pasts else ""
