"""One person's whole record, to take along: every act that names them, as they may see it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from twoway import clock
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act, shape_of
from twoway.people import opened, queries, sight, told
from twoway.people.models import Person
from twoway.people.streets import told as streets_told
from twoway.web import slots
from twoway.web.told import Line

INDENT = "\n    "


def as_data(person_id: str) -> dict[str, Any]:
    """For programs: each act with all its fields, people by id and by name."""
    entries, names = _entries(person_id), _names()
    named = sorted({one for entry in entries for one in entry.participants})
    return {
        "person": {"id": person_id, "name": names.get(person_id, "")},
        "taken_at": clock.now().isoformat(),
        "entries": [act_as_data(entry) for entry in entries],
        "people": {one: names.get(one, "") for one in named},
        "opened": opened.as_data(opened.everything(person_id)),
        "opened_by_you": [
            {"on": each.on.isoformat(), "what": each.what, "id": each.id, "via": each.via}
            for each in opened.own(person_id)
        ],
    }


def as_text(person_id: str) -> str:
    """For reading: oldest first, in the app's sentences, with their words and those said to them."""
    person, entries, names = queries.person(person_id), _entries(person_id), _names()
    place = queries.workplace()
    head = _("The record of %(name)s at %(place)s, taken on %(day)s.") % {
        "name": person.called,
        "place": place.name if place is not None else "",
        "day": clock.today(person.zone).isoformat(),
    }
    lines = _lines(entries, person_id)
    acts = [_paragraph(one, lines.get(one.id), person, names) for one in entries]
    return "\n\n".join([head, *acts, *_who_opened(person_id)]) + "\n"


def _who_opened(person_id: str) -> list[str]:
    """What others opened of the person's, a line each, if anything."""
    lines = [f"{each.on.isoformat()}  {opened.in_words(each)}" for each in opened.everything(person_id)]
    return [INDENT.join([_("Who opened what of yours, and on which day:"), *lines])] if lines else []


def _entries(person_id: str) -> list[Entry]:
    return ledger.entries_at(sight.naming(person_id).values_list("seq", flat=True))


def _names() -> dict[str, str]:
    return {person.id: person.called for person in Person.objects.all()}


def _lines(entries: Sequence[Entry], person_id: str) -> dict[str, Line]:
    """The acts in the words of whatever they belong to."""
    ours = (*told.KINDS, *streets_told.KINDS)
    lines: dict[str, Line] = {}
    for teller in (told, streets_told):
        own = [entry for entry in entries if entry.kind.startswith(teller.KINDS)]
        lines |= teller.lines(own, seen_by=person_id)
    for tell in slots.ACTS:
        lines |= tell([entry for entry in entries if not entry.kind.startswith(ours)], seen_by=person_id)
    return lines


def _paragraph(entry: Entry, line: Line | None, person: Person, names: dict[str, str]) -> str:
    """When, who and what; below it what it was about and what was said."""
    day = clock.day_of(entry.happened_at, person.zone).isoformat()
    others = [names.get(one, "") for one in entry.participants if one != person.id]
    said = [f"{day}  {line.says if line else entry.kind}"]
    if others and entry.street:
        said.append(_("with %(names)s") % {"names": ", ".join(others)})
    said += [_quoted(words) for words in _words(entry.act)]
    if entry.words_erased:
        said.append(_("(the words were erased)"))
    if entry.source:
        said.append(_("brought in from %(source)s") % {"source": entry.source})
    return INDENT.join(said)


def _words(act: Act) -> list[str]:
    """What people said in the act, each text once."""
    texts = (getattr(act, field.name) for field in shape_of(act.kind).words)
    return list(dict.fromkeys(text for text in texts if text))


def _quoted(words: str) -> str:
    return "“" + words.replace("\n", INDENT) + "”"


def act_as_data(entry: Entry) -> dict[str, Any]:
    """One act with all its fields, as far as its words are still there."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "by": entry.by,
        "entered_at": entry.at.isoformat(),
        "happened_at": entry.happened_at.isoformat(),
        "about": entry.thing,
        "street": entry.street,
        "participants": list(entry.participants),
        "source": entry.source,
        "words_erased": entry.words_erased,
        "act": {
            field.name: _plain(getattr(entry.act, field.name)) for field in dataclasses.fields(entry.act)
        },
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
