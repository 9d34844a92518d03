"""An exported track record read strictly: every line in the one way to write it, or a sentence about where.

Nothing in it is believed yet; checking.py says what of it holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from twoway.ledger.canon import NotCanonical, canonical
from twoway.people.quarters import Quarter
from twoway.readings.track_records.cells import NAMES, SIDES, Figure
from twoway.readings.track_records.lines import FORMAT, NOTHING, OPENED, SEALED

MOST_BYTES = 64 * 1024 * 1024
HEAD = {"checkpoint", "format", "key", "record", "team", "workplace"}
ACT = {"blind", "frame", "leaf", "proof"}
CELL = {"acts", "figures", "last", "published", "side", "since"}
FIGURE = {"at_least", "at_most", "high", "low", "of"}


class NoTrackRecord(ValueError):
    """It is no exported track record at all, of whatever kind."""


class Damaged(ValueError):
    """It is one, or was, and part of it cannot be read."""


@dataclass(kw_only=True)
class Told:
    """One cell as the file tells of it."""

    line: int
    quarter: Quarter
    side: str
    acts: str
    figures: dict[str, Figure]
    opened: list[dict[str, Any]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Which it is, in a sentence."""
        whose = "the team's own" if self.side == "ours" else "the clients'"
        return f"{whose}, {self.quarter.since:%-d %B %Y} to {self.quarter.last_day:%-d %B %Y}"


@dataclass(frozen=True, kw_only=True)
class File:
    """The file's parts: `body` is what is signed."""

    body: bytes
    signature: str
    head: dict[str, Any]
    cells: tuple[Told, ...]
    totals: dict[str, dict[str, Figure]]


def read(raw: bytes) -> File:
    """The file's parts; NoTrackRecord or Damaged, in words."""
    if len(raw) > MOST_BYTES:
        raise NoTrackRecord(f"it is larger than any track record ({MOST_BYTES // 1024 // 1024} MB)")
    if FORMAT.encode() not in raw and b'{"signature":"' not in raw:
        raise NoTrackRecord("nothing in it is one")
    if not raw.endswith(b"\n"):
        raise Damaged("it does not end where a track record ends: its end is cut off")
    lines = raw[:-1].split(b"\n")
    values = [_line(number, line) for number, line in enumerate(lines, start=1)]
    last = values.pop()
    if set(last) != {"signature"} or not isinstance(last["signature"], str):
        raise Damaged("its last line is no signature: its end is cut off")
    if not values:
        raise Damaged("nothing stands above the signature")
    return _parts(values, raw[: len(raw) - len(lines[-1]) - 1], last["signature"])


def _line(number: int, line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line.decode(), parse_float=_refuse, parse_constant=_refuse)
        written = canonical(value)
    except NotCanonical as error:
        raise Damaged(f"line {number}: {error}") from error
    except (ValueError, RecursionError) as error:
        raise Damaged(f"line {number} cannot be read") from error
    if written != line or not isinstance(value, dict):
        raise Damaged(f"line {number} is not written in the one way it can be")
    return value


def _refuse(text: str) -> None:
    raise ValueError(text)


def _parts(values: list[dict[str, Any]], body: bytes, signature: str) -> File:
    """The lines in their order: the head, each cell with what it rests on, and the totals."""
    head, *rest = values
    _demand(1, set(head) == HEAD and all(isinstance(text, str) for text in head.values()), "its head")
    _demand(1, head["format"] == FORMAT, "its kind, which is another than this program knows,")
    numbered = iter(enumerate(rest, start=2))
    cells: list[Told] = []
    for number, value in numbered:
        if set(value) == {"cell"}:
            cells.append(_cell(number, value["cell"], numbered))
        elif set(value) == {"act"} and cells and cells[-1].acts == OPENED:
            cells[-1].opened.append(_act(number, value["act"]))
        elif set(value) == {"totals"} and number == len(values):
            totals = _totals(number, value["totals"])
            return File(body=body, signature=signature, head=head, cells=tuple(cells), totals=totals)
        else:
            raise Damaged(f"line {number} is not one that can stand there")
    raise Damaged("the line of its totals is missing")


def _cell(number: int, told: Any, numbered: Iterator[tuple[int, dict[str, Any]]]) -> Told:
    _demand(number, isinstance(told, dict) and set(told) == CELL, "its cell")
    since, last, published = (_day(number, told[name]) for name in ("since", "last", "published"))
    found = Told(
        line=number,
        quarter=Quarter(since=since, until=date.fromordinal(min(last.toordinal() + 1, date.max.toordinal()))),
        side=told["side"],
        acts=told["acts"],
        figures=_figures(number, told["figures"]),
    )
    is_known = told["side"] in SIDES and told["acts"] in {OPENED, SEALED, NOTHING}
    is_quarter = since.day == 1 and since.month in {1, 4, 7, 10} and _ends(since, last)
    _demand(number, is_known and is_quarter and found.quarter.published_on == published, "its cell")
    if found.acts == SEALED:
        found.marks = _marks(*next(numbered, (number, {})))
    return found


def _ends(since: date, last: date) -> bool:
    """Whether that is the last day of the quarter."""
    end = last.toordinal() + 1
    return 89 < end - since.toordinal() < 93 and date.fromordinal(end).day == 1


def _marks(number: int, value: dict[str, Any]) -> list[str]:
    found = value.get("marks")
    is_list = set(value) == {"marks"} and isinstance(found, list) and bool(found)
    _demand(number, is_list and all(map(_is_hex, found or ())), "its list of marks")
    marks: list[str] = found or []
    _demand(number, marks == sorted(set(marks)), "its list of marks")
    return marks


def _act(number: int, told: Any) -> dict[str, Any]:
    is_act = isinstance(told, dict) and set(told) == ACT and isinstance(told["proof"], list)
    _demand(number, is_act, "its act")
    texts = [told["leaf"], told["frame"], told["blind"], *told["proof"]]
    _demand(number, all(isinstance(text, str) for text in texts) and _is_hex(told["blind"]), "its act")
    return {**told, "line": number}


def _totals(number: int, told: Any) -> dict[str, dict[str, Figure]]:
    _demand(number, isinstance(told, dict) and set(told) == set(SIDES), "its totals")
    return {side: _figures(number, told[side]) for side in SIDES}


def _figures(number: int, told: Any) -> dict[str, Figure]:
    _demand(number, isinstance(told, dict) and set(told) <= set(NAMES), "its figures")
    for shown in told.values():
        is_figure = isinstance(shown, dict) and set(shown) == FIGURE
        _demand(number, is_figure and all(type(value) is int for value in shown.values()), "its figures")
    return {name: Figure(**shown) for name, shown in told.items()}


def _day(number: int, text: Any) -> date:
    try:
        found = date.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise Damaged(f"line {number}: one of its days cannot be read") from error
    _demand(number, found.isoformat() == text and found.year < 9000, "one of its days")
    return found


def _is_hex(text: Any) -> bool:
    letters: Callable[[str], bool] = set("0123456789abcdef").issuperset
    return isinstance(text, str) and len(text) == 64 and letters(text)


def _demand(number: int, is_so: bool, what: str) -> None:
    if not is_so:
        raise Damaged(f"line {number}: {what} cannot be read")
