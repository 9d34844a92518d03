"""An unnamed voice: raised to one person inside a group of five or more, and answered without a name.

    written by one of the group ──► waits, without a writer, until a random hour of the next day
                                      │ nobody's act
    raised ──► answered by the addressee: will do by a day, done, no because, need more, heard
       ▲            │
       └── added ◄──┤  the writer goes on in the thread: again nobody's act, at a random hour of the next day
                    └─► closed by the writer, with how far they felt heard

The group are the active members of one of the writer's teams, without the addressee. The writer sees the list
before anything is sent; it is frozen then. Nobody's name is kept: the server keeps the hash of a key, and
whoever shows it the key may go on in the thread, without signing in. The key is on the writer's device alone.

It counts for nothing: it is on no street and no path, is no evidence, and "will do by" is not a promise. What
it protects, and what it does not, is in docs/ideas/unnamed-voices.md.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as lazy

FEWEST = 5
"""Possible writers besides the addressee, below which nothing is taken."""

WANTS = {
    "hear": lazy("Only to be heard"),
    "answer": lazy("An answer"),
    "act": lazy("That something is done"),
}
WITHIN_DAYS = {7: lazy("a week"), 14: lazy("two weeks"), 28: lazy("four weeks")}
"""Of a few, since a day of one's own choosing could tell whose it is."""

ANSWERS = {
    "will_do": lazy("I will do it"),
    "done": lazy("It is done"),
    "no_because": lazy("No, because"),
    "need_more": lazy("I need to know more"),
    "hear": lazy("I have heard you"),
}
HEARD = {
    1: lazy("Not at all"),
    2: lazy("A little"),
    3: lazy("In part"),
    4: lazy("Mostly"),
    5: lazy("Fully"),
}
