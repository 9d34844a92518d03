"""The words on the street: who did what when, and what a cluster holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.utils.dateformat import format as spelled
from django.utils.translation import get_language, gettext, ngettext

from twoway.web.days import day_text
from twoway.web.street.axis import Axis
from twoway.web.street.glyphs import GLYPHS
from twoway.web.street.letters import printable, shortened, spoken
from twoway.web.street.scene import Mark, Scene

_NAME_ROOM = 92.0


def day(when: date, today: date) -> str:
    """A day as it stands in lists everywhere, with its year when that is not this one."""
    return _day(when, today, get_language())


@lru_cache(maxsize=4096)
def _day(when: date, today: date, _language: str | None) -> str:
    return day_text(when, short=True, today=today)


def who(scene: Scene, lane: str) -> str:
    """Whose lane it is, as the start of a sentence."""
    return {"you": gettext("You"), "them": spoken(scene.them)}.get(lane) or gettext("Both of you")


def of_mark(scene: Scene, mark: Mark) -> str:
    """The whole saying of one mark: "9 Feb. You. Kept: Send the plan"."""
    return f"{day(mark.day, scene.today)}. {of_act(scene, mark)}"


def of_act(scene: Scene, mark: Mark) -> str:
    """The same without its day, where that is already written: "You. Kept: Send the plan"."""
    return f"{who(scene, mark.lane)}. {spoken(mark.says)}"


def of_cluster(scene: Scene, marks: Sequence[Mark]) -> str:
    """The whole saying of a cluster: "9 Feb to 14 Feb. Jonas. 7 acts: 5 kept, 2 late"."""
    first, last = day(marks[0].day, scene.today), day(marks[-1].day, scene.today)
    days = first if first == last else gettext("%(first)s to %(last)s") % {"first": first, "last": last}
    acts = ngettext("%(count)d act", "%(count)d acts", len(marks)) % {"count": len(marks)}
    return f"{days}. {who(scene, marks[0].lane)}. {acts}: {', '.join(_tallies(marks))}"


def _tallies(marks: Sequence[Mark]) -> list[str]:
    counts = Counter((mark.shape, mark.state) for mark in marks)
    return [str(GLYPHS[kind].tally % {"count": count}) for kind, count in counts.most_common()]


def acts_between(scene: Scene, since: date | None, until: date | None, lane: str = "") -> str:
    """The address of the list of acts, cut to these days and this lane."""
    asked = {
        "since": since.isoformat() if since else "",
        "until": until.isoformat() if until else "",
        "lane": lane,
    }
    joined = "&" if "?" in scene.acts_href else "?"
    address, hash_mark, place = scene.acts_href.partition("#")
    return f"{address}{joined}{urlencode({k: v for k, v in asked.items() if v})}{hash_mark}{place}"


def title(scene: Scene, along: Axis) -> str:
    """What the picture is."""
    months = spelled(along.first, "F"), spelled(along.today, "F")
    if along.first.year != along.today.year:
        months = spelled(along.first, "F Y"), spelled(along.today, "F Y")
    return gettext("The street between %(you)s and %(them)s, %(first)s to %(last)s") % {
        "you": spoken(scene.you),
        "them": spoken(scene.them),
        "first": months[0],
        "last": months[1],
    }


def description(scene: Scene) -> str:
    """What the two lanes hold, for those who hear the page."""
    them = spoken(scene.them)
    if scene.estimate is None:
        return gettext(
            "Upper lane: what %(them)s does for you. Lower lane: what you do for %(them)s. "
            "The same acts are listed in words below."
        ) % {"them": them}
    return gettext(
        "Upper lane: what %(them)s does for you, and how far you can count on it, now %(theirs)d. "
        "Lower lane: what you do for %(them)s, and how far %(them)s can count on it, now %(yours)d. "
        "The same acts are listed in words below."
    ) % {
        "them": them,
        "theirs": scene.estimate.theirs.now.mean,
        "yours": scene.estimate.yours.now.mean,
    }


def lane_name(scene: Scene, lane: str) -> str:
    """What is written in the lane."""
    return gettext("Your lane") if lane == "you" else gettext("%(them)s’s lane") % {"them": scene.them}


def lane_sense(scene: Scene, lane: str) -> str:
    """What the lane is about."""
    them = {"them": _brief(scene.them)}
    if scene.estimate is None:
        return gettext("what you do") if lane == "you" else gettext("what %(them)s does") % them
    if lane == "you":
        return gettext("what you do, and how far %(them)s can count on it") % them
    return gettext("what %(them)s does, and how far you can count on it") % them


def counting_on(scene: Scene, lane: str) -> str:
    """The name of a lane's number."""
    them = {"them": _brief(scene.them)}
    if lane == "you":
        return gettext("%(them)s can count on you") % them
    return gettext("You can count on %(them)s") % them


def _brief(name: str) -> str:
    """A name that leaves room for the sentence it stands in."""
    return shortened(printable(name), room=_NAME_ROOM)


def likely(low: int, high: int) -> str:
    """A likely range in words."""
    return gettext("likely %(low)d to %(high)d") % {"low": low, "high": high}
