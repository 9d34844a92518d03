"""Standing: lines shown, again, and taken back; asked and declined; words asked for, allowed, refused."""

from __future__ import annotations

from tests.old_ledgers.story import Story


def tell(told: Story) -> None:
    """Ann shows Ben lines of her record, and Cy's words may stand in it."""
    from twoway.nouns.promises import rules as promises
    from twoway.nouns.standing import rules
    from twoway.nouns.thanks import rules as thanks

    ann, ben, cy = told.ann, told.ben, told.cy
    promise = promises.ask(ben, "Der Plan", told.day(9), by=ann).thing
    promises.say_yes(promise, by=ben)
    said = thanks.say_learned(ann, "Wie man den Plan liest ❤", by=ben).thing
    words = rules.ask_words(said, by=ann).thing
    rules.allow_words(words, by=ben, named=True)
    other = rules.ask_words(thanks.say_learned(ann, "三份报价", by=ben).thing, by=ann).thing
    rules.refuse_words(other, by=ben, note="Только между нами")
    shown = rules.show(cy, ["on_day", "learned"], by=ann).thing
    rules.show(cy, ["on_day", "calls"], by=ann)
    rules.show(ben, ["thanks"], by=ann)
    rules.ask(ben, by=ann)
    rules.show(ann, ["voices"], by=ben)
    rules.decline(rules.ask(cy, by=ann).thing, by=cy, note="مع الشكر")
    dana = rules.show(told.dana, ["ownups"], by=ann).thing
    rules.ask(told.dana, by=ann)
    rules.take_back(dana, by=ann)
    rules.take_words_back(words, by=ben)
    rules.take_back(shown, by=ann)
