"""The stated rules by which the next good act is chosen, in the order in which they are asked."""

from __future__ import annotations

from django.conf import settings

from twoway.readings.suggestions.occasions.begin import BEGIN
from twoway.readings.suggestions.occasions.could import COULD
from twoway.readings.suggestions.occasions.mend import MEND
from twoway.readings.suggestions.occasions.occasion import Occasion
from twoway.readings.suggestions.occasions.say import SAY
from twoway.readings.suggestions.occasions.talk import TALK
from twoway.readings.suggestions.occasions.wait import WAIT

_NEEDS = {
    "talk-never-held": "conversations",
    "expectations-unchecked": "conversations",
    "voice-never-asked": "voices",
    "voice-never-raised": "voices",
    "hand-offs-unasked": "voices",
    "first-entrustment": "entrustments",
    "goal-unshown": "growth",
}


def _can_be_done(occasion: Occasion) -> bool:
    """Whether what an occasion leads to can be begun here."""
    noun = _NEEDS.get(occasion.slug)
    return noun is None or f"twoway.nouns.{noun}" in settings.INSTALLED_APPS


STATED: tuple[Occasion, ...] = (*WAIT, *MEND, *TALK, *SAY, *BEGIN, *COULD)
OCCASIONS: tuple[Occasion, ...] = tuple(filter(_can_be_done, STATED))
"""The first that holds is named, so what somebody waits for comes before what one could do besides."""

BY_SLUG = {occasion.slug: occasion for occasion in STATED}
