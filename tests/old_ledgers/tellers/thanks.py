"""Thanks for what was learned, for no single act, and passed on."""

from __future__ import annotations

from tests.old_ledgers.story import Story


def tell(told: Story) -> None:
    """Ann learned something from Ben, and Cy hears of it."""
    from twoway.nouns.promises import rules as promises
    from twoway.nouns.thanks import rules

    first = promises.ask(told.ben, "The plan for line 3", told.day(4), by=told.ann)
    promises.say_yes(first.thing, by=told.ben)
    said = rules.say_learned(told.ben, "Как слушать ❤", by=told.ann)
    rules.ask_to_pass_on(said.thing, by=told.ann, to=[told.cy])
    rules.allow_pass_on(said.thing, by=told.ben)
