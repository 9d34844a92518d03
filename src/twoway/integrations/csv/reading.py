"""The bytes of a table become rows of text, whatever program wrote them, or a sentence says why not.

Nothing in a cell is ever run or rewritten here: a name that begins with `=` stays that name.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from twoway.errors import BadShape
from twoway.people.roster import Problem

MOST_BYTES = 1_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_LETTERS = 100_000  # in one cell; the csv module has one limit for the whole process, and others set it
DELIMITERS = ",;\t"

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NOT_A_TABLE = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"%PDF", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row, with the number a spreadsheet would show beside it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What stood in the file: its header, its rows, what is wrong with single rows, and what was guessed."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]


def read(body: bytes) -> Sheet:
    """The table in these bytes; a file that is no table, or too large to be meant, is refused as a whole."""
    if len(body) > MOST_BYTES:
        raise BadShape(
            _("That file is larger than a million bytes. Split it into smaller ones."), code="too_large"
        )
    text, remarks = _decoded(body)
    rows = list(_rows(text))
    if not rows:
        raise BadShape(_("That file is empty. Its first row names the columns, the rows below hold people."))
    header, *others = rows
    if len(others) > MOST_ROWS:
        raise BadShape(_("That file has more than 5,000 rows. Split it into smaller ones."), code="too_large")
    width = _width(header.cells)
    problems = tuple(_ragged(row, width) for row in others if _width(row.cells) > width)
    even = tuple(Row(number=row.number, cells=_padded(row.cells, width)) for row in others)
    return Sheet(header=header.cells[:width], rows=even, problems=problems, remarks=remarks)


def _decoded(body: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, and what had to be guessed to read it."""
    if body.startswith(NOT_A_TABLE):
        raise BadShape(_("That is not a CSV file. In your spreadsheet, choose 'Save as' and then 'CSV'."))
    for mark, encoding in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return _strictly(body, encoding), ()
    wide = _unmarked_utf16(body[:200])
    if wide:
        return _strictly(body, wide), (_("The file does not say how it is written; it was read as UTF-16."),)
    try:
        return body.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _western(body)


def _unmarked_utf16(start: bytes) -> str:
    """UTF-16 without its mark shows by the many zero bytes on one side of each pair."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if 4 * max(even, odd) <= len(start) // 2:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _western(body: bytes) -> tuple[str, tuple[str, ...]]:
    """The guess for what is no UTF-8: a spreadsheet on a Western European Windows wrote it."""
    try:
        text = body.decode("cp1252")
    except UnicodeDecodeError:
        text = body.decode("latin-1")
    remark = _(
        "The file is not UTF-8; it was read as Western European (Windows-1252). "
        "Look at names with accents below. If they are wrong, save the file as 'CSV UTF-8' and take that."
    )
    return _without_controls(text), (remark,)


def _strictly(body: bytes, encoding: str) -> str:
    try:
        return _without_controls(body.decode(encoding).removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        raise BadShape(
            _("That file says it is %(encoding)s and is not. Save it once more as 'CSV UTF-8'.")
            % {"encoding": encoding.upper()}
        ) from error


def _without_controls(text: str) -> str:
    if "\x00" in text:
        raise BadShape(_("That is not a text file. In your spreadsheet, choose 'Save as' and then 'CSV'."))
    return text


def _rows(text: str) -> Iterator[Row]:
    """Rows with something in them; a leading `sep=;` is taken at its word."""
    text = _without_controls(text)
    delimiter, skipped = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if reader.line_num <= skipped or not any(cell.strip() for cell in cells):
                continue
            if len(cells) > MOST_COLUMNS:
                raise BadShape(
                    _("Row %(row)d has more than 100 columns. Is it another kind of file?")
                    % {"row": reader.line_num}
                )
            if max(map(len, cells)) > MOST_LETTERS:
                raise csv.Error("a cell that never ends")
            yield Row(number=reader.line_num, cells=tuple(cell.strip() for cell in cells))
    except csv.Error as error:
        raise BadShape(
            _("The table breaks off near row %(row)d. Often a quotation mark is not closed there.")
            % {"row": reader.line_num}
        ) from error


def _delimiter(text: str) -> tuple[str, int]:
    """What parts the columns, and how many rows at the top say nothing else."""
    first = text.split("\n", 1)[0].strip().lower()
    if first.startswith("sep=") and len(first) <= 5:
        return (first[4:] or "\t"), 1
    header = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=outside.count), 0


def _width(cells: tuple[str, ...]) -> int:
    """Columns up to the last that holds anything: spreadsheets add empty ones at the end of a row."""
    return max((place for place, cell in enumerate(cells, 1) if cell), default=0)


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (cells + ("",) * width)[:width]


def _ragged(row: Row, width: int) -> Problem:
    return Problem(
        row=row.number,
        say=_(
            "This row has %(cells)d cells, and the first row names %(width)d. "
            "A comma inside a name needs quotation marks around the name."
        )
        % {"cells": _width(row.cells), "width": width},
    )
