"""Maps: which column is which, what a resolution means, who is who. One's own is laid over a bundled one."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from twoway.errors import BadShape
from twoway.integrations.jira.days import First

Meaning = Literal["kept", "released", "open"]
AnyMap = TypeVar("AnyMap", bound=BaseModel)
BUNDLED = Path(__file__).parent / "maps"


class Days(BaseModel):
    """The zone of moments without one; whether 3/4 is in April (`first` is day) or in March (month)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    zone: str = "UTC"
    first: First | None = None


class Resolutions(BaseModel):
    """What a resolution does to the promise. One that stands nowhere is asked about, never guessed."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kept: tuple[str, ...] = ()
    released: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


class Events(BaseModel):
    """The columns of a file of changes, and how it names the three kinds of change that matter."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    columns: dict[str, tuple[str, ...]] = {}
    kinds: dict[str, str] = {}


class Map(BaseModel):
    """A map, read and checked."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = ""
    says: str = ""
    format: Literal["table", "search"] = "table"
    source: str = "jira"
    what: str = "{summary}"
    needs: tuple[str, ...] = ("key", "reporter", "created")
    columns: dict[str, tuple[str, ...]] = {}
    events: Events = Events()
    days: Days = Days()
    resolutions: Resolutions = Resolutions()
    people: dict[str, str] = {}

    def meaning(self, resolution: str) -> Meaning | None:
        """What a resolution does, whatever its capitals; None if the map does not say."""
        wanted = resolution.strip().casefold()
        if not wanted:
            return "open"
        kinds: tuple[tuple[Meaning, tuple[str, ...]], ...] = (
            ("kept", self.resolutions.kept),
            ("released", self.resolutions.released),
            ("open", self.resolutions.open),
        )
        for meaning, names in kinds:
            if any(wanted == name.casefold() for name in names):
                return meaning
        return None

    def laid_under(self, over: Map) -> Map:
        """This map with another's on top: resolutions and people add up, columns are replaced singly."""
        given = over.model_dump(exclude_unset=True)
        mine = self.model_dump()
        for section in ("columns", "people"):
            given[section] = {**mine[section], **given.get(section, {})}
        given["resolutions"] = _merged(mine["resolutions"], given.get("resolutions", {}))
        given["days"] = {**mine["days"], **given.get("days", {})}
        given["events"] = {**mine["events"], **given.get("events", {})}
        return Map(**{**mine, **given})


def _merged(mine: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """A resolution named on top moves to its new meaning; the others stay."""
    moved = {name.casefold() for names in over.values() for name in names}
    return {
        meaning: (*over.get(meaning, ()), *(name for name in names if name.casefold() not in moved))
        for meaning, names in mine.items()
    }


def load(path: Path) -> Map:
    """A map from a TOML file, or a sentence about what is wrong in it."""
    return read(path, Map)


def read(path: Path, kind: type[AnyMap]) -> AnyMap:
    """A map of that kind from a TOML file, or a sentence about what is wrong in it."""
    try:
        return kind(**tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise BadShape(f"The map {path} cannot be opened: {error.strerror}.", code="no_map") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadShape(f"The map {path.name} is not TOML: {error}.", code="bad_map") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadShape(f"In the map {path.name}, {where or 'it'}: {first['msg']}.", code="bad_map") from error


@cache
def bundled() -> tuple[Map, ...]:
    """The maps that come with Twoway, the most demanding first, so that the closest fit is found first."""
    maps = (load(path) for path in sorted(BUNDLED.glob("*.toml")))
    return tuple(sorted(maps, key=lambda each: -len(each.needs)))


def fitting_table(header: Sequence[str], over: Map | None) -> Map:
    """The bundled map that fits a table's header, with one's own on top; or one's own, if that fits alone."""
    for candidate in bundled():
        if candidate.format != "table":
            continue
        whole = candidate.laid_under(over) if over else candidate
        if not missing(whole, header):
            return whole
    lacking = ", ".join(missing(over or bundled_map("jira-csv"), header))
    seen = ", ".join(header[:12]) + (", …" if len(header) > 12 else "")
    raise BadShape(
        f"No map fits this file: no column for {lacking}. Its columns are {seen}. "
        "Write a map that says which is which and give it with --map (see docs/guides/import.md).",
        code="no_map_fits",
    )


def search_map(over: Map | None) -> Map:
    """The map for Jira's own JSON, with one's own on top."""
    mine = bundled_map("jira-rest")
    return mine.laid_under(over) if over else mine


def bundled_map(name: str) -> Map:
    """A bundled map by its name."""
    return next(each for each in bundled() if each.name == name)


def missing(map_: Map, header: Sequence[str]) -> list[str]:
    """What the map needs and the header lacks."""
    return [name for name in map_.needs if place(map_.columns.get(name, ()), header) is None]


def place(names: Sequence[str], header: Sequence[str]) -> int | None:
    """Where the column called one of `names` stands; Jira repeats columns, and the first one counts."""
    folded = [title.strip().casefold() for title in header]
    for name in names:
        if name.casefold() in folded:
            return folded.index(name.casefold())
    return None
