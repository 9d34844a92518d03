"""A call, the work under it, what did not work with it, and who owned up to that."""

from __future__ import annotations

from tests.old_ledgers.story import Story

Crew = tuple[str, str, str, str]


def tell(told: Story) -> None:
    """A call, the work under it, what did not work with it, and who owned up to that."""
    saws = told.crew()
    call = decisions(told, saws)
    owning_up(told, saws, what_does_not_work(told, saws, work_goes_on(told, saws, call)))
    told.later(days=1)
    a_day_later(told)


def decisions(told: Story, saws: Crew) -> str:
    """Calls asked for, noted, declined, taken back, made, joined and not joined, paid for and replaced."""
    from twoway.nouns.calls import rules as calls

    nia, olu, pia, quy = saws
    calls.decline(calls.ask_for(olu, "Oak or ash?", by=nia).thing, by=olu, note="Ask Quy")
    calls.decline(calls.note(olu, "We take ash", by=nia, on_me=True).thing, by=olu, note="Not yet")
    calls.withdraw(calls.ask_for(olu, "Oak?", by=nia).thing, by=nia, note="I know by now")
    asked = calls.ask_for(olu, "Which oil for the tables?", by=nia)
    calls.say_yes(asked.thing, by=olu, choice="Linseed oil — kaltgepresst", sure_percent=70)
    calls.supersede(asked.thing, "Tung oil", by=olu, touches=[nia])
    noted = calls.note(olu, "No work on Saturdays", by=nia)
    calls.say_yes(noted.thing, by=olu, on_me=True)
    made = calls.make(
        "The saw moves to hall 2",
        by=olu,
        on_me=True,
        question="Where does the saw stand?",
        why="Hall 1 is too loud. 音が大きい",
        alternatives="Hall 3",
        expect="Less noise, the same boards",
        review_on=told.day(1),
        sure_percent=80,
        asks=[nia],
        touches=[pia],
        owners=[quy, told.cy],
    ).thing
    calls.join(made, by=quy, on_me=True)
    calls.decline_join(made, by=told.cy)
    calls.say_cost(made, by=pia, cost=3, words="Two days of carrying")
    calls.open_wider(made, by=olu, to=[told.dana])
    return made


def work_goes_on(told: Story, saws: Crew, call: str) -> str:
    """Hand-offs under a call and none, to people and a team; the last of them, which somebody has carried."""
    from twoway.nouns.handoffs import rules as handoffs
    from twoway.people import rules

    nia, olu, pia, quy = saws
    handoffs.withdraw(handoffs.hand("Sharpen the blades", by=olu, to=pia).thing, by=olu, note="Done")
    handoffs.send_back(handoffs.hand("Oil the rails", by=olu, to=pia).thing, by=pia, reason="No oil left")
    team = rules.form_team(name="Hall 2", by=told.dana).thing
    for person in (pia, quy):
        rules.join_team(team, person=person, by=told.dana)
    handoffs.take(handoffs.hand("Sweep hall 2", by=nia, team=team).thing, by=quy, note="On Monday")
    first = handoffs.hand("Move the saw", by=olu, to=nia, call=call).thing
    handoffs.accept(first, by=nia, note="With the fork lift")
    last = handoffs.hand("Wire the saw", by=nia, to=told.comes("Rex Åm", "rex@fir.example"), after=[first])
    return last.thing


def what_does_not_work(told: Story, saws: Crew, handoff: str) -> str:
    """A problem comes home, is answered, shown, taken on, objected to, faulted, over and not over."""
    from twoway.nouns.handoffs import queries
    from twoway.nouns.handoffs import rules as handoffs

    nia, olu, _pia, _quy = saws
    rex = queries.one(handoff, seen_by=nia).receiver_id
    assert rex is not None
    problem = handoffs.raise_problem(handoff, by=rex, what="No power", costs="A day — of two", cost=4).thing
    handoffs.answer(problem, by=olu, answer="not_mine", words="The hall is Dana’s")
    handoffs.reply(problem, by=rex, words="The saw is yours")
    handoffs.show(problem, by=rex, to=told.dana, words="Who knows of the power?")
    handoffs.take_on(problem, by=told.dana, words="I left it out of the plan")
    handoffs.object_(problem, by=olu, words="I did not ask")
    handoffs.resolve(problem, by=rex, words="There is a cable")
    handoffs.reopen(problem, by=rex, words="It is too short")
    handoffs.fault(problem, by=nia, carrier=nia, why="I had the plan of the cables")
    return problem


def owning_up(told: Story, saws: Crew, problem: str) -> None:
    """Letters about a problem with the call behind it, about a promise, and about nothing in the record."""
    from twoway.nouns.ownups import rules as ownups
    from twoway.nouns.ownups.forms import Promised
    from twoway.nouns.promises import rules as promises

    nia, olu, pia, quy = saws
    letter = ownups.say(
        "I moved the saw too soon", "Rex lost a day", by=olu, about=problem, touched=[nia], told=[pia]
    ).thing
    answer = ownups.answer(letter, "Thank you. It was my plan too.", by=nia)
    ownups.share_answer(answer.thing, by=nia)
    ownups.widen(letter, by=olu, to=[quy])
    for person in (nia, pia):
        ownups.have_seen(letter, by=person)
    ownups.open_due()
    made = promises.make(pia, "The key to hall 2", told.day(1), by=quy).thing
    promises.say_yes(made, by=pia)
    ownups.say("I forgot the key", "Pia waited", by=quy, about=made, touched=[pia])
    quiet, changes = [Promised(to=nia, what="Felt under the saw", due_on=told.day(2))], "I saw at noon"
    ownups.say(
        "It was loud", "Your call", by=quy, touched=[nia], sorry="ごめん", changes=changes, promised=quiet
    )


def a_day_later(told: Story) -> None:
    """What was announced is opened, and owners look back: too early to say, and then it worked in part."""
    from twoway.nouns.calls import queries
    from twoway.nouns.calls import rules as calls

    [call] = (one for one in queries.all_of(told.cy) if one.widening)
    calls.open_now(call.id, by=call.owner_id)
    calls.review(call.id, by=call.owner_id, outcome="too_early", next_on=told.day(9))
    calls.review(call.id, by=call.owner_id, outcome="partly", words="Less noise, fewer boards")
