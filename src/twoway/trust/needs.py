"""What counts of a client's needs: a row for each kind of reading, for the table of what counts."""

from __future__ import annotations

from twoway.trust.rows import PROMISED, EvidenceKind

_MIX = "half ability, half integrity is assumed, as for promises"

NEEDS = (
    EvidenceKind(
        name="need.met",
        level=50,
        weights=PROMISED,
        noise=4000,
        source="assumed: half a kept promise, for what was promised within the need counts by itself; that a "
        f"need is said back first is no reading, but a condition of this one; {_MIX}",
        says="Where a client’s contact says, looking back, that what was delivered was what they needed, "
        "their lane towards whoever delivered reads high, and weighs half a kept promise.",
    ),
    EvidenceKind(
        name="need.partly",
        level=10,
        weights=PROMISED,
        noise=4000,
        source=f"assumed: as a promise kept late, and half as heavy; {_MIX}",
        says="Where it was in part what they needed, that lane reads a little above where everyone starts.",
    ),
    EvidenceKind(
        name="need.not_met",
        level=-50,
        weights=PROMISED,
        noise=2500,
        source="Poortinga & Pidgeon 2004 as for a broken promise; half as heavy, as for a need that was met, "
        f"is assumed; {_MIX}",
        says="Where it was not what they needed, that lane reads low, and weighs half a broken promise.",
    ),
    EvidenceKind(
        name="need.at_price",
        level=50,
        weights=PROMISED,
        noise=8000,
        source=f"assumed: a quarter of a kept promise, beside what was delivered; {_MIX}",
        says="Where a contact says that it came at the agreed price, or below it, their lane reads high, and "
        "weighs a quarter of a kept promise. Where the promise itself tells the price, that counts instead.",
    ),
    EvidenceKind(
        name="need.above_price",
        level=-50,
        weights=PROMISED,
        noise=5000,
        source=f"assumed: a quarter of a broken promise, in the same measure; {_MIX}",
        says="Where it came above the agreed price, their lane reads low, and weighs a quarter of a broken "
        "promise. A price that both agreed to change is the agreed price.",
    ),
    EvidenceKind(
        name="need.rated_together.well",
        level=50,
        weights=PROMISED,
        noise=10000,
        source=f"assumed: as a talk that went well, a fifth of a kept promise; {_MIX}",
        says="Working together that was, as somebody says under seal, fair and clear and one in which they "
        "were heard, reads high on their own lane, and weighs a fifth of a kept promise.",
    ),
    EvidenceKind(
        name="need.rated_together.badly",
        level=-50,
        weights=PROMISED,
        noise=6250,
        source=f"assumed: as a talk that did not go well, a fifth of a broken promise; {_MIX}",
        says="Working together that was, as somebody says under seal, neither fair nor clear, and in which "
        "they were not heard, reads low on their own lane, and weighs a fifth of a broken promise.",
    ),
)
