"""What happened in the workplace, in words: who came and went, reports to whom, and works in which team."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.ledger import acts as ledger_acts
from twoway.ledger.entries import Entry
from twoway.people import acts, queries
from twoway.people.models import Membership, ReportingLine, Team
from twoway.web.days import day_text
from twoway.web.told import Line

KINDS: tuple[str, ...] = ("workplace.", "person.", "line.", "team.", "client.", "ledger.", "sight.")
SAYS = {
    acts.WorkplaceSetUp.kind: later("%(who)s set up %(name)s"),
    acts.WorkplaceRenamed.kind: later("%(who)s renamed the workplace %(name)s"),
    acts.EstimatesEnded.kind: later("%(who)s switched estimates off, for everybody and for good"),
    acts.Invited.kind: later("%(who)s invited %(person)s"),
    acts.Addressed.kind: later("%(who)s changed where mail to %(person)s goes"),
    acts.AskedBack.kind: later("%(who)s asked %(person)s to come back"),
    acts.Joined.kind: later("%(person)s joined"),
    acts.Described.kind: later("%(who)s changed what is said here about %(person)s"),
    acts.RunsServer.kind: later("%(who)s handed the workplace to %(person)s to look after"),
    acts.Left.kind: later("%(who)s recorded that %(person)s had left"),
    acts.Erased.kind: later("%(who)s had the name of a person erased"),
    acts.LineStarted.kind: later("%(who)s recorded %(manager)s as manager of %(report)s from %(day)s"),
    acts.LineEnded.kind: later("%(who)s ended the reporting line between %(report)s and %(manager)s"),
    acts.TeamFormed.kind: later("%(who)s formed the team %(name)s"),
    acts.TeamRenamed.kind: later("%(who)s renamed a team %(name)s"),
    acts.TeamMoved.kind: later("%(who)s moved the team %(team)s"),
    acts.TeamClosed.kind: later("%(who)s closed the team %(team)s"),
    acts.TeamJoined.kind: later("%(who)s put %(person)s in the team %(team)s"),
    acts.TeamLed.kind: later("%(who)s changed who leads the team %(team)s"),
    acts.TeamLeft.kind: later("%(who)s took %(person)s out of the team %(team)s"),
    acts.ClientNamed.kind: later("%(who)s named the client %(name)s"),
    ledger_acts.Erased.kind: later("%(who)s had the words of one act erased"),
    ledger_acts.SightOpened.kind: later("%(who)s opened an earlier act to %(person)s"),
    ledger_acts.EpochOpened.kind: later("The record was restored from an older copy"),
}
NO_LONGER = later("%(who)s relieved %(person)s of looking after the workplace")
# The same of oneself.
OF_ONESELF = {
    acts.Invited.kind: later("%(who)s came here first"),
    acts.Addressed.kind: later("%(who)s recorded a mail address"),
    acts.RunsServer.kind: later("%(who)s began to look after the workplace"),
    acts.Left.kind: later("%(who)s left"),
    acts.LineEnded.kind: later("%(who)s ended the reporting line with %(other)s"),
    acts.TeamJoined.kind: later("%(who)s joined the team %(team)s"),
    acts.TeamLeft.kind: later("%(who)s left the team %(team)s"),
}
NOBODY_OPENED = later("An earlier act was opened to %(person)s")
OWN_MANAGER = later("%(who)s recorded %(manager)s as manager from %(day)s")
OWN_REPORT = later("%(who)s took on managing %(report)s from %(day)s")
NO_LONGER_ONESELF = later("%(who)s stopped looking after the workplace")


@dataclass(frozen=True, kw_only=True)
class Around:
    """Everything the sentences of one list may name, fetched at once."""

    names: dict[str, str]
    teams: dict[str, str]
    memberships: dict[str, Membership]
    lines: dict[str, ReportingLine]

    def called(self, person: str | None, seen_by: str) -> str:
        if person == seen_by:
            return _("you")
        return self.names.get(person or "") or _("Somebody not named here")

    def whom(self, person: str | None, entry: Entry, seen_by: str) -> str:
        """The same after the verb, where it may be the doer once more; to join is one's own doing."""
        if person != entry.by or entry.kind == acts.Joined.kind:
            return self.called(person, seen_by)
        return _("yourself") if person == seen_by else _("themselves")

    def team(self, team: str | None) -> str:
        return self.teams.get(team or "", "")


def lines(entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]:
    """Each of these acts in words, by its entry."""
    around = _around(entries)
    return {entry.id: _line(entry, around, seen_by) for entry in entries}


def _around(entries: Iterable[Entry]) -> Around:
    """Whoever an act names is named to everybody who sees it: to the one invited, who it was that did."""
    things = {entry.thing for entry in entries}
    teams = things | {entry.act.team for entry in entries if isinstance(entry.act, acts.TeamJoined)}
    # Whoever an act is about takes part in it; who asked for an erasure need not.
    people = {one for entry in entries for one in (*entry.seen_by(), getattr(entry.act, "asked_by", ""))}
    return Around(
        names={id: one.called for id, one in queries.named(people).items()},
        teams=dict(Team.objects.filter(id__in=teams).values_list("id", "name")),
        memberships={one.id: one for one in Membership.objects.filter(id__in=things)},
        lines={one.id: one for one in ReportingLine.objects.filter(id__in=things)},
    )


def _line(entry: Entry, around: Around, seen_by: str) -> Line:
    return Line(
        entry=entry.id,
        kind=entry.kind,
        by=entry.by,
        day=clock.day_of(entry.happened_at, "UTC"),
        at=entry.happened_at,
        says=_says(entry, around, seen_by),
        href=reverse("history.entry", args=[entry.id]),
    )


def _says(entry: Entry, around: Around, seen_by: str) -> str:
    named, is_of_oneself = _people_of(entry, around, seen_by)
    say = OF_ONESELF.get(entry.kind, SAYS[entry.kind]) if is_of_oneself else SAYS[entry.kind]
    if isinstance(entry.act, acts.RunsServer) and not entry.act.runs:
        say = NO_LONGER_ONESELF if is_of_oneself else NO_LONGER
    if isinstance(entry.act, acts.LineStarted) and is_of_oneself:
        say = OWN_MANAGER if entry.act.report == entry.by else OWN_REPORT
    if isinstance(entry.act, ledger_acts.SightOpened) and not entry.by:
        say = NOBODY_OPENED
    # Erasing is nobody's act, so that it gives nobody sight; it says who asked for it.
    who = around.called(entry.by or getattr(entry.act, "asked_by", ""), seen_by)
    said = _(say) % ({"who": who, "name": getattr(entry.act, "name", "")} | named)
    return said[:1].upper() + said[1:]


def _people_of(entry: Entry, around: Around, seen_by: str) -> tuple[dict[str, str], bool]:
    """Whom and which team a sentence names, wherever the act keeps them; and whether it is of the doer."""
    act: Any = entry.act
    membership, line = around.memberships.get(entry.thing), around.lines.get(entry.thing)
    person = getattr(act, "person", getattr(act, "to", None))
    person = person or (membership.person_id if membership else None)
    team = getattr(act, "team", None) or (membership.team_id if membership else entry.thing)
    named = {"person": around.whom(person, entry, seen_by), "team": around.team(team)}
    if line is not None:
        named |= {
            "report": around.whom(line.report_id, entry, seen_by),
            "manager": around.whom(line.manager_id, entry, seen_by),
            "other": around.called(
                line.report_id if entry.by == line.manager_id else line.manager_id, seen_by
            ),
            "day": day_text(line.started_on),
        }
    concerned = {line.report_id, line.manager_id} if line else {person}
    return named, entry.by in concerned
