"""Mail: sent at once, or beside the answer where the time it takes would tell something."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

import structlog
from django.conf import settings
from django.core.mail import EmailMessage

log = structlog.get_logger(__name__)

# One at a time and in order; a process that ends first sends what waits.
_beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


def reaches_people() -> bool:
    """Whether mail leaves this server; without mail settings it is printed on the server's console."""
    return bool(settings.TWOWAY_MAIL)


def send(message: EmailMessage) -> bool:
    """Whether the mail went out; why it did not is for the log, with no address and no word of it."""
    try:
        message.send()
    except OSError as error:  # refused by the mail server, or no way to it: smtplib's errors are OSErrors
        log.error("mail.not_sent", reason=type(error).__name__)
        return False
    return True


def send_beside(message: EmailMessage) -> Future[bool]:
    """Send without making anybody wait."""
    return _beside.submit(send, message)


def wait() -> None:
    """Until everything sent beside has gone out: for tests, and before a process ends."""
    _beside.submit(lambda: None).result()
