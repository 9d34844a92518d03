"""Tells a story with an act of every kind in it, and writes the record and its rows as this version has them.

    python -m tests.old_ledgers.tell NAME

NAME.jsonl is the record as it is exported; once released it is never written again. NAME.rows.jsonl is what
it paints. It runs on a home of its own that is thrown away.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twoway.ledger.entries import Entry

HERE = Path(__file__).parent
MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)
Crew = tuple[str, str, str, str]


class Story:
    """Who is in it, and the day it is."""

    def __init__(self) -> None:
        from twoway.people import rules

        self.now = MORNING
        self.dana = rules.set_up(
            name="Fir & Daughters", person_name="Dana Ruiz", email="dana@fir.example", zone="Europe/Berlin"
        ).thing
        self.ann = self.comes("Ann Lee", "ann@fir.example", "Planner")
        self.ben = self.comes("Бен Охоро", "ben@fir.example")
        self.cy = self.comes("王小明", "cy@fir.example", "Buyer")

    def comes(self, name: str, email: str, title: str = "", **how: Any) -> str:
        from twoway.people import rules

        person = rules.invite(by=self.dana, name=name, email=email, title=title, **how).thing
        rules.join(person, by=person)
        return person

    def day(self, later: int) -> date:
        return self.now.date() + timedelta(days=later)


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
    from twoway.nouns.promises.forms import Past, PastPromise

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


def shared_work(told: Story) -> None:
    """A call, the work under it, what did not work with it, and who owned up to that."""
    names = ("Nia Obi", "Olu Ade", "Pía Ruiz", "Quý Trần")
    nia, olu, pia, quy = (told.comes(name, f"{name[0].lower()}@fir.example") for name in names)
    saws = (nia, olu, pia, quy)
    call = decisions(told, saws)
    owning_up(told, saws, what_does_not_work(told, saws, work_goes_on(told, saws, call)))


def a_day_later(told: Story) -> None:
    """What was announced is opened, and owners look back: too early to say, and then it worked in part."""
    from twoway.nouns.calls import queries
    from twoway.nouns.calls import rules as calls

    [call] = (one for one in queries.all_of(told.cy) if one.widening)
    calls.open_now(call.id, by=call.owner_id)
    calls.review(call.id, by=call.owner_id, outcome="too_early", next_on=told.day(9))
    calls.review(call.id, by=call.owner_id, outcome="partly", words="Less noise, fewer boards")


def restored(told: Story, database: Path) -> None:
    """A copy from before what was signed last is put back, and goes on under an epoch of its own."""
    from django.db import connection

    from twoway.ledger import publish, write
    from twoway.people import rules

    connection.close()
    older = shutil.copy(database, database.with_suffix(".older"))
    rules.rename_workplace(name="This is lost", by=told.dana)
    publish.publish()
    connection.close()
    shutil.copy(older, database)
    write._looked_for_a_restore = False  # a new process starts on the copy
    write.look_for_a_restore()


def painted(lines: Iterable[str]) -> Iterator[str]:
    """What the acts of an exported record paint: a line of JSON for each row, in a fixed order."""
    from django.core.serializers.json import DjangoJSONEncoder

    from twoway.ledger import replay, rows
    from twoway.ledger.models import fields_of

    shadow = replay.MemoryRows()
    for entry in entries(lines):
        rows.paint(shadow, entry)
    for model in sorted(shadow.tables, key=lambda model: model._meta.label):
        for _id, row in sorted(shadow.tables[model].items()):
            values = {
                field.attname: field.to_python(getattr(row, field.attname)) for field in fields_of(model)
            }
            yield json.dumps({"row": model._meta.label} | values, cls=DjangoJSONEncoder, ensure_ascii=False)


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    """The entries of an exported record; words that are not in it are erased."""
    from twoway.ledger.entries import read_entry

    for line in map(json.loads, lines):
        if "seq" in line:
            words = line["words"]["body"].encode() if "words" in line else None
            yield read_entry(line["seq"], line["frame"]["body"].encode(), words)


def tell(name: str) -> None:
    """Tell it all on a fresh database, and write what is to be kept."""
    from django.core.management import call_command

    from twoway import clock
    from twoway.ledger import export, publish

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    with clock.held_at(MORNING):
        told = Story()
        for part in (workplace, beginnings, ends, several_people, the_street, brought_in, gone, shared_work):
            part(told)
    with clock.held_at(MORNING + timedelta(days=1)):
        a_day_later(told)
        restored(told, Path(os.environ["TWOWAY_HOME"]) / "twoway.sqlite3")
        publish.publish()
        record = [*export.lines(None)]
    (HERE / f"{name}.jsonl").write_text("".join(record))
    (HERE / f"{name}.rows.jsonl").write_text("".join(line + "\n" for line in painted(record)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="twoway-tell-") as home:
        os.environ |= {"TWOWAY_HOME": home, "DJANGO_SETTINGS_MODULE": "twoway.settings"}
        import django

        django.setup()
        tell(sys.argv[1])
