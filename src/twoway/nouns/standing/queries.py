"""Who shows what of their record to whom, always for somebody's eyes; and what each may do next.

What is taken back is there for nobody. Whoever has left shows nothing any more, for they could not take it
back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway.errors import NotSeen
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.nouns.standing import ASK_VERBS, QUOTE_VERBS, SHOWN, VERBS, Verb
from twoway.nouns.standing.models import Ask as Ask
from twoway.nouns.standing.models import Quote as Quote
from twoway.nouns.standing.models import Showing as Showing
from twoway.nouns.thanks import queries as thanks
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.models import Person
from twoway.people.streets import queries as streets
from twoway.web.asked_once import asked_once

# ---- what is shown ---------------------------------------------------------------------------------------


def showings(seen_by: str) -> QuerySet[Showing]:
    """All that stands shown by the person or to them, the latest first."""
    who = sight.asked(seen_by)
    mine = Q(owner=who) | Q(reader=who, owner__state__in=sight.HERE)
    found = Showing.objects.filter(mine, state=SHOWN).filter(sight.sees(seen_by))
    return found.select_related("owner", "reader").order_by("-shown_at", "id")


def showing(id: str, *, seen_by: str) -> Showing:
    """One showing; what is not there, not theirs, or taken back cannot be told apart."""
    found = showings(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def shown_to(owner: str, reader: str) -> Showing | None:
    """What the first shows the second now: for rules, and for pages of one of the two."""
    found = Showing.objects.filter(owner=sight.asked(owner), reader=sight.asked(reader), state=SHOWN)
    return found.select_related("owner", "reader").first()


def may_show(person: Person) -> bool:
    """Whether the person may show theirs to anybody: members may, inside the workplace."""
    return person.is_member and person.state == "active"


def readers(person: str) -> list[Person]:
    """Whom the person could show theirs to: members who are here."""
    found = people.companions(person)
    return [one for one in found if one.is_member and one.state == "active"]


# ---- what is asked ---------------------------------------------------------------------------------------


def asks(seen_by: str) -> QuerySet[Ask]:
    """What the person asked of others, or others of them, the latest first."""
    who = sight.asked(seen_by)
    found = Ask.objects.filter(Q(asker=who) | Q(asked=who)).filter(sight.sees(seen_by))
    return found.select_related("asker", "asked").order_by("-asked_at", "id")


def ask(id: str, *, seen_by: str) -> Ask:
    """One ask; what is not there and what is not theirs cannot be told apart."""
    found = asks(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def asked_of(person: str) -> QuerySet[Ask]:
    """What the person was asked for and has not answered."""
    return asks(person).filter(asked=sight.asked(person), state="asked")


def open_ask(asker: str, asked: str) -> Ask | None:
    """What the first asked the second and has no answer yet."""
    return asks(asker).filter(asker=sight.asked(asker), asked=sight.asked(asked), state="asked").first()


def may_ask(shown: Showing, *, by: str) -> str | None:
    """Why the owner of a showing cannot ask its reader for theirs now; None when they can."""
    name = {"name": shown.reader.called}
    if by != shown.owner_id:
        return _("Only whoever shows theirs can ask for the other’s.")
    if shown_to(shown.reader_id, by) is not None:
        return _("%(name)s shows you theirs already.") % name
    before = asks(by).filter(asker=by, asked=shown.reader_id, asked_at__gte=shown.shown_at)
    if before.exists() or open_ask(by, shown.reader_id) is not None:
        return _("You have asked %(name)s. It is theirs to answer, or not.") % name
    return None


# ---- words of others -------------------------------------------------------------------------------------


def quotes(seen_by: str) -> QuerySet[Quote]:
    """Words that were asked for, from either end, the latest first."""
    who = sight.asked(seen_by)
    found = Quote.objects.filter(Q(owner=who) | Q(writer=who)).filter(sight.sees(seen_by))
    return found.select_related("owner", "writer").order_by("-asked_at", "id")


def quote(id: str, *, seen_by: str) -> Quote:
    """One of them; what is not there and what is not theirs cannot be told apart."""
    found = quotes(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def words_asked_of(person: str) -> QuerySet[Quote]:
    """Words of the person's that somebody asks for, and has no answer."""
    return quotes(person).filter(writer=sight.asked(person), state="asked")


def standing_quote(entry: str, *, owner: str) -> Quote | None:
    """What was asked about that act before and is neither refused nor taken back."""
    return Quote.objects.filter(owner=owner, entry=entry, state__in=["asked", "allowed"]).first()


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """What somebody said in thanks and lets stand in a record; `name` is empty where they left it out."""

    quote: str
    words: str
    name: str
    learned: bool


@asked_once
def quoted(owner: str) -> list[Quoted]:
    """All words of others that stand in the record of `owner`, for whoever may read that."""
    allowed = Quote.objects.filter(owner=owner, state="allowed", writer__state__in=sight.HERE)
    found = {one.entry: one for one in allowed.select_related("writer").order_by("asked_at", "id")}
    entries = {entry.id: entry for entry in ledger.entries(found)} if found else {}
    return [
        Quoted(
            quote=one.id,
            words=getattr(entries[id].act, "words", ""),
            name=one.writer.called if one.named else "",
            learned=is_learned(entries[id].act),
        )
        for id, one in found.items()
        if id in entries and not entries[id].words_erased
    ]


def is_learned(act: object) -> bool:
    """Whether thanks say what was learned."""
    return bool(getattr(act, "learned", True))  # an act of "learned from" has no such field


def words_of(found: Iterable[Quote]) -> dict[str, str]:
    """What each of these is about, in its writer's words, for one of the two."""
    by_entry = {one.entry: one.id for one in found}
    entries = ledger.entries(by_entry) if by_entry else []
    return {by_entry[entry.id]: getattr(entry.act, "words", "") for entry in entries}


def thanked(id: str, *, seen_by: str) -> thanks.Thanks:
    """Thanks said to the person."""
    found = thanks.one(id, seen_by=seen_by)
    if found.receiver_id != seen_by:
        raise NotSeen
    return found


# ---- who may do what -------------------------------------------------------------------------------------

STANDS = {
    "answered": later("This was answered."),
    "declined": later("This was answered."),
    "over": later("This is over: it was taken back."),
    "allowed": later("This is allowed already."),
    "refused": later("The answer was no."),
    "taken_back": later("The words were taken out."),
}


def open_verbs(shown: Showing, by: str) -> list[str]:
    """What the person could do about a showing now."""
    found = [verb for verb in VERBS if refusal(shown, verb, by) is None]
    return found + (["ask"] if by == shown.owner_id and may_ask(shown, by=by) is None else [])


def refusal(shown: Showing, verb: str, by: str) -> str | None:
    """Why not, in a sentence; None when the person may."""
    return _refused(VERBS[verb], shown.state, {"owner": shown.owner, "reader": shown.reader}, by)


def ask_verbs(found: Ask, by: str) -> list[str]:
    """What the person could do about an ask now."""
    return [verb for verb in ASK_VERBS if refusal_of_ask(found, verb, by) is None]


def refusal_of_ask(found: Ask, verb: str, by: str) -> str | None:
    """Why not, in a sentence; None when the person may."""
    return _refused(ASK_VERBS[verb], found.state, {"asked": found.asked}, by)


def quote_verbs(found: Quote, by: str) -> list[str]:
    """What the person could do about their words now."""
    return [verb for verb in QUOTE_VERBS if refusal_of_quote(found, verb, by) is None]


def refusal_of_quote(found: Quote, verb: str, by: str) -> str | None:
    """Why not, in a sentence; None when the person may. A writer says no first, and takes out later."""
    if verb == "take_words_back" and found.state == "asked" and by == found.writer_id:
        return _("You have not allowed this. You can say no.")
    return _refused(QUOTE_VERBS[verb], found.state, {"writer": found.writer}, by)


def _refused(rule: Verb, state: str, whose: dict[str, Person], by: str) -> str | None:
    mine = whose.get(rule.whose)
    if mine is not None and by != mine.id:
        return _(rule.only) % {"name": mine.called}
    if state not in rule.when:
        return _(STANDS.get(state, later("This was not answered yet.")))
    return None


def is_stopped(one: str, other: str) -> bool:
    """Whether the street of the two, if they have one, is paused or closed: nothing new begins on it."""
    street = streets.between(one, other)
    return street is not None and street.state in {"paused", "closed"}


def number_waiting(person: str) -> int:
    """How many answers of the person's others wait for: every page asks, so it is one question."""
    who = sight.asked(person)
    asked = Ask.objects.filter(asked=who, state="asked").values("id")
    words = Quote.objects.filter(writer=who, state="asked").values("id")
    return asked.union(words, all=True).count()


@asked_once
def in_use(person: str) -> bool:
    """Whether anything is shown by or to the person, or asked."""
    who = sight.asked(person)
    shown = Showing.objects.filter(Q(owner=who) | Q(reader=who), state=SHOWN).values("id")
    asked = Ask.objects.filter(Q(asker=who) | Q(asked=who)).values("id")
    words = Quote.objects.filter(Q(owner=who) | Q(writer=who)).values("id")
    return shown.union(asked, words, all=True).exists()
