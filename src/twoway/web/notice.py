"""What one person should hear about an act, in words that show nobody's words where a stranger might look."""

from __future__ import annotations

from dataclasses import dataclass

from twoway.web.slots import Slot, Text


@dataclass(frozen=True, kw_only=True)
class Tap:
    """One answer that can be given from the mail: the rule it calls and the words on its button."""

    verb: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Notice:
    """To whom, about what. `subject` and `line` are the app's; `words` are a person's, for the body alone."""

    to: str
    kind: str
    subject: str
    line: str
    words: str = ""
    taps: tuple[Tap, ...] = ()
    thing: str
    entry: str


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of notice a person can do without, as the settings page says it: "Somebody asks me"."""

    kind: str
    label: Text


KINDS: Slot[Kind] = Slot()
