"""Whether the record is signed with the key it always was: a lost key must not look like tampering."""

from __future__ import annotations

from dataclasses import dataclass

from twoway.errors import LedgerBroken

UNCHANGED = "The record itself is not changed by that; `twoway verify` reads it."
BACK = "Put the old ledger.key back into {folder}, from your backup of the keys' folder."
MISSING = (
    "The signing key is missing from {folder}, though the record was signed before. "
    f"{UNCHANGED} {BACK} If it is gone for good, do nothing: the next checkpoint makes a new one, "
    "and every browser says once that the key is another."
)
ANOTHER = (
    "The signing key in {folder} is not the one that signed the record until {day}: it is new, or of another "
    f"record. {UNCHANGED} {BACK} If it is gone for good, tell everybody so: each browser says once that the "
    "key is another, and goes on with this one."
)


@dataclass(frozen=True)
class Trouble:
    """What is wrong with the key and what to do, in words; past where another has signed since."""

    say: str
    is_past: bool = False


def key_trouble() -> Trouble | None:
    """Asked before anything is signed with a new key, and after: then it is past, and still to be known."""
    from django.conf import settings

    from twoway.ledger import keys
    from twoway.ledger.models import Checkpoint

    try:
        signer = keys.signer_if_any()
    except LedgerBroken as error:
        return Trouble(error.say)
    signed = Checkpoint.objects.order_by("-id")
    if signer is None:
        return Trouble(MISSING.format(folder=settings.TWOWAY_KEYS)) if signed.exists() else None
    last = signed.exclude(note__startswith=f"twoway/{signer.record}").first()
    if last is None:
        return None
    say = ANOTHER.format(folder=settings.TWOWAY_KEYS, day=f"{last.at:%Y-%m-%d}")
    return Trouble(say, is_past=last != signed.first())
