"""What links in mails open, without signing in: looking does nothing, and shows no more than the mail did."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.integrations.email import forms, hearing, taps, wishes
from twoway.integrations.email.models import Tap
from twoway.people import invitations, pace
from twoway.people.models import Person
from twoway.web.frame import run_by
from twoway.web.notice import Notice
from twoway.web.public import public

TAPPED = "tapped"


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tap(request: HttpRequest, key: str) -> HttpResponse:
    """Asks once more, since mail scanners open links too; only the button acts."""
    link = taps.opened_by(key)
    if link is None:
        return render(request, "email/tap_used.html", status=404)
    with timezone.override(ZoneInfo(link.telling.person.zone)):
        if request.method == "POST":
            return _given(request, link)
        return _asked(request, link, forms.Word(link))


@public
@never_cache
@require_safe
def tapped(request: HttpRequest) -> HttpResponse:
    """What was answered, for the browser that did it; and the way in for somebody who has none yet."""
    link = Tap.objects.filter(id=request.session.get(TAPPED, "")).select_related("telling__person").first()
    if link is None:
        return render(request, "email/tap_used.html", status=404)
    person = link.telling.person
    said = {"person": person, "says": taps.says(link), "may_join": _may_join(person)}
    return render(request, "email/tapped.html", said)


@public
@require_POST
def join(request: HttpRequest) -> HttpResponse:
    """Send the invitation anew to somebody who has just answered without an account."""
    link = Tap.objects.filter(id=request.session.get(TAPPED, "")).select_related("telling__person").first()
    before = invitations.of(link.telling.person_id) if link else None
    if link is None or before is None or link.telling.person.state != "invited":
        raise NotSeen
    person = link.telling.person_id
    try:
        invitations.send(invitations.again(person, by=before.sender_id or person))
    except RuleBroken as just_sent:
        messages.info(request, str(just_sent.say))
    else:
        messages.success(request, _("The invitation is on its way to your mail."))
    return redirect("tapped")


@public
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def without(request: HttpRequest, ticket: str) -> HttpResponse:
    """Do without a kind of mail. Mail programs post here by themselves (RFC 8058), with no page before it."""
    read = wishes.read_ticket(ticket)
    if read is None:
        return render(request, "email/tap_used.html", status=404)
    person_id, kind = read
    if request.method == "POST":
        wishes.turn_off(person_id, kind)
    said = {"label": wishes.LABELS[kind], "done": request.method == "POST"}
    return render(request, "email/without.html", said)


def _given(request: HttpRequest, link: Tap) -> HttpResponse:
    pace.keep(link.telling.person_id)
    form = forms.Word(link, request.POST)
    try:
        taps.give(link, request.POST.get("words", ""), **form.more())
    except (BadShape, RuleBroken) as refused:
        form.add_error(_blank(form, refused), str(refused.say))
        return _asked(request, link, form, status=refused.status)
    request.session[TAPPED] = link.id
    return redirect("tapped")


def _asked(request: HttpRequest, link: Tap, form: forms.Word, *, status: int = 200) -> HttpResponse:
    notice, moved = hearing.again(link.telling), taps.has_moved_on(link)
    answer = _label(notice, link.verb)
    if notice is None or answer is None or (moved and link.verb != taps.THANK):
        return render(request, "email/tap_moved_on.html", {"person": link.telling.person}, status=status)
    said: dict[str, Any] = {
        "person": link.telling.person,
        "notice": notice,
        "whole": not moved,
        "answer": answer,
        "says": taps.says(link),
        "form": form,
        "run_by": run_by(),
    }
    return render(request, "email/tap.html", said, status=status)


def _blank(form: forms.Word, refused: BadShape | RuleBroken) -> str | None:
    """Beside which blank the sentence stands: the one it is about, or the word."""
    return next((name for name in (refused.field, "words") if name in form.fields), None)


def _label(notice: Notice | None, verb: str) -> str | None:
    """What stands on the button, if that answer is still open."""
    offered = notice.taps if notice else ()
    return next((tap.label for tap in offered if tap.verb == verb), None)


def _may_join(person: Person) -> bool:
    return person.state == "invited" and invitations.of(person.id) is not None
