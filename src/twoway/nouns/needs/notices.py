"""How acts on needs are told: a line in a need's history, how it stands, and what others hear by mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway.ledger.entries import Entry
from twoway.nouns.needs import LABELS, acts, queries
from twoway.people import queries as people
from twoway.people.models import Person
from twoway.people.streets.sides import Told, act_among, called, with_sides
from twoway.web import money
from twoway.web.notice import Notice, Tap

# Somebody may want to thank for these.
DEEDS = frozenset({acts.PlayedBack.kind, acts.Delivered.kind, acts.LookedBack.kind})
SAYS = {
    "need.said": (later("%(who)s said what they need"), later("You said what you need")),
    "need.noted": (
        later("%(who)s wrote down what they heard"),
        later("You wrote down what you heard"),
    ),
    "need.confirmed": (later("%(who)s said: yes, that is what we need"), later("You said yes to it")),
    "need.disowned": (later("%(who)s said no such thing"), later("You said that it was not what you said")),
    "need.played_back": (later("%(who)s played it back"), later("You played it back")),
    "need.recognised": (later("%(who)s: yes, that is it"), later("You: yes, that is it")),
    "need.corrected": (later("%(who)s: not quite"), later("You: not quite")),
    "need.delivered": (later("%(who)s said that it is delivered"), later("You said that it is delivered")),
    "need.set_aside": (later("%(who)s set it aside"), later("You set it aside")),
    "need.taken_up_again": (later("%(who)s took it up again"), later("You took it up again")),
}
PROMISED = (
    later("%(who)s added a promise to it"),
    later("You added a promise to it"),
)
LOOKED = {
    "yes": (
        later("%(who)s looked back: it was what they needed"),
        later("You looked back: it was what you needed"),
    ),
    "partly": (
        later("%(who)s looked back: in part what they needed"),
        later("You looked back: in part what you needed"),
    ),
    "no": (
        later("%(who)s looked back: it was not what they needed"),
        later("You looked back: it was not what you needed"),
    ),
}
AT_PRICE = {True: later("at the agreed price"), False: later("above the agreed price")}
TOGETHER = later("How %(one)s and %(other)s found working together opened")


def tell(entry: Entry, names: Mapping[str, Person], seen_by: str) -> Told:
    """The act in a sentence for one who is on the need: what they did themselves begins with "You"."""
    mine = entry.by == seen_by
    return Told(
        entry=entry,
        says=_says(entry, names, mine=mine),
        words=_words(entry.act),
        side="" if not entry.by else "you" if mine else "them",
        mark="need" if entry.kind in {acts.LookedBack.kind, acts.RatedTogether.kind} else "needopen",
        is_deed=entry.kind in DEEDS,
    )


def _says(entry: Entry, names: Mapping[str, Person], *, mine: bool) -> str:
    act, who = entry.act, {"who": called(names, entry.by)}
    if isinstance(act, acts.RatedTogether):
        return _(TOGETHER) % {"one": called(names, act.low), "other": called(names, act.high)}
    if isinstance(act, acts.PromiseAdded):
        return _(PROMISED[mine]) % who
    if isinstance(act, acts.LookedBack):
        price = "" if act.at_price is None else ", " + _(AT_PRICE[act.at_price])
        return _(LOOKED[act.needed][mine]) % who + price
    said = _(SAYS[entry.kind][mine]) % who
    return f"{said}{_charged(act)}" if isinstance(act, acts.Delivered) else said


def _charged(act: acts.Delivered) -> str:
    if not act.charged or not act.currency:
        return ""
    return _(", for %(amount)s") % {"amount": money.amount_text(act.charged, act.currency)}


def _words(act: Any) -> str:
    """What was said with the act; what the need is stands at the head of its page."""
    named = ("words", "reason") if isinstance(act, acts.Said | acts.Noted) else ("words", "reason", "what")
    return next((str(said) for name in named if (said := getattr(act, name, None))), "")


def history(need: queries.Need, *, seen_by: str, most: int | None = None) -> list[Told]:
    """What was done, the oldest first, each act with the sides that were added to it since."""
    entries = queries.history(need, seen_by=seen_by, with_sides=True, most=most)
    names = people.named(named_in(entries))
    return with_sides(
        entries, lambda entry: tell(entry, names, seen_by), lambda person: called(names, person)
    )


def act_of(need: queries.Need, entry_id: str, *, seen_by: str) -> str:
    """The entry's id, if it is an act of this need that the person may see."""
    return act_among(queries.history(need, seen_by=seen_by), entry_id)


def named_in(entries: Iterable[Entry]) -> set[str]:
    """Everybody these acts name in their sentences, to read them at once."""
    found: set[str] = set()
    for entry in entries:
        act = entry.act
        both = (act.low, act.high) if isinstance(act, acts.RatedTogether) else ()
        found |= {person for person in (entry.by, *both) if person}
    return found


# ---- how a need stands, in sentences ---------------------------------------------------------------------

# As those read it whose word it waits for, and as the others do.
STANDS = {
    "noted": (
        later("Did you say this? It binds nobody until one of you says yes to it."),
        later("It binds nobody until somebody of %(client)s says yes to it."),
    ),
    "said": (
        later("Say in your own words what you understood: then both know that they mean the same."),
        later("It waits to be played back to you."),
    ),
    "corrected": (
        later("Not quite: it waits to be played back in other words."),
        later("You said: not quite. It waits to be played back in other words."),
    ),
    "unmet": (
        later("It is open again: play back what is still missing."),
        later("It is open again, and waits to be played back to you."),
    ),
    "played_back": (
        later("Is that it? Only you can say so."),
        later("It waits to hear from %(client)s whether that is it."),
    ),
    "delivered": (
        later("It is delivered. Was it what you needed?"),
        later("It is delivered, and waits for %(client)s to look back."),
    ),
}
STANDS_FOR_ALL = {
    "recognised": later("Both mean the same. What was promised stands below."),
    "met": later("It was what was needed."),
    "set_aside": later("It was set aside. Either side can take it up again."),
    "disowned": later("Nobody said that they need this."),
}


def standing(need: queries.Need, *, seen_by: str) -> str:
    """How it stands, for one who is on it."""
    if need.state in STANDS_FOR_ALL:
        return _(STANDS_FOR_ALL[need.state])
    waited_for, others = STANDS[need.state]
    mine = need.side_of(seen_by) == need.waits_for
    return _(waited_for if mine else others) % {"client": need.client.name}


def kindline(need: queries.Need, names: Mapping[str, Person], *, seen_by: str) -> str:
    """Who said it, or wrote it down, as far as that goes."""
    who = need.said_by or need.begun_by_id
    blanks = {"client": need.client.name, "name": called(names, who)}
    if not need.said_by:
        say = (
            _("What you heard from %(client)s")
            if who == seen_by
            else _("What %(name)s heard from %(client)s")
        )
        return say % blanks
    return _("What you need") if who == seen_by else _("What %(client)s needs, as %(name)s says") % blanks


# ---- what others hear by mail ----------------------------------------------------------------------------

# After these an answer that was given to what came before still fits.
PASSES_BY = frozenset({acts.PromiseAdded.kind, acts.RatedTogether.kind})
# That something was promised is told by the promise itself.
SUBJECTS = {
    "need.said": later("%(name)s says what they need"),
    "need.noted": later("%(name)s wrote down what you need"),
    "need.confirmed": later("%(name)s says: yes, that is what we need"),
    "need.disowned": later("%(name)s says that it was not said so"),
    "need.played_back": later("%(name)s plays back what you need: is that it?"),
    "need.recognised": later("%(name)s says: yes, that is it"),
    "need.corrected": later("%(name)s says: not quite"),
    "need.delivered": later("%(name)s says that it is delivered"),
    "need.looked_back": later("%(name)s looked back on what was delivered"),
    "need.set_aside": later("%(name)s set a need aside"),
    "need.taken_up_again": later("%(name)s took a need up again"),
    "need.rated_together": later("How you and %(name)s found working together is open"),
}
# To those on the same side, who are told and not asked.
ALONGSIDE = {
    "need.noted": later("%(name)s wrote down what a client needs"),
    "need.played_back": later("%(name)s played back what a client needs"),
}
TAPS = {
    "need.noted": ("confirm", "disown"),
    "need.played_back": ("recognise", "correct"),
    "need.delivered": ("needed_yes", "needed_partly", "needed_no"),
}
TAPPED = {"needed_yes": "look_back", "needed_partly": "look_back", "needed_no": "look_back"}


def notices(entry: Entry) -> list[Notice]:
    """What the others on it should hear; what both said under seal, its two hear in the same words."""
    if entry.kind not in SUBJECTS:
        return []
    return [_notice(entry, to) for to in entry.participants if to != entry.by]


def _notice(entry: Entry, to: str) -> Notice:
    need = queries.one(entry.thing, seen_by=to)
    names = people.named({*named_in([entry]), *entry.participants})
    told = tell(entry, names, to)
    words = [need.what, *_also(need, entry), told.words if told.words != need.what else ""]
    return Notice(
        to=to,
        kind=entry.kind,
        subject=_subject(need, entry, to) % {"name": called(names, _whose(entry, to))},
        line=f"{told.says}.",
        words="\n\n".join(filter(None, words)),
        taps=tuple(Tap(verb=verb, label=str(LABELS[verb])) for verb in _taps(need, entry, to)),
        thing=need.id,
        entry=entry.id,
    )


def _subject(need: queries.Need, entry: Entry, to: str) -> str:
    alongside = entry.by and need.side_of(to) == need.side_of(entry.by)
    return _((ALONGSIDE if alongside else SUBJECTS).get(entry.kind, SUBJECTS[entry.kind]))


def _whose(entry: Entry, to: str) -> str:
    """Whose name stands in the subject: of what is nobody's act, the other one's."""
    return entry.by or next(person for person in entry.participants if person != to)


def _also(need: queries.Need, entry: Entry) -> list[str]:
    return [need.good] if entry.kind in {acts.Said.kind, acts.Noted.kind} else []


def _taps(need: queries.Need, entry: Entry, to: str) -> Sequence[str]:
    """What can be answered with one tap, as long as it is still what the need waits for."""
    if entry.id != need.last_entry_id:
        return ()
    may = queries.open_verbs(need, to) if entry.kind in TAPS else ()
    return [verb for verb in TAPS.get(entry.kind, ()) if TAPPED.get(verb, verb) in may]
