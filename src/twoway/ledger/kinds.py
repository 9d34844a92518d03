"""The shapes of acts, frozen for ever, and the split of each into its frame (kept) and its words (erasable).

    @act("promise.kept")
    class Kept(Act):
        promise: Ref
        kept_on: date
        note: Words | None = None

A field is a str, int, bool, date, datetime, tuple[str, ...], Words, PersonId or Ref, or one of those or
None; None is left out of the JSON. A shape that acts were written in is never changed: a new field must
have a default of None, so that old acts still read.
"""

from __future__ import annotations

import dataclasses
import types
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import (
    Annotated,
    Any,
    ClassVar,
    TypeVar,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from twoway.errors import BadShape, LedgerBroken

Words = Annotated[str, "words"]
PersonId = Annotated[str, "person"]
Ref = Annotated[str, "ref"]

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Act:
    """What somebody did. `kind` is its name on the ledger, such as promise.kept.

    `words_on_rows` is for the few acts whose words are painted on a row (a person's name): these go when the
    person is erased, not one by one, or the row would go on saying what the ledger no longer says.
    `words_of_all` is for acts that hold words of everybody who takes part: they go with any one of them.
    """

    kind: ClassVar[str]
    words_on_rows: ClassVar[bool] = False
    words_of_all: ClassVar[bool] = False


AnyAct = TypeVar("AnyAct", bound=Act)
Coder = Callable[[Any], Any]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of an act: how it is written to the ledger and read back."""

    name: str
    is_words: bool
    optional: bool
    write: Coder
    read: Coder | None  # None: as it stands, which spares a call for each of a million fields


@dataclass(frozen=True, kw_only=True)
class Shape:
    """An act's class taken apart once, when it registers, so that reading a million acts stays quick."""

    of: type[Act]
    frame: tuple[Field, ...]
    words: tuple[Field, ...]
    when_absent: Mapping[str, Any]
    when_erased: Mapping[str, Any]


_SHAPES: dict[str, Shape] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def act(kind: str) -> Callable[[type[AnyAct]], type[AnyAct]]:
    """Register a class of act under its name on the ledger; it becomes a frozen dataclass."""

    def register(cls: type[AnyAct]) -> type[AnyAct]:
        if kind in _SHAPES:
            raise TypeError(
                f"two shapes for acts of kind {kind}: {_SHAPES[kind].of.__qualname__}, {cls.__qualname__}"
            )
        if "__dataclass_fields__" not in cls.__dict__:
            cls = dataclass(frozen=True, kw_only=True)(cls)
        cls.kind = kind
        _SHAPES[kind] = _shape(cls)
        return cls

    return register


def kinds() -> tuple[str, ...]:
    """The names of all acts this version knows."""
    return tuple(sorted(_SHAPES))


def shape_of(kind: str) -> Shape:
    """The registered shape; acts of a kind nobody registered stop the reader in words."""
    if kind not in _SHAPES:
        raise LedgerBroken(
            f"This record holds an act of a kind this version does not know: {kind}. "
            "It was written by a newer Twoway, or a part is missing. Install that version and try again."
        )
    return _SHAPES[kind]


def take_apart(an_act: Act) -> tuple[Json, Json]:
    """The act's fields as (frame, words), ready to be written; None is left out."""
    shape = shape_of(an_act.kind)
    return _write(an_act, shape.frame), _write(an_act, shape.words)


def put_together(kind: str, frame: Json, words: Json | None) -> Act:
    """The act as it was entered; `words` of None means erased, and the texts read as empty."""
    shape = shape_of(kind)
    values = dict(shape.when_absent)
    for field in shape.frame:
        if field.name in frame:
            value = frame[field.name]
            values[field.name] = field.read(value) if field.read else value
    values.update(shape.when_erased if words is None else words)
    # Past the frozen dataclass's own __init__: it sets each field through object.__setattr__, which by the
    # million costs more than all the hashing. What stands on the ledger was checked when it was entered.
    an_act = object.__new__(shape.of)
    an_act.__dict__.update(values)
    return an_act


def moment_text(moment: datetime) -> str:
    """A moment on the ledger: UTC, to the second, always the same twenty letters."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _write(an_act: Act, fields: tuple[Field, ...]) -> Json:
    written = {}
    for field in fields:
        value = getattr(an_act, field.name)
        if value is None and field.optional:
            continue
        try:
            written[field.name] = field.write(value)
        except TypeError as error:
            raise TypeError(f"{type(an_act).__qualname__}.{field.name}: {error}") from error
    return written


def _shape(cls: type[Act]) -> Shape:
    hints = get_type_hints(cls, include_extras=True)
    fields = [_field(field.name, hints[field.name]) for field in dataclasses.fields(cls)]
    absent = {f.name: f.default for f in dataclasses.fields(cls) if f.default is not dataclasses.MISSING}
    absent = {field.name: None for field in fields if field.optional} | absent
    return Shape(
        of=cls,
        frame=tuple(field for field in fields if not field.is_words),
        words=tuple(field for field in fields if field.is_words),
        when_absent=absent,
        when_erased={field.name: None if field.optional else "" for field in fields if field.is_words},
    )


def _field(name: str, hint: Any) -> Field:
    choices = get_args(hint) if get_origin(hint) in {Union, types.UnionType} else (hint,)
    [bare] = [choice for choice in choices if choice is not type(None)]
    is_words = bare == Words
    plain = get_args(bare)[0] if get_origin(bare) is Annotated else bare
    if plain not in _CODERS:
        raise TypeError(f"{name}: an act cannot hold {hint!r}")
    write, read = _CODERS[plain]
    return Field(name=name, is_words=is_words, optional=len(choices) > 1, write=write, read=read)


def _expecting(wanted: type, value: object) -> None:
    if type(value) is not wanted:  # a bool is no int here, and a datetime is no date
        raise TypeError(f"expected {wanted.__name__}, got {type(value).__name__}")


def _as_text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected str, got {type(value).__name__}")
    text = value if value.isascii() else unicodedata.normalize("NFC", value)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadShape("That text holds half of a character. Type it again.") from error
    return str(text)


def _as_number(value: Any) -> int:
    _expecting(int, value)
    if abs(value) >= 2**53:
        raise BadShape("That number is too large.")
    return int(value)


def _as_choice(value: Any) -> bool:
    _expecting(bool, value)
    return bool(value)


def _as_day(value: Any) -> str:
    _expecting(date, value)
    return str(value.isoformat())


def _as_moment(value: Any) -> str:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise TypeError("expected a datetime with its zone")
    return moment_text(value)


def _as_texts(value: Any) -> list[str]:
    _expecting(tuple, value)
    return [_as_text(item) for item in value]


_CODERS: dict[Any, tuple[Coder, Coder | None]] = {
    str: (_as_text, None),
    int: (_as_number, None),
    bool: (_as_choice, None),
    date: (_as_day, date.fromisoformat),
    datetime: (_as_moment, datetime.fromisoformat),
    tuple[str, ...]: (_as_texts, tuple),
}
