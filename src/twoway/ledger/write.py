"""The one door for writing: lock first, then look; act, effect, leaf and tree commit together or not at all.

    with writing(by=ann, once=once) as book:
        promise = queries.one(id, seen_by=ann)         # under the lock: nobody changes it meanwhile
        entry = book.enter(acts.Kept(promise=id), thing=id, street=promise.street_id, participants=[ann, ben])

What a book has entered is written in batches, at the latest when it closes; whoever queries the tables
concerned in the same transaction before that makes it write first, so nobody ever reads a picture older
than the acts.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, ParamSpec, TypedDict, TypeVar

from django.db import connection

from twoway import clock, ids
from twoway.errors import BadShape, RuleBroken
from twoway.ids import Once as Once  # the web makes them from a form; rules and books take them
from twoway.ledger import bulk, epochs, erasure, keys, lock, queries, replay, tree
from twoway.ledger.entries import EVERY_STREET, Entry, frame_of
from twoway.ledger.kinds import Act, put_together, take_apart
from twoway.ledger.leaf import seal
from twoway.ledger.merkle import Frontier, leaf_hash
from twoway.ledger.models import Once as Kept
from twoway.ledger.painting import DatabaseRows
from twoway.ledger.pending import MOST_WAITING, TABLES, PendingEntries
from twoway.ledger.rows import paint

P = ParamSpec("P")
Anything = TypeVar("Anything")
MOST_SOURCE = 200


class AlreadyEntered(Exception):
    """The same was sent before and stands on the ledger: `entries` are what it entered, its answer first."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__("already entered")
        self.entries = entries


class Book:
    """The ledger opened for one person's acts; `writing` opens and closes it."""

    def __init__(self, *, by: str, once: Once | None, last_leaf: tuple[int, bytes] | None) -> None:
        self.by = by
        self.rows = DatabaseRows(reading=self._by_ourselves)
        self._once = (
            once if by else None
        )  # an act that is nobody's leaves no key behind to know its writer by
        self._pending = PendingEntries()
        self._found = last_leaf
        self._frontier: Frontier | None = None
        self._last_leaf = b""
        self._entered: list[int] = []
        self._answer: int | None = None
        self._ours = False
        self._torn = False

    def enter(
        self,
        act: Act,
        *,
        thing: str,
        participants: Iterable[str],
        audience: Iterable[str] = (),
        street: str = "",
        by: str | None = None,
        happened_at: datetime | None = None,
        source: str = "",
    ) -> Entry:
        """Add an act: it paints its rows at once, and is on the ledger for good when the book closes."""
        if len(source) > MOST_SOURCE:
            raise BadShape(f"The name of the source is longer than {MOST_SOURCE} letters. Shorten it.")
        frame, words = take_apart(act)
        growing, at = self._growing(), clock.now()
        whose = self.by if by is None else by
        entry = Entry(
            seq=growing.size,
            id=ids.new_id(),
            kind=act.kind,
            by=whose,
            at=at,
            happened_at=happened_at.astimezone(UTC).replace(microsecond=0) if happened_at else at,
            thing=thing,
            street=street,
            participants=_each_once(participants),
            audience=_each_once(audience),
            source=source,
            entered_by=self.by if whose else "",  # what is both's at once must not tell who came last
            act=put_together(act.kind, frame, words),
            words_erased=False,
        )
        _demand_pairs(entry)
        self._paint(entry)
        self._keep(entry, frame_of(entry, frame, has_words=bool(words)), words, growing)
        return entry

    def let_see(self, entries: Iterable[Entry], person: str, *, opened_in: Entry) -> None:
        """Sight of earlier entries, as the act says that was just entered; see opening.py."""
        self._pending.let_see(entries, person, opened_in.seq)

    def answer_with(self, entry: Entry) -> None:
        """Say which entry answers the same request when it is sent again; else it is the first."""
        self._answer = entry.seq

    def someone_looks(
        self, execute: Callable[..., Anything], sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Anything:
        """Sees every statement of this transaction pass, and writes what waits before it is read."""
        if not self._ours and self._waiting_in(str(sql)):
            self._write()
        return execute(sql, params, many, context)

    def close(self) -> None:
        """Write what waits. The transaction commits after this, or everything is as it was."""
        if self._torn:
            raise RuntimeError("an effect failed half way: this book cannot be kept")
        self._write()
        if self._once and self._entered:
            self._keep_once(self._once)

    def remember(self) -> None:
        """After the commit: what the next act of this process need not read again."""
        if self._frontier and self._entered:
            tree.remember(leaf_hash(self._last_leaf), self._frontier)

    def _paint(self, entry: Entry) -> None:
        try:
            paint(self.rows, entry)
        except BaseException:
            self._torn = True
            raise

    def _keep(self, entry: Entry, frame: dict[str, Any], words: dict[str, Any], growing: Frontier) -> None:
        sealed = seal(entry.seq, entry.at.date().isoformat(), frame, words)
        self._pending.add(entry, sealed, growing.add(leaf_hash(sealed.leaf)))
        self._last_leaf = sealed.leaf
        self._entered.append(entry.seq)
        if len(self._pending) >= MOST_WAITING:
            self._write()

    def _keep_once(self, once: Once) -> None:
        first = self._entered[0]
        Kept.objects.create(
            actor=self.by,
            key=once.key,
            fingerprint=once.fingerprint,
            first=first,
            acts=len(self._entered),
            answer=first if self._answer is None else self._answer,
        )

    def _growing(self) -> Frontier:
        if self._frontier is None:
            self._frontier = self._by_ourselves(lambda: tree.frontier(self._found))
        return self._frontier

    def _waiting_in(self, sql: str) -> bool:
        tables = self.rows.tables() | TABLES if self._pending else self.rows.tables()
        return any(table in sql for table in tables)

    def _write(self) -> None:
        if self._pending or self.rows.tables():
            with bulk.in_one_go() as go:
                self._pending.write(go)
                self.rows.write(go)

    def _by_ourselves(self, run: Callable[[], Anything]) -> Anything:
        before, self._ours = self._ours, True
        try:
            return run()
        finally:
            self._ours = before


class How(TypedDict, total=False):
    """What a rule takes besides its own blanks: all of it may be left out.

    `seen` is the last act that was on the screen, for a rule to refuse an answer to what has changed since.
    """

    once: Once | None
    book: Book | None
    seen: str


_open_book: ContextVar[Book | None] = ContextVar("twoway_open_book", default=None)
_looked_for_a_restore = False


@contextmanager
def writing(*, by: str, once: Once | None = None, book: Book | None = None) -> Iterator[Book]:
    """Open the ledger to enter acts of `by`; with an open `book`, go on in that one.

    Raises AlreadyEntered when `once` is known (see `answers_twice_alike`), RuleBroken when its key came with
    other contents, and NotSaved when lock or disk refuse.
    """
    if book is not None:
        yield book
        return
    if not _looked_for_a_restore:
        look_for_a_restore()
    with _opened(by=by, once=once) as fresh:
        yield fresh


def book_of(by: str, how: How) -> AbstractContextManager[Book]:
    """The book of whoever called the rule, or one of the rule's own; see `writing`."""
    return writing(by=by, once=how.get("once"), book=how.get("book"))


def own_answer(entry: Entry, book: Book, how: How) -> Entry:
    """Sent twice, a rule answers with its own act, not with one that was entered along with it."""
    if how.get("book") is None:
        book.answer_with(entry)
    return entry


def look_for_a_restore() -> None:
    """Before this process enters an act: a restored database says so, and what was erased goes again."""
    global _looked_for_a_restore  # noqa: PLW0603  one per process: it is about what happened before the start
    erasure.list_all()
    if keys.last_signed() or keys.erased_before():
        with _opened(by="", once=None) as book:
            epochs.open_if_shorter(book)
            if erasure.again(book):
                replay.paint_anew()  # rows of the copy may still show what those words said
                for erase_beside in erasure.BESIDE:
                    erase_beside(book)
    _looked_for_a_restore = True


@contextmanager
def _opened(*, by: str, once: Once | None) -> Iterator[Book]:
    if _open_book.get() is not None:
        raise RuntimeError("a book is open already: pass it on as book=, or two writers wait for each other")
    with lock.alone(asking=tree.LAST_LEAF) as last_leaf:
        if once and by:
            _demand_new(by, once)
        fresh = Book(by=by, once=once, last_leaf=last_leaf)
        token = _open_book.set(fresh)
        try:
            with connection.execute_wrapper(fresh.someone_looks):
                yield fresh
                fresh.close()
        finally:
            _open_book.reset(token)
    fresh.remember()


def answers_twice_alike(rule: Callable[P, Entry]) -> Callable[P, Entry]:
    """A rule that answers the same request, sent again, with the entry it answered the first time."""

    @functools.wraps(rule)
    def answered(*args: P.args, **kwargs: P.kwargs) -> Entry:
        try:
            return rule(*args, **kwargs)
        except AlreadyEntered as again:
            return again.entries[0]

    return answered


def _demand_new(by: str, once: Once) -> None:
    known = Kept.objects.filter(actor=by, key=once.key).first()
    if known is None:
        return
    if known.fingerprint != once.fingerprint:
        raise RuleBroken(
            "This was sent before with other contents. Load the page anew.", code="same_key_other_body"
        )
    entries = queries.entries_between(known.first, known.first + known.acts)
    raise AlreadyEntered(sorted(entries, key=lambda entry: (entry.seq != known.answer, entry.seq)))


def _demand_pairs(entry: Entry) -> None:
    alone = entry.by not in entry.participants or len(entry.participants) < 2
    if entry.street == EVERY_STREET and alone:
        raise ValueError("an act on every street is somebody's, and has further participants")


def _each_once(people: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person for person in people if person))
