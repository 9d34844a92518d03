"""Who may do what with a promise, and when: the only way in, for pages, the API, mail and the command line.

Each rule takes `by` (who acts) and, after its own blanks, `once` (the key of a form sent twice), `book` (an
open one) and `seen` (the last entry the person had before them). It returns the entry it made.
"""

from __future__ import annotations

from collections.abc import Callable

from twoway.ledger.entries import Entry
from twoway.nouns.promises.rules.answering import counter, decline, say_yes, withdraw
from twoway.nouns.promises.rules.beginning import Beginning, ask, make, note, offer
from twoway.nouns.promises.rules.links import hang_on, unhang
from twoway.nouns.promises.rules.past import bring_in, dispute, take_on, take_on_import
from twoway.nouns.promises.rules.terms import agree_terms, ask_terms, refuse_terms
from twoway.nouns.promises.rules.turning_out import (
    agree_move,
    ask_move,
    confirm,
    contest,
    give_up,
    keep,
    owned,
    refuse_move,
    release,
)

# The ways in which a promise begins, and what can be answered from a mail, each by the name of its rule.
BEGINNINGS: dict[str, Callable[..., Entry]] = {"make": make, "ask": ask, "offer": offer, "note": note}
_ANSWERS = (say_yes, counter, decline, keep, confirm, contest, agree_move, refuse_move)
_ON_TERMS = (agree_terms, refuse_terms)
TAPS: dict[str, Callable[..., Entry]] = {rule.__name__: rule for rule in (*_ANSWERS, *_ON_TERMS)}

__all__ = [
    "BEGINNINGS",
    "TAPS",
    "Beginning",
    "agree_move",
    "agree_terms",
    "ask",
    "ask_move",
    "ask_terms",
    "bring_in",
    "confirm",
    "contest",
    "counter",
    "decline",
    "dispute",
    "give_up",
    "hang_on",
    "keep",
    "make",
    "note",
    "offer",
    "owned",
    "refuse_move",
    "refuse_terms",
    "release",
    "say_yes",
    "take_on",
    "take_on_import",
    "unhang",
    "withdraw",
]
