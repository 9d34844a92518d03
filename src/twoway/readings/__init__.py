"""Across nouns, for one pair of eyes at a time. Readings look at everything and never write.

record      the acts somebody may see, as entries       told     the same acts in words, said by their nouns
estimates   how far two can count on each other         streets  the street, its twin, Between us, People
today       what waits for one person                   history  every act one may see, each with its proof
"""
