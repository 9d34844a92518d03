"""Who may write down what of their own, and how much of it: the only writer of these tables."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils.translation import gettext as _

from twoway.errors import BadShape, RuleBroken
from twoway.people.rules import erasing
from twoway.people.streets import queries as streets
from twoway.private import queries
from twoway.private.models import WHATS, Mark, Notebook, Sheet

MOST_MARKS = 2_000
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 80


def mark(practice: str, what: str, *, by: str, street: str = "") -> Mark:
    """Note beside a suggestion "not_now", "useful" or "not_useful"; what was noted there before goes."""
    if what not in WHATS:
        raise BadShape(_("Say “not now”, “useful” or “not useful”."), field="what")
    if len(practice) > LONGEST_SLUG or not SLUG.fullmatch(practice):
        raise BadShape(_("Name the practice as its address does."), field="practice")
    if street:
        streets.street(street, seen_by=by)
    with transaction.atomic():
        own = Mark.objects.filter(person=by)
        found = own.filter(street=street, practice=practice).first()
        if found is None and own.count() >= MOST_MARKS:
            raise RuleBroken(_("There is no room for more marks. Take some back first."), code="full")
        noted = found or Mark(person_id=by, street=street, practice=practice)
        noted.what = what
        noted.save()
        return noted


def take_back_mark(mark_id: str, *, by: str) -> None:
    """As if it had never been noted."""
    with transaction.atomic():
        queries.mark(mark_id, seen_by=by).delete()
        erasing.leave_no_residue([Mark])


def forget(person_id: str) -> None:
    """All of it, when the person is erased."""
    for table in (Notebook, Sheet, Mark):
        table.objects.filter(person=person_id).delete()
