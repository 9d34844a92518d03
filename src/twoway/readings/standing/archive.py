"""One person's whole record as an archive they keep: pages anybody can read, and lines a program can check.

    index.html          what is in it, who opened what, how to check it
    acts/2026-03.html   each act of a month in words, with what they said and what was said to them
    acts.jsonl          the same acts with all their fields, a line each
    people.json         who is who, who opened what of theirs, what they opened
    ledger.jsonl        each act as it stands in the record, with its proof under the last checkpoint
    style.css           how the pages look; there is no script

It holds what names the person, as they may see it, and nothing else. Words that were erased are gone from it,
sealed answers that have not opened are not in it, and private pages are not either: the server cannot open
them, and they leave as a file of their own. It is made while it is being fetched, so that it may be long.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from twoway import clock
from twoway.ledger import export
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.people import opened, queries, record, sight
from twoway.people.models import Person
from twoway.readings import told
from twoway.web.told import Line

SIDES = "side.added"
HowFar = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month in which something was done, with the numbers of its acts."""

    first: date
    seqs: tuple[int, ...]

    @property
    def name(self) -> str:
        """What its page is called."""
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True, kw_only=True)
class Told:
    """One act on a page of the archive."""

    entry: Entry
    line: Line | None
    others: str
    sides: tuple[tuple[str, str], ...]


class _Sink:
    """Where the archive is written to: a file of which only what is new is kept, to be sent on."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._at = 0

    def write(self, data: bytes) -> int:
        """Take it."""
        self._parts.append(bytes(data))
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        """How much was written."""
        return self._at

    def flush(self) -> None:
        """There is nothing to wait for."""

    def close(self) -> None:
        """What was not asked for yet can still be."""

    def taken(self) -> bytes:
        """What was written since this was asked last."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def number_of_acts(person_id: str) -> int:
    """How many acts it would hold."""
    return sight.naming(person_id).count()


def file_name() -> str:
    """What the archive is called where it is kept."""
    return f"twoway-archive-{clock.now().date().isoformat()}.zip"


def archive(person_id: str, *, progress: HowFar = lambda _done, _total: None) -> Iterator[bytes]:
    """The archive piece by piece; `progress` hears how many acts of how many are in."""
    person = queries.person(person_id)
    rows = sight.naming(person_id).order_by("seq").values_list("seq", "happened_at")
    months = _months((seq, clock.day_of(at, person.zone)) for seq, at in rows)
    seqs = sorted(seq for month in months for seq in month.seqs)
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in _front(person, months, len(seqs)):
            file.writestr(_called(name), text)
            yield sink.taken()
        for _done in _acts(file, person, months, lambda done: progress(done, len(seqs))):
            yield sink.taken()
        for _batch in _lines(file, "ledger.jsonl", export.proven(seqs)):
            yield sink.taken()
    yield sink.taken()


def _called(name: str) -> zipfile.ZipInfo:
    """A file in the archive, dated as the archive is."""
    info = zipfile.ZipInfo(name, date_time=clock.now().timetuple()[:6])
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return info


def _months(days: Iterable[tuple[int, date]]) -> list[Month]:
    found: dict[date, list[int]] = {}
    for seq, day in days:
        found.setdefault(day.replace(day=1), []).append(seq)
    return [Month(first=first, seqs=tuple(seqs)) for first, seqs in sorted(found.items())]


# ---- the pages -------------------------------------------------------------------------------------------


def _front(person: Person, months: list[Month], acts: int) -> Iterator[tuple[str, str]]:
    """The first page, how pages look, and who is who."""
    place = queries.workplace()
    looked = opened.everything(person.id)
    context = {
        "person": person,
        "place": place.name if place is not None else "",
        "day": clock.today(person.zone),
        "months": months,
        "acts": acts,
        "opened": [(each.on, opened.in_words(each)) for each in looked],
    }
    yield "index.html", _page("index.html", context, person)
    yield "style.css", _page("style.css", {}, person)
    yield "people.json", json.dumps(_people(person, looked), ensure_ascii=False, indent=1)


def _page(name: str, context: dict[str, Any], person: Person) -> str:
    """A page of the archive; moments are those of where the person lives, whoever makes it."""
    with timezone.override(person.zone):
        return render_to_string(f"standing_read/archive/{name}", context)


def _people(person: Person, looked: list[opened.Opening]) -> dict[str, Any]:
    named = {one.id: one.called for one in queries.persons(seen_by=person.id)}
    return {
        "person": {"id": person.id, "name": person.called},
        "taken_at": clock.now().isoformat(),
        "people": named,
        "opened": opened.as_data(looked),
        "opened_by_you": [
            {"on": each.on.isoformat(), "what": each.what, "id": each.id, "via": each.via}
            for each in opened.own(person.id)
        ],
    }


def _acts(
    file: zipfile.ZipFile, person: Person, months: list[Month], progress: Callable[[int], None]
) -> Iterator[int]:
    """A page for each month, and then the same acts as lines for programs, a month at a time."""
    sides, done = _sides(person.id), 0
    for month in months:
        entries = ledger.entries_at(month.seqs)
        context = {"month": month, "person": person, "told": _told(entries, person, sides)}
        file.writestr(_called(f"acts/{month.name}.html"), _page("month.html", context, person))
        done += len(entries)
        progress(done)
        yield done
    data = (record.act_as_data(entry) for month in months for entry in ledger.entries_at(month.seqs))
    yield from _lines(file, "acts.jsonl", (json.dumps(one, ensure_ascii=False) + "\n" for one in data))


def _sides(person_id: str) -> dict[str, list[Entry]]:
    """What was said beside each act, by either side."""
    found: dict[str, list[Entry]] = {}
    seqs = sight.naming(person_id).filter(kind=SIDES).values_list("seq", flat=True)
    for entry in ledger.entries_at(seqs):
        found.setdefault(getattr(entry.act, "about", ""), []).append(entry)
    return found


def _told(entries: list[Entry], person: Person, sides: dict[str, list[Entry]]) -> list[Told]:
    lines = {line.entry: line for line in told.in_words(entries, seen_by=person.id)}
    among = {one for entry in entries for one in entry.participants}
    among |= {side.by for entry in entries for side in sides.get(entry.id, ())}
    names = {id: one.called for id, one in queries.named(among).items()}
    return [
        Told(
            entry=entry,
            line=_with_words(lines.get(entry.id)),
            others=", ".join(names.get(one, "") for one in entry.participants if one != person.id),
            sides=tuple(
                (names.get(side.by, ""), getattr(side.act, "words", "") or _("(the words were erased)"))
                for side in sides.get(entry.id, ())
            ),
        )
        for entry in entries
    ]


def _with_words(line: Line | None) -> Line | None:
    """Said once where what it is about and what was said are the same."""
    return replace(line, words="") if line is not None and line.words == line.about else line


def _lines(file: zipfile.ZipFile, name: str, lines: Iterable[str]) -> Iterator[int]:
    """A file of many lines, some hundred at a time."""
    number = 0
    with file.open(_called(name), "w") as into:
        for number, line in enumerate(lines, start=1):
            into.write(line.encode())
            if number % export.A_BATCH == 0:
                yield number
    yield number
