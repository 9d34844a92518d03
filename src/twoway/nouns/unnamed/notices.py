"""What the addressee hears by mail: that there is something, and not a word of it. Nobody else hears."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway.ledger.entries import Entry
from twoway.nouns.unnamed import acts
from twoway.web.notice import Notice

LINES = {
    acts.Raised.kind: later("An unnamed voice was raised to you. It waits for your answer on its page."),
    acts.Added.kind: later("Whoever raised an unnamed voice to you said more. It waits on its page."),
    acts.Closed.kind: later("Whoever raised an unnamed voice to you has closed it."),
}


def notices(entry: Entry) -> list[Notice]:
    """For the addressee alone, without words, group or day; the writer's address is not even known here."""
    if entry.kind not in LINES:
        return []
    [addressee] = entry.participants
    return [
        Notice(
            to=addressee,
            kind=entry.kind,
            subject=_("An unnamed voice"),
            line=_(LINES[entry.kind]),
            thing=entry.thing,
            entry=entry.id,
        )
    ]
