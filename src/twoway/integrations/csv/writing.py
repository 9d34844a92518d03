"""Tables that leave: a cell that a spreadsheet would run as a formula is shown to it as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def defanged(cell: str) -> str:
    """The cell as it can be opened anywhere without harm."""
    return f"'{cell}" if cell.lstrip(" ").startswith(RUNS_AS_FORMULA) else cell


def meant(cell: str) -> str:
    """A cell as it was before it left here defanged, so that a table that comes back says nothing new."""
    return cell[1:] if cell.startswith("'") and defanged(cell[1:]) == cell else cell


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV text that every spreadsheet reads as UTF-8: it begins with the mark they look for."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([defanged(cell) for cell in header])
    writer.writerows([defanged(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()
