"""The sentence at the head of a street: what is open between the two, or on whom one can count more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.people import queries as people
from twoway.people.models import Person
from twoway.readings.estimates.lanes import Lane, StreetEstimate
from twoway.readings.streets.ends import Ends
from twoway.web.days import day_text
from twoway.web.street.letters import shortened
from twoway.web.templatetags.twoway import count_words, first_name, quoted
from twoway.web.told import Open

ROOM_FOR_WORDS = 320.0


def what_is_open(opens: Iterable[Open], ends: Ends) -> SafeString:
    """ "You owe Jonas an answer. Jonas owes you “Export API on staging”." """
    owed = list(opens)
    sentences = [
        owes(owed, ends.you.id, _("You owe %(name)s %(what)s."), ends.them),
        owes(owed, ends.them.id, _("%(name)s owes you %(what)s."), ends.them),
        *waiting(owed, ends),
    ]
    said = format_html_join(" ", "{}", ((sentence,) for sentence in sentences if sentence))
    return said or format_html(_("Nothing is open between you and {}."), calls(ends.them))


def owes(opens: Iterable[Open], by: str, sentence: str, other: Person) -> SafeString:
    """What one of the two owes, in one sentence; nothing where nothing is owed."""
    mine = [one for one in opens if one.owes == by and one.kind not in {"claim", "review"}]
    if not mine:
        return mark_safe("")
    blanks = sentence.replace("%(name)s", "{name}").replace("%(what)s", "{what}")
    return format_html(blanks, name=calls(other), what=in_words(mine))


def waiting(opens: Iterable[Open], ends: Ends) -> list[SafeString]:
    """ "Waiting for Ben since Thursday 5 February.": a plain fact about a look back, from either end."""
    since = [one for one in opens if one.kind == "review" and one.due_on]
    says = {
        ends.them.id: _("Waiting for {name} since {day}."),
        ends.you.id: _("{name} has been waiting for you since {day}."),
    }
    found = {by: [one.due_on for one in since if one.owes == by and one.due_on] for by in says}
    return [
        format_html(say, name=calls(ends.them), day=day_text(min(found[by])))
        for by, say in says.items()
        if found[by]
    ]


def in_words(owed: list[Open]) -> SafeString:
    """ "an answer", "“The plan for line 3”", "two answers and three promises"."""
    answers = [one for one in owed if one.kind == "answer"]
    promises = [one for one in owed if one.kind == "promise"]
    parts = [_answers(len(answers))] if answers else []
    if len(promises) == 1:
        parts.append(_quoted(promises[0].what))
    elif promises:
        number = count_words(len(promises))
        said = ngettext("%(number)s promise", "%(number)s promises", len(promises))
        parts.append(format_html("{}", said % {"number": number}))
    return format_html_join(_(" and "), "{}", ((part,) for part in parts))


def counting(estimate: StreetEstimate, ends: Ends) -> SafeString:
    """How the two lanes compare, in plain words and no surer than the record is."""
    name = calls(ends.them)
    thin = [lane for lane in estimate.lanes if lane.is_thin]
    if thin:
        return format_html(_little(thin, ends.you.id), name)
    more = estimate.leans_to()
    if more == ends.them.id:
        return format_html(_("You can count on {0} more than {0} can count on you, so far."), name)
    if more == ends.you.id:
        return format_html(_("{0} can count on you more than you can count on {0}, so far."), name)
    return format_html(_("Going by the record, you and {} can count on each other about as far."), name)


def _little(thin: list[Lane], you: str) -> str:
    """Of which lane little is known, and whether it never was or has faded."""
    if all(lane.is_old for lane in thin):
        return _("There is little left to go on between you and {}.")
    if len(thin) == 2:
        return _("There is little to go on yet between you and {}.")
    if thin[0].trustee == you:
        return _("There is little to go on yet as to how far {} can count on you.")
    return _("There is little to go on yet as to how far you can count on {}.")


def little_to_go_on(estimate: StreetEstimate) -> str:
    """ "Two acts count so far, all on Tuesday 3 March. The lane stays pale until there is more to go on." """
    thin = [lane for lane in estimate.lanes if lane.is_thin]
    days = [one.at for lane in thin for one in lane.contributions]
    if not thin:
        return ""
    if days and all(lane.is_old for lane in thin):
        return _("The last act that counts was on %(day)s, and what is old fades.") % {
            "day": day_text(max(days))
        }
    pale = ngettext(
        "The lane stays pale until there is more to go on.",
        "The lanes stay pale until there is more to go on.",
        len(thin),
    )
    return f"{_so_far(days)} {pale}"


def _so_far(days: list[date]) -> str:
    """How many acts count, and when they were."""
    if not days:
        return _("Nothing on it counts yet.")
    blanks = {
        "number": count_words(len(days)).capitalize(),
        "first": day_text(min(days)),
        "last": day_text(max(days)),
    }
    if len(days) == 1:
        return _("%(number)s act counts so far, on %(first)s.") % blanks
    if len(set(days)) == 1:
        return _("%(number)s acts count so far, all on %(first)s.") % blanks
    return _("%(number)s acts count so far, the first on %(first)s, the last on %(last)s.") % blanks


def calls(person: Person) -> SafeString:
    """How the person is called in a sentence, kept apart from its direction."""
    return format_html("<bdi>{}</bdi>", first_name(person.called))


def _answers(count: int) -> str:
    said = ngettext("an answer", "%(number)s answers", count)
    return said % {"number": count_words(count)}


def _quoted(words: str) -> SafeString:
    return quoted(shortened(words, room=ROOM_FOR_WORDS)) if words else format_html("{}", _("one promise"))


def since_when(ends: Ends, entries: Sequence[Entry]) -> list[str]:
    """How the two are to each other: how long their street has been open, and who leads whom."""
    name = first_name(ends.them.called)
    said = [_of_street(ends, entries) % {"name": name}]
    manager = _manager(ends)
    if manager == ends.them.id:
        said.append(_("%(name)s is your manager.") % {"name": name})
    if manager == ends.you.id:
        said.append(_("You are %(name)s’s manager.") % {"name": name})
    return said


def _manager(ends: Ends) -> str:
    """Which of the two the other reports to today: from the lines that the drawing has asked for anyway."""
    two, today = {ends.you.id, ends.them.id}, clock.today()
    for line in people.lines_of(ends.you.id):
        holds = line.started_on <= today and (line.ended_on is None or line.ended_on > today)
        if holds and {line.manager_id, line.report_id} == two:
            return line.manager_id
    return ""


def _of_street(ends: Ends, entries: Sequence[Entry]) -> str:
    street = ends.street
    stopped = street.paused_by_id == ends.you.id
    if street.state == "paused":
        return _("You paused this street.") if stopped else _("%(name)s paused this street.")
    if street.ended_by_leaving:
        return _("This street closed when one of you left.") if ends.them.is_here else _("%(name)s has left.")
    if street.state == "closed":
        return _("You closed this street.") if stopped else _("%(name)s closed this street.")
    if street.state == "waiting" and street.asked_by_id == ends.you.id:
        return _("Your street opens when %(name)s says yes to what you said first.")
    if street.state == "waiting" and street.asked_by_id:
        return _("Your street opens when you say yes to what %(name)s said first.")
    if street.opened_at is None:
        return _("Your street is not open.")
    # Where a past was brought in, the record is older than the street.
    past = [entry.happened_at for entry in entries if entry.source]
    first = min([street.opened_at, *past])
    say = _("Records since %s.") if first < street.opened_at else _("Your street has been open since %s.")
    return say % day_text(clock.day_of(first, ends.you.zone)).replace("%", "%%")
