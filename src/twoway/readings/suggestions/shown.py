"""What suggestions add to the pages of a street, for the one who looks and for nobody else."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from twoway.private import queries as private
from twoway.readings.streets.ends import Looked
from twoway.readings.suggestions.choosing import next_act
from twoway.readings.suggestions.library import practices


def next_on_street(request: HttpRequest, looked: Looked) -> str:
    """The next good act of whoever looks, from their own end: on a twin it would be the other's."""
    ends = looked.ends
    if ends.is_twin:
        return ""
    marks = private.marks(ends.viewer, ends.street.id)
    found = next_act(ends, looked.entries, looked.opens, marks)
    context = {"next": found, "ends": ends, "folded": looked.folded}
    return render_to_string("suggestions/next.html", context, request=request)


def called(slug: str) -> private.Named | None:
    """What a practice is called, for the page of one's own marks."""
    found = practices().get(slug)
    return private.Named(title=found.title, href=reverse("practice", args=[slug])) if found else None
