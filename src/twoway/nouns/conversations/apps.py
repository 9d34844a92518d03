from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class ConversationsConfig(AppConfig):
    name = "twoway.nouns.conversations"
    label = "conversations"
    verbose_name = "Conversations"

    def ready(self) -> None:
        from twoway.nouns.conversations import effects, pages, told  # noqa: F401  effects register when they are read

        slots.PAGES.fill(
            slots.Link(
                label=_("Conversations"),
                to="conversations",
                icon="conv",
                order=49,
                waiting=pages.count_waiting,
                shown=pages.is_in_use,
            )
        )
        slots.ACTS.fill(told.lines)
        slots.beside("between.next").fill(pages.next_talk)
