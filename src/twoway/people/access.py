"""Who opened what: a line in a file for each, since looking at a page never writes to the database.

    HOME/opened/2026-03.jsonl
    {"on":"2026-03-02","by":"k3v9x2m4p7qa","what":"promise","id":"0f8sz6dy1w5t","via":"page"}

A line holds ids, the name of an address and a day: no word of anybody's, and no hour, since no hour is ever
shown. What was opened is read from the address alone, so a page that is added later is noted by itself;
`@unlogged` is for one that must leave no trace. `people.opened` tells people what concerns them.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache, wraps
from pathlib import Path
from typing import BinaryIO, NamedTuple, ParamSpec, TypeVar

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from twoway import clock
from twoway.ids import ALPHABET, LENGTH, looks_like_id
from twoway.people import queries
from twoway.people.models import Person

log = structlog.get_logger(__name__)
P = ParamSpec("P")
Answer = TypeVar("Answer")

FOLDER = "opened"
KEPT_MONTHS = 12
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\.jsonl")
WITHOUT_ID = frozenset({"manage", "settings-record", "me_record"})
"""Addresses without an id that open what is somebody's all the same: everybody's mail, one's whole record."""

_CHUNK = 1 << 18
_LONGEST = 1 << 10  # no line is longer; what is, is none of ours
_ID = f"[{ALPHABET}]{{{LENGTH}}}"
_LINE = re.compile(
    rf'^{{"on":"(\d{{4}}-\d\d-\d\d)","by":"({_ID})","what":"([\w.-]{{1,80}})","id":"((?:{_ID})?)",'
    r'"via":"(page|api)"}$',
    re.MULTILINE | re.ASCII,
)


class Opened(NamedTuple):
    """One line: who, which address, whose or which id stood in it, on which day in UTC.

    A tuple, since they are read by the hundred thousand and a frozen dataclass takes half as long again.
    """

    on: date
    by: str
    what: str
    id: str
    via: str


def unlogged(view: Callable[P, Answer]) -> Callable[P, Answer]:
    """Mark a page or an endpoint that leaves no trace of who opened it: what is said unnamed."""

    @wraps(view)
    def opened(*args: P.args, **kwargs: P.kwargs) -> Answer:
        args[0].leaves_no_trace = True  # type: ignore[attr-defined]
        return view(*args, **kwargs)

    opened.leaves_no_trace = True  # type: ignore[attr-defined]
    return opened


def leaves_no_trace(view: Callable[..., object]) -> bool:
    """Whether `view` was marked with `@unlogged`; then the pace of whoever writes there is on no table."""
    return bool(getattr(view, "leaves_no_trace", False))


class NotesOpens:
    """Notes what somebody known was shown of a person, a street, a thing or an act; never fails a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "GET" and response.status_code == 200:
            self._note(request)
        return response

    def _note(self, request: HttpRequest) -> None:
        person = getattr(request, "auth", None) or getattr(request, "person", None)
        if not isinstance(person, Person) or getattr(request, "leaves_no_trace", False):
            return
        what, ids = _named_by(request)
        if not ids or _is_study():
            return
        via = "api" if request.path.startswith("/api/") else "page"
        note([Opened(on=_today(), by=person.id, what=what, id=one, via=via) for one in ids])


def _named_by(request: HttpRequest) -> tuple[str, list[str]]:
    """The name of the address and the ids in it; a single empty id where it opens something without one."""
    match = request.resolver_match
    what = (match.url_name if match is not None else None) or ""
    given = match.kwargs.values() if match is not None else ()
    ids = [text for text in given if isinstance(text, str) and looks_like_id(text)]
    return what, [""] if what in WITHOUT_ID else ids


def _is_study() -> bool:
    place = queries.workplace()
    return place is not None and place.kind == "study"


def _today() -> date:
    """The day for everybody alike: in their own zones the two ends of a street could read different days."""
    return clock.now().date()


class _Trouble:
    """Says once that opens cannot be noted, and again only after it went well in between."""

    def __init__(self) -> None:
        self._is_said = False

    def say(self, error: OSError) -> None:
        if not self._is_said:
            log.error("opens.not_noted", error=type(error).__name__, errno=error.errno)
        self._is_said = True

    def is_over(self) -> None:
        self._is_said = False


_trouble = _Trouble()


def note(opens: Iterable[Opened]) -> None:
    """Append them, each in one write. A page must not fail because its reader could not be noted."""
    try:
        with _turn(fcntl.LOCK_SH) as folder:
            for each in opens:
                _append(folder / f"{each.on:%Y-%m}.jsonl", each)
    except OSError as error:
        _trouble.say(error)
    else:
        _trouble.is_over()


def _append(path: Path, each: Opened) -> None:
    told = {"on": each.on.isoformat(), "by": each.by, "what": each.what, "id": each.id, "via": each.via}
    line = json.dumps(told, separators=(",", ":")).encode() + b"\n"
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        written = os.write(file, line)
    finally:
        os.close(file)
    if written < len(line):
        raise OSError(f"{written} of {len(line)} bytes were written")


@contextmanager
def _turn(kind: int) -> Iterator[Path]:
    """The folder: any number append together, and nobody while a file is written anew."""
    folder = _folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    turn = os.open(folder / ".turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(turn, kind)
        yield folder
    finally:
        os.close(turn)


def _folder() -> Path:
    return Path(settings.TWOWAY_HOME) / FOLDER


def months() -> list[Path]:
    """The files there are, the newest first."""
    folder = _folder()
    found = [path for path in folder.iterdir() if MONTH.fullmatch(path.name)] if folder.is_dir() else []
    return sorted((path for path in found if path.is_file()), reverse=True)


def back_from(last: date) -> Iterator[tuple[int, list[Opened]]]:
    """What was opened until the end of `last`, backwards: how many bytes were read, and their lines in order.

    Lines that cannot be read are passed over: a torn write or a stranger's hand must not take the rest along.
    """
    for path in months():
        if path.stem > f"{last:%Y-%m}":
            continue
        with path.open("rb") as file:
            for chunk in _chunks(file, _end_of(last, file)):
                yield len(chunk), list(_lines(chunk))


def _lines(chunk: bytes) -> Iterator[Opened]:
    for on, by, what, id_, via in _LINE.findall(chunk.decode("ascii", errors="replace")):
        day = _day(on)
        if day is not None:
            yield Opened(day, by, what, id_, via)


@lru_cache(maxsize=1_000)
def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _chunks(file: BinaryIO, end: int) -> Iterator[bytes]:
    """The file from `end` to its beginning, in pieces of whole lines."""
    rest = b""
    while end > 0:
        start = max(0, end - _CHUNK)
        file.seek(start)
        piece = file.read(end - start) + rest
        rest = b""
        if start:
            head, newline, piece = piece.partition(b"\n")
            rest = head + newline if len(head) <= _LONGEST else b""
        end = start
        yield piece


def _end_of(last: date, file: BinaryIO) -> int:
    """A place behind the last line of a day, not far behind it: lines stand in the order of their days."""
    low, high = 0, os.fstat(file.fileno()).st_size
    size = high
    while high - low > _CHUNK:
        middle = (low + high) // 2
        file.seek(middle)
        next_one = next(_lines(file.read(_LONGEST)), None)
        if next_one is not None and next_one.on > last:
            high = middle
        else:
            low = middle
    return min(size, high + _LONGEST)


def tidy() -> None:
    """Months that are over for a year go, and every line by or about somebody who was erased."""
    today = _today()
    oldest = f"{today.year - 1}-{today.month:02}"
    with _turn(fcntl.LOCK_EX):
        for path in months():
            if path.stem < oldest:
                path.unlink()
    forget_erased()


def forget_erased() -> None:
    """Also from months brought back by a backup, and by servers that did not do the erasing themselves."""
    _drop_lines(Person.objects.filter(state="erased").values_list("id", flat=True))


def bring_back(month: str, lines: bytes) -> None:
    """A month from a backup, unless one of that name is here."""
    with _turn(fcntl.LOCK_EX) as folder:
        if not (folder / month).exists():
            _write(folder / month, lines.splitlines(keepends=True))


def begin_anew() -> None:
    """Nothing of the sample company stays."""
    with _turn(fcntl.LOCK_EX):
        for path in months():
            path.unlink()


def _drop_lines(ids: Collection[str]) -> None:
    if not ids:
        return
    naming = re.compile("|".join(f'"{re.escape(one)}"' for one in ids).encode())
    with _turn(fcntl.LOCK_EX):
        for path in months():
            if _names_any(path, naming):
                _write_without(path, naming)


def _names_any(path: Path, naming: re.Pattern[bytes]) -> bool:
    with path.open("rb") as file:
        return any(naming.search(line) for line in file)


def _write_without(path: Path, naming: re.Pattern[bytes]) -> None:
    with path.open("rb") as file:
        _write(path, (line for line in file if not naming.search(line)))


def _write(path: Path, lines: Iterable[bytes]) -> None:
    """Beside the old file and then in its place, so that a power cut leaves one or the other."""
    fresh = path.with_suffix(".new")
    file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(file, "wb") as new:
        new.writelines(lines)
        new.flush()
        os.fsync(new.fileno())
    fresh.replace(path)
