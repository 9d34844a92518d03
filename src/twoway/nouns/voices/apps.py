from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class VoicesConfig(AppConfig):
    name = "twoway.nouns.voices"
    label = "voices"
    verbose_name = "Voices"

    def ready(self) -> None:
        from twoway.nouns.voices import effects, pages, told  # noqa: F401  effects register when they are read

        slots.PAGES.fill(
            slots.Link(
                label=_("Voices"),
                to="voices",
                icon="voice",
                order=46,
                waiting=pages.count_waiting,
                shown=pages.is_in_use,
            )
        )
        slots.ACTS.fill(told.lines)
        slots.beside("compose.kinds").fill(pages.compose_kinds)
        slots.beside("compose.panes").fill(pages.compose_panes)
