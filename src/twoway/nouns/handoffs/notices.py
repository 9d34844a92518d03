"""How acts on hand-offs and problems are told: in their histories, and by mail to those concerned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway.ledger.entries import Entry
from twoway.nouns.handoffs import LABELS, acts, queries
from twoway.people import queries as people
from twoway.people.models import Person
from twoway.people.streets.sides import Told, act_among, with_sides
from twoway.web.notice import Notice, Tap

# As it is told of somebody, and of the reader themselves where English would say it otherwise.
SAYS = {
    "handoff.handed": (later("%(who)s handed it on to %(whom)s"), "handoff"),
    "handoff.taken": (later("%(who)s took it on"), "handoff"),
    "handoff.accepted": (later("%(who)s took it"), "handoff"),
    "handoff.sent_back": (later("%(who)s sent it back"), "released"),
    "handoff.withdrawn": (later("%(who)s took it back"), "released"),
    "problem.raised": (later("%(who)s raised a problem"), "problem"),
    "problem.faulted": (later("%(who)s said that the fault lies in the carrying: %(whom)s"), "problem"),
    "problem.taken_on": (later("%(who)s said: that was my call"), "call"),
    "problem.objected": (later("%(who)s said that it is theirs too"), "problem"),
    "problem.shown": (later("%(who)s showed it to %(whom)s"), "problem"),
    "problem.answered": (later("%(who)s answered"), "problem"),
    "problem.replied": (later("%(who)s replied"), "problem"),
    "problem.resolved": (later("%(who)s said that it is over"), "handoff"),
    "problem.reopened": (later("%(who)s said that it is not over"), "problem"),
    "problem.owned": (later("%(who)s owned up to it"), "ownup"),
}
ANSWERED = {
    "mine": later("%(who)s said: this one is mine"),
    "not_mine": later("%(who)s said: not mine, and why"),
    "need_more": later("%(who)s asked for more"),
}


def tell(entry: Entry, known: Mapping[str, Person], seen_by: str) -> Told:
    """The act in a sentence for one reader: what they did themselves begins with "You"."""
    says, mark = SAYS[entry.kind]
    act = entry.act
    if isinstance(act, acts.Answered):
        says = ANSWERED[act.answer]
    if isinstance(act, acts.Objected) and entry.by == seen_by:
        says = later("%(who)s said that it is yours too")
    names = {"who": _name(entry.by, known, seen_by, _("You")), "whom": _whom(entry, known, seen_by)}
    side = "you" if entry.by == seen_by else "them"
    return Told(entry=entry, says=_(says) % names, words=_said(entry), side=side, mark=mark)


def named_in(entries: Iterable[Entry]) -> dict[str, Person]:
    """Everybody these acts name, for whoever sees the acts."""
    return people.named({person for entry in entries for person in entry.seen_by()})


def history(thing: queries.Handoff | queries.Problem, *, seen_by: str) -> list[Told]:
    """What was done with it, the oldest first, as far as the person may see it."""
    of_problem = isinstance(thing, queries.Problem)
    entries = (
        queries.said_on(thing, seen_by=seen_by)
        if isinstance(thing, queries.Problem)
        else queries.done_with(thing, seen_by=seen_by)
    )
    sides = queries.sides_of(thing.id, seen_by=seen_by)
    known = named_in([*entries, *sides])
    told = with_sides(
        [*entries, *sides], lambda entry: tell(entry, known, seen_by), lambda person: known[person].called
    )
    # What was raised, or handed on, is the page's title and is not repeated.
    first = "problem.raised" if of_problem else "handoff.handed"
    return [_untitled(line) if line.entry.kind == first else line for line in told]


def _untitled(line: Told) -> Told:
    return replace(line, words="")


def _whom(entry: Entry, known: Mapping[str, Person], seen_by: str) -> str:
    act = entry.act
    if isinstance(act, acts.Handed) and act.team:
        return next((team.name for team in people.teams() if team.id == act.team), _("a team"))
    whom = getattr(act, "to", None) or getattr(act, "carrier", None) or ""
    if isinstance(act, acts.Faulted) and whom == entry.by:
        return _("their own") if whom != seen_by else _("your own")
    return _name(whom, known, seen_by, _("you")) if whom else ""


def _name(person: str, known: Mapping[str, Person], seen_by: str, you: str) -> str:
    if person == seen_by:
        return you
    return known[person].called if person in known else _("Somebody")


def _said(entry: Entry) -> str:
    """The words of an act, whatever they are called in it."""
    found = (getattr(entry.act, name, None) for name in ("words", "why", "reason", "note", "what"))
    return next((str(words) for words in found if words), "")


# ---- by mail ---------------------------------------------------------------------------------------------


SUBJECTS = {
    "handoff.handed": later("%(name)s handed something on to you"),
    "handoff.taken": later("%(name)s took on what was handed over"),
    "handoff.accepted": later("%(name)s took what you handed on"),
    "handoff.sent_back": later("%(name)s sent something back to you"),
    "handoff.withdrawn": later("%(name)s took something back"),
    "problem.raised": later("%(name)s raised a problem"),
    "problem.faulted": later("%(name)s said where the fault lies"),
    "problem.taken_on": later("%(name)s said: that was my call"),
    "problem.objected": later("%(name)s said that a problem is theirs too"),
    "problem.shown": later("%(name)s showed a problem"),
    "problem.answered": later("%(name)s answered a problem"),
    "problem.replied": later("%(name)s replied about a problem"),
    "problem.resolved": later("%(name)s said that a problem is over"),
    "problem.reopened": later("%(name)s said that a problem is not over"),
}


def notices(entry: Entry) -> list[Notice]:
    """What each of those concerned should hear of this act: nothing of imports, for those are history."""
    if entry.kind not in SUBJECTS or entry.source or not entry.by:
        return []
    known = named_in([entry])
    heard = [person for person in entry.seen_by() if person != entry.by]
    return [_notice(entry, person, known) for person in heard if _is_here(known.get(person))]


def _is_here(person: Person | None) -> bool:
    return person is not None and person.is_here


def _notice(entry: Entry, to: str, known: Mapping[str, Person]) -> Notice:
    told = tell(entry, known, to)
    title, taps = _of_problem(entry, to) if entry.kind.startswith("problem.") else _of_handoff(entry, to)
    words = [title, told.words] if told.words != title else [title]
    return Notice(
        to=to,
        kind=entry.kind,
        subject=_(SUBJECTS[entry.kind]) % {"name": known[entry.by].called},
        line=_line(entry, told.says, to),
        words="\n\n".join(filter(None, words)),
        taps=tuple(Tap(verb=verb, label=str(LABELS[verb])) for verb in taps),
        thing=entry.thing,
        entry=entry.id,
    )


def _of_handoff(entry: Entry, to: str) -> tuple[str, list[str]]:
    handoff = queries.one(entry.thing, seen_by=to)
    open_now = queries.open_verbs(handoff, to)
    return handoff.what, [verb for verb in ("accept", "take") if verb in open_now]


def _of_problem(entry: Entry, to: str) -> tuple[str, list[str]]:
    problem = queries.problem(entry.thing, seen_by=to)
    is_for_them = isinstance(entry.act, acts.Shown) and entry.act.to == to
    may = is_for_them and queries.problem_refusal(problem, "take_on", to) is None
    return problem.what, ["take_on"] if may else []


def _line(entry: Entry, says: str, to: str) -> str:
    """The act in a sentence; of a problem also where it stands, so that nobody takes it for their own."""
    act = entry.act
    if isinstance(act, acts.Raised):
        where = (
            _("It came home to you.")
            if to in act.owners
            else _("It passed you on its way home; it is not yours.")
        )
        return f"{says}. {where}"
    if isinstance(act, acts.TakenOn) and to in act.shielded:
        return _("%(says)s. It no longer stands with you.") % {"says": says}
    if isinstance(act, acts.Faulted) and act.carrier == to:
        return _("%(says)s. It stands with you now.") % {"says": says}
    return f"{says}."


def act_of(thing: queries.Handoff | queries.Problem, entry_id: str, *, seen_by: str) -> str:
    """The entry's id, if it is an act of this thing that the person may see."""
    return act_among((told.entry for told in history(thing, seen_by=seen_by)), entry_id)
