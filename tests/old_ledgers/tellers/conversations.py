"""Talks: asked for, moved, said no to, called off, held, agreed on, said of under seal, and coming again."""

from __future__ import annotations

from datetime import timedelta

from tests.old_ledgers.story import Story


def tell(told: Story) -> None:
    """Every kind of act a talk has, and what only one of the two said of one, which is on no record."""
    from twoway import clock
    from twoway.nouns.conversations import rules as talks

    nia, olu, pia, quy = told.crew()
    soon = clock.now() + timedelta(hours=1)
    no = talks.plan(olu, "repair", soon, by=nia, where="By the river — 川").thing
    talks.decline(no, by=olu, note="Nicht heute")
    off = talks.plan(olu, "expectations", soon, by=nia, minutes=20).thing
    talks.move(off, soon + timedelta(days=1), by=olu, note="Tomorrow")
    talks.accept(off, by=nia)
    talks.call_off(off, by=olu, note="The press stopped")
    held = talks.plan(nia, "one_to_one", soon, by=olu, where="Hall 2", every_weeks=2).thing
    talks.accept(held, by=nia)
    talks.add_to_agenda(held, "The saw in hall 2", by=nia)
    talks.note(held, "We begin with the saw.\nThen the rota.", by=olu)
    talks.hold(held, by=nia)
    talks.promise(held, "A new blade for the saw", told.day(7), by=olu)
    talks.ask_promise(held, "The rota for May", told.day(7), by=olu)
    talks.set_goal(held, "Lead hall 2", by=nia)
    talks.offer(held, "The Friday round", by=olu)
    talks.entrust(held, "The keys of hall 2", 3, by=olu)
    talks.say(held, by=olu, fair=6, heard=5, clear=7, takes="Gut, dass wir es gesagt haben")
    talks.say(held, by=nia, fair=3, heard=2, clear=4, takes="聞いてもらえなかった")
    lone = talks.plan(quy, "pay", soon, by=pia).thing
    talks.accept(lone, by=quy)
    talks.hold(lone, by=pia)
    talks.say(lone, by=pia, fair=1, heard=1, clear=1, takes="On no record")
