"""Who may do what with a need, and when: the only way in, for pages, the API and mail.

Each rule takes `by` (who acts) and, after the blanks of its own, `once`, `book` and `seen`, as in
promises.rules. It returns the entry it made. What is said under seal takes no key and enters nothing of one
side.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from twoway.ledger.entries import Entry
from twoway.nouns.needs.rules.beginning import note as note
from twoway.nouns.needs.rules.beginning import say as say
from twoway.nouns.needs.rules.delivery import deliver as deliver
from twoway.nouns.needs.rules.delivery import look_back as look_back
from twoway.nouns.needs.rules.meaning import confirm as confirm
from twoway.nouns.needs.rules.meaning import correct as correct
from twoway.nouns.needs.rules.meaning import disown as disown
from twoway.nouns.needs.rules.meaning import play_back as play_back
from twoway.nouns.needs.rules.meaning import recognise as recognise
from twoway.nouns.needs.rules.meaning import set_aside as set_aside
from twoway.nouns.needs.rules.meaning import take_up as take_up
from twoway.nouns.needs.rules.promised import ask_promise as ask_promise
from twoway.nouns.needs.rules.promised import promise as promise
from twoway.nouns.needs.rules.sealed import clear_away as clear_away
from twoway.nouns.needs.rules.sealed import rate as rate
from twoway.nouns.needs.rules.sealed import take_back as take_back
from twoway.nouns.needs.rules.sealed import throw_away as throw_away


def _with_a_word(rule: Callable[..., Entry], **said: str) -> Callable[..., Entry]:
    """From a mail the word beside an answer comes as its note."""

    def tapped(id: str, *, by: str, note: str = "", **how: Any) -> Entry:
        return rule(id, by=by, words=note, **said, **how)

    return tapped


# What can be answered from a mail with one tap.
TAPS: dict[str, Callable[..., Entry]] = {
    "confirm": confirm,
    "disown": _with_a_word(disown),
    "recognise": _with_a_word(recognise),
    "correct": _with_a_word(correct),
    "needed_yes": _with_a_word(look_back, needed="yes"),
    "needed_partly": _with_a_word(look_back, needed="partly"),
    "needed_no": _with_a_word(look_back, needed="no"),
}
