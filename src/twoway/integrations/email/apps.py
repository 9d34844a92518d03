"""Mail, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class EmailConfig(AppConfig):
    """Follows the ledger, and says on the settings page which mails there are."""

    name = "twoway.integrations.email"
    label = "email"

    def ready(self) -> None:
        from twoway.integrations.email import follower, newcomers, wishes
        from twoway.ledger import follow
        from twoway.web import notice, slots

        follow.register(follower.MailFollower())
        for kind in wishes.KINDS:
            notice.KINDS.fill(kind)
        slots.beside("promise.below").fill(newcomers.below)
