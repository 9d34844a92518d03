"""What a person typed, made safe to keep and to show, in every script, without changing what they said."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from twoway.errors import BadShape

# Marks that turn the reading direction until another mark ends it. Left open, one turns the rest of the page.
EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")
ISOLATES = frozenset("\u2066\u2067\u2068")
POP_EMBEDDING = "\u202c"
POP_ISOLATE = "\u2069"
TURNS = EMBEDDINGS | ISOLATES | {POP_EMBEDDING, POP_ISOLATE}

# Letters by their name and nothing to the eye: the fillers of Korean and the empty cell of Braille.
SHAPELESS = frozenset("\u115f\u1160\u3164\uffa0\u2800")

# Ends of lines as other systems write them; the byte-order mark says nothing of its own.
LINE_ENDS = str.maketrans(
    {"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\ufeff": None, "\t": " "}
)


def clean(text: str, most: int, *, field: str = "", lines: bool = False) -> str:
    """The text as NFC without control characters or marks that turn what follows; too long is refused.

    `lines` keeps line breaks; without it the text is one line.
    """
    even = text.replace("\r\n", "\n").translate(LINE_ENDS)
    kept = "".join(
        letter for letter in even if letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cs"}
    )
    rows = [_turned_back(row).rstrip() for row in kept.split("\n")]
    joined = "\n".join(rows) if lines else " ".join(filter(None, (row.strip() for row in rows)))
    tidy = unicodedata.normalize("NFC", joined).strip()
    if len(tidy) > most:
        raise BadShape(_too_long(len(tidy), most), code="too_long", field=field or None)
    return "" if is_blank(tidy) else tidy


def is_blank(text: str) -> bool:
    """Whether nothing in the text can be seen: only spaces and what has no shape of its own."""
    unseen = {"Zs", "Zl", "Zp", "Cf", "Cc"}
    return all(unicodedata.category(letter) in unseen or letter in SHAPELESS for letter in text)


def digits(text: str) -> str:
    """The digits in the text, in whatever script they were typed, as 0 to 9: for codes."""
    return "".join(str(unicodedata.decimal(letter)) for letter in text if letter.isdecimal())


def _too_long(length: int, most: int) -> str:
    return _("That is %(length)s characters, and %(most)s fit here. Keep the heart of it.") % {
        "length": f"{length:,}",
        "most": f"{most:,}",
    }


def _turned_back(row: str) -> str:
    """The line without the turning marks that have no partner in it, so that nothing outside it is turned."""
    if TURNS.isdisjoint(row):
        return row
    lonely = set(_lonely(row))
    return "".join(letter for place, letter in enumerate(row) if place not in lonely)


def _lonely(row: str) -> Iterator[int]:
    """Places of turning marks without a partner; the end of an isolate ends what was opened within it."""
    open_marks: list[int] = []
    for place, letter in enumerate(row):
        if letter in EMBEDDINGS or letter in ISOLATES:
            open_marks.append(place)
        elif letter == POP_EMBEDDING:
            if open_marks and row[open_marks[-1]] in EMBEDDINGS:
                open_marks.pop()
            else:
                yield place
        elif letter == POP_ISOLATE:
            if not any(row[mark] in ISOLATES for mark in open_marks):
                yield place
                continue
            while row[mark := open_marks.pop()] not in ISOLATES:
                yield mark
    yield from open_marks
