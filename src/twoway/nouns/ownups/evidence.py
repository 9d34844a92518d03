"""How own-ups bear on trust: not by their words.

An apology is words, and words carry no number. That somebody took a call, a problem or a promise on
themselves is a deed: it counts, once, where the thing itself is counted, by the act that the own-up enters
there (call.owned, problem.owned, promise.owned). An own-up about a hand-off, or about nothing in particular,
counts nothing.
"""

from __future__ import annotations

COUNTS_NOTHING = (
    "ownup.said",
    "ownup.answered",
    "ownup.answer_opened",
    "ownup.widening",
    "ownup.noticed",
    "ownup.opened",
)
