"""One person's whole record, to take along: every act that names them, as they may see it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _

from twoway import clock
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act, PersonId
from twoway.people import queries, sight
from twoway.people.models import Person


def as_data(person_id: str) -> dict[str, Any]:
    """For programs: each act with all its fields, people by id and by name."""
    names = _names()
    return {
        "person": {"id": person_id, "name": names.get(person_id, "")},
        "taken_at": clock.now().isoformat(),
        "entries": [_entry_data(entry, names) for entry in _entries(person_id)],
        "people": {one: names.get(one, "") for one in _named(person_id)},
    }


def as_text(person_id: str) -> str:
    """For reading: oldest first, in the person's own zone, their words and those said to them."""
    person, names = queries.person(person_id), _names()
    place = queries.workplace()
    head = _("The record of %(name)s at %(place)s, taken on %(day)s.") % {
        "name": person.called,
        "place": place.name if place is not None else "",
        "day": clock.today(person.zone).isoformat(),
    }
    told = [_entry_text(entry, person, names) for entry in _entries(person_id)]
    return "\n\n".join([head, *told]) + "\n"


def _entries(person_id: str) -> list[Entry]:
    return ledger.entries_at(sight.naming(person_id).values_list("seq", flat=True))


def _named(person_id: str) -> list[str]:
    """Everybody who took part in what the person may see."""
    return sorted({one for entry in _entries(person_id) for one in entry.participants})


def _names() -> dict[str, str]:
    return {person.id: person.called for person in Person.objects.all()}


def _entry_data(entry: Entry, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": entry.id,
        "kind": entry.kind,
        "by": entry.by,
        "by_name": names.get(entry.by, ""),
        "entered_at": entry.at.isoformat(),
        "happened_at": entry.happened_at.isoformat(),
        "about": entry.thing,
        "street": entry.street,
        "participants": list(entry.participants),
        "source": entry.source,
        "words_erased": entry.words_erased,
        "act": {name: _plain(value) for name, value, _is_person in _fields(entry.act)},
    }


def _entry_text(entry: Entry, person: Person, names: dict[str, str]) -> str:
    at = clock.day_of(entry.happened_at, person.zone).isoformat()
    lines = [f"{at}  {entry.kind}  {names.get(entry.by, '')}".rstrip()]
    others = [names.get(one, "") for one in entry.participants if one not in {entry.by, person.id}]
    if others:
        lines.append("    " + _("with %(names)s") % {"names": ", ".join(others)})
    for name, value, is_person in _fields(entry.act):
        shown = names.get(value, "") if is_person else _plain(value)
        if shown not in {None, ""} and not (is_person and value in entry.participants):
            indented = str(shown).replace("\n", "\n      ")
            lines.append(f"    {name.replace('_', ' ')}: {indented}")
    if entry.words_erased:
        lines.append("    " + _("(the words were erased)"))
    if entry.source:
        lines.append("    " + _("brought in from %(source)s") % {"source": entry.source})
    return "\n".join(lines)


def _fields(act: Act) -> Iterator[tuple[str, Any, bool]]:
    """Each field of an act: its name, its value, and whether that is a person."""
    hints = get_type_hints(type(act), include_extras=True)
    for field in dataclasses.fields(act):
        yield field.name, getattr(act, field.name), _is_person(hints[field.name])


def _is_person(hint: Any) -> bool:
    choices = (hint,) if get_origin(hint) is Annotated else (hint, *get_args(hint))
    return PersonId in choices


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
