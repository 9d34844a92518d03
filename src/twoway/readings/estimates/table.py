"""The table behind the estimates, as a member reads it: what counts, how much, from where we have it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from twoway.trust.evidence import DEFAULTS, EvidenceKind, Settings


@dataclass(frozen=True, kw_only=True)
class Row:
    """A kind of act in the table: `level` with a true minus, `mix` of which facets it tells."""

    kind: EvidenceKind
    level: str
    mix: str


def table() -> Settings:
    """The release that every estimate goes by."""
    return DEFAULTS


def rows() -> list[Row]:
    """Every kind of act that counts."""
    return [Row(kind=kind, level=_level(kind), mix=_mix(kind)) for kind in DEFAULTS.kinds]


def _level(kind: EvidenceKind) -> str:
    if kind.level is None:
        return _("as it was said")
    return f"{kind.level:+.0f}".replace("-", "\N{MINUS SIGN}")


def _mix(kind: EvidenceKind) -> str:
    names = (_("ability"), _("benevolence"), _("integrity"))
    if len(set(kind.weights)) == 1:
        return _("all three alike")
    parts = [f"{name} {weight:.0%}" for name, weight in zip(names, kind.weights, strict=True) if weight]
    return ", ".join(parts)
