"""How a person signs in. On no ledger: an account holds nothing that anybody else could have a say in.

Called by rules, inside their transaction, so that there is never a person without their account or the other
way round.
"""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY, login, update_session_auth_hash
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from twoway import clock
from twoway.people.models import Account, Invitation, Token
from twoway.people.seals.models import Seal
from twoway.people.streets.models import EstimateWish

SIGNED_IN_AT = "signed_in_at"
LATELY_SECONDS = 30 * 60
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Everything that may name somebody beside the ledger and its rows.
TABLES = (Account, EmailAddress, Authenticator, Session, Invitation, Token)


def of(person_id: str) -> Account | None:
    """The person's account, if they have one."""
    return Account.objects.filter(person=person_id).first()


def open_for(person_id: str, email: str) -> Account:
    """An account for a person who has said yes, or the one they had before they left."""
    account = of(person_id) or Account(person_id=person_id)
    account.email = email
    account.is_active = True
    account.set_unusable_password()
    account.save()
    _confirm(account, email)
    return account


def readdress(person_id: str, email: str) -> None:
    """Mail to sign in with goes elsewhere from now on."""
    account = Account.objects.get(person=person_id)
    account.email = email
    account.save(update_fields=["email"])
    _confirm(account, email)


def sign_in(request: HttpRequest, account: Account) -> None:
    """Whoever is at this browser has just shown that they are this person."""
    login(request, account, backend=BACKEND)
    note_sign_in(request)


def note_sign_in(request: HttpRequest) -> None:
    """When this very browser was signed in: what opens the account for good is only changed soon after."""
    request.session[SIGNED_IN_AT] = int(clock.now().timestamp())


def signed_in_lately(request: HttpRequest) -> bool:
    """Whether whoever is at this browser showed in the last half hour who they are."""
    signed_in_at: int = request.session.get(SIGNED_IN_AT, 0)
    return clock.now().timestamp() - signed_in_at < LATELY_SECONDS


def end_sessions(account: Account, *, but: HttpRequest | None = None) -> None:
    """Every browser that is signed in as this account no longer is, except the one named.

    A session carries a fingerprint of the password field; the unusable mark that stands there is random, so a
    new one makes every fingerprint wrong at once.
    """
    account.set_unusable_password()
    account.save(update_fields=["password"])
    if but is not None:
        update_session_auth_hash(but, account)


def close(person_id: str) -> None:
    """The person has left: no session, token or invitation of theirs opens anything from this moment."""
    Token.objects.filter(person=person_id).delete()
    Invitation.objects.filter(person=person_id).delete()
    EstimateWish.objects.filter(person=person_id).delete()
    account = of(person_id)
    if account is not None:
        account.is_active = False
        end_sessions(account)
        account.save(update_fields=["is_active"])


def forget(person_id: str) -> None:
    """Nothing of the account is kept, nor what the person wrote beside the ledger."""
    close(person_id)
    Invitation.objects.filter(sender=person_id).update(line="")
    Seal.objects.filter(person=person_id).delete()
    account = of(person_id)
    if account is not None:
        _drop_sessions(account)
        EmailAddress.objects.filter(user=account).delete()
        Authenticator.objects.filter(user=account).delete()
        account.delete()


def _drop_sessions(account: Account) -> None:
    """Sessions are kept as text nobody can search: those that are signed in, or were about to, name them."""
    for session in Session.objects.iterator():
        told = session.get_decoded()
        if told.get(SESSION_KEY) == str(account.pk) or account.email in str(told):
            session.delete()


def choose_notices(account: Account, *, off: Iterable[str], digest_hour: int) -> None:
    """Which mails the person does without, and when in their morning the rest comes."""
    account.notices_off = sorted(set(off))
    account.digest_hour = digest_hour
    account.save(update_fields=["notices_off", "digest_hour"])


def passkeys(account: Account) -> list[Authenticator]:
    """The passkeys this account can be opened with, oldest first."""
    kind = Authenticator.Type.WEBAUTHN
    return list(Authenticator.objects.filter(user=account, type=kind).order_by("created_at", "pk"))


def at(request: HttpRequest) -> Account | None:
    """The account that is signed in at this browser."""
    return request.user if request.user.is_authenticated else None


def _confirm(account: Account, email: str) -> None:
    """Sign-in by code looks addresses up here; this one was reached by an invitation or by a code."""
    EmailAddress.objects.filter(user=account).exclude(email=email).delete()
    EmailAddress.objects.update_or_create(
        user=account, email=email, defaults={"verified": True, "primary": True}
    )
