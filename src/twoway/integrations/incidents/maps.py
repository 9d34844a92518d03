"""Maps of logs: which column is which, which status means that it waits, and whose acts are nobody's."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

from twoway.errors import BadShape
from twoway.integrations.jira.maps import Days, place, read

Stands = Literal["queued", "held"]
BUNDLED = Path(__file__).parent / "maps"
NEEDED = ("key", "at", "status", "team", "owner")


class Statuses(BaseModel):
    """Whether it waits in a team's queue or a person has it. What stands nowhere is asked about."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    queued: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


class Garbled(BaseModel):
    """How names went wrong before they came here: written in one encoding and read as another."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    read_as: str = ""
    written_as: str = ""

    @field_validator("read_as", "written_as")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            return codecs.lookup(name).name if name else name
        except LookupError as error:
            raise ValueError(f"{name} is no encoding") from error

    def mended(self, name: str) -> str:
        """The name as it was written, if that can be told; else as it stands."""
        if name.isascii() or not (self.read_as and self.written_as):
            return name
        try:
            return name.encode(self.read_as).decode(self.written_as)
        except UnicodeError:
            return name


class Map(BaseModel):
    """A map, read and checked."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = ""
    says: str = ""
    source: str = "log"
    what: str = "Incident {key}"
    person: str = "{owner}"
    nobody: tuple[str, ...] = ()
    columns: dict[str, tuple[str, ...]] = {}
    statuses: Statuses = Statuses()
    days: Days = Days()
    text: Garbled = Garbled()

    def stands(self, status: str) -> Stands | None:
        """What a status means, whatever its capitals; None if the map does not say."""
        kinds: tuple[tuple[Stands, tuple[str, ...]], ...] = (
            ("queued", self.statuses.queued),
            ("held", self.statuses.held),
        )
        for meaning, names in kinds:
            if any(status.casefold() == name.casefold() for name in names):
                return meaning
        return None

    def is_nobody(self, owner: str) -> bool:
        """Whether that is no person: an empty cell, or the system."""
        return not owner or any(owner.casefold() == name.casefold() for name in self.nobody)

    def laid_under(self, over: Map) -> Map:
        """This map with another's on top: columns and statuses are replaced singly."""
        mine, given = self.model_dump(), over.model_dump(exclude_unset=True)
        for section in ("columns", "statuses", "days", "text"):
            given[section] = {**mine[section], **given.get(section, {})}
        return Map(**{**mine, **given})


def load(path: Path) -> Map:
    """A map from a TOML file, or a sentence about what is wrong in it."""
    return read(path, Map)


@cache
def bundled() -> tuple[Map, ...]:
    """The maps that come with Twoway."""
    return tuple(load(path) for path in sorted(BUNDLED.glob("*.toml")))


def fitting(header: Sequence[str], over: Map | None) -> Map:
    """The bundled map that fits a header, with one's own on top; or one's own, if that fits alone."""
    whole = [each.laid_under(over) if over else each for each in bundled()]
    found = next((each for each in whole if not missing(each, header)), None)
    if found is not None:
        return found
    seen = ", ".join(header[:12]) + (", …" if len(header) > 12 else "")
    raise BadShape(
        f"No map fits this log: no column for {', '.join(missing(whole[0], header))}. "
        f"Its columns are {seen}. "
        "Write a map that says which is which and give it with --map (see docs/guides/import.md).",
        code="no_map_fits",
    )


def missing(map_: Map, header: Sequence[str]) -> list[str]:
    """What is needed and the header lacks."""
    return [name for name in NEEDED if place(map_.columns.get(name, ()), header) is None]
