"""Which mails there are, and which a person does without."""

from __future__ import annotations

from django.core import signing
from django.utils.translation import gettext_lazy as _

from twoway.integrations.email.models import Without
from twoway.people import accounts
from twoway.people.models import Person
from twoway.web.notice import Kind

AT_ONCE, MORNING = "at_once", "morning"
PROMISE, CALL, THANKS, STREET = "promise", "call", "thanks", "street"
OWNUP, HANDOFF, PASSED, IN_MY_NAME = "ownup", "handoff", "passed", "in_my_name"
VOICE = "voice"
TALK = "talk"
UNNAMED = "unnamed"
PATH = "path"
NEED = "need"
TRACK_RECORD = "track_record"
STANDING = "standing"
ENTRUSTED, GROWTH = "entrusted", "growth"
# As the settings page goes on after "Write to me when ...".
KINDS = (
    Kind(kind=PROMISE, label=_("somebody does something about a promise between us, or shows me one")),
    Kind(kind=CALL, label=_("somebody does something about a call I am in")),
    Kind(kind=VOICE, label=_("somebody raises something with me, answers it, or asks me for feedback")),
    Kind(kind=HANDOFF, label=_("work is handed on to me, or something doesn’t work with it")),
    Kind(kind=OWNUP, label=_("somebody owns up to me, or answers what I owned up to")),
    Kind(kind=TALK, label=_("somebody plans a talk with me, or what we both said of one opens")),
    Kind(kind=ENTRUSTED, label=_("somebody entrusts me with something, or changes what is entrusted")),
    Kind(kind=GROWTH, label=_("somebody shows me where they want to go, or helps me where I do")),
    Kind(kind=NEED, label=_("somebody says what a client needs, plays it back, delivers or looks back")),
    Kind(kind=THANKS, label=_("somebody thanks me, learned from me, or asks to pass thanks on")),
    Kind(kind=UNNAMED, label=_("somebody raises something to me unnamed, or goes on with it")),
    Kind(kind=PATH, label=_("a path for the first ninety days is offered, begins, or asks to look back")),
    Kind(kind=TRACK_RECORD, label=_("a team’s track record with clients asks for my yes, or changes")),
    Kind(kind=STANDING, label=_("somebody shows me lines of their record, or asks about mine")),
    Kind(kind=STREET, label=_("somebody adds their side, or pauses or closes a street")),
    Kind(
        kind=PASSED,
        label=_("a day that I promised or wanted an answer for has passed, or I named to look back"),
    ),
    Kind(kind=IN_MY_NAME, label=_("something was entered in my name: mine, unless somebody tampered")),
    Kind(kind=AT_ONCE, label=_("somebody waits for my answer: at once, not in the morning")),
    Kind(kind=MORNING, label=_("there is anything else of these: in the morning, all in one")),
)
LABELS = {kind.kind: kind.label for kind in KINDS}
DIGEST_HOUR = 7
_SALT = "twoway.mail.without"


def off_for(person: Person) -> frozenset[str]:
    """What the person does without."""
    account = accounts.of(person.id)
    if account is None:
        return frozenset(_said_without_account(person.id))
    _hand_over(person.id)
    account.refresh_from_db(fields=["notices_off"])
    return frozenset(account.notices_off)


def hour_of(person: Person) -> int:
    """At which hour of their morning the person would like the morning mail."""
    account = accounts.of(person.id)
    return account.digest_hour if account else DIGEST_HOUR


def turn_off(person_id: str, kind: str) -> None:
    """The person does without mails of this kind from now on."""
    account = accounts.of(person_id)
    if account is None:
        Without.objects.get_or_create(person_id=person_id, kind=kind)
    else:
        off = [*account.notices_off, kind]
        accounts.choose_notices(account, off=off, digest_hour=account.digest_hour)


def ticket(person_id: str, kind: str) -> str:
    """What stands in a mail's link to do without its kind: it opens nothing else, so it need not expire."""
    return signing.dumps([person_id, kind], salt=_SALT)


def read_ticket(ticket: str) -> tuple[str, str] | None:
    """Whose mail of which kind; None for a link that is not ours."""
    try:
        person_id, kind = signing.loads(ticket, salt=_SALT)
    except signing.BadSignature:
        return None
    return (person_id, kind) if kind in LABELS else None


def _said_without_account(person_id: str) -> list[str]:
    return list(Without.objects.filter(person=person_id).values_list("kind", flat=True))


def _hand_over(person_id: str) -> None:
    """What was said before there was an account stands on the settings page from then on."""
    for kind in _said_without_account(person_id):
        turn_off(person_id, kind)
    Without.objects.filter(person=person_id).delete()
