"""Needs: said and noted, played back, promised, delivered at a price, looked back on, rated, set aside."""

from __future__ import annotations

from tests.old_ledgers.story import Story


def tell(told: Story) -> None:
    """Two contacts of a client need several things of Ann and Ben."""
    from twoway.nouns.needs import queries, rules
    from twoway.nouns.promises import rules as promises
    from twoway.people import rules as people

    ann, ben = told.ann, told.ben
    larch = people.name_client(name="Lärche", by=told.dana).thing
    eve, fay = (
        people.invite(by=told.dana, name=name, email=email, role="guest", client=larch).thing
        for name, email in (("Eve Novák", "eve@larch.example"), ("فاي هولم", "fay@larch.example"))
    )
    for contact in (eve, fay):
        people.join(contact, by=contact)
    noted = rules.note(
        "Größere Schrift", by=ann, contacts=[eve, fay], good="Bei Nacht", wanted_by=told.day(30)
    )
    rules.confirm(noted.thing, by=eve, what="Schrift, die man nachts liest ❤")
    need = noted.thing
    rules.play_back(need, "Neue Lampen", by=ann)
    rules.correct(need, "Keine Lampen", by=fay)
    rules.play_back(need, "読みやすい文字", by=ann)
    rules.recognise(need, by=eve, words="Genau")
    rules.promise(need, "Список остановок", told.day(5), by=eve, to=ann)
    rules.promise(
        need, "Forty sheets", told.day(9), by=ann, to=eve, scope="Forty, on paper", price_low=400_00,
        price_high=500_00, currency="EUR",
    )  # fmt: skip
    within = queries.promises_of([queries.one(need, seen_by=eve)], seen_by=eve)[need]
    promises.say_yes(within[-1].promise.id, by=eve)
    rules.ask_promise(need, "A sample", told.day(3), by=ann, of=fay)
    rules.deliver(need, by=ann, words="In the depot", charged=450_00, currency="EUR")
    rules.look_back(need, by=eve, needed="partly", at_price=True, words="Night buses are missing")
    rules.rate(need, by=ann, fair=6, heard=7, clear=5, takes="早く聞くこと")
    rules.rate(need, by=eve, fair=5, heard=6, clear=2, takes="مع الشكر")
    rules.deliver(need, by=ann)
    rules.look_back(need, by=eve, needed="yes")
    rules.take_up(need, by=fay, words="A second depot")
    second = rules.say("Заряд", by=eve, ours=[ann]).thing
    rules.set_aside(second, "Kein Geld", by=ann)
    rules.take_up(second, by=eve)
    rules.disown(rules.note("Blinds", by=ben, contacts=[fay]).thing, by=fay, words="不是我")
