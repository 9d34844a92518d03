"""A track record proposed, declined, proposed anew, out, asked about, followed by another, and taken back."""

from __future__ import annotations

from tests.old_ledgers.story import Story


def tell(told: Story) -> None:
    """Ann, Ben and four of the crew, with a client's contact."""
    from tests.cast import come_in
    from twoway.nouns.promises import rules as promises
    from twoway.nouns.track_records import rules
    from twoway.people import rules as people

    team = people.form_team(name="Delivery", by=told.dana).thing
    six = [told.ann, told.ben, *told.crew()]
    for one in six:
        people.join_team(team, person=one, by=told.dana)
    larch = people.name_client(name="Larch & Söhne", by=told.dana).thing
    gil = come_in(told.dana, name="Gil Åkesson", email="gil@larch.example", role="guest", client=larch)
    made = promises.make(gil, "The racks", told.day(4), by=told.ann)
    promises.say_yes(made.thing, by=gil)

    first = rules.propose(team, six, "clients", by=told.ann).thing
    rules.agree(first, by=told.ben)
    rules.decline(first, by=six[2], note="Not this year, bitte ❤")

    second = rules.propose(team, six, "public", by=told.ann).thing
    for one in six:
        rules.agree(second, by=one, opens=one != six[5])
    rules.ask_contacts(second, by=told.ben)
    rules.agree(second, by=gil, opens=True)
    told.later(days=200)
    third = rules.propose(team, six[:5], "public", by=told.ben).thing
    for one in six[:5]:
        rules.agree(third, by=one)
    rules.take_back(second, by=gil)
    rules.take_back(third, by=six[4])
