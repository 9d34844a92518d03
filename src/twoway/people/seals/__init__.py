"""Sealed answers of two: neither sees the other's, nor whether there is one, until both are there.

    with writing(by=ann) as book:
        both = seals.put(book, about=talk, by=ann, pair=(ann, ben), said={"fair": 6, "takes": "..."})
        if both is not None:
            book.enter(acts.Opened(...), by="", ...)         # the one act, nobody's, in the same transaction

For each thing that is asked about there are two rows, one for each side, laid together, of the same length,
encrypted with a key that lies outside the database. A side that has not answered has a row as well. Whenever
either side writes, both rows are written anew. So neither the rows, their number, their order, their size nor
two copies of them compared tell who has answered. They carry no time. When both have, they are gone.

How long an answer stays sealed is for whoever asks to say. What was not opened by then is its writer's alone:
`queries.mine` goes on showing it to them until it is dropped.
"""
