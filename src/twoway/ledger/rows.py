"""The nouns' tables are a picture of the ledger: only effects paint them, and only by primary key.

    class Promise(Row):
        what_in = WordsIn()          # the words stay in the ledger: promise.what_in.text("what")

    @effect(acts.Kept)
    def kept(rows: Rows, entry: Entry, act: acts.Kept) -> None:
        promise = rows.one(Promise, act.promise)
        promise.state = "kept"
        rows.put(promise)

An effect that reached rows by any other way than their key could not be replayed in memory and compared.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, Protocol, TypeVar

from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

from twoway.errors import LedgerBroken
from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act


class RowsAreGuarded(TypeError):
    """Somebody wrote to a noun's table past its effects; replay would undo it, so it is refused."""


def _refuse(*_args: object, **_kwargs: object) -> NoReturn:
    raise RowsAreGuarded("rows are painted by effects alone: enter an act, and let its effect use `rows`")


AnyModel = TypeVar("AnyModel", bound=models.Model, covariant=True)


class GuardedQuerySet(models.QuerySet[AnyModel]):
    """Reads as usual; every way of writing is shut."""

    create = acreate = update = aupdate = delete = adelete = _refuse
    bulk_create = abulk_create = bulk_update = abulk_update = _refuse
    get_or_create = aget_or_create = update_or_create = aupdate_or_create = _refuse


class Row(models.Model):
    """What every noun's table derives from: a key from `ids`, and no way to write but through an effect."""

    id = models.CharField(primary_key=True, max_length=12)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True

    save = asave = save_base = delete = adelete = _refuse


AnyRow = TypeVar("AnyRow", bound=Row)
AnyAct = TypeVar("AnyAct", bound=Act)


class Rows(Protocol):
    """What an effect may do to rows, in the database or, at replay, in memory."""

    def one(self, model: type[AnyRow], pk: str) -> AnyRow:
        """The row; LedgerBroken when it is not there, since rules have looked before."""

    def maybe(self, model: type[AnyRow], pk: str) -> AnyRow | None:
        """The row, or None."""

    def add(self, row: Row) -> None:
        """A row that was not there."""

    def put(self, row: Row) -> None:
        """A row from `one` or `maybe`, changed."""

    def drop(self, row: Row) -> None:
        """Take a row away; the ledger still tells that it was there."""


Effect = Callable[[Rows, Entry, Any], None]
_EFFECTS: dict[str, Effect] = {}


def effect(
    of: type[AnyAct],
) -> Callable[[Callable[[Rows, Entry, AnyAct], None]], Callable[[Rows, Entry, AnyAct], None]]:
    """Register what an act does to rows; each kind of act has one effect at most."""

    def register(paint: Callable[[Rows, Entry, AnyAct], None]) -> Callable[[Rows, Entry, AnyAct], None]:
        if of.kind in _EFFECTS:
            raise TypeError(f"two effects for acts of kind {of.kind}")
        _EFFECTS[of.kind] = paint
        return paint

    return register


def paint(rows: Rows, entry: Entry) -> None:
    """Let the entry's effect paint, if its kind has one."""
    if entry.kind in _EFFECTS:
        _EFFECTS[entry.kind](rows, entry, entry.act)


def no_such_row(model: type[Row], pk: str) -> LedgerBroken:
    return LedgerBroken(
        f"An act is about a {model._meta.model_name} {pk} that is not there. Run `twoway replay --check`."
    )


class _ErasedReadsEmpty(ForwardManyToOneDescriptor):  # type: ignore[type-arg]
    """The words a row points to; once erased, words that read as empty rather than an error on the page."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        words = self.field.remote_field.model
        seq = getattr(instance, self.field.attname)
        try:
            found = super().__get__(instance, cls)
        except words.DoesNotExist:
            found = None
        return words(seq=seq, blind=b"", body=b"") if found is None and seq is not None else found


class WordsIn(models.ForeignKey[Any, Any]):
    """Where a row's words stand, by the number of the entry they were said in; the ledger keeps them once."""

    forward_related_accessor_class = _ErasedReadsEmpty

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        fixed = {
            "to": "ledger.Words",
            "db_constraint": False,
            "on_delete": models.DO_NOTHING,
            "related_name": "+",
            "db_index": False,
        }
        super().__init__(*args, **({"null": True} | kwargs | fixed))
