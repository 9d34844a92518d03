"""The pages of promises: what they show, to whom, and what becomes of what is typed there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, come_in, open_street
from twoway.ledger import queries as ledger
from twoway.nouns.promises import queries, rules
from twoway.people import rules as people
from twoway.people.streets import rules as streets

FRIDAY = date(2026, 3, 6)
WHAT = "You'll have the plan for line 3"


@pytest.fixture
def plan(cast: Cast) -> str:
    """Ann's promise to Ben."""
    open_street(cast.ann, cast.ben)
    return rules.make(cast.ben, WHAT, FRIDAY, by=cast.ann).thing


def text_of(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200, address
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_each_of_the_two_sees_it_from_their_own_end(cast: Cast, plan: str) -> None:
    anns, bens = (text_of(cast.signed_in(name), f"/promises/{plan}") for name in ("ann", "ben"))
    assert "You promised Ben Okoro" in anns
    assert "Ann Lee promised you" in bens
    assert "Seen by you and Ben" in anns
    assert "Seen by you and Ann" in bens


def test_only_the_verbs_that_are_ones_own_are_offered(cast: Cast, plan: str) -> None:
    anns, bens = (cast.signed_in(name).get(f"/promises/{plan}").content.decode() for name in ("ann", "ben"))
    assert f"/promises/{plan}/keep" in anns
    assert f"/promises/{plan}/confirm" not in anns
    assert f"/promises/{plan}/confirm" in bens
    assert f"/promises/{plan}/keep" not in bens


@pytest.mark.parametrize("leaves", ["ann", "ben"])
def test_nothing_is_late_where_one_of_the_two_has_left_and_the_page_says_so(
    cast: Cast, plan: str, at: Callable[[str], None], leaves: str
) -> None:
    stays = {"ann": "ben", "ben": "ann"}[leaves]
    at("2026-03-09 09:00")
    assert "late, 3 days" in text_of(cast.signed_in(stays), "/promises")
    people.leave(getattr(cast, leaves), by=cast.dana)
    browser, name = cast.signed_in(stays), cast.person(leaves).called
    for address in (f"/promises/{plan}", "/promises"):
        page = text_of(browser, address)
        assert f"{name} has left." in page
        assert "late, " not in page
    assert "Where is it" not in text_of(browser, "/")
    seen = queries.one(plan, seen_by=getattr(cast, stays))
    assert (queries.standing(seen), queries.days_late(seen)) == ("made", 0)


ADDRESSES = [
    ("get", "/promises/{id}"),
    ("post", "/promises/{id}/keep"),
    ("post", "/promises/{id}/confirm"),
    ("post", "/promises/{id}/side"),
    ("post", "/promises/{id}/hang-on"),
    ("post", "/promises/{id}/unhang"),
]


@pytest.mark.parametrize(("method", "address"), ADDRESSES)
@pytest.mark.parametrize("who", ["cy", "dana", "eve"])
def test_an_outsider_finds_nothing_at_any_door_and_the_same_nothing_everywhere(
    cast: Cast, plan: str, method: str, address: str, who: str
) -> None:
    browser = cast.signed_in(who)
    getattr(browser, method)(
        "/promises/once-before"
    )  # the first of an hour also begins the count for rate limits
    with CaptureQueriesContext(connection) as yours_not:
        refused = getattr(browser, method)(address.format(id=plan))
    with CaptureQueriesContext(connection) as not_there:
        absent = getattr(browser, method)(address.format(id="0" * 12))
    assert (refused.status_code, absent.status_code) == (404, 404)
    assert refused.content == absent.content
    assert len(yours_not) == len(not_there)


def test_looking_never_writes(cast: Cast, plan: str) -> None:
    browser, before = cast.signed_in("ann"), ledger.size()
    for address in ("/promises", f"/promises/{plan}", "/promises/new", f"/promises/{plan}/keep"):
        browser.get(address)
    assert ledger.size() == before


def test_a_promise_is_begun_in_a_sentence_and_one_lands_on_its_page(cast: Cast) -> None:
    browser = cast.signed_in("ann")
    sent = {"to": cast.ben, "what": WHAT, "due_on": "2026-03-06", "sure_by": "2026-03-05", "hard": "A strike"}
    response = browser.post("/promises/make/begin", sent)
    assert response.status_code == 303
    promise = queries.one(response["Location"].rsplit("/", 1)[1], seen_by=cast.ann)
    assert (promise.what, promise.due_on, promise.sure_by, promise.hard) == (
        WHAT,
        FRIDAY,
        date(2026, 3, 5),
        "A strike",
    )


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("due_on", "2026-03-01", "That day has passed. Pick today or later."),
        ("due_on", "2026-02-30", "There is no such day."),
        ("due_on", "2046-02-03", "more than ten years away"),
        ("due_on", "", "Pick a day."),
        ("what", "   ", "Say what will be there"),
        ("what", "soon", "couldn’t tell when this is done"),
        ("what", "x" * 501, "501 characters"),
        ("sure_by", "2026-03-01", "That day has passed."),
        ("hard", "x" * 5_001, "5,001 characters"),
    ],
)
def test_a_refused_beginning_keeps_what_was_typed_and_says_why_beside_it(
    cast: Cast, field: str, typed: str, says: str
) -> None:
    sent = {
        "to": cast.ben,
        "what": "The whole plan",
        "due_on": "2026-03-06",
        "hard": "A strike",
        field: typed,
    }
    before = ledger.size()
    response = cast.signed_in("ann").post("/promises/make/begin", sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert says in page
    assert f'id="c-make-{field}_error"' in page
    assert all(value.strip() in page for value in sent.values())
    assert ledger.size() == before


def test_a_refused_verb_keeps_what_was_typed(cast: Cast, plan: str) -> None:
    sent = {"due_on": "2026-03-01", "reason": "The press stopped"}
    response = cast.signed_in("ann").post(f"/promises/{plan}/ask_move", sent)
    assert response.status_code == 422
    assert "That day has passed" in response.content.decode()
    assert "The press stopped" in response.content.decode()


def test_the_same_form_sent_twice_is_one_act(cast: Cast, plan: str) -> None:
    browser = cast.signed_in("ann")
    key = re.search(r'name="once" value="(\w+)"', browser.get(f"/promises/{plan}").content.decode())
    assert key
    first, second = (
        browser.post(f"/promises/{plan}/keep", {"once": key[1], "note": "In your tray"}) for _ in "12"
    )
    assert (first.status_code, second.status_code) == (303, 303)
    assert [entry.kind for entry in ledger.entries_of([plan])] == ["promise.made", "promise.kept"]


def test_of_two_at_once_the_second_is_told_what_the_first_did_and_keeps_their_words(
    cast: Cast, plan: str
) -> None:
    seen = queries.one(plan, seen_by=cast.ann).last_entry_id
    rules.ask_move(plan, by=cast.ben, due_on=date(2026, 3, 9), reason="We are not ready", seen=seen)
    response = cast.signed_in("ann").post(f"/promises/{plan}/keep", {"seen": seen, "note": "In your tray"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Ben Okoro asked to move it to Monday 9 March. That happened while you were writing." in page
    assert "In your tray" in page


def test_a_side_is_added_to_an_act_and_shown_to_both(cast: Cast, plan: str) -> None:
    made = queries.one(plan, seen_by=cast.ann).last_entry_id
    response = cast.signed_in("ben").post(
        f"/promises/{plan}/side", {"about": made, "words": "I asked for it twice"}
    )
    assert response.status_code == 303
    assert "I asked for it twice" in text_of(cast.signed_in("ann"), f"/promises/{plan}")
    elsewhere = cast.signed_in("ben").post(f"/promises/{plan}/side", {"about": "0" * 12, "words": "x"})
    assert elsewhere.status_code == 404


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "План на завтра готов", "سأرسل الخطة غدًا", "明日の計画書", "pay \u202e005"],
)
def test_words_in_any_script_are_shown_and_never_run(cast: Cast, words: str) -> None:
    open_street(cast.ann, cast.ben)
    id = rules.make(cast.ben, words, FRIDAY, by=cast.ann).thing
    page = cast.signed_in("ben").get(f"/promises/{id}").content.decode()
    assert "<script>alert" not in page
    assert "\u202e" not in page


def test_an_empty_list_offers_one_small_act(cast: Cast) -> None:
    page = text_of(cast.signed_in("ann"), "/promises")
    assert "No promises yet" in page
    assert "A small one is best." in page


def test_the_lists_put_each_promise_where_it_belongs_for_each_of_the_two(cast: Cast, plan: str) -> None:
    anns, bens = (text_of(cast.signed_in(name), "/promises") for name in ("ann", "ben"))
    assert "You owe" in anns
    assert "Owed to you" in bens
    rules.keep(plan, by=cast.ann)
    assert "Waiting for others" in text_of(cast.signed_in("ann"), "/promises")
    assert "Waiting for your answer" in text_of(cast.signed_in("ben"), "/promises")
    rules.confirm(plan, by=cast.ben)
    assert "Done" in text_of(cast.signed_in("ann"), "/promises")


def test_the_list_asks_the_database_as_often_for_twenty_as_for_ten(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    browser = cast.signed_in("ann")

    def asked() -> int:
        for number in range(10):
            rules.make(cast.ben, f"Part {number} of the plan", FRIDAY, by=cast.ann)
        with CaptureQueriesContext(connection) as captured:
            browser.get("/promises")
        return len(captured)

    assert asked() == asked()


def test_nonsense_in_an_address_is_nothing_here(cast: Cast) -> None:
    browser = cast.signed_in("ann")
    for address in ("/promises/no-such-thing", "/promises/ABCDEFGHIJKL", "/promises/sing/begin"):
        method = browser.post if address.endswith("begin") else browser.get
        assert method(address).status_code == 404


def test_the_composer_opens_with_what_the_address_says(cast: Cast) -> None:
    page = cast.signed_in("ann").get(f"/promises/new?kind=ask&to={cast.ben}").content.decode()
    assert 'id="k-ask" checked' in page
    assert f'<option value="{cast.ben}" selected>Ben Okoro</option>' in page
    assert 'value="2026-03-06"' in page  # this Friday, until one picks another day
    assert cast.ann not in re.findall(r'<option value="(\w+)"', page)


def test_names_cannot_break_out_of_the_list_of_people(cast: Cast) -> None:
    come_in(cast.dana, name='"><script>x</script>', email="x@fir.example")
    page = cast.signed_in("ann").get("/promises/new").content.decode()
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_on_a_paused_street_nothing_is_called_late(
    cast: Cast, plan: str, at: Callable[[str], object]
) -> None:
    at("2026-03-09 09:00")
    late = text_of(cast.signed_in("ann"), f"/promises/{plan}")
    assert "late, 3 days" in late
    assert "Say where it is, even if it isn’t done." in late
    streets.pause(queries.one(plan, seen_by=cast.ann).street_id, by=cast.ben)
    for address in (f"/promises/{plan}", "/promises"):
        assert "late, 3 days" not in text_of(cast.signed_in("ann"), address)
    assert "The street is paused" in text_of(cast.signed_in("ann"), f"/promises/{plan}")


@pytest.mark.parametrize("kind", ["make", "ask", "offer", "note"])
def test_a_sentence_without_a_name_comes_back_as_it_was_typed(cast: Cast, kind: str) -> None:
    typed = {"to": "", "what": WHAT, "due_on": "2026-03-06"}
    answer = cast.signed_in("ann").post(f"/promises/{kind}/begin", typed)
    assert answer.status_code == 422
    assert "Pick somebody." in answer.content.decode()
    assert WHAT.replace("'", "&#x27;") in answer.content.decode()


def test_what_is_over_asks_for_nothing_in_a_list_and_may_still_be_confirmed_on_its_page(
    cast: Cast, plan: str, at: Callable[[str], object]
) -> None:
    rules.keep(plan, by=cast.ann)
    confirm = f"/promises/{plan}/confirm"
    assert confirm in cast.signed_in("ben").get("/promises").content.decode()
    at("2026-03-10 09:00")
    page = cast.signed_in("ben").get("/promises").content.decode()
    assert WHAT.partition(" ")[2] in page
    assert confirm not in page
    assert confirm in cast.signed_in("ben").get(f"/promises/{plan}").content.decode()
