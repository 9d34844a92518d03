"""What can be read of voices, always for somebody's eyes; and what each person may do next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.errors import NotSeen
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.models import Frame
from twoway.nouns.voices import ASKED, OFF_IT, ON_IT, VERBS, Verb
from twoway.nouns.voices.models import Voice as Voice
from twoway.nouns.voices.models import VoicePerson as VoicePerson
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.models import Person, Team
from twoway.people.streets import queries as streets
from twoway.people.streets import stops
from twoway.people.streets.models import Street

_SHOWN = ("writer", "said_in", "answered_in", "moved_in", "pass_in", "closed_in")
# The writer's own acts with words: what is opened to whoever is asked to take the voice on.
WRITERS_WORDS = ("voice.raised", "voice.added", "voice.reopened")
MOST_TOLD = 3


# ---- one voice and its people ----------------------------------------------------------------------------


def all_of(seen_by: str) -> QuerySet[Voice]:
    """Every voice the person stands in, with all that a row on a page shows."""
    found = Voice.objects.filter(Exists(_roles(seen_by)), sight.sees(seen_by))
    return found.select_related(*_SHOWN)


def one(id: str, *, seen_by: str) -> Voice:
    """The voice; what is not there and what is not theirs cannot be told apart."""
    found = all_of(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def among(ids: Iterable[str], *, seen_by: str) -> dict[str, Voice]:
    """Those of these voices that the person stands in."""
    return {voice.id: voice for voice in all_of(seen_by).filter(id__in=set(ids))}


def standing_of(voice: Voice, person: str) -> VoicePerson | None:
    """How the person stands in it; None for somebody who does not."""
    return voice.people.filter(person=person).first()


def role_of(voice: Voice, person: str) -> str:
    """As what the person stands in it; nothing for somebody who does not."""
    found = standing_of(voice, person)
    return found.role if found else ""


def roles_in(voices: Iterable[Voice], person: str) -> dict[str, VoicePerson]:
    """How the person stands in each of these."""
    found = VoicePerson.objects.filter(person=person, voice__in=[voice.id for voice in voices])
    return {row.voice_id: row for row in found}


def raised_with(voice: Voice) -> list[Person]:
    """Those it is with now, by name; for its writer and for themselves."""
    return with_each([voice])[voice.id]


def with_each(voices: Iterable[Voice]) -> dict[str, list[Person]]:
    """Those each of these is with now."""
    found: dict[str, list[Person]] = {voice.id: [] for voice in voices}
    rows = VoicePerson.objects.filter(voice__in=list(found), role="to").select_related("person__client")
    for row in rows:
        found[row.voice_id].append(row.person)
    return {id: sorted(those, key=_by_name) for id, those in found.items()}


def circle(voice: Voice) -> list[str]:
    """Its writer and those it is with now: the participants of what is done next."""
    return [voice.writer_id, *(person.id for person in raised_with(voice))]


def writers_acts(voice: Voice) -> list[Entry]:
    """What its writer said in it so far, in their own words."""
    return [entry for entry in ledger.entries_of([voice.id]) if entry.kind in WRITERS_WORDS]


def history(voice: Voice, *, seen_by: str, with_sides: bool = False, most: int | None = None) -> list[Entry]:
    """The acts on it that the person may see, the oldest first; or the latest so many of them."""
    kinds = Q(kind__startswith="voice.") | (Q(kind__startswith="side.") if with_sides else Q())
    found = sight.among(Frame.objects.filter(kinds, thing=voice.id), seen_by)
    if most is not None:
        found = Frame.objects.filter(seq__in=found.order_by("-seq").values("seq")[:most])
    return ledger.entries_from(found)


def leads_of(team: str, *, seen_by: str) -> list[Person]:
    """Who leads the team now, apart from the person themselves; only members know of teams."""
    viewer = people.person(seen_by)
    if not (viewer.is_member and viewer.is_here) or team not in {one.id for one in people.teams()}:
        raise NotSeen
    leads = [one.person for one in people.members_of(team) if one.lead and one.person.is_here]
    return [one for one in leads if one.id != seen_by]


def teams_with_leads(person: Person) -> list[Team]:
    """Teams that somebody else leads, for a member who may raise something there."""
    if not person.is_member:
        return []
    led = {
        one.team_id: one.team
        for one in people.memberships()
        if one.lead and one.person.is_here and one.person_id != person.id
    }
    return sorted(led.values(), key=lambda team: (team.name.casefold(), team.id))


def leads(person: str, team: str) -> bool:
    """Whether the person leads that team now."""
    return any(one.lead and one.person_id == person for one in people.members_of(team))


def team_name(voice: Voice) -> str:
    """The team whose leads it was raised with, by its name."""
    return next((team.name for team in people.teams() if team.id == voice.team), "")


def _by_name(person: Person) -> tuple[str, str]:
    return person.called.casefold(), person.id


# ---- lists -----------------------------------------------------------------------------------------------


def waiting_for(person: str) -> QuerySet[Voice]:
    """What waits for the person's word: to be answered, taken on, added to, or let others read."""
    mine = Q(writer=person) & (Q(state="needs_more") | Q(state="open", passing="offered"))
    theirs = _stands(person, "to") & Q(state="open") & ~Q(passing="offered")
    return _of(person).filter(mine | theirs | _stands(person, ASKED)).order_by(*_BY_DAY)


def to_close(person: str) -> QuerySet[Voice]:
    """Voices of the person's that have an answer, which they may close or open again."""
    return _of(person).filter(writer=person, state="answered").order_by("answered_at", "id")


def waiting_for_others(person: str) -> QuerySet[Voice]:
    """Voices the person is on in which the next word is another's."""
    mine = Q(writer=person, state="open") & ~Q(passing="offered")
    theirs = _stands(person, "to") & (Q(state="needs_more") | Q(state="open", passing="offered"))
    return _of(person).filter(mine | theirs).order_by(*_BY_DAY)


def over(person: str) -> QuerySet[Voice]:
    """Voices the person has nothing more to do in, the latest raised first."""
    ended = Q(writer=person, state__in=("closed", "withdrawn"))
    answered = _stands(person, "to") & Q(state__in=("answered", "closed", "withdrawn"))
    return _of(person).filter(ended | answered | _stands(person, *OFF_IT)).order_by("-raised_at", "id")


def asks_something(person: str) -> QuerySet[Voice]:
    """Voices in which somebody owes the person a word, or they owe one, whatever street that is on."""
    alive = _stands(person, *ON_IT) & Q(state__in=("open", "needs_more"))
    to_close = Q(state="answered") & (Q(writer=person) | Q(answered_by=person) & _stands(person, "to"))
    return _of(person).filter(alive | to_close | _stands(person, ASKED)).order_by(*_BY_DAY)


def between(one: str, other: str) -> QuerySet[Voice]:
    """Voices that the two have answered each other, the latest first, for either of them."""
    pair = Q(writer=one) & _stands(other, "to") | Q(writer=other) & _stands(one, "to")
    return _of(one).filter(pair, state__in=("answered", "closed")).order_by("-answered_at", "id")


def told_to(person: str) -> list[tuple[Voice, dict[str, Person]]]:
    """The latest answers the person got to what they asked to hear of themselves, with who gave them."""
    asked = _of(person).filter(writer=person, wants="feedback", answer="told")
    latest = list(asked.order_by("-answered_at", "id")[:MOST_TOLD])
    names = people.named(voice.answered_by for voice in latest) if latest else {}
    return [(voice, names) for voice in latest]


def marks_with(person: str) -> list[tuple[Voice, VoicePerson]]:
    """Voices that stand as marks on the person's streets, with each who has or had them at the other end.

    For somebody who passed one on it stands as that, and for its writer towards them alike.
    """
    known = _of(person).filter(_stands(person, "writer", "to", "passed_on"))
    voices = {voice.id: voice for voice in known.order_by("raised_at", "id")}
    rows = VoicePerson.objects.filter(voice__in=list(voices), role__in=("to", "passed_on"))
    return [
        (voices[row.voice_id], row)
        for row in rows.order_by("since", "id")
        if person in {row.person_id, voices[row.voice_id].writer_id}
        and (row.role == "passed_on" or voices[row.voice_id].state != "withdrawn")
    ]


def raised_in_team(team: str, *, since: datetime, until: datetime) -> dict[str, str]:
    """Who wrote each voice raised with the leads of a team in that time: for a figure of a group alone."""
    found = Voice.objects.filter(team=team, raised_at__gte=since, raised_at__lt=until)
    return dict(found.order_by("id").values_list("id", "writer"))


def in_use(person: str) -> bool:
    """Whether there is any voice the person knows of."""
    return VoicePerson.objects.filter(person=sight.asked(person)).exists()


def overdue_since(day: date) -> list[tuple[Voice, Person]]:
    """What was in time until this day and is overdue since, with each of those it is with: for notices."""
    writers = Q(low=OuterRef("writer")) | Q(high=OuterRef("writer"))
    put_off = Q(Exists(Street.objects.filter(writers).exclude(stops=[])), answer_by__lt=day)
    found = Voice.objects.filter(Q(answer_by=day) | put_off, state="open").exclude(passing="offered")
    voices = list(found.select_related(*_SHOWN))
    those = with_each(voices)
    return [
        (voice, person)
        for voice in voices
        for person in those[voice.id]
        if person.is_here and voice.writer.is_here and last_day(voice, person.id) == day
        if days_late(voice, streets.between(voice.writer_id, person.id))
    ]


_BY_DAY = ("answer_by", "id")


def _of(person: str) -> QuerySet[Voice]:
    """Voices the person stands in: asked first, since that is few rows, and sight of those."""
    stands = VoicePerson.objects.filter(person=sight.asked(person)).values("voice")
    return all_of(person).filter(id__in=stands)


def _stands(person: str, *roles: str) -> Q:
    return Q(Exists(_roles(person).filter(role__in=roles)))


def _roles(person: str) -> QuerySet[VoicePerson]:
    return VoicePerson.objects.filter(voice=OuterRef("id"), person=person)


# ---- days ------------------------------------------------------------------------------------------------


def today_of(voice: Voice) -> date:
    """The day it is where its writer is: the days of a voice are theirs."""
    return clock.today(voice.writer.zone)


def answered_on(voice: Voice) -> date:
    """The day of the last answer, where its writer is."""
    return clock.day_of(voice.answered_at or voice.raised_at, voice.writer.zone)


def days_late(voice: Voice, street: Street | None) -> int:
    """How many days the answer is overdue between the two of this street; none while it is stopped."""
    if not voice.is_open or voice.waits_for_writer:
        return 0
    return stops.days_late(voice.answer_by, today_of(voice), _stops(voice, street))


def last_day(voice: Voice, person: str) -> date:
    """The last day on which that person's answer is in time."""
    return stops.last_day(voice.answer_by, _stops(voice, streets.between(voice.writer_id, person)))


def days_late_for(voice: Voice, seen_by: str, those: Iterable[Person] | None = None) -> int:
    """How many days it is overdue as the person sees it: on their own street; for its writer, on any.

    `those` are whom it is with, where that was read before.
    """
    if not voice.is_open or voice.waits_for_writer:
        return 0
    streets_with = [street for street in streets.streets_of(seen_by) if voice.writer_id in street.both]
    ends = {street.other(voice.writer_id): street for street in streets_with}
    if seen_by != voice.writer_id:
        return days_late(voice, ends.get(seen_by))
    with_ = raised_with(voice) if those is None else those
    return max((days_late(voice, ends.get(person.id)) for person in with_), default=0)


def _stops(voice: Voice, street: Street | None) -> list[stops.Stop]:
    return stops.in_days(street.stops, voice.writer.zone) if street else []


# ---- who may do what -------------------------------------------------------------------------------------

STATES_SAY = {
    "open": later("There is no answer to it yet."),
    "needs_more": later("The answer was that it takes more. %(name)s can add to it."),
    "answered": later("This is answered already. %(name)s can close it, or open it again."),
    "closed": later("%(name)s has closed this."),
    "withdrawn": later("%(name)s took this back."),
}
OFF_IT_SAYS = {
    "passed_on": later("You passed this on. It is with somebody else now."),
    "declined": later("You said that you would rather not take this on."),
    "recalled": later("This does not wait for you any more."),
    "aside": later("You stood aside. It is with the others."),
}
PASSING_SAYS = {
    "": later("Nobody has offered to pass it on."),
    "offered": later("%(name)s is asked whether it may be passed on. Wait for that, or keep it after all."),
    "allowed": later("Somebody else is asked to take it on. Wait for that, or keep it after all."),
}


def open_verbs(voice: Voice, by: str, role: str | None = None) -> list[str]:
    """What the person could do to it now, in the order of the table."""
    role = role_of(voice, by) if role is None else role
    return [verb for verb in VERBS if refusal(voice, verb, by, role) is None]


def refusal(voice: Voice, verb: str, by: str, role: str | None = None) -> str | None:
    """Why not, in a sentence; None when the person may. Nobody off it hears how it goes on."""
    role = role_of(voice, by) if role is None else role
    rule, names = VERBS[verb], {"name": voice.writer.called}
    if role in OFF_IT:
        return _(OFF_IT_SAYS[role])
    if role != rule.role:
        return _(rule.only) % names
    if voice.state not in rule.when:
        return _(STATES_SAY[voice.state]) % names
    if voice.is_open and voice.passing not in rule.passing:
        return _(PASSING_SAYS[voice.passing]) % names
    return _nobody_there(voice, verb, rule) or _stopped(voice, rule) or _special(voice, verb, by)


def _nobody_there(voice: Voice, verb: str, rule: Verb) -> str | None:
    """Whoever stays may lay down what waits for nobody any more, and nothing else."""
    if rule.role != "writer" and not voice.writer.is_here and verb != "decline_pass":
        return _("%(name)s is no longer here. Nothing waits for you any more.") % {
            "name": voice.writer.called
        }
    if verb in {"add", "reopen"} and not any(person.is_here for person in raised_with(voice)):
        return _("Nobody it was raised with is here any more. Raise it with somebody else.")
    return None


def _stopped(voice: Voice, rule: Verb) -> str | None:
    """Nothing begins anew on a street that its two have stopped; what is under way can be answered."""
    those = circle(voice) if rule.begins else []
    street = streets.between(*those) if len(those) == 2 else None
    if street is None or street.state not in {"paused", "closed"}:
        return None
    return _("This street is not open now. What is under way can be answered; nothing new begins.")


def _special(voice: Voice, verb: str, by: str) -> str | None:
    if verb == "acknowledge" and voice.acknowledged_by:
        return _("That it was read has been said already.")
    if verb == "move" and voice.moved_from:
        return _("The day was moved once already. Answer by then, if only to say no and why.")
    if verb == "offer_pass" and voice.wants == "feedback":
        return _("This was asked of you. Nobody else can say it for you.")
    return _refusal_of_standing_aside(voice, by) if verb == "stand_aside" else None


def _refusal_of_standing_aside(voice: Voice, by: str) -> str | None:
    if not voice.team or leads(by, voice.team):
        return _("Only somebody who no longer leads the team can stand aside.")
    if not any(person.is_here for person in raised_with(voice) if person.id != by):
        return _("Nobody else has it. Pass it on to whoever leads the team now.")
    return None
