"""Acts in words, marks on streets, and what is open: asked of every noun, put together here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from django.utils.translation import gettext

from twoway.ledger.entries import Entry
from twoway.nouns.calls import told as calls
from twoway.nouns.conversations import told as conversations
from twoway.nouns.entrustments import told as entrustments
from twoway.nouns.growth import told as growth
from twoway.nouns.handoffs import told as handoffs
from twoway.nouns.needs import told as needs
from twoway.nouns.ownups import told as ownups
from twoway.nouns.paths import told as paths
from twoway.nouns.promises import told as promises
from twoway.nouns.standing import told as standing
from twoway.nouns.thanks import told as thanks
from twoway.nouns.track_records import told as track_records
from twoway.nouns.unnamed import told as unnamed
from twoway.nouns.voices import told as voices
from twoway.people import told as people
from twoway.people.streets import told as streets
from twoway.people.streets.acts import SideAdded
from twoway.web.told import Deed, Line, Open, Said, Side


class Teller(Protocol):
    """Whatever has acts: it says in words what each of its own was."""

    KINDS: tuple[str, ...]

    def lines(self, entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]: ...


class Noun(Teller, Protocol):
    """Whatever lies between people on streets. `REASONS` names its kinds of readings, and their marks."""

    REASONS: dict[str, tuple[str, str]]

    def deeds(
        self, streets: Collection[str], *, seen_by: str, entries: Iterable[Entry] | None = None
    ) -> list[Deed]: ...

    def opens(self, *, seen_by: str, streets: Collection[str] | None = None) -> list[Open]: ...

    def said_to(self, person: str) -> list[Said]: ...


NOUNS: tuple[Noun, ...] = (
    promises,
    thanks,
    calls,
    voices,
    handoffs,
    conversations,
    ownups,
    paths,
    entrustments,
    growth,
    needs,
    unnamed,
    track_records,
    standing,
)
TELLERS: tuple[Teller, ...] = (*NOUNS, streets, people)


def in_words(entries: Sequence[Entry], *, seen_by: str) -> list[Line]:
    """These acts in words, in their order; what no teller can tell this person is left out."""
    told: dict[str, Line] = {}
    for teller in TELLERS:
        own = [entry for entry in entries if entry.kind.startswith(teller.KINDS)]
        if own:
            told |= teller.lines(own, seen_by=seen_by)
    return [_from_where(told[entry.id], entry) for entry in entries if entry.id in told]


def _from_where(line: Line, entry: Entry) -> Line:
    return replace(line, source=entry.source) if entry.source else line


def with_sides(lines: Iterable[Line], entries: Iterable[Entry]) -> list[Line]:
    """The lines with the sides that were added to their acts, in place of lines of the sides' own."""
    sides: dict[str, list[Side]] = {}
    for entry in entries:
        if isinstance(entry.act, SideAdded):
            side = Side(by=entry.by, at=entry.happened_at, words=entry.act.words)
            sides.setdefault(entry.act.about, []).append(side)
    return [
        replace(line, sides=tuple(sides.get(line.entry, ()))) for line in lines if line.kind != SideAdded.kind
    ]


def deeds(
    streets: Collection[str], *, seen_by: str, entries: Iterable[Entry] | None = None
) -> dict[str, list[Deed]]:
    """What stands on each of these streets as a mark, by its day; `entries` if all their acts were read."""
    found: dict[str, list[Deed]] = {street: [] for street in streets}
    for noun in NOUNS:
        for deed in noun.deeds(streets, seen_by=seen_by, entries=entries):
            found[deed.street].append(deed)
    return {street: sorted(those, key=lambda deed: (deed.day, deed.entry)) for street, those in found.items()}


def opens(*, seen_by: str, streets: Collection[str] | None = None) -> list[Open]:
    """What is open between the person and others, each noun's in the order it gives."""
    return [matter for noun in NOUNS for matter in noun.opens(seen_by=seen_by, streets=streets)]


def said_to(person: str, at_most: int = 3) -> list[Said]:
    """The latest that others said to a person."""
    found = [one for noun in NOUNS for one in noun.said_to(person)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:at_most]


def reason(kind: str) -> tuple[str, str]:
    """What a kind of reading is called in a list of reasons, and its mark."""
    says, mark = next(noun.REASONS[kind] for noun in NOUNS if kind in noun.REASONS)
    return gettext(says), mark
