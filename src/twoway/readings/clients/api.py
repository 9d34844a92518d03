"""What stands between us and a client, for programs: the same from either end."""

from collections.abc import Iterable

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.people import queries as people
from twoway.people.bearer import caller
from twoway.people.models import Person
from twoway.readings.clients.between import Act, BothSides
from twoway.readings.shapes import MOST_IN_A_LIST, LineOut, line_out
from twoway.web.api import First

router = Router(tags=["clients"])


class OnASide(Schema):
    """Somebody of one of two sides, and whom of the other they have to do with, as far as one sees it."""

    id: str
    name: str
    title: str
    state: str
    with_: list[str]


class ClientWhole(Schema):
    """A client with its contacts, and those of ours who have to do with one, as far as one sees it."""

    id: str
    name: str
    contacts: list[OnASide]
    ours: list[OnASide]


class BetweenActOut(LineOut):
    """An act between both sides, with whom of either it names."""

    ours: list[str]
    contacts: list[str]


@router.get("/{id}", response=ClientWhole, operation_id="client")
def client(request: HttpRequest, id: str) -> ClientWhole:
    """A client one may know of, with who stands on either side."""
    both = _both(request, id)
    contacts, ours = _out(both, both.contacts), _out(both, both.ours)
    return ClientWhole(id=both.client.id, name=both.client.name, contacts=contacts, ours=ours)


@router.get("/{id}/acts", response=list[BetweenActOut], operation_id="client_acts")
def acts(request: HttpRequest, id: str, first: First = 0) -> list[BetweenActOut]:
    """Every act between both sides that one sees, the latest first, 200 at a time from number `first` on."""
    both = _both(request, id)
    seqs = both.acts.values_list("seq", flat=True)[first : first + MOST_IN_A_LIST]
    return [_act_out(act) for act in both.told(seqs)]


def _both(request: HttpRequest, id: str) -> BothSides:
    me = caller(request)
    return BothSides(people.client(id, seen_by=me.id), me)


def _out(both: BothSides, side: Iterable[Person]) -> list[OnASide]:
    return [
        OnASide(
            id=one.id,
            name=one.called,
            title=one.title,
            state=one.state,
            with_=[other.id for other in both.met_by(one.id)],
        )
        for one in side
    ]


def _act_out(act: Act) -> BetweenActOut:
    ours, contacts = [one.id for one in act.ours], [one.id for one in act.theirs]
    return BetweenActOut(**dict(line_out(act.line)), ours=ours, contacts=contacts)
