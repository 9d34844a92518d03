"""The pages of one's own record: its lines, what stands behind one of them, and the archive to take along."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_safe

from twoway.ledger import queries as ledger
from twoway.nouns.standing import LINES, queries, told
from twoway.nouns.thanks import queries as thanks
from twoway.people.quarters import FEWEST
from twoway.people.visits import SignedIn
from twoway.readings import told as readings_told
from twoway.readings.standing import archive as archives
from twoway.readings.standing import lines, shown

A_PAGE = 40


@require_GET
def standing(request: SignedIn) -> HttpResponse:
    """One's own record, line by line, as it stands today."""
    me = request.person
    context = {
        "rows": shown.own_rows(me.id),
        "may_show": queries.may_show(me),
        "in_use": queries.in_use(me.id),
        "waiting": told.waiting(me.id),
        "fewest": FEWEST,
    }
    return render(request, "standing_read/standing.html", context)


@require_GET
def line(request: SignedIn, line: str) -> HttpResponse:
    """What stands behind one line of one's own record, the latest first."""
    me = request.person.id
    cases = lines.acts_behind(line, me)
    page = Paginator(cases, A_PAGE).get_page(request.GET.get("page"))
    entries = ledger.entries(case.entry for case in page.object_list)
    in_words = {one.entry: one for one in readings_told.in_words(entries, seen_by=me)}
    asks = _may_ask(line, me)
    found = [
        (in_words[case.entry], case, case.says[line], asks.get(case.thing, ""))
        for case in page.object_list
        if case.entry in in_words
    ]
    context = {
        "label": LINES[line],
        "means": shown.MEANS[line],
        "is_share": line in lines.SHARES,
        "found": found,
        "page": page,
        "me": me,
    }
    return render(request, "standing_read/line.html", context)


@require_GET
def archive(request: SignedIn) -> HttpResponse:
    """What is in the archive of one's record, and where it is fetched."""
    context = {"acts": archives.number_of_acts(request.person.id)}
    return render(request, "standing_read/archive.html", context)


@require_safe
def archive_file(request: SignedIn) -> HttpResponseBase:
    """The archive, made while it is fetched."""
    return as_file(request.person.id, with_body=request.method != "HEAD")


def as_file(person: str, *, with_body: bool = True) -> HttpResponseBase:
    """An answer that is somebody's archive, piece by piece, and is kept by nobody on the way."""
    pieces = archives.archive(person) if with_body else iter(())
    answer = StreamingHttpResponse(pieces, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{archives.file_name()}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _may_ask(line: str, me: str) -> dict[str, str]:
    """What stands with asking for the words of each thanks: that one may ask, or that one has."""
    if line not in lines.WITH_WORDS:
        return {}
    asked = {one.entry: one.state for one in queries.quotes(me) if one.owner_id == me}
    standing = {entry: state for entry, state in asked.items() if state in {"asked", "allowed"}}
    said = {entry.thing: entry.id for entry in ledger.entries(standing)} if standing else {}
    found = thanks.received(me).select_related("giver")
    return {
        one.id: standing[said[one.id]] if one.id in said else "may"
        for one in found
        if one.id in said or (one.giver.is_here and one.giver.is_member)
    }


def count_waiting(request: HttpRequest) -> int:
    """What waits for this person, for the number in the sidebar."""
    person = getattr(request, "person", None)
    return told.waiting(person.id) if person else 0
