from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class ThanksConfig(AppConfig):
    name = "twoway.nouns.thanks"
    label = "thanks"
    verbose_name = "Thanks"

    def ready(self) -> None:
        from twoway.nouns.thanks import effects, pages, told  # noqa: F401  effects register when they are read

        slots.PAGES.fill(
            slots.Link(
                label=_("Thanks"), to="all_thanks", icon="thanks", order=50, waiting=pages.count_waiting
            )
        )
        slots.ACTS.fill(told.lines)
        slots.beside("compose.kinds").fill(pages.compose_kind)
        slots.beside("compose.panes").fill(pages.compose_pane)
        slots.beside("act.below").fill(pages.below_act)
