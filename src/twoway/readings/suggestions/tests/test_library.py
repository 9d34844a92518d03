"""The library of practices: every file is whole, plain and checkable, and no two say the same."""

from __future__ import annotations

import re
from itertools import combinations
from typing import get_args

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.programs import Program
from twoway.readings.suggestions.api import About, Whom
from twoway.readings.suggestions.library import (
    ABOUT,
    EFFORT,
    FOLDER,
    STRENGTH,
    WHOM,
    Practice,
    for_occasion,
    practices,
    read,
)
from twoway.readings.suggestions.occasions import BY_SLUG, OCCASIONS
from twoway.readings.suggestions.pages import among

pytestmark = pytest.mark.alike
ALL = tuple(practices().values())
SLUG = re.compile(r"[a-z]+(-[a-z]+)*")
# Who, when, what, where, and on which pages.
CITED = re.compile(r".+ \((19[5-9]\d|20[0-2]\d)\)\. .{10,}[.?] .+ \d+(\(\d+\))?, \d+–\d+\.")
DOI = re.compile(r"10\.\d{4,}/\S+")
# What the app never says, and what makes of a practice a reproach or a lever.
NEVER = re.compile(
    r"!|\b(user|users|employee|employees|score|scores|rating|performance|compliance|submit|resolve|"
    r"should|must|ought|obviously|leverage|empower|toxic|guilt|guilty|blame|"
    r"fix (him|her|them)|make (him|her|them) trust|streak)\b",
    re.IGNORECASE,
)
AMERICAN = re.compile(r"\b\w+(ized|izing|ization|avior|avorite)\b|\b(color|center|program)\b", re.IGNORECASE)


def own_words(practice: Practice) -> str:
    """All that is ours; titles of publications are their authors'."""
    return " ".join((practice.words, practice.one, practice.other))


def test_there_are_forty_and_more() -> None:
    assert len(ALL) >= 40
    assert len(list(FOLDER.glob("*"))) == len(ALL)


@pytest.mark.parametrize("practice", ALL, ids=lambda one: one.slug)
def test_a_practice_is_whole(practice: Practice) -> None:
    assert SLUG.fullmatch(practice.slug)
    assert (FOLDER / f"{practice.slug}.md").exists()
    assert practice.about in ABOUT
    assert practice.effort in EFFORT
    assert practice.strength in STRENGTH
    assert practice.whom
    assert set(practice.whom) <= set(WHOM)
    assert 1 <= practice.minutes <= 60
    assert 10 <= len(practice.title) <= 60
    assert practice.title[-1] not in ".?"
    assert practice.one != practice.other


@pytest.mark.parametrize("practice", ALL, ids=lambda one: one.slug)
def test_a_practice_says_what_both_sides_do_shortly_and_what_it_does_not_show(practice: Practice) -> None:
    for part in (practice.one_does, practice.other_does, practice.known, practice.not_shown, practice.lede):
        assert part.endswith((".", "?", "”")), part
        assert "\n" not in part
    for part in (practice.one_does, practice.other_does):
        assert 8 <= len(part.split()) <= 60, part
    assert len(practice.words.split()) <= 220


@pytest.mark.parametrize("practice", ALL, ids=lambda one: one.slug)
def test_a_practice_is_said_in_plain_words(practice: Practice) -> None:
    assert NEVER.findall(own_words(practice)) == []
    assert AMERICAN.findall(own_words(practice)) == []
    assert "http" not in practice.words
    assert not {'"', "'"} & set(practice.words + practice.title)
    assert max(len(sentence.split()) for sentence in re.split(r"(?<=[.?:;])\s", practice.words)) <= 46


@pytest.mark.parametrize("practice", ALL, ids=lambda one: one.slug)
def test_evidence_can_be_looked_up_and_its_lack_is_said(practice: Practice) -> None:
    assert bool(practice.sources) == (practice.strength != "practice")
    assert ("Practice, no study" in practice.known) == (not practice.sources)
    for source in practice.sources:
        assert CITED.fullmatch(source.says), source.says
        assert not source.doi or DOI.fullmatch(source.doi)
        assert source.doi or "Harvard Business Review" in source.says


def test_one_publication_is_cited_in_one_way() -> None:
    cited = {source.doi: source.says for one in ALL for source in one.sources}
    assert {source.says for one in ALL for source in one.sources} == {
        *cited.values(),
        *(source.says for one in ALL for source in one.sources if not source.doi),
    }


def test_no_two_say_the_same() -> None:
    assert len({one.title.casefold() for one in ALL}) == len(ALL)
    assert len({one.lede for one in ALL}) == len(ALL)
    for one, other in combinations(ALL, 2):
        shared = pieces(one) & pieces(other)
        assert len(shared) <= 4, (one.slug, other.slug, shared)


def pieces(practice: Practice) -> set[tuple[str, ...]]:
    """Every six words that stand together in what the two sides do and in what is not shown."""
    words = re.findall(r"\w+", f"{practice.one_does} {practice.other_does} {practice.not_shown}".casefold())
    return {tuple(words[at : at + 6]) for at in range(len(words) - 5)}


def test_every_rule_has_a_practice_and_every_practice_a_rule() -> None:
    for occasion in OCCASIONS:
        named = for_occasion(occasion.slug, occasion.first)
        assert named, occasion.slug
        assert named[0].slug == occasion.first
    for practice in ALL:
        assert set(practice.fits) <= set(BY_SLUG), practice.slug
    assert len({one.first for one in OCCASIONS}) == len(OCCASIONS), "not now to one would silence two"


def test_rules_are_said_in_plain_words_too() -> None:
    for occasion in OCCASIONS:
        said = f"{occasion.title} {occasion.rule} {occasion.does}"
        assert NEVER.findall(said) == []
        assert str(occasion.rule).endswith(".")
        assert SLUG.fullmatch(occasion.slug)
    assert len(BY_SLUG) == len(OCCASIONS)


def test_a_file_that_lacks_a_side_is_refused() -> None:
    text = (FOLDER / "answer-by-the-day.md").read_text("utf-8")
    with pytest.raises(AssertionError, match="sections of answer-by-the-day"):
        read(text.replace("## The other side", "## Something else"))


def test_they_are_found_by_purpose_people_and_words() -> None:
    assert {one.about for one in among(about="wrong")} == {"wrong"}
    assert all("client" in one.whom for one in among(whom="client"))
    assert among(whom="client")
    assert [one.slug for one in among(search="first line handed premortem")] == []
    assert "own-it-before-the-fix" in {one.slug for one in among(search="This one is MINE")}


def test_programs_choose_among_the_same(cast: Cast) -> None:
    assert set(get_args(About)) == {"all", *ABOUT}
    assert set(get_args(Whom)) == {"all", *WHOM}
    program = Program.of(cast.ann)
    assert [one["slug"] for one in program.get("/practices?whom=client")] == ["tell-a-client-first"]
    assert program.refused("GET", "/practices?about=nonsense")[0] == 422


def test_the_library_has_a_page_for_all_for_each_and_for_the_rules(cast: Cast) -> None:
    ann = cast.signed_in("ann")
    everything = ann.get(reverse("practices")).content.decode()
    rules = ann.get(reverse("practices.how")).content.decode()
    for practice in ALL:
        assert reverse("practice", args=[practice.slug]) in everything
    for occasion in OCCASIONS:
        assert f'id="{occasion.slug}"' in rules
    one = ann.get(reverse("practice", args=["own-it-before-the-fix"])).content.decode()
    assert "https://doi.org/10.1111/ncmr.12073" in one
    assert "What this does not show" in one


def test_a_list_with_nothing_in_it_offers_all(cast: Cast) -> None:
    ann = cast.signed_in("ann")
    assert "No practice speaks of that." in ann.get("/practices?q=submarine").content.decode()
    assert "none of that kind" in ann.get("/practices?about=begin&whom=client").content.decode()
    assert len(ann.get("/practices?about=nonsense&whom=nobody").context["groups"]) == len(ABOUT)
    assert ann.get("/practices/no-such-practice").status_code == 404
