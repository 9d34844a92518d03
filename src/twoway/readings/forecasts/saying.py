"""A forecast in sentences, as one of those who see the promise reads it: about the promise, and nobody."""

from __future__ import annotations

from datetime import date

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later
from django.utils.translation import ngettext

from twoway.nouns.promises import queries
from twoway.readings.forecasts.dots import next_working
from twoway.readings.forecasts.figures import Forecast, Lever
from twoway.readings.forecasts.foreseen import Foreseen
from twoway.readings.forecasts.written import sentences
from twoway.web.days import day_text
from twoway.web.templatetags.twoway import first_name

LONGEST = 60
"""So much of a promise's words stands inside a sentence about it."""
EARLY_ENOUGH = 0.9
"""From this chance on nobody has to be told anything early."""

# What share of the risk sits in the weakest link, in words.
SHARES = (
    (0.85, later("Nearly all of the risk sits here.")),
    (0.6, later("Most of the risk sits here.")),
    (0.4, later("About half of the risk sits here.")),
    (0.2, later("A good part of the risk sits here.")),
    (0.0, later("More of the risk sits here than in any other link, though not much.")),
)


def outside() -> str:
    """Under every forecast, whoever looks: that it stands there must tell nothing."""
    return _("It may also hang on something outside your view. This is worked out without it.")


def written(found: Foreseen, me: str) -> tuple[str, ...]:
    """What the record of the two says, both ways; nothing to whoever is not one of them."""
    return sentences(found.root.promiser_id, found.root.promisee_id, seen_by=me)


def no_working_day(today: date, due_on: date) -> str:
    """Why hardly anything is likely by a day off that comes before the next working day; empty otherwise."""
    if not today <= due_on < next_working(today):
        return ""
    return _("No working day lies between today and then, and only working days are counted.")


def odds(now: Forecast, *, is_mine: bool) -> str:
    """The two days besides the one that was agreed."""
    if now.even_odds is None:
        return _("By this it is more likely than not that it is never kept as it stands.")
    even = _("Even odds by %(day)s.") % {"day": day_text(now.even_odds)}
    if now.nine_in_ten is None:
        return _("%(even)s There is no day of which one could be nine-in-ten sure.") % {"even": even}
    say = _("%(even)s To be nine-in-ten sure, you’d say %(day)s.")
    if not is_mine or now.nine_in_ten <= now.due_on:
        say = _("%(even)s Nine in ten by %(day)s.")
    return say % {"even": even, "day": day_text(now.nine_in_ten)}


def rests_on(now: Forecast) -> str:
    """How many promises of the past are behind it."""
    if now.is_set_aside:
        return _(
            "Going by the record between you two, forecasts did worse than the base rate so far. So this is "
            "what usually becomes of promises."
        )
    if not now.rests_on_all:
        return _("It rests on what was said, and on what usually becomes of promises.")
    say = ngettext(
        "It rests on %(count)s earlier promise of or to you, and on what usually becomes of promises.",
        "It rests on %(count)s earlier promises of or to you, and on what usually becomes of promises.",
        now.rests_on_all,
    )
    return say % {"count": now.rests_on_all}


def lever(moves: Lever, found: Foreseen, me: str) -> str:
    """Under which condition the chance would be another one."""
    assert found.now is not None
    if moves.what == "moved":
        say = _("if the day is moved to %(day)s") if found.now.given else _("if the day is %(day)s")
        return say % {"day": day_text(moves.day)}
    link = found.tree.promises[moves.promise]
    by = _("today") if moves.day == found.now.as_of else _("by %(day)s") % {"day": day_text(moves.day)}
    say = _("if you keep “%(what)s” %(by)s") if link.promiser_id == me else _("if “%(what)s” is kept %(by)s")
    return say % {"what": shortened(link), "by": by}


def shortened(promise: queries.Promise) -> str:
    """A promise's words inside a sentence."""
    return Truncator(promise.what or _("words that were erased")).chars(LONGEST)


def needs_no_word(now: Forecast, promise: queries.Promise, me: str) -> bool:
    """Whether there is nothing to say early: it is as good as certain, not given yet, or not theirs."""
    sure = now.chance is not None and now.chance >= EARLY_ENOUGH
    return sure or not now.given or me not in promise.parties


def honest(now: Forecast, name: str, *, is_mine: bool) -> str:
    """What either of the two could say early, without a word on what it would earn or cost."""
    day = {"name": name, "day": day_text(now.nine_in_ten) if now.nine_in_ten else ""}
    if now.is_late:
        say = _("Say where it is, even if it isn’t done. That leaves %(name)s something to go by.")
        return (say if is_mine else _("You can ask %(name)s where it is, and what would help.")) % day
    if not now.nine_in_ten:
        say = _("Say today what stands in the way. %(name)s can plan for what is said.")
        return (say if is_mine else _("You can ask %(name)s today what stands in the way.")) % day
    say = _("Said today, that it may be %(day)s leaves %(name)s time to plan. On its day it no longer does.")
    if not is_mine:
        say = _("You can say today whether %(day)s would do as well. %(name)s need not be the one to begin.")
    return say % day


def weakest(found: Foreseen, link: queries.Promise, me: str) -> str:
    """What to know of the weakest link: how much of the risk it holds, and what may help."""
    assert found.now is not None
    assert found.now.weakest is not None
    share = found.now.weakest.share
    says = _(next(words for least, words in SHARES if share >= least))
    if link.promiser_id == me:
        return _("%(says)s It is your own promise: a word from you, early, helps most.") % {"says": says}
    if link.promiser_id == found.root.promisee_id:
        name = first_name(queries.name_in(link, link.promiser_id))
        return _("%(says)s It is %(name)s’s own promise.") % {"says": says, "name": name}
    return _("%(says)s Asking what would help may be the best next step.") % {"says": says}


# ---- once it is over -------------------------------------------------------------------------------------


def came_out(found: Foreseen, then: Forecast) -> str:
    """How it came out, beside what would have been said: facts, and no verdict on anybody."""
    root = found.root
    said = []
    if root.due_on and root.due_on != then.due_on:
        said.append(_("The day was moved to %(day)s later.") % {"day": day_text(root.due_on)})
    if found.standing == "broken":
        said.append(_("It was given up."))
    elif found.standing == "released":
        said.append(_("It was let go, and so it counts neither way."))
    elif root.kept_on:
        said.append(_kept(root.kept_on, then.due_on, is_claim=found.standing == "claimed"))
    return " ".join(said)


def _kept(day: date, due_on: date, *, is_claim: bool) -> str:
    says = {"day": day_text(day), "days": abs((due_on - day).days)}
    early = (due_on - day).days
    if early > 0:
        how = ngettext(
            ", a day before the one named first", ", %(days)s days before the one named first", early
        )
    elif early < 0:
        how = ngettext(
            ", a day after the one named first", ", %(days)s days after the one named first", -early
        )
    else:
        how = _(", the day named first")
    say = (
        _("It is said to have been kept on %(day)s%(how)s.")
        if is_claim
        else _("It was kept on %(day)s%(how)s.")
    )
    return say % (says | {"how": how % says})
