"""Who may write down what of their own, and how much of it: the only writer of these tables.

Whoever sends a version sends the next one, so that of two devices that write at once the second is told. What
was sent twice because its answer got lost is answered as it was the first time.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from twoway.errors import BadShape, RuleBroken
from twoway.ids import looks_like_id
from twoway.people.rules import erasing
from twoway.people.streets import queries as streets
from twoway.private import queries
from twoway.private.models import TABLES, WHATS, Mark, Notebook, Sheet

MOST_KEYS = 16_000
MOST_INDEX = 600_000
MOST_SEALED = 65_536
MOST_SHEETS = 1_000
MOST_VERSIONS = 1_000_000_000
MOST_MARKS = 2_000
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 80
VISIBLE = re.compile(r"[\x21-\x7e]+")


class Sealed(NamedTuple):
    """A text only its writer can open, and the number of its version."""

    text: str
    version: int


def begin(*, by: str, keys: str, index: str) -> Notebook:
    """A notebook with its wrapped keys and an empty index."""
    _demand(Sealed(keys, 1), MOST_KEYS, "keys")
    _demand(Sealed(index, 1), MOST_INDEX, "index")
    with transaction.atomic():
        own = queries.notebook(by)
        if own is None:
            return Notebook.objects.create(
                person_id=by, keys=keys, keys_version=1, index=index, index_version=1
            )
        if (own.keys, own.index) != (keys, index):
            say = _("You have begun a notebook already, perhaps on another device. Load the page again.")
            raise RuleBroken(say, code="begun")
        return own


def change_keys(*, by: str, keys: Sealed, index: Sealed) -> Notebook:
    """Other ways to unlock it; the index says which keys are the right ones, so it changes along."""
    _demand(keys, MOST_KEYS, "keys")
    _demand(index, MOST_INDEX, "index")
    with transaction.atomic():
        own = _own(by)
        if _is_kept(own, index) and (own.keys, own.keys_version) == keys:
            return own
        _demand_next(own.keys_version, keys.version)
        own.keys, own.keys_version = keys
        _put_index(own, index)
        erasing.leave_no_residue([Notebook])
        return own


def keep(name: str, sheet: Sealed, *, by: str, index: Sealed) -> Sheet:
    """A new sheet, or a new version of one, and the index that names it: both or neither."""
    if not looks_like_id(name):
        raise BadShape(_("A sheet is named by twelve letters and digits."), field="name")
    _demand(sheet, MOST_SEALED, "sealed")
    _demand(index, MOST_INDEX, "index")
    with transaction.atomic():
        own = _own(by)
        found = Sheet.objects.filter(person=by, name=name).first() or _fresh(name, by)
        if _is_kept(own, index) and (found.sealed, found.version) == sheet:
            return found
        _demand_next(found.version, sheet.version)
        _put_index(own, index)
        found.sealed, found.version = sheet
        found.save()
        return found


def drop(name: str, *, by: str, index: Sealed) -> None:
    """One sheet goes for good, and the index no longer names it."""
    found = queries.sheet(name, seen_by=by)
    _demand(index, MOST_INDEX, "index")
    with transaction.atomic():
        _put_index(_own(by), index)
        found.delete()
        # PostgreSQL writes a table anew only when all of somebody's sheets go: docs/ideas/private.md.
        erasing.leave_no_residue([])


def destroy(*, by: str) -> None:
    """Keys, index and every sheet, for good; whoever has none loses nothing."""
    with transaction.atomic():
        Sheet.objects.filter(person=by).delete()
        Notebook.objects.filter(person=by).delete()
        erasing.leave_no_residue([Notebook, Sheet])


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
    for table in TABLES:
        table._default_manager.filter(person=person_id).delete()


def _demand(sealed: Sealed, most: int, field: str) -> None:
    if len(sealed.text) > most:
        say = _("That is more than is kept in one piece. Write on in a second one.")
        raise BadShape(say, code="too_long", field=field)
    if not VISIBLE.fullmatch(sealed.text):
        raise BadShape(_("That was not sealed by Twoway’s page. Load it again."), field=field)
    if not 1 <= sealed.version <= MOST_VERSIONS:
        raise BadShape(_("Versions are counted from 1."), field=f"{field}_version")


def _demand_next(version: int, given: int) -> None:
    if given != version + 1:
        say = _("This was changed on another device meanwhile. Load the page again, then keep it.")
        raise RuleBroken(say, code="moved_on")


def _own(by: str) -> Notebook:
    """The notebook, held until the transaction is over."""
    own = Notebook.objects.select_for_update().filter(person=by).first()
    if own is None:
        raise RuleBroken(_("Begin a notebook first: choose a passphrase for it."), code="not_begun")
    return own


def _is_kept(own: Notebook, index: Sealed) -> bool:
    return (own.index, own.index_version) == index


def _put_index(own: Notebook, index: Sealed) -> None:
    _demand_next(own.index_version, index.version)
    own.index, own.index_version = index
    own.save()


def _fresh(name: str, by: str) -> Sheet:
    if Sheet.objects.filter(person=by).count() >= MOST_SHEETS:
        say = _("The notebook is full. Take it along as a file, and delete what you no longer need.")
        raise RuleBroken(say, code="full")
    return Sheet(person_id=by, name=name, version=0)
