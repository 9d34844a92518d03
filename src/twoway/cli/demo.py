"""`twoway demo`: the sample company, told by its story."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from twoway.cli.start import open_database
from twoway.cli.words import HowFar, progress, say
from twoway.errors import RuleBroken

if TYPE_CHECKING:
    from twoway.cli.story import Story
    from twoway.people.sample import Opening


def demo() -> None:
    """Fill an empty database with a sample company of thirteen; done before, it changes nothing."""
    open_database()
    if is_told():
        say("The sample company is here already.")
        return
    with progress("Telling half a year at the sample company") as at:
        fill(at)
    say("The sample company stands. Start `twoway serve`, and walk through it as any of its thirteen people.")


def fill(at: HowFar = lambda done, total: None) -> None:
    """Tell the sample company's story, unless it has been told; a half of one is told to its end."""
    from twoway.cli import story_telling

    if not is_told():
        story_telling.tell(larkfield(), progress=at)


def is_told() -> bool:
    """Whether the sample company is here; refused where people have a workplace of their own."""
    from twoway.people import queries, sample

    place = queries.workplace()
    if place is None:
        return False
    if place.kind != "sample":
        raise RuleBroken(
            f"{place.name} lives in this database, and the sample company needs one of its own. "
            "Set TWOWAY_HOME to an empty folder and run this again.",
            code="not_empty",
        )
    return sample.is_told()


def opening() -> Opening:
    """How the sample company's story opens, in its own words."""
    from twoway.people.sample import Opening

    story = larkfield()
    return Opening(so_far=story.so_far, begins_as=tuple(story.people[word].email for word in story.begins_as))


@cache
def larkfield() -> Story:
    """The story of the sample company."""
    from twoway.cli import story

    return story.read(files("twoway.cli").joinpath("sample", "larkfield.story").read_text(encoding="utf-8"))
