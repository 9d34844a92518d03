"""A file from anywhere, opened with bounds: size, ratio of compression, encoding."""

from __future__ import annotations

import codecs
import gzip
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from twoway.errors import BadShape

MOST_BYTES = 256_000_000
MOST_RATIO = 200  # real exports compress 5 to 40 times; a bomb does so a thousand times and more
FREE_BYTES = 5_000_000  # below this any ratio is harmless
CHUNK = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Text:
    """The file's text, and what had to be guessed to read it (empty if nothing)."""

    text: str
    said: str = ""


def read(path: Path) -> Text:
    """The whole text of `path`, unpacked if it is a .gz or a .zip with one file in it."""
    if not path.is_file():
        raise BadShape(f"There is no file {path}.", code="no_file")
    try:
        return decode(_bytes_of(path))
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise BadShape(f"{path.name} cannot be opened: {error}.", code="unreadable_file") from error


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        head = file.read(4)
    packed = path.stat().st_size
    if head[:2] == b"\x1f\x8b":
        with gzip.open(path) as unpacked:
            return _bounded(unpacked, packed, path.name)
    if head == b"PK\x03\x04":
        return _from_zip(path)
    with path.open("rb") as file:
        return _bounded(file, packed, path.name)


def _from_zip(path: Path) -> bytes:
    """A .zip must hold exactly one file: which of several is meant would be a guess."""
    with zipfile.ZipFile(path) as archive:
        inside = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(inside) != 1:
            raise BadShape(
                f"{path.name} holds {len(inside)} files. Give one at a time.", code="several_files"
            )
        with archive.open(inside[0]) as unpacked:
            return _bounded(unpacked, inside[0].compress_size, path.name)


def _bounded(file: IO[bytes] | gzip.GzipFile, packed: int, name: str) -> bytes:
    """Read no further than the bounds: a bomb must be noticed while it goes off, not after."""
    parts: list[bytes] = []
    size = 0
    while part := file.read(CHUNK):
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise BadShape(
                f"{name} is larger than {MOST_BYTES // 1_000_000} MB. Split it and import part by part.",
                code="too_large",
            )
        if size > FREE_BYTES and size > MOST_RATIO * max(packed, 1):
            raise BadShape(
                f"{name} unpacks to more than {MOST_RATIO} times its size. It was not read further.",
                code="zip_bomb",
            )
    return b"".join(parts)


def decode(raw: bytes) -> Text:
    """Text from bytes: by its mark, else as UTF-8 if it is that, else as Windows-1252, which is then said."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            return Text(text=_decoded(raw, encoding))
    try:
        return Text(text=_plain(raw.decode("utf-8")))
    except UnicodeDecodeError:
        said = (
            "The file is not UTF-8, so it was read as Windows-1252. Check names with accents in the preview."
        )
        return Text(text=_plain(raw.decode("cp1252", errors="replace")), said=said)


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return _plain(raw.decode(encoding))
    except UnicodeDecodeError as error:
        raise BadShape(
            f"The file says it is {encoding}, but byte {error.start} is not. Export it again as UTF-8.",
            code="bad_encoding",
        ) from error


def _plain(text: str) -> str:
    """Nothing but a text: a picture or a database also decodes as something."""
    if "\x00" in text[:100_000]:
        raise BadShape("That is not a text file. Give a CSV or a JSON export.", code="not_text")
    return text.replace("\x00", "")
