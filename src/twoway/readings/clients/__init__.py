"""What stands between a workplace and its clients: each act with its two people, as far as one sees it.

A member and a client's contact get the same page of it, from either end. There is no estimate of a group.
"""
