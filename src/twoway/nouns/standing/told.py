"""Standing in the words that readings across nouns show: acts, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from twoway.ledger.entries import Entry
from twoway.nouns.standing import LABELS, notices, queries
from twoway.people import queries as people
from twoway.people.models import Person
from twoway.web.addresses import address
from twoway.web.asked_once import asked_once
from twoway.web.told import Deed, Line, Open, Said, Verb

KINDS: tuple[str, ...] = ("standing.",)
REASONS: dict[str, tuple[str, str]] = {}  # nothing of it counts
PAGES = {
    "standing.asked": "standing.ask",
    "standing.declined": "standing.ask",
    "standing.words_asked": "standing.words",
    "standing.words_allowed": "standing.words",
    "standing.words_refused": "standing.words",
    "standing.words_taken_back": "standing.words",
}


def lines(entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]:
    """Each of these acts in words, by its entry; what was shown leads there only while it is."""
    own = [entry for entry in entries if entry.kind.startswith(KINDS)]
    if not own:
        return {}
    names = people.named({person for entry in own for person in entry.participants})
    shown = set(queries.showings(seen_by).values_list("id", flat=True))
    return {entry.id: _line(entry, names, shown, seen_by) for entry in own}


def _line(entry: Entry, names: dict[str, Person], shown: Collection[str], seen_by: str) -> Line:
    page = PAGES.get(entry.kind, "standing.showing" if entry.thing in shown else "")
    return Line(
        entry=entry.id,
        kind=entry.kind,
        by=entry.by,
        day=entry.happened_at.date(),
        at=entry.happened_at,
        says=notices.says(entry, names, seen_by),
        words=getattr(entry.act, "note", None) or "",
        href=address(page, entry.thing) if page else "",
    )


def deeds(streets: Collection[str], *, seen_by: str, entries: Iterable[Entry] | None = None) -> list[Deed]:
    """On no street: it tells of many."""
    return []


def said_to(person: str) -> list[Said]:
    """What is shown is read on its page: nothing."""
    return []


def opens(*, seen_by: str, streets: Collection[str] | None = None) -> list[Open]:
    """What waits for an answer, on no street and without a day."""
    return [] if streets is not None else [*_asks(seen_by), *_quotes(seen_by)]


@asked_once
def waiting(person: str) -> int:
    """How many answers of the person's others wait for."""
    return queries.number_waiting(person)


def _asks(me: str) -> list[Open]:
    return [
        _open(
            found,
            owes=me,
            to=found.asker,
            what=_("Your record"),
            says=_("%(name)s shows you theirs, and asks for yours") % {"name": found.asker.called},
            page="standing.ask",
            verbs=queries.ask_verbs(found, me),
        )
        for found in queries.asked_of(me)
    ]


def _quotes(me: str) -> list[Open]:
    found = list(queries.words_asked_of(me))
    words = queries.words_of(found)
    return [
        _open(
            one,
            owes=me,
            to=one.owner,
            what=words.get(one.id, ""),
            says=_("%(name)s asks whether these words may stand in their record")
            % {"name": one.owner.called},
            page="standing.words",
            verbs=queries.quote_verbs(one, me),
        )
        for one in found
    ]


def _open(
    found: queries.Ask | queries.Quote,
    *,
    owes: str,
    to: Person,
    what: str,
    says: str,
    page: str,
    verbs: Sequence[str],
) -> Open:
    return Open(
        street="",
        thing=found.id,
        owes=owes,
        to=to.id,
        kind="answer",
        what=what,
        says=says,
        due_on=None,
        days_late=0,
        href=address(page, found.id),
        mark="thanks" if page == "standing.words" else "open",
        verbs=tuple(
            Verb(label=str(LABELS[verb]), url=reverse(f"{page}.act", args=[found.id, verb])) for verb in verbs
        ),
        seen=found.last_entry_id,
    )
