"""Acts in words, and what is open, as programs are given them."""

from datetime import date, datetime

from ninja import Schema

from twoway.web.api import SideOut
from twoway.web.told import Line, Open

MOST_IN_A_LIST = 200


class LineOut(Schema):
    """One act in words: `says` is the app's sentence for its reader, `about` and `words` are people's.

    `day` is the day the act tells of, the same for every reader: the promisee's, or the thanked one's; of an
    act about a street or the workplace, the day in UTC. `source` is from where it was brought in, if it was
    not entered here.
    """

    entry: str
    kind: str
    by: str
    day: date
    at: datetime
    says: str
    about: str
    words: str
    source: str
    sides: list[SideOut]


class OpenOut(Schema):
    """What `owes` owes `to`: something promised, an answer, or a word on "it was kept"."""

    street: str
    thing: str
    owes: str
    to: str
    kind: str
    what: str
    says: str
    due_on: date | None
    days_late: int
    seen: str


def line_out(line: Line) -> LineOut:
    sides = [SideOut.of(side) for side in line.sides]
    shown = {name: getattr(line, name) for name in LineOut.model_fields if name != "sides"}
    return LineOut(**shown, sides=sides)


def open_out(one: Open) -> OpenOut:
    return OpenOut(**{name: getattr(one, name) for name in OpenOut.model_fields})
