"""The next good act on a street, for whoever looks, and the library of practices it is taken from.

    a street's acts and what is open on it ──► occasions, in their order ──► the first that holds
                                                                                  │
    one's own "not now" and "tried it" ───────────────────► its practice ◄────────┘

An occasion is a stated rule: what must stand on the street for it to hold, in words that are published whole
at /practices/how. It looks at what both of the two see and at nothing else, and from either end alike, so the
other one's suggestion is this one's with the ends exchanged. It never looks at an estimate. What a person
has put away or tried is theirs alone, and changes what they see themselves.

A practice is a text file in `practices/`: what both sides do, what it takes, what is known of it, and what
that does not show. When no occasion holds, nothing is called for, and that is said.
"""
