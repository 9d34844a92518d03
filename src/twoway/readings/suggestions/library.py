"""The library of practices: text files with front matter, read once in a process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

FOLDER = Path(__file__).parent / "practices"
_FILE = re.compile(r"\A---\n(?P<head>.*?)\n---\n\n(?P<body>.*)\Z", re.DOTALL)
_DOI = re.compile(r" doi:(?P<doi>\S+)$")
_MANY = frozenset({"source"})

# What practices are for, in the order in which they are shown.
ABOUT: dict[str, LazyText] = {
    "word": _("Keeping one’s word"),
    "heard": _("Being heard"),
    "talk": _("Talking with each other"),
    "wrong": _("When something went wrong"),
    "decide": _("Deciding and handing on"),
    "thank": _("Thanks and learning"),
    "grow": _("Growing, and trust given first"),
    "begin": _("Beginning, and after silence"),
}
WHOM: dict[str, LazyText] = {
    "any": _("any two people"),
    "manager and report": _("a manager and a report"),
    "peers": _("people who work side by side"),
    "client": _("people who work for a client, and the client"),
}
EFFORT: dict[str, LazyText] = {
    "easy": _("easy"),
    "some courage": _("takes some courage"),
    "hard": _("hard"),
}
STRENGTH: dict[str, LazyText] = {
    "strong": _("Well supported: several studies or a large one say the same."),
    "moderate": _("Fairly well supported: studied, though not quite in this form."),
    "weak": _("Thinly supported: a step or two away from what was studied."),
    "practice": _("From practice alone: no study that we know of."),
}
SECTIONS = {
    "One side": "one_does",
    "The other side": "other_does",
    "What is known": "known",
    "What this does not show": "not_shown",
}


@dataclass(frozen=True, kw_only=True)
class Source:
    """A publication somebody can look up."""

    says: str
    doi: str

    @property
    def href(self) -> str:
        """Where its DOI leads; nothing for one without."""
        return f"https://doi.org/{self.doi}" if self.doi else ""


@dataclass(frozen=True, kw_only=True)
class Practice:
    """Something concrete that builds trust: both sides' part, what it takes, and what is known of it.

    `fits` are the occasions that call for it. `one` and `other` say who the sides are.
    """

    slug: str
    title: str
    about: str
    whom: tuple[str, ...]
    one: str
    other: str
    fits: tuple[str, ...]
    minutes: int
    effort: str
    strength: str
    sources: tuple[Source, ...]
    lede: str
    one_does: str
    other_does: str
    known: str
    not_shown: str

    @property
    def about_says(self) -> LazyText:
        """What it is for, in words."""
        return ABOUT[self.about]

    @property
    def whom_says(self) -> list[LazyText]:
        """For whom it is, in words."""
        return [WHOM[one] for one in self.whom]

    @property
    def effort_says(self) -> LazyText:
        """How hard it is, in words."""
        return EFFORT[self.effort]

    @property
    def strength_says(self) -> LazyText:
        """How well it is supported, in words."""
        return STRENGTH[self.strength]

    @property
    def words(self) -> str:
        """All of its text, as it is searched."""
        parts = (self.title, self.lede, self.one_does, self.other_does, self.known, self.not_shown)
        return " ".join(parts)


@cache
def practices() -> Mapping[str, Practice]:
    """All of them by slug, in the order of what they are for and of their titles."""
    found = [read(path.read_text("utf-8")) for path in FOLDER.glob("*.md")]
    order = list(ABOUT)
    return {one.slug: one for one in sorted(found, key=lambda one: (order.index(one.about), one.title))}


@cache
def for_occasion(slug: str, first: str) -> tuple[Practice, ...]:
    """The practices that fit an occasion: the one it names first, then the others."""
    fitting = [one for one in practices().values() if slug in one.fits]
    return tuple(sorted(fitting, key=lambda one: one.slug != first))


def read(text: str) -> Practice:
    """One practice from its file; a file that lacks something stops the reader, for it ships with Twoway."""
    parts = _FILE.match(text)
    assert parts, f"no front matter in {text[:60]!r}"
    head = _head(parts["head"].splitlines())
    lede, *sections = re.split(r"^## ", parts["body"], flags=re.MULTILINE)
    said = dict(section.split("\n", 1) for section in sections)
    assert list(said) == list(SECTIONS), f"sections of {head['slug'][0]}"
    texts = {SECTIONS[title]: body.strip() for title, body in said.items()}
    return Practice(
        slug=head["slug"][0],
        title=head["title"][0],
        about=head["about"][0],
        whom=_list(head["for"][0]),
        one=head["one"][0],
        other=head["other"][0],
        fits=_list(head["fits"][0]),
        minutes=int(head["minutes"][0]),
        effort=head["effort"][0],
        strength=head["strength"][0],
        sources=tuple(map(_source, head.get("source", ()))),
        lede=lede.strip(),
        **texts,
    )


def _head(lines: Iterable[str]) -> dict[str, list[str]]:
    """`name: text` in each line; the same name again is one more of it."""
    found: dict[str, list[str]] = {}
    for line in lines:
        name, _colon, text = line.partition(": ")
        assert name not in found or name in _MANY, f"{name} twice"
        found.setdefault(name, []).append(text)
    return found


def _list(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(","))


def _source(line: str) -> Source:
    doi = _DOI.search(line)
    return Source(says=_DOI.sub("", line), doi=doi["doi"] if doi else "")
