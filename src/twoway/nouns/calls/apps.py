from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class CallsConfig(AppConfig):
    name = "twoway.nouns.calls"
    label = "calls"
    verbose_name = "Calls"

    def ready(self) -> None:
        from twoway.nouns.calls import effects, pages, told  # noqa: F401  effects register when they are read

        slots.PAGES.fill(
            slots.Link(
                label=_("Calls"),
                to="calls",
                icon="call",
                order=45,
                waiting=pages.count_waiting,
                shown=pages.is_in_use,
            )
        )
        slots.ACTS.fill(told.lines)
        slots.beside("compose.kinds").fill(pages.compose_kinds)
        slots.beside("compose.panes").fill(pages.compose_panes)
