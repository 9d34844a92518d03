"""Today for programs: what waits for one, and when."""

from django.http import HttpRequest
from ninja import Router, Schema

from twoway import clock
from twoway.people.bearer import caller
from twoway.readings import told
from twoway.readings.shapes import OpenOut, open_out
from twoway.readings.today.agenda import agenda

router = Router(tags=["today"])


class TodayOut(Schema):
    """What waits for one now, this week and later, and what others have promised one."""

    today: list[OpenOut]
    this_week: list[OpenOut]
    later: list[OpenOut]
    promised: list[OpenOut]
    more_promised: int


@router.get("", response=TodayOut, operation_id="today")
def today(request: HttpRequest) -> TodayOut:
    """What waits for whoever the token stands for, on the day it is where they are."""
    me = caller(request)
    found = agenda(told.opens(seen_by=me.id), me=me.id, today=clock.today(me.zone))
    return TodayOut(
        today=[open_out(one) for one in found.today],
        this_week=[open_out(one) for one in found.this_week],
        later=[open_out(one) for one in found.later],
        promised=[open_out(one) for one in found.promised],
        more_promised=found.more_promised,
    )
