"""Promises and thanks in every way, on a street that is measured, paused, closed and begun anew."""

from __future__ import annotations

from datetime import timedelta

from tests.old_ledgers.story import Story


def tell(told: Story) -> None:
    """How promises begin and end, who is told of them, and what becomes of the street they stand on."""
    for part in (beginnings, ends, several_people, the_street, brought_in):
        part(told)


def beginnings(told: Story) -> None:
    """First acts, set aside and said yes to; every way in which a promise begins, and each no."""
    from twoway.nouns.promises import rules as promises

    ann, ben, cy = told.ann, told.ben, told.cy
    promises.withdraw(promises.ask(ben, "The plan for line 3", told.day(4), by=ann).thing, by=ann)
    first = promises.make(
        ben, "The plan for line 3", told.day(4), by=ann, sure_by=told.day(3), hard="If the press stops"
    )
    promises.say_yes(first.thing, by=ben, note="مع الشكر")
    offered = promises.offer(ben, "Help with the rota", by=ann)
    promises.counter(offered.thing, by=ben, what="Help with the rota for May", due_on=told.day(9), note="May")
    promises.decline(offered.thing, by=ann, would_rather_not=True)
    noted = promises.note(ben, "The numbers from the press", told.day(2), by=ann)
    promises.say_yes(noted.thing, by=ben)
    promises.decline(promises.ask(cy, "Three quotes for oak", told.day(5), by=ben).thing, by=cy)
    promises.say_yes(promises.ask(cy, "One quote for oak", told.day(5), by=ben).thing, by=cy)


def ends(told: Story) -> None:
    """Kept and confirmed, contested, moved and not moved, broken, let go; links; sides; thanks."""
    from twoway.nouns.promises import queries
    from twoway.nouns.promises import rules as promises
    from twoway.nouns.thanks import rules as thanks
    from twoway.people.streets import rules as streets

    ann, ben = told.ann, told.ben
    mine, theirs = (
        queries.owed_by(one, seen_by=one).filter(promisee__in=[ann, ben])[0].id for one in (ann, ben)
    )
    promises.hang_on(mine, theirs, by=ann)
    promises.unhang(mine, theirs, by=ben)
    promises.ask_move(mine, by=ann, due_on=told.day(6), reason="The printer is away")
    promises.refuse_move(mine, by=ben, note="We need it on Friday")
    promises.ask_move(mine, by=ann, due_on=told.day(5), reason="The printer is away")
    promises.agree_move(mine, by=ben)
    kept = promises.keep(mine, by=ann, note="On the board")
    promises.contest(mine, by=ben, note="Half of it is there")
    promises.keep(mine, by=ann)
    promises.confirm(mine, by=ben)
    streets.add_side(kept.id, by=ben, words="I had looked at the old board.")
    promises.give_up(theirs, by=ben, note="The press was sold")
    freed = promises.make(ann, "The rota for May", told.day(8), by=ben)
    promises.release(freed.thing, by=ann)
    said = thanks.give(kept.id, "I could plan the whole week. ❤", by=ben, learned=True)
    thanks.ask_to_pass_on(said.thing, by=ben, to=[told.cy])
    thanks.refuse_pass_on(said.thing, by=ann)
    thanks.ask_to_pass_on(said.thing, by=ben, to=[told.cy, told.dana])
    thanks.allow_pass_on(said.thing, by=ann)


def several_people(told: Story) -> None:
    """Something between two is opened to a third."""
    from twoway.ledger import queries
    from twoway.ledger.opening import open_to
    from twoway.ledger.write import writing
    from twoway.nouns.promises import rules as promises

    ann, ben, cy = told.ann, told.ben, told.cy
    made = promises.make(ben, "The list of parts", told.day(2), by=ann)
    with writing(by=ann) as book:
        open_to(book, queries.entries([made.id]), cy, by=ann, reason="told", knowing=[ben])


def the_street(told: Story) -> None:
    """It is measured and no longer, paused, closed and asked for anew; words go; estimates end."""
    from twoway.ledger import erase
    from twoway.nouns.promises import rules as promises
    from twoway.people import rules
    from twoway.people.streets import queries
    from twoway.people.streets import rules as streets

    ann, ben = told.ann, told.ben
    street = queries.between(ann, ben, seen_by=ann)
    assert street is not None
    for one in (ann, ben):
        streets.wish_estimate(street.id, by=one, wish=True)
    streets.wish_estimate(street.id, by=ben, wish=False)
    streets.pause(street.id, by=ann)
    streets.resume(street.id, by=ann)
    streets.close(street.id, by=ben)
    streets.reopen(street.id, by=ben)
    again = promises.make(ann, "A fresh start, on paper", told.day(3), by=ben)
    promises.say_yes(again.thing, by=ann)
    erase.erase_entry(again.id, by=ann, asked_by=ben, ground="a name of a client stood in it")
    rules.end_estimates(by=told.dana)


def brought_in(told: Story) -> None:
    """Promises from another system, kept, opened again, taken on and disputed."""
    from twoway.nouns.promises import queries
    from twoway.nouns.promises import rules as promises
    from twoway.nouns.promises.past import Past, PastPromise

    made = told.now - timedelta(days=90)
    past = tuple(
        Past(verb=verb, at=made + timedelta(days=days))
        for verb, days in (("kept", 5), ("reopened", 8), ("kept", 9))
    )
    between = {"promiser": told.ann, "promisee": told.cy, "made_at": made, "due_on": None}
    stories = [
        PastPromise(source=f"jira DS-{number}", what=f"Issue {number}", past=past, **between)  # type: ignore[arg-type]
        for number in (1, 2)
    ]
    promises.bring_in(stories, by=told.dana)
    [taken, disputed] = (one.id for one in queries.brought_in(told.ann))
    promises.take_on(taken, by=told.ann)
    promises.dispute(disputed, by=told.cy, note="That was somebody else’s")
