"""Acts in order: the only writer of history, and the proofs that nobody has changed it since.

kinds      the frozen shapes of acts, and which of their fields are a person's words
canon      one way to write a value as bytes                      merkle      the tree over the leaves
leaf       what one entry hashes to                               checkpoint  the signed head of the tree
write      the one door: lock, act, effect, leaf, commit          rows        tables that only effects may paint
queries    reading entries, proofs and gaps                       follow      what comes after, with a bookmark
verify     does everything still hash to what was signed          replay      do the rows still match the acts
erase      a person's words go, the proof stays                   epochs      after a restore: a gap everyone sees
"""
