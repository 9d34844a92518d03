"""What a program shows instead of signing in. The text is shown once; only its hash is kept."""

from __future__ import annotations

import hashlib
import secrets

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.people.models import Person, Token
from twoway.people.sight import asked
from twoway.web.text import clean

PREFIX = "twoway_"
MOST_TOKENS = 20
MOST_NAME = 100


def make(person_id: str, *, name: str) -> tuple[Token, str]:
    """A new token and its text, which cannot be shown again."""
    tidy = clean(name, MOST_NAME, field="name")
    if not tidy:
        raise BadShape(
            _("Say what the token is for, so that you know later which one to take back."), field="name"
        )
    if Token.objects.filter(person=person_id).count() >= MOST_TOKENS:
        raise RuleBroken(
            _("That is twenty tokens. Take one back that nothing uses any more."), code="too_many"
        )
    text = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(person_id=person_id, name=tidy, key_hash=_hash(text), made_at=clock.now())
    return token, text


def of(person_id: str) -> list[Token]:
    """The person's tokens, oldest first."""
    return list(Token.objects.filter(person=person_id).order_by("made_at", "id"))


def take_back(token_id: str, *, by: str) -> None:
    """The token opens nothing any more."""
    gone, _each = Token.objects.filter(id=asked(token_id), person=by).delete()
    if not gone:
        raise NotSeen


def person_of_token(text: str, *, noting: bool = True) -> Person | None:
    """Whoever the token stands for, if still here; the day of its last use is kept for them alone."""
    if not text.startswith(PREFIX):
        return None
    token = (
        Token.objects.filter(key_hash=_hash(text), person__state="active").select_related("person").first()
    )
    if token is None:
        return None
    today = clock.today(token.person.zone)
    if noting and token.used_on != today:
        Token.objects.filter(id=token.id).update(used_on=today)
    return token.person


def _hash(text: str) -> str:
    """A token is 256 random bits, so one plain hash of it is enough: there is nothing to guess."""
    return hashlib.sha256(text.encode()).hexdigest()
