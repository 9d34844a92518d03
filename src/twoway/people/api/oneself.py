"""Oneself, for programs."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from twoway.errors import BadShape, NotSeen
from twoway.people import accounts, opened, record, rules
from twoway.people.api.shapes import Done, PersonOut, done, person_out
from twoway.people.bearer import caller
from twoway.people.forms import HOURS
from twoway.people.models import Account
from twoway.web import notice
from twoway.web.once import once_of

router = Router(tags=["oneself"])


class Me(PersonOut):
    """Whoever the token stands for, with what only they see."""

    email: str
    zone: str


class You(Schema):
    """What one says of oneself."""

    name: str
    title: str = ""
    zone: str


class Notices(Schema):
    """Which kinds of mail one does without, and at which hour of one's morning the rest comes."""

    off: list[str]
    digest_hour: int = Field(ge=min(HOURS), le=max(HOURS))


class NoticesOut(Notices):
    """The same, with every kind there is."""

    kinds: list[str]


class OpeningOut(Schema):
    """Who opened what on a day, however often; `id` is empty for the list of everybody's addresses."""

    on: date
    by: str
    name: str
    kind: opened.Kind
    id: str
    about: str


class OpenedOut(Schema):
    """A page of it; `older` is what to ask for as `until` to read on."""

    opened: list[OpeningOut]
    older: date | None


@router.get("", response=Me, operation_id="me")
def me(request: HttpRequest) -> Me:
    """Whoever the token stands for."""
    person = caller(request)
    return Me(**person_out(person).dict(), email=person.email, zone=person.zone)


@router.post("/describe", response=Done, operation_id="me_describe")
def describe(request: HttpRequest, said: You) -> Done:
    """Say how one is called here, what one does, and where one's days begin and end."""
    person = caller(request)
    once = once_of(request)
    return done(rules.describe(person.id, by=person.id, starts_on=person.starts_on, once=once, **said.dict()))


@router.get("/notices", response=NoticesOut, operation_id="me_notices")
def notices(request: HttpRequest) -> NoticesOut:
    """Which mails come, and when."""
    return _notices(_account(request))


@router.post("/notices", response=NoticesOut, operation_id="me_choose_notices")
def choose_notices(request: HttpRequest, said: Notices) -> NoticesOut:
    """Choose which mails come, and when."""
    account = _account(request)
    unknown = sorted(set(said.off) - set(_kinds()))
    if unknown:
        raise BadShape(f"There is no kind of mail called {unknown[0][:60]!r}.", field="off")
    accounts.choose_notices(account, off=said.off, digest_hour=said.digest_hour)
    return _notices(account)


@router.get("/record", response=dict[str, Any], operation_id="me_record")
def whole_record(request: HttpRequest) -> dict[str, Any]:
    """One's whole record, to take along: every act that names one, as one may see it."""
    return record.as_data(caller(request).id)


@router.get("/opened", response=OpenedOut, operation_id="me_opened")
def who_opened(request: HttpRequest, until: date | None = None) -> OpenedOut:
    """Who opened what of one's own and on which day, as long as the day is over; whole days, newest first."""
    found = opened.of(caller(request).id, until=until)
    openings = [each for _day, those in found.days for each in those]
    return OpenedOut(opened=[OpeningOut(**one) for one in opened.as_data(openings)], older=found.older)


def _account(request: HttpRequest) -> Account:
    """In the sample company nobody has one."""
    account = accounts.of(caller(request).id)
    if account is None:
        raise NotSeen
    return account


def _notices(account: Account) -> NoticesOut:
    return NoticesOut(off=account.notices_off, digest_hour=account.digest_hour, kinds=_kinds())


def _kinds() -> list[str]:
    return [kind.kind for kind in notice.KINDS]
