"""What a mail says, read at the moment it leaves, in its reader's zone. No person's words in a subject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twoway import clock
from twoway.integrations.email import hearing, taps, wishes
from twoway.integrations.email.models import Mail, Telling
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.people import invitations, sight
from twoway.people import queries as people
from twoway.people.models import Person
from twoway.readings import told
from twoway.web.days import day_text
from twoway.web.frame import run_by
from twoway.web.notice import Notice
from twoway.web.told import Line

MOST_OF_A_KIND = 20
BATCH = 500  # what was brought in from elsewhere may be thousands of acts


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing told: in the app's words, in a person's, and what can be answered."""

    subject: str
    line: str
    words: str
    links: tuple[tuple[str, str], ...]
    href: str
    asks: bool = False


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of the morning mail; `more` is how many did not fit."""

    title: str
    items: tuple[Item, ...]
    more: int


def compose(mail: Mail) -> EmailMessage | None:
    """The mail with fresh links, or nothing when nothing is left to tell, or its reader has left."""
    if mail.person.state not in sight.HERE:
        return None
    with timezone.override(ZoneInfo(mail.person.zone)):
        tellings = list(mail.tellings.order_by("id"))
        notices = [(telling, notice) for telling in tellings if (notice := _notice(telling))]
        if mail.post == wishes.AT_ONCE:
            return _at_once(mail, notices[0][0], _item(*notices[0])) if notices else None
        return _morning(mail, [_item(*each) for each in notices], _in_your_name(mail.person, tellings))


def _at_once(mail: Mail, telling: Telling, item: Item) -> EmailMessage:
    """Whoever is not here yet is told what this is with the first mail, and how to come in."""
    newcomer, way_in = mail.person.state == "invited", ""
    if newcomer:
        by = ledger.entry(telling.entry).by
        way_in = invitations.beside(mail.person_id, by=by, again=mail.tries > 0)
    said = {"item": item, "newcomer": newcomer, "way_in": way_in, "days": invitations.LASTS.days}
    return _message(mail, subject=item.subject, said=said)


def _morning(mail: Mail, items: Sequence[Item], own: Sequence[Item]) -> EmailMessage | None:
    waits = [item for item in items if item.asks]
    news = [item for item in items if not item.asks]
    parts = [
        _part(_("Waiting for your answer"), waits),
        _part(_("To know"), news),
        _part(_("Entered in your name"), own),
    ]
    filled = [part for part in parts if part.items]
    if not filled:
        return None
    said = {"parts": filled, "answers": any(item.links for item in items), "own": bool(own)}
    return _message(mail, subject=_summary(mail.day, waits, news, own), said=said)


def _summary(day: date, waits: Sequence[Item], news: Sequence[Item], own: Sequence[Item]) -> str:
    counted = [
        ngettext("%(count)d waits for you", "%(count)d wait for you", len(waits)) % {"count": len(waits)},
        ngettext("%(count)d thing to know", "%(count)d things to know", len(news)) % {"count": len(news)},
    ]
    told = [text for text, items in zip(counted, (waits, news), strict=True) if items]
    return f"{day_text(day)}: {', '.join(told) if told else _('what was entered in your name')}"


def _part(title: str, items: Sequence[Item]) -> Part:
    return Part(title=title, items=tuple(items[:MOST_OF_A_KIND]), more=max(0, len(items) - MOST_OF_A_KIND))


def _notice(telling: Telling) -> Notice | None:
    return None if telling.topic == wishes.IN_MY_NAME else hearing.again(telling)


def _item(telling: Telling, notice: Notice) -> Item:
    return Item(
        subject=_one_line(notice.subject),
        line=notice.line,
        words=notice.words,
        links=tuple(taps.make(telling, notice)),
        href=_address(_href(notice)),
        asks=hearing.asks(notice),
    )


def _href(notice: Notice) -> str:
    lines = told.in_words([ledger.entry(notice.entry)], seen_by=notice.to)
    return lines[0].href if lines and lines[0].href else reverse("history.entry", args=[notice.entry])


def _in_your_name(person: Person, tellings: Iterable[Telling]) -> list[Item]:
    """Whatever says it was theirs: what they did not do would show here. What was brought in is counted."""
    named = [telling.entry for telling in tellings if telling.topic == wishes.IN_MY_NAME]
    entries = [
        entry for start in range(0, len(named), BATCH) for entry in _seen(person, named[start:][:BATCH])
    ]
    brought = [_brought_in(*each) for each in Counter(map(_origin, filter(_is_import, entries))).items()]
    lines = told.in_words([entry for entry in entries if not _is_import(entry)], seen_by=person.id)
    return [*brought, *map(_own, lines)]


def _seen(person: Person, named: Sequence[str]) -> list[Entry]:
    return ledger.entries_at(
        sight.entries(person.id).filter(entry_id__in=named).values_list("seq", flat=True)
    )


def _is_import(entry: Entry) -> bool:
    return bool(entry.source)


def _origin(entry: Entry) -> tuple[str, str]:
    """From which system, and entered by whom."""
    return entry.source.split(" ")[0], entry.entered_by


def _brought_in(origin: tuple[str, str], count: int) -> Item:
    source, entered_by = origin
    blanks = {
        "count": count,
        "source": source,
        "name": people.person(entered_by).called,
    }
    say = ngettext(
        "%(count)d act was brought in from %(source)s by %(name)s.",
        "%(count)d acts were brought in from %(source)s by %(name)s.",
        count,
    )
    return Item(subject="", line=say % blanks, words="", links=(), href=_address(reverse("history")))


def _own(line: Line) -> Item:
    says = f"{day_text(line.day)}: {line.says}."
    return Item(subject="", line=says, words=line.about, links=(), href=_address(line.href))


def _message(mail: Mail, *, subject: str, said: dict[str, object]) -> EmailMessage:
    """The same in plain text and in plain HTML: nothing in it is fetched from anywhere when it is read."""
    person, host = mail.person, urlsplit(settings.TWOWAY_URL).hostname or "localhost"
    without = _address(reverse("mail.without", args=[wishes.ticket(person.id, mail.post)]))
    place, checkpoint = people.workplace(), ledger.latest_checkpoint()
    said = said | {
        "person": person,
        "subject": subject,
        "until": clock.day_of(clock.now() + taps.LASTS, person.zone),
        "workplace": place.name if place is not None else "",
        "run_by": run_by(),
        "checkpoint": checkpoint.note if checkpoint is not None else "",
        "today": _address("/"),
        "settings": _address(reverse("settings")),
        "has_account": person.state == "active",
        "without": without,
        "without_label": wishes.LABELS[mail.post],
    }
    message = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"email/{mail.post}.txt", said).strip() + "\n",
        to=[person.email],
        headers={
            "Message-ID": f"<{mail.id}@{host}>",
            "List-Id": f"<{mail.post.replace('_', '-')}.{host}>",
            "List-Unsubscribe": f"<{without}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string(f"email/{mail.post}.html", said), "text/html")
    return message


def _address(path: str) -> str:
    return str(settings.TWOWAY_URL) + path


def _one_line(text: str) -> str:
    """A subject is one line, whatever a name holds."""
    return " ".join(text.split())
