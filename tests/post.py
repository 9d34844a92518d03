"""A real SMTP server on this machine that keeps what it is given, so that tests can read the mail."""

from __future__ import annotations

import contextlib
import email
import email.policy
import time
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.ports import free_port

PATIENCE = 10.0  # seconds; mail may be sent by another process than the one that answered


class Post:
    """Every mail in the order it came; `to(address)` waits for the newest one to somebody."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, EmailMessage]] = []
        self.address = ""
        self.refused: set[str] = set()
        """Addresses that this server does not know."""

    @classmethod
    @contextlib.contextmanager
    def open(cls) -> Iterator[Post]:
        post = cls()
        controller = Controller(post, hostname="127.0.0.1", port=free_port())
        controller.start()
        try:
            post.address = f"smtp+plain://127.0.0.1:{controller.port}"
            yield post
        finally:
            controller.stop()

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address.lower() in self.refused:
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.extend((address.lower(), mail) for address in envelope.rcpt_tos)
        return "250 OK"

    def to(self, address: str, *, after: int = 0) -> EmailMessage:
        """The newest mail to `address`, once there are more than `after` of them."""
        deadline = time.monotonic() + PATIENCE
        while True:
            found = [mail for to, mail in self.mails if to == address.lower()]
            if len(found) > after:
                return found[-1]
            if time.monotonic() > deadline:
                raise AssertionError(
                    f"No mail to {address} came; there was mail to {[to for to, _ in self.mails]}."
                )
            time.sleep(0.02)

    def words(self, address: str, *, after: int = 0) -> str:
        """What the newest mail to `address` says in its plain part."""
        part = self.to(address, after=after).get_body(("plain",))
        assert part is not None, "the mail has no plain part"
        return str(part.get_content())
