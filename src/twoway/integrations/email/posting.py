"""Mails leave: marked as leaving before they do, so that after a crash none is sent twice.

What the mail server said no to, or could not be asked, is tried again later. What was cut off half way may
have arrived, so it is not.
"""

from __future__ import annotations

import smtplib
from datetime import timedelta

import structlog
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from twoway import clock
from twoway.integrations.email import composing
from twoway.integrations.email.models import (
    EMPTY,
    GIVEN_UP,
    LEAVING,
    SENT,
    UNSURE,
    WAITING,
    Mail,
    Telling,
)

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 200
MOST_TRIES = 9  # after 1, 2, 4 ... minutes: half a day in all
FIRST_WAIT = timedelta(minutes=1)
CUT_OFF_AFTER = timedelta(hours=1)
KEPT = timedelta(days=90)
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)


def post() -> int:
    """Send what is due; how many mails went. One that fails holds up none of the others."""
    due = Mail.objects.filter(state=WAITING, not_before__lte=clock.now()).order_by("made_at", "id")
    failed, went = [], 0
    for mail in due.select_related("person")[:MOST_AT_ONCE]:
        try:
            went += _leave(mail)
        except Exception as error:  # noqa: BLE001  gathered, and raised below
            error.add_note(f"mail {mail.id}")
            failed.append(error)
    if failed:
        raise ExceptionGroup("mails could not be written", failed)
    return went


def forget() -> None:
    """What was cut off counts as gone, and what was told long ago is nobody's business any more."""
    now = clock.now()
    cut_off = Mail.objects.filter(state=LEAVING, not_before__lt=now - CUT_OFF_AFTER)
    for mail in cut_off:
        log.error("mail.unsure", mail=mail.id)
    cut_off.update(state=UNSURE)
    Mail.objects.filter(made_at__lt=now - KEPT).delete()
    Telling.objects.filter(since__lt=now - KEPT, mail=None).delete()


def _leave(mail: Mail) -> bool:
    """Whether it went. The mark that it leaves stands before it does, in a transaction of its own."""
    if not _claim(mail):
        return False
    try:
        with transaction.atomic():
            message = composing.compose(mail)
    except Exception as error:
        _later(mail, error)
        raise
    if message is None:
        _settle(mail, EMPTY)
        return False
    return _hand_over(mail, message)


def _claim(mail: Mail) -> bool:
    """Only one `twoway work` gets it."""
    claimed = Mail.objects.filter(id=mail.id, state=WAITING)
    return bool(claimed.update(state=LEAVING, not_before=clock.now(), tries=mail.tries + 1))


def _hand_over(mail: Mail, message: EmailMessage) -> bool:
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        _later(mail, error)
        return False
    went = _send(connection, mail, message)
    connection.close()
    return went


def _send(connection: BaseEmailBackend, mail: Mail, message: EmailMessage) -> bool:
    try:
        connection.send_messages([message])
    except REFUSALS as error:
        _later(mail, error)
        return False
    except OSError as error:  # the line was cut: nobody can say whether it arrived
        log.error("mail.unsure", mail=mail.id, reason=type(error).__name__)
        _settle(mail, UNSURE)
        return False
    _settle(mail, SENT)
    return True


def _later(mail: Mail, error: Exception) -> None:
    """It certainly did not go."""
    tries = mail.tries + 1
    log.warning("mail.not_sent", mail=mail.id, reason=type(error).__name__, tries=tries)
    wait = FIRST_WAIT * 2 ** (tries - 1)
    state = GIVEN_UP if tries >= MOST_TRIES else WAITING
    Mail.objects.filter(id=mail.id).update(state=state, not_before=clock.now() + wait)


def _settle(mail: Mail, state: str) -> None:
    Mail.objects.filter(id=mail.id).update(state=state)
