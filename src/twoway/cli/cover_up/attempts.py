"""What an administrator might try, each on a copy of the same record, and who is bound to notice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from twoway import clock
from twoway.cli.cover_up import tampering
from twoway.cli.cover_up.noticing import MAIL, OPERATOR, PROOF, REPLAY, TODAY, VERIFY, VISIT, Noticed
from twoway.cli.cover_up.played import Played
from twoway.cli.cover_up.tampering import Line
from twoway.ledger.kinds import Json, moment_text

EVERYBODY = frozenset({"Ana", "Ben", "Chen", "Dora", "Kim"})  # Olu last looked before any of it was done
THE_THREE = frozenset({"Ana", "Ben", "Chen"})
SOMEBODY = frozenset({OPERATOR})
Shows = dict[str, frozenset[str]]


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What is tried and how, to whom it must show by what, and what will never show."""

    what: str
    how: str
    do: Callable[[Played], None]
    shows: Shows
    cannot: str = ""

    def missing(self, found: Iterable[Noticed]) -> Shows:
        """To whom it should have shown by what, and did not."""
        told: dict[str, set[str]] = {}
        for one in found:
            told.setdefault(one.by, set()).update(one.to)
        return {
            by: to - told.get(by, set())
            for by, to in self.shows.items()
            if by not in told or not to <= told[by]
        }


WHO, PROBLEM, DAY, OWN_UP, WORDS, ROW = (
    "change who made the call",
    "drop the problem",
    "move its day",
    "slip in an own-up",
    "change words",
    "change a row",
)
BY_SQL = "The act is overwritten where it lies."
ANEW = "The whole record is written anew without a seam, every hash mended, and signed with the right key."


def attempts() -> Iterator[Attempt]:
    """All of them, those that leave most traces first."""
    everybody_at_once: Shows = {VISIT: EVERYBODY}
    sealed: Shows = {VERIFY: SOMEBODY}
    to_ben_as_his_own: Shows = {TODAY: frozenset({"Ben"}), MAIL: frozenset({"Ben"})}
    knew_of_the_call = frozenset({"Ana", "Ben", "Chen", "Dora"})
    yield Attempt(
        what=WHO,
        how="Its row is made to say that it was Ana’s.",
        do=_the_row_says_it_was_anas,
        shows={REPLAY: SOMEBODY},
    )
    yield Attempt(
        what=WHO, how=BY_SQL, do=_the_act_says_it_was_anas, shows={PROOF: knew_of_the_call} | sealed
    )
    yield Attempt(what=WHO, how=ANEW, do=_anew(_swapped), shows=everybody_at_once)
    yield Attempt(what=PROBLEM, how="Its row is deleted.", do=_the_row_is_gone, shows={REPLAY: SOMEBODY})
    yield Attempt(what=PROBLEM, how=ANEW, do=_anew(_without_it), shows=everybody_at_once)
    yield Attempt(
        what=PROBLEM,
        how="The record is cut off before it, mended and signed.",
        do=_anew(_cut_off),
        shows=everybody_at_once,
    )
    yield Attempt(what=DAY, how=BY_SQL, do=_the_act_is_later, shows={PROOF: THE_THREE} | sealed)
    yield Attempt(what=DAY, how=ANEW, do=_anew(_later), shows=everybody_at_once)
    yield Attempt(what=WORDS, how=BY_SQL, do=_other_words, shows={PROOF: THE_THREE} | sealed)
    yield Attempt(what=WORDS, how=ANEW, do=_anew(_said_otherwise), shows=everybody_at_once)
    yield Attempt(
        what=ROW, how="The call’s own day to look back is moved.", do=_another_day, shows={REPLAY: SOMEBODY}
    )
    yield Attempt(
        what=OWN_UP,
        how="Between two acts that are there, as if Ben had written it then; all mended and signed.",
        do=_anew(_slipped_in_between),
        shows=everybody_at_once,
        cannot="Ben is not told of it as his own, since mails and Today follow the end of the record.",
    )
    yield Attempt(
        what=OWN_UP,
        how="At the end, in Ben’s name, as of today; sealed and signed like any other.",
        do=_anew(_added_today),
        shows=to_ben_as_his_own,
        cannot="Proofs say what was entered, not by whom: only Ben’s word tells it from one of his own.",
    )
    yield Attempt(
        what=OWN_UP,
        how="At the end, in Ben’s name, as of a week ago.",
        do=_anew(_added_as_of_a_week_ago),
        shows=to_ben_as_his_own,
        cannot="The day written in an act is no proof: checkpoints alone say between which two it came.",
    )


CANNOT = (
    "What was entered and rewritten before anybody looked again: here Olu, who had last looked before the "
    "call, notices none of what is done to later acts. The older what you keep, the wider the gap.",
    "Whether an act is true, or was typed by whoever it names: only they can say so.",
    "A page that lies. Whoever runs the server sends the page and the check in it; a second verifier, a "
    "checkpoint kept elsewhere and a colleague’s browser do not come from the same hand.",
    "An act that never reached the record, because the server kept it back: whoever wrote it misses it.",
)


# ---- by rows ---------------------------------------------------------------------------------------------


def _the_row_says_it_was_anas(played: Played) -> None:
    tampering.sql("UPDATE calls_call SET owner_id = %s WHERE id = %s", played.people["Ana"], played.call)


def _the_row_is_gone(played: Played) -> None:
    tampering.sql("DELETE FROM handoffs_problem WHERE id = %s", played.problem)


def _another_day(played: Played) -> None:
    tampering.sql("UPDATE calls_call SET review_on = '2099-01-01' WHERE id = %s", played.call)


# ---- by the acts themselves ------------------------------------------------------------------------------


def _the_act_says_it_was_anas(played: Played) -> None:
    tampering.change_frame("call.made", played.call, lambda frame: frame | {"by": played.people["Ana"]})


def _the_act_is_later(played: Played) -> None:
    tampering.change_frame("problem.raised", played.problem, _a_day_later)


def _other_words(played: Played) -> None:
    tampering.change_words(
        "ownup.said", played.ownup, {"what": "Ana asked for eight", "cost": "Nothing much"}
    )


def _a_day_later(frame: Json) -> Json:
    return frame | {"at": moment_text(clock.now() - timedelta(days=3))}


# ---- by writing everything anew --------------------------------------------------------------------------


def _anew(change: Callable[[list[Line], Played], Iterable[Line]]) -> Callable[[Played], None]:
    return lambda played: tampering.write_anew(lambda lines: change(lines, played))


def _swapped(lines: list[Line], played: Played) -> Iterator[Line]:
    """Ana’s part for Ben’s and Ben’s for Ana’s, wherever the call is spoken of."""
    ana, ben = played.people["Ana"], played.people["Ben"]
    for line in lines:
        if line.is_about != played.call:
            yield line
        else:
            text = json.dumps(line.frame).replace(ana, "?").replace(ben, ana).replace("?", ben)
            yield replace(line, frame=json.loads(text))


def _without_it(lines: list[Line], played: Played) -> Iterator[Line]:
    return (line for line in lines if line.is_about != played.problem and line.kind != "call.has_problem")


def _cut_off(lines: list[Line], played: Played) -> list[Line]:
    return lines[: next(n for n, line in enumerate(lines) if line.is_about == played.problem)]


def _later(lines: list[Line], played: Played) -> Iterator[Line]:
    for line in lines:
        is_it = (line.kind, line.is_about) == ("problem.raised", played.problem)
        yield replace(line, frame=_a_day_later(line.frame)) if is_it else line


def _said_otherwise(lines: list[Line], played: Played) -> Iterator[Line]:
    for line in lines:
        is_it = line.kind == "problem.raised" and line.words is not None
        yield replace(line, words={"what": "A scratch", "costs": "Nothing much"}) if is_it else line


def _slipped_in_between(lines: list[Line], played: Played) -> list[Line]:
    place = next(n for n, line in enumerate(lines) if line.kind == "ownup.said")
    at = str(lines[place].frame["at"])
    return [*lines[: place + 1], _never_said(lines[place], at, played), *lines[place + 1 :]]


def _added_today(lines: list[Line], played: Played) -> list[Line]:
    return [*lines, _never_said(_said(lines), moment_text(clock.now()), played)]


def _added_as_of_a_week_ago(lines: list[Line], played: Played) -> list[Line]:
    at = moment_text(clock.now() - timedelta(days=7))
    return [*lines, _never_said(_said(lines), at, played)]


def _said(lines: list[Line]) -> Line:
    return next(line for line in lines if line.kind == "ownup.said")


def _never_said(said: Line, at: str, played: Played) -> Line:
    """To Chen alone, about nothing in particular."""
    words = {"what": "It was I who lost the order", "cost": "Your week"}
    forged = tampering.forged_after(said, at=at, words=words, touched=[played.people["Chen"]])
    kept = {name: value for name, value in forged.frame["d"].items() if name not in {"about", "of"}}
    to = [played.people["Ben"], played.people["Chen"]]
    return replace(forged, frame=forged.frame | {"d": kept, "to": to})
