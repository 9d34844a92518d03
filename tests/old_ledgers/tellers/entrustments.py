"""Entrustments: given, taken on, declined, taken back, widened, narrowed, looked back on, returned, ended."""

from __future__ import annotations

from tests.old_ledgers.story import Story


def tell(told: Story) -> None:
    """Ann entrusts Ben, and Ben entrusts Ann and Cy."""
    from twoway.nouns.entrustments import rules
    from twoway.people.streets import rules as streets

    ann, ben, cy = told.ann, told.ben, told.cy
    board = rules.give(ben, "The board by the door", 5, told.day(7), by=ann).thing
    taken = rules.accept(board, by=ben, note="Охотно")
    streets.add_side(taken.id, by=ann, words="I had meant to ask you for months.")
    rules.withdraw(rules.give(ben, "The keys", 1, by=ann).thing, by=ann, note="There is a copy")
    rules.decline(rules.give(cy, "三份报价", 2, told.day(3), by=ben).thing, by=cy, note="我很忙")
    rota = rules.give(ann, "The rota for May", 7, told.day(5), by=ben).thing
    rules.accept(rota, by=ann)
    rules.widen(board, by=ann, freedom=6, words="You never needed me. ❤", look_back_on=told.day(9))
    rules.give_back(rota, by=ann, reason="I have the press now")
    rules.look_back(rota, by=ann, how_it_went="partly")
    told.later(days=9)
    rules.look_back(board, by=ben, how_it_went="well", words="مع الشكر")
    rules.look_back(board, by=ann, how_it_went="badly", words="It went to print twice.")
    rules.narrow(board, by=ann, freedom=3, reason="It went to print twice.")
    rules.end(board, by=ann, reason="The board is gone.")
