"""The stated rules by which the next good act is chosen, in the order in which they are asked."""

from __future__ import annotations

from twoway.readings.suggestions.occasions.begin import BEGIN
from twoway.readings.suggestions.occasions.could import COULD
from twoway.readings.suggestions.occasions.mend import MEND
from twoway.readings.suggestions.occasions.occasion import Occasion
from twoway.readings.suggestions.occasions.say import SAY
from twoway.readings.suggestions.occasions.talk import TALK
from twoway.readings.suggestions.occasions.wait import WAIT

OCCASIONS: tuple[Occasion, ...] = (*WAIT, *MEND, *TALK, *SAY, *BEGIN, *COULD)
"""The first that holds is named, so what somebody waits for comes before what one could do besides."""

BY_SLUG = {occasion.slug: occasion for occasion in OCCASIONS}
