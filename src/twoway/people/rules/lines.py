"""Who reports to whom, since when: one manager at most on any day, and nobody above themselves."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import Once, new_id
from twoway.ledger.entries import EVERY_MEMBER, Entry
from twoway.ledger.write import Book, answers_twice_alike, writing
from twoway.people import acts, checks, circles, queries
from twoway.people.models import Person, ReportingLine
from twoway.people.rules.standing import administrator, still_here
from twoway.people.sight import asked
from twoway.web.days import day_text


@answers_twice_alike
def start_line(
    *,
    manager: str,
    report: str,
    by: str,
    on: date | None = None,
    once: Once | None = None,
    book: Book | None = None,
) -> Entry:
    """From a day on, today or earlier, one reports to the other; any line before it ends there."""
    with writing(by=by, once=once, book=book) as book:
        day = _day(on, administrator(by))
        for person in (still_here(manager), still_here(report)):
            if not person.is_member:
                raise RuleBroken(
                    _("%(name)s is a guest, and guests report to nobody here.") % {"name": person.name},
                    code="guest",
                )
        before = _line_to_end(report, manager, day)
        _refuse_circle(manager, report, day, before)
        if before is not None:
            _end(book, before, day)
        act = acts.LineStarted(manager=manager, report=report, on=day)
        return book.enter(act, thing=new_id(), participants=[manager, report], audience=[EVERY_MEMBER])


@answers_twice_alike
def end_line(
    line_id: str, *, by: str, on: date | None = None, once: Once | None = None, book: Book | None = None
) -> Entry:
    """From a day on, today or earlier, they no longer do; that they did stays known."""
    with writing(by=by, once=once, book=book) as book:
        day = _day(on, administrator(by))
        line = ReportingLine.objects.filter(id=asked(line_id)).first()
        if line is None:
            raise NotSeen
        if line.ended_on is not None:
            raise RuleBroken(_("That has ended already."), code="ended_already")
        if day < line.started_on:
            raise BadShape(
                _("It began on %(day)s. Pick that day or a later one.") % {"day": day_text(line.started_on)}
            )
        return _end(book, line, day)


def _day(on: date | None, by: Person) -> date:
    today = clock.today(by.zone)
    day = checks.day(on, today) or today
    if day > today:
        raise BadShape(_("That day is still to come. Come back then, or pick today."), field="on")
    return day


def _line_to_end(report: str, manager: str, day: date) -> ReportingLine | None:
    """The line that a new one from `day` takes over from; a later one stands in its way."""
    for line in ReportingLine.objects.filter(report=report).select_related("manager"):
        said = {"name": line.manager.called, "day": day_text(line.started_on)}
        if line.ended_on is None and line.manager_id == manager:
            raise RuleBroken(_("That is so already, since %(day)s.") % said, code="so_already")
        if line.ended_on is None and line.started_on <= day:
            return line
        if line.ended_on is None or line.ended_on > day:
            until = line.ended_on or line.started_on
            raise BadShape(
                _("Until %(until)s the manager was %(name)s. Pick that day or a later one.")
                % {**said, "until": day_text(until)},
                field="on",
            )
    return None


def _refuse_circle(manager: str, report: str, day: date, ending: ReportingLine | None) -> None:
    spans = [
        circles.Span(
            under=line.report_id,
            above=line.manager_id,
            from_on=line.started_on,
            until_on=day if ending is not None and line.id == ending.id else line.ended_on,
        )
        for line in ReportingLine.objects.all()
    ]
    circle = circles.circle_on_some_day(spans, circles.Span(under=report, above=manager, from_on=day))
    if circle:
        names = [queries.person(one).called for one in [*circle, circle[0]]]
        raise RuleBroken(
            _("That would go in a circle: %(way)s. Change one of the others first.")
            % {"way": " → ".join(names)},
            code="circle",
        )


def _end(book: Book, line: ReportingLine, day: date) -> Entry:
    both = [line.manager_id, line.report_id]
    return book.enter(acts.LineEnded(on=day), thing=line.id, participants=both, audience=[EVERY_MEMBER])
