"""People, teams, lines and clients come, change and go."""

from __future__ import annotations

from tests.old_ledgers.story import Story


def tell(told: Story) -> None:
    """What a workplace is made of, and somebody who leaves it and comes back."""
    workplace(told)
    gone(told)


def workplace(told: Story) -> None:
    """People, teams, lines and clients come, change and go."""
    from twoway.people import rules

    by = told.dana
    rules.rename_workplace(name="Fir and Daughters", by=by)
    larch = rules.name_client(name="Larch", by=by).thing
    rules.rename_client(larch, name="Larch & Sons", by=by)
    told.comes("Eve Novák", "eve@larch.example", role="guest", client=larch)
    rules.describe(
        told.ann, by=told.ann, name="Ann Lee-Müller", title="", zone="Asia/Tokyo", starts_on=told.day(-400)
    )
    rules.readdress(told.ann, by=told.ann, email="ann.lee@fir.example")
    line = rules.start_line(manager=told.dana, report=told.ben, by=by).thing
    rules.end_line(line, by=by)
    mobile = rules.form_team(name="Mobile", by=by).thing
    product = rules.form_team(name="Product", by=by).thing
    rules.move_team(mobile, parent=product, by=by)
    rules.rename_team(mobile, name="Mobile phones", by=by)
    member = rules.join_team(mobile, person=told.cy, by=by).thing
    rules.lead_team(member, lead=True, by=by)
    rules.leave_team(member, by=by)
    rules.close_team(mobile, by=by)
    rules.run_server(told.ann, by=by, runs=True)
    gus = told.comes("Gus Petri", "gus@fir.example")
    rules.leave(gus, by=gus)
    rules.bring_back(gus, by=by)
    rules.erase(gus, by=by, ground="asked for it in a letter")


def gone(told: Story) -> None:
    """Somebody with an open street leaves, and comes back to it."""
    from twoway.nouns.promises import rules as promises
    from twoway.people import rules
    from twoway.people.streets import queries
    from twoway.people.streets import rules as streets

    ida = told.comes("Ida Brandt", "ida@fir.example")
    promises.say_yes(promises.make(told.ann, "The keys", told.day(3), by=ida).thing, by=told.ann)
    rules.leave(ida, by=ida)
    rules.bring_back(ida, by=told.dana)
    street = queries.between(told.ann, ida, seen_by=told.ann)
    assert street is not None
    streets.reopen(street.id, by=told.ann)
