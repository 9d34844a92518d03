"""Unnamed voices: raised, asked about, gone on with, answered in every way, and closed."""

from __future__ import annotations

from tests.old_ledgers.story import Story

KEY, OTHER = "3f9k-77m2", "b0dq-x4tz"


def tell(told: Story) -> None:
    """To Ann, out of a team of five others; each act of a writer's is entered by the tick of the next day."""
    from twoway.nouns.unnamed import forms, rules
    from twoway.people import rules as people

    crew = told.crew()
    team, group = people.form_team(name="Halle 2", by=told.dana).thing, (told.ben, *crew)
    for person in group:
        people.join_team(team, person=person, by=told.dana)
    for key, words, wants in ((KEY, "Wir erfahren es zuletzt — 最後に", "act"), (OTHER, "Merci", "hear")):
        said = forms.Raising(to=told.ann, team=team, words=words, wants=wants, within_days=7)
        rules.raise_(said, by=told.ben, lock=forms.lock_of(key), group=group)
    first, second = handed_on(told, KEY), handed_on(told, OTHER)
    rules.answer(second, "hear", by=told.ann)
    rules.answer(first, "need_more", by=told.ann, words="Wovon?")
    rules.add(forms.lock_of(KEY), "Von den Lieferungen")
    handed_on(told, KEY)
    rules.answer(first, "no_because", by=told.ann, words="Es kostet einen Tag")
    rules.answer(first, "will_do", by=told.ann, words="Montags eine Notiz", by_day=told.day(7))
    rules.answer(first, "done", by=told.ann)
    rules.close(forms.lock_of(KEY), 4, "Danke")
    rules.close(forms.lock_of(OTHER), 5)
    handed_on(told, KEY)


def handed_on(told: Story, key: str) -> str:
    """The next evening, when every hour of the day has come; the voice that the key opens."""
    from twoway.nouns.unnamed import forms, queries, rules

    told.later(days=1, hours=(23 - told.now.hour) % 24)
    rules.enter_due()
    found = queries.thread(forms.lock_of(key)).voice
    assert found is not None
    return found.id
