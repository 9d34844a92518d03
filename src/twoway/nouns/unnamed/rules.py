"""Who may raise something unnamed, go on in its thread, and answer it: the only way in, for all doors alike.

What a writer does is judged while they are known, and kept without them. It takes no idempotency key and is
told to no log; it waits in a table of its own, and the tick of `twoway work` enters it, by nobody, at an hour
of the next day that was drawn at random.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import NotSeen, RuleBroken, TooFewPeople
from twoway.ids import Once, new_id
from twoway.ledger import erasure
from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act
from twoway.ledger.write import Book, answers_twice_alike, writing
from twoway.nouns.unnamed import FEWEST, acts, forms, queries
from twoway.people import pace
from twoway.people import queries as people

if TYPE_CHECKING:
    from twoway.nouns.unnamed.queries import Group, Thread, Waiting

NEXT_DAY = timedelta(days=1)
HOURS = 24
AN_HOUR, MOST_IN_AN_HOUR = 3_600, 5
_dice = secrets.SystemRandom()


# ---- whoever writes --------------------------------------------------------------------------------------


def group_for(raising: forms.Raising, *, by: str) -> tuple[forms.Raising, Group]:
    """What would be sent, tidied, and the group it would come out of; refuses what `raise_` would refuse."""
    if raising.to == by:
        raise RuleBroken(_("That is you. Pick somebody else."), code="oneself", field="to")
    if raising.to not in {person.id for person in queries.addressees(by)}:
        raise NotSeen
    group = queries.group(raising.team, by=by, to=raising.to)
    if not group.is_enough:
        say = _(
            "It takes %(fewest)s people who could have written it, besides whoever it is for, and there "
            "are %(number)s. Pick a larger team, or raise it by name."
        ) % {"fewest": FEWEST, "number": len(group.people)}
        raise TooFewPeople(say, field="team")
    return forms.judged(raising), group


def raise_(raising: forms.Raising, *, by: str, lock: str, group: Sequence[str]) -> None:
    """Keep it until tomorrow, without its writer; `group` is the list the writer was shown, now frozen.

    Sent twice under the same lock it is kept once.
    """
    with writing(by=""):
        said, found = group_for(raising, by=by)
        if (before := queries.raised_under(forms.lock(lock))) is not None:
            _demand_same(before, (said.to, said.team, said.words))
            return
        if sorted(group) != list(found.ids):
            say = _("The group has changed since you saw it. Look at it again, then send it.")
            raise RuleBroken(say, code="group_changed", field="team")
        pace.keep_unwritten(f"unnamed:{by}", most=MOST_IN_AN_HOUR, seconds=AN_HOUR)
        _keep(
            verb="raised",
            thing=new_id(),
            to=said.to,
            team=said.team,
            group=list(found.ids),
            lock=lock,
            wants=said.wants,
            within_days=said.within_days,
            words=said.words,
        )


def add(lock: str, words: str) -> None:
    """Say more in the thread; it waits for an answer anew, from tomorrow."""
    with _opened(lock) as thread:
        _goes_on(thread, verb="added", words=forms.words(words))


def close(lock: str, heard: int, words: str = "") -> None:
    """Be through with it, and say how far one felt heard."""
    with _opened(lock) as thread:
        _goes_on(thread, verb="closed", heard=forms.heard(heard), words=forms.words_or_none(words) or "")


def take_back(lock: str) -> str:
    """What waits goes, before anybody was told, and nothing of it is kept; which act it would have been."""
    with _opened(lock) as thread:
        if thread.waits is None:
            raise RuleBroken(_("Nothing of yours is waiting any more."), code="nothing_waits")
        thread.waits.delete()
        _leave_nothing()
        return thread.waits.verb


@contextmanager
def _opened(lock: str) -> Iterator[Thread]:
    """The thread, for whoever has its key. Without one nobody is kept waiting: here nobody signs in first."""
    queries.thread(lock)
    with writing(by=""):
        yield queries.thread(lock)


def _goes_on(thread: Thread, *, verb: str, words: str, heard: int = 0) -> None:
    voice, waits = thread.voice, thread.waits
    if waits is not None:
        if (waits.verb, waits.words, waits.heard) == (verb, words, heard):
            return
        raise RuleBroken(
            _("What you said last is still waiting. Take it back first, or wait until it is handed on."),
            code="waits",
        )
    assert voice is not None
    if voice.state == "closed":
        raise RuleBroken(_("You have closed this. Raise a new one."), code="closed")
    if not thread.to.is_here:
        say = _("%(name)s is no longer here.") % {"name": thread.to.called}
        raise RuleBroken(say, code="has_left")
    _keep(verb=verb, thing=voice.id, to=voice.to_id, lock=thread.lock, words=words, heard=heard)


def _demand_same(before: tuple[str, ...], now: tuple[str, ...]) -> None:
    """Sent again it was taken already; anything else under the same key would be another voice."""
    if before != now:
        say = _("Something else was sent with this key before. Load the page anew, then send it.")
        raise RuleBroken(say, code="same_key_other_body")


def _keep(**what: object) -> None:
    """The day it waits for and an hour drawn at random: no finer time is kept, and none of today."""
    on = clock.today() + NEXT_DAY
    queries.Waiting.objects.create(on=on, hour=secrets.randbelow(HOURS), **what)


# ---- the tick of `twoway work` ---------------------------------------------------------------------------


def enter_due() -> int:
    """Enter what is due, in an order drawn at random, as nobody's act; how much that was.

    What is for somebody who has left meanwhile is dropped: nobody would ever be told of it.
    """
    if not queries.due(clock.now()):
        return 0
    with writing(by="") as book:
        found = queries.due(clock.now())
        _dice.shuffle(found)
        for each in found:
            if people.person(each.to).is_here:
                book.enter(_act(each), thing=each.thing, participants=(each.to,), by="")
        queries.Waiting.objects.filter(id__in=[each.id for each in found]).delete()
        _leave_nothing()
    return len(found)


def _act(each: Waiting) -> Act:
    if each.verb == "added":
        return acts.Added(words=each.words)
    if each.verb == "closed":
        return acts.Closed(heard=each.heard, words=each.words or None)
    return acts.Raised(
        to=each.to,
        team=each.team,
        group=tuple(each.group),
        lock=each.lock,
        wants=each.wants,
        within_days=each.within_days,
        words=each.words,
    )


def stir() -> None:
    """Write what waits anew, in an order drawn at random, leaving nothing of the old: each hour.

    Where in the database's files a row was first put tells what was written shortly before and after it, and
    so about when; PostgreSQL even numbers the transactions. Stirred, that says only in which hour it was.
    """
    if not queries.Waiting.objects.exists():
        return
    with writing(by=""):
        waiting = list(queries.Waiting.objects.order_by("id"))
        _dice.shuffle(waiting)
        queries.Waiting.objects.all().delete()
        queries.Waiting.objects.bulk_create(waiting)
        _leave_nothing()


def _leave_nothing() -> None:
    """No bytes of what was here before stay in the table's files, once the transaction is over."""
    transaction.on_commit(lambda: erasure.clear_residue([queries.Waiting]))


# ---- the addressee ---------------------------------------------------------------------------------------


@answers_twice_alike
def answer(
    id: str,
    answer: str,
    *,
    by: str,
    words: str = "",
    by_day: date | None = None,
    seen: str = "",
    once: Once | None = None,
    book: Book | None = None,
) -> Entry:
    """Answer, as often as there is something to say, until the writer closes it. It counts for nothing."""
    with writing(by=by, once=once, book=book) as book:
        voice = queries.one(id, seen_by=by)
        if voice.state == "closed":
            raise RuleBroken(_("Its writer has closed this. Nothing more can be said in it."), code="closed")
        if seen and seen != voice.last_entry_id:
            say = _("Something was said here while you were writing. Look at it, then send yours.")
            raise RuleBroken(say, code="moved_on")
        said = forms.answer_words(answer, words)
        day = forms.will_do_by(answer, by_day, clock.today(voice.to.zone))
        act = acts.Answered(answer=answer, words=said, by=day)
        return book.enter(act, thing=voice.id, participants=(by,))
