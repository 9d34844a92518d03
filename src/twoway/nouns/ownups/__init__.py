"""An own-up: somebody takes a mistake on themselves, for a call, a hand-off, a problem, a promise or no such.

    said ──► answered by whoever has heard it; nobody must
      │          └──► the answer opened to all who know, by its writer alone
      │
      └──► wider: the owner says who will hear of it ──► opened to each, the owner's next day or once all who
                  (those who know see who will)           know have said that they have seen it

Two things must be said: what, and what it cost whom. Sorry and what changes may be; promises are made beside
it, by the promises' own rules. Nothing here asks for a fix, and nothing tells what it would earn. What opens
to more people are the owner's own words; an answer opens when its writer says so.
"""

from __future__ import annotations

# What an own-up can be about, besides nothing in particular.
MATTERS = ("call", "handoff", "problem", "promise")
