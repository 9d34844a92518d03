"""Thanks: gratitude for a named act, from one of its two parties to the one who did it.

    given ──► the giver asks to pass it on ──► allowed by the one thanked: those named hear the words
                        ▲              │
                        └──────────────┴─────► refused: nobody hears of it

Once for each act and giver, and with words. An act of several people is thanked for on the street of the
giver with the one who did it: "you said it was yours". It carries no number. "I learned this from you" is a
thanks that says so, and the one kind that needs no act: what one learns from somebody is seldom one thing.
Those it is passed on to see the words, who said them and to whom, and nothing else: not the act, not the
street.
"""
