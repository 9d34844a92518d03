"""An entry: an act together with who did it, when, to what, and who may see it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from twoway.ledger.kinds import Act, Json, moment_text, put_together

# The one audience that is not a person: all active members of the workplace, for facts such as who leads a
# team.
EVERY_MEMBER = "*members"
# In place of a street: an act of several people, on every street between the one whose act it is and another
# participant, whether that street is there already or opens later.
EVERY_STREET = "*"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One act on the ledger, as it is read.

    `by` is the person whose act it is ("" when it is both's at once, or nobody's); `entered_by` differs
    from it only for imports. `at` is when it was entered and `happened_at` when it took place.
    """

    seq: int
    id: str
    kind: str
    by: str
    at: datetime
    happened_at: datetime
    thing: str
    street: str
    participants: tuple[str, ...]
    audience: tuple[str, ...]
    source: str
    entered_by: str
    act: Act
    words_erased: bool

    def seen_by(self) -> tuple[str, ...]:
        """Everyone who may see it, each once: the participants, the audience, and whose act it is."""
        named = (*self.participants, *self.audience, self.by)
        return tuple(dict.fromkeys(person for person in named if person))

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The two ends, lower id first, of each street that an act of several people stands on."""
        if self.street != EVERY_STREET:
            return ()
        others = (person for person in self.participants if person != self.by)
        return tuple((min(self.by, other), max(self.by, other)) for other in others)


def frame_of(entry: Entry, act_frame: Json, *, has_words: bool) -> Json:
    """All that replay needs, as JSON; what is empty or goes without saying is left out."""
    frame: Json = {
        "id": entry.id,
        "kind": entry.kind,
        "at": moment_text(entry.at),
        "on": entry.thing,
        "to": list(entry.participants),
    }
    rare = {
        "by": entry.by,
        "street": entry.street,
        "see": list(entry.audience),
        "hap": moment_text(entry.happened_at) if entry.happened_at != entry.at else "",
        "src": entry.source,
        "eby": entry.entered_by if entry.entered_by != entry.by else "",
        "said": has_words,
        "d": act_frame,
    }
    return frame | {key: value for key, value in rare.items() if value}


def read_entry(seq: int, frame_body: bytes, words_body: bytes | None) -> Entry:
    """The entry that `frame_of` was made from; words that are gone read as empty."""
    frame = json.loads(frame_body.decode())  # bytes would be searched for their encoding first
    had_words = "said" in frame
    words = json.loads(words_body.decode()) if words_body is not None else None if had_words else {}
    return entry_from(seq, frame, words)


def entry_from(seq: int, frame: Json, words: Json | None) -> Entry:
    """The entry of a frame that is already decoded; `words` of None means they are erased."""
    have = frame.get
    at = datetime.fromisoformat(frame["at"])
    by = have("by", "")
    entry = object.__new__(Entry)  # past the slow __init__ of a frozen dataclass, as in kinds.put_together
    entry.__dict__.update(
        seq=seq,
        id=frame["id"],
        kind=frame["kind"],
        by=by,
        at=at,
        happened_at=datetime.fromisoformat(frame["hap"]) if "hap" in frame else at,
        thing=frame["on"],
        street=have("street", ""),
        participants=tuple(frame["to"]),
        audience=tuple(have("see", ())),
        source=have("src", ""),
        entered_by=have("eby", by),
        act=put_together(frame["kind"], have("d", {}), words),
        words_erased=words is None,
    )
    return entry
