"""A list of people brought in by a program: looked at first with `dry_run`, taken in whole or not at all."""

from django.http import HttpRequest
from ninja import Router, Schema

from twoway import clock
from twoway.errors import NotSeen
from twoway.integrations.csv import people, reading
from twoway.people import roster as rosters
from twoway.people import rules
from twoway.people.bearer import caller
from twoway.web.errors import TooLarge
from twoway.web.once import once_of

router = Router(tags=["import"])
BODY = {"requestBody": {"required": True, "content": {"text/csv": {"schema": {"type": "string"}}}}}


class RowOut(Schema):
    """What is wrong with a row, in words."""

    row: int
    say: str


class TakenIn(Schema):
    """How many the list brings in and changes, or would; with problems it is refused and brings in nobody."""

    new: int
    changed: int
    new_teams: list[str]
    problems: list[RowOut]
    remarks: list[str]
    done: bool


@router.post("/people", response=TakenIn, operation_id="import_people", openapi_extra=BODY)
def take_in(request: HttpRequest, dry_run: bool = True) -> TakenIn:
    """Take in a CSV of people; without `dry_run=false` it only says what the list would do."""
    me = caller(request)
    if not me.runs_server:
        raise NotSeen
    if len(request.body) > reading.MOST_BYTES:
        raise TooLarge
    found = people.read(request.body)
    plan = rosters.plan(found.lines, today=clock.today(me.zone), found=found.problems)
    if not dry_run:
        rosters.demand_none(plan.problems)
    if not dry_run and (plan.new or plan.changed):
        rules.take_in(found.whole(), by=me.id, once=once_of(request))
    return TakenIn(
        new=len(plan.new),
        changed=len(plan.changed),
        new_teams=[" / ".join(path) for path in plan.new_teams],
        problems=[RowOut(row=problem.row, say=problem.say) for problem in plan.problems],
        remarks=list(found.remarks),
        done=not dry_run,
    )
