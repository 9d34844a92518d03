"""What can be read of hand-offs and problems, always for somebody's eyes; and what each may do next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway.errors import NotSeen
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.models import Frame
from twoway.nouns.calls import queries as calls
from twoway.nouns.handoffs import PROBLEM_VERBS, RECEIVED, UNDER_WAY, VERBS
from twoway.nouns.handoffs.models import After, Standing
from twoway.nouns.handoffs.models import Handoff as Handoff
from twoway.nouns.handoffs.models import Problem as Problem
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.streets.acts import SideAdded

MOST_SHOWN = 6  # neighbours of a hand-off on its page
AT_ONCE = 5_000  # places that an import asks about in one question
LATEST = 50  # of one's own hand-offs in a chain, those looked through for what was handed on
_SHOWN = ("street", "giver", "receiver", "team", "what_in", "reason_in")


# ---- hand-offs -------------------------------------------------------------------------------------------


def all_of(seen_by: str) -> QuerySet[Handoff]:
    """Every hand-off the person may see: given, received, or offered to a team of theirs."""
    return Handoff.objects.filter(sight.sees(seen_by)).select_related(*_SHOWN)


def one(id: str, *, seen_by: str) -> Handoff:
    """The hand-off; what is not there and what is not theirs cannot be told apart."""
    found = all_of(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def waiting_for(person: str) -> QuerySet[Handoff]:
    """What was handed to the person, or to a team of theirs, and waits for a yes; the oldest first."""
    offered = Q(receiver=None, team__in=[team.id for team in people.teams_of(person)]) & ~Q(giver=person)
    return _alive(person).filter(offered | Q(receiver=person), state="handed").order_by("handed_at", "id")


def waiting_for_others(person: str) -> QuerySet[Handoff]:
    """What the person handed on and nobody has answered yet."""
    return _alive(person).filter(giver=person, state="handed").order_by("handed_at", "id")


def held_by(person: str) -> QuerySet[Handoff]:
    """What the person has and has not handed on, the latest first."""
    on = After.objects.filter(handoff__giver=person).exclude(handoff__state__in=["withdrawn", "sent_back"])
    mine = _alive(person).filter(receiver=person, state__in=RECEIVED)
    return mine.exclude(id__in=on.values("after")).order_by("-handed_at", "id")


def handed_on_by(person: str) -> QuerySet[Handoff]:
    """Everything the person handed to others and that was answered, the latest first."""
    mine = all_of(person).filter(giver=person).exclude(state="handed")
    return mine.order_by("-handed_at", "id")


def before(handoff: Handoff, *, seen_by: str) -> list[Handoff]:
    """The hand-offs it goes on from, as far as the person may see them."""
    links = After.objects.filter(handoff=handoff.id).values("after")
    return list(all_of(seen_by).filter(id__in=links).order_by("handed_at", "id"))


def following(handoff: Handoff, *, seen_by: str) -> list[Handoff]:
    """The hand-offs that go on from it, as far as the person may see them."""
    links = After.objects.filter(after=handoff.id).values("handoff")
    return list(all_of(seen_by).filter(id__in=links).order_by("handed_at", "id")[:MOST_SHOWN])


def call_behind(before: Sequence[Handoff]) -> str | None:
    """The call under which work goes on from these; "" for none, None where they do not agree."""
    found = {one.call for one in before}
    return None if len(found) > 1 else next(iter(found), "")


def in_team(team: str, *, but: str) -> list[str]:
    """Those in a team who are here, without one of them."""
    inside = (one for one in people.members_of(team) if one.person.is_here)
    return [one.person_id for one in inside if one.person_id != but]


def is_handed_on(handoff: Handoff) -> bool:
    """Whether it goes on in another that was not given back."""
    gone = Q(handoff__state__in=["withdrawn", "sent_back"])
    return After.objects.filter(~gone, after=handoff.id).exists()


def under(call: str, *, seen_by: str) -> QuerySet[Handoff]:
    """The person's own hand-offs under a call, the latest first."""
    return all_of(seen_by).filter(_mine(seen_by), call=call).order_by("-handed_at", "id")


def calls_with_work(person: str, most: int) -> list[calls.Call]:
    """The person's own calls, then others' under which work is theirs to hand on."""
    told = calls.CallPerson.objects.filter(person=person, role="told", is_reached=False)
    others = calls.touching(person).exclude(id__in=told.values("call"))
    return [*calls.open_calls(person)[:most], *others[:most]]


def of_street(street: str, *, seen_by: str) -> QuerySet[Handoff]:
    """Everything handed on between the two, the oldest first."""
    return all_of(seen_by).filter(street=street).order_by("handed_at", "id")


def by_source(sources: Iterable[str]) -> dict[str, str]:
    """The ids of those brought in, by where they came from: for imports, which look before they add."""
    wanted = sorted(sources)
    found: dict[str, str] = {}
    for start in range(0, len(wanted), AT_ONCE):
        some = Handoff.objects.filter(source__in=wanted[start : start + AT_ONCE])
        found.update(some.values_list("source", "id"))
    return found


def told_from(sources: Iterable[str]) -> dict[str, set[tuple[str, datetime]]]:
    """What was brought in of each, as kinds of acts and their moments."""
    things = {thing: source for source, thing in by_source(sources).items()}
    wanted = list(things)
    found: dict[str, set[tuple[str, datetime]]] = defaultdict(set)
    for start in range(0, len(wanted), AT_ONCE):
        some = Frame.objects.filter(thing__in=wanted[start : start + AT_ONCE], kind__startswith="handoff.")
        for thing, kind, at in some.exclude(source="").values_list("thing", "kind", "happened_at"):
            found[things[thing]].add((kind, at))
    return found


def is_in_use(person: str) -> bool:
    """Whether the person has ever had to do with a hand-off or a problem.

    Every page asks: so it goes by whose they are, and not through everybody's for one that they may see.
    """
    mine = Handoff.objects.filter(_mine(person)).values("id")
    offered = all_of(person).filter(team__in=[team.id for team in people.teams_of(person)])
    return mine.union(problems(person).values("id"), offered.values("id"), all=True).exists()


def _mine(person: str) -> Q:
    return Q(giver=person) | Q(receiver=person)


def _alive(person: str) -> QuerySet[Handoff]:
    """What is not mere history, brought in from elsewhere; in a study everything counts as it is."""
    return all_of(person) if people.is_study() else all_of(person).filter(source="")


# ---- problems --------------------------------------------------------------------------------------------


def problems(seen_by: str) -> QuerySet[Problem]:
    """Every problem the person may see."""
    return Problem.objects.filter(sight.sees(seen_by)).select_related("raiser", "what_in")


def problem(id: str, *, seen_by: str) -> Problem:
    """The problem; what is not there and what is not theirs cannot be told apart."""
    found = problems(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def standing_with(person: str) -> QuerySet[Problem]:
    """Open problems that stand with the person, the oldest first."""
    theirs = Standing.objects.filter(person=person).values("problem")
    return problems(person).filter(id__in=theirs).exclude(state="resolved").order_by("raised_at", "id")


def waiting_problems(person: str) -> QuerySet[Problem]:
    """Problems in which the person is to speak next: it stands with them, or they are asked for more."""
    theirs = Q(turn="stands", id__in=Standing.objects.filter(person=person).values("problem"))
    found = problems(person).filter(theirs | Q(turn="raiser", raiser=person))
    return found.exclude(state="resolved").order_by("raised_at", "id")


def raised_by(person: str) -> QuerySet[Problem]:
    """Problems the person raised, those that are not over first."""
    return (
        problems(person).filter(raiser=person).order_by(F("resolved_at").asc(nulls_first=True), "-raised_at")
    )


def problems_of(handoff: Handoff, *, seen_by: str) -> list[Problem]:
    """What was raised on a hand-off, the latest first."""
    return list(problems(seen_by).filter(handoff=handoff.id).order_by("-raised_at", "id")[:MOST_SHOWN])


def problems_under(call: str, *, seen_by: str) -> QuerySet[Problem]:
    """The problems a call came home to, as far as the person may see them, the latest first."""
    return problems(seen_by).filter(call=call).order_by("-raised_at", "id")


def others_known(person: str) -> QuerySet[Problem]:
    """Problems the person carried past, or was shown, the latest first."""
    theirs = Standing.objects.filter(person=person).values("problem")
    return problems(person).exclude(raiser=person).exclude(id__in=theirs).order_by("-raised_at", "id")


def said_on(problem: Problem, *, seen_by: str) -> list[Entry]:
    """What was done with a problem, as far as the person may see it, the oldest first."""
    frames = Frame.objects.filter(thing=problem.id, kind__startswith="problem.")
    return ledger.entries_from(sight.among(frames, seen_by))


def own_on_the_way(problem: Problem, *, seen_by: str) -> dict[str, Handoff]:
    """By giver, the last hand-off of the problem's chain that the viewer gave or received."""
    root = Handoff.objects.filter(id=problem.handoff_id).values("root")
    found = (
        all_of(seen_by).filter(_mine(seen_by), root__in=root).exclude(state__in=["withdrawn", "sent_back"])
    )
    latest = list(found.order_by("-handed_at", "id")[:LATEST])
    return {handoff.giver_id: handoff for handoff in reversed(latest)}


def done_with(handoff: Handoff, *, seen_by: str) -> list[Entry]:
    """What was done with a hand-off, as far as the person may see it, the oldest first."""
    frames = Frame.objects.filter(thing=handoff.id, kind__startswith="handoff.")
    return ledger.entries_from(sight.among(frames, seen_by))


def sides_of(thing: str, *, seen_by: str) -> list[Entry]:
    """What was added beside the acts on a thing, as far as the person may see it."""
    frames = Frame.objects.filter(thing=thing, kind=SideAdded.kind)
    return ledger.entries_from(sight.among(frames, seen_by))


def standings(person: str) -> QuerySet[Standing]:
    """Where problems stand that the person raised, or that stand with them: who with, and since which act."""
    mine = Q(person=person) | Q(problem__raiser=person)
    return Standing.objects.filter(mine, sight.sees(person, "problem")).select_related("problem__what_in")


def open_standings(person: str) -> QuerySet[Standing]:
    """Those of them in which somebody is to speak next."""
    return standings(person).exclude(problem__turn="").filter(problem__state__in=UNDER_WAY)


def is_onlooker(handoff: Handoff, person: str) -> bool:
    """Whether it was offered to a team of theirs and is not theirs."""
    return person not in handoff.parties


def standing(handoff: Handoff, *, seen_by: str) -> str:
    """How it stands, by the acts the person may see: an onlooker knows that it was taken on, and no more."""
    return "accepted" if is_onlooker(handoff, seen_by) and handoff.receiver_id else handoff.state


def last_entry(handoff: Handoff, *, seen_by: str) -> str:
    """The last that happened with it; nothing for an onlooker once somebody has taken it on."""
    return "" if is_onlooker(handoff, seen_by) and handoff.receiver_id else handoff.last_entry_id


def home_of(handoff: Handoff, *, seen_by: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where a problem on it goes, and whom it passes on its way there."""
    if not handoff.call:
        return (handoff.giver_id,), ()
    owners = tuple(calls.owners_of(calls.one(handoff.call, seen_by=seen_by)))
    return owners, tuple(one for one in way_home(handoff, owners) if one not in {*owners, seen_by})


HOME = """
WITH RECURSIVE home(id, giver, depth) AS (
    SELECT id, giver_id, depth FROM handoffs_handoff WHERE id = %s
    UNION
    SELECT up.id, up.giver_id, up.depth FROM home
    JOIN handoffs_after link ON link.handoff_id = home.id
    JOIN handoffs_handoff up ON up.id = link.after_id
    WHERE up.call = %s AND home.giver NOT IN ({owners})
)
SELECT giver FROM home GROUP BY giver ORDER BY MAX(depth) DESC, giver
"""


def way_home(handoff: Handoff, owners: Collection[str]) -> list[str]:
    """Who handed it on under its call, from the last hand back to the first, or to the call's owner.

    One question however long the chain is: a chain of ten thousand hands is walked where it is kept.
    """
    sql = HOME.format(owners=", ".join(["%s"] * len(owners)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [handoff.id, handoff.call, *owners])
        return [str(giver) for (giver,) in cursor.fetchall()]


# ---- who may do what -------------------------------------------------------------------------------------

STANDS = {
    "handed": later("%(name)s has not said yes to this yet."),
    "accepted": later("%(name)s has it."),
    "has_problem": later("%(name)s has it, and something doesn’t work."),
    "resolved": later("%(name)s has it."),
    "sent_back": later("This was sent back. Hand it on anew."),
    "withdrawn": later("This was taken back."),
}


def refusal(handoff: Handoff, verb: str, by: str) -> str | None:
    """Why the person may not do that to the hand-off, in a sentence; None when they may."""
    rule, state = VERBS[verb], standing(handoff, seen_by=by)
    if handoff.source:
        return _("This came from %(source)s and is history.") % {"source": handoff.source}
    if state not in rule.when or (verb == "take" and handoff.receiver_id):
        return _(STANDS[state]) % {"name": _holder(handoff)}
    if by not in _whose(handoff, rule.whose):
        names = {"giver": handoff.giver.called, "receiver": _holder(handoff), "team": _holder(handoff)}
        return _(rule.only) % {"name": names[rule.whose]}
    if verb == "send_back" and is_handed_on(handoff):
        return _("You have handed it on already. Say what doesn’t work instead.")
    return None


def _whose(handoff: Handoff, whose: str) -> Collection[str]:
    if whose == "team":
        here = {one.person_id for one in people.members_of(handoff.team_id)} if handoff.team_id else set()
        return here.intersection(handoff.offered_to)
    return (handoff.giver_id,) if whose == "giver" else (handoff.receiver_id or "",)


def _holder(handoff: Handoff) -> str:
    """Who has it, or is to have it."""
    if handoff.receiver is not None:
        return str(handoff.receiver.called)
    return str(handoff.team.name) if handoff.team is not None else _("The other one")


def open_verbs(handoff: Handoff, by: str) -> list[str]:
    """What the person could do with it now, in the order of the table."""
    return [verb for verb in VERBS if refusal(handoff, verb, by) is None]


PROBLEM_STANDS = {
    "raised": later("This is not over. Only what is over can be opened again."),
    "answered": later("This is not over. Only what is over can be opened again."),
    "owned": later("This is not over. Only what is over can be opened again."),
    "resolved": later("This is over. Whoever raised it can open it again."),
}


def problem_refusal(problem: Problem, verb: str, by: str) -> str | None:
    """Why the person may not do that to the problem, in a sentence; None when they may."""
    rule = PROBLEM_VERBS[verb]
    if verb == "take_on" and by in problem.shielded and problem.is_open:
        return _("Somebody else took it on. If it is yours too, say so.")
    if problem.source:
        return _("This came from %(source)s and is history.") % {"source": problem.source}
    if problem.state not in rule.when:
        return _(PROBLEM_STANDS[problem.state])
    if by not in _whose_problem(problem, rule.whose, by):
        whom = problem.stands_with[0] if rule.whose == "stands" else problem.raiser_id
        return _(rule.only) % {"name": people.person(whom).called}
    return None


def _whose_problem(problem: Problem, whose: str, by: str) -> Collection[str]:
    if whose == "others":
        return () if by in problem.stands_with or by in problem.shielded else (by,)
    if whose == "writers":
        return (problem.raiser_id, by) if by in may_be_faulted(problem) else (problem.raiser_id,)
    if whose == "knows":
        return problem.parties if problem.may_be_shown else (problem.raiser_id,)
    if whose == "raiser":
        return (problem.raiser_id,)
    found: list[str] = problem.stands_with if whose == "stands" else problem.shielded
    return found


def may_be_faulted(problem: Problem) -> list[str]:
    """Those between of whom it could be said that the fault lies in their carrying."""
    between = dict.fromkeys((*problem.carriers, *problem.shielded))
    return [person for person in between if person not in problem.stands_with and person != problem.raiser_id]


def open_problem_verbs(problem: Problem, by: str) -> list[str]:
    """What the person could do with the problem now, in the order of the table."""
    verbs = [verb for verb in PROBLEM_VERBS if problem_refusal(problem, verb, by) is None]
    return [verb for verb in verbs if verb != "fault" or may_be_faulted(problem)]
