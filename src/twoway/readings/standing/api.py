"""What a record says, for programs: one's own lines, and those of a showing."""

from datetime import date

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Router, Schema

from twoway.nouns.standing import queries
from twoway.people.bearer import caller
from twoway.readings.standing import lines
from twoway.readings.standing.blocks import Shown
from twoway.readings.standing.pages import as_file
from twoway.readings.track_records.cells import Figure

router = Router(tags=["standing"])


class StandingFigureOut(Schema):
    """So many of a number, at least and at most, and the 90 % interval of the chance behind it."""

    of: int
    at_least: int
    at_most: int
    low: int
    high: int


class OwnLineOut(Schema):
    """One line of one's own record: a share, or just how many; and what others would be shown of it now."""

    line: str
    number: int
    share: StandingFigureOut | None
    sure: int | None
    to_others: StandingFigureOut | None


class WordsOut(Schema):
    """Words of somebody who lets them stand there; `name` is empty where they would rather not."""

    words: str
    name: str


class ShownLineOut(Schema):
    """One line as it is shown: no figure where fewer than five people stand behind it."""

    line: str
    figure: StandingFigureOut | None
    sure: int | None
    words: list[WordsOut]


class ShownLinesOut(Schema):
    """What a showing says, up to which day, on how many things it rests, and of about how many there are."""

    lines: list[ShownLineOut]
    until: date
    rests_on: int
    of_about: int


@router.get("", response=list[OwnLineOut], operation_id="standing")
def standing(request: HttpRequest) -> list[OwnLineOut]:
    """One's own record, line by line, as it stands today."""
    return [
        OwnLineOut(
            line=one.line,
            number=one.number,
            share=_figure(one.figure),
            sure=one.sure,
            to_others=_figure(one.to_others.figure),
        )
        for one in lines.own(caller(request).id)
    ]


@router.get("/archive", operation_id="standing_archive")
def archive(request: HttpRequest) -> HttpResponseBase:
    """One's whole record as a zip: pages to read, the same acts as lines, and each with its proof."""
    return as_file(caller(request).id)


@router.get("/shared/{id}/lines", response=ShownLinesOut, operation_id="standing_lines")
def shown_lines(request: HttpRequest, id: str) -> ShownLinesOut:
    """What a showing says, the same for both of its two."""
    read = lines.read(queries.showing(id, seen_by=caller(request).id))
    return ShownLinesOut(
        lines=[_line(one, read) for one in read.lines],
        until=read.until,
        rests_on=read.rests_on,
        of_about=read.of_about,
    )


def _line(one: Shown, read: lines.Read) -> ShownLineOut:
    words = [WordsOut(words=each.words, name=each.name) for each in read.words.get(one.line, ())]
    return ShownLineOut(line=one.line, figure=_figure(one.figure), sure=one.sure, words=words)


def _figure(found: Figure | None) -> StandingFigureOut | None:
    if found is None:
        return None
    return StandingFigureOut(
        of=found.of, at_least=found.at_least, at_most=found.at_most, low=found.low, high=found.high
    )
