"""Until both mean the same: yes or no to a note, played back, "yes, that is it", "not quite"; set aside."""

from __future__ import annotations

from typing import Unpack

from django.utils.translation import gettext as _

from twoway.ledger.entries import Entry
from twoway.ledger.write import How, answers_twice_alike
from twoway.nouns.needs import acts, forms
from twoway.nouns.needs.rules.book import about, enter, reply, set_streets_aside


@answers_twice_alike
def confirm(id: str, *, by: str, what: str = "", **how: Unpack[How]) -> Entry:
    """A contact: yes, that is what we need; as it was noted, or in words of their own."""
    with about(id, "confirm", by, how) as (book, need):
        own = forms.what(what) if what.strip() else None
        own = None if own == need.what else own
        return reply(book, need, acts.Confirmed(rewords=own is not None, what=own), how)


@answers_twice_alike
def disown(id: str, *, by: str, words: str = "", **how: Unpack[How]) -> Entry:
    """A contact: we said no such thing. It costs nothing."""
    with about(id, "disown", by, how) as (book, need):
        entry = enter(book, need, acts.Disowned(words=forms.words(words)), how)
        set_streets_aside(book, need, by)
        return entry


@answers_twice_alike
def play_back(id: str, words: str, *, by: str, **how: Unpack[How]) -> Entry:
    """One of ours says in their own words what they understood; again after “not quite”."""
    with about(id, "play_back", by, how) as (book, need):
        say = _("Say in your own words what you understood.")
        return reply(book, need, acts.PlayedBack(words=forms.needed_words(words, say)), how)


@answers_twice_alike
def recognise(id: str, *, by: str, words: str = "", **how: Unpack[How]) -> Entry:
    """A contact: yes, that is it."""
    with about(id, "recognise", by, how) as (book, need):
        return reply(book, need, acts.Recognised(words=forms.words(words)), how)


@answers_twice_alike
def correct(id: str, words: str, *, by: str, **how: Unpack[How]) -> Entry:
    """A contact: not quite, and what is missing."""
    with about(id, "correct", by, how) as (book, need):
        say = _("Say what is missing or different, in a few words.")
        return reply(book, need, acts.Corrected(words=forms.needed_words(words, say)), how)


@answers_twice_alike
def set_aside(id: str, reason: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Either side: not now, and why. What was promised goes its own way."""
    with about(id, "set_aside", by, how) as (book, need):
        why = forms.needed_words(reason, _("Say why, in a few words."), "reason")
        entry = enter(book, need, acts.SetAside(reason=why), how)
        set_streets_aside(book, need, by)
        return entry


@answers_twice_alike
def take_up(id: str, *, by: str, words: str = "", **how: Unpack[How]) -> Entry:
    """Either side: it goes on from where it was; one that had been met is to be played back anew."""
    with about(id, "take_up", by, how) as (book, need):
        return reply(book, need, acts.TakenUpAgain(words=forms.words(words)), how)
