"""Promises with a price, a scope, others beside them and others below them; and terms that change."""

from __future__ import annotations

from tests.old_ledgers.story import Story


def tell(told: Story) -> None:
    """Ann and Ben agree on a price, change it, and one of them reads it all along: Cy."""
    from twoway.ledger import erase
    from twoway.nouns.promises import rules

    ann, ben, cy, dana = told.ann, told.ben, told.cy, told.dana
    first = rules.make(ben, "The drawings", told.day(4), by=ann, scope="Both floors, no cellar. ❤").thing
    rules.say_yes(first, by=ben)
    money = {"price_low": 120_000, "price_high": 150_050, "currency": "EUR"}
    main = rules.offer(
        ben, "The whole house", told.day(9), by=ann, beside=[cy, dana], hangs_on=[first], **money
    )
    said = rules.counter(main.thing, by=ben, price_low=130_000, scope="Ohne Möbel")
    rules.say_yes(main.thing, by=ann)
    rules.ask_terms(main.thing, by=ann, price_low=140_000, scope="With the cellar", reason="三份报价")
    rules.refuse_terms(main.thing, by=ben, note="Слишком дорого")
    rules.ask_terms(main.thing, by=ann, scope="With half of the cellar", reason="It is damp")
    rules.agree_terms(main.thing, by=ben, note="Gern")
    rules.ask_terms(main.thing, by=ben, price_low=99, currency="JPY", reason="مع الشكر")
    rules.agree_terms(main.thing, by=ann)
    rules.keep(main.thing, by=ann, charged=101)
    rules.confirm(main.thing, by=ben)
    noted = rules.note(ben, "The keys", told.day(3), by=ann, beside=[cy], price_high=1, currency="KWD")
    rules.say_yes(noted.thing, by=ben)
    rules.confirm(noted.thing, by=ann, charged=1)
    asked = rules.ask(
        ben, "The permit", told.day(3), by=ann, beside=[dana], scope="One copy", hangs_on=[main.thing]
    )
    rules.decline(asked.thing, by=ben)
    erase.erase_entry(said.id, by=ben, asked_by=ben, ground="a name of a client stood in it")
