"""Who may show what to whom, ask for what, and let words stand; what is refused leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from tests.cast import Cast, open_street
from twoway.errors import BadShape, NotSeen, RuleBroken, TwowayError
from twoway.ids import Once
from twoway.ledger import erase, replay
from twoway.ledger import queries as ledger
from twoway.nouns.standing import queries, rules
from twoway.nouns.thanks import rules as thanks
from twoway.people import rules as people
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

LINES = ["thanks", "on_day"]


@pytest.fixture
def pair(cast: Cast) -> Cast:
    """Ann and Ben with their street open."""
    open_street(cast.ann, cast.ben)
    return cast


@pytest.fixture
def words(pair: Cast) -> str:
    """What Ben said to Ann in thanks."""
    return thanks.say_learned(pair.ann, "How to read the plan", by=pair.ben).thing


def refused(act: Callable[[], object], error: type[TwowayError] = RuleBroken) -> TwowayError:
    """The sentence with which an act is refused, after which the ledger is as it was."""
    size, root = ledger.size(), ledger.root()
    with pytest.raises(error) as caught:
        act()
    assert (ledger.size(), ledger.root()) == (size, root)
    return caught.value


# ---- showing ---------------------------------------------------------------------------------------------


def test_lines_are_shown_one_by_one_in_their_own_order(cast: Cast) -> None:
    entry = rules.show(cast.cy, LINES, by=cast.ann)
    assert set(entry.seen_by()) == {cast.ann, cast.cy}
    for person in (cast.ann, cast.cy):
        assert queries.showing(entry.thing, seen_by=person).lines == ["on_day", "thanks"]
    for other in (cast.ben, cast.dana, cast.eve):
        refused(partial(queries.showing, entry.thing, seen_by=other), NotSeen)


def test_what_is_taken_back_is_there_for_nobody_at_once(cast: Cast) -> None:
    id = rules.show(cast.cy, LINES, by=cast.ann).thing
    assert refused(partial(rules.take_back, id, by=cast.cy)).code == "cannot_take_back"
    rules.take_back(id, by=cast.ann)
    for person in (cast.ann, cast.cy):
        refused(partial(queries.showing, id, seen_by=person), NotSeen)
    assert rules.show(cast.cy, LINES, by=cast.ann).thing != id


def test_shown_again_it_takes_the_place_of_what_was_shown_before(cast: Cast) -> None:
    id = rules.show(cast.cy, LINES, by=cast.ann).thing
    assert refused(partial(rules.show, cast.cy, LINES, by=cast.ann)).code == "shown_already"
    assert rules.show(cast.cy, ["calls"], by=cast.ann).thing == id
    assert queries.showing(id, seen_by=cast.cy).lines == ["calls"]
    assert queries.showings(cast.cy).count() == 1


@pytest.mark.parametrize(
    ("to", "lines", "code", "error"),
    [
        ("cy", [], "no_lines", BadShape),
        ("cy", ["on_day", "total"], "no_line", BadShape),
        ("", LINES, "nobody", BadShape),
        ("ann", LINES, "oneself", RuleBroken),
        ("eve", LINES, "only_members", RuleBroken),
        ("larch", LINES, "not_seen", NotSeen),
    ],
)
def test_what_cannot_be_shown(
    cast: Cast, to: str, lines: list[str], code: str, error: type[TwowayError]
) -> None:
    whom = getattr(cast, to) if to else ""
    assert refused(partial(rules.show, whom, lines, by=cast.ann), error).code == code


def test_a_clients_contact_has_a_record_and_shows_it_to_nobody_here(cast: Cast) -> None:
    open_street(cast.ann, cast.eve)
    assert refused(partial(rules.show, cast.ann, LINES, by=cast.eve)).code == "only_members"


def test_nothing_begins_over_a_stopped_street(pair: Cast) -> None:
    street = street_queries.between(pair.ann, pair.ben)
    assert street is not None
    streets.pause(street.id, by=pair.ben)
    assert refused(partial(rules.show, pair.ben, LINES, by=pair.ann)).code == "street_not_open"


def test_whoever_has_left_shows_nothing_any_more_and_is_shown_nothing(cast: Cast) -> None:
    id = rules.show(cast.cy, LINES, by=cast.ann).thing
    people.leave(cast.ann, by=cast.ann)
    refused(partial(queries.showing, id, seen_by=cast.cy), NotSeen)
    assert refused(partial(rules.show, cast.ann, LINES, by=cast.cy)).code == "has_left"


# ---- asking for theirs -----------------------------------------------------------------------------------


def test_only_whoever_shows_theirs_may_ask_and_once_for_each_showing(cast: Cast) -> None:
    assert refused(partial(rules.ask, cast.cy, by=cast.ann)).code == "show_first"
    rules.show(cast.cy, LINES, by=cast.ann)
    asked = rules.ask(cast.cy, by=cast.ann).thing
    assert refused(partial(rules.ask, cast.cy, by=cast.ann)).code == "cannot_ask"
    assert refused(partial(rules.decline, asked, by=cast.ann)).code == "cannot_decline"
    rules.decline(asked, by=cast.cy, note="Not now")
    assert refused(partial(rules.ask, cast.cy, by=cast.ann)).code == "cannot_ask"
    rules.show(cast.cy, ["calls"], by=cast.ann)
    assert "ask" not in queries.open_verbs(queries.shown_to(cast.ann, cast.cy), cast.cy)  # type: ignore[arg-type]


def test_showing_theirs_answers_and_by_the_same_means(cast: Cast) -> None:
    rules.show(cast.cy, LINES, by=cast.ann)
    asked = rules.ask(cast.cy, by=cast.ann).thing
    rules.show(cast.ann, ["calls"], by=cast.cy)
    assert queries.ask(asked, seen_by=cast.ann).state == "answered"
    assert refused(partial(rules.ask, cast.cy, by=cast.ann)).code == "cannot_ask"


def test_taking_back_ends_what_was_asked_in_return(cast: Cast) -> None:
    id = rules.show(cast.cy, LINES, by=cast.ann).thing
    asked = rules.ask(cast.cy, by=cast.ann).thing
    rules.take_back(id, by=cast.ann)
    assert queries.ask(asked, seen_by=cast.cy).state == "over"
    assert not queries.asked_of(cast.cy).exists()


# ---- words of others -------------------------------------------------------------------------------------


def test_words_stand_there_only_while_their_writer_allows_it(pair: Cast, words: str) -> None:
    asked = rules.ask_words(words, by=pair.ann)
    assert set(asked.seen_by()) == {pair.ann, pair.ben}
    assert queries.quoted(pair.ann) == []
    assert refused(partial(rules.allow_words, asked.thing, by=pair.ann)).code == "cannot_allow_words"
    rules.allow_words(asked.thing, by=pair.ben)
    [quoted] = queries.quoted(pair.ann)
    assert (quoted.words, quoted.name, quoted.learned) == ("How to read the plan", "", True)
    rules.take_words_back(asked.thing, by=pair.ben)
    assert queries.quoted(pair.ann) == []


def test_the_writers_name_stands_there_only_if_they_say_so(pair: Cast, words: str) -> None:
    asked = rules.ask_words(words, by=pair.ann).thing
    rules.allow_words(asked, by=pair.ben, named=True)
    assert [one.name for one in queries.quoted(pair.ann)] == ["Ben Okoro"]


def test_a_no_costs_nothing_and_whoever_was_thanked_may_take_them_out_too(pair: Cast, words: str) -> None:
    asked = rules.ask_words(words, by=pair.ann).thing
    assert refused(partial(rules.ask_words, words, by=pair.ann)).code == "asked_already"
    rules.refuse_words(asked, by=pair.ben, note="It was between us")
    assert queries.quoted(pair.ann) == []
    again = rules.ask_words(words, by=pair.ann).thing
    rules.allow_words(again, by=pair.ben)
    rules.take_words_back(again, by=pair.ann)
    assert queries.quoted(pair.ann) == []


def test_only_words_said_to_oneself_can_be_asked_for(pair: Cast, words: str) -> None:
    for other in (pair.ben, pair.cy):
        refused(partial(rules.ask_words, words, by=other), NotSeen)


def test_words_that_were_erased_are_gone_from_there(pair: Cast, words: str) -> None:
    asked = rules.ask_words(words, by=pair.ann).thing
    rules.allow_words(asked, by=pair.ben)
    entry = ledger.entries_of([words])[0]
    erase.erase_entry(entry.id, by=pair.ben, asked_by=pair.ben, ground="asked for it")
    assert queries.quoted(pair.ann) == []


def test_words_of_whoever_has_left_are_gone_from_there(pair: Cast, words: str) -> None:
    rules.allow_words(rules.ask_words(words, by=pair.ann).thing, by=pair.ben)
    people.leave(pair.ben, by=pair.ben)
    assert queries.quoted(pair.ann) == []


def test_what_moved_on_meanwhile_is_refused_and_sent_twice_is_one(pair: Cast, words: str) -> None:
    once = Once(key="k", fingerprint="f")
    first = rules.ask_words(words, by=pair.ann, once=once)
    assert rules.ask_words(words, by=pair.ann, once=once) == first
    code = refused(partial(rules.allow_words, first.thing, by=pair.ben, seen=words)).code
    assert code == "moved_on"


def test_the_tables_are_painted_anew_from_the_record(pair: Cast, words: str) -> None:
    id = rules.show(pair.cy, LINES, by=pair.ann).thing
    rules.decline(rules.ask(pair.cy, by=pair.ann).thing, by=pair.cy)
    rules.take_back(id, by=pair.ann)
    rules.allow_words(rules.ask_words(words, by=pair.ann).thing, by=pair.ben, named=True)
    assert replay.check().ok
