"""Track records for programs: the same rules, errors and sight as the pages, one operation for each verb.

An `Idempotency-Key` header makes an act sent twice one act.
"""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.ledger.entries import Entry
from twoway.nouns.track_records import notices, queries, rules
from twoway.people.bearer import caller
from twoway.web.api import ActOut, First
from twoway.web.once import once_of

router = Router(tags=["track records"])
MOST_IN_A_LIST = 200


class TrackRecordOut(Schema):
    """A track record as somebody on it sees it; `people`, `agreed` and `contacts` are for those counted."""

    id: str
    team: str
    state: str
    audience: str
    people: list[str]
    agreed: list[str]
    asked: list[str]
    contacts: list[str]
    proposed_at: datetime
    out_at: datetime | None
    since: date | None
    is_asked_of_me: bool
    verbs: list[str]


class TrackRecordDone(Schema):
    """The act that was entered, and the record it is about."""

    entry: str
    thing: str


class ProposeRecord(Schema):
    """The team, who would be counted (five at least), and who may read it: clients or public."""

    team: str
    people: list[str]
    audience: str = "clients"


class AgreeToRecord(Schema):
    """Whether acts of one's own may be opened in its file, where everybody on them agrees."""

    opens: bool = False


class DeclineRecord(Schema):
    """A word with it, if any."""

    note: str = ""


@router.get("", response=list[TrackRecordOut], operation_id="track_records")
def track_records(request: HttpRequest, first: First = 0) -> list[TrackRecordOut]:
    """What one is asked for or counted in, 200 at a time from number `first` on."""
    me = caller(request).id
    return [_out(one, me) for one in queries.mine(me)[first : first + MOST_IN_A_LIST]]


@router.post("", response={201: TrackRecordDone}, operation_id="track_record_propose")
def propose(request: HttpRequest, said: ProposeRecord) -> TrackRecordDone:
    """Propose a record of a team one is in."""
    how = (said.team, said.people, said.audience)
    return _done(rules.propose(*how, by=caller(request).id, once=once_of(request)))


@router.get("/{id}", response=TrackRecordOut, operation_id="track_record")
def track_record(request: HttpRequest, id: str) -> TrackRecordOut:
    """One of them."""
    me = caller(request).id
    return _out(queries.one(id, seen_by=me), me)


@router.get("/{id}/history", response=list[ActOut], operation_id="track_record_history")
def history(request: HttpRequest, id: str) -> list[ActOut]:
    """What was done, the oldest first."""
    me = caller(request).id
    told = notices.history(queries.one(id, seen_by=me), seen_by=me)
    return [ActOut.of(one.entry, says=one.says, words=one.words, sides=[]) for one in told]


@router.post("/{id}/agree", response=TrackRecordDone, operation_id="track_record_agree")
def agree(request: HttpRequest, id: str, said: AgreeToRecord) -> TrackRecordDone:
    """Say yes."""
    return _done(rules.agree(id, by=caller(request).id, once=once_of(request), opens=said.opens))


@router.post("/{id}/decline", response=TrackRecordDone, operation_id="track_record_decline")
def decline(request: HttpRequest, id: str, said: DeclineRecord) -> TrackRecordDone:
    """Say no."""
    return _done(rules.decline(id, by=caller(request).id, once=once_of(request), note=said.note))


@router.post("/{id}/ask_contacts", response=TrackRecordDone, operation_id="track_record_ask_contacts")
def ask_contacts(request: HttpRequest, id: str) -> TrackRecordDone:
    """Ask the clients' contacts who were not asked yet."""
    return _done(rules.ask_contacts(id, by=caller(request).id, once=once_of(request)))


@router.post("/{id}/take_back", response=TrackRecordDone, operation_id="track_record_take_back")
def take_back(request: HttpRequest, id: str) -> TrackRecordDone:
    """Take it back, at once."""
    return _done(rules.take_back(id, by=caller(request).id, once=once_of(request)))


def _done(entry: Entry) -> TrackRecordDone:
    return TrackRecordDone(entry=entry.id, thing=entry.thing)


def _out(found: queries.TrackRecord, me: str) -> TrackRecordOut:
    is_member = me in found.everybody
    whom = {"people": found.people, "agreed": found.agreed, "asked": found.asked, "contacts": found.contacts}
    return TrackRecordOut(
        id=found.id,
        team=found.team_id,
        state=found.state,
        audience=found.audience,
        proposed_at=found.proposed_at,
        out_at=found.out_at,
        since=found.since,
        is_asked_of_me=queries.is_asked(found, me),
        verbs=queries.open_verbs(found, me),
        **{name: ids if is_member else [id for id in ids if id == me] for name, ids in whom.items()},
    )
