"""Does everything still hash to what was signed? Says in sentences what is wrong and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection

from twoway.ledger import checkpoint, epochs, keys, tree, triggers
from twoway.ledger.findings import Rows, findings
from twoway.ledger.kinds import Json
from twoway.ledger.merkle import Frontier, leaf_hash, node_leaves
from twoway.ledger.models import Checkpoint, Epoch, Erasure, Frame, Words, raw
from twoway.ledger.stretches import (
    Stretch,
    between_rows,
    openings,
    sight_rows,
    stretches,
    tall_nodes,
)

Progress = Callable[[int, int], None]
MOST_PROBLEMS = 200
NO_END = 2**63
BESIDE = "Somebody is said to see entry {}, or it to stand on a street"


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was found. `problems` are sentences; `notes` are worth knowing and nobody's fault."""

    size: int
    root: bytes
    problems: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


def check(progress: Progress | None = None, against: str | None = None) -> Report:
    """Verify the whole ledger, and with `against` that it still begins with what that checkpoint signed."""
    return _Check(progress or (lambda _done, _total: None)).run(against)


class _Check:
    """One reading of the ledger, entry by entry, and what is learnt on the way."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._size = tree.size()
        self._problems: list[str] = []
        self._notes: list[str] = []
        self._growing = Frontier()
        self._roots: dict[int, bytes] = {}
        self._tall = tall_nodes()
        self._ids: dict[int, str] = {}
        self._erasing: dict[int, str] = {}
        self._restored: dict[int, Json] = {}
        self._opening: dict[int, tuple[str, set[str]]] = {}

    def run(self, against: str | None) -> Report:
        published = list(Checkpoint.objects.order_by("id"))
        last, kept = keys.last_signed(), self._read_kept(against)
        self._roots = {given.size: b"" for given in published}
        self._roots |= {part.size: b"" for part in (last, kept) if part}
        self._take_root()
        self._look_at_entries()
        self._look_beside()
        for given in published:
            self._look_at_note(f"The checkpoint of {given.size} entries", given.note, given.epoch, copy=given)
        if last:
            self._look_at_note("The checkpoint that was signed last", last.note, last.epoch)
        if kept and against:
            self._look_at_note("The checkpoint you kept", against, _epoch_of(kept.origin))
        shown = tuple(self._problems[:MOST_PROBLEMS])
        more = len(self._problems) - len(shown)
        return Report(
            size=self._size,
            root=self._growing.root(),
            problems=(*shown, f"And {more} more.") if more else shown,
            notes=tuple(self._notes),
        )

    def _look_at_entries(self) -> None:
        sight, between = sight_rows(), between_rows()
        for stretch in stretches(self._size):
            seen_by, ends = sight.up_to(stretch.end), between.up_to(stretch.end)
            for seq in range(stretch.start, stretch.end):
                self._look_at_entry(seq, stretch, seen_by.pop(seq, []), ends.pop(seq, []))
            self._say({*seen_by, *ends}, f"{BESIDE}, out of order or where there is no such entry.")
            self._look_for_extra(stretch)
            self._progress(stretch.end, self._size)
        rest = {*sight.up_to(NO_END), *between.up_to(NO_END)}
        there_now = max(self._size, tree.size())
        self._say((seq for seq in rest if seq >= there_now), f"{BESIDE}, and there is no such entry.")

    def _look_at_entry(self, seq: int, stretch: Stretch, sight: Rows, between: Rows) -> None:
        leaf = stretch.leaves.get(seq)
        if leaf is None:
            self._problems.append(f"Entry {seq}: its leaf is missing.")
            leaf = b""
        for number, node in self._growing.add(leaf_hash(leaf)):
            kept = stretch.nodes.pop(number, None) or self._tall.pop(number, None)
            if kept != node:
                first, end = node_leaves(number)
                self._problems.append(
                    f"The stored hash over entries {first} to {end - 1} is not what they hash to."
                )
        said, frame = findings(
            seq, leaf, stretch.frames.get(seq), stretch.words.get(seq), sight, between,
            erased=seq in stretch.erasures,
        )  # fmt: skip
        self._problems += [f"Entry {seq}: {sentence}." for sentence in said]
        self._take_root()
        if frame:
            self._note_frame(seq, frame, stretch)

    def _note_frame(self, seq: int, frame: Json, stretch: Stretch) -> None:
        if seq in stretch.erasures:
            self._ids[seq] = frame["id"]
        if frame["kind"] == "ledger.erased":
            self._erasing[seq] = frame["d"]["entry"]
        elif frame["kind"] == "ledger.epoch_opened":
            self._restored[seq] = frame["d"]
        elif frame["kind"] == "sight.opened":
            self._opening[seq] = (frame["d"]["to"], set(frame["d"]["entries"]))

    def _take_root(self) -> None:
        if self._growing.size in self._roots:
            self._roots[self._growing.size] = self._growing.root()

    def _look_for_extra(self, stretch: Stretch) -> None:
        """Whatever is kept beyond the entries: later entries' nodes may be there already, nothing else."""
        for number in stretch.nodes:
            if node_leaves(number)[1] <= stretch.end:
                self._problems.append(f"There is a stored hash (number {number}) that belongs to no entry.")

    def _look_beside(self) -> None:
        """The rest of the database: triggers, gaps, erasures, and rows of entries that do not exist."""
        if missing := triggers.missing(connection):
            names = ", ".join(missing)
            self._problems.append(f"The database no longer refuses changes to the record. Missing: {names}.")
        beyond = {seq for model in (Frame, Words) for seq in _outside(model, self._size)}
        self._say(sorted(beyond), "Something is kept about entry {}, and there is no such entry.")
        self._look_at_openings()
        self._look_at_erasures()
        self._look_at_epochs()

    def _look_at_openings(self) -> None:
        """Sight beyond the frames' own people: each row from an act, and each act with all of its rows."""
        left = {seq: set(entries) for seq, (_, entries) in self._opening.items()}
        for act_seq, person, entry, is_copy in openings():
            if act_seq >= self._size:
                continue  # opened while we read
            to, _entries = self._opening.get(act_seq, ("", set()))
            if person != to or not is_copy or entry not in left.get(act_seq, ()):
                self._problems.append(
                    f"Entry {entry} is open to somebody, and no act says who may see it so."
                )
            else:
                left[act_seq].discard(entry)
        self._say(
            (seq for seq, missing in left.items() if missing),
            "Entry {} opened others to somebody: who may see them is not what it says.",
        )

    def _look_at_erasures(self) -> None:
        said = dict(Erasure.objects.filter(seq__lt=self._size).values_list("seq", "act_seq"))
        for seq, act_seq in said.items():
            if self._erasing.get(act_seq) != self._ids.get(seq):
                self._problems.append(f"Entry {seq} is listed as erased, and no act on the ledger says so.")
        for act_seq in self._erasing.keys() - set(said.values()):
            self._problems.append(
                f"Entry {act_seq} says that words were erased, and they are not listed as erased."
            )
        gone = [one.entry for one in keys.erased_before()]
        back = Words.objects.filter(seq__in=Frame.objects.filter(entry_id__in=gone).values("seq")).count()
        if back:
            self._problems.append(
                f"Words that were erased before are back in {back} entries. Erase them again."
            )

    def _look_at_epochs(self) -> None:
        listed = {epoch.first_seq: epoch for epoch in Epoch.objects.all()}
        self._say(
            sorted(listed.keys() ^ self._restored.keys()),
            "Entry {} and the list of restores do not say the same.",
        )
        for gap in epochs.gaps():
            listed_as = {"number": gap.epoch, "known_size": gap.known_size,
                         "known_root": gap.known_root.hex(), "known_note": gap.known_note}  # fmt: skip
            if self._restored.get(gap.kept) != listed_as:
                self._problems.append(f"The list of restores does not say what entry {gap.kept} says.")
            self._notes.append(
                f"On {gap.opened_at:%-d %B %Y} the record was restored from an older copy: of "
                f"{gap.known_size} entries that had been signed, the first {gap.kept} are here."
            )

    def _read_kept(self, against: str | None) -> checkpoint.Checkpoint | None:
        if against is None:
            return None
        try:
            return checkpoint.read(against)
        except checkpoint.NotACheckpoint as error:
            self._problems.append(f"What you kept is no checkpoint: {error}.")
            return None

    def _look_at_note(self, name: str, note: str, epoch: int, copy: Checkpoint | None = None) -> None:
        signer = keys.signer_if_any()
        try:
            head = checkpoint.verify(note, signer.public_key) if signer else checkpoint.read(note)
        except checkpoint.NotACheckpoint as error:
            self._problems.append(f"{name} does not hold: {error}.")
            return
        if signer is None and "signing key" not in " ".join(self._notes):
            self._notes.append("The signing key is not here, so signatures were not checked.")
        if signer and not f"{head.origin}/".startswith(f"twoway/{signer.record}/"):
            self._problems.append(f"{name} is of another record ({head.origin}).")
            return
        if copy and (copy.epoch, copy.size, raw(copy.root)) != (_epoch_of(head.origin), head.size, head.root):
            self._problems.append(f"{name}: what is kept beside its note is not what the note says.")
        self._compare_root(name, head, epoch)

    def _compare_root(self, name: str, head: checkpoint.Checkpoint, epoch: int) -> None:
        later = [gap for gap in epochs.gaps() if gap.epoch > epoch and gap.kept < head.size]
        if later:
            self._notes.append(
                f"{name} is from before a restore that lost entries, so it cannot be compared."
            )
        elif head.size > self._size:
            gone = head.size - self._size
            self._problems.append(f"{name} was of {head.size} entries; the last {gone} of them are gone.")
        elif self._roots.get(head.size) != head.root:
            self._problems.append(
                f"{name} was over other entries than these first {head.size}: "
                "some were changed, or their order."
            )

    def _say(self, entries: Iterable[int], sentence: str) -> None:
        self._problems += [sentence.format(seq) for seq in entries]


def _outside(model: type[Frame] | type[Words], size: int) -> list[int]:
    """Rows of entries that do not exist; those that were added while we read are none of our business."""
    there_now = tree.size()
    return [
        *model.objects.filter(seq__lt=0).values_list("seq", flat=True),
        *model.objects.filter(seq__gte=max(size, there_now)).values_list("seq", flat=True),
    ]


def _epoch_of(origin: str) -> int:
    last = origin.rpartition("/")[2]
    return int(last) if origin.count("/") == 2 and last.isdigit() else 1
