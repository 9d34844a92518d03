from __future__ import annotations

from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.ledger.tests.toy import acts
from twoway.ledger.tests.toy.models import Jar


@effect(acts.JarSetUp)
def set_up(rows: Rows, entry: Entry, act: acts.JarSetUp) -> None:
    rows.add(
        Jar(
            id=entry.thing,
            owner=entry.by,
            label_in_id=entry.seq,
            holds=act.holds,
            until=act.until,
            touched_at=entry.happened_at,
        )
    )


@effect(acts.BeadAdded)
def bead_added(rows: Rows, entry: Entry, act: acts.BeadAdded) -> None:
    jar = rows.one(Jar, act.jar)
    jar.beads += len(act.colours)
    jar.touched_at = entry.happened_at
    rows.put(jar)


@effect(acts.JarNamed)
def named(rows: Rows, entry: Entry, act: acts.JarNamed) -> None:
    jar = rows.one(Jar, entry.thing)
    jar.name = act.name
    rows.put(jar)


@effect(acts.JarEmptied)
def emptied(rows: Rows, _entry: Entry, act: acts.JarEmptied) -> None:
    rows.drop(rows.one(Jar, act.jar))


@effect(acts.JarBroken)
def broken(rows: Rows, _entry: Entry, act: acts.JarBroken) -> None:
    jar = rows.one(Jar, act.jar)
    jar.beads = -1
    rows.put(jar)
    raise ValueError("the jar broke")
