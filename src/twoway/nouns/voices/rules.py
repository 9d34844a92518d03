"""Who may do what with a voice, and when: the only way in, for pages, the API and mail.

Each rule takes `by` (who acts) and, after the blanks of its own, `once`, `book` and `seen`, as in
promises.rules. It returns the entry it made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Unpack

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape, RuleBroken
from twoway.ids import new_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.kinds import Act
from twoway.ledger.opening import open_to
from twoway.ledger.write import Book, How, answers_twice_alike, book_of, own_answer
from twoway.nouns.promises import rules as promises
from twoway.nouns.voices import acts, forms, queries
from twoway.people import queries as people
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

if TYPE_CHECKING:
    from twoway.nouns.voices.models import Voice
    from twoway.people.models import Person
    from twoway.people.streets.models import Street


# ---- by its writer ---------------------------------------------------------------------------------------


@answers_twice_alike
def raise_(
    words: str,
    *,
    by: str,
    to: str = "",
    team: str = "",
    wants: str = "answer",
    answer_by: date | None = None,
    more: str = "",
    **how: Unpack[How],
) -> Entry:
    """Say what one thinks, to one person or to a team's leads, and by when one would like an answer."""
    with book_of(by, how) as book:
        if bool(to) == bool(team):
            raise BadShape(_("Pick somebody, or the leads of a team."), code="nobody", field="to")
        today, wanted = _today(by), forms.wants(wants)
        those = _leads(team, by) if team else (to,)
        act = acts.Raised(
            to=those,
            team=team,
            words=forms.said(words, wanted),
            more=forms.note(more, "more"),
            wants=wanted,
            answer_by=forms.day_ahead(answer_by, today),
            on=today,
        )
        street = _first_street(book, act, by)
        entry = book.enter(act, thing=new_id(), participants=(by, *those), street=street)
        return own_answer(entry, book, how)


@answers_twice_alike
def add(id: str, *, by: str, words: str, answer_by: date | None = None, **how: Unpack[How]) -> Entry:
    """Say what was asked for; the day runs anew, for as many days as at first unless one is named."""
    with _about(id, "add", by, how) as (book, voice):
        said = forms.needed(words, _("Say what was asked for."), "words")
        return _done(book, voice, acts.Added(words=said, answer_by=_anew(voice, answer_by)), by, how)


@answers_twice_alike
def close(id: str, *, by: str, heard: int, words: str = "", **how: Unpack[How]) -> Entry:
    """Be done with it, and say how far one felt heard, from 1 to 5."""
    with _about(id, "close", by, how) as (book, voice):
        act = acts.Closed(heard=forms.heard(heard), words=forms.note(words, "words"))
        return _done(book, voice, act, by, how)


@answers_twice_alike
def reopen(id: str, *, by: str, words: str, answer_by: date | None = None, **how: Unpack[How]) -> Entry:
    """Say why the answer is none yet; the day runs anew."""
    with _about(id, "reopen", by, how) as (book, voice):
        said = forms.needed(words, _("Say what is still missing."), "words")
        return _done(book, voice, acts.Reopened(words=said, answer_by=_anew(voice, answer_by)), by, how)


@answers_twice_alike
def withdraw(id: str, *, by: str, words: str = "", **how: Unpack[How]) -> Entry:
    """Take it back as long as there is no answer."""
    with _about(id, "withdraw", by, how) as (book, voice):
        entry = _enter(book, voice, acts.Withdrawn(words=forms.note(words, "words")), by, *_asked(voice))
        for street in street_queries.streets_of(by):
            if street.id == entry.street and _waits_for_yes_to(voice, street):
                streets.set_aside(book, street, by=by)
        return own_answer(entry, book, how)


@answers_twice_alike
def allow_pass(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Let the one named read one's words, to take it on or not: the word of whoever offers it goes along."""
    with _about(id, "allow_pass", by, how) as (book, voice):
        to = voice.passing_to
        _demand_here(to)
        act = acts.PassAllowed(to=to, wants=voice.wants, answer_by=_given_back(voice))
        entry = _enter(book, voice, act, by, to)
        open_to(book, queries.writers_acts(voice), to, by=by, reason="passed_on")
        assert voice.pass_in_id is not None
        offer = [one for one in ledger.entries_of([voice.id]) if one.seq == voice.pass_in_id]
        open_to(book, offer, to, by=voice.passing_by, reason="passed_on", knowing=(by,))
        return own_answer(entry, book, how)


@answers_twice_alike
def refuse_pass(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Say that one would rather it stayed where it is."""
    with _about(id, "refuse_pass", by, how) as (book, voice):
        return _done(book, voice, acts.PassRefused(answer_by=_given_back(voice)), by, how)


# ---- by those it was raised with -------------------------------------------------------------------------


@answers_twice_alike
def acknowledge(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Say that one has read it, before there is an answer."""
    with _about(id, "acknowledge", by, how) as (book, voice):
        _open_street(book, voice, by)
        return _done(book, voice, acts.Acknowledged(), by, how)


@answers_twice_alike
def move(id: str, *, by: str, answer_by: date | None, reason: str, **how: Unpack[How]) -> Entry:
    """Name another day, once, and say why, as long as the day has not passed."""
    with _about(id, "move", by, how) as (book, voice):
        if queries.days_late(voice, street_queries.between(voice.writer_id, by)):
            say = _("That day has passed. Answer it now, if only to say no and why.")
            raise RuleBroken(say, code="day_passed")
        day = forms.later_day(answer_by, voice.answer_by, queries.today_of(voice))
        why = forms.needed(reason, _("Say why, in a few words."), "reason")
        _open_street(book, voice, by)
        return _done(book, voice, acts.Moved(answer_by=day, was_by=voice.answer_by, reason=why), by, how)


@answers_twice_alike
def answer(
    id: str,
    *,
    by: str,
    answer: str,
    words: str = "",
    promise_what: str = "",
    promise_due: date | None = None,
    **how: Unpack[How],
) -> Entry:
    """Answer it: done, promised, no and why, told, or it takes more. A promise is made along with it."""
    with _about(id, "answer", by, how) as (book, voice):
        said = forms.answer(answer, voice.wants)
        told = forms.answer_words(words, said)
        _open_street(book, voice, by)
        if voice.passing == "allowed":
            _enter(book, voice, acts.PassTakenBack(answer_by=voice.answer_by), by, *_asked(voice))
        promise = None
        if said == "promised":
            promise = _promise(book, voice, promise_what, promise_due, by)
        return _done(book, voice, acts.Answered(answer=said, words=told, promise=promise), by, how)


@answers_twice_alike
def offer_pass(id: str, *, by: str, to: str, words: str = "", **how: Unpack[How]) -> Entry:
    """Offer to pass it on: first its writer is asked, then whoever is named, who may say no."""
    with _about(id, "offer_pass", by, how) as (book, voice):
        _demand_may_take(voice, to, by)
        act = acts.PassOffered(to=to, words=forms.note(words, "words"), on=queries.today_of(voice))
        _open_street(book, voice, by)
        return _done(book, voice, act, by, how)


@answers_twice_alike
def take_pass_back(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Keep it after all, as long as nobody has taken it on."""
    with _about(id, "take_pass_back", by, how) as (book, voice):
        day = _given_back(voice) if voice.passing == "offered" else voice.answer_by
        entry = _enter(book, voice, acts.PassTakenBack(answer_by=day), by, *_asked(voice))
        return own_answer(entry, book, how)


@answers_twice_alike
def stand_aside(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Leave it to the others, when one no longer leads the team."""
    with _about(id, "stand_aside", by, how) as (book, voice):
        return _done(book, voice, acts.StoodAside(), by, how)


# ---- by whoever is asked to take it on -------------------------------------------------------------------


@answers_twice_alike
def take_on(id: str, *, by: str, answer_by: date | None = None, **how: Unpack[How]) -> Entry:
    """Take it on: it is between its writer and oneself now, by the day one names or the one it has."""
    with _about(id, "take_on", by, how) as (book, voice):
        today = queries.today_of(voice)
        day = forms.day_taken_on(answer_by, voice.answer_by, today)
        streets.agree(book, by=by, to=voice.writer_id)
        entry = _enter(book, voice, acts.TakenOn(answer_by=day), by, by)
        return own_answer(entry, book, how)


@answers_twice_alike
def decline_pass(id: str, *, by: str, words: str = "", **how: Unpack[How]) -> Entry:
    """Say that one would rather not take it on: it stays with whoever offered it."""
    with _about(id, "decline_pass", by, how) as (book, voice):
        entry = _enter(book, voice, acts.PassDeclined(words=forms.note(words, "words")), by, by)
        return own_answer(entry, book, how)


# ---- how they do it --------------------------------------------------------------------------------------


@contextmanager
def _about(id: str, verb: str, by: str, how: How) -> Iterator[tuple[Book, Voice]]:
    """The lock first, then a look: the voice as it stands now, if `by` may do that to it."""
    with book_of(by, how) as book:
        voice = queries.one(id, seen_by=by)
        role = queries.role_of(voice, by)
        refused = queries.refusal(voice, verb, by, role)
        if refused is None and how.get("seen") and how["seen"] != voice.last_entry_id:
            say = _("Something was done to this voice while you were writing. Look at it, then send yours.")
            raise RuleBroken(say, code="moved_on")
        if refused is not None:
            raise RuleBroken(refused, code=f"cannot_{verb}")
        yield book, voice


def _leads(team: str, by: str) -> tuple[str, ...]:
    leads = tuple(person.id for person in queries.leads_of(team, seen_by=by))
    if not leads:
        say = _("Nobody else leads this team. Raise it with a person.")
        raise RuleBroken(say, code="no_leads", field="team")
    return leads


def _first_street(book: Book, act: acts.Raised, by: str) -> str:
    """To one person it knocks, as a promise does; to those who lead a team it is no first step to any one."""
    if len(act.to) > 1:
        return EVERY_STREET
    [to] = act.to
    if to == by:
        say = _("A voice is for somebody else to hear. Pick somebody else.")
        raise RuleBroken(say, code="to_oneself", field="to")
    first = streets.meet if act.team else streets.knock
    return first(book, by=by, to=to).id


def _demand_may_take(voice: Voice, to: str, by: str) -> None:
    """Whoever is to take it on and its writer know of each other by what everybody knows.

    Not by a street of theirs: a refusal would tell whoever passes it on whether there is one.
    """
    if not to:
        raise BadShape(_("Pick somebody."), code="nobody", field="to")
    found = people.seen_person(to, seen_by=by)
    names = {"name": found.called, "writer": voice.writer.called}
    _demand_here(to)
    if to in queries.circle(voice):
        raise RuleBroken(_("%(name)s has it already.") % names, code="has_it", field="to")
    if not _are_of_one_place(found, voice.writer):
        say = _("%(writer)s and %(name)s are not of one workplace. Answer it yourself.")
        raise RuleBroken(say % names, code="strangers", field="to")


def _are_of_one_place(one: Person, other: Person) -> bool:
    """Both members, or contacts of the same client."""
    if one.is_member or other.is_member:
        return one.is_member and other.is_member
    return one.client_id is not None and one.client_id == other.client_id


def _demand_here(person: str) -> None:
    found = people.person(person)
    if not found.is_here:
        say = _("%(name)s is no longer here.") % {"name": found.called}
        raise RuleBroken(say, code="has_left", field="to")


def _promise(book: Book, voice: Voice, what: str, due_on: date | None, by: str) -> str:
    """Made by the rules of promises, and named as the form of an answer names it."""
    try:
        return promises.make(voice.writer_id, what, due_on, by=by, book=book).thing
    except BadShape as error:
        error.field = {"what": "promise_what", "due_on": "promise_due"}.get(error.field or "", error.field)
        raise


def _open_street(book: Book, voice: Voice, by: str) -> None:
    """Any word in return opens the street that waits for just that; several leads have none to wait on."""
    street = street_queries.between(voice.writer_id, by)
    if street is None or (street.state == "waiting" and street.asked_by_id != by):
        streets.agree(book, by=by, to=voice.writer_id)


def _waits_for_yes_to(voice: Voice, street: Street) -> bool:
    """Whether this voice was the first step on the street: the step was entered just before it."""
    steps = [one for one in ledger.entries_of([street.id]) if one.kind == "street.asked"]
    return street.asked_by_id == voice.writer_id and steps[-1].seq + 1 == voice.said_in_id


def _asked(voice: Voice) -> tuple[str, ...]:
    """Whoever is asked to take it on, once they know."""
    return (voice.passing_to,) if voice.passing == "allowed" else ()


def _enter(book: Book, voice: Voice, act: Act, by: str, *also: str) -> Entry:
    """For its writer and those it is with: between two it stands on their street, else on each one's."""
    participants = list(dict.fromkeys((*queries.circle(voice), *also)))
    street = EVERY_STREET
    if len(participants) == 2:
        known = street_queries.between(participants[0], participants[1])
        street = known.id if known else EVERY_STREET
    return book.enter(act, thing=voice.id, participants=participants, street=street, by=by)


def _done(book: Book, voice: Voice, act: Act, by: str, how: How) -> Entry:
    return own_answer(_enter(book, voice, act, by), book, how)


def _anew(voice: Voice, wanted: date | None) -> date:
    """The day named, or as many days again as were given at first."""
    today = queries.today_of(voice)
    return forms.day_ahead(wanted or today + timedelta(days=voice.days), today)


def _given_back(voice: Voice) -> date:
    """The day, put off by as long as the writer's yes was waited for; what was overdue stays so."""
    assert voice.passing_on is not None
    left = voice.answer_by - voice.passing_on
    if left < timedelta(0):
        return voice.answer_by
    return max(voice.answer_by, queries.today_of(voice) + left)


def _today(person: str) -> date:
    return clock.today(people.zone_of(person))


def _heard(how_far: int) -> Callable[..., Entry]:
    def said(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
        return close(id, by=by, heard=how_far, words=note, **how)

    return said


# What can be answered from a mail with one tap.
TAPS: dict[str, Callable[..., Entry]] = {
    "acknowledge": acknowledge,
    "allow_pass": allow_pass,
    "refuse_pass": refuse_pass,
    "take_on": take_on,
    "decline_pass": decline_pass,
    **{f"heard_{far}": _heard(far) for far in (1, 2, 3, 4, 5)},
}
