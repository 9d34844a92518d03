"""`twoway erase`: somebody's words go, by law, and the record says that they went."""

from __future__ import annotations

from typing import Annotated

import typer

from twoway.cli.start import open_database
from twoway.cli.who import named_by
from twoway.cli.words import say, tell_json
from twoway.errors import NotSeen


def erase(
    entries: Annotated[
        list[str],
        typer.Argument(help="The ids of the entries, as the page of each shows it.", show_default=False),
    ],
    asked_by: Annotated[str, typer.Option(help="Who asked for it: name, address or id.")],
    ground: Annotated[str, typer.Option(help="On what ground, for everybody who saw the words.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Erase the words of entries. Who did what when stays, and so does the proof of it."""
    open_database()
    from twoway.ledger.erase import erase_entry
    from twoway.ledger.write import writing
    from twoway.people import queries

    administrator = next(iter(queries.administrators()), None)
    if administrator is None:
        raise NotSeen
    asking = named_by(asked_by, queries.everybody())
    with writing(by=administrator.id) as book:
        said = [
            erase_entry(entry, by=administrator.id, asked_by=asking.id, ground=ground, book=book).id
            for entry in entries
        ]
    if as_json:
        tell_json({"erased": entries, "said_by": said})
    else:
        say(
            f"The words of {len(entries)} entries are erased. Copies in backups go when a backup is restored."
        )
