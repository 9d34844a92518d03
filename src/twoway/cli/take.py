"""`twoway archive`: somebody takes their whole record with them, to read and to check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from twoway.cli.start import open_database
from twoway.cli.who import As, Token, viewer
from twoway.cli.words import progress, say
from twoway.errors import RuleBroken


def archive(
    file: Annotated[Path, typer.Argument(help="Where it is written; nothing that is there is overwritten.")],
    as_: As = "",
    token: Token = "",
) -> None:
    """Take your whole record with you: every act that names you, as pages to read and lines to check."""
    open_database()
    me = viewer(as_, token)
    from twoway.readings.standing import archive as archives

    try:
        with file.open("xb") as into, progress("Writing the archive") as at:
            for piece in archives.archive(me.id, progress=at):
                into.write(piece)
    except FileExistsError as error:
        raise RuleBroken(f"{file} is there already. Pick another name.", code="file_exists") from error
    say(f"{file} holds {archives.number_of_acts(me.id)} acts. Open index.html in it to read them.")
