"""Two ways along a record: all six numbers, always right; and one number where that tells all, much faster.

Where there are answers, the six are followed from answer to answer (stretches.py).

A track is one lane's readings in order and what each did. It can be looked at on any day: what was read until
then has faded since, and what stands open on that day is read on it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import exp2, fsum
from typing import NamedTuple

from twoway.trust.evidence import CHECKIN, Answer, Facets, Lane, Reading, Settings
from twoway.trust.state import Floats, Move, Six, after_silence, read
from twoway.trust.stretches import Stretch, in_plane, plain


class Look(NamedTuple):
    """A lane on one day: its facets' deviations, the variance taken away, and what stands open did to it."""

    facets: Floats
    known: float
    standing: tuple[tuple[Reading, Move], ...]


@dataclass(frozen=True, kw_only=True)
class Track(ABC):
    """A column for each thing known of a reading: `deltas` on its day, `noises` the variance left in them."""

    settings: Settings
    standing: Sequence[Reading]
    readings: list[Reading | Answer] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    deltas: list[float] = field(default_factory=list)
    noises: list[float] = field(default_factory=list)

    @abstractmethod
    def look(self, day: int) -> Look:
        """The lane on `day`, going by what lay on record until then."""


@dataclass(frozen=True, kw_only=True)
class SixTrack(Track):
    """A lane followed in all six numbers; before `stretches[n]` begins, `starts[n]` readings are read."""

    lane: Lane
    starts: list[int] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)

    def take(self, stretch: Stretch) -> None:
        """The next readings, and what they did."""
        self.starts.append(len(self.days))
        self.stretches.append(stretch)
        self.days.extend(stretch.days)
        self.deltas.extend(stretch.deltas)
        self.noises.extend(stretch.noises)

    def after(self, readings: int) -> Six:
        """The street as this lane knows it after so many readings."""
        at = bisect_right(self.starts, readings) - 1
        return self.stretches[at].after(readings - self.starts[at])

    def look(self, day: int) -> Look:
        """As above: silence since the last reading, then what stands open."""
        six = after_silence(self.after(bisect_right(self.days, day)), day, self.settings)
        did = []
        for reading in self.standing:
            if reading.day <= day:
                six, move = read(six, reading, self.lane, self.settings)
                did.append((reading, move))
        return Look(six.mean[:3], six.lane_known, tuple(did))


@dataclass(frozen=True, kw_only=True)
class OneMixTrack(Track):
    """A lane where one number u = w'x tells all: the lane is `share` times u, facet f is `shares[f]` times u.

    Silence treats all facets alike, so given u's whole past the rest of the lane is still where it began:
    shares = S w / w'S w. Where w weighs alike the facets it reads, no share is above 1; u is an average of
    levels and 0; so the lane and its facets stay on the scale by themselves.
    """

    shares: Floats
    share: float
    opening: float
    deviations: list[float] = field(default_factory=list)
    knowns: list[float] = field(default_factory=list)

    def look(self, day: int) -> Look:
        """As above: silence since the last act, then what stands open."""
        last = bisect_right(self.days, day) - 1
        lane, known, did = 0.0, 0.0, []
        if last >= 0:
            fade = exp2((self.days[last] - day) / self.settings.half_life_days)
            lane, known = fade * self.deviations[last], fade * fade * self.knowns[last]
        for reading in self.standing:
            if reading.day <= day:
                level, noise = self.row(reading.kind)
                left = self.opening - known
                gain = left / (left + noise / reading.size)
                delta = gain * (level - lane)
                lane, known = lane + delta, known + gain * left
                did.append((reading, Move(delta, gain * (1 - gain) * left)))
        return Look(tuple([lane * share / self.share for share in self.shares]), known, tuple(did))

    def row(self, kind: str) -> tuple[float, float]:
        """In the lane's own units an act reads share * l_k with noise share^2 r_k."""
        level, _, noise = self.settings.act(kind)
        return self.share * level, self.share * self.share * noise


def follow(
    readings: list[Reading | Answer], standing: Sequence[Reading], lane: Lane, settings: Settings
) -> Track:
    """Follow a lane through what concerns it, day by day, the quick way where that is the same."""
    kinds = {reading.kind for reading in readings} | {act.kind for act in standing}
    mix = _only_mix(kinds, settings)
    if mix is None or CHECKIN in kinds:
        return _in_six(SixTrack(settings=settings, standing=standing, readings=readings, lane=lane), mix)
    return _in_one(readings, standing, mix, settings)


def _only_mix(kinds: Collection[str], settings: Settings) -> Facets | None:
    """The one mix of facets that a lane's acts read, if it is one and weighs alike what it weighs at all."""
    mixes = {settings.act(kind)[1] for kind in kinds if kind != CHECKIN}
    mix = mixes.pop() if len(mixes) == 1 else None
    return mix if mix and len(set(mix) - {0.0}) == 1 else None


def _in_six(track: SixTrack, mix: Facets | None) -> SixTrack:
    """From answer to answer; what lies between in the quick way, where all acts read one mix."""
    settings = track.settings
    track.take(plain(Six(), (), track.lane, settings))
    for _, some in groupby(track.readings, key=type):
        readings, begin = list(some), track.after(len(track.days))
        acts = [reading for reading in readings if isinstance(reading, Reading)] if mix else []
        quick = in_plane(begin, acts, mix, settings) if mix and acts else None
        track.take(quick or plain(begin, readings, track.lane, settings))
    return track


def _in_one(
    acts: list[Reading | Answer], standing: Sequence[Reading], mix: Facets, settings: Settings
) -> OneMixTrack:
    """The same where all acts on the lane read one mix and nobody has answered a check-in."""
    slopes = settings.slopes(0, mix)[:3]
    variance = fsum([weight * slope for weight, slope in zip(mix, slopes, strict=True)])
    shares = tuple([slope / variance for slope in slopes])
    share = fsum(shares) / 3
    track = OneMixTrack(
        settings=settings,
        standing=standing,
        readings=acts,
        shares=shares,
        share=share,
        opening=share * share * variance,
    )
    _recur(track)
    return track


def _recur(track: OneMixTrack) -> None:
    """Kalman's recursion for one number: gain = p / (p + r / z), p -> p (1 - gain). Flat, for speed."""
    rows = {kind: track.row(kind) for kind in {act.kind for act in track.readings}}
    half_life, opening = track.settings.half_life_days, track.opening
    days, deltas, noises = track.days, track.deltas, track.noises
    deviations, knowns = track.deviations, track.knowns
    lane, left, last = 0.0, opening, 0
    for act in track.readings:
        day = act.day
        if day != last:
            fade = exp2((last - day) / half_life)
            lane *= fade
            left = opening - fade * fade * (opening - left)
            last = day
        level, noise = rows[act.kind]
        noise /= act.size
        gain = left / (left + noise)
        delta = gain * (level - lane)
        lane += delta
        left = gain * noise
        days.append(day)
        deltas.append(delta)
        noises.append(gain * left)
        deviations.append(lane)
        knowns.append(opening - left)
