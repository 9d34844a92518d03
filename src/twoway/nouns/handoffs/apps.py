from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class HandoffsConfig(AppConfig):
    name = "twoway.nouns.handoffs"
    label = "handoffs"
    verbose_name = "Hand-offs"

    def ready(self) -> None:
        from twoway.nouns.handoffs import effects, pages, told  # noqa: F401  effects register when they are read

        slots.PAGES.fill(
            slots.Link(
                label=_("Hand-offs"),
                to="handoffs",
                icon="handoff",
                order=46,
                waiting=pages.count_waiting,
                shown=pages.is_in_use,
            )
        )
        slots.ACTS.fill(told.lines)
        slots.beside("compose.kinds").fill(pages.compose_kind)
        slots.beside("compose.panes").fill(pages.compose_pane)
        slots.beside("call.chain").fill(pages.call_chain)
