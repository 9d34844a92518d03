from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class EntrustmentsConfig(AppConfig):
    name = "twoway.nouns.entrustments"
    label = "entrustments"
    verbose_name = "Entrustments"

    def ready(self) -> None:
        from twoway.nouns.entrustments import effects, pages, told  # noqa: F401  effects register when read

        slots.PAGES.fill(
            slots.Link(
                label=_("Entrusted"),
                to="entrustments",
                icon="key",
                order=46,
                waiting=pages.count_waiting,
                shown=pages.is_in_use,
            )
        )
        slots.ACTS.fill(told.lines)
        slots.beside("compose.kinds").fill(pages.compose_kinds)
        slots.beside("compose.panes").fill(pages.compose_panes)
