"""Voices: raised, read, moved, answered in every way, passed on or not, closed, opened again, taken back."""

from __future__ import annotations

from tests.old_ledgers.story import Story


def tell(told: Story) -> None:
    """Ann raises things with Ben, and Nia with those who lead the press."""
    from twoway.nouns.voices import rules

    ann, ben, day = told.ann, told.ben, told.day(5)
    loud = rules.raise_("声が大きい", by=ann, to=ben, wants="act", answer_by=day, more="Every Friday — twice")
    answered(told, loud.thing)
    asked = rules.raise_("how I hand over", by=ben, to=ann, wants="feedback", answer_by=day).thing
    rules.answer(asked, by=ann, answer="told", words="Say what is not dry yet.")
    taken_back = rules.raise_("Never mind", by=ann, to=ben, answer_by=day).thing
    rules.withdraw(taken_back, by=ann, words="It is over")
    passed_on(told, rules.raise_("The audit could be on a Tuesday", by=ann, to=ben, answer_by=day).thing)
    gloves = rules.raise_("New gloves", by=told.cy, to=ben, answer_by=day).thing
    rules.answer(gloves, by=ben, answer="done", words="Là")
    with_leads(told)


def answered(told: Story, voice: str) -> None:
    """Read, moved, asked for more, promised, closed, opened again, and no."""
    from twoway.nouns.voices import rules

    ann, ben = told.ann, told.ben
    rules.acknowledge(voice, by=ben)
    rules.move(voice, by=ben, answer_by=told.day(9), reason="Инвентаризация")
    rules.answer(voice, by=ben, answer="need_more", words="Which Fridays?")
    rules.add(voice, by=ann, words="All since May ❤")
    what, due = "A rota with six names", told.day(7)
    rules.answer(voice, by=ben, answer="promised", promise_what=what, promise_due=due)
    rules.close(voice, by=ann, heard=4, words="شكرا")
    rules.reopen(voice, by=ann, words="And the Thursdays?")
    rules.answer(voice, by=ben, answer="no_because", words="Thursdays are the audit.")


def passed_on(told: Story, voice: str) -> None:
    """Refused by its writer, kept after all, declined, and taken on in the end."""
    from twoway.nouns.voices import rules

    ann, ben, cy = told.ann, told.ben, told.cy
    rules.offer_pass(voice, by=ben, to=cy, words="小明 plans it")
    rules.refuse_pass(voice, by=ann)
    rules.offer_pass(voice, by=ben, to=cy)
    rules.allow_pass(voice, by=ann)
    rules.decline_pass(voice, by=cy, words="我很忙")
    rules.offer_pass(voice, by=ben, to=told.dana)
    rules.take_pass_back(voice, by=ben)
    rules.offer_pass(voice, by=ben, to=told.dana)
    rules.allow_pass(voice, by=ann)
    rules.take_on(voice, by=told.dana, answer_by=told.day(8))


def with_leads(told: Story) -> None:
    """Two lead the press; one of them leads no longer, and leaves it to the other."""
    from twoway.nouns.voices import rules
    from twoway.people import rules as people

    nia, olu, pia, _quy = told.crew()
    team = people.form_team(name="Press", by=told.dana).thing
    people.join_team(team, person=nia, by=told.dana)
    leads = [people.join_team(team, person=one, by=told.dana, lead=True).thing for one in (olu, pia)]
    voice = rules.raise_(
        "Ein zweiter Platz am Tisch", by=nia, team=team, wants="hear", answer_by=told.day(4)
    ).thing
    people.lead_team(leads[0], lead=False, by=told.dana)
    rules.stand_aside(voice, by=olu)
    rules.answer(voice, by=pia, answer="told", words="Heard.")
