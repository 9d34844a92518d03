"""Outside organisations, whose contacts are guests."""

from __future__ import annotations

from django.utils.translation import gettext as _

from twoway.errors import NotSeen, RuleBroken
from twoway.ids import Once, new_id
from twoway.ledger.entries import EVERY_MEMBER, Entry
from twoway.ledger.write import Book, answers_twice_alike, writing
from twoway.people import acts, checks
from twoway.people.models import Client
from twoway.people.rules.standing import administrator, member
from twoway.people.sight import asked


@answers_twice_alike
def name_client(*, name: str, by: str, once: Once | None = None, book: Book | None = None) -> Entry:
    """A client by the name it goes by; its id is the entry's thing. Whoever works for it may say so."""
    with writing(by=by, once=once, book=book) as book:
        member(by)
        act = acts.ClientNamed(name=checks.name(name))
        _refuse_double(act.name)
        return book.enter(act, thing=new_id(), participants=[by], audience=[EVERY_MEMBER])


@answers_twice_alike
def rename_client(
    client_id: str, *, name: str, by: str, once: Once | None = None, book: Book | None = None
) -> Entry:
    """The client goes by another name, for everybody: so it is for whoever looks after the workplace."""
    with writing(by=by, once=once, book=book) as book:
        administrator(by)
        client = Client.objects.filter(id=asked(client_id)).first()
        if client is None:
            raise NotSeen
        act = acts.ClientNamed(name=checks.name(name))
        _refuse_double(act.name, but=client.id)
        return book.enter(act, thing=client.id, participants=[by], audience=[EVERY_MEMBER])


def _refuse_double(name: str, *, but: str = "") -> None:
    if any(client.name.casefold() == name.casefold() for client in Client.objects.exclude(id=but)):
        raise RuleBroken(
            _("There is a client called %(name)s already.") % {"name": name}, code="double", field="name"
        )
