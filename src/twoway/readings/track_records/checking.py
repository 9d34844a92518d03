"""Does an exported track record hold? Says in sentences what is wrong, what is proven, and what only said.

It needs no database: the file, and what its reader got elsewhere (the key, a checkpoint they kept).
"""

from __future__ import annotations

import hmac
import json
from base64 import b64decode
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from twoway.errors import LedgerBroken
from twoway.ledger import checkpoint as notes
from twoway.ledger import statements
from twoway.ledger.canon import canonical
from twoway.ledger.entries import Entry, read_entry
from twoway.ledger.leaf import FRAME_DOMAIN, MOST_LEAF_BYTES, commitment
from twoway.ledger.merkle import leaf_hash, verify_consistency, verify_inclusion
from twoway.people.quarters import FEWEST, Quarter, blurred, moment
from twoway.readings.track_records import cells
from twoway.readings.track_records.cases import Case, problem_in, promise_in
from twoway.readings.track_records.cells import KINDS, OURS, SIDES, Figure
from twoway.readings.track_records.lines import DOMAIN, NOTHING, OPENED, SEALED, mark_of
from twoway.readings.track_records.reading import Damaged, File, Told, read

LEAF_KEYS = {"c", "day", "seq", "v", "w"}
COUNTS = {
    "on_day": "kept on their day",
    "at_price": "at their price",
    "moved_early": "moved early",
    "owned": "problems owned",
    "mended": "problems mended",
}


@dataclass(kw_only=True)
class Report:
    """What was found; `ok` where nothing contradicts. `open` is what could not be compared.

    `missing`: the act that was asked for is not counted, which may well be right.
    """

    problems: list[str] = field(default_factory=list)
    proven: list[str] = field(default_factory=list)
    recomputed: list[str] = field(default_factory=list)
    attested: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    missing: bool = False

    @property
    def ok(self) -> bool:
        return not self.problems


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What its reader got from elsewhere than the file: texts, as they came."""

    key: str | None = None
    against: str | None = None
    proof: str | None = None
    act: str | None = None


def check(raw: bytes, beside: Beside | None = None) -> Report:
    """Everything that can be said of these bytes; NoTrackRecord when they are no track record at all."""
    report = Report()
    try:
        found = read(raw)
    except Damaged as error:
        report.problems.append(f"It was damaged or changed: {error}.")
        return report
    _Check(found, beside or Beside(), report).run()
    return report


class _Check:
    def __init__(self, found: File, beside: Beside, report: Report) -> None:
        self._file, self._beside, self._report = found, beside, report
        self._head: notes.Checkpoint | None = None
        self._seen: Counter[str] = Counter()
        self._cell_of: dict[str, int] = {}
        self._ours: set[str] = set()
        self._theirs: set[str] = set()

    def run(self) -> None:
        key = statements.read_key(self._file.head["key"])
        if key is None:
            self._wrong("the key in it cannot be read")
        else:
            self._signature(key)
            self._checkpoint(key)
        self._order()
        for told in self._file.cells:
            self._look_at(told)
        self._apart()
        self._totals()
        if self._beside.act is not None:
            self._find(self._beside.act)
        self._report.attested.append(
            "That no promise was left out: whoever is on one can look whether it is counted."
        )

    # ---- who signed it, and over which record ------------------------------------------------------------

    def _signature(self, key: statements.PublicKey) -> None:
        if not statements.holds(DOMAIN, self._file.body, self._file.signature, key.raw):
            self._wrong("it is not what was signed: something in it was changed, or the signature was")
            return
        if self._beside.key is None:
            self._report.proven.append(
                f"Not a byte was changed since {key.record} signed it with the key in it."
            )
            self._report.open.append(
                "Whether that is the key of the team you think of: compare it with the one at /ledger/key."
            )
            return
        given = statements.read_key(self._beside.key)
        if given is None:
            self._wrong("the key you gave cannot be read")
        elif given.record != key.record:
            self._wrong(f"it is of another record ({key.record}) than the key you gave ({given.record})")
        elif given.raw != key.raw:
            self._wrong("it is signed with another key than the one you gave")
        else:
            self._report.proven.append(
                f"Not a byte was changed since {key.record} signed it, with the key you gave."
            )

    def _checkpoint(self, key: statements.PublicKey) -> None:
        try:
            head = notes.verify(self._file.head["checkpoint"], key.raw)
        except notes.NotACheckpoint as error:
            self._wrong(f"its checkpoint does not hold: {error}")
            return
        if not f"{head.origin}/".startswith(f"{key.record}/"):
            self._wrong(f"its checkpoint is of another record ({head.origin})")
            return
        self._head = head
        if self._beside.against is not None:
            self._compare(head, self._beside.against, key)

    def _compare(self, head: notes.Checkpoint, against: str, key: statements.PublicKey) -> None:
        try:
            kept = notes.verify(against, key.raw)
        except notes.NotACheckpoint as error:
            self._wrong(f"the checkpoint you kept is none of this record's: {error}")
            return
        if kept.origin != head.origin:
            self._report.open.append(
                f"The checkpoint you kept is of {kept.origin} and this of {head.origin}: between them lies a "
                "restore, and they cannot be compared."
            )
        elif kept.size == head.size:
            self._same(kept.root == head.root)
        else:
            self._prefix(*sorted((kept, head), key=lambda one: one.size))

    def _prefix(self, first: notes.Checkpoint, second: notes.Checkpoint) -> None:
        """Whether one begins the other, by the proof that its server gives."""
        if self._beside.proof is None:
            self._report.open.append(
                "Whether it continues the checkpoint you kept: save what the server answers at "
                f"/ledger/consistency?from={first.size}&to={second.size} and give it with --proof."
            )
            return
        try:
            steps = [b64decode(step, validate=True) for step in json.loads(self._beside.proof)["proof"]]
        except (ValueError, KeyError, TypeError, RecursionError):
            self._wrong("the proof you gave cannot be read")
            return
        self._same(
            verify_consistency(
                first=first.size,
                second=second.size,
                first_root=first.root,
                second_root=second.root,
                proof=steps,
            )
        )

    def _same(self, is_same: bool) -> None:
        if is_same:
            self._report.proven.append("It is of the record whose checkpoint you kept.")
        else:
            self._wrong(
                "the checkpoint you kept does not fit: entries were changed, or the proof is of others"
            )

    # ---- the cells ---------------------------------------------------------------------------------------

    def _order(self) -> None:
        places = [(told.quarter.since, SIDES.index(told.side)) for told in self._file.cells]
        if places != sorted(set(places)):
            self._wrong("its quarters stand twice or out of order")
        if {since for since, side in places if side == 0} != {since for since, side in places if side == 1}:
            self._wrong("a quarter stands in it without its other side")

    def _look_at(self, told: Told) -> None:
        for name, shown in told.figures.items():
            if not _is_sound(shown):
                self._wrong(f"line {told.line}: “{COUNTS[name]}” of {told.name} does not add up in itself")
        if (told.acts == NOTHING) != (not told.figures) or (told.acts == OPENED) != bool(told.opened):
            self._wrong(f"line {told.line}: what {told.name} rests on does not fit its figures")
        for mark in told.marks:
            self._once(mark, f"a mark of {told.name}")
        if told.acts == OPENED:
            self._recompute(told)
        elif told.acts == SEALED:
            self._report.attested.append(_says(told, f"resting on {len(told.marks)} acts that stay closed"))

    def _recompute(self, told: Told) -> None:
        """The figures anew, from the acts that were opened."""
        entries = [entry for act in told.opened if (entry := self._opened(act, told)) is not None]
        if len(entries) != len(told.opened):
            return
        cases = self._cases(sorted(entries, key=lambda entry: entry.seq), told)
        for kind in KINDS:
            among = [case for case in cases if kind.of(case)]
            people = {person for case in among for person in case.by}
            if kind.name not in told.figures:
                continue
            again = (
                cells.figure(*blurred(sum(map(kind.counts, among)), len(among)), of=len(among))
                if among
                else None
            )
            if again != told.figures[kind.name]:
                self._wrong(
                    f"line {told.line}: “{COUNTS[kind.name]}” of {told.name} is not what its acts give"
                )
            elif len(people) < FEWEST:
                self._wrong(
                    f"line {told.line}: “{COUNTS[kind.name]}” of {told.name} is of fewer than five people"
                )
        self._report.proven.append(f"{len(entries):,} acts of {told.name} stand in the signed record.")
        self._report.recomputed.append(_says(told, "worked out anew from them"))

    def _cases(self, entries: Iterable[Entry], told: Told) -> list[Case]:
        by_thing: dict[str, list[Entry]] = {}
        for entry in entries:
            by_thing.setdefault(entry.thing, []).append(entry)
        found = []
        for thing, acts in by_thing.items():
            counted = _counted(acts)
            is_whole = counted is not None and len(counted[1].entries) == len(acts)
            if counted is None or counted[0] != told.quarter or not is_whole:
                self._wrong(f"line {told.line}: an act of {told.name} does not count in that quarter")
                continue
            if self._cell_of.setdefault(thing, told.line) != told.line:
                self._wrong(f"line {told.line}: a promise of {told.name} is counted twice")
            mine, others = (self._ours, self._theirs) if told.side == OURS else (self._theirs, self._ours)
            if counted[1].is_promise:
                mine |= counted[1].by
                others |= counted[1].to
            found.append(counted[1])
        return found

    def _opened(self, act: dict[str, Any], told: Told) -> Entry | None:
        """The act, if its leaf stands under the checkpoint and opens to what the line says."""
        self._once(act["leaf"], f"an act of {told.name}")
        found = self._read(act, told)
        if isinstance(found, str):
            self._wrong(f"line {act['line']}: {found}")
            return None
        return found

    def _read(self, act: dict[str, Any], told: Told) -> Entry | str:
        """The act, or what is wrong with it."""
        leaf, frame = act["leaf"].encode(), act["frame"].encode()
        try:
            said, entry = _leaf(leaf), read_entry(0, frame, None)
            is_canonical = canonical(json.loads(frame)) == frame
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, LedgerBroken):
            return "the act cannot be read"
        if not hmac.compare_digest(commitment(FRAME_DOMAIN, bytes.fromhex(act["blind"]), frame), said["c"]):
            return "the act is not what its leaf commits to"
        if not is_canonical or entry.at.date().isoformat() != said["day"]:
            return "the act and its leaf name different days"
        if not self._stands(leaf, said["seq"], act["proof"]):
            return "its proof does not lead to the signed root"
        if entry.at >= moment(told.quarter.published_on):
            return "the act is from after its quarter came out"
        entry.__dict__["seq"] = said["seq"]
        return entry

    def _stands(self, leaf: bytes, seq: int, proof: list[str]) -> bool:
        if self._head is None:
            return False
        try:
            steps = [b64decode(step, validate=True) for step in proof]
        except ValueError:
            return False
        return verify_inclusion(
            place=seq, size=self._head.size, leaf=leaf_hash(leaf), root=self._head.root, proof=steps
        )

    def _once(self, what: str, name: str) -> None:
        self._seen[what] += 1
        if self._seen[what] == 2:
            self._wrong(f"{name} stands in it twice")

    def _apart(self) -> None:
        """Nobody stands on both sides."""
        if self._ours & self._theirs:
            self._wrong("somebody is counted on both sides")

    def _totals(self) -> None:
        for side in SIDES:
            shown = [
                cells.Cell(quarter=told.quarter, side=told.side, figures=told.figures, cases=())
                for told in self._file.cells
                if all(map(_is_sound, told.figures.values()))
            ]
            if cells.total(shown, side) != self._file.totals[side]:
                whose = "the team's own" if side == OURS else "the clients'"
                self._wrong(f"the totals of {whose} are not the sums of what is shown")

    def _find(self, act: str) -> None:
        """Whether an act its reader sees (as /ledger/inclusion answers) is among those that are counted."""
        try:
            told = json.loads(act)
            leaf, blind = told["leaf"].encode(), bytes.fromhex(told["frame_blind"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self._report.missing = True
            self._report.open.append(
                "The act you gave cannot be read: save what the server answers at /ledger/inclusion/…"
            )
            return
        mark = mark_of(leaf, blind)
        where = [
            told.name
            for told in self._file.cells
            if mark in told.marks or any(one["leaf"].encode() == leaf for one in told.opened)
        ]
        if where:
            self._report.proven.append(f"The act you gave is counted: {where[0]}.")
        else:
            self._report.missing = True
            self._report.open.append("The act you gave is not among those it counts.")

    def _wrong(self, sentence: str) -> None:
        self._report.problems.append(f"{sentence[0].upper()}{sentence[1:]}.")


def _counted(acts: list[Entry]) -> tuple[Quarter, Case] | None:
    """The quarter and what became of it; None for acts that lack what such acts have."""
    try:
        return problem_in(acts) if acts[0].kind.startswith("problem.") else promise_in(acts)
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        return None


def _leaf(body: bytes) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(body)
    is_leaf = set(said) == LEAF_KEYS and said["v"] == 1 and type(said["seq"]) is int and said["seq"] >= 0
    if not is_leaf or canonical(said) != body or len(body) > MOST_LEAF_BYTES:
        raise ValueError("no leaf")
    return said


def _is_sound(shown: Figure) -> bool:
    """Whether a figure is blurred as it should be, of enough, with the interval that goes with it."""
    if shown.of < FEWEST or not 0 <= shown.at_least <= shown.at_most <= shown.of:
        return False
    if (shown.at_least, shown.at_most) not in {
        blurred(shown.at_least, shown.of),
        blurred(shown.at_most, shown.of),
    }:
        return False
    return cells.figure(shown.at_least, shown.at_most, of=shown.of) == shown


def _says(told: Told, how: str) -> str:
    """The figures of a cell in a sentence."""
    parts = [f"{COUNTS[name]} {_number(shown)} of {shown.of}" for name, shown in told.figures.items()]
    return f"{told.name[0].upper()}{told.name[1:]}: {', '.join(parts)}; {how}."


def _number(shown: Figure) -> str:
    return f"{shown.at_least}" if shown.at_least == shown.at_most else f"{shown.at_least} or {shown.at_most}"
