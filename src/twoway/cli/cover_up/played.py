"""Story A with its good ending, played in a week by six people who do not exist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from twoway import clock
from twoway.ledger import follow, publish
from twoway.nouns.calls import rules as calls
from twoway.nouns.handoffs import rules as handoffs
from twoway.nouns.ownups import rules as ownups
from twoway.nouns.thanks import rules as thanks
from twoway.people import rules as people

LASTED = timedelta(days=8)
MEMBERS = ("Ana", "Ben", "Chen", "Dora", "Olu")


@dataclass(frozen=True, kw_only=True)
class Played:
    """Who took part, by name, and what it was about; `early` is the checkpoint Olu kept before it began."""

    people: dict[str, str]
    call: str
    problem: str
    ownup: str
    early: str
    late: str

    def names(self, ids: set[str]) -> tuple[str, ...]:
        """The names of these, in the order of the cast."""
        return tuple(name for name, person in self.people.items() if person in ids)


def play() -> Played:
    """From a week ago until two days ago; then everybody but Olu looks at the record once more."""
    began = clock.now() - LASTED
    with clock.held_at(began):
        cast = _cast()
        early = publish.publish()
    told = _ana_asks_and_ben_decides(cast, began + timedelta(hours=2))
    with clock.held_at(clock.now() - timedelta(days=2)):
        late = publish.publish()
    _let_the_morning_mails_go()
    return Played(people=cast, **told, early=early, late=late)


def _cast() -> dict[str, str]:
    kim = people.set_up(name="The drill", person_name="Kim", email="kim@drill.invalid", zone="UTC").thing
    cast = {}
    for name in MEMBERS:
        email = f"{name.lower()}@drill.invalid"
        cast[name] = people.invite(by=kim, name=name, email=email).thing
        people.join(cast[name], by=cast[name])
    return cast | {"Kim": kim}


def _ana_asks_and_ben_decides(cast: dict[str, str], began: datetime) -> dict[str, str]:
    ana, ben, chen, dora = (cast[name] for name in MEMBERS[:4])
    with clock.held_at(began):
        call = calls.ask_for(ben, "Drill to eight or to six?", by=ana).thing
        day = clock.today() + timedelta(days=7)
        calls.say_yes(call, by=ben, choice="Drill to eight", on_me=True, sure_percent=60, review_on=day)
        frames = handoffs.hand("The frames, drilled", by=ana, to=chen, call=call).thing
        handoffs.accept(frames, by=chen)
        lids = handoffs.hand("The lids", by=chen, to=dora, after=[frames]).thing
        handoffs.accept(lids, by=dora)
    with clock.held_at(began + timedelta(days=1)):
        problem = handoffs.raise_problem(
            frames, by=chen, what="The holes are too wide", costs="A morning", cost=1
        ).thing
    with clock.held_at(began + timedelta(days=2)):
        handoffs.answer(problem, by=ben, answer="mine")
        said = ownups.say(
            "I said eight without looking it up", "Your morning", by=ben, touched=[chen, ana], about=call
        )
        thanks.give(said.id, "You said it was yours.", by=ana)
        handoffs.resolve(problem, by=chen, words="The new ones fit.")
    return {"call": call, "problem": problem, "ownup": said.thing}


def _let_the_morning_mails_go() -> None:
    """What the story itself has to tell was told on yesterday's morning: what is told later is news."""
    from twoway.integrations.email import gathering, wishes

    follow.run()
    morning = (clock.now() - timedelta(days=1)).replace(hour=wishes.DIGEST_HOUR, minute=30)
    with clock.held_at(morning):
        gathering.at_once()
        gathering.mornings()
