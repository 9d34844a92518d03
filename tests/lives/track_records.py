"""Track records of a team of six, proposed, answered, asked about and taken back in any order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.cast import come_in
from tests.living import Life, Throw
from twoway.nouns.track_records import queries, rules
from twoway.people import queries as people
from twoway.people import rules as people_rules

ACTS = ("track_record.",)
NAME = "Delivery"
OTHERS = ("Kim", "Lou", "Max")


def the_team(life: Life) -> tuple[str, list[str]]:
    """Ann, Ben and Cy with three more, made when somebody first needs it."""
    team = next((one.id for one in people.teams() if one.name == NAME), None)
    if team is None:
        boss = life.cast.dana
        team = people_rules.form_team(name=NAME, by=boss).thing
        more = [come_in(boss, name=name, email=f"{name.lower()}@delivery.example") for name in OTHERS]
        for one in (life.cast.ann, life.cast.ben, life.cast.cy, *more):
            people_rules.join_team(team, person=one, by=boss)
    return team, [one.person_id for one in queries.members(team)]


def propose(life: Life, thrown: Throw) -> None:
    """The three who take no part in lives say yes at once."""
    team, inside = the_team(life)
    counted = inside[: 4 + thrown.pick % 3]
    entry = life.may_be_refused(
        lambda: rules.propose(team, counted, ("clients", "public")[thrown.day % 2], by=thrown.by)
    )
    if entry is None:
        return
    for one in set(counted) - {life.cast.ann, life.cast.ben, life.cast.cy}:
        life.may_be_refused(partial(rules.agree, entry.thing, by=one, opens=thrown.pick % 2 > 0))


def agree(life: Life, thrown: Throw) -> None:
    """Coming out is told to Eve, who may read it then: not while she watches what others do."""
    record = life.pick("track_records", thrown)
    if record and (getattr(life, "viewer", "") != "eve" or not _is_last(record, thrown.by)):
        life.may_be_refused(lambda: rules.agree(record, by=thrown.by, opens=thrown.day % 2 > 0))


def _is_last(record: str, person: str) -> bool:
    return any(one.missing == [person] for one in queries.all_of(person).filter(id=record))


def answer(life: Life, thrown: Throw) -> None:
    record = life.pick("track_records", thrown)
    if record and getattr(life, "viewer", "") != "eve":
        tries = (
            partial(rules.decline, record, by=thrown.by, note=thrown.note),
            partial(rules.ask_contacts, record, by=thrown.by),
            partial(rules.take_back, record, by=thrown.by),
        )
        life.may_be_refused(tries[thrown.pick % 3])


MOVES = (propose, agree, agree, agree, answer)


def known(me: str) -> dict[str, list[str]]:
    return {
        "track_record": [one.id for one in queries.mine(me)],
        "track_record_read": [one.id for one in queries.readable_by(me)],
    }


def among_others(life: Life, me: str, others: list[str]) -> Iterator[None]:
    """A record of everybody but the viewer, out where the viewer could not read it."""
    team, inside = the_team(life)
    counted = [one for one in inside if one != me]
    yield
    proposed = life.may_be_refused(lambda: rules.propose(team, counted, by=counted[0]))
    if proposed is None or me == life.cast.eve:
        return
    for one in counted:
        life.may_be_refused(partial(rules.agree, proposed.thing, by=one))


def holds(life: Life) -> None:
    """Nobody is counted in two published sets of people for one quarter."""
    stand = list(queries.TrackRecord.objects.filter(state__in=("out", "ended")))
    for one in stand:
        for other in stand:
            if one.id < other.id and not set(one.people).isdisjoint(other.people):
                first, second = sorted((one, other), key=lambda each: each.out_at or each.proposed_at)
                same = set(one.people) == set(other.people)
                assert same or (first.ended_before and second.since and first.ended_before <= second.since)
