"""What the browser's half and programs send, and what they are given: ciphertexts and numbers of versions."""

from __future__ import annotations

from typing import Annotated, Self

from ninja import Field, Schema

from twoway.private.models import Mark, Notebook, Sheet
from twoway.private.rules import Sealed

Version = Annotated[int, Field(strict=True)]


class NotebookOut(Schema):
    """One's wrapped keys and sealed index; empty, with versions of 0, before a notebook is begun."""

    keys: str = ""
    keys_version: int = 0
    index: str = ""
    index_version: int = 0

    @classmethod
    def of(cls, own: Notebook | None) -> Self:
        """As it is told."""
        if own is None:
            return cls()
        names = ("keys", "keys_version", "index", "index_version")
        return cls(**{name: getattr(own, name) for name in names})


class SheetOut(Schema):
    """One sealed sheet."""

    name: str
    version: int
    sealed: str

    @classmethod
    def of(cls, sheet: Sheet) -> Self:
        """As it is told."""
        return cls(name=sheet.name, version=sheet.version, sealed=sheet.sealed)


class SheetsOut(Schema):
    """Some sheets in the order of their names, and whether more come after the last of them."""

    sheets: list[SheetOut]
    more: bool


class Begun(Schema):
    """Wrapped keys and an empty sealed index; both are version 1."""

    keys: str
    index: str


class WithIndex(Schema):
    """The sealed index that goes with a change."""

    index: str
    index_version: Version

    def as_index(self) -> Sealed:
        """For rules."""
        return Sealed(self.index, self.index_version)


class Keys(WithIndex):
    """Other wrapped keys."""

    keys: str
    keys_version: Version


class Kept(WithIndex):
    """A sheet to keep: `version` is the next one, 1 for a new sheet."""

    name: str
    version: Version
    sealed: str


class Noted(Schema):
    """A mark beside a suggestion: "not_now", "useful" or "not_useful", on a street or beside none."""

    practice: str
    what: str
    street: str = ""


class MarkOut(Noted):
    """One's own mark."""

    id: str

    @classmethod
    def of(cls, mark: Mark) -> Self:
        """As it is told."""
        return cls(id=mark.id, practice=mark.practice, what=mark.what, street=mark.street)
