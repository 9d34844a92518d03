"""Acts in order: the only writer of history, and the proofs that nobody has changed it since.

kinds    the frozen shapes of acts, and which fields are words    canon       one way to write values
leaf     what one entry hashes to                                 merkle      the tree over the leaves
write    the one door: lock, act, effect, leaf, commit            checkpoint  the signed head of the tree
queries  reading entries, proofs and gaps                         rows        tables only effects may paint
verify   does everything still hash to what was signed            replay      do rows still match the acts
erase    a person's words go, the proof stays                     epochs      after a restore: a gap all see
follow   what comes after, with a bookmark                        publish     giving checkpoints out
"""
