"""The street between two people: its page and its twin, Between us, and the list of one's people.

Every page here is made from one end. What is seen from the other end is made by the same code from the same
record, with the ends exchanged: that is how both get the same.
"""
