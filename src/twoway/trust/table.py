"""What counts, and how much: a row for each kind of act, and the numbers that belong to no single kind.

A new kind of act is one more row of `KINDS`; an act that carries no number is one more row of `UNCOUNTED` in
`uncounted`.
"""

from __future__ import annotations

from twoway.trust.needs import NEEDS
from twoway.trust.rows import CHECKIN, EVENLY, PROMISED, EvidenceKind, Parameter

_MIX = "Mayer, Davis & Schoorman 1995 for the facets; half ability, half integrity is assumed"
_OWNING = (
    "Kim, Ferrin, Cooper & Dirks 2004 and Kim, Dirks, Cooper & Ferrin 2006 find that an apology, and taking "
    "the blame oneself, repair more where a matter is one of competence, and less where it is one of "
    f"integrity; that it is read as good in both is a choice; {_MIX}"
)
_TAKEN = (
    "assumed, and so large by choice, that somebody unsure of a call, where it cost little, stands above "
    f"where they began once they have owned it at once; no study shows that size; {_OWNING}"
)

KINDS = (
    EvidenceKind(
        name="promise.kept",
        level=50,
        weights=PROMISED,
        noise=2000,
        source=f"Gneezy & Epley 2014 for the ceiling; {_MIX}; the noise is assumed: for somebody who keeps "
        "three in four, kept or broken scatters by 1,875",
        says="A kept promise reads as high as the scale goes. Doing more than was promised adds nothing.",
    ),
    EvidenceKind(
        name="promise.kept_late",
        level=10,
        weights=PROMISED,
        noise=2000,
        source=f"assumed: between kept and broken, and nearer kept, for it was done; {_MIX}",
        says="A promise kept after its day reads a little above where everyone starts.",
    ),
    EvidenceKind(
        name="promise.moved_early",
        level=-10,
        weights=PROMISED,
        noise=8000,
        source=f"assumed: told in time it is neither kept nor broken: a third thing, at little cost; {_MIX}",
        says="A day moved before it came costs little: it reads just below the start, and weighs a quarter "
        "of a kept promise.",
    ),
    EvidenceKind(
        name="promise.moved_late",
        level=-20,
        weights=PROMISED,
        noise=2000,
        source=f"assumed: between kept late and still open; {_MIX}",
        says="A day moved only after it had passed costs more than one moved in time, and less than silence.",
    ),
    EvidenceKind(
        name="promise.terms_changed_early",
        level=-10,
        weights=PROMISED,
        noise=8000,
        source=f"assumed: as a day moved early, for it is told in time; {_MIX}",
        says="A higher price that the promiser asked for before the day, and that was agreed, costs as "
        "little as a day moved early.",
    ),
    EvidenceKind(
        name="promise.terms_changed_late",
        level=-20,
        weights=PROMISED,
        noise=2000,
        source=f"assumed: as a day moved late; {_MIX}",
        says="A higher price that the promiser asked for only after the day had passed costs what a day "
        "moved late costs.",
    ),
    EvidenceKind(
        name="promise.at_price",
        level=50,
        weights=PROMISED,
        noise=8000,
        source="assumed: a quarter of a kept promise, for the price is a part of what was promised; Gneezy & "
        f"Epley 2014 for the ceiling, so that less than the price adds nothing; {_MIX}",
        says="What was kept at its agreed price, or below it, reads high, and weighs a quarter of a kept "
        "promise beside the keeping itself.",
    ),
    EvidenceKind(
        name="promise.above_price",
        level=-30,
        weights=PROMISED,
        noise=2000,
        source="assumed: worse than told late, better than silence, and as heavy as a kept promise, since "
        f"more was taken than was agreed; {_MIX}",
        says="What was charged above the agreed price, with no change agreed, reads low, whether it was kept "
        "on its day or not.",
    ),
    EvidenceKind(
        name="promise.late",
        level=-40,
        weights=PROMISED,
        noise=2000,
        source=f"assumed: close to broken, because nobody has said where it is; {_MIX}",
        says="A promise whose day has passed reads low, on every day until it is answered. Then the answer "
        "counts instead.",
        stands=True,
    ),
    EvidenceKind(
        name="promise.broken",
        level=-50,
        weights=PROMISED,
        noise=1250,
        source="Poortinga & Pidgeon 2004: a loss outweighs a gain, by little once earlier belief is counted; "
        f"that it weighs 1.6 gains is assumed, within 1 to 2; {_MIX}",
        says="A broken promise reads as low as the scale goes, and weighs as much as 1.6 kept ones.",
    ),
    EvidenceKind(
        name="promise.owned",
        level=50,
        weights=PROMISED,
        noise=4000,
        source="assumed: half as much as keeping, or breaking and owning would be as good as keeping; "
        f"{_OWNING}",
        says="Owning up to a promise that was broken or late reads high and weighs half a kept one: making "
        "good a part of it, never all.",
    ),
    EvidenceKind(
        name="call.worked",
        level=50,
        weights=PROMISED,
        noise=2000,
        source=f"assumed: as much as a kept promise; {_MIX}",
        says="A call that worked reads as a kept promise does, for everybody it asked or touched. What was "
        "declared uncertain weighs less, whichever way it turns out.",
    ),
    EvidenceKind(
        name="call.partly",
        level=-50,
        weights=PROMISED,
        noise=5000,
        source=f"assumed: a quarter of a call that failed; {_MIX}",
        says="A call that worked only in part weighs a quarter of one that failed, and nothing once it is "
        "owned.",
    ),
    EvidenceKind(
        name="call.failed",
        level=-50,
        weights=PROMISED,
        noise=1250,
        source=f"assumed: as much as a broken promise; {_MIX}",
        says="A call of which its owner says that it failed reads as a broken promise does, for those who "
        "did not say what it cost them, and no longer once it is owned.",
    ),
    EvidenceKind(
        name="call.cost_said",
        level=-50,
        weights=PROMISED,
        noise=1250,
        source="Poortinga & Pidgeon 2004 as for a broken promise, which a middling cost equals by "
        f"assumption; {_MIX}",
        says="What a call cost somebody weighs by what they say that it cost them, and nobody else can say "
        "it.",
    ),
    EvidenceKind(
        name="call.waiting",
        level=-50,
        weights=PROMISED,
        noise=1250,
        source=f"assumed: as much as a broken promise, for the owner named the day; {_MIX}",
        says="A call whose day of looking back has passed in silence reads low for everybody it asked, "
        "touched or reached, whether there is a problem or not, on every day until its owner looks back or "
        "owns it.",
        stands=True,
    ),
    EvidenceKind(
        name="call.owned",
        level=50,
        weights=PROMISED,
        noise=400,
        source=_TAKEN,
        says="Owning a call that went wrong reads high, and at once weighs as much as five kept promises: "
        "it is said at one's own expense. It takes away nothing of what it cost but a quarter.",
    ),
    EvidenceKind(
        name="problem.raised",
        level=-50,
        weights=PROMISED,
        noise=1250,
        source="Poortinga & Pidgeon 2004 as for a broken promise, which a middling cost equals by "
        f"assumption; {_MIX}",
        says="A problem weighs, for whoever raised it, by what they say that it cost them, on whom it "
        "stands with. Whoever carried it as it was handed over loses nothing.",
    ),
    EvidenceKind(
        name="problem.owned",
        level=50,
        weights=PROMISED,
        noise=400,
        source=_TAKEN,
        says="Saying that a problem is one's own reads as owning a call does, for whoever raised it and "
        "whoever carried it.",
    ),
    EvidenceKind(
        name="problem.taken_on",
        level=50,
        weights=PROMISED,
        noise=400,
        source=_TAKEN,
        says="Taking on a problem that stood with somebody else (“that was my call”) reads as owning a call "
        "does. It costs nothing, because nothing on record stood with whoever took it on.",
    ),
    EvidenceKind(
        name="entrustment.given",
        level=50,
        weights=PROMISED,
        noise=8000,
        source="Berg, Dickhaut & McCabe 1995 as to the direction: people answer trust that is given first; "
        f"that it weighs a quarter of a kept promise is assumed; {_MIX}",
        says="Trust that is given first, and taken on, reads high for whoever was entrusted, and weighs a "
        "quarter of a kept promise.",
    ),
    EvidenceKind(
        name="entrustment.well",
        level=50,
        weights=PROMISED,
        noise=2000,
        source=f"assumed: as much as a kept promise; {_MIX}",
        says="Where one of the two says that what was entrusted went well, their own lane reads as after a "
        "kept promise.",
    ),
    EvidenceKind(
        name="entrustment.partly",
        level=10,
        weights=PROMISED,
        noise=2000,
        source=f"assumed: as much as a promise kept late; {_MIX}",
        says="Where one of the two says that it went well in part, their own lane reads a little above where "
        "everyone starts.",
    ),
    EvidenceKind(
        name="entrustment.badly",
        level=-50,
        weights=PROMISED,
        noise=2000,
        source=f"assumed: less than a broken promise, for nobody gave their word that it would; {_MIX}",
        says="Where one of the two says that it did not go well, their own lane reads low, and weighs less "
        "than a broken promise.",
    ),
    EvidenceKind(
        name="voice.answered",
        level=50,
        weights=PROMISED,
        noise=4000,
        source="King 2015 as to the direction: a no with its reason counts as an answer, and silence is the "
        f"failure; that an answer weighs half a kept promise is assumed; {_MIX}",
        says="A voice answered by its day reads high for its writer, and weighs half a kept promise, whether "
        "the answer was yes, or no and why. Where its writer did not feel heard it weighs less.",
    ),
    EvidenceKind(
        name="voice.answered_late",
        level=10,
        weights=PROMISED,
        noise=8000,
        source=f"assumed: as a promise kept late, and a quarter as heavy; {_MIX}",
        says="A voice answered after its day reads a little above where everyone starts, and weighs half an "
        "answer in time.",
    ),
    EvidenceKind(
        name="voice.waiting",
        level=-50,
        weights=PROMISED,
        noise=4000,
        source="King 2015 as to the direction; assumed: as low as the scale goes, so that silence is never "
        f"better than any answer on any day, and half as heavy as a promise whose day has passed; {_MIX}",
        says="A voice whose day has passed without an answer reads low for its writer, on every day until it "
        "is answered. Then the answer counts instead.",
        stands=True,
    ),
    EvidenceKind(
        name=CHECKIN,
        level=None,
        weights=EVENLY,
        noise=225,
        source="assumed: asked again in the same week, two answers in three come within about 20 points",
        says="What somebody says of their lane in a shared check-in is read as they said it, facet by facet.",
    ),
    EvidenceKind(
        name="conversation.opened.well",
        level=50,
        weights=PROMISED,
        noise=10000,
        source="assumed: a fifth of a kept promise, for what somebody says of a talk is no deed of the "
        f"other's; {_MIX}",
        says="A talk that was, as somebody says under seal, fair and clear and one in which they were heard, "
        "reads high on their own lane, and weighs a fifth of a kept promise.",
    ),
    EvidenceKind(
        name="conversation.opened.badly",
        level=-50,
        weights=PROMISED,
        noise=6250,
        source=f"assumed: a fifth of a broken promise, in the same measure as a talk that went well; {_MIX}",
        says="A talk that was, as somebody says under seal, neither fair nor clear, and in which they were "
        "not heard, reads low on their own lane, and weighs a fifth of a broken promise.",
    ),
    *NEEDS,
)

PARAMETERS = (
    Parameter(
        name="baseline",
        value=50,
        unit="points",
        source="assumed: the middle of the scale, so that nobody starts ahead",
        says="Every lane starts at 50, and drifts back towards it when nothing happens.",
    ),
    Parameter(
        name="facet_variance",
        value=400,
        unit="points squared",
        source="assumed: before any act, two facets in three lie within 20 points of the start",
        says="How far from 50 a lane may well lie before anything is known.",
    ),
    Parameter(
        name="facet_correlation",
        value=0.6,
        unit="correlation",
        source="assumed: Colquitt, Scott & LePine 2007 find the three related, each with its own effect",
        says="That somebody is able makes it likelier, not certain, that they are honest and kind too.",
    ),
    Parameter(
        name="reciprocity",
        value=0.4,
        unit="correlation",
        source="assumed: Kenny & La Voie 1984 name it dyadic reciprocity; shared check-ins can tell it later",
        says="What one side says in a check-in says a little about the other lane too. Acts never do.",
    ),
    Parameter(
        name="half_life_days",
        value=240,
        unit="days",
        source="assumed: eight months, so that what was done last year still tells, and no longer decides",
        says="An act counts half as much after eight months, and a quarter as much after sixteen.",
    ),
    Parameter(
        name="cost_step",
        value=2,
        unit="times, for each of five steps",
        source="assumed: each step twice the one before; the middle one weighs what a broken promise does",
        says="What went wrong is weighed by what the one it touched says that it cost them, from 1 to 5: a "
        "quarter, a half, once, twice, four times. Where they say nothing, it weighs once.",
    ),
    Parameter(
        name="unsure_weight",
        value=0.5,
        unit="of the weight, at 0 % sure",
        source="assumed: whoever was warned had less to rely on",
        says="How a call turned out weighs in full where it was declared certain or nothing was said, and "
        "half where it was declared 0 % sure; evenly between.",
    ),
    Parameter(
        name="own_up_half_life_days",
        value=14,
        unit="days",
        source="Tomlinson, Dineen & Lewicki 2004 as to the direction: a prompt apology leaves people "
        "readier to be reconciled than a late one; the fortnight is assumed",
        says="Owning up weighs half as much for each fortnight that passed since it was known or due; after "
        "three months only what it opens is left.",
    ),
    Parameter(
        name="dear_step",
        value=0.25,
        unit="of the weight, for each step above the middle",
        source="assumed: what cost a great deal is not made good by words alone",
        says="Where it cost the one it touched much, owning up lifts less: three quarters at 4, half at 5.",
    ),
    Parameter(
        name="repair_steps",
        value=4,
        unit="parts",
        source="Schweitzer, Hershey & Bradlow 2006 as to the way: what untrustworthy deeds harmed, a "
        "consistent series of trustworthy ones restores, and a promise to change speeds it; after deception "
        "it never fully recovers; that it takes three is assumed",
        says="The own-up takes away a quarter of what it cost, and each promise kept to the same person "
        "after that day another quarter: after three it is closed. Nothing else closes it.",
    ),
)
