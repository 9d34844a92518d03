"""What is published of a team, for programs of those who are in it."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.people.bearer import caller
from twoway.readings.team import figures

router = Router(tags=["teams"])


class TeamVoicesOut(Schema):
    """Voices by name raised with a team's leads from `since` to `last_day`, and how many were answered.

    That is at least and at most, which differ where all or none might be. All are null where fewer than five
    people raised any. The figure came on `published_on`, and stays.
    """

    since: date
    last_day: date
    published_on: date
    raised: int | None
    answered_at_least: int | None
    answered_at_most: int | None


@router.get("/{id}/voices", response=TeamVoicesOut, operation_id="team_voices")
def team_voices(request: HttpRequest, id: str) -> TeamVoicesOut:
    """The latest figure of a team one is in."""
    found = figures.of_team(id, seen_by=caller(request).id)
    quarter = found.quarter
    return TeamVoicesOut(
        since=quarter.since,
        last_day=quarter.last_day,
        published_on=quarter.published_on,
        raised=found.raised,
        answered_at_least=found.at_least,
        answered_at_most=found.at_most,
    )
