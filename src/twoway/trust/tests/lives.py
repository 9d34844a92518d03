"""Made-up records for the tests: any acts, answers, days and sizes, and tables other than the default."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from twoway.trust.evidence import (
    DEFAULTS,
    LARGEST,
    SMALLEST,
    Answer,
    EvidenceKind,
    Facets,
    Reading,
    Settings,
)

FIRST_DAY = 738_000
Record = list[Reading | Answer]

days = st.integers(0, 40) | st.integers(0, 2_000)
sizes = st.just(1.0) | st.floats(SMALLEST, LARGEST)
levels = st.sampled_from([0.0, 50.0, 100.0]) | st.floats(0, 100)
two_lanes: st.SearchStrategy[Any] = st.sampled_from([0, 1])


def acts(settings: Settings = DEFAULTS) -> st.SearchStrategy[Reading]:
    """Any act of the table, and anything that can stand open."""
    kinds = st.sampled_from([kind.name for kind in settings.kinds if kind.level is not None])
    return st.builds(
        lambda kind, day, lane, size: Reading(entry="", kind=kind, day=FIRST_DAY + day, lane=lane, size=size),
        kinds,
        days,
        two_lanes,
        sizes,
    )


def answers() -> st.SearchStrategy[Answer]:
    """Any answer, of one facet or more."""
    values = st.tuples(*[st.none() | levels] * 3).filter(lambda told: any(one is not None for one in told))
    return st.builds(
        lambda day, lane, told: Answer(entry="", day=FIRST_DAY + day, lane=lane, values=told),
        days,
        two_lanes,
        values,
    )


def records(
    settings: Settings = DEFAULTS, *, answered: bool = True, at_most: int = 25
) -> st.SearchStrategy[Record]:
    """A street's record in the order of its entries, which is not always the order of its days."""
    one: st.SearchStrategy[Reading | Answer] = acts(settings) | answers() if answered else acts(settings)
    return st.lists(one, max_size=at_most).map(numbered)


def numbered(record: Record) -> Record:
    """The same record with entries of its own."""
    return [replace(one, entry=f"e{place}") for place, one in enumerate(record)]


def last_day(record: Record) -> int:
    """The day by which all of it lay on record."""
    return max((one.day for one in record), default=FIRST_DAY)


@st.composite
def mixes(draw: st.DrawFn) -> Facets:
    """Weights that sum to one."""
    parts = draw(st.tuples(*[st.integers(0, 10)] * 3).filter(any))
    return parts[0] / sum(parts), parts[1] / sum(parts), parts[2] / sum(parts)


@st.composite
def tables(draw: st.DrawFn) -> Settings:
    """The default table with other levels, noise and mixes of facets, as later releases may bring."""
    return replace(DEFAULTS, release="another", kinds=tuple(_another(draw, kind) for kind in DEFAULTS.kinds))


def _another(draw: st.DrawFn, kind: EvidenceKind) -> EvidenceKind:
    if kind.level is None:
        return replace(kind, noise=draw(st.floats(100, 2_000)))
    level = kind.level if kind.name == "promise.kept" else draw(st.floats(-50, 50))
    return replace(kind, level=level, weights=draw(mixes()), noise=draw(st.floats(400, 20_000)))
