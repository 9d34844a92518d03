"""The only way in: who may change what about the people of a workplace, and when."""

from twoway.people.rules.clients import name_client, rename_client
from twoway.people.rules.erasing import erase
from twoway.people.rules.lines import end_line, start_line
from twoway.people.rules.persons import (
    bring_back,
    describe,
    introduce,
    invite,
    join,
    leave,
    readdress,
    run_server,
)
from twoway.people.rules.roster import take_in
from twoway.people.rules.teams import (
    close_team,
    form_team,
    join_team,
    lead_team,
    leave_team,
    move_team,
    rename_team,
)
from twoway.people.rules.workplace import end_estimates, rename_workplace, set_up

__all__ = [
    "bring_back",
    "close_team",
    "describe",
    "end_estimates",
    "end_line",
    "erase",
    "form_team",
    "introduce",
    "invite",
    "join",
    "join_team",
    "lead_team",
    "leave",
    "leave_team",
    "move_team",
    "name_client",
    "readdress",
    "rename_client",
    "rename_team",
    "rename_workplace",
    "run_server",
    "set_up",
    "start_line",
    "take_in",
]
