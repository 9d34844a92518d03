"""What is kept outside the database: the keys, what was last signed, and which entries were erased.

Whoever restores or rewrites the database does not reach these, so they tell a restore from a rewriting.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from twoway import ids
from twoway.errors import LedgerBroken, NotSaved
from twoway.ledger.checkpoint import ALGORITHM, key_hash, public_bytes

PRIVATE = "PRIVATE+KEY"
SEALS, SEALING_BYTES = "seals.key", 32


@dataclass(frozen=True)
class Signer:
    """The key that checkpoints are signed with, and the random name of this record."""

    record: str
    key: Ed25519PrivateKey

    @property
    def public_key(self) -> bytes:
        return public_bytes(self.key.public_key())


@dataclass(frozen=True)
class LastSigned:
    """The last checkpoint that was given out, as the key's folder remembers it."""

    epoch: int
    size: int
    root: str
    note: str


@dataclass(frozen=True)
class ErasedBefore:
    """An entry whose words were erased, so that a restored copy is erased again."""

    entry: str
    asked_by: str


def signer() -> Signer:
    """The signing key; made, readable by its owner alone, the first time it is asked for."""
    path = _folder() / "ledger.key"
    if not path.exists():
        _make(path, _new_key())
    return _read_key(path)


def signer_if_any() -> Signer | None:
    """The signing key if it is there: whoever only checks makes none."""
    path = _folder() / "ledger.key"
    return _read_key(path) if path.exists() else None


def sealing_key() -> bytes:
    """What sealed answers are closed with: 32 bytes, made when first needed."""
    path = _folder() / SEALS
    if not path.exists():
        _make(path, secrets.token_hex(SEALING_BYTES) + "\n")
    try:
        key = bytes.fromhex(path.read_text())
    except ValueError:
        key = b""
    if len(key) != SEALING_BYTES:
        raise LedgerBroken(f"The key in {path} is damaged. Put the right file back.")
    return key


def last_signed() -> LastSigned | None:
    """What was signed last, or None when nothing ever was."""
    path = _folder() / "last-signed"
    return LastSigned(**json.loads(path.read_text())) if path.exists() else None


def remember_signed(last: LastSigned) -> None:
    """Kept before the checkpoint is given out: it must never be forgotten once somebody has seen it."""
    path = _folder() / "last-signed"
    fresh = path.with_suffix(".new")
    with _saying_not_saved():
        with _owners_file(fresh, os.O_TRUNC) as file:
            os.write(file, json.dumps(asdict(last)).encode())
            os.fsync(file)
        fresh.replace(path)
        _sync_folder(path.parent)


def erased_before() -> list[ErasedBefore]:
    """Every entry that was ever erased here."""
    path = _folder() / "erased"
    if not path.exists():
        return []
    return [ErasedBefore(**json.loads(line)) for line in path.read_text().splitlines() if line]


def remember_erased(erased: list[ErasedBefore]) -> None:
    """Kept outside the database, so that a restore does not bring the words back for good."""
    with _saying_not_saved(), _owners_file(_folder() / "erased", os.O_APPEND) as file:
        os.write(file, "".join(json.dumps(asdict(one)) + "\n" for one in erased).encode())
        os.fsync(file)


def begin_anew() -> None:
    """The whole record is gone on purpose, as a removed sample company is: what follows is another record."""
    with _saying_not_saved():
        for name in ("ledger.key", "last-signed", "erased", SEALS):
            (_folder() / name).unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.TWOWAY_KEYS)
    with _saying_not_saved():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _make(path: Path, content: str) -> None:
    """Written whole before it gets its name, so that of two processes that start together one key wins."""
    fresh = path.with_suffix(f".{os.getpid()}")
    with _saying_not_saved():
        with _owners_file(fresh, os.O_TRUNC) as file:
            os.write(file, content.encode())
            os.fsync(file)
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
        _sync_folder(path.parent)


def _new_key() -> str:
    """A key in the form that other programs for signed notes write it in."""
    key, name = Ed25519PrivateKey.generate(), f"twoway/{ids.new_id()}"
    hashed = key_hash(name, public_bytes(key.public_key())).hex()
    return f"{PRIVATE}+{name}+{hashed}+{base64.b64encode(ALGORITHM + key.private_bytes_raw()).decode()}\n"


def _read_key(path: Path) -> Signer:
    try:
        name, hashed, encoded = path.read_text().strip().removeprefix(f"{PRIVATE}+").split("+", 2)
        key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(encoded)[1:])
    except ValueError as error:
        raise LedgerBroken(f"The signing key in {path} cannot be read. Put the right file back.") from error
    if key_hash(name, public_bytes(key.public_key())).hex() != hashed:
        raise LedgerBroken(f"The signing key in {path} is damaged. Put the right file back.")
    return Signer(record=name.removeprefix("twoway/"), key=key)


@contextmanager
def _owners_file(path: Path, how: int) -> Iterator[int]:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC | how, 0o600)
    try:
        yield file
    finally:
        os.close(file)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _saying_not_saved() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotSaved from error
