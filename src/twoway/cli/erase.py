"""`twoway erase`: somebody's words go, by law, and the record says that they went."""

from __future__ import annotations

from typing import Annotated

import typer

from twoway.cli.start import open_database
from twoway.cli.who import AsAdministrator, named_by, only_administrator
from twoway.cli.words import say
from twoway.errors import BadShape

Entries = Annotated[
    list[str] | None, typer.Argument(help="Ids of entries, as each one's page shows its own.")
]
Whom = Annotated[
    str, typer.Option("--person", help="Everything that names this person, and all their words.")
]
AskedBy = Annotated[str, typer.Option(help="Who asked for it: name, mail address or id.")]
Ground = Annotated[str, typer.Option(help="On what ground; read by everybody who saw the words.")]


def erase(
    ground: Ground,
    entries: Entries = None,
    person: Whom = "",
    asked_by: AskedBy = "",
    as_: AsAdministrator = "",
) -> None:
    """Erase the words of entries, or a person. Who did what when stays, and so does the proof of it."""
    open_database()
    from twoway.people import queries, rules

    by = only_administrator(as_)
    if person and not entries:
        whom = named_by(person, queries.everybody())
        rules.erase(whom.id, by=by.id, ground=ground)
        say("Nothing that names that person is kept any more.")
    elif entries and not person:
        _entries(entries, by.id, named_by(asked_by, queries.everybody()).id, ground)
    else:
        raise BadShape("Say either which entries (and --asked-by whom) or which --person.")
    say("Copies in backups go when a backup is restored.")


def _entries(entries: list[str], by: str, asked_by: str, ground: str) -> None:
    from twoway.ledger.erase import erase_entry

    for entry in entries:
        erase_entry(entry, by=by, asked_by=asked_by, ground=ground)
    say(f"The words of {len(entries)} {'entry' if len(entries) == 1 else 'entries'} are erased.")
