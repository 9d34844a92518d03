"""How acts on track records are told: in sentences on how they stand, in their history, and by mail."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway.ledger.entries import Entry
from twoway.nouns.track_records import LABELS, acts, queries
from twoway.people import queries as people
from twoway.people.streets.sides import Told
from twoway.web.notice import Notice, Tap

SAYS = {
    "track_record.proposed": (later("%(who)s proposed a track record"), later("You proposed a track record")),
    "track_record.agreed": (later("%(who)s agreed"), later("You agreed")),
    "track_record.declined": (later("%(who)s said no"), later("You said no")),
    "track_record.asked": (
        later("%(who)s asked %(whom)s, a client’s contact"),
        later("You asked %(whom)s, a client’s contact"),
    ),
    "track_record.taken_back": (later("%(who)s took it back"), later("You took it back")),
}
ASKS_YOU = later("%(who)s asked you about the track record of %(team)s")
OPENS = later("acts of theirs may be opened in its file, where all on them agree")


def says(entry: Entry, seen_by: str) -> str:
    """The act in a sentence for its reader."""
    act, by = entry.act, people.named([entry.by, *entry.participants])
    theirs, yours = SAYS[entry.kind]
    whom = act.to if isinstance(act, acts.Asked) else ""
    if whom == seen_by:
        return _("%(who)s asked you, as a client’s contact") % {"who": by[entry.by].called}
    said = _(yours if entry.by == seen_by else theirs)
    told = said % {"who": by[entry.by].called, "whom": by[whom].called if whom in by else ""}
    return f"{told}: {_(OPENS)}" if getattr(act, "opens", False) else told


def history(record: queries.TrackRecord, *, seen_by: str) -> list[Told]:
    """What was done, the oldest first, as far as the reader may see."""
    return [
        Told(
            entry=entry,
            says=says(entry, seen_by),
            words=getattr(entry.act, "note", None) or "",
            side="you" if entry.by == seen_by else "them",
        )
        for entry in queries.history(record, seen_by=seen_by)
    ]


def standing(record: queries.TrackRecord, *, seen_by: str) -> str:
    """How it stands, in a sentence."""
    if record.state == "proposed":
        missing = len(record.missing)
        if record.missing == [seen_by]:
            return _("It waits for your yes or no alone.")
        if seen_by in record.missing:
            return _("It waits for your yes or no, and for %(more)s more.") % {"more": missing - 1}
        return _("%(agreed)s of %(all)s have agreed.") % {
            "agreed": len(record.agreed),
            "all": len(record.people),
        }
    return _(STANDS[record.state])


STANDS = {
    "out": later("It is out: everybody counted in it agreed."),
    "ended": later("It is out. A later record of the team goes on from where it ends."),
    "declined": later("Not everybody wanted it."),
    "taken_back": later("It was taken back."),
}


# ---- what others hear by mail ----------------------------------------------------------------------------

# After these an answer given from a mail still fits: what is proposed never changes.
PASSES_BY = frozenset(SAYS)


def notices(entry: Entry) -> list[Notice]:
    """Who is asked, and when it comes out or is taken back, everybody who would be counted."""
    if entry.kind not in SAYS or not entry.by:
        return []
    act = entry.act
    if isinstance(act, acts.Asked):
        return [_asks(entry, act.to)]
    others = [person for person in entry.participants if person != entry.by]
    if isinstance(act, acts.Proposed):
        return [_asks(entry, person) for person in others]
    is_news = isinstance(act, acts.TakenBack) or getattr(act, "begins", None) is not None
    return [_tells(entry, person) for person in others] if is_news else []


def _asks(entry: Entry, to: str) -> Notice:
    record = queries.one(entry.thing, seen_by=to)
    is_contact = isinstance(entry.act, acts.Asked)
    say = (
        _("%(who)s asks whether the track record of %(team)s may be public with what you promised in it.")
        if is_contact and record.is_public
        else _("%(who)s asks whether acts you are on may be opened in the file of %(team)s’s track record.")
        if is_contact
        else _("%(who)s proposes a track record of %(team)s, in which what you promise clients is counted.")
    )
    taps = tuple(
        Tap(verb=verb, label=str(LABELS[verb]))
        for verb in ("agree", "decline")
        if queries.refusal(record, verb, to) is None
    )
    return _notice(entry, to, record, say, taps)


def _tells(entry: Entry, to: str) -> Notice:
    record = queries.one(entry.thing, seen_by=to)
    is_out = isinstance(entry.act, acts.Agreed)
    say = (
        _("The track record of %(team)s is out: everybody counted in it agreed.")
        if is_out
        else _("%(who)s took back the track record of %(team)s. Nobody sees its figures any more.")
    )
    return _notice(entry, to, record, say, ())


def _notice(entry: Entry, to: str, record: queries.TrackRecord, say: str, taps: tuple[Tap, ...]) -> Notice:
    blanks = {"who": people.person(entry.by).called, "team": record.team.name}
    return Notice(
        to=to,
        kind=entry.kind,
        subject=_("The track record of %(team)s") % blanks,
        line=say % blanks,
        taps=taps,
        thing=record.id,
        entry=entry.id,
    )
