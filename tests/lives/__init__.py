"""What each noun brings into every made-up life: a module for each, found by being here.

    ACTS     how the kinds of its acts begin: ("promise.",)
    MOVES    what somebody may try, each a function of the life and a throw of the dice; named twice, it
             comes twice as often
    VERBS, MAY_FAIL, offered(thing, by), do(life, verb, thing, thrown)
             for `life.goes_on`, where a thing has verbs: all of them; codes with which one that is offered
             may still be refused, for what was typed beside it; what a page would offer; how one is done
    takes_part(thing, who)
             whether somebody finds the thing there, where that is less than knowing of an act about it
    known(me)
             the ids of what somebody knows of, by the kinds that tests/doors.py has for addresses
    QUERIES  doors with a question in them; those without are found by themselves
    among_others(life, me, others)
             a generator: does what `me` and the others know of together, yields, and then does what only the
             others may know
    holds(life)
             what else must hold at the end of every life

Only ACTS and MOVES are needed; `life.may_be_refused(lambda: rules.raise_(...))` is most of a move.
tests/living.py lives them; tests/test_life.py, test_symmetry.py and test_no_hidden_input.py look.
"""
