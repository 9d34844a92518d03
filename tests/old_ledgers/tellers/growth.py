"""Growth: goals set, shown, moving, reached and let go; support asked, promised, declined, given; chances."""

from __future__ import annotations

from tests.old_ledgers.story import Story


def tell(told: Story) -> None:
    """Ann wants to go somewhere, and Ben and Cy help, or would rather not."""
    from twoway.nouns.growth import rules

    ann, ben, cy = told.ann, told.ben, told.cy
    goal = rules.set_goal("To run line 3 on my own ❤", by=ann, with_=[ben]).thing
    step = rules.add_step(goal, by=ann, step="Eine Woche neben Ben").id
    rules.ask_support(goal, by=ann, of=cy, what="三份报价")
    rules.decline_support(goal, by=cy, note="我很忙")
    rules.ask_support(goal, by=ann, of=ben)
    rules.promise_support(goal, by=ben, what="Неделя в мае", due_on=told.day(9))
    rules.show(goal, by=ann, to=told.dana)
    rules.promise_support(goal, by=told.dana, what="The old notes", due_on=told.day(5))
    rules.reach_step(goal, by=ann, step=step, words="It was two weeks.")
    rules.say_given(goal, by=ann, from_=ben, words="Ben stayed late for me.")
    rules.let_go(rules.set_goal("To paint", by=cy).thing, by=cy, words="Not now")
    second = told.crew()[0]
    rules.take(rules.offer(ann, "The fair in May", by=second).thing, by=ann, note="Gern")
    rules.decline(rules.offer(cy, "The fair in June", by=second).thing, by=cy)
    rules.withdraw(rules.offer(told.dana, "The fair in July", by=second).thing, by=second)
    rules.reach(goal, by=ann, words="مع الشكر")
