"""One tap from the mail: looking does nothing, the button acts, once, within two weeks, as the reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core import mail
from django.test import Client

from twoway.errors import RuleBroken
from twoway.integrations.email import taps
from twoway.integrations.email.models import Tap
from twoway.integrations.email.tests.conftest import FRIDAY, Office, links_of, to
from twoway.ledger import queries as ledger
from twoway.nouns.growth import queries as growth_queries
from twoway.nouns.growth import rules as growth
from twoway.nouns.promises import queries
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import queries as thanks
from twoway.nouns.thanks import rules as thanks_rules
from twoway.people import invitations
from twoway.people import queries as people_queries
from twoway.people import rules as people
from twoway.people.streets import queries as streets

BEN, ANN, FAY = "ben@fir.example", "ann@fir.example", "fay@fir.example"
NEVER = "/tap/" + "A" * 43
pytestmark = pytest.mark.django_db


@pytest.fixture
def phone() -> Client:
    """Nobody is signed in here, and forms must carry their token."""
    return Client(enforce_csrf_checks=True)


def press(phone: Client, link: str, **words: str) -> str:
    """Open a link, press its button; the page that follows."""
    phone.get(link)
    token = phone.cookies["csrftoken"].value
    answer = phone.post(link, {"csrfmiddlewaretoken": token, **words}, follow=True)
    return answer.content.decode()


def state(office: Office, promise: str) -> str:
    return queries.one(promise, seen_by=office.cast.ann).state


def asked(office: Office, what: str = "the boiler serviced") -> tuple[str, dict[str, str]]:
    promise = office.asks(what)
    return promise, links_of(to(office.work(), BEN))


def claimed(office: Office) -> tuple[str, dict[str, str]]:
    promise = office.promised()
    promises.keep(promise, by=office.cast.ben)
    return promise, links_of(to(office.work(), ANN))


def test_yes_from_the_mail_promises_as_its_reader(office: Office, phone: Client) -> None:
    promise, links = asked(office)
    assert "Your answer stands." in press(phone, links["I promise it"])
    entry = ledger.last_entry_of(promise)
    assert entry is not None
    assert (entry.kind, entry.by, entry.entered_by) == (
        "promise.accepted",
        office.cast.ben,
        office.cast.ben,
    )


def test_no_from_the_mail_declines(office: Office, phone: Client) -> None:
    promise, links = asked(office)
    press(phone, links["No"], words="I am away that week.")
    assert state(office, promise) == "declined"
    entry = ledger.last_entry_of(promise)
    assert entry is not None
    assert entry.act.note == "I am away that week."  # type: ignore[attr-defined]


def test_confirming_contesting_and_thanking_from_the_mail(office: Office, phone: Client) -> None:
    promise, links = claimed(office)
    press(phone, links["It was kept"])
    assert state(office, promise) == "kept"
    press(phone, links["Thank you"], words="Thank you.")
    assert [one.words for one in thanks.given(office.cast.ann)] == ["Thank you."]
    other, links = claimed(office)
    press(phone, links["That is not how it was"], words="The door still sticks.")
    assert state(office, other) == "made"


def test_agreeing_to_another_day_and_keeping_the_day(office: Office, phone: Client) -> None:
    promise = office.promised()
    promises.ask_move(promise, by=office.cast.ben, due_on=date(2026, 3, 9), reason="the part is late")
    press(phone, links_of(to(office.work(), ANN))["Agree"])
    assert queries.one(promise, seen_by=office.cast.ann).due_on == date(2026, 3, 9)
    promises.ask_move(promise, by=office.cast.ben, due_on=date(2026, 3, 10), reason="still late")
    press(phone, links_of(to(office.work(), ANN))["Keep the day"])
    assert queries.one(promise, seen_by=office.cast.ann).due_on == date(2026, 3, 9)


def test_allowing_thanks_to_be_passed_on(office: Office, phone: Client) -> None:
    promise, _links = claimed(office)
    claim = ledger.last_entry_of(promise)
    assert claim is not None
    said = thanks_rules.give(claim.id, "It runs like new.", by=office.cast.ann).thing
    thanks_rules.ask_to_pass_on(said, by=office.cast.ann, to=[office.cast.cy])
    press(phone, links_of(to(office.work(), BEN))["Yes, pass it on"])
    assert thanks.one(said, seen_by=office.cast.cy).told == [office.cast.cy]


def test_thanks_are_not_offered_where_they_would_be_refused(office: Office) -> None:
    """The first act on a street waits for a yes, and nothing else can be said before it."""
    promises.offer(office.cast.cy, "help with the roof", by=office.cast.ann)
    assert list(links_of(to(office.work(), "cy@fir.example"))) == ["Yes, please", "Another way", "No"]


def test_looking_at_a_link_changes_nothing(office: Office, phone: Client) -> None:
    _promise, links = asked(office)
    before = ledger.size()
    for link in links.values():
        assert phone.get(link).status_code == 200
        assert phone.head(link).status_code == 200
    assert ledger.size() == before
    assert not Tap.objects.exclude(used_at=None).exists()


def test_the_page_names_what_the_button_does_and_who_answers(office: Office, phone: Client) -> None:
    _promise, links = asked(office)
    page = phone.get(links["No"]).content.decode()
    assert "A clear no costs nothing." in page
    assert "You answer as Ben Okoro." in page
    assert "the boiler serviced" in page
    assert phone.get(links["No"]).headers["Cache-Control"].startswith("max-age=0")


def test_the_page_shows_no_word_that_the_mail_did_not(office: Office, phone: Client) -> None:
    promise, links = asked(office)
    promises.withdraw(promise, by=office.cast.ann, note="never mind the secret sauce")
    page = phone.get(links["No"]).content.decode()
    assert "It has moved on since that mail." in page
    assert "boiler" not in page
    assert "sauce" not in page


def test_terms_that_changed_meanwhile_are_not_agreed_to_by_an_old_mail(office: Office, phone: Client) -> None:
    promise, links = asked(office)
    promises.counter(promise, by=office.cast.ben, what="the boiler swept")
    promises.counter(promise, by=office.cast.ann, what="two boilers serviced")
    page = press_blindly(phone, links["I promise it"])
    assert "It has moved on since that mail." in page
    assert "two boilers" not in page
    assert state(office, promise) == "countered"


def test_a_link_works_once_and_its_sisters_with_it(office: Office, phone: Client) -> None:
    promise, links = asked(office)
    press(phone, links["I promise it"])
    used = {phone.get(link).content for link in (*links.values(), NEVER)}
    assert len({strip(page) for page in used}) == 1
    assert all(phone.get(link).status_code == 404 for link in (*links.values(), NEVER))
    assert state(office, promise) == "made"


def strip(page: bytes) -> bytes:
    """Without the address, should a page name it."""
    return page.replace(b"/tap/", b"")


def test_thanks_can_still_be_said_after_an_answer_but_not_twice(office: Office, phone: Client) -> None:
    _promise, links = claimed(office)
    press(phone, links["It was kept"])
    press(phone, links["Thank you"], words="Well done.")
    assert phone.get(links["Thank you"]).status_code == 404


def test_after_two_weeks_a_link_opens_nothing(
    office: Office, phone: Client, at: Callable[[str], object]
) -> None:
    promise = office.asks(due_on=date(2026, 4, 1))
    link = links_of(to(office.work(), BEN))["I promise it"]
    at("2026-03-16 08:59")
    assert phone.get(link).status_code == 200
    at("2026-03-16 09:00")
    assert phone.get(link).status_code == 404
    assert "opens nothing any more" in press_blindly(phone, link)
    assert state(office, promise) == "asked"


def press_blindly(phone: Client, link: str) -> str:
    phone.get(link)
    phone.get("/sign-in/")
    token = phone.cookies["csrftoken"].value
    return phone.post(link, {"csrfmiddlewaretoken": token}).content.decode()


def test_two_presses_at_one_moment_are_one_act(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    _promise, links = asked(office)
    tap = taps.opened_by(links["I promise it"].removeprefix("/tap/"))
    assert tap is not None
    before = ledger.size()
    first = taps.give(tap, "")
    assert taps.give(tap, "") == first
    assert ledger.size() == before + 1


def test_only_hashes_of_links_are_kept(office: Office) -> None:
    _promise, links = asked(office)
    keys = [link.removeprefix("/tap/") for link in links.values()]
    kept = str(list(Tap.objects.values()))
    assert all(len(key) >= 43 and key not in kept for key in keys)


def test_a_refusal_is_a_sentence_and_keeps_the_words(office: Office, phone: Client) -> None:
    promise = office.promised()
    promises.keep(promise, by=office.cast.ben)
    link = links_of(to(office.work(), ANN))["Thank you"]
    phone.get(link)
    token = phone.cookies["csrftoken"].value
    empty = phone.post(link, {"csrfmiddlewaretoken": token, "words": "  "})
    assert empty.status_code == 422
    assert "Say what for, in your own words." in empty.content.decode()
    long = phone.post(link, {"csrfmiddlewaretoken": token, "words": "x" * 1_001})
    assert long.status_code == 422
    assert "x" * 1_001 in long.content.decode()


def test_somebody_who_was_only_invited_answers_and_is_offered_to_come_in(
    office: Office, phone: Client
) -> None:
    fay = people.invite(by=office.cast.ann, name="Fay Wu", email=FAY).thing
    invitations.ask(fay, by=office.cast.ann)
    promise = promises.ask(fay, "the plan drawn", FRIDAY, by=office.cast.ann).thing
    page = press(phone, links_of(to(office.work(), FAY))["I promise it"])
    assert "Send me the invitation again" in page
    street = streets.between(fay, office.cast.ann)
    assert street is not None
    assert street.state == "open"
    assert queries.one(promise, seen_by=fay).state == "made"
    token = phone.cookies["csrftoken"].value
    phone.post("/tapped/join", {"csrfmiddlewaretoken": token})
    assert mail.outbox[-1].to == [FAY]
    assert "/invitation/" in str(mail.outbox[-1].body)
    assert people_queries.person(fay).state == "invited"


def test_joining_is_offered_to_nobody_who_has_not_just_answered(phone: Client, office: Office) -> None:
    assert phone.get("/tapped").status_code == 404
    press_blindly(phone, NEVER)
    token = phone.cookies["csrftoken"].value
    assert phone.post("/tapped/join", {"csrfmiddlewaretoken": token}).status_code == 404


def test_a_link_of_somebody_who_left_opens_nothing(office: Office, phone: Client) -> None:
    _promise, links = asked(office)
    people.leave(office.cast.ben, by=office.cast.ben)
    assert phone.get(links["No"]).status_code == 404


def test_another_who_is_signed_in_at_the_browser_answers_as_the_reader_of_the_mail(office: Office) -> None:
    promise, links = asked(office)
    phone = office.cast.signed_in("cy")
    assert "You answer as Ben Okoro." in phone.get(links["I promise it"]).content.decode()
    phone.post(links["I promise it"])
    entry = ledger.last_entry_of(promise)
    assert entry is not None
    assert entry.by == office.cast.ben


def test_a_press_without_the_page_before_it_is_refused(office: Office, phone: Client) -> None:
    promise, links = asked(office)
    assert phone.post(links["I promise it"]).status_code == 403
    assert state(office, promise) == "asked"


def test_a_link_cannot_be_given_another_verb(office: Office) -> None:
    """The link says which answer it gives; nothing in the request can change that."""
    promise, links = asked(office)
    Client().post(links["No"], {"verb": "say_yes", "words": ""})
    assert state(office, promise) == "declined"
    with pytest.raises(RuleBroken):
        promises.say_yes(promise, by=office.cast.ben)


def test_keep_from_the_mail_about_a_day_that_passed(
    office: Office, phone: Client, at: Callable[[str], object]
) -> None:
    promise = office.promised(due_on=date(2026, 3, 3))
    at("2026-03-03 23:30")
    office.minute()
    at("2026-03-04 06:00")
    message = to([one for one in office.minute() if one.to == [BEN]], BEN)
    assert "This was for Tuesday 3 March, promised to Ann Lee. Say where it is." in str(message.body)
    press(phone, links_of(message)["Kept"])
    assert state(office, promise) == "claimed"


def test_support_is_declined_from_the_mail_whatever_else_goes_on_with_the_goal(
    office: Office, phone: Client
) -> None:
    """What others are asked for meanwhile is not its reader's to see, and stands in no answer's way."""
    cast = office.cast
    goal = growth.set_goal("To run line 3", by=cast.ann, with_=[cast.ben, cast.cy]).thing
    growth.ask_support(goal, by=cast.ann, of=cast.ben, what="An hour a week")
    growth.ask_support(goal, by=cast.ann, of=cast.cy)
    links = links_of(to(office.work(), BEN))
    assert "Your answer stands." in press(phone, links["Rather not"], words="Not this month.")
    assert not growth_queries.asked_of(cast.ben).exists()


def test_an_answer_to_one_question_is_none_to_the_next(office: Office, phone: Client) -> None:
    cast = office.cast
    goal = growth.set_goal("To run line 3", by=cast.ann, with_=[cast.ben]).thing
    growth.ask_support(goal, by=cast.ann, of=cast.ben, what="An hour a week")
    links = links_of(to(office.work(), BEN))
    growth.decline_support(goal, by=cast.ben)
    growth.ask_support(goal, by=cast.ann, of=cast.ben, what="An hour a month")
    press(phone, links["Rather not"])
    assert growth_queries.asked_of(cast.ben).count() == 1
