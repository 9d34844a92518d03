"""What was entered in somebody's name: what another had entered for them would show here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from twoway import clock
from twoway.ledger import queries as ledger
from twoway.people import sight
from twoway.readings import told
from twoway.web.told import Line

LATELY = timedelta(days=1)
SHOWN = 5
A_RUN = 4
"""As many acts of one kind within a day are told in one line."""
NEWEST = 200
CLOCKS_DIFFER = timedelta(hours=1)

MANY = {
    "person.invited": ngettext_lazy("You invited %(n)s person", "You invited %(n)s people", "n"),
    "person.joined": ngettext_lazy("You brought in %(n)s person", "You brought in %(n)s people", "n"),
    "person.addressed": ngettext_lazy(
        "You changed where mail to %(n)s person goes",
        "You changed where mail to %(n)s people goes",
        "n",
    ),
    "line.started": ngettext_lazy(
        "You wrote down who manages %(n)s person", "You wrote down who manages %(n)s people", "n"
    ),
    "team.joined": ngettext_lazy("You put %(n)s person in a team", "You put %(n)s people in teams", "n"),
    "promise.made": ngettext_lazy("You made %(n)s promise", "You made %(n)s promises", "n"),
    "promise.kept": ngettext_lazy(
        "You said that %(n)s promise was kept", "You said that %(n)s promises were kept", "n"
    ),
    "promise.moved": ngettext_lazy(
        "You agreed to move %(n)s promise", "You agreed to move %(n)s promises", "n"
    ),
    "promise.released": ngettext_lazy("You let %(n)s promise go", "You let %(n)s promises go", "n"),
    "promise.taken_on": ngettext_lazy("You took on %(n)s promise", "You took on %(n)s promises", "n"),
}


def in_your_name(me: str) -> list[tuple[Line, str]]:
    """What was entered as this person's act since yesterday, the newest first, and where each is told.

    A day written into an act does not hide it: what is dated back is told as well.
    """
    since = clock.now() - LATELY
    lately, dated_back = Q(at__gte=since), _dated_back(me)
    which = lately | Q(seq__in=dated_back) if dated_back else lately
    frames = sight.entries(me).filter(which, by=me)
    kinds = frames.values_list("kind").annotate(number=Count("seq"), newest=Max("seq"))
    runs = {newest: (kind, number) for kind, number, newest in kinds if number >= A_RUN}
    single = frames.exclude(kind__in=[kind for kind, _number in runs.values()]).order_by("-seq")
    shown = sorted([*runs, *single.values_list("seq", flat=True)[:SHOWN]])[-SHOWN:]
    entries = ledger.entries_at(shown)
    run_of = {entry.id: runs.get(entry.seq) for entry in entries}
    lines = told.in_words(entries, seen_by=me)
    return [_named(line, run_of[line.entry], me, since) for line in reversed(lines)]


def _dated_back(me: str) -> list[int]:
    """Acts of theirs that say they were entered well before others that stand before them in the record."""
    found, latest = [], None
    newest = sight.latest_naming(me, NEWEST).values_list("seq", "at", "by")
    for seq, at, by in sorted(newest):
        if by == me and latest and at < latest - CLOCKS_DIFFER:
            found.append(seq)
        latest = max(latest or at, at)
    return found


def _named(line: Line, run: tuple[str, int] | None, me: str, since: datetime) -> tuple[Line, str]:
    """One act, or as one line all those of its kind that it is the newest of."""
    if run is None:
        return line, reverse("history.entry", args=[line.entry])
    asked = {"person": me, "since": clock.day_of(since, timezone.get_current_timezone_name())}
    folded = replace(line, says=_many(line, *run), about="", mark="")
    return folded, f"{reverse('history')}?{urlencode(asked)}"


def _many(newest: Line, kind: str, number: int) -> str:
    if kind in MANY:
        return str(MANY[kind] % {"n": number})
    return _("%(says)s, and %(number)s more like it") % {"says": newest.says, "number": number - 1}
