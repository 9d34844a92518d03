"""Short lives for tests of readings, lived through the rules; and pages without what changes anyway."""

from __future__ import annotations

import re
from datetime import date

from django.test import Client

from tests.cast import come_in, open_street
from twoway.ledger.entries import Entry
from twoway.nouns.calls import rules as calls
from twoway.nouns.handoffs import rules as handoffs
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import rules as thanks
from twoway.people.streets import rules as streets

FRIDAY = date(2026, 3, 6)
NEXT_MONTH = date(2026, 4, 10)
WHAT = "You'll have the plan for line 3"

# Keys of forms are fresh on every page, and the footer tells the age of the last checkpoint.
CHANGES_ANYWAY = re.compile(r'name="(csrfmiddlewaretoken|once)" value="[^"]*"')


def measured_street(one: str, other: str) -> str:
    """An open street on which both have asked for the estimate."""
    street = open_street(one, other).id
    streets.wish_estimate(street, by=one, wish=True)
    streets.wish_estimate(street, by=other, wish=True)
    return street


def promised(by: str, to: str, *, what: str = WHAT, due_on: date = FRIDAY) -> str:
    """A promise on an open street: its id."""
    return promises.make(to, what, due_on, by=by).thing


def kept(by: str, to: str, *, what: str = WHAT) -> Entry:
    """A promise made, kept and confirmed: the act by which it was kept."""
    promise = promised(by, to, what=what)
    entry = promises.keep(promise, by=by)
    promises.confirm(promise, by=to)
    return entry


def broken(by: str, to: str, *, what: str = WHAT) -> Entry:
    """A promise made and given up."""
    return promises.give_up(promised(by, to, what=what), by=by)


def called(by: str, asks: str, *, choice: str) -> str:
    """A call with a day to look back on it: its id."""
    return calls.make(choice, by=by, asks=[asks], on_me=True, sure_percent=60, review_on=FRIDAY).thing


def handed_on(by: str, to: str, *, what: str) -> str:
    """Work handed on and taken: its id."""
    handoff = handoffs.hand(what, by=by, to=to).thing
    handoffs.accept(handoff, by=to)
    return handoff


def thanked(by: str, about: Entry, words: str = "That saved my week") -> Entry:
    """Thanks for an act."""
    return thanks.give(about.id, words, by=by)


def crowd(dana: str, number: int) -> list[str]:
    """So many colleagues."""
    return [
        come_in(dana, name=f"Colleague {n:03}", email=f"colleague-{n}@fir.example") for n in range(number)
    ]


def a_life(one: str, other: str) -> None:
    """Something of everything on an open street of the two."""
    done = kept(one, other, what="Send the minutes")
    kept(other, one, what="Fix the label printer")
    thanked(other, done)
    broken(one, other, what="Order the racks")
    promised(one, other, what="Draw up the rota")
    promises.ask(other, "Read the draft", FRIDAY, by=one)
    promises.offer(other, "I can help with the audit", by=one)
    moving = promised(other, one, what="Paint the line")
    promises.ask_move(moving, by=other, due_on=NEXT_MONTH, reason="The paint is late")
    promises.agree_move(moving, by=one)
    promises.keep(promised(other, one, what="Sweep the yard"), by=other)
    failed = called(other, one, choice="Run the parts cold")
    calls.review(failed, by=other, outcome="failed", words="The edges cracked")
    calls.say_cost(failed, by=one, cost=3, words="A morning")
    called(one, other, choice="Keep the old glue")
    calls.note(other, "Cut them to the old drawing", by=one, on_me=True)
    wrong = handed_on(other, one, what="The racks, welded")
    found = handoffs.raise_problem(wrong, by=one, what="Too wide", costs="A morning", cost=2).thing
    handoffs.answer(found, by=other, answer="need_more", words="By how much?")
    handed_on(one, other, what="The racks, painted")
    handoffs.hand("The drawings", by=one, to=other)


def page(browser: Client, address: str) -> str:
    """The page as it was sent, without the keys that are new each time."""
    response = browser.get(address)
    assert response.status_code == 200, address
    return text_of(response.content)


def text_of(content: bytes) -> str:
    """What was sent, without the keys that are new each time."""
    return CHANGES_ANYWAY.sub("", content.decode())


def main_of(html: str) -> str:
    """The page itself, without the frame around it."""
    return html.split('<main class="main" id="main">')[1].split("</main>")[0]
