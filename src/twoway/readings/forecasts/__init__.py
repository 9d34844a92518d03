"""How likely a promise is to be kept by a day, worked out on view for one pair of eyes, and never kept.

    what became of promises ──► base rates: the same for everybody, new on the first of a month at most
    (courses)               ├─► the written record of the two, both ways: words and counts
                            └─► a lane's own record, only where both want its estimate ──► forecast ──► score

A forecast is seen on a promise's own page, in the composer and by a program that asks for one promise, and
nowhere else: no list names people or promises by their chance. Whoever looks gets what follows from what they
may see. Twoway scores what it says, on the promises that the viewer is on, and where it did worse than the
plain base rate it says so and shows the base rate instead.
"""
