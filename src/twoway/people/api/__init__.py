"""The people of a workplace for programs: oneself, the directory, and looking after the workplace.

What opens or ends an account (address, tokens, passkeys, leaving, erasing) is done signed in, not from here.
"""

from twoway.people.api.directory import router as directory
from twoway.people.api.oneself import router as oneself
from twoway.people.api.teams import router as teams
from twoway.people.api.workplace import router as workplace

__all__ = ["directory", "oneself", "teams", "workplace"]
