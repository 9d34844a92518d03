"""A team as a member sees it: who is in it, one's own streets there, and what may be said of the group.

Group figures appear once, for a quarter that is over, and never change: see docs/decisions/0010.
"""
