from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class PromisesConfig(AppConfig):
    name = "twoway.nouns.promises"
    label = "promises"
    verbose_name = "Promises"

    def ready(self) -> None:
        from twoway.nouns.promises import effects, pages, told  # noqa: F401  effects register when they are read

        slots.PAGES.fill(
            slots.Link(
                label=_("Promises"),
                to="promises",
                icon="promise",
                order=40,
                tab=True,
                waiting=pages.count_waiting,
            )
        )
        slots.ACTS.fill(told.lines)
        slots.COMPOSE.fill("promise.new")
        slots.beside("compose.kinds").fill(pages.compose_kinds)
        slots.beside("compose.panes").fill(pages.compose_panes)
