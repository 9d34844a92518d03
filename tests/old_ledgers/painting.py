"""What an exported record says and paints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twoway.ledger.entries import Entry


def painted(lines: Iterable[str]) -> Iterator[str]:
    """What the acts of an exported record paint: a line of JSON for each row, in a fixed order."""
    from django.core.serializers.json import DjangoJSONEncoder

    from twoway.ledger import replay, rows
    from twoway.ledger.models import fields_of

    shadow = replay.MemoryRows()
    for entry in entries(lines):
        rows.paint(shadow, entry)
    for model in sorted(shadow.tables, key=lambda model: model._meta.label):
        for _id, row in sorted(shadow.tables[model].items()):
            values = {
                field.attname: field.to_python(getattr(row, field.attname)) for field in fields_of(model)
            }
            yield json.dumps({"row": model._meta.label} | values, cls=DjangoJSONEncoder, ensure_ascii=False)


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    """The entries of an exported record; words that are not in it are erased."""
    from twoway.ledger.entries import read_entry

    for line in map(json.loads, lines):
        if "seq" in line:
            words = line["words"]["body"].encode() if "words" in line else None
            yield read_entry(line["seq"], line["frame"]["body"].encode(), words)
