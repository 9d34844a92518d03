"""How lines are said on pages: k of n, the range, how sure they had said they were, and words of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as later

from twoway.nouns.standing import LINES, queries
from twoway.people.quarters import FEWEST
from twoway.readings.standing import lines
from twoway.readings.standing.blocks import Shown
from twoway.readings.track_records.cells import Figure
from twoway.web.slots import Text

OF_THEM = {
    **LINES,
    "sure": lazy("Promises they were sure of"),
    "sure_calls": lazy("Calls they said how sure they were of"),
    "owned": lazy("Problems they owned"),
    "learned": lazy("Learned from them"),
}
"""The same lines as somebody else reads them."""
MEANS = {
    "on_day": lazy("Kept by the day agreed; a day that was moved in good time is the new one."),
    "moved_early": lazy("A later day was asked for before the old one had passed."),
    "sure": lazy(
        "“Fairly sure” means four times in five. This is how often it was kept by the day named with it."
    ),
    "calls": lazy(
        "Of calls whose day to look back has come; without a word by then it is not counted as worked."
    ),
    "sure_calls": lazy("How sure was said beforehand, beside how often it worked."),
    "voices": lazy(
        "Raised with one person alone and answered by the day; a no with its reason is an answer."
    ),
    "owned": lazy("Of problems that stood with one: “this one is mine”."),
    "mended": lazy("Of the same problems: whoever raised it says that it is over."),
    "ownups": lazy("Taken on oneself before those it cost something."),
    "thanks": lazy("For something that was done. Words stand here only with their writer’s yes."),
    "learned": lazy("What somebody says they learned. Words stand here only with their writer’s yes."),
}
EXACTLY, AT_MOST, ALL_BUT = (
    later("%(number)s of %(of)s"),
    later("at most one of %(of)s"),
    later("all or all but one of %(of)s"),
)
FOUR_IN_FIVE = 80


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line as it reads. `says` is empty where there is nothing, or nothing that may be shown."""

    line: str
    label: Text
    means: Text
    says: str
    low: int | None = None
    high: int | None = None
    said: int | None = None
    to_others: str = ""
    words: tuple[queries.Quoted, ...] = ()
    has_words: bool = False

    @property
    def width(self) -> int:
        """How wide the range is, in per cent."""
        return (self.high or 0) - (self.low or 0)


def k_of_n(figure: Figure) -> str:
    """The figure in words; at its ends that and the next one cannot be told apart."""
    if figure.at_least == figure.at_most:
        return _(EXACTLY) % {"number": figure.at_least, "of": figure.of}
    if figure.at_least == 0 and figure.at_most == 1:
        return _(AT_MOST) % {"of": figure.of}
    if figure.at_most == figure.of and figure.at_least == figure.of - 1:
        return _(ALL_BUT) % {"of": figure.of}
    return _("%(least)s to %(most)s of %(of)s") % {
        "least": figure.at_least,
        "most": figure.at_most,
        "of": figure.of,
    }


def own_rows(person: str) -> list[Row]:
    """One's own lines, each with what others would be shown of it."""
    return [_own_row(one) for one in lines.own(person)]


def _own_row(one: lines.Own) -> Row:
    return Row(
        line=one.line,
        label=LINES[one.line],
        means=MEANS[one.line],
        says=k_of_n(one.figure) if one.figure else str(one.number) if one.number else "",
        low=one.figure.low if one.figure else None,
        high=one.figure.high if one.figure else None,
        said=_said(one.line, one.sure),
        to_others=_says(one.to_others),
        has_words=one.line in lines.WITH_WORDS,
    )


def rows(read: lines.Read) -> list[Row]:
    """The lines of a showing as both of its two read them."""
    return [_row(one, read.words.get(one.line, ())) for one in read.lines]


def _row(one: Shown, words: tuple[queries.Quoted, ...]) -> Row:
    is_share = one.figure is not None and one.line in lines.SHARES
    return Row(
        line=one.line,
        label=OF_THEM[one.line],
        means=MEANS[one.line],
        says=_says(one),
        low=one.figure.low if is_share and one.figure else None,
        high=one.figure.high if is_share and one.figure else None,
        said=_said(one.line, one.sure) if one.figure else None,
        words=words,
        has_words=one.line in lines.WITH_WORDS,
    )


def _says(one: Shown) -> str:
    if one.figure is None:
        return ""
    return k_of_n(one.figure) if one.line in lines.SHARES else str(one.figure.of)


def _said(line: str, sure: int | None) -> int | None:
    """How sure was said beforehand, in per cent."""
    return FOUR_IN_FIVE if line == "sure" else sure


def fragment(request: HttpRequest, showing: Any) -> str:
    """For the page of a showing: the lines, and how much they leave out."""
    read = lines.read(showing)
    is_owner = request.person.id == showing.owner_id  # type: ignore[attr-defined]
    context = {
        "rows": rows(read),
        "read": read,
        "shown": showing,
        "is_owner": is_owner,
        "fewest": FEWEST,
        "left_out": _left_out(read, showing.lines),
    }
    return render_to_string("standing_read/shown.html", context, request)


def composing(request: HttpRequest, person: Any) -> str:
    """For the page on which lines are picked: what each would say to whoever is shown it today."""
    read = lines.today(person.id)
    context = {"rows": rows(read), "read": read, "fewest": FEWEST}
    return render_to_string("standing_read/composing.html", context, request)


def _left_out(read: lines.Read, chosen: Sequence[str]) -> int:
    """How many lines of a record are not among those shown."""
    return read.all_lines - len(chosen)


def take(request: HttpRequest, person: Any) -> str:
    """Where the record is taken along: in the settings, and for whoever leaves."""
    return render_to_string("standing_read/take.html", {}, request)
