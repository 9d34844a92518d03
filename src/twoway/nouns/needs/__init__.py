"""A need: what a client needs, in the client's words, played back in ours until they say: yes, that is it.

    said by a contact ───────────────┐
    noted by one of ours ─┬─► yes ───┤          ┌──────────────────── not quite ◄─┐
                          └─► no     ▼          ▼                                 │
                              (disowned)    to be played back ──► played back ────┤
                                                ▲                                 ▼
                    needed it in part, or not ──┤              ┌──────── yes, that is it
                                                │              ▼
                                     looked back on ◄── delivered, maybe for a price
                                                │
                                                └─► it was what was needed

Either side may set it aside and take it up again. Who is on it is named at the start and frozen: contacts of
one client, and people of ours. All of them see all of it, alike; nobody else sees anything of it. What one
of ours noted binds nobody until a contact says yes to it.

What was agreed becomes promises, in one transaction with the act that says so; everybody on the need sees
them. With a scope or a price a promise is offered, and waits for the other's yes; nobody promises for
another. What the client promises us stands beside what we promised.

After a delivery was looked back on, whoever delivered and the contact who looked back are asked the same
three things under seal; see people/seals. It opens as one act of nobody's, for all on the need.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as later

Side = Literal["contacts", "ours"]
SIDES: tuple[Side, Side] = ("contacts", "ours")
TO_PLAY_BACK = frozenset({"said", "corrected", "unmet"})
UNDER_WAY = TO_PLAY_BACK | {"played_back", "recognised", "delivered"}
OPEN = UNDER_WAY | {"noted"}
OVER = frozenset({"met", "set_aside", "disowned"})
NEEDED = ("yes", "partly", "no")
# In whose hands the next word is.
WAITS: dict[str, Side] = {
    "noted": "contacts",
    "played_back": "contacts",
    "delivered": "contacts",
    **dict.fromkeys(TO_PLAY_BACK, "ours"),
}


@dataclass(frozen=True)
class Verb:
    """In which states a verb makes sense, whose it is, and what to tell one of the other side who tries it.

    What lays down is there also when nobody of the other side can be reached any more (`alone`).
    """

    when: frozenset[str]
    whose: Side | Literal["either"] = "either"
    only: str = ""
    alone: bool = False


_CONTACTS = later("That is for whoever needs it to say.")
_OURS = later("That is for those to say who are to meet the need.")
VERBS = {
    "confirm": Verb(frozenset({"noted"}), "contacts", _CONTACTS),
    "disown": Verb(frozenset({"noted"}), "contacts", _CONTACTS, alone=True),
    "recognise": Verb(frozenset({"played_back"}), "contacts", _CONTACTS),
    "correct": Verb(frozenset({"played_back"}), "contacts", _CONTACTS),
    "look_back": Verb(frozenset({"delivered", "met", "unmet"}), "contacts", _CONTACTS),
    "play_back": Verb(TO_PLAY_BACK | {"played_back"}, "ours", _OURS),
    "promise": Verb(UNDER_WAY),
    "ask_promise": Verb(UNDER_WAY),
    "deliver": Verb(frozenset({"recognised", "delivered", "unmet"}), "ours", _OURS),
    "rate": Verb(OPEN | OVER, alone=True),
    "take_back": Verb(OPEN | OVER, alone=True),
    "set_aside": Verb(OPEN, alone=True),
    "take_up": Verb(frozenset({"set_aside", "met"})),
}
LABELS = {
    "confirm": lazy("Yes, I said that"),
    "disown": lazy("No, I did not"),
    "recognise": lazy("Yes, that is it"),
    "correct": lazy("Not quite"),
    "look_back": lazy("Look back on it"),
    "play_back": lazy("Play it back"),
    "promise": lazy("Promise something"),
    "ask_promise": lazy("Ask for a promise"),
    "deliver": lazy("Say that it is delivered"),
    "rate": lazy("Seal mine"),
    "take_back": lazy("Take mine back"),
    "set_aside": lazy("Set it aside"),
    "take_up": lazy("Take it up again"),
    "needed_yes": lazy("It was what we needed"),
    "needed_partly": lazy("In part"),
    "needed_no": lazy("It was not"),
}
